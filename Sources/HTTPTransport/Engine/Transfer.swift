internal import CCurl
internal import Record

/// One exchange under way: made by the caller, then touched by the engine's thread alone until it ends.
final class Transfer: @unchecked Sendable {
    let id: UInt64
    let request: TransportRequest
    let continuation: CheckedContinuation<Exchange, Never>
    let started: Double
    let startedMonotonic: Double

    var handle: UnsafeMutableRawPointer?
    var headerList: UnsafeMutablePointer<curl_slist>?
    var errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    let bodyPointer: UnsafeMutablePointer<UInt8>?

    /// The request line and header fields as they were written.
    var sent: [UInt8] = []
    var status: [UInt8] = []
    var fields: [HeaderField] = []
    var fieldBytes = 0
    var bodyBegun = false
    var body: [UInt8] = []
    var isTooLarge = false

    static let maximumHeader = 1 << 20

    init(id: UInt64, request: TransportRequest, continuation: CheckedContinuation<Exchange, Never>) {
        self.id = id
        self.request = request
        self.continuation = continuation
        self.started = Clock.wall()
        self.startedMonotonic = Clock.monotonic()
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        if request.body.isEmpty {
            bodyPointer = nil
        } else {
            let pointer = UnsafeMutablePointer<UInt8>.allocate(capacity: request.body.count)
            pointer.initialize(from: request.body, count: request.body.count)
            bodyPointer = pointer
        }
    }

    deinit {
        errorText.deallocate()
        bodyPointer?.deallocate()
        if let headerList { curl_slist_free_all(headerList) }
    }

    // MARK: What the wire says

    func received(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bodyBegun = true
        guard body.count + bytes.count <= request.maximumBody else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    func receivedHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        fieldBytes += bytes.count
        guard fieldBytes <= Self.maximumHeader else {
            isTooLarge = true
            return false
        }
        var line = bytes[...]
        while let last = line.last, last == 0x0A || last == 0x0D { line = line.dropLast() }
        if line.starts(with: "HTTP/".utf8) {
            // A new response: the one before it was interim (1xx).
            status = Array(line)
            fields = []
            return true
        }
        // Fields after the body are trailers: no part of the response's header.
        if bodyBegun || line.isEmpty { return true }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        let name = String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self)
        var value = colon.map { line[($0 + 1)...] } ?? line[line.endIndex...]
        while let first = value.first, first == 0x20 || first == 0x09 { value = value.dropFirst() }
        while let last = value.last, last == 0x20 || last == 0x09 { value = value.dropLast() }
        fields.append(HeaderField(name, String(decoding: value, as: UTF8.self)))
        return true
    }

    func sentHeader(_ bytes: UnsafeRawBufferPointer) {
        // A request sent again on a new connection starts over.
        if sent.suffix(4).elementsEqual("\r\n\r\n".utf8) { sent = [] }
        if sent.count < Self.maximumHeader { sent.append(contentsOf: bytes) }
    }

    // MARK: The exchange

    func exchange(_ code: CURLcode) -> Exchange {
        var exchange = Exchange(
            request: sentRequest, started: started, duration: Clock.monotonic() - startedMonotonic)
        guard code == CURLE_OK, !status.isEmpty else {
            let kind: FailureKind = isTooLarge ? .tooLarge : FailureKind(code)
            let reason = String(cString: errorText)
            let message =
                isTooLarge
                ? "the response is larger than \(request.maximumBody) bytes"
                : reason.isEmpty ? String(cString: curl_easy_strerror(code)) : reason
            exchange.failure = Exchange.Failure(kind: kind.rawValue, message: message)
            return exchange
        }
        let words = String(decoding: status, as: UTF8.self).split(separator: " ", maxSplits: 2)
        var response = Exchange.Response(
            status: words.count > 1 ? Int(words[1]) ?? 0 : 0,
            httpVersion: words.first.map { String($0.dropFirst(5)) } ?? "", headers: fields, body: body)
        do {
            response.body = try ContentDecoding.decoded(
                body, encoding: fields[field: "Content-Encoding"], limit: request.maximumBody)
        } catch {
            let kind: FailureKind = error == .tooLarge ? .tooLarge : .malformed
            exchange.failure = Exchange.Failure(
                kind: kind.rawValue, message: error.message(limit: request.maximumBody))
            return exchange
        }
        exchange.response = response
        return exchange
    }

    /// The request as it went over the wire, or as it would have gone where no connection stood.
    private var sentRequest: Exchange.Request {
        var made = Exchange.Request(
            method: request.method, url: request.url, headers: request.headers, body: request.body)
        let lines = String(decoding: sent, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: true)
        guard lines.count > 1 else { return made }
        made.method = String(lines[0].prefix { $0 != " " })
        made.headers = lines.dropFirst().map { line in
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return HeaderField(
                String(halves[0]),
                halves.count > 1 ? String(halves[1].drop { $0 == " " }) : "")
        }
        return made
    }
}
