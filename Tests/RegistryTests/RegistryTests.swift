import Cryptography
import Definitions
import Files
import HTTPServer
import HTTPTransport
import Record
import Registry
import Synchronization
import Testing

/// A stand-in for a registry, on loopback.
final class StandIn: Sendable {
    struct Package: Sendable {
        var name: String
        var version: String
        var archive: [UInt8]
        var integrity: String?
        var shasum: String?
        /// Where the index says that it lies; `nil` for here.
        var place: String?
    }

    private let packages: Mutex<[Package]>
    private let asked = Mutex<[String]>([])
    private let started = Mutex<HTTPServer?>(nil)

    init(_ packages: [Package]) throws {
        self.packages = Mutex(packages)
        let server = try HTTPServer.start { [unowned self] request in answer(request) }
        started.withLock { $0 = server }
    }

    var url: String { started.withLock { $0?.url ?? "" } }
    var requests: [String] { asked.withLock { $0 } }
    func stop() { started.withLock { $0 }?.stop() }

    private func answer(_ request: HTTPRequest) -> HTTPResponse {
        asked.withLock { $0.append(request.path) }
        let all = packages.withLock { $0 }
        let parts = request.path.split(separator: "/").map(String.init)
        if parts.count == 2, let found = all.first(where: { $0.name == parts[0] && $0.version == parts[1] }) {
            return HTTPResponse(body: found.archive)
        }
        let named = all.filter { parts == [$0.name] }
        if parts == ["broken"] { return HTTPResponse(body: Array("<html>".utf8)) }
        if parts == ["away"] {
            return HTTPResponse(status: 302, headers: [HeaderField("Location", "http://other.example/x")])
        }
        if parts == ["round"] { return HTTPResponse(status: 302, headers: [HeaderField("Location", "/round")]) }
        if parts == ["failing"] { return HTTPResponse(status: 500) }
        guard !named.isEmpty else { return HTTPResponse(status: 404) }
        let rows = named.map { package in
            let place = package.place ?? "\(url)/\(package.name)/\(package.version)"
            var dist = "\"tarball\":\"\(place)\""
            if let integrity = package.integrity { dist += ",\"integrity\":\"\(integrity)\"" }
            if let shasum = package.shasum { dist += ",\"shasum\":\"\(shasum)\"" }
            return "\"\(package.version)\":{\"name\":\"\(package.name)\",\"dist\":{\(dist)}}"
        }
        let text = "{\"name\":\"\(named[0].name)\",\"versions\":{\(rows.joined(separator: ","))}}"
        return HTTPResponse(body: Array(text.utf8))
    }
}

@Suite("The registry client") struct RegistryTests {
    static func folder() throws -> String {
        let path = "/tmp/assay-registry-\(UInt64.random(in: 0 ... .max))"
        try Files.makeFolder(path)
        return path
    }

    static func package(
        _ name: String, _ version: String, needs: [String: String] = [:], extra: [[UInt8]] = []
    ) throws -> StandIn.Package {
        let archive = try Archive.package(name, version, needs: needs, extra: extra)
        return .init(
            name: name, version: version, archive: archive,
            integrity: "sha512-" + Base64.encode(Checksum.sha512.hash(archive)))
    }

    static func add(
        _ name: String, _ range: String, from standIn: StandIn, into folder: String
    ) async throws -> [PackageInstaller.Step] {
        let client = RegistryClient(registries: [.init(url: standIn.url + "/")], timeout: 10)
        let cache = PackageCache(folder: folder, patience: 5)
        let installer = PackageInstaller(
            client: client, cache: cache, store: try PackageStore(profiles: nil, cache: folder))
        var steps: [PackageInstaller.Step] = []
        try await installer.add(name, range: range) { steps.append($0) }
        return steps
    }

    @Test("A package comes with what it needs, ranges and circles included, and is usable afterwards")
    func dependencies() async throws {
        let standIn = try StandIn([
            Self.package("top", "1.0.0", needs: ["middle": "2.1.x"]),
            Self.package("middle", "2.1.0"), Self.package("middle", "2.1.7", needs: ["top": "1.0.0"]),
            Self.package("middle", "2.2.0"),
        ])
        defer { standIn.stop() }
        let folder = try Self.folder()
        let steps = try await Self.add("top", "latest", from: standIn, into: folder)
        #expect(steps.map(\.id.description) == ["top#1.0.0", "middle#2.1.7", "top#1.0.0"])
        #expect(steps[0].outcome == .added(checkedBy: "sha512"))
        #expect(steps[2].outcome == .present)
        #expect(try Files.list(folder) == ["middle#2.1.7", "top#1.0.0"])
        let store = try PackageStore(profiles: nil, cache: folder)
        #expect(try store.package("top#1.0.0").members(url: "u:top") == [0])
        // What is there is not asked for again.
        let before = standIn.requests.count
        _ = try await Self.add("middle", "2.1.7", from: standIn, into: folder)
        #expect(standIn.requests.count == before)
    }

