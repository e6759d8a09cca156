internal import JSON

/// Whether one resource fits one criterion.
enum SearchMatch {
    /// - Parameters:
    ///   - values: the alternatives, already split at commas.
    ///   - base: the server's base, so that absolute references to it are known as its own.
    static func fits(
        _ resource: JSONValue, _ parameter: SearchParameter, modifier: String?, values: [String], base: String
    ) throws(Refusal) -> Bool {
        let held = parameter.paths.flatMap { resource.values($0) }
        if modifier == "missing" { return held.isEmpty == (values.first == "true") }
        switch parameter.kind {
        case .token:
            let found = values.contains { value in held.contains { token($0, value) } }
            return modifier == "not" ? !found : found
        case .string: return values.contains { value in held.contains { string($0, value, modifier) } }
        case .date:
            for value in values {
                let (prefix, range) = try range(value, parameter.name)
                if held.contains(where: { date($0, prefix, range) }) { return true }
            }
            return false
        case .reference:
            return values.contains { value in
                held.contains { reference($0, value, modifier, parameter.name, base) }
            }
        case .uri: return values.contains { value in held.contains { $0.string == value } }
        }
    }

    // MARK: Tokens

    private static func token(_ held: JSONValue, _ value: String) -> Bool {
        let halves = value.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let system = halves.count > 1 ? halves[0] : nil
        let code = halves.count > 1 ? halves[1] : halves[0]
        func fits(_ heldSystem: String?, _ heldCode: String?) -> Bool {
            if let system {
                if system.isEmpty ? heldSystem != nil : heldSystem != system { return false }
                return code.isEmpty ? !system.isEmpty : heldCode == code
            }
            return heldCode == code
        }
        switch held {
        case .string(let text): return fits(nil, text) || (system?.isEmpty == false && text == code)
        case .bool(let flag): return code == (flag ? "true" : "false")
        case .object:
            if let codings = held["coding"]?.array {
                return codings.contains { fits($0["system"]?.string, $0["code"]?.string) }
            }
            if held["code"] != nil { return fits(held["system"]?.string, held["code"]?.string) }
            return fits(held["system"]?.string, held["value"]?.string)
        default: return false
        }
    }

    // MARK: Strings

    private static func string(_ held: JSONValue, _ value: String, _ modifier: String?) -> Bool {
        func fits(_ text: String) -> Bool {
            switch modifier {
            case "exact": return text.utf8.elementsEqual(value.utf8)
            case "contains": return text.lowercased().contains(value.lowercased())
            default: return text.lowercased().hasPrefix(value.lowercased())
            }
        }
        switch held {
        case .string(let text): return fits(text)
        case .object(let object):
            // Parts of a name or an address, each by itself; codes are no text.
            return object.members.filter { !["use", "type", "period", "extension", "id"].contains($0.name) }
                .contains { member in
                    (member.value.array ?? [member.value]).contains { $0.string.map(fits) ?? false }
                }
        default: return false
        }
    }

    // MARK: Dates

    static func range(_ value: String, _ name: String) throws(Refusal) -> (prefix: String, range: WrittenTime) {
        let letters = value.prefix { $0.isLetter && $0.isLowercase }
        let prefix = letters.isEmpty ? "eq" : String(letters)
        guard ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"].contains(prefix),
            let time = WrittenTime(value.dropFirst(letters.count).replacing(" ", with: "+"))
        else { throw Refusal(400, "value", nil, "the parameter \(name) is not a date with a known prefix") }
        return (prefix, time)
    }

    private static func date(_ held: JSONValue, _ prefix: String, _ wanted: WrittenTime) -> Bool {
        let begin: Int
        let end: Int
        if let text = held.string {
            guard let time = WrittenTime(text) else { return false }
            (begin, end) = (time.start, time.end)
        } else {
            begin = held["start"]?.string.flatMap { WrittenTime($0) }?.start ?? Int.min
            end = held["end"]?.string.flatMap { WrittenTime($0) }?.end ?? Int.max
        }
        switch prefix {
        case "eq": return begin >= wanted.start && end <= wanted.end
        case "ne": return !(begin >= wanted.start && end <= wanted.end)
        case "gt": return end > wanted.end
        case "lt": return begin < wanted.start
        case "ge": return end > wanted.start
        case "le": return begin < wanted.end
        case "sa": return begin >= wanted.end
        case "eb": return end <= wanted.start
        default: return begin < wanted.end && end > wanted.start
        }
    }

    // MARK: References

    private static func reference(
        _ held: JSONValue, _ value: String, _ modifier: String?, _ name: String, _ base: String
    ) -> Bool {
        if modifier == "identifier" { return held["identifier"].map { token($0, value) } ?? false }
        guard var reference = held["reference"]?.string else { return false }
        if reference.hasPrefix("\(base)/") { reference.removeFirst(base.utf8.count + 1) }
        var wanted = value
        if wanted.hasPrefix("\(base)/") { wanted.removeFirst(base.utf8.count + 1) }
        if wanted.contains("/") {
            return reference == wanted && (name != "patient" || wanted.hasPrefix("Patient/"))
        }
        if let type = modifier { return reference == "\(type)/\(wanted)" }
        if name == "patient" { return reference == "Patient/\(wanted)" }
        return reference.split(separator: "/").last.map(String.init) == wanted
    }
}
