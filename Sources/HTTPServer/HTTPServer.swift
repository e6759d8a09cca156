internal import CMicrohttpd
internal import Glibc
internal import Synchronization

/// Why a server could not be started.
public struct HTTPServerError: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
}

/// An HTTP/1.1 server for the reference system, replay servers and the workbench: on loopback unless told otherwise.
///
/// ```swift
/// let server = try HTTPServer.start { request in .text("hello \(request.path)") }
/// defer { server.stop() }
/// print(server.url)
/// ```
public final class HTTPServer: Sendable {
    /// The certificate that a server shows, and the authorities whose client certificates it asks for.
    public struct TLS: Sendable, Hashable {
        /// PEM.
        public var certificate: String
        /// PEM.
        public var key: String
        /// PEM; whoever shows no certificate of theirs is hung up on. `nil` asks for none.
        public var clientAuthorities: String?
        public init(certificate: String, key: String, clientAuthorities: String? = nil) {
            self.certificate = certificate
            self.key = key
            self.clientAuthorities = clientAuthorities
        }
    }

    private struct Running: @unchecked Sendable {
        var daemon: OpaquePointer?
    }

    /// The address that the server is bound to.
    public let address: String
    /// The port that it listens on: the one it was given where 0 was asked for.
    public let port: Int
    /// `http` or `https`.
    public let scheme: String
    private let core: ServerCore
    private let running: Mutex<Running>
    private let watch: DeadlineWatch

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - address: an IPv4 or IPv6 address of this machine.
    ///   - port: 0 takes a free one, see ``port``.
    ///   - limits: what the server bears.
    ///   - tls: `nil` serves plain HTTP.
    ///   - handler: answers a request; called on any thread, for several requests at a time; it is cancelled when the
    ///     client goes or the server stops.
    /// - Throws: ``HTTPServerError`` where the address or port cannot be had.
    public static func start(
        address: String = "127.0.0.1", port: Int = 0, limits: ServerLimits = ServerLimits(), tls: TLS? = nil,
        handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws(HTTPServerError) -> HTTPServer {
        try start(
            address: address, port: port, limits: limits, tls: tls,
            replying: { request in
                .later { await handler(request) }
            })
    }

    /// Starts a server whose handler is called on the threads that serve the connections: it must not block, and
    /// hands over what has to wait as ``HTTPReply/later(_:)``.
    public static func start(
        address: String = "127.0.0.1", port: Int = 0, limits: ServerLimits = ServerLimits(), tls: TLS? = nil,
        replying handler: @escaping @Sendable (HTTPRequest) -> HTTPReply
    ) throws(HTTPServerError) -> HTTPServer {
        guard (0...65535).contains(port) else {
            throw HTTPServerError(description: "port \(port) is not between 0 and 65535")
        }
        let core = ServerCore(
            limits: limits, needsClientCertificate: tls?.clientAuthorities != nil, handler: handler)
        var options = assay_mhd_options()
        options.port = UInt16(port)
        options.threads = UInt32(clamping: limits.threads)
        options.idle_seconds = UInt32(clamping: limits.idleSeconds)
        options.connection_limit = UInt32(clamping: limits.maximumConnections)
        options.connection_memory = limits.maximumHeader
        options.handler = requestArrives
        options.completed = requestEnds
        options.connection = connectionChanges
        options.begin = requestBegins
        options.context = Unmanaged.passUnretained(core).toOpaque()

        let daemon = try withSocketAddress(address, port) { pointer in
            options.address = pointer
            guard let tls else { return assay_mhd_start(&options) }
            // The daemon keeps pointers to none of these once it has started.
            return tls.certificate.withCString { certificate in
                tls.key.withCString { key in
                    options.certificate = certificate
                    options.key = key
                    guard let authorities = tls.clientAuthorities else { return assay_mhd_start(&options) }
                    return authorities.withCString { trust in
                        options.trust = trust
                        return assay_mhd_start(&options)
                    }
                }
            }
        }
        guard let daemon else {
            let reason = errno == 0 ? "" : ": \(String(cString: strerror(errno)))"
            throw HTTPServerError(description: "cannot listen on \(address), port \(port)\(reason)")
        }
        let given = Int(assay_mhd_port(daemon))
        return HTTPServer(
            address: address, port: given > 0 ? given : port, scheme: tls == nil ? "http" : "https", core: core,
            daemon: Running(daemon: daemon))
    }

    private init(address: String, port: Int, scheme: String, core: ServerCore, daemon: Running) {
        self.address = address
        self.port = port
        self.scheme = scheme
        self.core = core
        self.running = Mutex(daemon)
        self.watch = DeadlineWatch(core)
    }

    deinit { stop() }

    /// The address of the server as a URL without a path: `http://127.0.0.1:40123`.
    public var url: String { "\(scheme)://\(address.contains(":") ? "[\(address)]" : address):\(port)" }

    /// Stops listening, breaks off what is under way and waits until all is closed; a second call does nothing.
    public func stop() {
        watch.stop()
        running.withLock { running in
            guard let daemon = running.daemon else { return }
            running.daemon = nil
            core.wind()
            MHD_stop_daemon(daemon)
        }
    }

    /// The version of the library underneath, read at run time.
    public static var libraryVersion: String { "libmicrohttpd \(String(cString: MHD_get_version()))" }
}

private func withSocketAddress<Result>(
    _ address: String, _ port: Int, _ body: (UnsafePointer<sockaddr>) -> Result
) throws(HTTPServerError) -> Result {
    var v4 = sockaddr_in()
    if inet_pton(AF_INET, address, &v4.sin_addr) == 1 {
        v4.sin_family = sa_family_t(AF_INET)
        v4.sin_port = UInt16(port).bigEndian
        return withUnsafePointer(to: &v4) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
        }
    }
    var v6 = sockaddr_in6()
    if inet_pton(AF_INET6, address, &v6.sin6_addr) == 1 {
        v6.sin6_family = sa_family_t(AF_INET6)
        v6.sin6_port = UInt16(port).bigEndian
        return withUnsafePointer(to: &v6) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
        }
    }
    throw HTTPServerError(description: "\(address) is not an IPv4 or IPv6 address")
}
