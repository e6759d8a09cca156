internal import ElementModel
internal import Files
public import Record

extension Package {
    /// Opens a package.
    ///
    /// - Parameters:
    ///   - path: a `.tgz`, a lean package, or a folder: one in the registry's layout (`package/package.json`), or the
    ///     `package` folder itself.
    ///   - release: the release, where the package does not say it.
    /// - Throws: ``PackageError`` when it cannot be opened, is refused, or is for a release that Assay does not judge.
    public static func open(_ path: String, release: FHIRRelease? = nil) throws(PackageError) -> Package {
        do throws(PackageError) {
            if Files.isFolder(path) { return try openFolder(path, release: release) }
            if LeanStorage.isLean(path) { return try openLean(path) }
            let bytes: [UInt8]
            do {
                bytes = try Files.read(path, limit: FileIndex.maximumFile)
            } catch {
                throw PackageError("it cannot be read: \(error.reason)")
            }
            return try open(archive: bytes, path: path, release: release)
        } catch {
            throw PackageError("package '\(path)': \(error)")
        }
    }

    /// Opens a package whose archive is in memory.
    public static func open(
        archive bytes: [UInt8], path: String = "", release: FHIRRelease? = nil
    ) throws(PackageError) -> Package {
        let archive = try PackageArchive(bytes)
        // The folder that holds package.json: `package` by convention.
        let manifests = archive.members.indices.filter { Files.name(of: archive.members[$0].path) == "package.json" }
        guard
            let place = manifests.min(by: {
                Package.rank(archive.members[$0].path) < Package.rank(archive.members[$1].path)
            })
        else { throw PackageError("it has no package.json: a FHIR package has one in its folder 'package'") }
        let root = Files.folder(of: archive.members[place].path)
        let manifest = try PackageManifest(parsing: Array(archive.content(place)))
        var index = FileIndex(storage: .archive(archive, members: []))
        var members: [Int] = []
        var unreadable: [String] = []
        for (number, member) in archive.members.enumerated() {
            guard Files.folder(of: member.path) == root, FileIndex.isResourceFile(Files.name(of: member.path)) else {
                continue
            }
            guard let header = MemberHeader(of: archive.bytes[member.content]) else {
                unreadable.append(member.path)
                continue
            }
            guard FileIndex.isDefinition(header) else { continue }
            index.add(header, file: member.path)
            members.append(number)
        }
        index.storage = .archive(archive, members: members)
        return try make(manifest, index, path: path, release: release, unreadable: unreadable)
    }

    private static func openLean(_ path: String) throws(PackageError) -> Package {
        let (storage, manifest) = try LeanStorage.open(path)
        guard let release = manifest.release else { throw PackageError("it does not say which FHIR release it is for") }
        return Package(manifest: manifest, release: release, path: path, content: .lean(storage))
    }

    private static func rank(_ path: String) -> Int { path == "package/package.json" ? 0 : 1 + path.utf8.count }

    private static func openFolder(_ path: String, release: FHIRRelease?) throws(PackageError) -> Package {
        var root = path
        var manifest: PackageManifest?
        for candidate in [path, Files.join(path, "package")] {
            let file = Files.join(candidate, "package.json")
            guard Files.exists(file) else { continue }
            root = candidate
            do {
                manifest = try PackageManifest(parsing: try Files.read(file, limit: 1 << 20))
            } catch let error as FileError {
                throw PackageError("\(error)")
            } catch let error as PackageError {
                throw error
            } catch {
                throw PackageError("\(error)")
            }
            break
        }
        guard let manifest else { return try openGuide(path, release: release) }
        var index = FileIndex(storage: .folder([]))
        var unreadable: [String] = []
        let paths = try index.addFolder(root, under: "", deep: false, unreadable: &unreadable)
        index.storage = .folder(paths)
        return try make(manifest, index, path: path, release: release, unreadable: unreadable)
    }

    /// Opens the folder of an implementation guide's sources: what it is stands in its ImplementationGuide resource.
    private static func openGuide(_ path: String, release: FHIRRelease?) throws(PackageError) -> Package {
        let published = Files.join(path, "output/package.tgz")
        if Files.exists(published) { return try open(published, release: release) }
        var index = FileIndex(storage: .folder([]))
        var unreadable: [String] = []
        let paths = try index.addFolder(path, under: "", deep: true, unreadable: &unreadable)
        index.storage = .folder(paths)
        guard
            let member = index.headers.indices.first(where: {
                index.headers[$0].resourceType == "ImplementationGuide"
            })
        else {
            throw PackageError(
                "it has neither a package.json nor an ImplementationGuide: for loose definitions use --definitions")
        }
        let told = index.headers[member].fhirVersion.flatMap { FHIRRelease(version: $0) }
        let document = Document.read(try index.bytes(member), release: told ?? release ?? .r4)
        guard document.isReadable, let manifest = PackageManifest(guide: document) else {
            throw PackageError("its ImplementationGuide (\(index.files[member])) has no id and version to go by")
        }
        return try make(manifest, index, path: path, release: told ?? release, unreadable: unreadable)
    }

