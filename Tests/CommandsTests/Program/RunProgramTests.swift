import Files
import HTTPServer
import JSON
import Record
import TestSupport
import Testing

@Suite("assay run, as a user meets it", .serialized)
struct RunProgramTests {
    static func target(_ base: String, in folder: String) throws -> String {
        let path = "\(folder)/target.yaml"
        try Files.write(
            """
            format: 1
            name: Nobody's system
            role: provider
            endpoints:
              uk-core: {base: "\(base)"}
            """, to: path)
        return path
    }

    static func result(_ folder: String) throws -> JSONValue {
        try JSONValue(parsing: try Files.read("\(folder)/report/result.json"))
    }

    /// Runs against a base and expects: no server there, blame network, a report all the same.
    static func expectNoServer(_ base: String, _ more: [String] = []) async throws {
        try await withFolder { folder in
            let started = ContinuousClock.now
            let run = await Program(
                ["run", "--target", try target(base, in: folder), "--report", "\(folder)/report"] + more)
            #expect(run.exitCode == 3, "\(run.output)\(run.error)")
            #expect(ContinuousClock.now - started < .seconds(30))
            let result = try result(folder)
            let scenarios = result["scenarios"]?.array ?? []
            #expect(!scenarios.isEmpty)
            #expect(
                scenarios.allSatisfy {
                    $0["judgement"]?["verdict"] == "error" && $0["judgement"]?["blame"] == "network"
                })
            for file in ["report.html", "junit.xml", "manifest.json", "exchanges.ndjson"] {
                #expect(Files.exists("\(folder)/report/\(file)"), "\(file)")
            }
        }
    }

    @Test("A dead port is an error of the network")
    func deadPort() async throws { try await Self.expectNoServer("http://127.0.0.1:9/r4") }

    @Test("A web page is no FHIR server")
    func webPage() async throws {
        let server = try HTTPServer.start(handler: { _ in
            HTTPResponse(
                status: 200, headers: [.init("Content-Type", "text/html")],
                body: Array("<html><body>Hello</body></html>".utf8))
        })
        defer { server.stop() }
        try await Self.expectNoServer("\(server.url)/r4")
    }

    @Test(
        "A target file that is wrong is refused with its line",
        arguments: [
            ("format: 1\nname: x\nendpoint: {}\n", ":3:"), ("format: 2\n", ":1:"),
            ("format: 1\n  name: [\n", "target.yaml"),
            ("", "target.yaml"),
        ])
    func wrongTarget(text: String, says: String) async throws {
        try await withFolder { folder in
            try Files.write(text, to: "\(folder)/target.yaml")
            let run = await Program("run", "--target", "\(folder)/target.yaml", "--report", "\(folder)/report")
            #expect(run.exitCode == 2)
            #expect(run.error.contains(says), "\(run.error)")
        }
    }

    @Test("A suite that is not there is refused, and nothing passes")
    func unknownSuite() async {
        let run = await Program("run", "no-such-suite")
        #expect(run.exitCode == 2)
        #expect(run.error.contains("no-such-suite"))
    }

    @Test("Against the reference system everything passes, twice alike, and a fault is seen")
    func referenceSystem() async throws {
        try await withFolder { folder in
            var results: [String] = []
            for name in ["one", "two"] {
                let run = await Program("run", "--report", "\(folder)/\(name)", "--quiet")
                #expect(run.exitCode == 0, "\(run.output)\(run.error)")
                var result = try JSONValue(parsing: try Files.read("\(folder)/\(name)/result.json"))
                #expect(result["run"] != nil)
                result["run"] = nil
                results.append(result.text())
            }
            #expect(results[0] == results[1])
            let broken = await Program(
                "run", "ukc-nhs-number", "--fault", "patient-missing-nhs-number", "--report", "\(folder)/three")
            #expect(broken.exitCode == 1)
            #expect(broken.output.contains("ukc-nhs-number"))
        }
    }
}
