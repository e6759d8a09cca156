internal import CPCRE2

/// A compiled regular expression (PCRE2, UTF-8, just-in-time code where the machine allows it).
///
/// Matching is bounded: a pattern that backtracks without end answers ``Answer/limit`` instead of hanging. Immutable
/// and safe to share; each thread that matches uses its own scratch memory.
public final class Pattern: @unchecked Sendable {
    /// What a pattern says of a text.
    public enum Answer: Sendable, Equatable {
        case match
        case noMatch
        /// The bound on steps or memory was reached, or the text is not UTF-8: nobody knows.
        case limit
    }

    /// Why a pattern does not compile: PCRE2's words and the byte where it stopped.
    public struct Failure: Error, Sendable, Equatable {
        public let message: String
        public let offset: Int
    }

    /// How a pattern is read.
    public struct Options: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }
        /// The whole text must match, as if the pattern stood between `^(?:` and `)$`.
        public static let whole = Options(rawValue: 1)
        /// Letters match in either case.
        public static let caseInsensitive = Options(rawValue: 2)
        /// `.` matches line ends as well.
        public static let dotMatchesAll = Options(rawValue: 4)
        /// `^` and `$` match at line ends as well.
        public static let multiline = Options(rawValue: 8)
    }

    /// The pattern's text, as given.
    public let text: String
    let code: OpaquePointer
    let isCompiledToMachineCode: Bool

    static let depthLimit: UInt32 = 20_000
    static let heapLimitInKilobytes: UInt32 = 64 * 1024
    static let longestPattern = 64 * 1024

    /// Compiles a pattern.
    ///
    /// - Throws: ``Failure`` where it is no pattern.
    public init(_ text: String, options: Options = []) throws(Failure) {
        self.text = text
        guard text.utf8.count <= Pattern.longestPattern else {
            throw Failure(message: "the pattern is longer than \(Pattern.longestPattern) bytes", offset: 0)
        }
        var flags = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C) | UInt32(PCRE2_NO_UTF_CHECK)
        if options.contains(.whole) { flags |= PCRE2_ANCHORED | UInt32(PCRE2_ENDANCHORED) }
        if options.contains(.caseInsensitive) { flags |= UInt32(PCRE2_CASELESS) }
        if options.contains(.dotMatchesAll) { flags |= UInt32(PCRE2_DOTALL) }
        if options.contains(.multiline) { flags |= UInt32(PCRE2_MULTILINE) }
        var number: Int32 = 0
        var place = 0
        var text = text
        let code = text.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress ?? UnsafePointer(Pattern.empty), bytes.count, flags, &number, &place, nil)
        }
        guard let code else { throw Failure(message: Pattern.message(number), offset: place) }
        self.code = code
        self.isCompiledToMachineCode = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
    }

    deinit { pcre2_code_free_8(code) }

    nonisolated(unsafe) static let empty: UnsafeMutablePointer<UInt8> = {
        let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        byte.initialize(to: 0)
        return byte
    }()

    static func message(_ number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
            return count > 0 ? String(decoding: buffer[..<Int(count)], as: UTF8.self) : "not a regular expression"
        }
    }
}
