internal import Record
public import Scenarios

/// The requirement ledger: what the scenarios of a run came to, told by requirement.
public enum Ledger {
    /// One row for each requirement of the packs that were run, in the order of the packs.
    ///
    /// A requirement gets the gravest verdict among the expectations that speak to it; what was only skipped is
    /// skipped; rows of basis I are information and never fail.
    public static func rows(_ scenarios: [ScenarioResult], catalogue: Catalogue) -> [RequirementResult] {
        var found: [String: (judgement: Judgement, scenarios: [String])] = [:]
        func note(_ key: String, _ judgement: Judgement, _ scenario: String) {
            guard var entry = found[key] else {
                found[key] = (judgement, [scenario])
                return
            }
            if entry.scenarios.last != scenario { entry.scenarios.append(scenario) }
            if judgement.verdict.gravity > entry.judgement.verdict.gravity { entry.judgement = judgement }
            found[key] = entry
        }
        for scenario in scenarios {
            // What set-up stopped was not judged at all, whatever its later steps would have said.
            let isStopped = scenario.steps.contains { $0.phase == .setup && $0.judgement.verdict != .pass }
            for step in scenario.steps where step.phase == .main {
                for expectation in step.expectations {
                    let judgement = isStopped ? scenario.judgement : expectation.judgement
                    for key in expectation.requirements { note(key, judgement, scenario.id) }
                }
            }
            // A key that no expectation carries by itself goes with the scenario as a whole.
            let carried = Set(scenario.steps.flatMap { $0.expectations.flatMap(\.requirements) })
            for key in scenario.requirements where !carried.contains(key) {
                note(key, scenario.judgement, scenario.id)
            }
        }
        let packs = Set(scenarios.map(\.pack))
        var shown: [Pack] = []
        for pack in catalogue.packs where packs.contains(pack.id) {
            for reached in catalogue.reach(pack) where !shown.contains(where: { $0.id == reached.id }) {
                shown.append(reached)
            }
        }
        return shown.sorted { $0.id < $1.id }.flatMap { pack in
            pack.requirements.map { requirement in
                let entry = found[requirement.key]
                return RequirementResult(
                    requirement: requirement, pack: pack.id, judgement: entry?.judgement,
                    scenarios: entry?.scenarios ?? [])
            }
        }
    }
}
