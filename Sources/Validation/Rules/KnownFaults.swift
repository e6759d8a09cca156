internal import Record

/// Published invariants that are known to be wrong, and what their authors meant.
enum KnownFaults {
    /// The expression to evaluate for an invariant; `nil` where it is not to be evaluated at all.
    static func repaired(_ invariant: InvariantDefinition, release: FHIRRelease) -> String? {
        switch (release, invariant.key) {
        // Gives nothing, not true, where there is no fullUrl.
        case (_, "bdl-8"): "fullUrl.empty() or fullUrl.contains('/_history/').not()"
        // Compares a whole concept's codings with a component's, one of them being missing more often than not.
        case (.stu3, "obs-7"):
            "value.empty() or component.code.where(coding.exists() and coding.intersect(%context.code.coding).exists()).empty()"
        // A probability may be a Range, which is no number of at most 100.
        case (_, "ras-2"): "probability is decimal implies (probability as decimal) <= 100"
        // FHIR's boolean is written with a small letter.
        case (.r4, "que-7"): "operator = 'exists' implies (answer is boolean)"
        default: invariant.expression
        }
    }
}
