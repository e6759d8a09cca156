import Conformance
import Record
import Scenarios
import Testing

@Suite("How a run ends")
struct ConclusionTests {
    private static func scenario(_ verdict: Verdict, _ id: String = "s") -> ScenarioResult {
        let judgement = Judgement(verdict, "why")
        return ScenarioResult(
            id: id, pack: "p", title: id, judgement: judgement,
            steps: [
                StepResult(
                    id: "a", phase: .main, judgement: judgement,
                    expectations: [ExpectationResult(id: "e", expected: "x", judgement: judgement)])
            ])
    }

    @Test(
        "The exit code follows from the verdicts and the policy",
        arguments: [
            ([Verdict.pass], Policy.FailOn.fail, Int32(0)), ([.pass, .fail], .fail, 1), ([.pass, .warn], .fail, 0),
            ([.pass, .warn], .warn, 1), ([.pass, .undecided], .fail, 0), ([.pass, .undecided], .undecided, 3),
            ([.pass, .error], .fail, 3), ([.fail, .error], .fail, 1), ([.undecided], .fail, 3), ([.skipped], .fail, 3),
            ([], .fail, 3), ([.warn], .fail, 3), ([.pass, .skipped], .fail, 0),
        ])
    func exitCodes(verdicts: [Verdict], failOn: Policy.FailOn, code: Int32) {
        let conclusion = Conclusion(verdicts.map { Self.scenario($0) }, policy: Policy(failOn: failOn))
        #expect(conclusion.exitCode == code, "\(conclusion.sentence)")
        #expect(!conclusion.sentence.isEmpty)
    }

    @Test("A known failure does not count, and one that passes is an error", arguments: ["old", "old/a/e"])
    func baseline(id: String) {
        let known = Baseline(known: [id: "ticket"])
        let good = Self.scenario(.pass, "good")
        #expect(Conclusion([Self.scenario(.fail, "old"), good], policy: Policy(), baseline: known).exitCode == 0)
        #expect(Conclusion([Self.scenario(.fail, "new"), good], policy: Policy(), baseline: known).exitCode == 1)
        #expect(Conclusion([Self.scenario(.pass, "old"), good], policy: Policy(), baseline: known).exitCode == 3)
    }
}
