internal import Cryptography
internal import Files
internal import JSON

/// Which version of every package was used, and what was in it: so that a run can be repeated exactly.
public struct PackageLock: Sendable, Hashable {
    public var packages: [Entry]

    /// One package.
    public struct Entry: Sendable, Hashable {
        public var id: PackageID
        /// The hash of what is in it: see ``Package/contentHash()``.
        public var sha256: String
        /// What it needs, exactly.
        public var dependencies: [PackageID]
    }

    /// The name that lock files have by convention.
    public static let fileName = "assay-packages.lock"

    /// Locks the packages of a context: its roots and everything that they need.
    ///
    /// - Throws: ``PackageError`` when a package cannot be read, or a dependency is missing.
    public init(_ context: DefinitionContext) throws(PackageError) {
        if let missing = context.problems.first(where: { $0.kind == "missing-dependency" }) {
            throw PackageError("\(missing): it cannot be locked")
        }
        packages = []
        for package in context.packages {
            packages.append(
                Entry(
                    id: package.id, sha256: try package.contentHash(),
                    dependencies: context.dependencies(of: package).map(\.id).sorted()))
        }
        packages.sort { $0.id < $1.id }
    }

    /// Reads a lock file.
    public init(path: String) throws(PackageError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: try Files.read(path, limit: 1 << 24))
        } catch {
            throw PackageError("lock file '\(path)': \(error)")
        }
        guard value["format"]?.int == 1 else { throw PackageError("lock file '\(path)': it is none, or a newer one") }
        packages = []
        for row in value["packages"]?.array ?? [] {
            guard let id = row["package"]?.string.flatMap({ PackageID($0) }), let hash = row["sha256"]?.string else {
                throw PackageError("lock file '\(path)': a package lacks its name#version or its hash")
            }
            packages.append(
                Entry(
                    id: id, sha256: hash,
                    dependencies: (row["dependencies"]?.array ?? []).compactMap { $0.string.flatMap { PackageID($0) } })
            )
        }
    }

    /// The lock file's text.
    public var json: String {
        JSONValue.object([
            "format": 1,
            "packages": .array(
                packages.map { entry in
                    [
                        "package": .string(entry.id.description), "sha256": .string(entry.sha256),
                        "dependencies": .array(entry.dependencies.map { .string($0.description) }),
                    ]
                }),
        ]).text(indent: 1) + "\n"
    }

    public subscript(name: String) -> [Entry] { packages.filter { $0.id.name == name } }
}

extension Package {
    /// A hash of what is in the package: the same for an archive and for the folder that it was unpacked to.
    ///
    /// - Throws: ``PackageError`` when a member cannot be read.
    public func contentHash() throws(PackageError) -> String {
        var lines: [String] = []
        for member in 0..<count {
            let name = Files.name(of: fileName(ofMember: member))
            lines.append("\(SHA256.hex(try content.bytes(member)))  \(name)")
        }
        lines.sort()
        return SHA256.hex(("\(id)\n" + lines.joined(separator: "\n")).utf8)
    }
}
