internal import Record
public import Scenarios

/// An expectation and a fault that is to make it fail.
public struct Proof: Sendable, Hashable {
    /// The scenario's id with its variant.
    public var scenario: String
    public var step: String
    public var expectation: String
    public var fault: String

    public init(scenario: String, step: String, expectation: String, fault: String) {
        self.scenario = scenario
        self.step = step
        self.expectation = expectation
        self.fault = fault
    }

    /// `step/expectation`.
    public var place: String { "\(step)/\(expectation)" }

    /// Every proof that scenarios name, a fault's name filled in by the variant.
    public static func all(_ jobs: [Schedule.Job]) -> [Proof] {
        var proofs: [Proof] = []
        for job in jobs {
            for step in job.scenario.steps {
                for expectation in step.expectations {
                    for template in expectation.proofs {
                        var fault = template
                        for (name, value) in job.variant?.values ?? [:] {
                            fault = fault.replacing("${variant.\(name)}", with: value)
                        }
                        if fault.isEmpty || fault.contains("${") { continue }
                        proofs.append(
                            Proof(scenario: job.id, step: step.id, expectation: expectation.id, fault: fault))
                    }
                }
            }
        }
        return proofs
    }

    /// What came of it.
    public enum Outcome: Sendable, Hashable {
        /// The expectation failed, and nothing before it did; what failed after it.
        case killed(collateral: [String])
        /// It did not fail, or something that does not follow from it failed first: why.
        case survived(String)

        public var isKilled: Bool { if case .killed = self { true } else { false } }
    }

    /// Compares a scenario without and with the fault.
    ///
    /// - Parameters:
    ///   - clean: the scenario without a fault.
    ///   - faulty: the scenario with it.
    ///   - named: all expectations of the scenario that name the fault; they may fail together.
    public func outcome(clean: ScenarioResult, faulty: ScenarioResult, named: Set<String>) -> Outcome {
        guard Self.judgement(place, clean)?.verdict == .pass else {
            let judgement = Self.judgement(place, clean)
            return .survived(
                "without the fault it is \(judgement?.verdict.rawValue ?? "not there"): \(judgement?.reason ?? "")")
        }
        guard let judgement = Self.judgement(place, faulty) else { return .survived("it was not judged") }
        guard judgement.verdict == .fail || judgement.verdict == .warn else {
            return .survived("with the fault it is \(judgement.verdict.rawValue): \(judgement.reason)")
        }
        for step in faulty.steps where step.phase == .setup && step.judgement.verdict != .pass {
            return .survived("the fault breaks the set-up (\(step.id)), so it says nothing")
        }
        var collateral: [String] = []
        var isReached = false
        for step in faulty.steps where step.phase == .main {
            for expectation in step.expectations {
                let name = "\(step.id)/\(expectation.id)"
                if named.contains(name) { isReached = true }
                if expectation.judgement.verdict == .pass || name == place { continue }
                if !isReached { return .survived("\(name) fails first, which does not follow from it") }
                collateral.append(name)
            }
        }
        return .killed(collateral: collateral)
    }

    private static func judgement(_ place: String, _ result: ScenarioResult) -> Judgement? {
        for step in result.steps where step.phase == .main {
            for expectation in step.expectations where "\(step.id)/\(expectation.id)" == place {
                return expectation.judgement
            }
        }
        return nil
    }
}
