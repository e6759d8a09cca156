import JSON
import Testing

extension JSONValue {
    /// The value with what stands at the end of the steps set or, with `nil`, removed; `-` appends to a list.
    func changed(_ steps: ArraySlice<String>, to new: JSONValue?) throws -> JSONValue {
        guard let step = steps.first else { return try #require(new) }
        let rest = steps.dropFirst()
        switch self {
        case .array(var items):
            if step == "-" {
                items.append(try #require(new))
                return .array(items)
            }
            let place = try #require(Int(step))
            try #require(items.indices.contains(place), "there is no item \(place)")
            if rest.isEmpty, new == nil {
                items.remove(at: place)
            } else {
                items[place] = try items[place].changed(rest, to: new)
            }
            return .array(items)
        case .object(let object):
            var members = object.members
            let place = members.firstIndex { $0.name == step }
            if rest.isEmpty, new == nil {
                members.remove(at: try #require(place, "there is no member \(step)"))
            } else if let place {
                members[place].value = try members[place].value.changed(rest, to: new)
            } else {
                let empty: JSONValue = rest.isEmpty ? .null : .object(JSONObject())
                members.append(.init(name: step, value: try empty.changed(rest, to: new)))
            }
            return .object(JSONObject(members))
        default:
            try #require(rest.isEmpty && steps.isEmpty, "nothing stands below a simple value")
            return self
        }
    }
}

extension String {
    /// The parts between the occurrences of a text.
    func components(partedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let found = rest.firstRange(of: separator) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }
}
