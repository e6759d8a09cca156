internal import CMicrohttpd
internal import Record
internal import Synchronization

// The daemon calls these from its own threads: they belong to no actor.

func requestBegins(
    context: UnsafeMutableRawPointer?, target: UnsafePointer<CChar>?, connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let connection, let target else { return nil }
    let pending = PendingRequest(target: String(cString: target), connection: Connection(pointer: connection))
    return Unmanaged.passRetained(pending).toOpaque()
}

func requestEnds(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, reason: MHD_RequestTerminationCode
) {
    guard let context, let pointer = request?.pointee else { return }
    request?.pointee = nil
    let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    let pending = Unmanaged<PendingRequest>.fromOpaque(pointer).takeRetainedValue()
    core.ended(pending)
    core.setDeadline(core.limits.requestSeconds, of: pending.connection)
}

func connectionChanges(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    socketContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, change: MHD_ConnectionNotificationCode
) {
    guard let context, let connection else { return }
    let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    if change == .CONNECTION_NOTIFY_STARTED {
        core.opened(Connection(pointer: connection))
    } else {
        core.closed(Connection(pointer: connection))
    }
}

func requestArrives(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, upload: UnsafePointer<CChar>?,
    uploadSize: UnsafeMutablePointer<Int>?, request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context, let connection, let pointer = request?.pointee, let method, let uploadSize else { return .NO }
    let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    let pending = Unmanaged<PendingRequest>.fromOpaque(pointer).takeUnretainedValue()

    enum Next { case goOn, refuse(Int), hangUp, handle([HeaderField], [UInt8]), answer(HTTPResponse) }
    let size = uploadSize.pointee
    let next: Next = pending.state.withLock { state in
        switch state.phase {
        case .new:
            state.headers = headerFields(connection)
            if let length = state.headers[field: "Content-Length"].flatMap({ Int($0) }),
                length > core.limits.maximumBody
            {
                return .refuse(413)
            }
            state.phase = .reading
            return .goOn
        case .reading where size > 0:
            state.received += size
            if state.received <= core.limits.maximumBody, let upload {
                state.body.append(
                    contentsOf: UnsafeRawBufferPointer(start: upload, count: size))
            } else {
                state.body = []
                // An answer can be queued only after the whole body: what is far too long is not waited for.
                if state.received > core.limits.maximumBody * 2 + 1 << 20 { return .hangUp }
            }
            return .goOn
        case .reading:
            if state.received > core.limits.maximumBody { return .refuse(413) }
            let body = state.body
            state.body = []
            return .handle(state.headers, body)
        case .ready(let response):
            if case .stream(let stream) = response.body { state.stream = stream }
            state.phase = .answered
            return .answer(response)
        case .waiting, .answered: return .goOn
        }
    }
    switch next {
    case .goOn:
        uploadSize.pointee = 0
        return .YES
    case .hangUp: return .NO
    case .refuse(let status):
        var refusal = HTTPResponse.text("The request is larger than this server takes.\n", status: status)
        refusal.setHeader("Connection", "close")
        return queue(refusal, connection, nil)
    case .handle(let headers, let body):
        let certificate = core.needsClientCertificate ? clientCertificate(connection) : nil
        if core.needsClientCertificate, certificate == nil { return .NO }
        core.setDeadline(nil, of: pending.connection)
        let version = version.map { String(cString: $0) } ?? "HTTP/1.1"
        var whole = HTTPRequest(
            method: String(cString: method), target: pending.target, headers: headers, body: body,
            httpVersion: version.hasPrefix("HTTP/") ? String(version.dropFirst(5)) : version)
        whole.clientCertificate = certificate
        switch core.handler(whole) {
        case .now(let response):
            pending.state.withLock {
                if case .stream(let stream) = response.body { $0.stream = stream }
                $0.phase = .answered
            }
            return send(response, core, pending)
        case .later(let work): return core.begin(pending, work) ? .YES : .NO
        }
    case .answer(let response): return send(response, core, pending)
    }
}

private func send(_ response: HTTPResponse, _ core: ServerCore, _ pending: PendingRequest) -> MHD_Result {
    if response.dropsConnection { return .NO }
    if case .stream = response.body {
        guard core.register(stream: pending) else { return .NO }
    } else {
        core.setDeadline(core.limits.responseSeconds, of: pending.connection)
    }
    return queue(response, pending.connection.pointer, pending)
}

private func clientCertificate(_ connection: OpaquePointer) -> [UInt8]? {
    var size = 0
    guard let bytes = assay_mhd_client_certificate(connection, &size) else { return nil }
    return Array(UnsafeBufferPointer(start: bytes, count: size))
}

private func headerFields(_ connection: OpaquePointer) -> [HeaderField] {
    var fields: [HeaderField] = []
    withUnsafeMutablePointer(to: &fields) {
        _ = MHD_get_connection_values(
            connection, .HEADER_KIND,
            { list, _, name, value in
                guard let list, let name else { return .YES }
                list.assumingMemoryBound(to: [HeaderField].self).pointee.append(
                    HeaderField(String(cString: name), value.map { String(cString: $0) } ?? ""))
                return .YES
            }, $0)
    }
    return fields
}

private func queue(_ response: HTTPResponse, _ connection: OpaquePointer, _ pending: PendingRequest?) -> MHD_Result {
    let made: OpaquePointer?
    switch response.body {
    case .bytes(var bytes):
        let count = bytes.count
        made = bytes.withUnsafeMutableBytes {
            MHD_create_response_from_buffer(count, $0.baseAddress, .RESPMEM_MUST_COPY)
        }
    case .stream:
        guard let pending else { return .NO }
        made = MHD_create_response_from_callback(
            UInt64.max, 16384,
            { pointer, _, buffer, room in
                guard let pointer, let buffer else { return -2 }
                let pending = Unmanaged<PendingRequest>.fromOpaque(pointer).takeUnretainedValue()
                guard let stream = pending.state.withLock({ $0.stream }) else { return -2 }
                return stream.read(into: buffer, room: room, connection: pending.connection)
            }, Unmanaged.passRetained(pending).toOpaque(),
            { pointer in
                if let pointer { Unmanaged<PendingRequest>.fromOpaque(pointer).release() }
            })
    }
    guard let made else { return .NO }
    defer { MHD_destroy_response(made) }
    for field in response.headers { _ = MHD_add_response_header(made, field.name, field.value) }
    return MHD_queue_response(connection, UInt32(clamping: response.status), made)
}
