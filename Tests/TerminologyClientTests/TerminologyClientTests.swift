import Authentication
import Definitions
import ElementModel
import Files
import HTTPServer
import HTTPTransport
import JSON
import Record
import Synchronization
import Terminology
import TerminologyClient
import TestSupport
import Testing

/// A stand-in for a terminology server: it knows a few codes of one system and one value set.
final class StandIn: Sendable {
    struct Manner: Sendable {
        var takesBatches = true
        var status: Int?
        var version = "1"
        var token: String?
        var knowsValueSet = true
    }
    let manner: Mutex<Manner>
    let log = Mutex<[String]>([])

    init(_ manner: Manner = Manner()) { self.manner = Mutex(manner) }

    func serve() throws -> HTTPServer {
        try HTTPServer.start { [self] request in
            log.withLock { $0.append("\(request.method) \(request.path)") }
            let manner = self.manner.withLock { $0 }
            if let status = manner.status { return HTTPResponse(status: status, body: Array("{}".utf8)) }
            if let token = manner.token, request.header("Authorization") != "Bearer \(token)" {
                return HTTPResponse(status: 401, body: Array("{}".utf8))
            }
            switch (request.method, request.path) {
            case ("GET", "/fhir/metadata"):
                return json(
                    200,
                    [
                        "resourceType": "CapabilityStatement",
                        "software": ["name": "s", "version": .string(manner.version)],
                    ])
            case ("POST", "/fhir"):
                guard manner.takesBatches, let body = try? JSONValue(parsing: request.body) else {
                    return json(400, ["resourceType": "OperationOutcome"])
                }
                let entries = (body["entry"]?.array ?? []).map { entry -> JSONValue in
                    let (status, answer) = answer(entry["resource"] ?? .null, manner)
                    return ["response": ["status": .string("\(status)")], "resource": answer]
                }
                return json(200, ["resourceType": "Bundle", "type": "batch-response", "entry": .array(entries)])
            case ("POST", "/fhir/ValueSet/$expand"):
                let body = try? JSONValue(parsing: request.body)
                let offset = Self.value(body ?? .null, "offset")?["valueInteger"]?.int ?? 0
                let codes = (offset..<min(offset + 1000, 1500)).map { number -> JSONValue in
                    ["system": "http://x/s", "code": .string("\(number)")]
                }
                return json(
                    200, ["resourceType": "ValueSet", "expansion": ["total": 1500, "contains": .array(codes)]])
            case ("POST", _):
                let (status, value) = answer((try? JSONValue(parsing: request.body)) ?? .null, manner)
                return json(status, value)
            default: return HTTPResponse(status: 404, body: Array("{}".utf8))
            }
        }
    }

    private static func value(_ body: JSONValue, _ name: String) -> JSONValue? {
        body["parameter"]?.array?.first { $0["name"]?.string == name }
    }

    private func answer(_ body: JSONValue, _ manner: Manner) -> (Int, JSONValue) {
        let code = Self.value(body, "code")?["valueCode"]?.string ?? ""
        if Self.value(body, "url")?["valueUri"]?.string == "http://x/unknown"
            || (!manner.knowsValueSet && Self.value(body, "valueSet") == nil)
        {
            return (404, ["resourceType": "OperationOutcome", "issue": [["severity": "error", "code": "not-found"]]])
        }
        var list: [JSONValue] = [["name": "result", "valueBoolean": .bool(code.hasPrefix("good"))]]
        if code == "good" { list.append(["name": "display", "valueString": "Good"]) }
        if code == "good-old" { list.append(["name": "inactive", "valueBoolean": true]) }
        if code == "elsewhere" { list.append(["name": "x-caused-by-unknown-system", "valueCanonical": "http://x/s"]) }
        return (200, ["resourceType": "Parameters", "parameter": .array(list)])
    }

    private func json(_ status: Int, _ value: JSONValue) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HeaderField("Content-Type", "application/fhir+json")], body: value.serialized())
    }
}

@Suite("A terminology server")
struct TerminologyClientTests {
    static func service(_ client: TerminologyClient) -> TerminologyService {
        var set = ValueSet(release: .r4, url: "http://x/set")
        set.compose = .init(include: [.init(system: "http://x/s")])
        var lost = ValueSet(release: .r4, url: "http://x/unknown")
        lost.compose = nil
        let package = Package(
            id: PackageID(name: "test", version: "1"), release: .r4, definitions: [.valueSet(set), .valueSet(lost)])
        return TerminologyService(definitions: DefinitionContext(release: .r4, roots: [package]), remote: client)
    }

