internal import CMicrohttpd
internal import Glibc
internal import Record
internal import Synchronization

/// What the daemon's callbacks share: the handler, the limits, and what is under way.
final class ServerCore: Sendable {
    let handler: @Sendable (HTTPRequest) -> HTTPReply
    let limits: ServerLimits
    /// Whether callers without a trusted certificate are hung up on.
    let needsClientCertificate: Bool

    private struct Watched {
        var socket: Int32
        var deadline: Double?
    }
    private struct State {
        var stopping = false
        var pending: [ObjectIdentifier: PendingRequest] = [:]
        var connections: [Connection: Watched] = [:]
    }
    private let state = Mutex(State())

    init(
        limits: ServerLimits, needsClientCertificate: Bool, handler: @escaping @Sendable (HTTPRequest) -> HTTPReply
    ) {
        self.needsClientCertificate = needsClientCertificate
        self.limits = limits
        self.handler = handler
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: Connections and their deadlines

    func opened(_ connection: Connection) {
        let socket = connection.socket
        state.withLock {
            $0.connections[connection] = Watched(socket: socket, deadline: Self.now() + limits.requestSeconds)
        }
    }

    /// Called before the socket is closed, so that the watch never touches a number that was given out again.
    func closed(_ connection: Connection) {
        state.withLock { _ = $0.connections.removeValue(forKey: connection) }
    }

    func setDeadline(_ seconds: Double?, of connection: Connection) {
        state.withLock { $0.connections[connection]?.deadline = seconds.map { Self.now() + $0 } }
    }

    /// Hangs up on connections that are past their deadline.
    func sweep() {
        let now = Self.now()
        state.withLock { state in
            for (connection, watched) in state.connections where watched.deadline.map({ $0 < now }) == true {
                shutdown(watched.socket, Int32(SHUT_RDWR))
                state.connections[connection]?.deadline = nil
            }
        }
    }

    // MARK: Requests

    /// Suspends the connection until the answer is there; `false` once the server stops.
    func begin(_ pending: PendingRequest, _ work: @escaping @Sendable () async -> HTTPResponse) -> Bool {
        let begun = state.withLock { state in
            guard !state.stopping else { return false }
            state.pending[ObjectIdentifier(pending)] = pending
            pending.state.withLock { $0.phase = .waiting }
            pending.connection.suspend()
            return true
        }
        guard begun else { return false }
        let task = Task.detached { pending.answer(await work()) }
        pending.state.withLock { $0.task = task }
        return true
    }

    /// Whether a stream may put its connection to sleep: not once the server stops.
    func register(stream pending: PendingRequest) -> Bool {
        state.withLock { state in
            guard !state.stopping else { return false }
            state.pending[ObjectIdentifier(pending)] = pending
            return true
        }
    }

    func ended(_ pending: PendingRequest) {
        state.withLock { _ = $0.pending.removeValue(forKey: ObjectIdentifier(pending)) }
        let (stream, task) = pending.state.withLock { state in
            state.phase = .answered
            return (state.stream, state.task)
        }
        task?.cancel()
        stream?.clientHasGone()
    }

    /// Lets nothing new begin and wakes all that sleeps: the daemon may then be stopped.
    func wind() {
        let pending = state.withLock { state in
            state.stopping = true
            return Array(state.pending.values)
        }
        for request in pending {
            let (task, stream) = request.state.withLock { ($0.task, $0.stream) }
            task?.cancel()
            stream?.abort()
            request.answer(.dropped)
        }
    }
}
