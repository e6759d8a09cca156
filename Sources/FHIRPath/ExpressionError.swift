/// Why an expression does not compile or could not be evaluated: what is wrong, and where in its text.
public struct ExpressionError: Error, Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// The text is no FHIRPath.
        case syntax
        /// The static checker found that it cannot mean anything: an unknown path, a function on the wrong input.
        case semantic
        /// The evaluation failed: several items where one is allowed, operands that do not fit.
        case execution
    }

    public let kind: Kind
    /// The byte of the expression where the fault lies, from 0.
    public let offset: Int
    /// The whole sentence, for people.
    public let message: String
    /// What was expected there, and what was found, where that can be said.
    public let expected: String?
    public let found: String?
    /// Whether the fault lies with a limit or missing knowledge (steps, memory, a pattern without end): nobody knows
    /// what the expression would have said, so a rule built on it is undecided, not broken.
    public let isUndecidable: Bool

    public init(
        _ kind: Kind, at offset: Int, _ message: String, expected: String? = nil, found: String? = nil,
        isUndecidable: Bool = false
    ) {
        self.kind = kind
        self.offset = offset
        self.message = message
        self.expected = expected
        self.found = found
        self.isUndecidable = isUndecidable
    }
}

extension ExpressionError {
    /// The offset of an error whose place is only known to the instruction that runs.
    static let unplaced = -1

    /// The error with its place, where it has none yet.
    func placed(at offset: UInt32) -> ExpressionError {
        guard self.offset == ExpressionError.unplaced else { return self }
        return ExpressionError(
            kind, at: Int(offset), message, expected: expected, found: found, isUndecidable: isUndecidable)
    }
}

extension ExpressionError: CustomStringConvertible {
    public var description: String {
        var text = "\(kind.rawValue) error at \(offset): \(message)"
        if let expected { text += " (expected \(expected)" + (found.map { ", found \($0)" } ?? "") + ")" }
        return text
    }
}
