internal import Record

/// Judges recorded exchanges: a pure function of them, the packs, the definitions, the test data and the seed.
///
/// Nothing is sent and no clock is read; judged again, a recording gets the same verdicts.
public struct Judge: Sendable {
    public let catalogue: Catalogue
    public let context: JudgingContext
    /// Test data that the target names, over the packs' own.
    public let data: [String: String]
    public let seed: UInt64

    public init(catalogue: Catalogue, context: JudgingContext, data: [String: String], seed: UInt64) {
        self.catalogue = catalogue
        self.context = context
        self.data = data
        self.seed = seed
    }

    /// The values with which a scenario begins.
    func values(_ scenario: Scenario, _ variant: Variant?, pack: Pack) -> Values {
        var named = catalogue.data(pack)
        named.merge(data) { _, target in target }
        // What a target names under a pack's id is for that pack alone.
        for pack in catalogue.reach(pack).reversed() {
            let prefix = pack.id + "."
            for (name, value) in data where name.hasPrefix(prefix) {
                named[String(name.dropFirst(prefix.count))] = value
            }
        }
        for (name, value) in variant?.values ?? [:] { named[name == "variant" ? name : "variant.\(name)"] = value }
        return Values(named: named, seed: seed, scenario: Self.id(scenario, variant))
    }

    /// The id of a scenario with that of its variant.
    public static func id(_ scenario: Scenario, _ variant: Variant?) -> String {
        scenario.id + (variant.map { "@\($0.id)" } ?? "")
    }

    /// Judges one scenario by what was recorded of it.
    public func judge(_ scenario: Scenario, _ variant: Variant?, _ recording: Recording) -> ScenarioResult {
        var result = ScenarioResult(
            id: Self.id(scenario, variant), pack: scenario.pack,
            title: scenario.title + (variant.map { $0.title.isEmpty ? " (\($0.id))" : ": \($0.title)" } ?? ""),
            purpose: scenario.purpose, tags: scenario.tags, requirements: scenario.requirements,
            source: scenario.place, judgement: .pass())
        guard let pack = catalogue[pack: scenario.pack] else {
            result.judgement = .error(.scenario, "its pack is not there")
            return result
        }
        var values = values(scenario, variant, pack: pack)
        let builder = RequestBuilder(
            catalogue: catalogue, pack: pack, scenario: scenario, variant: variant,
            destination: Destination(endpoints: [:]))
        for (phase, step) in scenario.allSteps {
            let recorded = recording[step: step.id]
            values.step = step.id
            values.now = recorded?.instant ?? 0
            var outcome = judge(step, phase: phase, recorded, pack: pack, scenario: scenario, values: &values)
            outcome.request = builder.words(step)
            result.steps.append(outcome)
        }
        result.judgement = Self.conclusion(result.steps)
        return result
    }

    /// Judges one step; what it saves is added to the values.
    func judge(
        _ step: Step, phase: StepResult.Phase, _ recorded: Recording.Step?, pack: Pack, scenario: Scenario,
        values: inout Values, onlySaves: Bool = false
    ) -> StepResult {
        var result = StepResult(id: step.id, phase: phase, title: step.title, judgement: .pass())
        let answer: Answer?
        var unjudged: Judgement?
        switch recorded {
        case nil: (answer, unjudged) = (nil, .undecided(.data, "not taken: an earlier step did not come to its end"))
        case let recorded?:
            if recorded.exchange != nil { result.exchange = recorded.key }
            if let response = recorded.exchange?.response {
                answer = Answer(response, release: release(of: step, pack))
                result.status = response.status
            } else if let failure = recorded.exchange?.failure {
                answer = nil
                unjudged = .error(.network, "no answer (\(failure.kind))")
            } else {
                answer = nil
                unjudged = recorded.reason ?? .error(.harness, "the step left no exchange")
            }
        }
        var fault: Judgement?
        if let answer { fault = save(step, answer, into: &values) }
        if onlySaves { return result }
        let masking = Masking(values, base: "")
        for expectation in step.expectations {
            var outcome = ExpectationResult(
                id: expectation.id, expected: Self.words(expectation, values),
                strength: strength(expectation, scenario),
                requirements: expectation.requirements.isEmpty ? scenario.requirements : expectation.requirements,
                judgement: .pass())
            if let answer {
                let checked = check(expectation, answer, pack: pack, values: values)
                outcome.judgement = weighed(checked.judgement, expectation, phase: phase, strength: outcome.strength)
                outcome.judgement.reason = masking(outcome.judgement.reason)
                outcome.findings = checked.findings.map { masking($0) }
            } else {
                outcome.judgement = unjudged ?? .pass()
            }
            result.expectations.append(outcome)
        }
        if let gravest = result.expectations.map(\.judgement).max(by: { $0.verdict.gravity < $1.verdict.gravity }) {
            result.judgement = gravest.verdict == .pass ? .pass() : gravest
        } else {
            result.judgement = unjudged ?? .pass()
        }
        if let fault, result.judgement.verdict.gravity < fault.verdict.gravity { result.judgement = fault }
        return result
    }

