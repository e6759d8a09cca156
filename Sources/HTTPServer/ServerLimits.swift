/// What a server bears before it refuses or hangs up.
public struct ServerLimits: Sendable, Hashable {
    /// Bytes of a request's body; more is answered with 413.
    public var maximumBody: Int
    /// Bytes of a request's line and header fields; more is answered with 431 or 414.
    public var maximumHeader: Int
    /// Connections open at one time; more wait or are closed.
    public var maximumConnections: Int
    /// Seconds without a byte after which a connection is closed.
    public var idleSeconds: Int
    /// Seconds within which a request must have arrived whole: bounds clients that trickle.
    public var requestSeconds: Double
    /// Seconds within which an answer that is not streamed must have been taken.
    public var responseSeconds: Double
    /// Threads that serve connections.
    public var threads: Int

    public init(
        maximumBody: Int = 32 << 20, maximumHeader: Int = 32 << 10, maximumConnections: Int = 1000,
        idleSeconds: Int = 60, requestSeconds: Double = 60, responseSeconds: Double = 300, threads: Int = 1
    ) {
        self.maximumBody = maximumBody
        self.maximumHeader = maximumHeader
        self.maximumConnections = maximumConnections
        self.idleSeconds = idleSeconds
        self.requestSeconds = requestSeconds
        self.responseSeconds = responseSeconds
        self.threads = threads
    }
}
