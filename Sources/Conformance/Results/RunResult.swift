public import Record
public import Scenarios

/// What a run came to: `result.json`, from which every report is drawn.
///
/// Two runs of the same target are equal byte for byte but for ``run``.
public struct RunResult: Sendable, Hashable {
    public var tool: String
    public var target: TargetSummary
    /// The standards that were judged, in the order of their ids.
    public var standards: [StandardResult]
    /// The scenarios in the order of their packs and files, whatever the order in which they ran.
    public var scenarios: [ScenarioResult]
    /// The requirements of the standards, in the order of the packs.
    public var requirements: [RequirementResult]
    public var counts: VerdictCounts
    public var policy: Policy
    public var conclusion: Conclusion
    /// Everything that varies from run to run.
    public var run: RunFacts

    public init(
        tool: String, target: TargetSummary, standards: [StandardResult], scenarios: [ScenarioResult],
        requirements: [RequirementResult], counts: VerdictCounts, policy: Policy, conclusion: Conclusion, run: RunFacts
    ) {
        self.tool = tool
        self.target = target
        self.standards = standards
        self.scenarios = scenarios
        self.requirements = requirements
        self.counts = counts
        self.policy = policy
        self.conclusion = conclusion
        self.run = run
    }
}

/// The system that was judged, without its addresses and secrets.
public struct TargetSummary: Sendable, Hashable {
    public var name: String
    /// `provider` or `consumer`.
    public var role: String
    /// Whether it is the embedded reference system.
    public var isReferenceSystem: Bool
    /// The faults that were switched on in the reference system.
    public var faults: [String]
    public init(name: String, role: String, isReferenceSystem: Bool = false, faults: [String] = []) {
        self.name = name
        self.role = role
        self.isReferenceSystem = isReferenceSystem
        self.faults = faults
    }
}

/// How many of what.
public struct VerdictCounts: Sendable, Hashable {
    public private(set) var byVerdict: [Verdict: Int] = [:]
    public init() {}
    public init(_ verdicts: some Sequence<Verdict>) { for verdict in verdicts { byVerdict[verdict, default: 0] += 1 } }
    public subscript(verdict: Verdict) -> Int { byVerdict[verdict] ?? 0 }
    public var total: Int { byVerdict.values.reduce(0, +) }
}

/// One pack of the run.
public struct StandardResult: Sendable, Hashable {
    public var id: String
    public var title: String
    public var version: String
    public var release: FHIRRelease
    /// Of its scenarios.
    public var counts: VerdictCounts
    /// Of its provider-side requirements that a scenario of the run speaks to.
    public var requirementCounts: VerdictCounts
    /// The packages that only stand in for what the standard names: verdicts that rest on them are undecided.
    public var standIns: [String]
    public init(
        id: String, title: String, version: String, release: FHIRRelease, counts: VerdictCounts,
        requirementCounts: VerdictCounts, standIns: [String] = []
    ) {
        self.id = id
        self.title = title
        self.version = version
        self.release = release
        self.counts = counts
        self.requirementCounts = requirementCounts
        self.standIns = standIns
    }
}

/// One row of the requirement ledger.
public struct RequirementResult: Sendable, Hashable {
    public var requirement: Requirement
    /// The pack that declares it.
    public var pack: String
    /// `nil` where no scenario of the run speaks to it.
    public var judgement: Judgement?
    /// The scenarios that speak to it.
    public var scenarios: [String]
    public init(requirement: Requirement, pack: String, judgement: Judgement?, scenarios: [String]) {
        self.requirement = requirement
        self.pack = pack
        self.judgement = judgement
        self.scenarios = scenarios
    }
}

/// What a pass takes.
public struct Policy: Sendable, Hashable {
    public enum FailOn: String, Sendable, Hashable, CaseIterable { case fail, warn, undecided }
    public var failOn: FailOn
    public init(failOn: FailOn = .fail) { self.failOn = failOn }
}

/// How the run ended: the exit code and the sentence that says why.
public struct Conclusion: Sendable, Hashable {
    public var exitCode: Int32
    public var sentence: String
    public init(exitCode: Int32, sentence: String) {
        self.exitCode = exitCode
        self.sentence = sentence
    }
}

/// What varies from run to run, and nothing else does.
public struct RunFacts: Sendable, Hashable {
    /// When the run began and ended, as instants in UTC.
    public var started: String
    public var ended: String
    /// Seconds.
    public var duration: Double
    public var seed: UInt64
    /// The instant that the run took for now.
    public var asOf: String
    /// The base URL of each endpoint.
    public var endpoints: [String: String]
    public var jobs: Int
    /// The C libraries and their versions.
    public var libraries: [String: String]
    /// Seconds that each exchange took, by `scenario/step`.
    public var timings: [String: Double]
    public init(
        started: String = "", ended: String = "", duration: Double = 0, seed: UInt64 = 0, asOf: String = "",
        endpoints: [String: String] = [:], jobs: Int = 1, libraries: [String: String] = [:],
        timings: [String: Double] = [:]
    ) {
        self.started = started
        self.ended = ended
        self.duration = duration
        self.seed = seed
        self.asOf = asOf
        self.endpoints = endpoints
        self.jobs = jobs
        self.libraries = libraries
        self.timings = timings
    }
}
