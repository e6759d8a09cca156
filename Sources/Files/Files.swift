#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reading and writing files without Foundation, which would triple the start-up time.
public enum Files {
    private static func failure(_ path: String) -> FileError {
        FileError(path: path, reason: String(cString: strerror(errno)))
    }

    /// The whole content of a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - limit: more bytes than this are refused.
    public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(path: path, reason: "is a folder") }
        if status.st_size > limit {
            throw FileError(path: path, reason: "is larger than \(limit) bytes")
        }
        var content: [UInt8] = []
        // A regular file in one piece; pipes and devices tell no size and are read piece by piece.
        var room = max(Int(status.st_size) + 1, 65536)
        while true {
            var count = 0
            let start = content.count
            content.append(contentsOf: repeatElement(0, count: room))
            count = content.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + start }, room)
            }
            content.removeLast(room - max(count, 0))
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path)
            }
            if count == 0 { return content }
            if content.count > limit { throw FileError(path: path, reason: "is larger than \(limit) bytes") }
            room = 65536
        }
    }

    /// The content of a file as text; invalid UTF-8 is refused.
    public static func readText(_ path: String) throws(FileError) -> String {
        guard let text = String(validating: try read(path), as: UTF8.self) else {
            throw FileError(path: path, reason: "is not UTF-8 text")
        }
        return text
    }

    /// Writes a file whole or not at all: to a temporary name beside it, then renamed.
    public static func write(_ content: some Collection<UInt8>, to path: String) throws(FileError) {
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        let bytes = Array(content)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                let error = failure(path)
                close(descriptor)
                unlink(temporary)
                throw error
            }
            written += count
        }
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
    }

    public static func write(_ text: String, to path: String) throws(FileError) { try write(text.utf8, to: path) }

    /// Makes a folder and those above it; one that exists is fine.
    public static func makeFolder(_ path: String) throws(FileError) {
        if isFolder(path) || path.isEmpty { return }
        let above = folder(of: path)
        if above != path { try makeFolder(above) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
    }

    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, sorted by their bytes, without `.` and `..`.
    public static func list(_ path: String) throws(FileError) -> [String] {
        guard let handle = opendir(path) else { throw failure(path) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Removes a file or an empty folder; what is not there is fine.
    public static func remove(_ path: String) throws(FileError) {
        guard Glibc.remove(path) == 0 || errno == ENOENT else { throw failure(path) }
    }

    // MARK: Paths

    /// The part of a path before its last `/`; `.` where there is none.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The part of a path after its last `/`.
    public static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// `path` as seen from `folder`, unless it is absolute.
    public static func join(_ folder: String, _ path: String) -> String {
        path.hasPrefix("/") || folder.isEmpty || folder == "."
            ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
