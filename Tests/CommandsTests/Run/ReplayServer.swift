import Commands
import Conformance
import Definitions
import HTTPServer
import HTTPTransport
import Record
import Scenarios
import Synchronization
import TestSupport
import Testing

/// A server that gives prepared answers one after another, the last one for ever.
final class ReplayServer: Sendable {
    private let server: HTTPServer
    let base: String

    init(_ answers: [HTTPResponse]) throws {
        let counter = Mutex(0)
        server = try HTTPServer.start(
            replying: { _ in
                let number = counter.withLock { count in
                    count += 1
                    return count - 1
                }
                return .now(answers[min(number, answers.count - 1)])
            })
        base = server.url
    }

    func stop() { server.stop() }

    static func json(_ text: String, status: Int = 200) -> HTTPResponse {
        .text(text, status: status, type: "application/fhir+json; charset=utf-8")
    }
    static func xml(_ text: String, status: Int) -> HTTPResponse {
        .text(text, status: status, type: "application/fhir+xml; charset=utf-8")
    }

    /// The packs and definitions, read once for all tests.
    private static let shared = Result {
        let home = Home(path: Checkout.folder)
        let catalogue = try Catalogue(folder: home.testcases)
        return (catalogue, try Judging.context(home: home, catalogue: catalogue, scenarios: []))
    }

    /// Runs one scenario, or one variant of it, against prepared answers.
    static func judge(_ id: String, _ answers: [HTTPResponse]) async throws -> ScenarioResult {
        let replay = try ReplayServer(answers)
        defer { replay.stop() }
        let (catalogue, context) = try shared.get()
        let plain = String(id.prefix { $0 != "@" })
        let scenarios = try Selection(suites: [plain]).scenarios(of: catalogue, endpoints: nil)
        var destination = Destination(endpoints: [:])
        for pack in catalogue.packs { destination.endpoints[pack.id] = .init(base: replay.base) }
        var run = Run(
            catalogue: catalogue, scenarios: scenarios, target: TargetSummary(name: "Replay", role: "provider"),
            destination: destination,
            context: context, seed: 1)
        if id.contains("@") { run.variants = [id] }
        let transport = HTTPTransport()
        defer { transport.close() }
        let outcome = await run.perform(
            send: { request in
                await transport.send(
                    TransportRequest(
                        method: request.method, url: request.url, headers: request.headers, body: request.body,
                        timeout: 10))
            }, clock: { 1_790_000_000 }, skipsPreflight: true)
        return try #require(outcome.result.scenarios.first { $0.id == id })
    }
}

extension ScenarioResult {
    /// What came of an expectation, `step/expectation`.
    func verdict(_ place: String) -> Verdict? {
        for step in steps {
            for expectation in step.expectations where "\(step.id)/\(expectation.id)" == place {
                return expectation.judgement.verdict
            }
        }
        return nil
    }
    var findings: [Finding] { steps.flatMap { $0.expectations.flatMap(\.findings) } }
}
