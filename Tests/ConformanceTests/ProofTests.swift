import Conformance
import Record
import Scenarios
import Testing

@Suite("Proofs")
struct ProofTests {
    private static func result(_ verdicts: [Verdict], setup: Verdict = .pass) -> ScenarioResult {
        let expectations = verdicts.enumerated().map {
            ExpectationResult(id: "e\($0.offset)", expected: "", judgement: Judgement($0.element))
        }
        return ScenarioResult(
            id: "s", pack: "p", title: "", judgement: .pass(),
            steps: [
                StepResult(id: "c", phase: .setup, judgement: Judgement(setup)),
                StepResult(id: "a", phase: .main, judgement: .pass(), expectations: expectations),
            ])
    }
    private let proof = Proof(scenario: "s", step: "a", expectation: "e1", fault: "f")

    @Test("Killed: the named expectation fails, with what follows from it")
    func killed() {
        let clean = Self.result([.pass, .pass, .pass])
        let faulty = Self.result([.pass, .fail, .fail])
        #expect(proof.outcome(clean: clean, faulty: faulty, named: ["a/e1"]) == .killed(collateral: ["a/e2"]))
    }

    @Test("Survived: nothing fails, another one fails first, the set-up breaks, or it failed before")
    func survived() {
        let clean = Self.result([.pass, .pass, .pass])
        let faulty = [
            clean, Self.result([.fail, .fail, .pass]), Self.result([.pass, .undecided, .pass]),
            Self.result([.pass, .fail, .pass], setup: .undecided),
        ]
        for result in faulty {
            #expect(!proof.outcome(clean: clean, faulty: result, named: ["a/e1"]).isKilled)
        }
        let failing = Self.result([.pass, .fail, .pass])
        #expect(!proof.outcome(clean: failing, faulty: failing, named: ["a/e1"]).isKilled)
    }

    @Test("Expectations that name the same fault may fail together")
    func together() {
        let clean = Self.result([.pass, .pass, .pass])
        let faulty = Self.result([.fail, .fail, .pass])
        #expect(proof.outcome(clean: clean, faulty: faulty, named: ["a/e0", "a/e1"]).isKilled)
    }

    @Test("An answer has mutants: without each header and element, with another status and code")
    func mutants() {
        let body =
            #"{"resourceType":"OperationOutcome","issue":[{"code":"invalid","details":{"coding":[{"code":"X"}]}}]}"#
        let names = Mutant.of(
            "a", interaction: "find",
            Exchange.Response(status: 400, headers: [HeaderField("Cache-Control", "no-store")], body: Array(body.utf8))
        ).map(\.name)
        #expect(names.contains("error: without Cache-Control"))
        #expect(names.contains("find, error: status 200"))
        #expect(names.contains("without OperationOutcome.issue"))
        #expect(names.contains("OperationOutcome.issue.details.coding.code changed"))
    }
}
