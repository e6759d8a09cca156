internal import Files
public import Record
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Finds and opens packages, each once: those that come with Assay, those beside a given file, and those in the cache
/// that FHIR tools share (`~/.fhir/packages`). It never goes to the network.
public final class PackageStore: Sendable {
    /// The folder of the packages that come with Assay; `nil` where there is none.
    public let profiles: String?
    /// The folder that other FHIR tools put packages into; `nil` to leave it alone.
    public let cache: String?
    /// What comes with Assay; empty where the index is missing.
    public let index: ProfileIndex
    /// The only versions that may be used, where a lock file says so.
    public let lock: PackageLock?

    private struct State {
        var opened: [String: Package] = [:]
    }
    private let state = Mutex(State())

    /// - Parameters:
    ///   - profiles: the folder of the packages that come with Assay.
    ///   - cache: the folder that other FHIR tools put packages into.
    ///   - lock: the only versions that may be used.
    /// - Throws: ``PackageError`` when `profiles` is given and its index cannot be read.
    public init(
        profiles: String?, cache: String? = PackageStore.userCache, lock: PackageLock? = nil
    ) throws(PackageError) {
        self.profiles = profiles
        self.cache = cache
        self.lock = lock
        self.index =
            try profiles.map { (folder) throws(PackageError) in try ProfileIndex(folder: folder) }
            ?? ProfileIndex(packages: [])
    }

    /// `~/.fhir/packages`, where there is a home.
    public static var userCache: String? {
        getenv("HOME").map { Files.join(String(cString: $0), ".fhir/packages") }
    }

    // MARK: Opening

    /// Opens a path once.
    private func open(path: String, release: FHIRRelease? = nil) throws(PackageError) -> Package {
        if let found = state.withLock({ $0.opened[path] }) { return found }
        let made = try Package.open(path, release: release)
        if let lock {
            guard let entry = lock.packages.first(where: { $0.id == made.id }) else {
                throw PackageError("package \(made.id) is not in the lock file")
            }
            guard try made.contentHash() == entry.sha256 else {
                throw PackageError(
                    "package \(made.id) at '\(path)' is not the one in the lock file: its content differs")
            }
        }
        return state.withLock { state in
            if let found = state.opened[path] { return found }
            state.opened[path] = made
            return made
        }
    }

    /// Opens what `--package` names: a path, or `name#version`.
    ///
    /// - Parameters:
    ///   - reference: as the user wrote it.
    ///   - folder: where packages are looked for before all other places.
    public func package(_ reference: String, beside folder: String? = nil) throws(PackageError) -> Package {
        if Files.exists(reference) { return try open(path: reference) }
        guard let id = PackageID(reference) else {
            throw PackageError("package '\(reference)': there is no such file, and it is no name#version either")
        }
        if let found = try find(.init(name: id.name, version: id.version), beside: folder.map { [$0] } ?? []) {
            return found
        }
        let known = versions(of: id.name, beside: folder.map { [$0] } ?? [])
        throw PackageError(
            "package '\(reference)' is not there"
                + (known.isEmpty
                    ? "; 'assay packages add \(reference)' fetches it where a registry is configured"
                    : "; these versions are: \(known.joined(separator: ", "))"))
    }

    /// Every place that may have a package of that name, best first: the version and how to open it.
    private func candidates(_ name: String, beside folders: [String]) -> [(version: String, path: String)] {
        var found: [(version: String, path: String)] = []
        for folder in folders {
            for file in (try? Files.list(folder)) ?? [] where file.hasPrefix(name) {
                let rest = file.dropFirst(name.count)
                guard let mark = rest.first, "-#@".contains(mark) else { continue }
                var version = String(rest.dropFirst())
                for suffix in [".tgz", ".tar.gz", LeanPackage.fileExtension] where version.hasSuffix(suffix) {
                    version = String(version.dropLast(suffix.count))
                }
                let path = Files.join(folder, file)
                if file.hasSuffix(".tgz") || file.hasSuffix(LeanPackage.fileExtension) || isPackageFolder(path) {
                    found.append((version, path))
                }
            }
        }
        if let profiles {
            for entry in index.packages where entry.id.name == name {
                found.append((entry.id.version, Files.join(profiles, entry.file)))
            }
        }
        if let cache {
            for folder in (try? Files.list(cache)) ?? [] where folder.hasPrefix(name + "#") {
                let path = Files.join(cache, folder)
                if isPackageFolder(path) { found.append((String(folder.dropFirst(name.count + 1)), path)) }
            }
        }
        return found
    }

