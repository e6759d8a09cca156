import Authentication
import Cryptography
import JSON
import Testing

@Suite struct SecretTests {
    @Test func `a secret prints as nothing, whichever way it is printed`() {
        let secret = Secret("hunter2")
        struct Holder { var secret: Secret }
        var dumped = ""
        dump(Holder(secret: secret), to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(Holder(secret: secret))", dumped, "\([secret])"] {
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.revealed == "hunter2")
    }
}

@Suite struct JSONWebTokenTests {
    @Test func `a token reads back as it was made`() throws {
        let token = JSONWebToken(header: ["alg": "none"], claims: ["sub": "é", "exp": 5])
        #expect(try JSONWebToken(parsing: token.text) == token)
        #expect(token.text.hasSuffix("."))
    }

    @Test(arguments: ["", "a.b", "a.b.c.d", "!!.e30.", "e30.e30", "W10.e30.", "e30=.e30.", "e30.AAAA."])
    func `what is not a token is refused`(text: String) {
        #expect(throws: JSONWebToken.Malformed.self) { try JSONWebToken(parsing: text) }
    }

    @Test func `a signed token is the key's and nobody else's`() throws {
        let key = try PrivateKey.make(.rs512)
        let token = try ClientAssertion(clientID: "me", audience: "https://t/", keyID: "k1", key: key)
            .token(now: 1000, id: "one")
        let read = try JSONWebToken(parsing: token.text)
        #expect(read.isSigned(by: try key.publicKey(), .rs512))
        #expect(!read.isSigned(by: try PrivateKey.make(.rs512).publicKey(), .rs512))
        #expect(!read.isSigned(by: try key.publicKey(), .rs256))
        #expect(read.header["kid"]?.string == "k1")
        #expect(read.claims["iss"]?.string == "me")
        #expect(read.claims["sub"]?.string == "me")
        #expect(read.claims["aud"]?.string == "https://t/")
        #expect(read.claims["exp"]?.int == 1300)
        #expect(read.claims["jti"]?.string == "one")
        var forged = read
        forged.claims["sub"] = "you"
        #expect(!forged.isSigned(by: try key.publicKey(), .rs512))
    }
}

@Suite struct GPConnectTokenTests {
    @Test func `the token has every claim, no signature, and ends after five minutes`() throws {
        let made = GPConnectToken(audience: "https://p/", issuedAt: 1_000, scope: .organizationRead)
        let token = try JSONWebToken(parsing: made.token.text)
        #expect(token.header["alg"]?.string == "none")
        #expect(token.signature.isEmpty)
        for claim in [
            "iss", "sub", "aud", "exp", "iat", "reason_for_request", "requested_scope", "requesting_device",
            "requesting_organization", "requesting_practitioner",
        ] {
            #expect(token.claims[claim] != nil, "\(claim)")
        }
        #expect(token.claims["exp"]?.int == 1_300)
        #expect(token.claims["sub"] == token.claims["requesting_practitioner"]?["id"])
        #expect(token.claims["requested_scope"]?.string == "organization/*.read")
        #expect(token.claims["requesting_device"]?["resourceType"]?.string == "Device")
    }
}
