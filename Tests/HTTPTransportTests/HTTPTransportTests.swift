import Compression
import Glibc
import HTTPServer
import HTTPTransport
import Record
import Testing

@Suite(.timeLimit(.minutes(5))) struct HTTPTransportTests {
    let transport = HTTPTransport()

    @Test func `an exchange holds the request and the response as they went over the wire`() async throws {
        let server = try HTTPServer.start { request in
            HTTPResponse(
                status: 404, headers: [HeaderField("ETag", "W/\"1\""), HeaderField("x-Case", "Kept")],
                body: Array("\(request.method) \(request.target)".utf8) + request.body)
        }
        defer { server.stop() }
        let exchange = await transport.send(
            TransportRequest(
                method: "PUT", url: server.url + "/a/../b?x=%2F|y",
                headers: [HeaderField("X-Mine", "1"), HeaderField("X-Empty", "")],
                body: Array(" body".utf8)))
        let response = try #require(exchange.response)
        #expect(response.status == 404)
        #expect(response.httpVersion == "1.1")
        #expect(response.headers[field: "etag"] == "W/\"1\"")
        #expect(response.headers.contains(HeaderField("x-Case", "Kept")))
        #expect(String(decoding: response.body, as: UTF8.self) == "PUT /a/../b?x=%2F|y body")
        #expect(exchange.failure == nil)
        #expect(exchange.request.method == "PUT")
        #expect(exchange.request.body == Array(" body".utf8))
        #expect(
            exchange.request.headers == [
                HeaderField("Host", "127.0.0.1:\(server.port)"), HeaderField("X-Mine", "1"), HeaderField("X-Empty", ""),
                HeaderField("Content-Length", "5"),
            ])
        #expect(exchange.duration > 0)
        #expect(exchange.started > 1_700_000_000)
    }

    @Test(arguments: ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "FOO"])
    func `every method goes out as it is`(method: String) async throws {
        let server = try HTTPServer.start { request in
            HTTPResponse(headers: [HeaderField("X-Method", request.method)])
        }
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(method: method, url: server.url + "/"))
        #expect(exchange.response?.headers[field: "X-Method"] == method)
        #expect(exchange.request.headers[field: "Content-Type"] == nil)
    }

    @Test func `a port where nobody listens is refused`() async throws {
        let server = try HTTPServer.start { _ in .text("") }
        server.stop()
        let exchange = await transport.send(TransportRequest(url: server.url))
        #expect(exchange.response == nil)
        #expect(exchange.failure?.kind == "refused")
    }

    @Test func `a server that never answers is given up in time`() async throws {
        let server = try #require(RawServer(answer: nil))
        defer { server.stop() }
        let exchange = await transport.send(
            TransportRequest(url: "http://127.0.0.1:\(server.port)/", timeout: 0.3))
        #expect(exchange.failure?.kind == "timeout")
        #expect(exchange.duration < 60)
    }

    @Test func `a name that does not exist is a dns failure`() async {
        let exchange = await transport.send(TransportRequest(url: "http://nowhere.invalid/", timeout: 120))
        #expect(exchange.failure?.kind == "dns" || exchange.failure?.kind == "timeout")
    }

    @Test func `plain text where TLS is expected is a tls failure`() async throws {
        let server = try HTTPServer.start { _ in .text("") }
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: "https://127.0.0.1:\(server.port)/"))
        #expect(exchange.failure?.kind == "tls")
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\r\n", "", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbad",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
    ])
    func `what is not proper HTTP is a protocol failure`(answer: String) async throws {
        let server = try #require(RawServer(answer: Array(answer.utf8)))
        defer { server.stop() }
        let exchange = await transport.send(
            TransportRequest(url: "http://127.0.0.1:\(server.port)/", timeout: 120))
        #expect(exchange.response == nil)
        #expect(exchange.failure?.kind == "protocol")
    }

    @Test func `a body of declared length over the limit is not taken`() async throws {
        let server = try HTTPServer.start { _ in HTTPResponse(body: [UInt8](repeating: 65, count: 10_000)) }
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: server.url, maximumBody: 9_999))
        #expect(exchange.failure?.kind == "too-large")
        let whole = await transport.send(TransportRequest(url: server.url, maximumBody: 10_000))
        #expect(whole.response?.body.count == 10_000)
    }

    @Test func `a chunked body that never ends is broken off at the limit`() async throws {
        let server = try HTTPServer.start { _ in
            let stream = HTTPBodyStream()
            Task {
                while stream.write([UInt8](repeating: 65, count: 10_000)) {
                    try? await Task.sleep(for: .milliseconds(1))
                }
            }
            return HTTPResponse(stream: stream)
        }
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: server.url, timeout: 120, maximumBody: 200_000))
        #expect(exchange.failure?.kind == "too-large")
    }

    @Test func `a header block that never ends is broken off`() async throws {
        let fields = String(repeating: "X-Long: \(String(repeating: "y", count: 8000))\r\n", count: 400)
        let server = try #require(RawServer(answer: Array("HTTP/1.1 200 OK\r\n\(fields)\r\n".utf8)))
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: "http://127.0.0.1:\(server.port)/"))
        #expect(exchange.failure != nil)
    }

    @Test func `a compressed body is kept both as it came and decoded`() async throws {
        let text = Array(String(repeating: "Patient ", count: 1000).utf8)
        let server = try HTTPServer.start { request in
            #expect(request.header("Accept-Encoding") == "gzip")
            return HTTPResponse(headers: [HeaderField("Content-Encoding", "gzip")], body: ContentCoding.gzip(text))
        }
        defer { server.stop() }
        let exchange = await transport.send(
            TransportRequest(url: server.url, headers: [HeaderField("Accept-Encoding", "gzip")]))
        let response = try #require(exchange.response)
        #expect(response.body == text)
        #expect(response.wireBody == ContentCoding.gzip(text))
        #expect(response.wireBody.count < text.count)
    }

    @Test func `a body that grows beyond the limit when decompressed is refused`() async throws {
        let server = try HTTPServer.start { _ in
            HTTPResponse(
                headers: [HeaderField("Content-Encoding", "gzip")],
                body: ContentCoding.gzip([UInt8](repeating: 0, count: 10 << 20)))
        }
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: server.url, maximumBody: 1 << 20))
        #expect(exchange.failure?.kind == "too-large")
    }

    @Test func `a redirect is an answer like any other unless it is to be followed`() async throws {
        let server = try HTTPServer.start { request in
            request.path == "/new"
                ? .text("here")
                : HTTPResponse(status: 302, headers: [HeaderField("Location", "/new")])
        }
        defer { server.stop() }
        let plain = await transport.send(TransportRequest(url: server.url + "/old"))
        #expect(plain.response?.status == 302)
        let followed = await transport.send(TransportRequest(url: server.url + "/old", redirects: 1))
        #expect(followed.response?.body == Array("here".utf8))
    }

    @Test func `credentials do not follow a redirect to another origin`() async throws {
        let other = try HTTPServer.start { .text($0.headers.map(\.name).joined(separator: ",")) }
        defer { other.stop() }
        let server = try HTTPServer.start { _ in
            HTTPResponse(status: 302, headers: [HeaderField("Location", other.url + "/")])
        }
        defer { server.stop() }
        let headers = [
            HeaderField("Authorization", "Bearer x"), HeaderField("Accept", "a/b"), HeaderField("apikey", "k"),
        ]
        let exchange = await transport.send(TransportRequest(url: server.url, headers: headers, redirects: 3))
        #expect(String(decoding: exchange.response?.body ?? [], as: UTF8.self) == "Host,Accept")
    }

    @Test func `a redirect loop ends`() async throws {
        let server = try HTTPServer.start { _ in HTTPResponse(status: 302, headers: [HeaderField("Location", "/")]) }
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: server.url + "/", redirects: 5))
        #expect(exchange.response?.status == 302)
    }

    @Test func `two hundred requests run at one time`() async throws {
        let server = try HTTPServer.start { request in
            try? await Task.sleep(for: .milliseconds(200))
            return .text(request.path)
        }
        defer { server.stop() }
        let clock = ContinuousClock()
        let begin = clock.now
        let right = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let exchange = await transport.send(TransportRequest(url: "\(server.url)/\(number)"))
                    return exchange.response?.body == Array("/\(number)".utf8)
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(right == 200)
        #expect(clock.now - begin < .seconds(40))
    }

    @Test func `a cancelled task ends its request at once`() async throws {
        let server = try #require(RawServer(answer: nil))
        defer { server.stop() }
        let task = Task { await transport.send(TransportRequest(url: "http://127.0.0.1:\(server.port)/")) }
        try await Task.sleep(for: .milliseconds(100))
        let clock = ContinuousClock()
        let begin = clock.now
        task.cancel()
        #expect(await task.value.failure?.kind == "cancelled")
        #expect(clock.now - begin < .seconds(40))
    }

    @Test func `closing the transport ends what is under way`() async throws {
        let server = try #require(RawServer(answer: nil))
        defer { server.stop() }
        let own = HTTPTransport()
        async let exchange = own.send(TransportRequest(url: "http://127.0.0.1:\(server.port)/"))
        try await Task.sleep(for: .milliseconds(100))
        own.close()
        #expect(await exchange.failure?.kind == "cancelled")
        #expect(await own.send(TransportRequest(url: "http://127.0.0.1:\(server.port)/")).failure?.kind == "cancelled")
    }

    @Test(arguments: [
        "file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "nonsense", "http://user:secret@127.0.0.1/",
        "http://127.0.0.1/a b",
    ])
    func `other schemes and malformed URLs are refused`(url: String) async {
        let exchange = await transport.send(TransportRequest(url: url, timeout: 120))
        #expect(exchange.response == nil)
        #expect(exchange.failure != nil)
        #expect(exchange.failure?.kind != "refused" || url == "nonsense")
    }

    @Test func `a header that would smuggle another is refused`() async throws {
        let exchange = await transport.send(
            TransportRequest(url: "http://127.0.0.1:1/", headers: [HeaderField("X", "a\r\nY: b")]))
        #expect(exchange.failure?.kind == "other")
    }

    @Test func `the environment's proxy is not used`() async throws {
        setenv("http_proxy", "http://127.0.0.1:1/", 1)
        setenv("all_proxy", "http://127.0.0.1:1/", 1)
        let server = try HTTPServer.start { _ in .text("direct") }
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: server.url))
        #expect(exchange.response?.body == Array("direct".utf8))
    }

    @Test func `an interim response is not taken for the answer`() async throws {
        let server = try #require(
            RawServer(
                answer: Array(
                    "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: 1\r\nContent-Length: 2\r\n\r\nok"
                        .utf8)))
        defer { server.stop() }
        let exchange = await transport.send(TransportRequest(url: "http://127.0.0.1:\(server.port)/", timeout: 120))
        #expect(exchange.response?.status == 200)
        #expect(exchange.response?.headers[field: "X-Early"] == nil)
        #expect(exchange.response?.headers[field: "X-Late"] == "1")
    }
}
