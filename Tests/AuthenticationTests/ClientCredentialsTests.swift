import Authentication
import Cryptography
import HTTPServer
import HTTPTransport
import JSON
import Record
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct ClientCredentialsTests {
    let transport = HTTPTransport()

    private func client(_ url: String, _ key: PrivateKey, _ clock: @escaping @Sendable () -> Double = { 1000 })
        -> ClientCredentials
    {
        ClientCredentials(
            assertion: ClientAssertion(clientID: "me", audience: url, keyID: "k1", key: key), tokenURL: url,
            transport: transport, clock: clock)
    }

    @Test func `a token is asked for with a signed statement and used until it ends`() async throws {
        let key = try PrivateKey.make(.rs512)
        let open = try key.publicKey()
        let asked = Mutex(0)
        let server = try HTTPServer.start { request in
            let form = QueryParameter.read(String(decoding: request.body, as: UTF8.self)) ?? []
            let statement = form.first { $0.name == "client_assertion" }?.value ?? ""
            guard let token = try? JSONWebToken(parsing: statement), token.isSigned(by: open, .rs512),
                form.contains(QueryParameter("grant_type", "client_credentials")),
                form.contains(
                    QueryParameter("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
            else { return .text(#"{"error":"invalid_client"}"#, status: 401, type: "application/json") }
            let number = asked.withLock {
                $0 += 1
                return $0
            }
            return .text(#"{"access_token":"t\#(number)","expires_in":"599"}"#, type: "application/json")
        }
        defer { server.stop() }
        let now = Mutex(1000.0)
        let client = client(server.url + "/token", key) { now.withLock { $0 } }
        async let first = client.token()
        async let second = client.token()
        #expect(try await [first.revealed, second.revealed] == ["t1", "t1"])
        now.withLock { $0 = 1560 }
        #expect(try await client.token().revealed == "t1")
        now.withLock { $0 = 1580 }
        #expect(try await client.token().revealed == "t2")
        await client.forget()
        #expect(try await client.token().revealed == "t3")
        let headers = try await Credentials.clientCredentials(client).headers()
        #expect(headers == [HeaderField("Authorization", "Bearer t3")])
    }

    @Test(arguments: [
        (401, #"{"error":"invalid_client"}"#, "answered 401 (invalid_client)"), (500, "<html>", "answered 500"),
        (200, "{}", "without an access_token"), (200, "<html>", "without an access_token"),
    ])
    func `a refusal is told in words without the statement`(status: Int, body: String, expected: String) async throws {
        let server = try HTTPServer.start { _ in .text(body, status: status) }
        defer { server.stop() }
        let client = client(server.url, try PrivateKey.make(.rs512))
        let error = await #expect(throws: AuthenticationError.self) { try await client.token() }
        #expect(error?.description.contains(expected) == true)
        #expect(error?.description.contains("eyJ") == false)
    }

    @Test func `a key of the wrong kind is told in words`() async throws {
        let client = client("http://127.0.0.1:1/", try PrivateKey.make(.edDSA))
        await #expect(throws: AuthenticationError.self) { try await client.token() }
    }

    @Test func `keys and fixed tokens become header fields`() async throws {
        #expect(try await Credentials.none.headers().isEmpty)
        #expect(try await Credentials.apiKey(header: "apikey", Secret("k")).headers() == [HeaderField("apikey", "k")])
        #expect(try await Credentials.bearer(Secret("b")).headers() == [HeaderField("Authorization", "Bearer b")])
    }
}
