internal import ElementModel

/// The invariants that stand on every node or nearly, written by hand beside their FHIRPath twins.
public enum HotInvariant: Sendable {
    /// Whether a narrative's `div` has only what FHIR allows (txt-1).
    static func isNarrativeAllowed(_ view: ElementView, _ element: ElementID) -> Bool {
        guard view.hasValue(element) else { return true }
        var isAllowed = true
        NarrativeRules.read(view.value(element)) { problem in
            if problem.kind == .noContent { return true }
            isAllowed = false
            return false
        }
        return isAllowed
    }
}
