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
        // A name is meant as a whole: otherwise any path that contains a good name has one.
        case (.r4, "eld-19"): wholly(invariant.expression)
        case (.r4, "eld-20"): wholly(invariant.expression)
        // HL7's validator takes it as R5 has it: parameters that are resources have target profiles as well.
        case (.r4, "opd-3") where isCompatible:
            "targetProfile.empty() or type = 'Reference' or type = 'canonical' or type.substring(0, 1).matches('[A-Z]')"
        // The type is called canonical.
        case (.r4, "opd-3"): "targetProfile.exists() implies (type = 'Reference' or type = 'canonical')"
        // FHIR's boolean is written with a small letter.
        case (.r4, "que-7"): "operator = 'exists' implies (answer is boolean)"
        // What FHIRPath's own table knows, by the expression's hash.
        default: PublishedFault.repaired(release, key: invariant.key, expression: invariant.expression)
        }
    }

    /// An expression whose patterns match the whole of a text.
    private static func wholly(_ expression: String) -> String {
        expression.replacing(".matches(", with: ".matchesFull(")
    }
}
