public import Record

/// What a server answers.
///
/// `Date`, `Content-Length` or `Transfer-Encoding`, and `Connection` are written by the server itself.
public struct HTTPResponse: Sendable {
    public enum Body: Sendable {
        case bytes([UInt8])
        /// Written piece by piece while the connection stays open.
        case stream(HTTPBodyStream)
    }

    public var status: Int
    public var headers: [HeaderField]
    public var body: Body
    /// `true`: the connection is closed and nothing is answered.
    public var dropsConnection = false

    public init(status: Int = 200, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = .bytes(body)
    }

    public init(status: Int = 200, headers: [HeaderField] = [], stream: HTTPBodyStream) {
        self.status = status
        self.headers = headers
        self.body = .stream(stream)
    }

    /// A text with its content type.
    public static func text(
        _ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8"
    ) -> HTTPResponse {
        HTTPResponse(status: status, headers: [HeaderField("Content-Type", type)], body: Array(text.utf8))
    }

    /// No answer at all: the connection is closed.
    public static var dropped: HTTPResponse {
        var response = HTTPResponse(status: 500)
        response.dropsConnection = true
        return response
    }

    /// The bytes of a body that is not streamed.
    public var bytes: [UInt8] {
        get { if case .bytes(let bytes) = body { bytes } else { [] } }
        set { body = .bytes(newValue) }
    }

    /// Sets a header field in place of all those of its name; `nil` removes them.
    public mutating func setHeader(_ name: String, _ value: String?) {
        headers.removeAll { $0.name.lowercased() == name.lowercased() }
        if let value { headers.append(HeaderField(name, value)) }
    }
}

/// How a server answers: at once, on the thread that serves the connection, or after waiting for something.
public enum HTTPReply: Sendable {
    case now(HTTPResponse)
    case later(@Sendable () async -> HTTPResponse)
}