    /// The release of the interaction's pack: a journey may speak to systems of different releases.
    private func release(of step: Step, _ pack: Pack) -> FHIRRelease {
        guard case .send(let name) = step.action, let interaction = catalogue.interaction(name, from: pack),
            let owner = catalogue[pack: interaction.pack]
        else { return pack.release }
        return owner.release
    }

    /// What was expected, with names that a variant gives filled in and all others left as names.
    private static func words(_ expectation: Expectation, _ values: Values) -> String {
        var text = expectation.words
        for (name, value) in values.named where name.hasPrefix("variant") {
            text = text.replacing("${\(name)}", with: value)
        }
        return text
    }

    /// The strength of an expectation: its own, else the greatest of the requirements that it speaks to.
    func strength(_ expectation: Expectation, _ scenario: Scenario) -> Requirement.Strength {
        if let own = expectation.strength { return own }
        let keys = expectation.requirements.isEmpty ? scenario.requirements : expectation.requirements
        let known = catalogue.requirements
        // Inferred rows are information: they never make a target fail.
        let strengths = keys.compactMap { known[$0]?.requirement }.filter { $0.basis != .inferred }.map(\.strength)
        if strengths.isEmpty { return keys.isEmpty ? .shall : .may }
        for strength in [Requirement.Strength.shall, .shallNot, .should, .shouldNot] where strengths.contains(strength)
        {
            return strength
        }
        return .may
    }

    /// A failure as it weighs here: a SHOULD warns, a precondition blames the data.
    private func weighed(
        _ judgement: Judgement, _ expectation: Expectation, phase: StepResult.Phase, strength: Requirement.Strength
    ) -> Judgement {
        guard judgement.verdict == .fail else { return judgement }
        if expectation.isPrecondition || phase != .main {
            return .undecided(.data, "a precondition is not met: \(judgement.reason)")
        }
        switch strength {
        case .shall, .shallNot: return judgement
        case .should, .shouldNot, .may: return Judgement(.warn, blame: .target, judgement.reason)
        }
    }

    /// The verdict on a scenario: the gravest of what its main steps were expected to do.
    static func conclusion(_ steps: [StepResult]) -> Judgement {
        for step in steps where step.phase == .setup && step.judgement.verdict != .pass {
            if step.judgement.verdict == .error || step.judgement.verdict == .skipped { return step.judgement }
            return .undecided(
                step.judgement.blame == .target ? .data : step.judgement.blame ?? .data,
                "set-up \(step.id): \(step.judgement.reason)")
        }
        let main = steps.filter { $0.phase == .main }
        let judged = main.flatMap { step in step.expectations.map { (step.id, $0) } }
        var gravest: Judgement = judged.isEmpty ? .undecided(.standard, "it expects nothing") : .pass()
        for (step, expectation) in judged
        where expectation.judgement.verdict.gravity > gravest.verdict.gravity
            || expectation.judgement.verdict == .skipped && gravest.verdict == .pass
        {
            gravest = expectation.judgement
            gravest.reason = "\(step)/\(expectation.id): \(gravest.reason)"
        }
        for step in main where step.expectations.isEmpty && step.judgement.verdict.gravity > gravest.verdict.gravity {
            gravest = step.judgement
            gravest.reason = "\(step.id): \(gravest.reason)"
        }
        return gravest
    }
}
