internal import CPCRE2

/// The scratch memory with which one thread matches patterns: make one per worker and keep it.
public final class PatternMatcher {
    private let context: OpaquePointer?
    private let data: OpaquePointer?
    private let stack: OpaquePointer?

    /// - Parameter steps: how often the matcher may try before it gives up.
    public init(steps: UInt32 = Pattern.defaultSteps) {
        context = pcre2_match_context_create_8(nil)
        data = pcre2_match_data_create_8(1, nil)
        // Grows on demand; the standard 32 kB are too little for long values.
        stack = pcre2_jit_stack_create_8(32 * 1024, 8 * 1024 * 1024, nil)
        pcre2_set_match_limit_8(context, steps)
        pcre2_set_depth_limit_8(context, Pattern.depthLimit)
        pcre2_set_heap_limit_8(context, Pattern.heapLimitInKilobytes)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        if let data { pcre2_match_data_free_8(data) }
        if let context { pcre2_match_context_free_8(context) }
        if let stack { pcre2_jit_stack_free_8(stack) }
    }

    /// Looks for the pattern in a text, from a byte of it on.
    ///
    /// - Parameters:
    ///   - pattern: what to look for.
    ///   - text: where; UTF-8.
    ///   - start: the byte to start at (what stands before counts as its context).
    ///   - found: the bytes of the match, where there is one.
    /// - Returns: whether it matches, or that nobody knows.
    public func find(
        _ pattern: Pattern, in text: UnsafeBufferPointer<UInt8>, from start: Int = 0, found: inout Range<Int>
    ) -> Pattern.Answer {
        guard let data, start <= text.count else { return start <= text.count ? .limit : .noMatch }
        let subject = text.baseAddress ?? UnsafePointer(Pattern.empty)
        var all: UInt8 = 0
        for byte in text { all |= byte }
        // ASCII needs no check for UTF-8, and then machine code can be entered directly.
        let isASCII = all < 0x80
        var result =
            isASCII && pattern.isCompiledToMachineCode
            ? pcre2_jit_match_8(pattern.code, subject, text.count, start, 0, data, context)
            : pcre2_match_8(
                pattern.code, subject, text.count, start, isASCII ? PCRE2_NO_UTF_CHECK : 0, data, context)
        if result == PCRE2_ERROR_JIT_STACKLIMIT {
            result = pcre2_match_8(pattern.code, subject, text.count, start, UInt32(PCRE2_NO_JIT), data, context)
        }
        if result >= 0 {
            guard let ends = pcre2_get_ovector_pointer_8(data) else { return .limit }
            found = min(ends[0], ends[1])..<ends[1]
            return .match
        }
        return result == PCRE2_ERROR_NOMATCH ? .noMatch : .limit
    }

    /// Whether the pattern matches somewhere in the text (everywhere, with ``Pattern/Options/whole``).
    public func matches(_ pattern: Pattern, _ text: UnsafeBufferPointer<UInt8>) -> Pattern.Answer {
        var found = 0..<0
        return find(pattern, in: text, found: &found)
    }

    /// Whether the pattern matches somewhere in the text (everywhere, with ``Pattern/Options/whole``).
    public func matches(_ pattern: Pattern, _ text: String) -> Pattern.Answer {
        var text = text
        return text.withUTF8 { matches(pattern, $0) }
    }

    /// Replaces every match; `$1` and `${name}` in the replacement stand for groups, `\$` for a dollar sign.
    ///
    /// - Returns: the new text, or `nil` where nobody knows (a limit, or a replacement that names no group).
    public func replacing(
        _ pattern: Pattern, in text: UnsafeBufferPointer<UInt8>, with replacement: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        let subject = text.baseAddress ?? UnsafePointer(Pattern.empty)
        let other = replacement.baseAddress ?? UnsafePointer(Pattern.empty)
        var room = text.count + replacement.count + 256
        for _ in 0..<2 {
            var needed = room
            var result: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                result = pcre2_substitute_8(
                    pattern.code, subject, text.count, 0,
                    UInt32(
                        PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_EXTENDED | PCRE2_SUBSTITUTE_UNSET_EMPTY
                            | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH), nil, context, other, replacement.count,
                    buffer.baseAddress, &needed)
                count = result >= 0 ? needed : 0
            }
            if result >= 0 { return bytes }
            guard result == PCRE2_ERROR_NOMEMORY, needed > room, needed <= Pattern.longestResult else { return nil }
            room = needed
        }
        return nil
    }
}

extension Pattern {
    /// How often a matcher tries before it gives up, unless told otherwise.
    public static let defaultSteps: UInt32 = 1_000_000
    static let longestResult = 64 * 1024 * 1024

    /// The version of PCRE2 that runs, for the evidence.
    public static var libraryVersion: String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
            guard pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), buffer.baseAddress) > 0 else { return "" }
            return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
