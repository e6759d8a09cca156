public import Conformance
internal import Cryptography
public import Files
internal import JSON
internal import Record
public import Scenarios

/// The folder of a run: `result.json`, `exchanges.ndjson` with bodies beside it by SHA-256, and `manifest.json`.
public struct EvidenceFolder: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// Writes a run.
    ///
    /// - Parameters:
    ///   - result: what the run came to.
    ///   - recordings: what it rests on; secrets are taken out here.
    ///   - reports: further files by name, `junit.xml` and `report.html`.
    public func write(
        _ result: RunResult, recordings: [Recording], reports: [(name: String, content: [UInt8])]
    ) throws(FileError) {
        try Files.makeFolder(path)
        try Files.makeFolder(Files.join(path, "bodies"))
        var written: [(name: String, hash: String, count: Int)] = []
        func put(_ name: String, _ content: [UInt8]) throws(FileError) {
            try Files.write(content, to: Files.join(path, name))
            written.append((name, SHA256.hex(content), content.count))
        }
        var lines: [UInt8] = []
        var bodies: Set<String> = []
        func keep(_ body: [UInt8]) throws(FileError) -> JSONValue {
            if body.isEmpty { return .null }
            let hash = SHA256.hex(body)
            if bodies.insert(hash).inserted { try put("bodies/\(hash)", body) }
            return ["sha256": .string(hash), "bytes": .number(String(body.count))]
        }
        for recording in recordings {
            for step in recording.steps {
                var line: JSONObject = [
                    "scenario": .string(recording.scenario), "key": .string(step.key),
                    "instant": .number(String(step.instant)),
                ]
                if let reason = step.reason { line["reason"] = Self.json(reason) }
                if let exchange = step.exchange.map(Redaction.redacted) {
                    line["started"] = .number(String(exchange.started))
                    line["duration"] = .number(String(exchange.duration))
                    line["request"] = [
                        "method": .string(exchange.request.method), "url": .string(exchange.request.url),
                        "headers": Self.json(exchange.request.headers), "body": try keep(exchange.request.body),
                    ]
                    if let response = exchange.response {
                        line["response"] = [
                            "status": .number(String(response.status)), "httpVersion": .string(response.httpVersion),
                            "headers": Self.json(response.headers), "wireBody": try keep(response.wireBody),
                            "body": try keep(response.body),
                        ]
                    }
                    if let failure = exchange.failure {
                        line["failure"] = ["kind": .string(failure.kind), "message": .string(failure.message)]
                    }
                }
                lines += JSONValue.object(line).serialized() + [0x0A]
            }
        }
        try put("exchanges.ndjson", lines)
        try put("result.json", result.json.serialized(indent: 2) + [0x0A])
        for report in reports { try put(report.name, report.content) }
        let manifest: JSONValue = [
            "format": 1, "tool": .string(result.tool), "hash": "SHA-256",
            "files": .array(
                written.sorted { $0.name < $1.name }.map {
                    [
                        "name": .string($0.name), "sha256": .string($0.hash), "bytes": .number(String($0.count)),
                    ]
                }),
        ]
        try Files.write(manifest.serialized(indent: 2) + [0x0A], to: Files.join(path, "manifest.json"))
    }

    private static func json(_ headers: [HeaderField]) -> JSONValue {
        .array(headers.map { .array([.string($0.name), .string($0.value)]) })
    }

    private static func json(_ judgement: Judgement) -> JSONValue {
        [
            "verdict": .string(judgement.verdict.rawValue),
            "blame": judgement.blame.map { .string($0.rawValue) } ?? nil,
            "reason": .string(judgement.reason),
        ]
    }

    /// Reads the exchanges of a run back, their bodies' hashes checked.
    ///
    /// - Returns: the recordings in the order in which they were written, and what does not match its hash.
    public func recordings() throws(FileError) -> (recordings: [Recording], damaged: [String]) {
        let file = Files.join(path, "exchanges.ndjson")
        let bytes = try Files.read(file)
        var recordings: [Recording] = []
        var damaged: [String] = []
        func body(_ value: JSONValue?) -> [UInt8] {
            guard let hash = value?["sha256"]?.string, hash.allSatisfy(\.isHexDigit) else { return [] }
            guard let content = try? Files.read(Files.join(path, "bodies/\(hash)")), SHA256.hex(content) == hash else {
                damaged.append("bodies/\(hash)")
                return []
            }
            return content
        }
        func headers(_ value: JSONValue?) -> [HeaderField] {
            (value?.array ?? []).map { HeaderField($0[0]?.string ?? "", $0[1]?.string ?? "") }
        }
        for (number, line) in bytes.split(separator: 0x0A).enumerated() {
            let value: JSONValue
            do throws(JSONError) { value = try JSONValue(parsing: Array(line)) } catch {
                throw FileError(path: file, reason: "line \(number + 1) is not JSON: \(error.message)")
            }
            let scenario = value["scenario"]?.string ?? ""
            var step = Recording.Step(
                key: value["key"]?.string ?? "", exchange: nil, instant: value["instant"]?.int ?? 0)
            if let reason = value["reason"] {
                step.reason = Judgement(
                    Verdict(rawValue: reason["verdict"]?.string ?? "") ?? .error,
                    blame: reason["blame"]?.string.flatMap { Blame(rawValue: $0) }, reason["reason"]?.string ?? "")
            }
            if let request = value["request"] {
                var exchange = Exchange(
                    request: .init(
                        method: request["method"]?.string ?? "", url: request["url"]?.string ?? "",
                        headers: headers(request["headers"]), body: body(request["body"])),
                    started: value["started"]?.double ?? 0, duration: value["duration"]?.double ?? 0)
                if let response = value["response"] {
                    exchange.response = .init(
                        status: response["status"]?.int ?? 0, httpVersion: response["httpVersion"]?.string ?? "1.1",
                        headers: headers(response["headers"]), wireBody: body(response["wireBody"]),
                        body: body(response["body"]))
                }
                if let failure = value["failure"] {
                    exchange.failure = .init(
                        kind: failure["kind"]?.string ?? "", message: failure["message"]?.string ?? "")
                }
                step.exchange = exchange
            }
            if recordings.last?.scenario != scenario { recordings.append(Recording(scenario: scenario)) }
            recordings[recordings.count - 1].steps.append(step)
        }
        return (recordings, damaged)
    }
}