    private static func make(
        _ manifest: PackageManifest, _ index: FileIndex, path: String, release: FHIRRelease?, unreadable: [String]
    ) throws(PackageError) -> Package {
        let told = index.headers.lazy.compactMap { $0.fhirVersion.flatMap { FHIRRelease(version: $0) } }.first
        guard let release = manifest.release ?? release ?? told else {
            let versions = manifest.fhirVersions.joined(separator: ", ")
            throw PackageError(
                versions.isEmpty
                    ? "it does not say which FHIR release it is for (fhirVersions in package.json)"
                    : "it is for FHIR \(versions); Assay judges 4.0 and 3.0")
        }
        var problems = unreadable.map {
            PackageProblem(
                severity: .error, kind: "unreadable", package: manifest.id, file: $0,
                message: "the file is no FHIR resource and is ignored")
        }
        for (url, members) in index.byURL where members.count > 1 {
            let versions = members.map { index.headers[$0].version ?? "" }
            guard Set(versions).count < versions.count else { continue }
            problems.append(
                PackageProblem(
                    severity: .warning, kind: "duplicate", package: manifest.id,
                    file: index.files[members[1]],
                    message: "\(url) is defined \(members.count) times in the package; "
                        + "\(index.files[members[0]]) is taken"))
        }
        problems.sort { ($0.file, $0.message) < ($1.file, $1.message) }
        return Package(
            manifest: manifest, release: release, path: path, content: .files(index), problems: problems)
    }

    /// Definitions from loose files and folders (`.json`, `.xml`, recursively), as a layer over packages.
    ///
    /// - Parameters:
    ///   - paths: files or folders.
    ///   - release: the release that they are read as.
    /// - Throws: ``PackageError`` when a path cannot be read, or a file named by itself is no resource.
    public static func layer(_ paths: [String], release: FHIRRelease) throws(PackageError) -> Package {
        var index = FileIndex(storage: .folder([]))
        var found: [String] = []
        var unreadable: [String] = []
        for path in paths {
            if Files.isFolder(path) {
                found += try index.addFolder(path, under: path, deep: true, unreadable: &unreadable)
                continue
            }
            let bytes: [UInt8]
            do {
                bytes = try Files.read(path, limit: FileIndex.maximumFile)
            } catch {
                throw PackageError("definitions: \(error)")
            }
            guard let header = MemberHeader(of: bytes) else {
                throw PackageError("definitions: '\(path)' is no FHIR resource in JSON or XML")
            }
            index.add(header, file: path)
            found.append(path)
        }
        index.storage = .folder(found)
        let id = PackageID(name: "definitions", version: "local")
        let problems = unreadable.map {
            PackageProblem(
                severity: .warning, kind: "unreadable", package: id, file: $0,
                message: "the file is no FHIR resource and is ignored")
        }
        return Package(
            manifest: PackageManifest(id: id), release: release, path: paths.joined(separator: ", "),
            content: .files(index), problems: problems)
    }

    /// A package made by a program.
    public convenience init(
        id: PackageID, release: FHIRRelease, dependencies: [PackageManifest.Dependency] = [], definitions: [Definition]
    ) {
        var list = RecordList()
        for definition in definitions { list.add(definition) }
        self.init(
            manifest: PackageManifest(id: id, fhirVersions: [release.version], dependencies: dependencies),
            release: release, path: "", content: .records(list))
    }

    /// A layer of resources that are in memory: each its name for messages and its bytes.
    public convenience init(
        id: PackageID, release: FHIRRelease, dependencies: [PackageManifest.Dependency] = [],
        files: [(name: String, bytes: [UInt8])]
    ) {
        var index = FileIndex(storage: .memory([]))
        var contents: [[UInt8]] = []
        var problems: [PackageProblem] = []
        for file in files {
            guard let header = MemberHeader(of: file.bytes) else {
                problems.append(
                    PackageProblem(
                        severity: .error, kind: "unreadable", package: id, file: file.name,
                        message: "the file is no FHIR resource and is ignored"))
                continue
            }
            index.add(header, file: file.name)
            contents.append(file.bytes)
        }
        index.storage = .memory(contents)
        self.init(
            manifest: PackageManifest(id: id, fhirVersions: [release.version], dependencies: dependencies),
            release: release, path: "", content: .files(index), problems: problems)
    }
}

extension FileIndex {
    /// How deep folders of loose definitions may nest.
    private static let maximumDepth = 16
    /// Folders of guides that hold what was built from the rest.
    private static let builtFolders: Set<String> = ["output", "temp", "template", "node_modules", "input-cache"]

    /// Indexes the resources of a folder.
    ///
    /// - Returns: the paths of what was added.
    mutating func addFolder(
        _ folder: String, under name: String, deep: Bool, depth: Int = 0, unreadable: inout [String]
    ) throws(PackageError) -> [String] {
        let names: [String]
        do {
            names = try Files.list(folder)
        } catch {
            throw PackageError("\(error)")
        }
        var paths: [String] = []
        for file in names where !file.hasPrefix(".") {
            let path = Files.join(folder, file)
            let shown = name.isEmpty ? file : Files.join(name, file)
            if Files.isFolder(path) {
                guard deep, depth < FileIndex.maximumDepth, !FileIndex.builtFolders.contains(file) else { continue }
                paths += try addFolder(path, under: shown, deep: true, depth: depth + 1, unreadable: &unreadable)
                continue
            }
            guard FileIndex.isResourceFile(file) else { continue }
            guard let bytes = try? Files.read(path, limit: FileIndex.maximumFile),
                let header = MemberHeader(of: bytes)
            else {
                unreadable.append(shown)
                continue
            }
            guard FileIndex.isDefinition(header) else { continue }
            add(header, file: shown)
            paths.append(path)
        }
        return paths
    }
}
