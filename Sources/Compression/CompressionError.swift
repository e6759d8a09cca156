/// Why bytes could not be inflated.
public struct CompressionError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// The bytes are not what the format asks for.
        case corrupt
        /// The stream ends before its end.
        case truncated
        /// The content is larger than was allowed.
        case tooLarge
        /// Memory could not be had.
        case memory
    }
    public let kind: Kind
    public let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
