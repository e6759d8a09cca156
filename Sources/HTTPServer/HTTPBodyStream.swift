internal import CMicrohttpd
internal import Synchronization

/// A body that is written while it is being sent: server-sent events, or an answer that never ends.
public final class HTTPBodyStream: Sendable {
    private struct State {
        var waiting: [UInt8] = []
        var sent = 0
        var finished = false
        var aborted = false
        /// Set while the connection sleeps until there is something to send.
        var sleeper: Connection?
        var gone = false
    }
    private let state = Mutex(State())

    public init() {}

    /// Appends bytes to the body.
    ///
    /// - Returns: `false` once the client has gone or the server has stopped: nothing more need be written.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
        change {
            if !$0.finished { $0.waiting += bytes }
            return !$0.gone
        }
    }

    /// Ends the body.
    public func finish() { change { $0.finished = true } }

    /// Breaks the connection off in the middle of the body.
    public func abort() {
        change {
            $0.finished = true
            $0.aborted = true
        }
    }

    /// How many bytes are written but not yet sent: a writer may wait for them.
    public var backlog: Int { state.withLock { $0.waiting.count - $0.sent } }

    private func change<Result: Sendable>(_ body: (inout sending State) -> Result) -> Result {
        let (result, sleeper) = state.withLock { state in
            let result = body(&state)
            let sleeper = state.sleeper
            state.sleeper = nil
            return (result, sleeper)
        }
        sleeper?.resume()
        return result
    }

    // MARK: The server's side

    func read(into buffer: UnsafeMutablePointer<CChar>, room: Int, connection: Connection) -> Int {
        state.withLock { state in
            let rest = state.waiting.count - state.sent
            if rest > 0, !state.aborted {
                let count = min(rest, room)
                state.waiting.withUnsafeBytes {
                    UnsafeMutableRawPointer(buffer).copyMemory(
                        from: $0.baseAddress.unsafelyUnwrapped + state.sent, byteCount: count)
                }
                state.sent += count
                if state.sent == state.waiting.count {
                    state.waiting.removeAll(keepingCapacity: true)
                    state.sent = 0
                }
                return count
            }
            if state.aborted { return -2 }  // MHD_CONTENT_READER_END_WITH_ERROR
            if state.finished { return -1 }  // MHD_CONTENT_READER_END_OF_STREAM
            state.sleeper = connection
            connection.suspend()
            return 0
        }
    }

    func clientHasGone() {
        change {
            $0.gone = true
            $0.finished = true
        }
    }
}
