internal import Conformance
package import Definitions
internal import ElementModel
internal import Record
package import Scenarios
internal import Validation

/// Brings the judge and the layers below it together.
package enum Judging {
    package static func context(home: Home, catalogue: Catalogue, scenarios: [Scenario]) throws(Stop) -> JudgingContext
    {
        try context(home: home, catalogue: catalogue, terminology: nil)
    }

    /// - Parameter terminology: what is asked of codes beside the definitions.
    static func context(home: Home, catalogue: Catalogue, terminology: TerminologySources?) throws(Stop)
        -> JudgingContext
    {
        let validators = ReleaseValidators(home: home, terminology: terminology)
        let expressions = Expressions(validators: validators)
        // Without an index there are no profiles either, which the validators tell.
        let index = try? ProfileIndex(folder: home.profiles)
        let standIns = index.map { StandIns.reasons(catalogue.packs, index: $0) } ?? [:]
        return JudgingContext(
            validate: { document, element, profiles in
                validators.validate(document, element: element, profiles: profiles)
            },
            evaluate: { (path, document, element) throws(PathFault) in
                try expressions.values(path, document, element)
            }, trace: { path, document, element in expressions.trace(path, document, element) }, standIns: standIns,
            settle: { await terminology?.settle() ?? false })
    }
}
