internal import Definitions
internal import ElementModel
internal import Patterns

/// A filter of a value set with what is worked out once: its list of values, its pattern.
struct CompiledFilter: Sendable {
    let filter: ValueSet.Filter
    /// The values of `in` and `not-in`.
    let values: [String]
    private let pattern: Pattern?
    /// The constraint on SNOMED CT.
    let expression: ECLExpression?

    var property: String { filter.property }
    var op: String { filter.op }
    var value: String { filter.value }
    var words: String { "\(filter.property) \(filter.op) \(filter.value)" }

    init(_ filter: ValueSet.Filter) {
        self.filter = filter
        self.values =
            filter.op == "in" || filter.op == "not-in"
            ? filter.value.split(separator: ",").map { $0.trimmed } : []
        self.expression =
            filter.property == "constraint" || filter.property == "expression"
            ? try? ECLExpression(filter.value) : nil
        self.pattern = filter.op == "regex" ? try? Pattern(filter.value, options: .whole) : nil
    }

    /// Whether the whole text matches the pattern; `nil` where there is none, or it takes too many steps.
    func matches(_ text: ByteSlice) -> Bool? {
        guard let pattern else { return nil }
        switch PatternMatcher().matches(pattern, text.buffer) {
        case .match: return true
        case .noMatch: return false
        case .limit: return nil
        }
    }

    func matches(_ text: String) -> Bool? {
        var text = text
        return text.withUTF8 { buffer in
            guard let start = buffer.baseAddress else { return nil }
            return matches(ByteSlice(start: start, count: buffer.count))
        }
    }
}
