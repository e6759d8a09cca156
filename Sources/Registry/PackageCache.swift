internal import Cryptography
public import Definitions
internal import Files

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The folder that FHIR tools share (`~/.fhir/packages`): `<name>#<version>/package/…`.
///
/// A package appears whole or not at all, one that is there is never touched, and tools that work at the same time wait
/// for each other.
public struct PackageCache: Sendable {
    public let folder: String
    /// How long to wait for another tool, in seconds.
    public var patience: Double

    public init(folder: String, patience: Double = 60) {
        self.folder = folder
        self.patience = patience
    }

    /// The folder of a package.
    public func path(of id: PackageID) -> String { Files.join(folder, id.description) }
    /// Whether a package is there.
    public func has(_ id: PackageID) -> Bool { Files.exists(Files.join(path(of: id), "package/package.json")) }

    /// Puts a package into the folder.
    ///
    /// - Returns: whether it was put there; `false` where it was there already.
    /// - Throws: ``PackageError`` where the archive is refused or the folder cannot be written.
    @discardableResult
    public func install(_ archive: [UInt8]) throws(PackageError) -> Bool {
        let id = try PackageUnpacking.manifest(of: archive).id
        do {
            try Files.makeFolder(folder)
        } catch {
            throw PackageError("\(error)")
        }
        let lock = try FolderLock(Files.join(folder, "\(id).lock"), patience: patience)
        defer { lock.release() }
        let final = path(of: id)
        if Files.exists(final) {
            guard has(id) else {
                throw PackageError("'\(final)' is there but is no package: remove it, then try again")
            }
            return false
        }
        // Beside its place, so that the last step is one rename.
        let temporary = Files.join(folder, ".assay-\(getpid())-\(Hex.encode(RandomBytes.make(8)))")
        do {
            try Files.makeFolder(temporary)
        } catch {
            throw PackageError("\(error)")
        }
        do throws(PackageError) {
            try PackageUnpacking.write(archive, to: temporary)
            guard rename(temporary, final) == 0 else {
                // Another tool that keeps no locks was faster: what it put there stays.
                if has(id) {
                    PackageCache.removeTree(temporary)
                    return false
                }
                throw PackageError("'\(final)': \(String(cString: strerror(errno)))")
            }
        } catch {
            PackageCache.removeTree(temporary)
            throw error
        }
        return true
    }

    /// Removes a package.
    ///
    /// - Returns: whether it was there.
    /// - Throws: ``PackageError`` where it cannot be removed whole.
    @discardableResult
    public func remove(_ id: PackageID) throws(PackageError) -> Bool {
        guard PackageManifest.isSafe(id.name), PackageManifest.isSafe(id.version) else {
            throw PackageError("'\(id)' is no name of a package")
        }
        guard has(id) else { return false }
        let lock = try FolderLock(Files.join(folder, "\(id).lock"), patience: patience)
        defer { lock.release() }
        // First out of sight, so that nobody sees half of it.
        let temporary = Files.join(folder, ".assay-\(getpid())-\(Hex.encode(RandomBytes.make(8)))")
        guard rename(path(of: id), temporary) == 0 else {
            throw PackageError("'\(path(of: id))': \(String(cString: strerror(errno)))")
        }
        PackageCache.removeTree(temporary)
        return true
    }

    /// Removes a folder with all that is in it; links are removed, not followed.
    private static func removeTree(_ path: String, depth: Int = 0) {
        var status = stat()
        guard depth < 64, lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in (try? Files.list(path)) ?? [] { removeTree(Files.join(path, name), depth: depth + 1) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

/// An exclusive lock on a file, held by one process at a time.
struct FolderLock {
    private let descriptor: Int32
    private let path: String

    /// - Throws: ``PackageError`` where another process keeps the lock longer than `patience`.
    init(_ path: String, patience: Double) throws(PackageError) {
        self.path = path
        let attempts = Int(patience / 0.05) + 1
        for _ in 0..<attempts {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw PackageError("'\(path)': \(String(cString: strerror(errno)))") }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                // The file may have been removed between opening and locking: then the lock is on nothing.
                var mine = stat()
                var there = stat()
                if fstat(descriptor, &mine) == 0, stat(path, &there) == 0, mine.st_ino == there.st_ino {
                    self.descriptor = descriptor
                    return
                }
            }
            close(descriptor)
            usleep(50_000)
        }
        throw PackageError("'\(path)' is locked by another tool: wait for it, or remove the file if it is gone")
    }

    func release() {
        unlink(path)
        close(descriptor)
    }
}
