internal import JSON
internal import Record
internal import YAML

extension PackReader {
    mutating func scenario(_ node: YAMLNode, pack: String, file: String) -> Scenario {
        let variants = (node["variants"]?.items ?? []).map { item in
            var values: [String: String] = ["variant": item["id"]?.text ?? ""]
            for member in item["values"]?.members ?? [] { values[member.key] = member.value.text ?? "" }
            var changes: [String: StepChange] = [:]
            for member in item["steps"]?.members ?? [] { changes[member.key] = Self.change(member.value) }
            return Variant(
                id: item["id"]?.text ?? "", title: item["title"]?.text ?? "", values: values, changes: changes)
        }
        return Scenario(
            id: node["id"]?.text ?? "", pack: pack, title: node["title"]?.text ?? "", purpose: node["why"]?.text ?? "",
            role: node["role"]?.text ?? "provider", tags: node["tags"]?.texts ?? [],
            requirements: node["requirements"]?.texts ?? [], neededData: node["needs"]?["data"]?.texts ?? [],
            neededCapabilities: node["needs"]?["capabilities"]?.texts ?? [], leases: node["leases"]?.texts ?? [],
            variants: variants, setup: steps(node["setup"], file: file), steps: steps(node["steps"], file: file),
            teardown: steps(node["teardown"], file: file), file: file, position: node.position)
    }

    private mutating func steps(_ node: YAMLNode?, file: String) -> [Step] {
        (node?.items ?? []).map { step($0, file: file) }
    }

    private mutating func step(_ node: YAMLNode, file: String) -> Step {
        let action: Step.Action
        switch (node["send"]?.text, node["await"]?.text) {
        case (let name?, nil): action = .send(name)
        case (nil, let name?): action = .await(name)
        default:
            action = .send("")
            fail(file, node.position, "a step has one of 'send' and 'await'")
        }
        let saves = (node["save"]?.members ?? []).map { member in
            let origin: Save.Origin
            if let path = member.value.text {
                origin = .fhirPath(path)
            } else {
                let header = member.value["header"]?.text ?? ""
                origin = member.value["id"]?.bool == true ? .headerID(header) : .header(header)
            }
            return Save(name: member.key, origin: origin)
        }
        return Step(
            id: node["id"]?.text ?? "", title: node["title"]?.text ?? "", action: action, change: Self.change(node),
            saves: saves, expectations: (node["expect"]?.items ?? []).map { expectation($0, file: file) },
            position: node.position)
    }

    static func change(_ node: YAMLNode) -> StepChange {
        var change = StepChange()
        change.method = node["method"]?.text
        change.rawPath = node["url"]?.text
        change.path = templates(node["path"])
        change.query = templates(node["query"])
        change.headers = templates(node["headers"])
        change.body = body(node["body"])
        change.bodyChanges = changes(set: node["set"], remove: node["remove"])
        if let token = node["token"] {
            change.token = TokenChange(
                raw: token["raw"].map { $0.text ?? "" }, scheme: token["scheme"]?.text,
                signature: token["signature"]?.text,
                header: changes(set: token["header"], remove: token["removeHeader"]),
                claims: changes(set: token["set"], remove: token["remove"]))
        }
        return change
    }

    static func changes(set: YAMLNode?, remove: YAMLNode?) -> [PointerChange] {
        (remove?.texts ?? []).map { PointerChange(pointer: pointer($0), value: nil) }
            + (set?.members ?? []).map { PointerChange(pointer: pointer($0.key), value: json($0.value)) }
    }

    private static func pointer(_ text: String) -> String { text.hasPrefix("/") || text.isEmpty ? text : "/" + text }

    static func body(_ node: YAMLNode?) -> BodyTemplate? {
        guard let node else { return nil }
        if let name = node.text {
            return BodyTemplate(origin: name == "none" ? .none : .fixture(name), changes: [])
        }
        let origin: BodyTemplate.Origin
        if let name = node["fixture"]?.text {
            origin = .fixture(name)
        } else if let step = node["from"]?.text {
            origin = .step(step)
        } else {
            origin = .text(node["text"]?.text ?? "")
        }
        return BodyTemplate(origin: origin, changes: changes(set: node["set"], remove: node["remove"]))
    }

    private static let kinds = [
        "status", "header", "resource", "profile", "valid", "fhirpath", "value", "outcome", "entries", "member",
        "notMember", "resolves", "nhsNumber", "ending", "noBody",
    ]

    private mutating func expectation(_ node: YAMLNode, file: String) -> Expectation {
        let given = Self.kinds.filter { node[$0] != nil }
        if given.count != 1 {
            fail(
                file, node.position,
                given.isEmpty
                    ? "an expectation says what it expects: one of \(Self.kinds.joined(separator: ", "))"
                    : "an expectation expects one thing; this one has \(given.joined(separator: " and "))")
        }
        return Expectation(
            id: node["id"]?.text ?? "", title: node["title"]?.text ?? "",
            kind: Self.kind(node, given.first ?? "noBody"),
            strength: node["strength"]?.text.flatMap { Requirement.Strength(rawValue: $0) },
            requirements: node["requirements"]?.texts ?? [], proofs: node["proof"]?.texts ?? [],
            isPrecondition: node["precondition"]?.bool ?? false, position: node.position)
    }

    private static func kind(_ node: YAMLNode, _ name: String) -> Expectation.Kind {
        let value = node[name]
        let text = value?.text ?? ""
        let over = node["over"]?.text
        switch name {
        case "status": return .status(value?.texts ?? [])
        case "header":
            let test: Expectation.HeaderTest
            if let text = value?["equals"]?.text {
                test = .equals(text)
            } else if let text = value?["contains"]?.text {
                test = .contains(text)
            } else if let text = value?["prefix"]?.text {
                test = .prefix(text)
            } else {
                test = value?["present"]?.bool == false ? .absent : .present
            }
            return .header(name: value?["name"]?.text ?? "", test: test)
        case "resource": return .resource(text)
        case "profile": return .profile(text, over: over)
        case "valid": return .valid(over: over)
        case "fhirpath": return .fhirPath(text, over: over)
        case "value": return .value(path: value?["path"]?.text ?? "", equals: value?["equals"]?.text ?? "")
        case "outcome":
            guard value?.members != nil else { return .outcome(codes: value?.texts ?? [], system: false, type: []) }
            return .outcome(
                codes: value?["code"]?.texts ?? [], system: value?["system"]?.bool ?? false,
                type: value?["type"]?.texts ?? [])
        case "entries":
            let count = value?["count"]?.int
            return .entries(
                type: value?["type"]?.text ?? "", minimum: count ?? value?["min"]?.int ?? 0,
                maximum: count ?? value?["max"]?.int)
        case "member": return .member(text, isThere: true)
        case "notMember": return .member(text, isThere: false)
        case "resolves": return .resolves(path: value?["path"]?.text ?? "", type: value?["type"]?.text)
        case "ending":
            return .ending(path: value?["path"]?.text ?? "", oneOf: value?["oneOf"]?.texts ?? [])
        case "nhsNumber": return .nhsNumber(path: text)
        default: return .noBody
        }
    }
}
