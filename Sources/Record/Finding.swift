/// How much a finding weighs, in the words of FHIR's `OperationOutcome.issue.severity`.
public enum Severity: UInt8, Sendable, Hashable, Comparable, CaseIterable {
    case information = 0
    case warning = 1
    case error = 2
    case fatal = 3

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    /// The FHIR code of the severity.
    public var code: String {
        switch self {
        case .information: "information"
        case .warning: "warning"
        case .error: "error"
        case .fatal: "fatal"
        }
    }
}

/// What the validator, or a reader, says of one place in a resource.
public struct Finding: Sendable, Hashable {
    public var severity: Severity
    /// Assay's stable id of the rule, for example `cardinality-min`.
    public var rule: String
    /// The message id of HL7's reference validator that the rule corresponds to, where there is one.
    public var hl7: String?
    /// The key of the invariant that is false, where the rule is an invariant.
    public var constraint: String?
    /// The element as a FHIRPath expression with indices on repeating elements: `Patient.name[0].family`.
    public var expression: String
    /// The line, from 1; 0 where no place is known.
    public var line: Int
    /// The column, from 1, in UTF-16 units; 0 where no place is known.
    public var column: Int
    /// What was expected, what was found and what to do.
    public var message: String
    /// The canonical, with version, of the profile whose rule it is.
    public var profile: String?
    /// The id of the profile's element definition whose rule it is.
    public var element: String?
    /// `false` where the question could not be decided (missing definition, code system, …); the severity is then `warning`.
    public var decided: Bool

    public init(
        severity: Severity, rule: String, hl7: String? = nil, constraint: String? = nil, expression: String,
        line: Int = 0, column: Int = 0, message: String, profile: String? = nil, element: String? = nil,
        decided: Bool = true
    ) {
        self.severity = severity
        self.rule = rule
        self.hl7 = hl7
        self.constraint = constraint
        self.expression = expression
        self.line = line
        self.column = column
        self.message = message
        self.profile = profile
        self.element = element
        self.decided = decided
    }
}
