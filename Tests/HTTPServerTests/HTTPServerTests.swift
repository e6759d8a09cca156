import HTTPServer
import Record
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct HTTPServerTests {
    @Test func `a request arrives as it was sent and the answer goes back`() async throws {
        let seen = Mutex<HTTPRequest?>(nil)
        let server = try HTTPServer.start { request in
            seen.withLock { $0 = request }
            return HTTPResponse(status: 201, headers: [.init("X-Answer", "yes")], body: Array("done".utf8))
        }
        defer { server.stop() }
        let answer = await RawClient.ask(
            server.port,
            "POST /a%2Fb/c%20d?x=1%2B1&y=%C3%A9 HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"
        )
        #expect(answer.hasPrefix("HTTP/1.1 201 "))
        #expect(answer.contains("X-Answer: yes\r\n"))
        #expect(answer.hasSuffix("\r\n\r\ndone"))
        let request = try #require(seen.withLock { $0 })
        #expect(request.method == "POST")
        #expect(request.target == "/a%2Fb/c%20d?x=1%2B1&y=%C3%A9")
        #expect(request.parameters == [QueryParameter("x", "1+1"), QueryParameter("y", "é")])
        #expect(request.header("x-ONE") == "1")
        #expect(request.body == Array("abc".utf8))
    }

    @Test(arguments: [
        ("/a/b", ["a", "b"] as [String]?), ("/a%20b", ["a b"]), ("/", []), ("/a/../b", nil), ("/%2e%2e/b", nil),
        ("/a%2Fb", nil), ("/a%zz", nil), ("/%ff", nil), ("/a%00", nil),
    ])
    func `a path is split, and one that climbs or is malformed is refused`(path: String, segments: [String]?) {
        #expect(HTTPRequest(method: "GET", target: path).segments == segments)
    }

    @Test func `a body over the limit is answered with 413`() async throws {
        let server = try HTTPServer.start(limits: ServerLimits(maximumBody: 10)) { _ in .text("reached") }
        defer { server.stop() }
        let declared = await RawClient.ask(server.port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n")
        #expect(declared.hasPrefix("HTTP/1.1 413 "))
        let chunked = await RawClient.ask(
            server.port,
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n"
        )
        #expect(chunked.hasPrefix("HTTP/1.1 413 "))
        let small = await RawClient.ask(
            server.port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab")
        #expect(small.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `headers over the limit are refused and never reach the handler`() async throws {
        let calls = Mutex(0)
        let server = try HTTPServer.start { _ in
            calls.withLock { $0 += 1 }
            return .text("")
        }
        defer { server.stop() }
        let long = String(repeating: "x", count: 100_000)
        let answer = await RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: h\r\nX-Long: \(long)\r\n\r\n")
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
        let target = await RawClient.ask(server.port, "GET /\(long) HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(target.isEmpty || target.hasPrefix("HTTP/1.1 4"))
        #expect(calls.withLock { $0 } == 0)
    }

    @Test func `a client that trickles its request is hung up on`() async throws {
        let server = try HTTPServer.start(limits: ServerLimits(requestSeconds: 0.3)) { _ in .text("") }
        defer { server.stop() }
        let client = try #require(RawClient(port: server.port))
        defer { client.close() }
        client.write("GET / HTTP/1.1\r\n")
        // A byte now and then keeps the connection from being idle, but not from its deadline.
        var rounds = 0
        while !client.isClosed, rounds < 3000 {
            client.write("X: y\r\n")
            try await Task.sleep(for: .milliseconds(20))
            rounds += 1
        }
        #expect(client.isClosed)
    }

    @Test func `stopping breaks off what is under way and a second stop does nothing`() async throws {
        let server = try HTTPServer.start { _ in
            try? await Task.sleep(for: .seconds(30))
            return .text("late")
        }
        let client = try #require(RawClient(port: server.port))
        defer { client.close() }
        client.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        try await Task.sleep(for: .milliseconds(100))
        let took = ContinuousClock().measure {
            server.stop()
            server.stop()
        }
        #expect(took < .seconds(40))
        #expect(await client.read() == "")
        #expect(RawClient(port: server.port) == nil)
    }

    @Test func `an answer can be streamed piece by piece`() async throws {
        let server = try HTTPServer.start { _ in
            let stream = HTTPBodyStream()
            Task {
                for piece in ["one ", "two ", "three"] {
                    try? await Task.sleep(for: .milliseconds(20))
                    stream.write(Array(piece.utf8))
                }
                stream.finish()
            }
            return HTTPResponse(headers: [.init("Content-Type", "text/plain")], stream: stream)
        }
        defer { server.stop() }
        let answer = await RawClient.ask(server.port, "GET / HTTP/1.0\r\n\r\n")
        #expect(answer.hasSuffix("one two three"))
    }

    @Test func `a stream that nobody ends is broken off when the server stops`() async throws {
        let server = try HTTPServer.start { _ in HTTPResponse(stream: HTTPBodyStream()) }
        let client = try #require(RawClient(port: server.port))
        defer { client.close() }
        client.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        try await Task.sleep(for: .milliseconds(100))
        #expect(ContinuousClock().measure { server.stop() } < .seconds(40))
    }

    @Test func `a dropped answer closes the connection without a word`() async throws {
        let server = try HTTPServer.start { _ in .dropped }
        defer { server.stop() }
        #expect(await RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n") == "")
    }

    @Test(arguments: ["nonsense", "300.1.1.1"])
    func `an address that is none is refused`(address: String) {
        #expect(throws: HTTPServerError.self) { try HTTPServer.start(address: address) { _ in .text("") } }
    }

    @Test func `a port that is taken is refused`() async throws {
        let first = try HTTPServer.start { _ in .text("") }
        defer { first.stop() }
        #expect(throws: HTTPServerError.self) { try HTTPServer.start(port: first.port) { _ in .text("") } }
    }

    @Test(arguments: [
        "\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func `what is not HTTP does no harm`(text: String) async throws {
        let server = try HTTPServer.start { _ in .text("fine") }
        defer { server.stop() }
        if let client = RawClient(port: server.port) {
            client.write(text)
            _ = await client.read(quietSeconds: 0.1)
            client.close()
        }
        #expect(await RawClient.ask(server.port, "GET / HTTP/1.0\r\n\r\n").hasSuffix("fine"))
    }
}
