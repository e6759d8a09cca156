internal import Files
internal import JSON
public import Record

/// What `profiles/index.json` says: the packages that come with Assay, in order of precedence.
public struct ProfileIndex: Sendable, Hashable {
    static let fileName = "index.json"

    public var packages: [Entry]

    /// One package that comes with Assay.
    public struct Entry: Sendable, Hashable {
        public var id: PackageID
        public var release: FHIRRelease
        /// The file in the folder of the index.
        public var file: String
        public var dependencies: [PackageManifest.Dependency]
        /// Where the original was had.
        public var source: String
        /// Who owns it and what they allow.
        public var rights: String
        /// How many definitions of each kind there are.
        public var counts: [Count]
        /// SHA-256 of the file, in hexadecimal.
        public var sha256: String
        public var bytes: Int
        /// The package that ought to be here and is not to be had; what rests on this one is not decided.
        public var standsInFor: [StandIn]

        /// How many definitions of one resource type there are.
        public struct Count: Sendable, Hashable {
            public var type: String
            public var count: Int
            public init(type: String, count: Int) {
                self.type = type
                self.count = count
            }
        }
    }

    /// A package that another one names and that is not to be had.
    public struct StandIn: Sendable, Hashable {
        /// The package that is missing.
        public var missing: PackageID
        /// The package that was published against it.
        public var namedBy: String
        public init(missing: PackageID, namedBy: String) {
            self.missing = missing
            self.namedBy = namedBy
        }
    }

    public init(packages: [Entry]) { self.packages = packages }

    /// Reads the index of a folder.
    ///
    /// - Throws: ``PackageError`` when there is none or it is damaged.
    public init(folder: String) throws(PackageError) {
        let path = Files.join(folder, ProfileIndex.fileName)
        let value: JSONValue
        do {
            value = try JSONValue(parsing: try Files.read(path, limit: 1 << 24))
        } catch let error as FileError {
            throw PackageError("\(error)")
        } catch {
            throw PackageError("\(path): \(error)")
        }
        guard value["format"]?.int == 1, let rows = value["packages"]?.array else {
            throw PackageError("\(path): it is no index of profiles, or one of a newer Assay")
        }
        packages = []
        for row in rows {
            guard let entry = Entry(row) else { throw PackageError("\(path): a package lacks name, version or file") }
            packages.append(entry)
        }
    }

    /// The index as JSON text.
    public var json: String {
        JSONValue.object([
            "format": 1,
            "packages": .array(packages.map(\.json)),
        ]).text(indent: 1) + "\n"
    }
}

extension ProfileIndex.Entry {
    fileprivate init?(_ value: JSONValue) {
        guard let name = value["name"]?.string, let version = value["version"]?.string,
            let release = value["fhirVersion"]?.string.flatMap({ FHIRRelease(version: $0) }),
            let file = value["file"]?.string, !file.contains("/")
        else { return nil }
        id = PackageID(name: name, version: version)
        self.release = release
        self.file = file
        dependencies = (value["dependencies"]?.object?.members ?? []).compactMap { member in
            member.value.string.map { .init(name: member.name, version: $0) }
        }
        source = value["source"]?.string ?? ""
        rights = value["rights"]?.string ?? ""
        counts = (value["counts"]?.object?.members ?? []).compactMap { member in
            member.value.int.map { Count(type: member.name, count: $0) }
        }
        sha256 = value["sha256"]?.string ?? ""
        bytes = value["bytes"]?.int ?? 0
        standsInFor = (value["standsInFor"]?.array ?? []).compactMap { row in
            guard let missing = row["package"]?.string.flatMap({ PackageID($0) }) else { return nil }
            return ProfileIndex.StandIn(missing: missing, namedBy: row["namedBy"]?.string ?? "")
        }
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(id.name), "version": .string(id.version), "fhirVersion": .string(release.version),
            "file": .string(file),
            "dependencies": .object(
                JSONObject(dependencies.map { .init(name: $0.name, value: .string($0.version)) })),
            "source": .string(source), "rights": .string(rights),
            "counts": .object(JSONObject(counts.map { .init(name: $0.type, value: .number("\($0.count)")) })),
            "sha256": .string(sha256), "bytes": .number("\(bytes)"),
        ]
        if !standsInFor.isEmpty {
            object["standsInFor"] = .array(
                standsInFor.map { ["package": .string($0.missing.description), "namedBy": .string($0.namedBy)] })
        }
        return .object(object)
    }
}
