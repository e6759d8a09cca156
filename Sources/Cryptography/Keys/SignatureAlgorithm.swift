internal import CCrypto

/// How a signature is made: the names of JOSE (RFC 7518, RFC 8037).
public enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// Ed25519.
    case edDSA = "EdDSA"
    /// RSA, PKCS #1 version 1.5.
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    /// ECDSA; the signature is the two numbers side by side, as JOSE writes it.
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"

    var digest: OpaquePointer? {
        switch self {
        case .edDSA: nil
        case .rs256, .es256: EVP_sha256()
        case .rs384, .es384: EVP_sha384()
        case .rs512, .es512: EVP_sha512()
        }
    }

    /// The kind of key that it needs, as libcrypto names it.
    var keyType: String {
        switch self {
        case .edDSA: "ED25519"
        case .rs256, .rs384, .rs512: "RSA"
        case .es256, .es384, .es512: "EC"
        }
    }

    /// Bytes of each of the two numbers of an ECDSA signature.
    var fieldSize: Int? {
        switch self {
        case .es256: 32
        case .es384: 48
        case .es512: 66
        default: nil
        }
    }
}

/// What went wrong with a key or a signature; it never holds any part of a key.
public struct CryptographyError: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }

    static func last(_ what: String) -> CryptographyError {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0 else { return CryptographyError(what) }
        let reason = ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)"
        return CryptographyError("\(what): \(reason)")
    }
}
