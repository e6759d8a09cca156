public import Record

/// What a report page shows, in the order in which it shows it.
///
/// Plain values: whoever has a run (from memory or from its evidence) fills them in, and ``ReportPage/html`` draws them.
public struct ReportPage: Sendable {
    public var title: String
    /// What was judged, when, by what: name and value.
    public var facts: [Fact]
    /// One sentence that a person who is no engineer understands.
    public var summary: String
    public var suites: [Suite]
    public var requirements: [RequirementRow]

    public struct Fact: Sendable {
        public var name: String
        public var value: String
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public struct Suite: Sendable {
        public var id: String
        public var title: String
        public var scenarios: [Scenario]
        public init(id: String, title: String, scenarios: [Scenario]) {
            self.id = id
            self.title = title
            self.scenarios = scenarios
        }
    }

    public struct Scenario: Sendable {
        public var id: String
        public var title: String
        /// What it is about, in the author's words.
        public var text: String
        public var verdict: Verdict
        public var blame: Blame?
        public var reason: String?
        public var requirements: [String]
        public var steps: [Step]
        /// The command that runs this scenario alone.
        public var rerun: String?
        public init(
            id: String, title: String, text: String = "", verdict: Verdict, blame: Blame? = nil, reason: String? = nil,
            requirements: [String] = [], steps: [Step] = [], rerun: String? = nil
        ) {
            self.id = id
            self.title = title
            self.text = text
            self.verdict = verdict
            self.blame = blame
            self.reason = reason
            self.requirements = requirements
            self.steps = steps
            self.rerun = rerun
        }
    }

    public struct Step: Sendable {
        public var id: String
        public var title: String
        public var expectations: [Expectation]
        public var exchange: Exchange?
        public init(id: String, title: String, expectations: [Expectation] = [], exchange: Exchange? = nil) {
            self.id = id
            self.title = title
            self.expectations = expectations
            self.exchange = exchange
        }
    }

    public struct Expectation: Sendable {
        public var id: String
        /// What was expected.
        public var text: String
        public var verdict: Verdict
        public var blame: Blame?
        /// What was found.
        public var reason: String?
        public var requirements: [String]
        public var findings: [Finding]
        public init(
            id: String, text: String, verdict: Verdict, blame: Blame? = nil, reason: String? = nil,
            requirements: [String] = [], findings: [Finding] = []
        ) {
            self.id = id
            self.text = text
            self.verdict = verdict
            self.blame = blame
            self.reason = reason
            self.requirements = requirements
            self.findings = findings
        }
    }

    /// A requirement and what this run says of it; `nil` where no scenario spoke to it.
    public struct RequirementRow: Sendable {
        public var requirement: Requirement
        public var verdict: Verdict?
        public var scenarios: [String]
        public init(requirement: Requirement, verdict: Verdict?, scenarios: [String]) {
            self.requirement = requirement
            self.verdict = verdict
            self.scenarios = scenarios
        }
    }

    public init(title: String, facts: [Fact], summary: String, suites: [Suite], requirements: [RequirementRow]) {
        self.title = title
        self.facts = facts
        self.summary = summary
        self.suites = suites
        self.requirements = requirements
    }
}
