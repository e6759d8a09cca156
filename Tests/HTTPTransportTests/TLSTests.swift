import Glibc
import HTTPServer
import HTTPTransport
import Record
import Testing

@Suite(.timeLimit(.minutes(5))) struct TLSTests {
    let transport = HTTPTransport()

    /// Writes a PEM text where libcurl can read it.
    private func file(_ text: String) throws -> String {
        var path = Array("/tmp/assay-tls-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        struct NoFile: Error {}
        guard descriptor >= 0 else { throw NoFile() }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else { throw NoFile() }
        return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func start(clientAuthorities: String? = nil) throws -> HTTPServer {
        try HTTPServer.start(
            tls: .init(
                certificate: TLSMaterial.serverCertificate, key: TLSMaterial.serverKey,
                clientAuthorities: clientAuthorities)
        ) { request in .text("\(request.clientCertificate?.count ?? 0 > 0)") }
    }

    @Test func `a server is trusted by its authority alone`() async throws {
        let server = try start()
        defer { server.stop() }
        let authority = try file(TLSMaterial.authority)
        defer { unlink(authority) }
        let trusted = await transport.send(TransportRequest(url: server.url, tls: .init(authorities: authority)))
        #expect(trusted.response?.body == Array("false".utf8))
        let untrusted = await transport.send(TransportRequest(url: server.url))
        #expect(untrusted.failure?.kind == "tls")
        let missing = await transport.send(TransportRequest(url: server.url, tls: .init(authorities: "/nowhere")))
        #expect(missing.failure?.kind == "tls")
    }

    @Test func `a client is let in by its certificate alone`() async throws {
        let server = try start(clientAuthorities: TLSMaterial.authority)
        defer { server.stop() }
        let authority = try file(TLSMaterial.authority)
        let certificate = try file(TLSMaterial.clientCertificate)
        let key = try file(TLSMaterial.clientKey)
        let strangerCertificate = try file(TLSMaterial.strangerCertificate)
        let strangerKey = try file(TLSMaterial.strangerKey)
        defer { for path in [authority, certificate, key, strangerCertificate, strangerKey] { unlink(path) } }
        func answer(_ certificate: String?, _ key: String?) async -> Exchange {
            // Each with connections of its own: one that stands is used again for the same certificate.
            await HTTPTransport().send(
                TransportRequest(
                    url: server.url, tls: .init(authorities: authority, certificate: certificate, key: key)))
        }
        #expect(await answer(certificate, key).response?.body == Array("true".utf8))
        #expect(await answer(nil, nil).response == nil)
        #expect(await answer(strangerCertificate, strangerKey).response == nil)
        let mismatched = await answer(certificate, strangerKey)
        #expect(mismatched.failure?.kind == "tls", "\(mismatched.failure?.message ?? "")")
    }

    @Test func `the password of a key is never printed`() {
        let tls = TransportTLS(certificate: "c.pem", key: "k.pem", keyPassword: "hunter2")
        var dumped = ""
        dump(TransportRequest(url: "http://x", tls: tls), to: &dumped)
        for text in ["\(tls)", String(reflecting: tls), "\(TransportRequest(url: "http://x", tls: tls))", dumped] {
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func `versions of TLS can be bounded`() async throws {
        let server = try start()
        defer { server.stop() }
        let authority = try file(TLSMaterial.authority)
        defer { unlink(authority) }
        for version in [TransportTLS.Version.tls1_2, .tls1_3] {
            let tls = TransportTLS(authorities: authority, minimum: version, maximum: version)
            #expect(await transport.send(TransportRequest(url: server.url, tls: tls)).response?.status == 200)
        }
    }
}
