import ElementModel
import Files
import Record
import Scenarios
import TestSupport
import Testing

/// A pack in a folder of its own, with the project's schema.
struct TemporaryPack {
    let folder: String

    init(scenarios: String, interactions: String = Self.interactions, data: String = "{}") throws {
        folder = "/tmp/assay-pack-\(UInt64.random(in: 0 ... .max))"
        let pack = folder + "/testing"
        try Files.makeFolder(pack + "/scenarios")
        try Files.write(
            try Files.read(Checkout.folder + "/testcases/scenario.schema.json"), to: folder + "/scenario.schema.json")
        try Files.write(
            "format: 1\nid: testing\ntitle: Testing\nversion: \"1\"\nfhir: 4.0.1\ndata: \(data)\n",
            to: pack + "/standard.yaml")
        try Files.write(
            """
            format: 1
            requirements:
              - {key: T-1, strength: SHALL, side: provider, basis: S, text: must}
              - {key: T-2, strength: SHOULD, side: provider, basis: S, text: ought}
              - {key: T-3, strength: SHALL, side: provider, basis: I, text: inferred}
            """, to: pack + "/requirements.yaml")
        try Files.write(interactions, to: pack + "/interactions.yaml")
        try Files.write(scenarios, to: pack + "/scenarios/all.yaml")
    }

    func remove() { try? Files.remove(folder) }

    static let interactions = """
        format: 1
        interactions:
          read: {method: GET, path: "/Patient/{id}", headers: {Accept: application/fhir+json}}
        """

    /// Judges the first scenario by one answer to each of its steps.
    func judge(_ answers: Exchange.Response?..., standIns: [String: String] = [:]) throws -> ScenarioResult {
        let catalogue = try Catalogue(folder: folder)
        let scenario = try #require(catalogue.packs[0].scenarios.first)
        let context = JudgingContext(
            validate: { document, _, _ in document.findings },
            evaluate: { path, document, _ in
                // As much of a path as these tests need: a member of the root.
                let view = document.view
                let name = path.split(separator: ".").last.map(String.init) ?? path
                guard let symbol = Symbol.find(name) else { return [] }
                return view.children(.root).filter { view.name($0) == symbol }.map {
                    PathValue(element: $0, text: view.hasValue($0) ? view.value($0).text : nil)
                }
            }, trace: { path, _, _ in "\(path) → false" }, standIns: standIns)
        let judge = Judge(catalogue: catalogue, context: context, data: [:], seed: 1)
        var recording = Recording(scenario: scenario.id)
        for ((_, step), answer) in zip(scenario.allSteps, answers) {
            var exchange = Exchange(request: .init(method: "GET", url: "http://x/Patient/1"))
            exchange.response = answer
            if answer == nil { exchange.failure = .init(kind: "timeout", message: "late") }
            recording.steps.append(.init(key: "\(scenario.id)/\(step.id)", exchange: exchange))
        }
        return judge.judge(scenario, scenario.variants.first, recording)
    }
}

@Suite("Judging recorded answers")
struct JudgeTests {
    private static func pack(_ expectation: String, requirement: String = "T-1") throws -> TemporaryPack {
        try TemporaryPack(
            scenarios: """
                format: 1
                scenarios:
                  - id: one
                    title: One
                    requirements: [\(requirement)]
                    steps:
                      - id: read
                        send: read
                        path: {id: "1"}
                        expect:
                          - {id: it, \(expectation)}
                """)
    }

    private static func answer(
        _ body: String, status: Int = 200,
        headers: [HeaderField] = [HeaderField("Content-Type", "application/fhir+json")]
    ) -> Exchange.Response {
        Exchange.Response(status: status, headers: headers, body: Array(body.utf8))
    }
    private static let patient = #"{"resourceType":"Patient","id":"1","active":true,"gender":"female"}"#
    private static let page = "<!DOCTYPE html><html><body>Down</body></html>"
    private static let searchset =
        #"{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"1"}},"#
        + #"{"resource":{"resourceType":"Patient","id":"2"},"search":{"mode":"include"}}]}"#

