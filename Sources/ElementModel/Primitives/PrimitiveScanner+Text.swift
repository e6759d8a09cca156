internal import Record

extension PrimitiveScanner {
    /// The most characters that a string may have.
    static let longestString = 1_048_576

    static func string(_ value: ByteSlice) -> PrimitiveOutcome {
        var hasText = false
        for byte in value.buffer {
            if byte > 0x20 {
                hasText = true
            } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
                return .controlCharacter
            }
        }
        if value.count > longestString, value.buffer.reduce(0, { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }) > longestString {
            return .tooLong
        }
        if !hasText { return .blank }
        return isSpace(value[0]) || isSpace(value[value.count - 1]) ? .edgeSpace : .ok
    }

    static func code(_ value: ByteSlice) -> PrimitiveOutcome {
        var wasSpace = false
        var hasText = false
        var hasTwo = false
        for byte in value.buffer {
            let space = isSpace(byte)
            if !space, byte < 0x20 { return .controlCharacter }
            if space, wasSpace { hasTwo = true }
            if !space { hasText = true }
            wasSpace = space
        }
        if !hasText { return .blank }
        if isSpace(value[0]) || wasSpace { return .edgeSpace }
        return hasTwo ? .innerSpace : .ok
    }

    static func id(_ value: ByteSlice) -> PrimitiveOutcome {
        for byte in value.buffer {
            guard isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            else { return .wrongForm }
        }
        return value.count > 64 ? .tooLong : .ok
    }

    static func uri(_ value: ByteSlice) -> PrimitiveOutcome {
        for byte in value.buffer where byte <= 0x20 {
            if isSpace(value[0]) || isSpace(value[value.count - 1]) { return .edgeSpace }
            return isSpace(byte) ? .innerSpace : .controlCharacter
        }
        return begins(value, "oid:") || begins(value, "uuid:") ? .withoutPrefix : .ok
    }

    static func oid(_ value: ByteSlice, release: FHIRRelease) -> PrimitiveOutcome {
        guard begins(value, "urn:oid:") else { return .withoutPrefix }
        var at = 8
        var arcs = 0
        while true {
            let start = at
            let count = digits(value, from: &at)
            if count == 0 || count > 1 && value[start] == 0x30 { return .wrongForm }
            if arcs == 0, release == .r4, count > 1 || value[start] > 0x32 { return .wrongForm }
            arcs += 1
            if at == value.count { return arcs == 1 && release == .r4 ? .wrongForm : .ok }
            guard value[at] == UInt8(ascii: ".") else { return .wrongForm }
            at += 1
        }
    }

    static func uuid(_ value: ByteSlice) -> PrimitiveOutcome {
        guard begins(value, "urn:uuid:") else { return .withoutPrefix }
        guard value.count == 45 else { return .wrongForm }
        for at in 9..<45 {
            let byte = value[at]
            if at == 17 || at == 22 || at == 27 || at == 32 {
                if byte != UInt8(ascii: "-") { return .wrongForm }
            } else if !isDigit(byte), byte &- 0x61 >= 6 {
                return .wrongForm
            }
        }
        return .ok
    }

    static func base64(_ value: ByteSlice) -> PrimitiveOutcome {
        var characters = 0
        var padding = 0
        var hasSpace = false
        for byte in value.buffer {
            if isSpace(byte) {
                hasSpace = true
            } else if byte == UInt8(ascii: "=") {
                padding += 1
            } else {
                guard padding == 0,
                    isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "+")
                        || byte == UInt8(ascii: "/")
                else { return .wrongForm }
                characters += 1
            }
        }
        if characters == 0 { return padding == 0 ? .blank : .wrongForm }
        guard padding <= 2, (characters + padding) & 3 == 0 else { return .wrongForm }
        return hasSpace ? .innerSpace : .ok
    }

    @inline(__always)
    static func begins(_ value: ByteSlice, _ prefix: StaticString) -> Bool {
        let count = prefix.utf8CodeUnitCount
        return value.count >= count && value[0..<count] == prefix
    }
}
