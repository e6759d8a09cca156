/// The insides of JSON strings: UTF-8 and escapes.
enum JSONText {
    /// The length of the UTF-8 sequence that begins with a byte above 0x7F; 0 where it is not well-formed.
    @inline(__always)
    static func scalarLength(_ bytes: UnsafePointer<UInt8>) -> Int {
        let first = bytes[0]
        if first < 0xE0 { return first >= 0xC2 && bytes[1] & 0xC0 == 0x80 ? 2 : 0 }
        if first < 0xF0 {
            guard bytes[1] & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80 else { return 0 }
            if first == 0xE0, bytes[1] < 0xA0 { return 0 }
            if first == 0xED, bytes[1] > 0x9F { return 0 }
            return 3
        }
        guard first < 0xF5, bytes[1] & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80, bytes[3] & 0xC0 == 0x80 else { return 0 }
        if first == 0xF0, bytes[1] < 0x90 { return 0 }
        if first == 0xF4, bytes[1] > 0x8F { return 0 }
        return 4
    }

    /// The length of the escape at a backslash, a surrogate pair in one; `nil` where it is not one.
    static func escapeLength(_ bytes: UnsafePointer<UInt8>) -> Int? {
        switch bytes[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            guard let code = hexadecimal(bytes + 2) else { return nil }
            if code & 0xF800 != 0xD800 { return 6 }
            guard code < 0xDC00, bytes[6] == UInt8(ascii: "\\"), bytes[7] == UInt8(ascii: "u"),
                let low = hexadecimal(bytes + 8), low & 0xFC00 == 0xDC00
            else { return nil }
            return 12
        default: return nil
        }
    }

    private static func hexadecimal(_ bytes: UnsafePointer<UInt8>) -> UInt32? {
        var code: UInt32 = 0
        for place in 0..<4 {
            let byte = bytes[place]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: return nil
            }
            code = code << 4 | UInt32(digit)
        }
        return code
    }

    /// Undoes the escapes of `text` at the end of `pool`; what is not an escape stays as it is.
    ///
    /// The byte after `text` must be readable (it is the closing quote).
    static func decode(_ text: UnsafeBufferPointer<UInt8>, into pool: inout GrowingBuffer<UInt8>) {
        guard let start = text.baseAddress else { return }
        // Undoing escapes never makes a text longer.
        pool.reserve(pool.count + text.count)
        let out = pool.start
        var length = pool.count
        var at = 0
        while at < text.count {
            let byte = start[at]
            guard byte == UInt8(ascii: "\\"), let escape = escapeLength(start + at), at + escape <= text.count else {
                out[length] = byte
                length += 1
                at += 1
                continue
            }
            if escape == 2 {
                out[length] =
                    switch start[at + 1] {
                    case UInt8(ascii: "b"): 0x08
                    case UInt8(ascii: "f"): 0x0C
                    case UInt8(ascii: "n"): 0x0A
                    case UInt8(ascii: "r"): 0x0D
                    case UInt8(ascii: "t"): 0x09
                    default: start[at + 1]
                    }
                length += 1
            } else {
                var code = hexadecimal(start + at + 2) ?? 0xFFFD
                if escape == 12 {
                    code = 0x10000 + (code - 0xD800) << 10 + ((hexadecimal(start + at + 8) ?? 0xDC00) - 0xDC00)
                }
                length += encode(code, at: out + length)
            }
            at += escape
        }
        pool.count = length
    }

    /// Writes a scalar as UTF-8 and returns how many bytes it took.
    static func encode(_ code: UInt32, at out: UnsafeMutablePointer<UInt8>) -> Int {
        switch code {
        case 0..<0x80:
            out[0] = UInt8(code)
            return 1
        case 0x80..<0x800:
            out[0] = UInt8(0xC0 | code >> 6)
            out[1] = UInt8(0x80 | code & 0x3F)
            return 2
        case 0x800..<0x10000:
            out[0] = UInt8(0xE0 | code >> 12)
            out[1] = UInt8(0x80 | code >> 6 & 0x3F)
            out[2] = UInt8(0x80 | code & 0x3F)
            return 3
        default:
            out[0] = UInt8(truncatingIfNeeded: 0xF0 | code >> 18)
            out[1] = UInt8(0x80 | code >> 12 & 0x3F)
            out[2] = UInt8(0x80 | code >> 6 & 0x3F)
            out[3] = UInt8(0x80 | code & 0x3F)
            return 4
        }
    }

    /// The symbol of a name that holds escapes.
    @inline(never)
    static func symbol(escaped text: UnsafeBufferPointer<UInt8>) -> Symbol {
        var decoded = GrowingBuffer<UInt8>(capacity: max(text.count, 1))
        decode(text, into: &decoded)
        return Symbol(bytes: UnsafeBufferPointer(start: decoded.start, count: decoded.count))
    }
}
