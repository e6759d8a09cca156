import Conformance
import Evidence
import Files
import JSON
import Record
import Scenarios
import Testing

@Suite("Evidence")
struct EvidenceFolderTests {
    private static let exchange = Exchange(
        request: .init(
            method: "GET", url: "http://user:word@x/Patient?access_token=abc&name=y",
            headers: [HeaderField("Authorization", "Bearer eyJhbGciOi"), HeaderField("Accept", "a/b")]),
        response: .init(
            status: 200, headers: [HeaderField("Set-Cookie", "session=1")], wireBody: [1, 2], body: Array("{}".utf8)))

    @Test("Secrets are taken out of headers and addresses; what is none stays")
    func redaction() {
        let exchange = Redaction.redacted(Self.exchange)
        #expect(exchange.request.headers[field: "Authorization"] == "Bearer (redacted, 10 bytes)")
        #expect(exchange.request.headers[field: "Accept"] == "a/b")
        #expect(exchange.request.url == "http://(redacted)@x/Patient?access_token=(redacted)&name=y")
        #expect(exchange.response?.headers[field: "Set-Cookie"]?.contains("session=1") == false)
        #expect(Redaction.redacted(exchange) == exchange)
    }

    @Test("What is written is read back, and a changed body is found")
    func roundTrip() throws {
        let path = "/tmp/assay-evidence-\(UInt64.random(in: 0 ... .max))"
        let folder = EvidenceFolder(path: path)
        let recording = Recording(
            scenario: "s",
            steps: [
                .init(key: "s/a", exchange: Self.exchange, instant: 5),
                .init(key: "s/b", exchange: nil, reason: .undecided(.data, "no data")),
            ])
        let result = RunResult(
            tool: "assay", target: TargetSummary(name: "t", role: "provider"), standards: [], scenarios: [],
            requirements: [], counts: VerdictCounts(), policy: Policy(),
            conclusion: Conclusion(exitCode: 3, sentence: "Nothing passed."), run: RunFacts())
        try folder.write(result, recordings: [recording], reports: [("junit.xml", Array("<x/>".utf8))])

        let text = try Files.readText(path + "/exchanges.ndjson")
        #expect(!text.contains("eyJhbGciOi"))
        #expect(!text.contains("word@"))
        let back = try folder.recordings()
        #expect(back.damaged.isEmpty)
        #expect(back.recordings.count == 1)
        #expect(back.recordings[0].steps[0].exchange?.response?.body == Array("{}".utf8))
        #expect(back.recordings[0].steps[0].exchange?.response?.wireBody == [1, 2])
        #expect(back.recordings[0].steps[0].instant == 5)
        #expect(back.recordings[0].steps[1].reason == .undecided(.data, "no data"))

        let manifest = try JSONValue(parsing: try Files.read(path + "/manifest.json"))
        let names = manifest["files"]?.array?.compactMap { $0["name"]?.string } ?? []
        for name in ["result.json", "exchanges.ndjson", "junit.xml"] { #expect(names.contains(name)) }
        let body = try #require(names.first { $0.hasPrefix("bodies/") })
        try Files.write("changed", to: path + "/" + body)
        #expect(try folder.recordings().damaged == [body])
    }
}
