internal import JSON

extension Mutation {
    /// Changes a resource as the effects say.
    func change(_ resource: JSONValue) -> JSONValue {
        var resource = resource
        for effect in effects {
            switch effect {
            case .remove(let target): resource = Self.edit(resource, target) { _ in nil }
            case .set(let target, let text):
                let value = fromText(text)
                resource = Self.edit(resource, target) { _ in value }
            case .dropEntries(let type):
                guard let entries = resource["entry"]?.array else { continue }
                let kept = entries.filter { !type.isEmpty && $0["resource"]?.resourceType != type }
                resource["entry"] = kept.isEmpty ? JSONValue?.none : .array(kept)
            case .doubleEntries:
                guard let entries = resource["entry"]?.array else { continue }
                resource["entry"] = .array(entries + entries)
            default: continue
            }
        }
        return resource
    }

    /// Edits an element of every resource of a type, in entries too: `Patient/name.family`.
    private static func edit(
        _ resource: JSONValue, _ target: String, _ change: (JSONValue?) -> JSONValue?
    ) -> JSONValue {
        let halves = target.split(separator: "/", maxSplits: 1)
        guard halves.count == 2 else { return resource }
        var result = resource
        if resource.resourceType == String(halves[0]) {
            result = edit(result, halves[1].split(separator: ".")[...], change)
        }
        if resource.resourceType == "Bundle", let entries = result["entry"]?.array {
            result["entry"] = .array(
                entries.map { entry in
                    guard let inner = entry["resource"] else { return entry }
                    var entry = entry
                    entry["resource"] = edit(inner, target, change)
                    return entry
                })
        }
        return result
    }

    private static func edit(
        _ value: JSONValue, _ path: ArraySlice<Substring>, _ change: (JSONValue?) -> JSONValue?
    ) -> JSONValue {
        guard let step = path.first else { return value }
        if case .array(let items) = value { return .array(items.map { edit($0, path, change) }) }
        guard value.object != nil else { return value }
        var value = value
        let name = String(step)
        if path.count == 1 {
            value[name] = change(value[name])
        } else if let inner = value[name] {
            let changed = edit(inner, path.dropFirst(), change)
            // FHIR has no empty objects: what lost its last member goes too.
            value[name] = changed.object?.members.isEmpty == true ? JSONValue?.none : changed
        }
        return value
    }
}
