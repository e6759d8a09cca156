/// How much of a document is read before giving up: the same for JSON and XML.
///
/// What goes over a limit is not invalid; it is undecided, and a fatal finding that says so.
public struct ReadingLimits: Sendable, Hashable {
    /// Bytes of the whole document.
    public var bytes: Int
    /// How deep objects and arrays, or XML elements, may nest.
    public var depth: Int
    /// Findings that are reported one by one; one more says that there were others.
    public var findings: Int

    public init(bytes: Int = 1 << 28, depth: Int = 256, findings: Int = 1000) {
        self.bytes = bytes
        self.depth = depth
        self.findings = findings
    }
}
