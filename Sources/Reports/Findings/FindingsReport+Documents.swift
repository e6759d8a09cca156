internal import JSON
internal import Record

extension FindingsReport {
    // MARK: FHIR

    /// A Bundle of one OperationOutcome a resource.
    var fhir: String {
        let entries: [JSONValue] = collected.map { judged in
            var issues: [JSONValue] = judged.findings.map { finding in
                var issue: JSONObject = [
                    "severity": .string(finding.severity.code), "code": .string(FindingsReport.issueType(finding)),
                    "details": ["coding": [["code": .string(finding.rule)]], "text": .string(finding.message)],
                ]
                var extensions: [JSONValue] = []
                if finding.line > 0 {
                    extensions.append([
                        "url": "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line",
                        "valueInteger": .number("\(finding.line)"),
                    ])
                    extensions.append([
                        "url": "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col",
                        "valueInteger": .number("\(finding.column)"),
                    ])
                }
                if let id = finding.hl7 {
                    extensions.append([
                        "url": "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id",
                        "valueString": .string(id),
                    ])
                }
                if !extensions.isEmpty { issue["extension"] = .array(extensions) }
                var source = finding.profile ?? ""
                if let element = finding.element { source += (source.isEmpty ? "" : "#") + element }
                if !source.isEmpty { issue["diagnostics"] = .string(source) }
                issue["expression"] = [.string(finding.expression)]
                return .object(issue)
            }
            if issues.isEmpty {
                issues = [
                    ["severity": "information", "code": "informational", "details": ["text": "No issues found."]]
                ]
            }
            var outcome: JSONObject = ["resourceType": "OperationOutcome"]
            outcome["extension"] = [
                [
                    "url": "http://hl7.org/fhir/StructureDefinition/operationoutcome-file",
                    "valueString": .string(judged.file + (judged.inputLine.map { ":\($0)" } ?? "")),
                ]
            ]
            outcome["issue"] = .array(issues)
            return ["resource": .object(outcome)]
        }
        var bundle: JSONObject = ["resourceType": "Bundle", "type": "collection"]
        // An empty array is not allowed in FHIR.
        if !entries.isEmpty { bundle["entry"] = .array(entries) }
        return JSONValue.object(bundle).text(indent: 2) + "\n"
    }

    /// The code of `OperationOutcome.issue.code` that is nearest to a rule.
    static func issueType(_ finding: Finding) -> String {
        if !finding.decided { return "incomplete" }
        if finding.constraint != nil { return "invariant" }
        let rule = finding.rule
        if rule.contains("binding") || rule.contains("code") || rule.contains("display") { return "code-invalid" }
        if rule.hasPrefix("cardinality-min") { return "required" }
        if rule.contains("reference") { return "not-found" }
        if rule.hasPrefix("json") || rule.hasPrefix("xml") || rule.contains("unknown-element") { return "structure" }
        return finding.severity == .information ? "informational" : "invalid"
    }

    // MARK: JUnit

    var junit: String {
        let cases = collected.map { judged -> JUnitDocument.Case in
            let name = judged.file + (judged.inputLine.map { ":\($0)" } ?? "")
            let bad = judged.findings.filter { $0.severity >= .error }
            let open = judged.findings.filter { !$0.decided }
            func lines(_ findings: [Finding]) -> String {
                findings.map { "\(name):\($0.line):\($0.column): \($0.expression): \($0.message) [\($0.rule)]" }
                    .joined(separator: "\n")
            }
            let outcome: JUnitDocument.Outcome =
                if let first = bad.first {
                    .failure(type: first.rule, message: "\(first.expression): \(first.message)", text: lines(bad))
                } else if let first = open.first {
                    .error(type: "undecided", message: "\(first.expression): \(first.message)", text: lines(open))
                } else {
                    .passed
                }
            return .init(name: name, className: judged.resource ?? "unreadable", outcome: outcome)
        }
        return JUnitDocument(name: "assay validate", suites: [.init(name: "resources", cases: cases)]).xml
    }

    // MARK: SARIF

    /// SARIF 2.1.0, as code hosts show it.
    var sarif: String {
        var rules: [String] = []
        var results: [JSONValue] = []
        for judged in collected {
            for finding in judged.findings {
                let index = rules.firstIndex(of: finding.rule) ?? rules.count
                if index == rules.count { rules.append(finding.rule) }
                let level =
                    switch finding.severity {
                    case .fatal, .error: "error"
                    case .warning: "warning"
                    case .information: "note"
                    }
                var place: JSONObject = [
                    "artifactLocation": ["uri": .string(FindingsReport.relativeReference(judged.file))]
                ]
                if finding.line > 0 {
                    place["region"] = [
                        "startLine": .number("\(finding.line)"), "startColumn": .number("\(max(finding.column, 1))"),
                    ]
                }
                results.append([
                    "ruleId": .string(finding.rule), "ruleIndex": .number("\(index)"), "level": .string(level),
                    "message": ["text": .string("\(finding.expression): \(finding.message)")],
                    "locations": [
                        [
                            "physicalLocation": .object(place),
                            "logicalLocations": [["fullyQualifiedName": .string(finding.expression)]],
                        ]
                    ],
                ])
            }
        }
        let log: JSONValue = [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "Assay", "rules": .array(rules.map { ["id": .string($0)] }),
                        ]
                    ],
                    "columnKind": "utf16CodeUnits", "results": .array(results),
                ]
            ],
        ]
        return log.text(indent: 2) + "\n"
    }

    /// A path as a URI reference: what is not allowed in one is percent-encoded.
    private static func relativeReference(_ path: String) -> String {
        var out = path.hasPrefix("/") ? "file://" : ""
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                out += "%" + String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
            }
        }
        return out
    }
}
