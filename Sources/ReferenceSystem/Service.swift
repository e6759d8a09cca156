internal import Compression
internal import HTTPServer
internal import JSON
internal import Record
internal import Synchronization

/// Takes requests to the base that they name, and writes what it answers.
final class Service: Sendable {
    private let faults: FaultSet
    private let clock: @Sendable () -> Int
    private let world: Mutex<World>

    init(faults: FaultSet, now: Int, clock: @escaping @Sendable () -> Int) {
        self.faults = faults
        self.clock = clock
        self.world = Mutex(World(now: now))
    }

    func reply(to request: HTTPRequest) -> HTTPReply {
        guard var segments = request.segments, let parameters = request.parameters else {
            return .now(.text("The request target is malformed.\n", status: 400))
        }
        let base = segments.first ?? ""
        guard base == "stu3" || base == "r4" else {
            return .now(.text("There are two bases here: /stu3 and /r4.\n", status: 404))
        }
        segments.removeFirst()
        let host = request.header("Host") ?? "127.0.0.1"
        var call = Call(
            request: request, segments: segments, parameters: parameters, syntax: .json, now: clock(),
            base: "http://\(host)/\(base)")
        let release: FHIRRelease = base == "r4" ? .r4 : .stu3
        let answer = world.withLock { world in
            call.storeIsFull = world.r4.isFull || world.stu3.isFull
            return base == "r4"
                ? CareRecordServer(faults: faults).serve(&call, &world)
                : GPConnectProvider(faults: faults).serve(&call, &world)
        }
        return write(answer, call, release)
    }

    private func write(_ answer: Answer, _ call: Call, _ release: FHIRRelease) -> HTTPReply {
        var answer = answer
        let applied = faults.mutations.filter { $0.applies(to: answer) }
        for mutation in applied { answer.resource = answer.resource.map(mutation.change) }
        var response = HTTPResponse(status: answer.status)
        response.headers = answer.headers.map { HeaderField($0.name, $0.value) }
        if let resource = answer.resource {
            response.setHeader("Content-Type", "\(call.syntax.mediaType); charset=utf-8")
            response.bytes = Interchange.write(resource, call.syntax, release)
        }
        var delay: Double?
        var silent = false
        for effect in applied.flatMap(\.effects) {
            switch effect {
            case .header(let name, let value):
                if value == nil || response.headers[field: name] != nil { response.setHeader(name, value) }
            case .status(let status): response.status = status
            case .body(let text, let type):
                response.bytes = Array(text.utf8)
                response.setHeader("Content-Type", type)
            case .hangUp: return .now(.dropped)
            case .silence: silent = true
            case .delay(let seconds): delay = seconds
            case .remove, .set, .dropEntries, .doubleEntries: break
            }
        }
        if silent {
            return .later {
                try? await Task.sleep(for: .seconds(3600))
                return .dropped
            }
        }
        let encodings = call.request.header("Accept-Encoding")?.lowercased() ?? ""
        if encodings.contains("gzip"), !encodings.contains("gzip;q=0"), !response.bytes.isEmpty,
            !faults.has(.gzipIgnored)
        {
            response.bytes = ContentCoding.gzip(response.bytes)
            response.setHeader("Content-Encoding", "gzip")
            response.setHeader("Vary", "Accept-Encoding")
        }
        guard let delay else { return .now(response) }
        return .later { [response] in
            try? await Task.sleep(for: .seconds(delay))
            return response
        }
    }
}
