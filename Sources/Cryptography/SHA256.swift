internal import CCrypto

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// The 32 bytes of the hash.
    public static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let input = Array(bytes)
        var out = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let worked = EVP_Digest(input, input.count, &out, &length, EVP_sha256(), nil)
        precondition(worked == 1, "libcrypto has no SHA-256")
        return out
    }

    /// The hash in 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String { Hex.encode(hash(bytes)) }
}

/// The library underneath.
public enum CryptographyLibrary {
    /// Its name and version, read at run time.
    public static var version: String { String(cString: OpenSSL_version(0)) }
}

/// Keyed hashes (RFC 2104).
public enum HMAC {
    public static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let made = CCrypto.HMAC(EVP_sha256(), key, Int32(clamping: key.count), message, message.count, &out, &length)
        precondition(made != nil, "libcrypto has no HMAC")
        return out
    }
}

/// Whether two byte strings are equal, in a time that does not depend on where they differ.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}

/// Bytes that nobody can foresee.
public enum RandomBytes {
    public static func make(_ count: Int) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: count)
        let worked = RAND_bytes(&out, Int32(clamping: count))
        precondition(worked == 1, "the system gives no random bytes")
        return out
    }

    /// A random UUID (version 4) in lower-case letters.
    public static func uuid() -> String {
        var bytes = make(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUIDText.text(bytes)
    }
}

/// UUIDs as text.
public enum UUIDText {
    /// Sixteen bytes in the 8-4-4-4-12 form.
    public static func text(_ bytes: [UInt8]) -> String {
        let digits = Array(Hex.encode(bytes))
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { range in
            String(digits[min(range.lowerBound, digits.count)..<min(range.upperBound, digits.count)])
        }
        return parts.joined(separator: "-")
    }

    /// A UUID (version 8) that is always the same for the same text: for reproducible runs.
    public static func derived(from text: String) -> String {
        var bytes = Array(SHA256.hash(text.utf8).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUIDText.text(bytes)
    }
}
