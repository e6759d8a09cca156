internal import Definitions
internal import JSON
internal import Terminology

/// An answer of the server, and whether it may be kept.
struct RemoteAnswer {
    var membership: Membership
    var display: String?
    /// The server does not have the value set.
    var isValueSetUnknown = false
    /// Whether the server decided, so that the same question need not be asked again.
    var isDefinite: Bool { membership.isMember != nil }
}

/// The messages of `$validate-code` and `$expand` (R4 *ValueSet*, operations; the same in STU3).
enum ValidateCode {
    static func path(_ question: TerminologyQuestion) -> String {
        question.valueSet == nil ? "CodeSystem/$validate-code" : "ValueSet/$validate-code"
    }

    private static func parameter(_ name: String, _ type: String, _ value: JSONValue) -> JSONValue {
        .object(JSONObject([.init(name: "name", value: .string(name)), .init(name: type, value: value)]))
    }

    /// The parameters of a question.
    ///
    /// - Parameter inline: the value set, sent along for a server that does not have it.
    static func parameters(_ question: TerminologyQuestion, inline: ValueSet?) -> JSONValue {
        var list: [JSONValue] = []
        if let inline {
            list.append(parameter("valueSet", "resource", ValueSetWriter.json(inline)))
        } else if let canonical = question.valueSet {
            let parts = Canonical(canonical)
            list.append(parameter("url", "valueUri", .string(parts.url)))
            if let version = parts.version {
                list.append(parameter("valueSetVersion", "valueString", .string(version)))
            }
        } else if let system = question.system {
            list.append(parameter("url", "valueUri", .string(system)))
            if let version = question.version { list.append(parameter("version", "valueString", .string(version))) }
        }
        list.append(parameter("code", "valueCode", .string(question.code)))
        if question.valueSet != nil {
            if let system = question.system {
                list.append(parameter("system", "valueUri", .string(system)))
                if let version = question.version {
                    list.append(parameter("systemVersion", "valueString", .string(version)))
                }
            } else {
                list.append(parameter("inferSystem", "valueBoolean", true))
            }
        }
        return ["resourceType": "Parameters", "parameter": .array(list)]
    }

    static func entry(_ question: TerminologyQuestion) -> JSONValue {
        [
            "resource": parameters(question, inline: nil),
            "request": ["method": "POST", "url": .string(path(question))],
        ]
    }

    static func batch(_ entries: [JSONValue]) -> JSONValue {
        ["resourceType": "Bundle", "type": "batch", "entry": .array(entries)]
    }

    /// The answers of a batch in the order of the questions; `nil` where it is none or has not so many.
    static func answers(ofBatch value: JSONValue, count: Int) -> [RemoteAnswer?]? {
        guard value["resourceType"]?.string == "Bundle", let entries = value["entry"]?.array, entries.count == count
        else { return nil }
        return entries.map { entry in
            let status = entry["response"]?["status"]?.string?.prefix(3)
            let resource = entry["resource"] ?? entry["response"]?["outcome"]
            guard let resource else { return nil }
            return answer(.answer(status.flatMap { Int($0) } ?? 200, resource))
        }
    }

    static func answer(_ outcome: RemoteOutcome, _ question: TerminologyQuestion) -> RemoteAnswer? { answer(outcome) }

    private static func answer(_ outcome: RemoteOutcome) -> RemoteAnswer? {
        guard case .answer(let status, let value) = outcome else { return nil }
        if value["resourceType"]?.string == "OperationOutcome" || status >= 400 {
            let words = value["issue"]?[0].flatMap { issue in
                issue["details"]?["text"]?.string ?? issue["diagnostics"]?.string ?? issue["code"]?.string
            }
            let isUnknown = status == 404 || value["issue"]?[0]?["code"]?.string == "not-found"
            guard isUnknown || status == 200 || status == 400 || status == 422 else { return nil }
            return RemoteAnswer(
                membership: .undecided(.remote("the terminology server answers: \(shortened(words ?? "no reason"))")),
                isValueSetUnknown: true)
        }
        guard value["resourceType"]?.string == "Parameters", let list = value["parameter"]?.array else { return nil }
        func first(_ name: String) -> JSONValue? { list.first { $0["name"]?.string == name } }
        guard let result = first("result")?["valueBoolean"]?.bool else { return nil }
        let display = first("display")?["valueString"]?.string
        if result {
            let isInactive = first("inactive")?["valueBoolean"]?.bool == true
            return RemoteAnswer(
                membership: isInactive ? .memberWithRemark(.inactive) : .member, display: display)
        }
        // A server that does not have the code system says no, and why: that is no answer.
        if first("x-caused-by-unknown-system") != nil || first("x-unknown-system") != nil || isUnknownSystem(list) {
            let words = first("message")?["valueString"]?.string ?? "it does not have the code system"
            return RemoteAnswer(
                membership: .undecided(.remote("the terminology server answers: \(shortened(words))")))
        }
        return RemoteAnswer(membership: .notMember, display: display)
    }

    /// Whether the issues that came with a no say that a code system or value set was not found.
    private static func isUnknownSystem(_ list: [JSONValue]) -> Bool {
        guard let issues = list.first(where: { $0["name"]?.string == "issues" })?["resource"]?["issue"]?.array else {
            return false
        }
        return issues.contains { issue in
            if issue["code"]?.string == "not-found" || issue["code"]?.string == "too-costly" { return true }
            return issue["details"]?["coding"]?.array?.contains { $0["code"]?.string == "not-found" } == true
        }
    }

    private static func shortened(_ text: String) -> String {
        text.count > 200 ? String(text.prefix(200)) + "…" : text
    }

    // MARK: $expand

    static func expansion(of canonical: String, offset: Int, count: Int) -> JSONValue {
        let parts = Canonical(canonical)
        var list = [parameter("url", "valueUri", .string(parts.url))]
        if let version = parts.version { list.append(parameter("valueSetVersion", "valueString", .string(version))) }
        list.append(parameter("offset", "valueInteger", .number(String(offset))))
        list.append(parameter("count", "valueInteger", .number(String(count))))
        return ["resourceType": "Parameters", "parameter": .array(list)]
    }

    /// The expansion of a ValueSet.
    static func expansion(_ value: JSONValue) -> ValueSet.Expansion? {
        guard value["resourceType"]?.string == "ValueSet", let expansion = value["expansion"] else { return nil }
        var made = ValueSet.Expansion(
            identifier: expansion["identifier"]?.string, timestamp: expansion["timestamp"]?.string,
            total: expansion["total"]?.int, offset: expansion["offset"]?.int)
        for entry in expansion["contains"]?.array ?? [] { add(entry, parent: -1, depth: 0, to: &made.contains) }
        return made
    }

    private static func add(
        _ value: JSONValue, parent: Int, depth: Int, to list: inout [ValueSet.Expansion.Entry]
    ) {
        guard depth < 32 else { return }
        let number = list.count
        list.append(
            .init(
                system: value["system"]?.string, version: value["version"]?.string, code: value["code"]?.string,
                display: value["display"]?.string, isAbstract: value["abstract"]?.bool ?? false,
                isInactive: value["inactive"]?.bool ?? false, parent: parent))
        for inner in value["contains"]?.array ?? [] { add(inner, parent: number, depth: depth + 1, to: &list) }
    }
}
