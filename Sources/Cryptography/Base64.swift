/// Hexadecimal digits.
public enum Hex {
    /// Two lower-case digits for each byte.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes of a text of hexadecimal digits; `nil` where it is none.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var out: [UInt8] = []
        var half: UInt8?
        for character in text.utf8 {
            guard let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
            if let high = half {
                out.append(high << 4 | UInt8(digit))
                half = nil
            } else {
                half = UInt8(digit)
            }
        }
        return half == nil ? out : nil
    }
}

/// Base64 (RFC 4648, sections 4 and 5).
public enum Base64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let urlSafe = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The standard form, padded.
    public static func encode(_ bytes: [UInt8]) -> String { encode(bytes, standard, pads: true) }

    /// The form for URLs and tokens, without padding.
    public static func encodeURL(_ bytes: [UInt8]) -> String { encode(bytes, urlSafe, pads: false) }

    /// The bytes of the standard form; white space, missing padding or stray bits are refused.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let bytes = Array(text.utf8)
        guard bytes.count % 4 == 0 else { return nil }
        let padding = bytes.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return decode(bytes.dropLast(padding), plus: "+", slash: "/")
    }

    /// The bytes of the form for URLs; padding, and letters of the standard form alone, are refused.
    public static func decodeURL(_ text: some StringProtocol) -> [UInt8]? {
        decode(Array(text.utf8)[...], plus: "-", slash: "_")
    }

    private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], pads: Bool) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let rest = min(3, bytes.count - index)
            var group = UInt32(bytes[index]) << 16
            if rest > 1 { group |= UInt32(bytes[index + 1]) << 8 }
            if rest > 2 { group |= UInt32(bytes[index + 2]) }
            for place in 0...rest { out.append(alphabet[Int(group >> (18 - 6 * UInt32(place)) & 63)]) }
            if pads { for _ in rest..<3 { out.append(UInt8(ascii: "=")) } }
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func decode(_ text: ArraySlice<UInt8>, plus: Unicode.Scalar, slash: Unicode.Scalar) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.count * 3 / 4)
        var group: UInt32 = 0
        var bits = 0
        for byte in text {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
            case UInt8(ascii: plus): value = 62
            case UInt8(ascii: slash): value = 63
            default: return nil
            }
            group = group << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
            }
        }
        // Six bits left over, or bits that are not zero, come from no bytes at all.
        guard bits < 6, group & (1 << UInt32(bits) - 1) == 0 else { return nil }
        return out
    }
}
