internal import Record
public import Scenarios

extension Conclusion {
    /// The exit code of a run and the sentence that says why.
    ///
    /// 1 any fail that the policy counts · 3 otherwise, if anything was error or a blocking undecided, or nothing
    /// passed · 0 the rest. A run in which nothing passed never ends with 0.
    public init(_ scenarios: [ScenarioResult], policy: Policy, baseline: Baseline = Baseline()) {
        let counts = VerdictCounts(scenarios.map(\.judgement.verdict))
        let outdated = baseline.passing(scenarios)
        let failing = scenarios.filter { scenario in
            let verdict = scenario.judgement.verdict
            let counted = verdict == .fail || policy.failOn == .warn && verdict == .warn
            return counted && !baseline.covers(scenario)
        }
        func number(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
        if !failing.isEmpty {
            self.init(exitCode: 1, sentence: "\(number(failing.count, "scenario")) failed.")
        } else if !outdated.isEmpty {
            self.init(
                exitCode: 3, sentence: "The baseline names what passes now: \(outdated.joined(separator: ", ")).")
        } else if counts[.error] > 0 {
            let network = scenarios.contains { $0.judgement.verdict == .error && $0.judgement.blame == .network }
            self.init(
                exitCode: 3,
                sentence: "\(number(counts[.error], "scenario")) could not be run"
                    + (network ? ": the system was not reached, or did not answer." : "."))
        } else if policy.failOn == .undecided, counts[.undecided] > 0 {
            self.init(exitCode: 3, sentence: "\(number(counts[.undecided], "scenario")) could not be decided.")
        } else if counts[.pass] == 0 {
            self.init(exitCode: 3, sentence: "Nothing passed, so nothing is shown.")
        } else {
            var sentence = "\(number(counts[.pass] + counts[.warn], "scenario")) passed"
            if counts[.warn] > 0 { sentence += ", \(counts[.warn]) of them with a warning" }
            if counts[.undecided] > 0 { sentence += "; \(counts[.undecided]) could not be decided" }
            if counts[.skipped] > 0 { sentence += "; \(counts[.skipped]) did not apply" }
            if counts[.fail] > 0 { sentence += "; \(number(counts[.fail], "known failure"))" }
            self.init(exitCode: 0, sentence: sentence + ".")
        }
    }
}
