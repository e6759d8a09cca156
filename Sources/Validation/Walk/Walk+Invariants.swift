internal import ElementModel
internal import Record

extension Walk {
    /// The invariants of all rules in force, each once.
    func checkInvariants(_ node: ElementID, _ record: ElementRecord, since start: Int, to end: Int) {
        // ele-1 stands on nearly every element: it is judged here, whatever the rules say.
        if !record.flags.contains(.hasValue) || record.valueCount == 0, isBare(node), !record.flags.contains(.resource),
            !record.flags.contains(.malformed), issues.speculation == 0
        {
            noteInvariant("ele-1", node, nil, severity: .error)
        }
    }

    /// Whether an element has no children but an id.
    func isBare(_ node: ElementID) -> Bool {
        for child in view.children(node) where view.name(child) != .id { return false }
        return true
    }

    func noteInvariant(_ key: String, _ node: ElementID, _ active: ActiveRule?, severity: Severity) {
        note(.invariant, node, active, severity: severity, text: key)
    }
}
