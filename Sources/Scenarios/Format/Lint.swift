internal import Record
internal import YAML

/// What no schema can see: ids given twice, names that name nothing, expectations that cannot be proven.
struct Lint {
    let catalogue: Catalogue

    func errors() -> [YAMLError] {
        var errors: [YAMLError] = []
        var scenarios: [String: String] = [:]
        let known = catalogue.requirements
        var keys: Set<String> = []
        for pack in catalogue.packs {
            for requirement in pack.requirements where !keys.insert(requirement.key).inserted {
                errors.append(
                    YAMLError(
                        file: "testcases/\(pack.id)/requirements.yaml", position: YAMLPosition(line: 1, column: 1),
                        message: "the requirement \(requirement.key) is declared twice"))
            }
            for other in pack.uses where catalogue[pack: other] == nil {
                errors.append(
                    YAMLError(
                        file: "testcases/\(pack.id)", position: YAMLPosition(line: 1, column: 1),
                        message: "uses the pack '\(other)', which is not there"))
            }
            for scenario in pack.scenarios {
                func fail(_ message: String, _ position: YAMLPosition? = nil) {
                    errors.append(
                        YAMLError(file: scenario.file, position: position ?? scenario.position, message: message))
                }
                if let other = scenarios.updateValue(scenario.file, forKey: scenario.id) {
                    fail("the scenario id '\(scenario.id)' is also in \(other)")
                }
                for key in scenario.requirements where known[key] == nil { fail("there is no requirement \(key)") }
                check(scenario, pack: pack, known: known, fail: fail)
            }
        }
        return errors
    }

    private func check(
        _ scenario: Scenario, pack: Pack, known: [String: (requirement: Requirement, pack: String)],
        fail: (String, YAMLPosition?) -> Void
    ) {
        var variants: Set<String> = []
        for variant in scenario.variants {
            if !variants.insert(variant.id).inserted { fail("the variant '\(variant.id)' is there twice", nil) }
            for step in variant.changes.keys where !scenario.allSteps.contains(where: { $0.step.id == step }) {
                fail("the variant '\(variant.id)' changes the step '\(step)', which is not there", nil)
            }
        }
        var steps: Set<String> = []
        for (phase, step) in scenario.allSteps {
            if !steps.insert(step.id).inserted { fail("the step id '\(step.id)' is there twice", step.position) }
            if case .send(let name) = step.action, catalogue.interaction(name, from: pack) == nil {
                fail(
                    "there is no interaction '\(name)' in \(catalogue.reach(pack).map(\.id).joined(separator: ", "))",
                    step.position)
            }
            if case .fixture(let name)? = step.change.body?.origin, catalogue.fixture(name, from: pack) == nil {
                fail("there is no fixture '\(name)'", step.position)
            }
            if case .step(let name)? = step.change.body?.origin, !steps.contains(name) {
                fail("the body is taken from the step '\(name)', which does not stand before this one", step.position)
            }
            var expectations: Set<String> = []
            for expectation in step.expectations {
                if !expectations.insert(expectation.id).inserted {
                    fail("the expectation id '\(expectation.id)' is there twice", expectation.position)
                }
                for key in expectation.requirements where known[key] == nil {
                    fail("there is no requirement \(key)", expectation.position)
                }
                if case .status(let codes) = expectation.kind, codes.isEmpty {
                    fail("a status is a number, or a list of them", expectation.position)
                }
                let keys = expectation.requirements.isEmpty ? scenario.requirements : expectation.requirements
                if phase == .main, !expectation.isPrecondition, keys.isEmpty {
                    fail("'\(expectation.id)' speaks to no requirement", expectation.position)
                }
            }
        }
    }
}
