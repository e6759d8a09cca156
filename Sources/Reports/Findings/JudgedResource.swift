public import Record

/// A resource and what the validator says of it: one line of `assay validate`.
public struct JudgedResource: Sendable {
    /// The file as it was named, `-` for standard input.
    public var file: String
    /// `Patient/1`, or the type alone where there is no id; `nil` where nothing could be read.
    public var resource: String?
    /// The line of an NDJSON input, from 1.
    public var inputLine: Int?
    /// In the order of their places, then rules.
    public var findings: [Finding]

    public init(file: String, resource: String?, inputLine: Int? = nil, findings: [Finding]) {
        self.file = file
        self.resource = resource
        self.inputLine = inputLine
        self.findings = findings
    }

    /// No fatal finding and no error.
    public var isValid: Bool { !findings.contains { $0.severity >= .error } }
    /// How many questions could not be decided.
    public var undecided: Int { findings.count { !$0.decided } }
}
