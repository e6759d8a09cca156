/// A text that must not be seen: it prints as `(withheld)` whichever way it is printed.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    public init(_ text: String) { self.text = text }

    /// The text itself: for the wire alone.
    public var revealed: String { text }

    public var description: String { "(withheld)" }
    public var debugDescription: String { "(withheld)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