    @Test("What is there is never overwritten") func neverOverwrites() async throws {
        let standIn = try StandIn([Self.package("top", "1.0.0")])
        defer { standIn.stop() }
        let folder = try Self.folder()
        let mine = folder + "/top#1.0.0/package"
        try Files.makeFolder(mine)
        try Files.write(#"{"name":"top","version":"1.0.0","note":"mine"}"#, to: mine + "/package.json")
        let isNew = try PackageCache(folder: folder).install(try Archive.package("top", "1.0.0"))
        #expect(!isNew)
        #expect(try Files.readText(mine + "/package.json").contains("mine"))
        #expect(try Files.list(mine) == ["package.json"])
    }

    @Test("A wrong hash, another package inside, or an evil archive: nothing is written") func refused() async throws {
        let good = try Archive.package("top", "1.0.0")
        let evil = try Archive.package("top", "1.0.0", extra: [Archive.member("package/../../evil", "x")])
        let link = try Archive.package("top", "1.0.0", extra: [Archive.member("package/l", "", kind: "2")])
        let cases: [(StandIn.Package, String)] = [
            (.init(name: "top", version: "1.0.0", archive: good, integrity: "sha512-AAAA"), "sha512"),
            (.init(name: "top", version: "1.0.0", archive: good, shasum: "00"), "sha1"),
            (.init(name: "top", version: "1.0.1", archive: good), "top#1.0.0"),
            (.init(name: "top", version: "1.0.0", archive: evil), "leads outside"),
            (.init(name: "top", version: "1.0.0", archive: link), "link"),
            (.init(name: "top", version: "1.0.0", archive: Array("no archive".utf8)), "tar"),
            (.init(name: "top", version: "1.0.0", archive: good, place: "http://127.0.0.2:1/x"), "was not named"),
            (.init(name: "top", version: "1.0.0", archive: good, place: "file:///etc/passwd"), "no http address"),
        ]
        for (package, reason) in cases {
            let standIn = try StandIn([package])
            defer { standIn.stop() }
            let folder = try Self.folder()
            let error = await #expect(throws: PackageError.self) {
                _ = try await Self.add("top", "latest", from: standIn, into: folder)
            }
            #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
            #expect(try Files.list(folder).isEmpty)
        }
    }

    @Test("SHA-1 alone is enough where a registry has nothing better") func shasum() async throws {
        let archive = try Archive.package("top", "1.0.0")
        let standIn = try StandIn([
            .init(
                name: "top", version: "1.0.0", archive: archive, shasum: Hex.encode(Checksum.sha1.hash(archive)))
        ])
        defer { standIn.stop() }
        let steps = try await Self.add("top", "1.0.0", from: standIn, into: try Self.folder())
        #expect(steps.first?.outcome == .added(checkedBy: "sha1"))
    }

    @Test(
        "Registries that fail are told apart",
        arguments: [
            ("gone", "does not have it"), ("broken", "no JSON"), ("away", "was not named"), ("round", "circles"),
            ("failing", "500"), ("../x", "no name"),
        ])
    func failures(name: String, reason: String) async throws {
        let standIn = try StandIn([])
        defer { standIn.stop() }
        let error = await #expect(throws: PackageError.self) {
            _ = try await Self.add(name, "latest", from: standIn, into: try Self.folder())
        }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test("Without a registry nothing is sent") func offline() async throws {
        let client = RegistryClient(registries: [])
        let error = await #expect(throws: PackageError.self) { _ = try await client.index(of: "top") }
        #expect(error?.description.contains("--registry") == true)
    }

    @Test("A dependency that cannot be had is reported, and the rest is added") func missing() async throws {
        let standIn = try StandIn([Self.package("top", "1.0.0", needs: ["gone": "1.0.0"])])
        defer { standIn.stop() }
        let steps = try await Self.add("top", "1.0.0", from: standIn, into: try Self.folder())
        #expect(steps.count == 2)
        guard case .missing = steps[1].outcome else {
            Issue.record("\(steps)")
            return
        }
    }

    @Test("Several at the same time: the package appears once and whole") func concurrent() async throws {
        let folder = try Self.folder()
        let archive = try Archive.package("top", "1.0.0")
        let added = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (try? PackageCache(folder: folder, patience: 20).install(archive)) ?? false }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(added == 1)
        #expect(try Files.list(folder) == ["top#1.0.0"])
    }

    @Test("A package is removed whole, and one that is not there is said so") func remove() throws {
        let cache = PackageCache(folder: try Self.folder())
        try cache.install(try Archive.package("top", "1.0.0"))
        #expect(try cache.remove(PackageID(name: "top", version: "1.0.0")))
        #expect(try !cache.remove(PackageID(name: "top", version: "1.0.0")))
        #expect(throws: PackageError.self) { try cache.remove(PackageID(name: "..", version: "x/y")) }
        #expect(try Files.list(cache.folder).isEmpty)
    }
}
