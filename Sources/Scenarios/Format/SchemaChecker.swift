public import JSON
public import YAML

/// Checks YAML against a JSON Schema: the keywords that Assay's own schemas use, and no others.
///
/// `$ref` within the schema, `type`, `properties`, `required`, `additionalProperties`, `items`, `minItems`,
/// `minProperties`, `maxProperties`, `enum`, `const`, `oneOf`, `minLength`.
public struct SchemaChecker: Sendable {
    let schema: JSONValue

    public init(schema: JSONValue) { self.schema = schema }

    /// What is wrong with a document, each with its place; empty where it conforms.
    public func check(_ node: YAMLNode, file: String, definition: String? = nil) -> [YAMLError] {
        var errors: [YAMLError] = []
        var start = schema
        if let definition { start = schema["$defs"]?[definition] ?? .object([:]) }
        check(node, start, path: "", file: file, errors: &errors, depth: 0)
        return errors
    }

    private func check(
        _ node: YAMLNode, _ given: JSONValue, path: String, file: String, errors: inout [YAMLError], depth: Int
    ) {
        guard depth < 64, errors.count < 50 else { return }
        var rule = given
        if let reference = given["$ref"]?.string, reference.hasPrefix("#/$defs/") {
            rule = schema["$defs"]?[String(reference.dropFirst(8))] ?? .object([:])
        }
        func fail(_ message: String, at position: YAMLPosition? = nil) {
            let place = path.isEmpty ? "" : "\(path): "
            errors.append(YAMLError(file: file, position: position ?? node.position, message: place + message))
        }
        if let types = rule["type"] {
            let names = types.array?.compactMap(\.string) ?? [types.string ?? ""]
            if !names.contains(where: { isOf($0, node) }) {
                let wanted = names.map(Self.words).joined(separator: " or ")
                return fail("must be \(wanted), not \(node.kind)")
            }
        }
        if let allowed = rule["enum"]?.array?.compactMap(\.string), let text = node.text, !allowed.contains(text) {
            fail("'\(text)' is not one of \(allowed.joined(separator: ", "))\(Self.hint(text, allowed))")
        }
        if let constant = rule["const"], (constant.string ?? constant.int.map(String.init)) != node.text {
            fail("must be \(constant.text())")
        }
        if let minimum = rule["minLength"]?.int, let text = node.text, text.count < minimum {
            fail("must not be empty")
        }
        if let choices = rule["oneOf"]?.array {
            checkChoice(node, choices, path: path, file: file, errors: &errors, depth: depth)
        }
        if let items = node.items {
            if let minimum = rule["minItems"]?.int, items.count < minimum { fail("needs at least \(minimum) items") }
            if let each = rule["items"] {
                for (index, item) in items.enumerated() {
                    check(item, each, path: "\(path)[\(index)]", file: file, errors: &errors, depth: depth + 1)
                }
            }
        }
        guard let members = node.members else { return }
        let properties = rule["properties"]?.object
        for name in rule["required"]?.array?.compactMap(\.string) ?? [] where node[name] == nil {
            fail("'\(name)' is missing")
        }
        if let minimum = rule["minProperties"]?.int, members.count < minimum { fail("needs at least \(minimum) keys") }
        if let maximum = rule["maxProperties"]?.int, members.count > maximum {
            fail("has \(members.count) keys where \(maximum) may stand: \(members.map(\.key).joined(separator: ", "))")
        }
        for member in members {
            let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
            if let property = properties?[member.key] {
                check(member.value, property, path: inner, file: file, errors: &errors, depth: depth + 1)
            } else if rule["additionalProperties"]?.bool == false {
                let names = properties?.members.map(\.name) ?? []
                fail("unknown key '\(member.key)'\(Self.hint(member.key, names))", at: member.position)
            } else if let other = rule["additionalProperties"], other.object != nil {
                check(member.value, other, path: inner, file: file, errors: &errors, depth: depth + 1)
            }
        }
    }

    /// Exactly one must hold; where none does, what is wrong with the nearest one is reported.
    private func checkChoice(
        _ node: YAMLNode, _ choices: [JSONValue], path: String, file: String, errors: inout [YAMLError], depth: Int
    ) {
        var nearest: [YAMLError]?
        for choice in choices {
            var found: [YAMLError] = []
            check(node, choice, path: path, file: file, errors: &found, depth: depth + 1)
            if found.isEmpty { return }
            // The one that got furthest into the file says most.
            let reach = { (errors: [YAMLError]) in errors.map { ($0.position.line, $0.position.column) }.max { $0 < $1 }
            }
            if let old = nearest, let a = reach(old), let b = reach(found), a >= b { continue }
            nearest = found
        }
        errors += nearest ?? []
    }

    private func isOf(_ type: String, _ node: YAMLNode) -> Bool {
        switch (type, node.content) {
        case ("object", .mapping), ("array", .sequence): true
        case ("null", _): node.isNull
        case ("boolean", _): node.bool != nil
        case ("integer", _): node.int != nil
        case ("number", _): node.isNumber
        // A version or a code that looks like a number is meant as text where text is wanted.
        case ("string", .scalar): !node.isNull
        default: false
        }
    }

    private static func words(_ type: String) -> String {
        switch type {
        case "object": "a mapping"
        case "array": "a list"
        case "string": "text"
        case "integer": "a whole number"
        case "boolean": "true or false"
        case "null": "nothing"
        default: "a \(type)"
        }
    }

    private static func hint(_ word: String, _ names: [String]) -> String {
        let near = names.filter { name in
            let shared = zip(word.lowercased(), name.lowercased()).prefix { $0 == $1 }.count
            return shared >= 3 || (name.lowercased() == word.lowercased()) || Set(name) == Set(word)
        }
        return near.first.map { ": did you mean '\($0)'?" } ?? ""
    }
}
