internal import Record

/// Published invariants that are known to be wrong, and what their authors meant.
enum KnownFaults {
    /// The expression to evaluate for an invariant; `nil` where it is not to be evaluated at all.
    static func repaired(_ invariant: InvariantDefinition, release: FHIRRelease) -> String? {
        switch (release, invariant.key) {
        default: invariant.expression
        }
    }
}
