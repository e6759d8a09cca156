/// What is said of an expectation, a scenario or a requirement.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Something was checked and held.
    case pass
    /// Something was checked and did not hold, and the target is to blame.
    case fail
    /// A SHOULD that did not hold.
    case warn
    /// Nothing was there to check, or a code, a definition or a precondition was missing.
    case undecided
    /// Not applicable to this role or to the declared capabilities.
    case skipped
    /// The harness, the network or the scenario itself went wrong.
    case error
}

/// Who or what a verdict other than pass rests with.
public enum Blame: String, Sendable, Hashable, CaseIterable {
    case target, data, network, terminology, definitions, scenario, standard, harness
}
