import Files
import HTTPServer
import Record
import Scenarios
import TestSupport
import Testing

/// The error bodies of the NHS's own GP Connect simulator, judged by the scenarios that they fit.
@Suite("Error bodies of the NHS simulator", .enabled(if: Shared.folder != nil, "needs the shared material"))
struct SimulatorErrorTests {
    private static let folder = (Shared.folder ?? "") + "/examples/gpconnect.simulator"

    /// The bodies, their `__TOKENS__` filled in.
    private static func body(_ name: String) throws -> String {
        var text = try Files.readText("\(folder)/operation_outcome_\(name).xml")
        for (token, value) in [
            ("__DIARY_ENTRY_SEARCH_DATE__", "2020-01-01"), ("__ERRORTEXT_CE__", "search end is wrong"),
            ("__ERRORTEXT_IVP__", "parameter is wrong"), ("__SSP_TO__", "123456789012"),
        ] {
            text = text.replacing(token, with: value)
        }
        #expect(!text.contains("__"))
        return text
    }

    static let all: [String] = {
        ((try? Files.list(folder)) ?? []).filter { $0.hasPrefix("operation_outcome_") }
            .map { String($0.dropFirst(18).dropLast(4)) }.sorted()
    }()

    private static let accepted = ReplayServer.json(
        #"{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"1"}}]}"#)

    /// File × scenario: the status that it is served with, and whether the code is the one that the scenario asks for.
    static let pairs: [(file: String, scenario: String, status: Int, fits: Bool)] = [
        ("am", "fnd-jwt-malformed@missing", 400, true),
        ("jwtnotb64", "fnd-jwt-malformed@not-base64url", 400, true),
        ("pi", "fnd-jwt-malformed@scheme", 400, true),
        ("jwtsigpresent", "fnd-jwt-signed@signature", 400, true),
        // The simulator answers INVALID_PARAMETER where the NHS's own test suite expects BAD_REQUEST.
        ("invalid_jwt_header", "fnd-jwt-signed@algorithm", 400, false),
        ("exptoolate", "fnd-jwt-times@too-long", 400, true),
        ("noaud", "fnd-jwt-claim-missing@aud", 400, true),
        ("noscope", "fnd-jwt-claim-missing@scope", 400, true),
        ("norqprac", "fnd-jwt-claim-missing@practitioner", 400, true),
        ("rqorgscope", "fnd-jwt-scope@organization", 400, true),
        ("ndcormig", "fnd-jwt-reason@secondary-uses", 400, true),
        ("nmg", "fnd-jwt-reason@secondary-uses", 400, true),
        ("nmig", "fnd-jwt-reason@secondary-uses", 400, true),
        ("sspfrommissing", "fnd-ssp-from-missing@missing", 400, true),
        ("ssptomismatch", "fnd-ssp-to-wrong@mismatch", 400, true),
    ]

    @Test("All of them are there")
    func count() { #expect(Self.all.count == 33) }

    @Test("Status and code are judged by the scenario that the body fits", arguments: pairs)
    func fits(pair: (file: String, scenario: String, status: Int, fits: Bool)) async throws {
        let body = try Self.body(pair.file)
        let result = try await ReplayServer.judge(
            pair.scenario, [Self.accepted, ReplayServer.xml(body, status: pair.status)])
        #expect(result.verdict("call/status") == .pass)
        #expect(result.verdict("call/code") == (pair.fits ? .pass : .fail))
        #expect(result.judgement.verdict == (pair.fits ? .pass : .fail), "\(result.judgement.reason)")
    }

    @Test("The same body under another status fails", arguments: pairs.filter(\.fits))
    func wrongStatus(pair: (file: String, scenario: String, status: Int, fits: Bool)) async throws {
        let body = try Self.body(pair.file)
        let result = try await ReplayServer.judge(pair.scenario, [Self.accepted, ReplayServer.xml(body, status: 200)])
        #expect(result.verdict("call/status") == .fail)
        #expect(result.judgement.verdict == .fail)
    }

    @Test("The profile that they claim is unknown, and that is a finding", arguments: all)
    func unknownProfile(file: String) async throws {
        let body = try Self.body(file)
        let result = try await ReplayServer.judge("fnd-error-model", [ReplayServer.xml(body, status: 400)])
        #expect(result.judgement.verdict == .fail)
        #expect(result.verdict("call/claims") == .fail)
        #expect(
            result.findings.contains {
                $0.message.contains("gpconnect-operationoutcome-1") && $0.expression.contains("meta.profile")
            })
    }

    @Test("None of them passes as the answer to a good request", arguments: all)
    func goodRequest(file: String) async throws {
        let body = try Self.body(file)
        for status in [200, 400] {
            let result = try await ReplayServer.judge("fnd-find-patient", [ReplayServer.xml(body, status: status)])
            #expect(result.judgement.verdict == .fail, "status \(status): \(result.judgement.reason)")
        }
    }
}
