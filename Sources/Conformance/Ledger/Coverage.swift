public import Record
public import Scenarios

/// Which requirements have a scenario.
public enum Coverage {
    /// Whether a requirement counts: provider-side, and read somewhere rather than inferred.
    public static func counts(_ requirement: Requirement) -> Bool {
        requirement.side != .consumer && requirement.basis != .inferred
    }

    /// The scenarios that speak to each requirement, by its key.
    public static func scenarios(_ catalogue: Catalogue) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for scenario in catalogue.packs.flatMap(\.scenarios) {
            var keys = scenario.requirements
            for step in scenario.steps { keys += step.expectations.flatMap(\.requirements) }
            for key in Set(keys) { found[key, default: []].append(scenario.id) }
        }
        return found.mapValues { $0.sorted() }
    }
}

/// What an author should know of the packs that is not an error: scenarios that show nothing new, or cannot fail.
public enum PackRemarks {
    public static func all(_ catalogue: Catalogue) -> [String] {
        let known = catalogue.requirements
        var remarks: [String] = []
        for scenario in catalogue.packs.flatMap(\.scenarios) {
            let place = "\(scenario.place): \(scenario.id): "
            var keys = Set(scenario.requirements)
            var hasExpectation = false
            for step in scenario.steps {
                for expectation in step.expectations {
                    keys.formUnion(expectation.requirements)
                    if expectation.isPrecondition { continue }
                    hasExpectation = true
                    if expectation.proofs.isEmpty {
                        remarks.append("\(place)\(step.id)/\(expectation.id) names no fault that proves it can fail")
                    }
                }
            }
            if !hasExpectation { remarks.append("\(place)expects nothing") }
            if !keys.isEmpty, keys.allSatisfy({ known[$0]?.requirement.basis == .inferred }) {
                remarks.append("\(place)speaks to inferred requirements alone, so it can only inform")
            }
        }
        return remarks
    }
}
