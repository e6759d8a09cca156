internal import FHIRPath
internal import Record

/// Published invariants that are known to be wrong, and what their authors meant.
enum KnownFaults {
    /// The expression to evaluate for an invariant; `nil` where it is not to be evaluated at all.
    static func repaired(_ invariant: InvariantDefinition, release: FHIRRelease, isCompatible: Bool) -> String? {
        switch (release, invariant.key) {
        // HL7's validator leaves it as it is: dates of different precision then fail it.
        case (_, "per-1") where isCompatible: invariant.expression
        // Gives nothing, not true, where there is no fullUrl.
        case (_, "bdl-8"): "fullUrl.empty() or fullUrl.contains('/_history/').not()"
        // Compares a whole concept's codings with a component's, one of them being missing more often than not.
        case (.stu3, "obs-7"):
            "value.empty() or component.code.where(coding.exists() and coding.intersect(%context.code.coding).exists()).empty()"
        // A probability may be a Range, which is no number of at most 100.
        case (_, "ras-2"): "probability.ofType(decimal).all($this <= 100)"
        // More than one condition is what the rule's words say.
        case (.r4, "que-12"): "enableWhen.count() > 1 implies enableBehavior.exists()"
        // The type is called canonical.
        case (.r4, "opd-3"): "targetProfile.exists() implies (type = 'Reference' or type = 'canonical')"
        // FHIR's boolean is written with a small letter.
        case (.r4, "que-7"): "operator = 'exists' implies (answer is boolean)"
        // What FHIRPath's own table knows, by the expression's hash.
        default: PublishedFault.repaired(release, key: invariant.key, expression: invariant.expression)
        }
    }
}
