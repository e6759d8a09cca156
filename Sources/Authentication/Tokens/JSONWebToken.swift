public import Cryptography
public import JSON

/// A JSON Web Token in its compact form (RFC 7519, RFC 7515): header, claims and signature.
///
/// It can be made wrong on purpose: header, claims and signature are plain values, so that a server's checks can be tried.
public struct JSONWebToken: Sendable, Hashable {
    public var header: JSONValue
    public var claims: JSONValue
    /// Empty for `alg` `none`.
    public var signature: [UInt8]

    public init(header: JSONValue, claims: JSONValue, signature: [UInt8] = []) {
        self.header = header
        self.claims = claims
        self.signature = signature
    }

    /// Why a text is not a token.
    public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
        public var description: String
    }

    /// Takes a compact token apart; nothing is verified.
    public init(parsing text: String) throws(Malformed) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw Malformed(description: "a token has three parts, not \(parts.count)") }
        guard let header = Base64.decodeURL(parts[0]), let claims = Base64.decodeURL(parts[1]),
            let signature = Base64.decodeURL(parts[2])
        else { throw Malformed(description: "a part of the token is not base64url without padding") }
        do {
            self.header = try JSONValue(parsing: header, maximumDepth: 32)
            self.claims = try JSONValue(parsing: claims, maximumDepth: 32)
        } catch {
            throw Malformed(description: "a part of the token is not JSON")
        }
        guard self.header.object != nil, self.claims.object != nil else {
            throw Malformed(description: "a part of the token is not a JSON object")
        }
        self.signature = signature
    }

    /// What a signature covers.
    public var signingInput: String {
        Base64.encodeURL(header.serialized()) + "." + Base64.encodeURL(claims.serialized())
    }

    /// The compact form.
    public var text: String { signingInput + "." + Base64.encodeURL(signature) }

    /// Signs the token; the header's `alg` is set to match.
    public mutating func sign(
        _ key: PrivateKey, _ algorithm: SignatureAlgorithm
    ) throws(CryptographyError) {
        header["alg"] = .string(algorithm.rawValue)
        signature = try key.sign(Array(signingInput.utf8), algorithm)
    }

    /// Whether the signature is the key's, by the algorithm named here (never by the one that the token names).
    public func isSigned(by key: PublicKey, _ algorithm: SignatureAlgorithm) -> Bool {
        header["alg"]?.string == algorithm.rawValue
            && key.verifies(signature, of: Array(signingInput.utf8), algorithm)
    }
}
