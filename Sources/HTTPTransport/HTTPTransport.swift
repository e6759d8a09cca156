internal import CCurl
public import Record
internal import Synchronization

/// Sends requests over HTTP and brings back exchanges, as they went over the wire.
///
/// Nothing is taken from the environment (no proxy, no `.netrc`), nothing is followed or added that was not asked for,
/// and every answer is bounded in time and size. It knows nothing of FHIR or of the NHS.
public final class HTTPTransport: Sendable {
    private let engine: CurlEngine
    private let counter = Atomic<UInt64>(0)

    /// - Parameter maximumConnections: connections open at one time; further requests wait.
    public init(maximumConnections: Int = 256) {
        engine = CurlEngine(maximumConnections: maximumConnections)
    }

    deinit { engine.stop() }

    /// Sends a request and waits for what comes of it.
    ///
    /// - Returns: always an exchange: its `response`, or its `failure` with a kind of ``FailureKind``.
    public func send(_ request: TransportRequest) async -> Exchange {
        var request = request
        var exchange = await sendOnce(request)
        while request.redirects > 0, let next = Redirect.next(request, exchange) {
            request = next
            exchange = await sendOnce(request)
        }
        return exchange
    }

    /// Breaks off all that is under way; later requests fail as cancelled.
    public func close() { engine.stop() }

    /// The versions of the libraries underneath, read at run time.
    public static var libraryVersion: String { String(cString: assay_curl_version()) }

    private func sendOnce(_ request: TransportRequest) async -> Exchange {
        if let fault = Self.fault(in: request) {
            return Exchange(
                request: .init(method: request.method, url: request.url, headers: request.headers, body: request.body),
                failure: .init(kind: FailureKind.other.rawValue, message: fault), started: Clock.wall())
        }
        let id = counter.wrappingAdd(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                engine.start(Transfer(id: id, request: request, continuation: continuation))
                if Task.isCancelled { engine.cancel(id) }
            }
        } onCancel: {
            engine.cancel(id)
        }
    }

    /// What cannot be put on the wire as it is: it could smuggle a second request in.
    private static func fault(in request: TransportRequest) -> String? {
        func isToken(_ text: String) -> Bool {
            !text.isEmpty
                && text.utf8.allSatisfy {
                    $0 > 0x20 && $0 < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0)
                }
        }
        if !isToken(request.method) { return "\"\(request.method)\" is not an HTTP method" }
        if request.url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
            return "the URL holds a space or a control character: escape it"
        }
        for field in request.headers {
            if !isToken(field.name) { return "\"\(field.name)\" is not the name of a header field" }
            if field.value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
                return "the header field \(field.name) holds a control character"
            }
        }
        return nil
    }
}
