import HTTPServer
import Record
import Testing

@Suite(.timeLimit(.minutes(5))) struct ReplayServerTests {
    @Test func `the first rule that fits answers, as often as it may`() async throws {
        let replay = try ReplayServer.start([
            .init(method: "GET", path: "/a", headers: [HeaderField("X-Key", "1")], answer: .text("keyed")),
            .init(method: "GET", path: "/a", answer: .text("once"), times: 1),
            .init(path: "/a*", answer: .text("always", status: 201)),
        ])
        defer { replay.stop() }
        let port = Int(replay.url.split(separator: ":").last ?? "") ?? 0
        func ask(_ text: String) async -> String { await RawClient.ask(port, text) }
        #expect(await ask("GET /a HTTP/1.0\r\nx-key: 1\r\n\r\n").hasSuffix("keyed"))
        #expect(await ask("GET /a HTTP/1.0\r\n\r\n").hasSuffix("once"))
        #expect(await ask("GET /a HTTP/1.0\r\n\r\n").hasSuffix("always"))
        #expect(await ask("GET /abc HTTP/1.0\r\n\r\n").hasPrefix("HTTP/1.1 201"))
        #expect(await ask("GET /b HTTP/1.0\r\n\r\n").contains(" 404 "))
        #expect(replay.received.map(\.path) == ["/a", "/a", "/a", "/abc", "/b"])
    }

    @Test(arguments: [
        ("a __SSP_TO__ b", "a 42 b"), ("__SSP_TO____SSP_TO__", "4242"), ("__ODD__", "?"),
        ("__low__ ____ _X_", "__low__ ____ _X_"),
        ("__SSP_TO", "__SSP_TO"), ("", ""),
    ])
    func `tokens are filled in`(text: String, filled: String) {
        #expect(ReplayServer.fill(text, ["SSP_TO": "42"], fallback: "?") == filled)
    }
}
