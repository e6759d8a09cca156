internal import Cryptography
internal import Files
internal import JSON
internal import Record

/// Which packages come with Assay, whose they are, and how they are packed: `profiles/recipe.json`.
public struct ProfileRecipe: Sendable {
    public var packages: [Entry]

    /// One package, in order of precedence.
    public struct Entry: Sendable {
        public var id: PackageID
        public var source: String
        public var rights: String
        /// Whether only what the other packages refer to is packed.
        public var onlyReferred: Bool
        public var standsInFor: [ProfileIndex.StandIn]
    }

    /// Reads a recipe.
    ///
    /// - Throws: ``PackageError`` when it cannot be read.
    public init(path: String) throws(PackageError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: try Files.read(path, limit: 1 << 20))
        } catch {
            throw PackageError("\(path): \(error)")
        }
        guard value["format"]?.int == 1 else { throw PackageError("\(path): it is no recipe for profiles") }
        packages = []
        for row in value["packages"]?.array ?? [] {
            guard let id = row["package"]?.string.flatMap({ PackageID($0) }), let source = row["source"]?.string,
                let rights = row["rights"]?.string
            else { throw PackageError("\(path): a package lacks its name#version, source or rights") }
            packages.append(
                Entry(
                    id: id, source: source, rights: rights, onlyReferred: row["onlyReferred"]?.bool ?? false,
                    standsInFor: (row["standsInFor"]?.array ?? []).compactMap { stand in
                        stand["package"]?.string.flatMap { PackageID($0) }.map {
                            .init(missing: $0, namedBy: stand["namedBy"]?.string ?? "")
                        }
                    }))
        }
    }

    /// Packs every package of the recipe.
    ///
    /// - Parameters:
    ///   - folder: where the published packages are.
    ///   - output: where the lean packages and their index are written.
    ///   - keepsDisplays: whether licensed displays stay.
    ///   - report: told of each package as it is done, with its size and what was found wrong with it.
    /// - Throws: ``PackageError`` when a package is missing or a file cannot be written.
    public func pack(
        from folder: String, to output: String, keepsDisplays: Bool = false,
        report: (ProfileIndex.Entry, [PackageProblem]) -> Void = { _, _ in }
    ) throws(PackageError) {
        let store = try PackageStore(profiles: nil, cache: nil)
        var opened: [Package] = []
        for entry in packages { opened.append(try store.package(entry.id.description, beside: folder)) }
        var index = ProfileIndex(packages: [])
        let referred = ReferredDefinitions(
            packages: zip(packages, opened).filter { !$0.0.onlyReferred }.map(\.1),
            libraries: zip(packages, opened).filter(\.0.onlyReferred).map(\.1))
        do {
            try Files.makeFolder(output)
            for (entry, package) in zip(packages, opened) {
                var packer = LeanPacker(keepsDisplays: keepsDisplays)
                if entry.onlyReferred {
                    packer.isWanted = { header in header.url.map { referred.urls.contains($0) } ?? false }
                }
                let made = try packer.pack(package)
                let file = LeanPackage.fileName(package.id)
                try Files.write(made.bytes, to: Files.join(output, file))
                let row = ProfileIndex.Entry(
                    id: package.id, release: package.release, file: file,
                    dependencies: package.manifest.dependencies, source: entry.source, rights: entry.rights,
                    counts: made.counts, sha256: SHA256.hex(made.bytes), bytes: made.bytes.count,
                    standsInFor: entry.standsInFor)
                index.packages.append(row)
                report(row, made.problems)
            }
            try Files.write(index.json, to: Files.join(output, ProfileIndex.fileName))
        } catch let error as PackageError {
            throw error
        } catch {
            throw PackageError("\(error)")
        }
    }
}

/// What some packages refer to in others, directly or through what they refer to.
struct ReferredDefinitions: Sendable {
    private(set) var urls: Set<String> = []

    init(packages: [Package], libraries: [Package]) {
        var queue: [String] = []
        for package in packages {
            for member in 0..<package.count { queue += Self.references(package.definition(member)) }
        }
        while let url = queue.popLast() {
            guard !urls.contains(url) else { continue }
            for library in libraries {
                for member in library.members(url: url) {
                    urls.insert(url)
                    queue += Self.references(library.definition(member))
                }
            }
        }
        // A code system's supplements change what is said of it.
        for library in libraries {
            for member in library.members(of: .codeSystem) {
                let header = library.header(ofMember: member)
                if let url = header.url, let whole = header.supplements, urls.contains(Canonical(whole).url) {
                    urls.insert(url)
                }
            }
        }
    }

    private static func references(_ definition: Definition) -> [String] {
        DefinitionReference.all(of: definition).map { Canonical($0.canonical).url }
    }
}