    static func ask(_ service: TerminologyService, _ code: String, in set: String = "http://x/set") -> Membership? {
        let bytes = Array(code.utf8)
        let system = Array("http://x/s".utf8)
        return bytes.withUnsafeBufferPointer { code in
            system.withUnsafeBufferPointer { system in
                service.valueSet(set)?.membership(
                    code: ByteSlice(start: code.baseAddress.unsafelyUnwrapped, count: code.count),
                    system: ByteSlice(start: system.baseAddress.unsafelyUnwrapped, count: system.count))
            }
        }
    }

    static func client(
        _ server: HTTPServer, cache: String? = nil, credentials: Credentials = .none,
        settings: TerminologyClient.Settings = .init(), clock: @escaping @Sendable () -> Double = { 1000 }
    ) throws -> TerminologyClient {
        try TerminologyClient(
            url: "http://127.0.0.1:\(server.port)/fhir/", transport: HTTPTransport(), credentials: credentials,
            cache: cache,
            settings: settings, clock: clock)
    }

    @Test("Questions wait, are asked together, and then have answers")
    func batch() async throws {
        let standIn = StandIn()
        let server = try standIn.serve()
        defer { server.stop() }
        let client = try Self.client(server)
        let service = Self.service(client)
        for code in ["good", "bad", "good-old", "elsewhere"] { #expect(Self.ask(service, code)?.isMember == nil) }
        #expect(client.hasPending)
        await client.resolve()
        #expect(!client.hasPending)
        #expect(Self.ask(service, "good") == .member)
        #expect(Self.ask(service, "bad") == .notMember)
        #expect(Self.ask(service, "good-old") == .memberWithRemark(.inactive))
        #expect(Self.ask(service, "elsewhere")?.isMember == nil)
        #expect(client.displays(system: "http://x/s", code: "good") == ["Good"])
        #expect(standIn.log.withLock { $0 } == ["GET /fhir/metadata", "POST /fhir"])
    }

    @Test("A server that takes no batches is asked one by one")
    func single() async throws {
        let standIn = StandIn(.init(takesBatches: false))
        let server = try standIn.serve()
        defer { server.stop() }
        let client = try Self.client(server)
        let service = Self.service(client)
        _ = Self.ask(service, "good")
        _ = Self.ask(service, "bad")
        await client.resolve()
        #expect(Self.ask(service, "good") == .member)
        #expect(Self.ask(service, "bad") == .notMember)
        #expect(standIn.log.withLock { $0.filter { $0.hasSuffix("$validate-code") }.count } == 2)
    }

    @Test("A value set that the server lacks is sent along; one that nobody has stays undecided")
    func inline() async throws {
        let standIn = StandIn(.init(knowsValueSet: false))
        let server = try standIn.serve()
        defer { server.stop() }
        let client = try Self.client(server)
        let service = Self.service(client)
        _ = Self.ask(service, "good")
        _ = Self.ask(service, "good", in: "http://x/unknown")
        await client.resolve()
        #expect(Self.ask(service, "good") == .member)
        #expect(Self.ask(service, "good", in: "http://x/unknown")?.isMember == nil)
    }

    @Test("Answers are kept on disk by server and version, decisions alone, and for a time")
    func cache() async throws {
        let standIn = StandIn()
        let server = try standIn.serve()
        defer { server.stop() }
        let folder = TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = Files.join(folder.path, "answers.sqlite")
        func round(_ clock: Double = 1000) async throws -> (Membership?, Int) {
            standIn.log.withLock { $0 = [] }
            let client = try Self.client(server, cache: path, clock: { clock })
            let service = Self.service(client)
            _ = Self.ask(service, "good")
            _ = Self.ask(service, "elsewhere")
            await client.resolve()
            return (Self.ask(service, "good"), standIn.log.withLock { $0.filter { $0.contains("POST") }.count })
        }
        var outcome = try await round()
        #expect(outcome == (.member, 1))
        standIn.log.withLock { $0 = [] }
        let client = try Self.client(server, cache: path)
        let service = Self.service(client)
        _ = Self.ask(service, "good")
        await client.resolve()
        #expect(Self.ask(service, "good") == .member)
        #expect(standIn.log.withLock { $0 } == ["GET /fhir/metadata"])
        standIn.manner.withLock { $0.version = "2" }
        outcome = try await round()
        #expect(outcome == (.member, 1))
        outcome = try await round(1000 + 31 * 86_400)
        #expect(outcome == (.member, 1))
    }

    @Test("A server that fails is left alone, and its questions are undecided with the reason", .timeLimit(.minutes(1)))
    func breaker() async throws {
        let standIn = StandIn(.init(status: 500))
        let server = try standIn.serve()
        defer { server.stop() }
        let clock = Clock()
        let client = try Self.client(server, clock: { clock.now })
        let service = Self.service(client)
        for code in ["a", "b", "c", "d", "e"] {
            _ = Self.ask(service, code)
            await client.resolve()
            guard case .undecided(.remote(let reason)) = Self.ask(service, code) else {
                Issue.record("\(code) is decided")
                continue
            }
            #expect(reason.contains("500"))
        }
        #expect(standIn.log.withLock { $0.count } == 3)
        standIn.manner.withLock { $0.status = nil }
        clock.value.withLock { $0 += 31 }
        _ = Self.ask(service, "good")
        await client.resolve()
        #expect(Self.ask(service, "good") == .member)
    }

    final class Clock: Sendable {
        let value = Mutex(1000.0)
        var now: Double { value.withLock { $0 } }
    }

    @Test("Credentials go along; without them nothing is decided")
    func credentials() async throws {
        let standIn = StandIn(.init(token: "abc"))
        let server = try standIn.serve()
        defer { server.stop() }
        for (credentials, expected) in [(Credentials.bearer(Secret("abc")), true as Bool?), (.none, nil)] {
            let client = try Self.client(server, credentials: credentials)
            let service = Self.service(client)
            _ = Self.ask(service, "good")
            await client.resolve()
            #expect(Self.ask(service, "good")?.isMember == expected)
        }
    }

    @Test("A token is asked for with a secret, and anew when it is refused")
    func tokens() async throws {
        let standIn = StandIn(.init(token: "token-1"))
        let server = try standIn.serve()
        defer { server.stop() }
        let forms = Mutex<[String]>([])
        let tokens = try HTTPServer.start { request in
            let count = forms.withLock { forms in
                forms.append(String(decoding: request.body, as: UTF8.self))
                return forms.count
            }
            return HTTPResponse(body: Array(#"{"access_token":"token-\#(count)","expires_in":3600}"#.utf8))
        }
        defer { tokens.stop() }
        let transport = HTTPTransport()
        let credentials = Credentials.clientCredentials(
            ClientCredentials(
                clientID: "me", secret: Secret("a&b"), tokenURL: "http://127.0.0.1:\(tokens.port)/token",
                transport: transport, clock: { 1000 }))
        let client = try Self.client(server, credentials: credentials)
        let service = Self.service(client)
        _ = Self.ask(service, "good")
        await client.resolve()
        #expect(Self.ask(service, "good") == .member)
        standIn.manner.withLock { $0.token = "token-2" }
        _ = Self.ask(service, "bad")
        await client.resolve()
        #expect(Self.ask(service, "bad") == .notMember)
        let sent = forms.withLock { $0 }
        #expect(sent == Array(repeating: "grant_type=client_credentials&client_id=me&client_secret=a%26b", count: 2))
    }

    @Test("Expansions come page by page, up to a limit")
    func expansion() async throws {
        let server = try StandIn().serve()
        defer { server.stop() }
        let client = try Self.client(server)
        let whole = try #require(await client.expand("http://x/set"))
        #expect(whole.contains.count == 1500 && !whole.isIncomplete && whole.contains.last?.code == "1499")
        let part = try #require(await client.expand("http://x/set", limit: 1000))
        #expect(part.contains.count == 1000 && part.isIncomplete)
    }

    @Test(
        "Codes are sent over TLS alone",
        arguments: ["http://example.org/fhir", "ftp://127.0.0.1", "http://127.0.0.1.example.org/fhir"])
    func plain(url: String) {
        #expect(throws: TerminologyClientError.self) {
            try TerminologyClient(url: url, transport: HTTPTransport(), clock: { 0 })
        }
    }

    @Test("A file that is no database is refused")
    func brokenCache() throws {
        let folder = TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = Files.join(folder.path, "answers")
        try Files.write("this is no database, this is a text that is long enough", to: path)
        #expect(throws: TerminologyClientError.self) {
            try TerminologyClient(url: "https://example.org", transport: HTTPTransport(), cache: path, clock: { 0 })
        }
    }
}
