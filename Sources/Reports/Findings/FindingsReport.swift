public import JSON
public import Record

/// Draws what the validator says, one resource after the other, in the form that a person or a tool reads.
///
/// Feed it resource by resource: text and JSON come out at once, so that a stream of any length is reported in bounded
/// memory; the forms that are one document (fhir, junit, sarif) come out at the end.
public struct FindingsReport: Sendable {
    public enum Format: String, Sendable, CaseIterable { case text, json, fhir, junit, sarif, github }

    /// How the text form is drawn.
    public struct Look: Sendable {
        public var hasColour: Bool
        /// Whether information findings are shown too.
        public var isVerbose: Bool
        /// Whether resources without any finding are left out.
        public var isQuiet: Bool
        public init(hasColour: Bool = false, isVerbose: Bool = false, isQuiet: Bool = false) {
            self.hasColour = hasColour
            self.isVerbose = isVerbose
            self.isQuiet = isQuiet
        }
    }

    let format: Format
    let look: Look
    /// What the finished document needs; empty for the forms that stream.
    var collected: [JudgedResource] = []
    var count = 0
    var invalid = 0
    var errors = 0
    var warnings = 0
    var undecided = 0

    public init(format: Format, look: Look = Look()) {
        self.format = format
        self.look = look
    }

    /// Takes a resource in.
    ///
    /// - Returns: what to print now.
    public mutating func add(_ judged: JudgedResource) -> String {
        count += 1
        if !judged.isValid { invalid += 1 }
        errors += judged.findings.count { $0.severity >= .error }
        warnings += judged.findings.count { $0.severity == .warning && $0.decided }
        undecided += judged.undecided
        switch format {
        case .text: return text(judged)
        case .json: return FindingsReport.jsonLine(judged)
        case .github: return github(judged)
        case .fhir, .junit, .sarif:
            collected.append(judged)
            return ""
        }
    }

    /// What to print when there is no more.
    public func end() -> String {
        switch format {
        case .text: return summary
        case .json, .github: return ""
        case .fhir: return fhir
        case .junit: return junit
        case .sarif: return sarif
        }
    }

    // MARK: JSON

    /// The line of `--format json` (`design` of the command line: one line a resource, in input order).
    public static func jsonLine(_ judged: JudgedResource) -> String {
        var line: JSONObject = ["file": .string(judged.file)]
        if let number = judged.inputLine { line["inputLine"] = .number("\(number)") }
        line["resource"] = judged.resource.map { .string($0) } ?? .null
        append(judged.findings, to: &line)
        return JSONValue.object(line).text() + "\n"
    }

    /// The members that tell a verdict: `valid`, `undecided` where there are such issues, `issues`.
    public static func append(_ findings: [Finding], to line: inout JSONObject) {
        let undecided = findings.count { !$0.decided }
        line["valid"] = .bool(!findings.contains { $0.severity >= .error })
        if undecided > 0 { line["undecided"] = .number("\(undecided)") }
        line["issues"] = .array(findings.map(json))
    }

    static func json(_ finding: Finding) -> JSONValue {
        var issue: JSONObject = ["severity": .string(finding.severity.code), "rule": .string(finding.rule)]
        issue["hl7"] = finding.hl7.map { .string($0) }
        issue["constraint"] = finding.constraint.map { .string($0) }
        issue["expression"] = .string(finding.expression)
        if finding.line > 0 {
            issue["line"] = .number("\(finding.line)")
            issue["column"] = .number("\(finding.column)")
        }
        issue["message"] = .string(finding.message)
        issue["profile"] = finding.profile.map { .string($0) }
        issue["element"] = finding.element.map { .string($0) }
        issue["decided"] = .bool(finding.decided)
        return .object(issue)
    }
}
