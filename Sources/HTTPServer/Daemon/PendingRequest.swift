internal import CMicrohttpd
internal import Record
internal import Synchronization

/// One request on its way through the daemon: being read, with the handler, answered.
final class PendingRequest: Sendable {
    enum Phase {
        case new
        case reading
        case waiting
        case ready(HTTPResponse)
        case answered
    }
    struct State {
        var phase = Phase.new
        var body: [UInt8] = []
        var received = 0
        var headers: [HeaderField] = []
        var stream: HTTPBodyStream?
        var task: Task<Void, Never>?
    }

    let target: String
    let connection: Connection
    let state = Mutex(State())

    init(target: String, connection: Connection) {
        self.target = target
        self.connection = connection
    }

    /// Hands the answer over and wakes the connection; of several answers the first counts.
    func answer(_ response: HTTPResponse) {
        let wakes = state.withLock { state in
            guard case .waiting = state.phase else { return false }
            state.phase = .ready(response)
            return true
        }
        if wakes { connection.resume() }
    }
}
