public import Record

/// What there is to say of a ``Rule``.
public struct RuleInfo: Sendable, Hashable {
    /// How much a finding of the rule weighs, where the place does not say otherwise.
    public var severity: Severity
    /// The message ids of HL7's reference validator that it corresponds to; the first is reported.
    public var hl7: [String]
    /// What the rule asks for, in one sentence.
    public var summary: String

    init(_ severity: Severity, _ hl7: String..., asks summary: String) {
        self.severity = severity
        self.hl7 = hl7
        self.summary = summary
    }
}
