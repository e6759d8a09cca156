internal import Files

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The folder that holds `profiles/` and `testcases/`.
public struct Home: Sendable, Hashable {
    public let path: String

    public init(path: String) { self.path = path }

    public var profiles: String { Files.join(path, "profiles") }
    public var testcases: String { Files.join(path, "testcases") }

    /// Finds it: where the option says, then `ASSAY_HOME`, then beside the program, then the checkout around it.
    ///
    /// - Parameter option: the value of `--home`.
    /// - Returns: `nil` where none of them holds `profiles/`; a folder named by option or environment is taken as it is.
    public static func find(option: String? = nil) -> Home? {
        if let option, !option.isEmpty { return Home(path: option) }
        if let variable = getenv("ASSAY_HOME").map({ String(cString: $0) }), !variable.isEmpty {
            return Home(path: variable)
        }
        var folder = Files.folder(of: program() ?? "./assay")
        // Debian's layout: /usr/bin/assay and /usr/share/assay.
        for candidate in [folder, Files.join(Files.folder(of: folder), "share/assay")] where isHome(candidate) {
            return Home(path: candidate)
        }
        for _ in 0..<16 {
            let above = Files.folder(of: folder)
            if above == folder || above == "." { break }
            folder = above
            if isHome(folder) { return Home(path: folder) }
        }
        return nil
    }

    private static func isHome(_ folder: String) -> Bool {
        Files.exists(Files.join(folder, "profiles/\(ProfileIndex.fileName)"))
    }

    /// The path of the running program.
    private static func program() -> String? {
        #if os(Linux)
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = buffer.withUnsafeMutableBytes { room in
                guard let start = room.baseAddress else { return -1 }
                return readlink("/proc/self/exe", start.assumingMemoryBound(to: CChar.self), room.count)
            }
            return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
        #else
            return CommandLine.arguments.first
        #endif
    }
}
