public import Cryptography
internal import JSON

/// The signed statement with which a client asks a token server for access (RFC 7523, `private_key_jwt`).
public struct ClientAssertion: Sendable {
    /// The client's id: both issuer and subject.
    public var clientID: String
    /// The token server's URL.
    public var audience: String
    /// Which of the client's keys signs.
    public var keyID: String
    public var key: PrivateKey
    public var algorithm: SignatureAlgorithm
    /// Seconds that the statement is good for; the NHS platform takes up to 300.
    public var lifetime: Int

    public init(
        clientID: String, audience: String, keyID: String, key: PrivateKey, algorithm: SignatureAlgorithm = .rs512,
        lifetime: Int = 300
    ) {
        self.clientID = clientID
        self.audience = audience
        self.keyID = keyID
        self.key = key
        self.algorithm = algorithm
        self.lifetime = lifetime
    }

    /// The statement as of an instant.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - id: the token's own id, never used twice.
    public func token(now: Int, id: String = RandomBytes.uuid()) throws(CryptographyError) -> JSONWebToken {
        var token = JSONWebToken(
            header: ["alg": .string(algorithm.rawValue), "typ": "JWT", "kid": .string(keyID)],
            claims: [
                "iss": .string(clientID), "sub": .string(clientID), "aud": .string(audience), "jti": .string(id),
                "exp": .number(String(now + lifetime)),
            ])
        try token.sign(key, algorithm)
        return token
    }
}
