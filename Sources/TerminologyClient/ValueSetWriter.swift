internal import Definitions
internal import JSON

/// Writes the rules of a value set for a server that does not have it.
enum ValueSetWriter {
    static func json(_ set: ValueSet) -> JSONValue {
        var object = JSONObject([
            .init(name: "resourceType", value: "ValueSet"), .init(name: "url", value: .string(set.url)),
            .init(name: "status", value: .string(set.status ?? "active")),
        ])
        if let version = set.version { object.members.append(.init(name: "version", value: .string(version))) }
        if let compose = set.compose {
            var rules = JSONObject()
            if let inactive = compose.inactive { rules.members.append(.init(name: "inactive", value: .bool(inactive))) }
            rules.members.append(.init(name: "include", value: .array(compose.include.map(include))))
            if !compose.exclude.isEmpty {
                rules.members.append(.init(name: "exclude", value: .array(compose.exclude.map(include))))
            }
            object.members.append(.init(name: "compose", value: .object(rules)))
        }
        return .object(object)
    }

    private static func include(_ include: ValueSet.Include) -> JSONValue {
        var object = JSONObject()
        func add(_ name: String, _ value: JSONValue) { object.members.append(.init(name: name, value: value)) }
        if let system = include.system { add("system", .string(system)) }
        if let version = include.version { add("version", .string(version)) }
        if !include.concepts.isEmpty { add("concept", .array(include.concepts.map { ["code": .string($0.code)] })) }
        if !include.filters.isEmpty {
            add(
                "filter",
                .array(
                    include.filters.map {
                        ["property": .string($0.property), "op": .string($0.op), "value": .string($0.value)]
                    }))
        }
        if !include.valueSets.isEmpty { add("valueSet", .array(include.valueSets.map { .string($0) })) }
        return .object(object)
    }
}
