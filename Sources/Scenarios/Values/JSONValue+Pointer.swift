internal import JSON

extension JSONValue {
    /// Puts a value at a JSON pointer (RFC 6901), or takes away what is there; `-` appends to a list.
    ///
    /// - Returns: `false` where the way to the place is not there.
    mutating func change(_ pointer: String, to value: JSONValue?) -> Bool {
        let parts = pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
        return change(parts[...], to: value)
    }

    private mutating func change(_ parts: ArraySlice<String>, to value: JSONValue?) -> Bool {
        guard let first = parts.first else {
            guard let value else { return false }
            self = value
            return true
        }
        switch self {
        case .object(var object):
            if parts.count == 1 {
                let wasThere = object[first] != nil
                object[first] = value
                self = .object(object)
                return wasThere || value != nil
            }
            // Mappings on the way are made where something is put in.
            let made: JSONValue? = value == nil ? nil : .object(JSONObject())
            guard var inner = object[first] ?? made else { return false }
            guard inner.change(parts.dropFirst(), to: value) else { return false }
            object[first] = inner
            self = .object(object)
            return true
        case .array(var items):
            if first == "-", parts.count == 1, let value {
                items.append(value)
                self = .array(items)
                return true
            }
            guard let index = Int(first), items.indices.contains(index) else { return false }
            if parts.count == 1 {
                if let value { items[index] = value } else { items.remove(at: index) }
            } else {
                guard items[index].change(parts.dropFirst(), to: value) else { return false }
            }
            self = .array(items)
            return true
        default: return false
        }
    }

    /// The value with every `${…}` in its texts filled in; a text that is one name of a number becomes a number.
    func filled(_ values: Values) throws(MissingValue) -> JSONValue {
        switch self {
        case .string(let text):
            let filled = try values.fill(text)
            // `${epoch}` and its like stand for numbers (RFC 7519 NumericDate).
            if text.hasPrefix("${epoch"), text.hasSuffix("}"), Int(filled) != nil { return .number(filled) }
            return .string(filled)
        case .array(let items):
            var out: [JSONValue] = []
            for item in items { out.append(try item.filled(values)) }
            return .array(out)
        case .object(let object):
            var out = JSONObject()
            for member in object.members {
                out.members.append(.init(name: member.name, value: try member.value.filled(values)))
            }
            return .object(out)
        default: return self
        }
    }
}
