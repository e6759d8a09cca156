public import Record

/// What is to be sent, and within which bounds.
public struct TransportRequest: Sendable, Hashable {
    public enum Version: Sendable, Hashable {
        case http1
        /// HTTP/2 where the server agrees to it (over TLS alone).
        case http2
    }

    public var method: String
    /// An absolute `http` or `https` URL, sent as it stands.
    public var url: String
    /// Sent in this order; nothing is added but `Host` and, with a body, `Content-Length`.
    public var headers: [HeaderField]
    public var body: [UInt8]
    /// Seconds for the whole exchange.
    public var timeout: Double
    /// Seconds until the connection stands.
    public var connectTimeout: Double
    /// Bytes of the body, on the wire and decoded, that are taken in.
    public var maximumBody: Int
    /// Redirects to follow; what goes to another origin loses all headers but `Accept`.
    public var redirects: Int
    public var version: Version
    /// `http://host:port` of a proxy; the environment is never asked.
    public var proxy: String?
    public var tls: TransportTLS

    public init(
        method: String = "GET", url: String, headers: [HeaderField] = [], body: [UInt8] = [], timeout: Double = 30,
        connectTimeout: Double = 10, maximumBody: Int = 64 << 20, redirects: Int = 0, version: Version = .http1,
        proxy: String? = nil, tls: TransportTLS = TransportTLS()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.maximumBody = maximumBody
        self.redirects = redirects
        self.version = version
        self.proxy = proxy
        self.tls = tls
    }
}

/// Whom to trust and how to prove who is calling. The password of the key prints as nothing.
public struct TransportTLS: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public enum Version: Int, Sendable, Hashable, Comparable {
        case tls1_0 = 0
        case tls1_1 = 1
        case tls1_2 = 2
        case tls1_3 = 3
        public static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }
    }

    /// A PEM file of authorities in place of the system's.
    public var authorities: String?
    /// A PEM file with the client's certificate (and the chain up to the authority).
    public var certificate: String?
    /// A PEM file with the certificate's private key.
    public var key: String?
    /// What the key is enciphered with.
    public var keyPassword: String?
    public var minimum: Version
    public var maximum: Version?

    public init(
        authorities: String? = nil, certificate: String? = nil, key: String? = nil, keyPassword: String? = nil,
        minimum: Version = .tls1_2, maximum: Version? = nil
    ) {
        self.authorities = authorities
        self.certificate = certificate
        self.key = key
        self.keyPassword = keyPassword
        self.minimum = minimum
        self.maximum = maximum
    }

    public var description: String {
        "TransportTLS(authorities: \(authorities ?? "the system's"), certificate: \(certificate ?? "none"))"
    }
    public var customMirror: Mirror {
        Mirror(self, children: ["authorities": authorities as Any, "certificate": certificate as Any])
    }
}
