public import Record
internal import Synchronization

/// A server that gives fixed answers to fixed requests, and keeps what it was sent.
///
/// ```swift
/// let replay = try ReplayServer.start([
///     .init(method: "GET", path: "/Patient", answer: .text(outcome, status: 400, type: "application/fhir+xml"))
/// ])
/// ```
public final class ReplayServer: Sendable {
    /// Which requests get which answer.
    public struct Rule: Sendable {
        /// `nil` fits any method.
        public var method: String?
        /// The path, or its beginning where it ends in `*`; `nil` fits any.
        public var path: String?
        /// Header fields that the request must carry, names in any letter case.
        public var headers: [HeaderField]
        public var answer: HTTPResponse
        /// How often the rule answers before the next one that fits takes over; `nil` for ever.
        public var times: Int?

        public init(
            method: String? = nil, path: String? = nil, headers: [HeaderField] = [], answer: HTTPResponse,
            times: Int? = nil
        ) {
            self.method = method
            self.path = path
            self.headers = headers
            self.answer = answer
            self.times = times
        }

        func fits(_ request: HTTPRequest) -> Bool {
            if let method, method != request.method { return false }
            if let path {
                let isPrefix = path.hasSuffix("*")
                guard isPrefix ? request.path.hasPrefix(path.dropLast()) : request.path == path else { return false }
            }
            return headers.allSatisfy { wanted in
                request.headers.contains {
                    $0.name.lowercased() == wanted.name.lowercased() && $0.value == wanted.value
                }
            }
        }
    }

    /// The server's part that its handler shares.
    private final class Tape: Sendable {
        struct State {
            var rules: [Rule]
            var received: [HTTPRequest] = []
        }
        let state: Mutex<State>
        init(_ rules: [Rule]) { state = Mutex(State(rules: rules)) }

        func answer(_ request: HTTPRequest) -> HTTPResponse {
            state.withLock { state in
                state.received.append(request)
                for index in state.rules.indices where state.rules[index].fits(request) {
                    if let times = state.rules[index].times {
                        guard times > 0 else { continue }
                        state.rules[index].times = times - 1
                    }
                    return state.rules[index].answer
                }
                return .text("No answer is recorded for \(request.method) \(request.path).\n", status: 404)
            }
        }
    }

    private let tape: Tape
    private let server: HTTPServer

    private init(_ tape: Tape, _ server: HTTPServer) {
        self.tape = tape
        self.server = server
    }

    /// Starts a server with rules, of which the first that fits answers; what fits none is answered with 404.
    public static func start(_ rules: [Rule], port: Int = 0) throws(HTTPServerError) -> ReplayServer {
        let tape = Tape(rules)
        let server = try HTTPServer.start(port: port, replying: { .now(tape.answer($0)) })
        return ReplayServer(tape, server)
    }

    /// The address of the server as a URL without a path.
    public var url: String { server.url }

    /// The requests so far, in the order in which they came.
    public var received: [HTTPRequest] { tape.state.withLock { $0.received } }

    public func stop() { server.stop() }

    /// A recorded text with its `__TOKENS__` filled in.
    ///
    /// - Parameters:
    ///   - text: the text; a token is a name of capitals, digits and underscores between two underscores each side.
    ///   - values: what stands for each token, by its name without the underscores.
    ///   - fallback: what stands for a token without a value.
    public static func fill(_ text: String, _ values: [String: String], fallback: String = "value") -> String {
        let bytes = Array(text.utf8)
        let line = UInt8(ascii: "_")
        func isName(_ byte: UInt8) -> Bool { (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte == line }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == line, index + 4 < bytes.count, bytes[index + 1] == line {
                // The name ends at the first two underscores after it.
                var end = index + 2
                while end < bytes.count, isName(bytes[end]),
                    !(end > index + 2 && bytes[end] == line && end + 1 < bytes.count && bytes[end + 1] == line)
                {
                    end += 1
                }
                if end > index + 2, end + 1 < bytes.count, bytes[end] == line, bytes[end + 1] == line {
                    let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
                    out += (values[name] ?? fallback).utf8
                    index = end + 2
                    continue
                }
            }
            out.append(bytes[index])
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }
}