    @Test("An expression that is false is told with what its parts gave")
    func falseExpression() throws {
        let pack = try JudgeTests.pack("fhirpath: Patient.active")
        defer { pack.remove() }
        let result = try pack.judge(JudgeTests.answer(#"{"resourceType":"Patient","id":"1","active":false}"#))
        let reasons = result.steps.flatMap(\.expectations).map(\.judgement.reason)
        #expect(reasons.contains { $0.contains("Patient.active → false") }, "\(reasons)")
    }

    @Test(
        "Each kind of expectation passes on what it asks for, and fails on anything else",
        arguments: [
            ("status: 200", patient, 200, Verdict.pass), ("status: 200", patient, 201, .fail),
            ("status: [200, 201]", patient, 201, .pass), ("resource: Patient", patient, 200, .pass),
            ("resource: Patient", page, 200, .fail), ("resource: Patient", "", 200, .fail),
            ("header: {name: content-type, contains: fhir+json}", patient, 200, .pass),
            ("header: {name: ETag, present: true}", patient, 200, .fail),
            ("header: {name: ETag, present: false}", patient, 200, .pass),
            ("value: {path: Patient.gender, equals: female}", patient, 200, .pass),
            ("value: {path: Patient.gender, equals: male}", patient, 200, .fail),
            ("value: {path: Patient.birthDate, equals: male}", patient, 200, .fail),
            ("fhirpath: Patient.active", patient, 200, .pass),
            ("fhirpath: Patient.birthDate", patient, 200, .undecided),
            ("entries: {type: Patient, count: 1}", searchset, 200, .pass),
            ("entries: {type: Patient, count: 2}", searchset, 200, .fail),
            ("entries: {type: Patient, count: 1}", patient, 200, .fail),
            ("entries: {type: Patient, count: 0}", page, 200, .fail), ("member: Patient/1", searchset, 200, .pass),
            ("member: Patient/2", searchset, 200, .fail), ("notMember: Patient/2", searchset, 200, .pass),
            ("notMember: Patient/9", page, 200, .fail), ("noBody: true", "", 200, .pass),
            ("noBody: true", patient, 200, .fail), ("outcome: BAD_REQUEST", patient, 400, .fail),
            ("nhsNumber: Patient.birthDate", patient, 200, .undecided),
        ])
    func kinds(expectation: String, body: String, status: Int, verdict: Verdict) throws {
        let pack = try Self.pack(expectation)
        defer { pack.remove() }
        let result = try pack.judge(Self.answer(body, status: status))
        #expect(result.judgement.verdict == verdict, "\(result.judgement.reason)")
        #expect((result.judgement.blame == .target) == (verdict == .fail))
    }

    @Test("A 500 does not satisfy an expectation about an error's code")
    func codeOfOutcome() throws {
        func outcome(_ code: String) -> String {
            #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","details":{"coding":["#
                + #"{"system":"s","code":"\#(code)"}]}}]}"#
        }
        let pack = try Self.pack("outcome: BAD_REQUEST")
        defer { pack.remove() }
        #expect(try pack.judge(Self.answer(outcome("BAD_REQUEST"), status: 400)).judgement.verdict == .pass)
        #expect(try pack.judge(Self.answer(outcome("OTHER"), status: 400)).judgement.verdict == .fail)
        // No coded detail at all is no pass either.
        let bare = #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid"}]}"#
        #expect(try pack.judge(Self.answer(bare, status: 400)).judgement.verdict == .fail)
    }

    @Test("What rests on definitions that only stand in for others is undecided, whatever was found")
    func standIns() throws {
        let pack = try Self.pack("profile: http://hl7.org/fhir/StructureDefinition/Patient")
        defer { pack.remove() }
        #expect(try pack.judge(Self.answer(Self.patient)).judgement.verdict == .pass)
        let judgement = try pack.judge(Self.answer(Self.patient), standIns: ["testing": "it stands in"]).judgement
        #expect(judgement.verdict == .undecided)
        #expect(judgement.blame == .definitions)
    }

    @Test("A SHOULD that does not hold warns, and an inferred row never fails", arguments: ["T-2", "T-3"])
    func strengths(requirement: String) throws {
        let pack = try Self.pack("status: 200", requirement: requirement)
        defer { pack.remove() }
        #expect(try pack.judge(Self.answer("", status: 404)).judgement.verdict == .warn)
    }

    @Test("No answer is an error of the network, not a failed requirement")
    func noAnswer() throws {
        let pack = try Self.pack("status: 200")
        defer { pack.remove() }
        let judgement = try pack.judge(nil).judgement
        #expect(judgement.verdict == .error)
        #expect(judgement.blame == .network)
    }

    @Test("A precondition that is not met blames the data")
    func precondition() throws {
        let pack = try Self.pack("status: 200, precondition: true")
        defer { pack.remove() }
        let judgement = try pack.judge(Self.answer("", status: 404)).judgement
        #expect(judgement.verdict == .undecided)
        #expect(judgement.blame == .data)
    }

    @Test("A refusal says nothing where the good request was refused too")
    func control() throws {
        let pack = try TemporaryPack(
            scenarios: """
                format: 1
                scenarios:
                  - id: one
                    title: One
                    requirements: [T-1]
                    setup:
                      - {id: control, send: read, path: {id: "1"}, expect: [{id: ok, status: 200}]}
                    steps:
                      - {id: bad, send: read, path: {id: "x"}, expect: [{id: refused, status: 400}]}
                """)
        defer { pack.remove() }
        let refused = Self.answer("", status: 400)
        #expect(try pack.judge(Self.answer(Self.patient), refused).judgement.verdict == .pass)
        #expect(try pack.judge(refused, refused).judgement.verdict == .undecided)
    }

    @Test("What varies from run to run stands in reasons by name")
    func masking() throws {
        let pack = try TemporaryPack(
            scenarios: """
                format: 1
                scenarios:
                  - id: one
                    title: One
                    requirements: [T-1]
                    steps:
                      - id: read
                        send: read
                        path: {id: "1"}
                        save: {patient: Patient.id}
                        expect:
                          - {id: it, value: {path: Patient.birthDate, equals: "${patient}"}}
                          - {id: tag, header: {name: ETag, equals: "x"}}
                """)
        defer { pack.remove() }
        let body = #"{"resourceType":"Patient","id":"abc-123","birthDate":"1990-01-01"}"#
        var answer = Self.answer(body)
        answer.headers.append(HeaderField("ETag", "abc-123 9b2f1c5e-1111-4222-8333-444455556666 2026-01-01T10:00:00Z"))
        let result = try pack.judge(answer)
        let reasons = result.steps[0].expectations.map(\.judgement.reason)
        #expect(reasons[0] == "Patient.birthDate is '${date}'")
        #expect(reasons[1] == "ETag is '${patient} ${uuid} ${instant}'")
    }

    @Test(
        "What is wrong with a pack is said with its place",
        arguments: [
            ("expect: [{id: a, status: 200, statsu: 1}]", "unknown key 'statsu'"),
            ("expect: [{id: a}]", "one of status"), ("expect: [{id: a, status: 1, noBody: true}]", "expects one thing"),
            ("expect: [{id: a, status: 200}, {id: a, status: 200}]", "'a' is there twice"),
            ("expect: [{id: a, status: 200, requirements: [T-9]}]", "no requirement T-9"),
            ("body: nothing-there", "no fixture 'nothing-there'"), ("expect: {id: a}", "must be a list"),
        ])
    func lint(line: String, words: String) throws {
        let pack = try TemporaryPack(
            scenarios: """
                format: 1
                scenarios:
                  - id: one
                    title: One
                    requirements: [T-1]
                    steps:
                      - id: read
                        send: read
                        \(line)
                """)
        defer { pack.remove() }
        let error = #expect(throws: CatalogueError.self) { try Catalogue(folder: pack.folder) }
        let text = error?.description ?? ""
        #expect(text.contains(words), "\(text)")
        #expect(text.contains("all.yaml:"))
    }
}