    private func isPackageFolder(_ path: String) -> Bool {
        Files.exists(Files.join(path, "package/package.json")) || Files.exists(Files.join(path, "package.json"))
    }

    /// The packages in the folder that FHIR tools share.
    public func cached() -> [PackageID] {
        guard let cache else { return [] }
        return ((try? Files.list(cache)) ?? []).compactMap { PackageID($0) }
            .filter { isPackageFolder(Files.join(cache, $0.description)) }
    }

    /// The versions of a package that are to be had without a network.
    public func versions(of name: String, beside folders: [String] = []) -> [String] {
        Array(Set(candidates(name, beside: folders).map(\.version))).sorted { VersionOrder.isOlder($0, $1) }
    }

    /// A package by name and version or range; of several, the newest that fits.
    public func find(
        _ dependency: PackageManifest.Dependency, beside folders: [String] = []
    ) throws(PackageError) -> Package? {
        var all = candidates(dependency.name, beside: folders)
        if let lock {
            let versions = lock[dependency.name].map(\.id.version)
            all.removeAll { !versions.contains($0.version) }
        }
        if let exact = all.first(where: { $0.version == dependency.version }) { return try open(path: exact.path) }
        var best: (version: String, path: String)?
        for candidate in all where VersionOrder.matches(candidate.version, range: dependency.version) {
            if best.map({ VersionOrder.isOlder($0.version, candidate.version) }) ?? true { best = candidate }
        }
        return try best.map { (found) throws(PackageError) in try open(path: found.path) }
    }

    // MARK: Contexts

    /// The packages that come with Assay for a release, in order of precedence.
    public func profilePackages(_ release: FHIRRelease) throws(PackageError) -> [Package] {
        guard let profiles else { return [] }
        var found: [Package] = []
        for entry in index.packages where entry.release == release {
            found.append(try open(path: Files.join(profiles, entry.file), release: release))
        }
        return found
    }

    /// The definitions for a job.
    ///
    /// - Parameters:
    ///   - release: the release that is judged.
    ///   - packages: what `--package` names; `nil` for everything that comes with Assay, empty for the release's core
    ///     (with terminology and extensions for R4).
    ///   - definitions: files and folders of extra definitions, which come before all packages.
    ///   - folder: where relative package names are looked for first.
    /// - Throws: ``PackageError`` when something named cannot be opened, or the release's core is not to be had.
    public func context(
        release: FHIRRelease, packages: [String]?, definitions: [String] = [], beside folder: String? = nil
    ) throws(PackageError) -> DefinitionContext {
        var roots: [Package] = []
        if let packages {
            for reference in packages { roots.append(try package(reference, beside: folder)) }
            roots = roots.filter { $0.release == release }
        } else {
            roots = try profilePackages(release)
        }
        return try context(release: release, roots: roots, definitions: definitions, beside: folder)
    }

    /// The definitions for a job, from packages that are open already.
    public func context(
        release: FHIRRelease, roots: [Package], definitions: [String] = [], beside folder: String? = nil
    ) throws(PackageError) -> DefinitionContext {
        var roots = roots
        if !definitions.isEmpty { roots.insert(try Package.layer(definitions, release: release), at: 0) }
        let given = roots.filter { !$0.path.isEmpty }.map { Files.folder(of: $0.path) }
        let folders = given.reduce(into: folder.map { [$0] } ?? []) { if !$0.contains($1) { $0.append($1) } }
        var failure: PackageError?
        let lookUp = { (dependency: PackageManifest.Dependency, package: Package) -> Package? in
            if let found = roots.first(where: {
                $0.id.name == dependency.name && VersionOrder.matches($0.id.version, range: dependency.version)
            }) {
                return found
            }
            do throws(PackageError) {
                return try self.find(dependency, beside: folders)
            } catch {
                failure = failure ?? error
                return nil
            }
        }
        if !roots.contains(where: { $0.id.name == release.corePackage.name }) {
            let core = PackageManifest.Dependency(name: release.corePackage.name, version: release.corePackage.version)
            guard let found = try find(core, beside: folders) else {
                throw PackageError(
                    "the definitions of FHIR \(release.version) (\(release.corePackage)) are not there: "
                        + "look at --home, or name the package with --package")
            }
            roots.append(found)
        }
        let made = DefinitionContext(release: release, roots: roots, dependency: lookUp)
        if let failure { throw failure }
        return made
    }
}
