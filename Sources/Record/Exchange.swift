/// One header field as it stood on the wire.
public struct HeaderField: Sendable, Hashable {
    public var name: String
    public var value: String
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [HeaderField] {
    /// The first value of a header field, found without regard to letter case.
    public subscript(field name: String) -> String? {
        first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A request and what came back, as they went over the wire.
///
/// One metadata record; bodies are kept apart and named by their SHA-256.
public struct Exchange: Sendable, Hashable {
    public struct Request: Sendable, Hashable {
        public var method: String
        public var url: String
        public var headers: [HeaderField]
        public var body: [UInt8]
        public init(method: String, url: String, headers: [HeaderField] = [], body: [UInt8] = []) {
            self.method = method
            self.url = url
            self.headers = headers
            self.body = body
        }
    }
    public struct Response: Sendable, Hashable {
        public var status: Int
        public var httpVersion: String
        public var headers: [HeaderField]
        /// The body as it went over the wire, content encoding included.
        public var wireBody: [UInt8]
        /// The body with its content encoding undone.
        public var body: [UInt8]
        public init(
            status: Int, httpVersion: String = "1.1", headers: [HeaderField] = [], wireBody: [UInt8]? = nil,
            body: [UInt8] = []
        ) {
            self.status = status
            self.httpVersion = httpVersion
            self.headers = headers
            self.wireBody = wireBody ?? body
            self.body = body
        }
    }
    public struct Failure: Sendable, Hashable {
        /// A stable word: `refused`, `timeout`, `dns`, `tls`, `too-large`, `protocol`, `cancelled`, `other`.
        public var kind: String
        public var message: String
        public init(kind: String, message: String) {
            self.kind = kind
            self.message = message
        }
    }

    public var request: Request
    /// `nil` where none arrived whole; ``failure`` then says why.
    public var response: Response?
    public var failure: Failure?
    /// When the request was begun, in seconds since 1970.
    public var started: Double
    /// How long it took, in seconds.
    public var duration: Double

    public init(
        request: Request, response: Response? = nil, failure: Failure? = nil, started: Double = 0, duration: Double = 0
    ) {
        self.request = request
        self.response = response
        self.failure = failure
        self.started = started
        self.duration = duration
    }
}
