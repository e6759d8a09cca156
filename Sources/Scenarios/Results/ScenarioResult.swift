public import Record

/// What came of one scenario, or of one variant of it.
///
/// Everything here is equal byte for byte from run to run of the same target; what varies stands here by name.
public struct ScenarioResult: Sendable, Hashable {
    /// The scenario's id, with `@variant` for one row of its data table.
    public var id: String
    /// The id of the pack it belongs to.
    public var pack: String
    public var title: String
    /// What is at stake, for a reader who is no engineer.
    public var purpose: String
    public var tags: [String]
    /// The keys of the requirements that it speaks to.
    public var requirements: [String]
    /// Where it is written: `testcases/uk-core/scenarios/patient.yaml:12`.
    public var source: String
    public var judgement: Judgement
    public var steps: [StepResult]

    public init(
        id: String, pack: String, title: String, purpose: String = "", tags: [String] = [], requirements: [String] = [],
        source: String = "", judgement: Judgement, steps: [StepResult] = []
    ) {
        self.id = id
        self.pack = pack
        self.title = title
        self.purpose = purpose
        self.tags = tags
        self.requirements = requirements
        self.source = source
        self.judgement = judgement
        self.steps = steps
    }
}

/// What came of one step of a scenario.
public struct StepResult: Sendable, Hashable {
    public enum Phase: String, Sendable, Hashable, CaseIterable { case setup, main, teardown }

    public var id: String
    public var phase: Phase
    public var title: String
    /// What was asked, with names in place of values: `GET /Patient?identifier=…|${patient.nhsNumber}`.
    public var request: String
    /// The key of the exchange in the evidence, `scenario/step`; `nil` where nothing was sent.
    public var exchange: String?
    /// The status that came back; `nil` where none came.
    public var status: Int?
    public var judgement: Judgement
    public var expectations: [ExpectationResult]

    public init(
        id: String, phase: Phase, title: String = "", request: String = "", exchange: String? = nil,
        status: Int? = nil, judgement: Judgement, expectations: [ExpectationResult] = []
    ) {
        self.id = id
        self.phase = phase
        self.title = title
        self.request = request
        self.exchange = exchange
        self.status = status
        self.judgement = judgement
        self.expectations = expectations
    }
}

/// What came of one expectation of a step.
public struct ExpectationResult: Sendable, Hashable {
    public var id: String
    /// What was expected, in words.
    public var expected: String
    public var strength: Requirement.Strength
    /// The keys of the requirements that it speaks to.
    public var requirements: [String]
    public var judgement: Judgement
    /// What the validator found, where the expectation is about a profile.
    public var findings: [Finding]

    public init(
        id: String, expected: String, strength: Requirement.Strength = .shall, requirements: [String] = [],
        judgement: Judgement, findings: [Finding] = []
    ) {
        self.id = id
        self.expected = expected
        self.strength = strength
        self.requirements = requirements
        self.judgement = judgement
        self.findings = findings
    }
}
