public import JSON
public import Scenarios

/// What `assay prove` came to.
public struct ProofReport: Sendable {
    public var proofs: [(proof: Proof, outcome: Proof.Outcome)] = []
    public var scenarios = 0
    public var withProof = 0
    public var expectations = 0
    public var expectationsProven = 0
    /// Expectations that no fault makes fail: `scenario/step/expectation`.
    public var unproven: [String] = []
    public var faults = 0
    /// Faults that every expectation that names them sees.
    public var killed = 0
    /// Faults that break everything, and so count for nothing.
    public var breakEverything: [String] = []
    public var mutants = 0
    public var mutantsKilled = 0
    public var mutantsSurvived: [String] = []

    public init() {}

    /// `scenario/step/expectation × fault: why`.
    public var survived: [String] {
        proofs.compactMap { entry in
            guard case .survived(let reason) = entry.outcome else { return nil }
            return "\(entry.proof.scenario)/\(entry.proof.place) × \(entry.proof.fault): \(reason)"
        }
    }

    /// Counts scenarios and expectations, once the proofs are in.
    public mutating func count(_ all: [Scenario]) {
        var killedAt: Set<String> = []
        for entry in proofs where entry.outcome.isKilled && !breakEverything.contains(entry.proof.fault) {
            killedAt.insert("\(entry.proof.scenario.prefix { $0 != "@" })/\(entry.proof.place)")
        }
        scenarios = all.count
        for scenario in all {
            var isProven = true
            for step in scenario.steps {
                for expectation in step.expectations where !expectation.isPrecondition {
                    expectations += 1
                    let place = "\(scenario.id)/\(step.id)/\(expectation.id)"
                    if killedAt.contains(place) {
                        expectationsProven += 1
                    } else {
                        isProven = false
                        unproven.append(place)
                    }
                }
            }
            if isProven { withProof += 1 }
        }
        let names = Set(proofs.map(\.proof.fault))
        faults = names.count
        let alive = Set(proofs.filter { !$0.outcome.isKilled }.map(\.proof.fault)).union(breakEverything)
        killed = names.subtracting(alive).count
    }

    /// 1 when a fault survives or an expectation has no proof.
    public var exitCode: Int32 { survived.isEmpty && unproven.isEmpty && breakEverything.isEmpty ? 0 : 1 }

    /// The last line of `--format json`.
    public var json: JSONValue {
        func number(_ value: Int) -> JSONValue { .number(String(value)) }
        func list(_ items: [String]) -> JSONValue { .array(items.map { .string($0) }) }
        return [
            "scenarios": number(scenarios), "withProof": number(withProof), "expectations": number(expectations),
            "expectationsProven": number(expectationsProven), "faults": number(faults), "killed": number(killed),
            "survived": list(survived), "unproven": list(unproven), "breakEverything": list(breakEverything),
            "mutants": number(mutants), "mutantsKilled": number(mutantsKilled),
            "mutantsSurvived": list(mutantsSurvived),
        ]
    }
}
