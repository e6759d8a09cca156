import Cryptography
import Testing

@Suite struct HashTests {
    // The examples of FIPS 180-4 and RFC 4231.
    @Test func `SHA-256 gives the published values`() {
        #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256.hex("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `HMAC gives the published values`() {
        let mac = HMAC.sha256(key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8))
        #expect(Hex.encode(mac) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(HMAC.sha256(key: [], message: []).count == 32)
    }

    @Test func `random bytes and UUIDs differ each time`() {
        #expect(RandomBytes.make(32) != RandomBytes.make(32))
        #expect(RandomBytes.uuid() != RandomBytes.uuid())
        #expect(RandomBytes.uuid().count == 36)
        #expect(UUIDText.derived(from: "a") == UUIDText.derived(from: "a"))
        #expect(UUIDText.derived(from: "a") != UUIDText.derived(from: "b"))
    }

    @Test func `bytes are compared whole`() {
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1]))
        #expect(constantTimeEqual([], []))
    }
}

@Suite struct Base64Tests {
    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar", "\u{FF}~~?>"])
    func `what is encoded decodes to itself`(text: String) {
        let bytes = Array(text.utf8)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        #expect(Base64.decodeURL(Base64.encodeURL(bytes)) == bytes)
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
    }

    @Test func `the published examples hold`() {
        #expect(Base64.encode(Array("fooba".utf8)) == "Zm9vYmE=")
        #expect(Base64.encodeURL(Array("fooba".utf8)) == "Zm9vYmE")
        #expect(Base64.encode([0xFB, 0xFF]) == "+/8=")
        #expect(Base64.encodeURL([0xFB, 0xFF]) == "-_8")
    }

    @Test(arguments: ["A", "AB=", "A===", "AB\n=", "A B=", "Zm9vYmE", "Zm9vYm-_", "QQ=A", "QR=="])
    func `what is not base64 is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["A", "Zm9vYmE=", "+/8", "Zm 9", "QR"])
    func `what is not base64url is refused`(text: String) {
        #expect(Base64.decodeURL(text) == nil)
    }
}

@Suite struct SignatureTests {
    @Test(arguments: SignatureAlgorithm.allCases)
    func `what the private key signs the public key verifies, and nothing else`(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.make(algorithm)
        let message = Array("message".utf8)
        let signature = try key.sign(message, algorithm)
        let open = try PublicKey(pem: try key.publicKey().pem())
        #expect(open.verifies(signature, of: message, algorithm))
        #expect(!open.verifies(signature, of: message + [0], algorithm))
        var forged = signature
        forged[forged.count / 2] ^= 1
        #expect(!open.verifies(forged, of: message, algorithm))
        #expect(!open.verifies([], of: message, algorithm))
        #expect(!(try PrivateKey.make(algorithm).publicKey()).verifies(signature, of: message, algorithm))
        let again = try PrivateKey(pem: try key.pem())
        #expect(open.verifies(try again.sign(message, algorithm), of: message, algorithm))
    }

    @Test func `a key does not sign for another algorithm`() throws {
        #expect(throws: CryptographyError.self) { try PrivateKey.make(.edDSA).sign([1], .rs256) }
        #expect(throws: CryptographyError.self) { try PrivateKey.make(.es256).sign([1], .es384) }
    }

    @Test(arguments: ["", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func `what is not a key is refused`(pem: String) {
        #expect(throws: CryptographyError.self) { try PrivateKey(pem: pem) }
        #expect(throws: CryptographyError.self) { try PublicKey(pem: pem) }
    }

    @Test func `a private key prints as nothing`() throws {
        let key = try PrivateKey.make(.edDSA)
        #expect("\(key)" == "PrivateKey(withheld)")
        #expect(String(reflecting: key) == "PrivateKey(withheld)")
    }
}
