internal import Cryptography
public import Definitions
public import HTTPTransport
internal import Record

/// Fetches packages from registries that the user named. Without one, nothing is ever sent.
public struct RegistryClient: Sendable {
    /// One place that packages come from.
    public struct Registry: Sendable, Hashable {
        /// The URL that names are put behind.
        public var url: String
        public init(url: String) {
            var url = url
            while url.hasSuffix("/") { url.removeLast() }
            self.url = url
        }
        var origin: String? { RegistryClient.origin(of: url) }
    }

    public var registries: [Registry]
    /// Other origins that archives may come from (`https://host`).
    public var archiveOrigins: [String]
    public var proxy: String?
    public var tls: TransportTLS
    /// Seconds for one answer.
    public var timeout: Double
    private let transport: HTTPTransport

    /// An archive may have this many bytes.
    static let maximumArchive = 1 << 29
    static let maximumIndex = 1 << 26

    public init(
        registries: [Registry], archiveOrigins: [String] = [], proxy: String? = nil,
        tls: TransportTLS = TransportTLS(), timeout: Double = 60, transport: HTTPTransport = HTTPTransport()
    ) {
        self.registries = registries
        self.archiveOrigins = archiveOrigins
        self.proxy = proxy
        self.tls = tls
        self.timeout = timeout
        self.transport = transport
    }

    /// A package that was fetched and checked.
    public struct Download: Sendable {
        public var id: PackageID
        public var archive: [UInt8]
        public var manifest: PackageManifest
        /// Which hash the registry gave for it; `nil` where it gave none.
        public var checkedBy: String?
    }

    /// Scheme, host and port of a URL; `nil` where it is neither http nor https.
    static func origin(of url: String) -> String? {
        for scheme in ["https://", "http://"] where url.lowercased().hasPrefix(scheme) {
            let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
            // Credentials in a URL would go wherever it leads.
            guard !authority.isEmpty, !authority.contains("@") else { return nil }
            return scheme + authority.lowercased()
        }
        return nil
    }

    // MARK: Asking

    /// What the first registry that has a package says of it.
    ///
    /// - Throws: ``PackageError`` where none has it, or none can be reached.
    public func index(of name: String) async throws(PackageError) -> RegistryIndex {
        guard PackageManifest.isSafe(name) else { throw PackageError("'\(name)' is no name of a package") }
        guard !registries.isEmpty else {
            throw PackageError("no registry is named: --registry URL says where packages may be fetched from")
        }
        var reasons: [String] = []
        for registry in registries {
            do throws(PackageError) {
                let body = try await get(
                    "\(registry.url)/\(name)", accept: "application/json", limit: RegistryClient.maximumIndex)
                guard let body else {
                    reasons.append("\(registry.url) does not have it")
                    continue
                }
                return try RegistryIndex(parsing: body, name: name)
            } catch {
                reasons.append(error.description)
            }
        }
        throw PackageError("package '\(name)': \(reasons.joined(separator: "; "))")
    }

    /// Fetches a package and checks it.
    ///
    /// - Parameters:
    ///   - name: the package.
    ///   - range: a version or a range.
    /// - Throws: ``PackageError`` where it is not to be had, its hash is wrong, or it is another package inside.
    public func download(_ name: String, range: String) async throws(PackageError) -> Download {
        let index = try await index(of: name)
        guard let version = index.version(for: range) else {
            let known = index.versions.map(\.version).sorted { VersionOrder.isOlder($0, $1) }.suffix(8)
            throw PackageError(
                "package '\(name)' has no version that fits '\(range)'; the newest are \(known.joined(separator: ", "))"
            )
        }
        let id = PackageID(name: name, version: version.version)
        guard let origin = RegistryClient.origin(of: version.archive) else {
            throw PackageError("package \(id): the registry names no http address for it")
        }
        guard registries.contains(where: { $0.origin == origin }) || archiveOrigins.contains(origin) else {
            throw PackageError(
                "package \(id): the registry says that it lies on \(origin), which was not named; "
                    + "--archives-from \(origin) allows it")
        }
        guard
            let archive = try await get(
                version.archive, accept: "application/gzip, application/octet-stream",
                limit: RegistryClient.maximumArchive)
        else { throw PackageError("package \(id): \(version.archive) is not there") }
        let checkedBy = try RegistryClient.check(archive, version, id)
        let manifest: PackageManifest
        do throws(PackageError) {
            manifest = try PackageUnpacking.manifest(of: archive)
        } catch {
            throw PackageError("package \(id): \(error)")
        }
        guard manifest.id == id else {
            throw PackageError("package \(id): what was sent is \(manifest.id)")
        }
        return Download(id: id, archive: archive, manifest: manifest, checkedBy: checkedBy)
    }

    /// Compares the archive with the hash that the registry gave.
    private static func check(
        _ archive: [UInt8], _ version: RegistryIndex.Version, _ id: PackageID
    ) throws(PackageError) -> String? {
        for entry in (version.integrity ?? "").split(separator: " ") {
            let parts = entry.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, let kind = Checksum(rawValue: parts[0].lowercased()) else { continue }
            let wanted = parts[1].prefix { $0 != "?" }
            guard Base64.encode(kind.hash(archive)) == wanted else {
                throw PackageError("package \(id): its \(kind.rawValue) hash is not the one that the registry gives")
            }
            return kind.rawValue
        }
        guard let shasum = version.shasum, !shasum.isEmpty else { return nil }
        guard Hex.encode(Checksum.sha1.hash(archive)) == shasum.lowercased() else {
            throw PackageError("package \(id): its sha1 hash is not the one that the registry gives")
        }
        return "sha1"
    }

    /// Fetches a URL; `nil` for 404 and 410. Redirects are followed inside the same origin only.
    private func get(_ url: String, accept: String, limit: Int) async throws(PackageError) -> [UInt8]? {
        var url = url
        for _ in 0..<5 {
            let exchange = await transport.send(
                TransportRequest(
                    url: url, headers: [HeaderField("Accept", accept)], timeout: timeout, maximumBody: limit,
                    proxy: proxy, tls: tls))
            guard let response = exchange.response else {
                throw PackageError("\(url) cannot be reached: \(exchange.failure?.message ?? "no answer")")
            }
            switch response.status {
            case 200: return response.body
            case 404, 410: return nil
            case 301, 302, 307, 308:
                guard let location = response.headers[field: "Location"] else {
                    throw PackageError("\(url) answers \(response.status) without saying where to")
                }
                guard let origin = RegistryClient.origin(of: url) else { return nil }
                let next = location.hasPrefix("/") && !location.hasPrefix("//") ? origin + location : location
                guard let target = RegistryClient.origin(of: next), target == origin || archiveOrigins.contains(target)
                else { throw PackageError("\(url) leads to \(location), which was not named") }
                url = next
            default: throw PackageError("\(url) answers \(response.status)")
            }
        }
        throw PackageError("\(url) leads in circles")
    }
}
