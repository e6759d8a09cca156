#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A folder of a test's own that goes with it.
///
/// Tests do not import Foundation: its ICU and that of libxml2's headers do not go together in optimised builds.
public final class TemporaryFolder {
    public let path: String

    public init() {
        var template = Array("/tmp/assay-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, let made = mkdtemp(start) else { return "/tmp" }
            return String(cString: made)
        }
    }

    deinit { if path != "/tmp" { TemporaryFolder.remove(path, depth: 0) } }

    private static func remove(_ path: String, depth: Int) {
        if depth < 16, let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                let inner = "\(path)/\(name)"
                if unlink(inner) != 0 { remove(inner, depth: depth + 1) }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
