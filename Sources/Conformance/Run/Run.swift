public import Record
public import Scenarios

/// One run: preflight, drive, judge, conclude.
public struct Run: Sendable {
    public var catalogue: Catalogue
    public var scenarios: [Scenario]
    /// Ids of variants that alone are wanted of a scenario; empty: all of them.
    public var variants: Set<String> = []
    public var target: TargetSummary
    public var destination: Destination
    public var context: JudgingContext
    public var policy: Policy
    public var baseline: Baseline
    public var seed: UInt64
    /// Seconds since 1970 that count as now; `nil`: the clock's.
    public var asOf: Int?
    public var jobs: Int
    public var tool: String

    public init(
        catalogue: Catalogue, scenarios: [Scenario], target: TargetSummary, destination: Destination,
        context: JudgingContext, policy: Policy = Policy(), baseline: Baseline = Baseline(), seed: UInt64 = 0,
        asOf: Int? = nil, jobs: Int = 4, tool: String = "assay"
    ) {
        self.catalogue = catalogue
        self.scenarios = scenarios
        self.target = target
        self.destination = destination
        self.context = context
        self.policy = policy
        self.baseline = baseline
        self.seed = seed
        self.asOf = asOf
        self.jobs = jobs
        self.tool = tool
    }

    /// What a run leaves: the result and what it rests on.
    public struct Outcome: Sendable {
        public var result: RunResult
        public var recordings: [Recording]
    }

    /// Runs it.
    ///
    /// - Parameters:
    ///   - send: puts a request on the wire.
    ///   - clock: seconds since 1970.
    ///   - skipsPreflight: for a system that was just started beside the run.
    ///   - progress: told of each scenario as it ends.
    public func perform(
        send: @escaping @Sendable (Exchange.Request) async -> Exchange, clock: @escaping @Sendable () -> Double,
        skipsPreflight: Bool = false, progress: @escaping @Sendable (ScenarioResult) -> Void = { _ in }
    ) async -> Outcome {
        let started = clock()
        var jobs = Schedule.jobs(scenarios)
        if !variants.isEmpty {
            jobs = jobs.filter { job in
                job.variant == nil || variants.contains(job.id)
                    || !variants.contains { $0.hasPrefix(job.scenario.id + "@") }
            }
        }
        let unreachable = skipsPreflight ? [:] : await Preflight.check(wanted(), send: send)
        let judge = Judge(catalogue: catalogue, context: context, data: destination.data, seed: seed)
        let driver = Driver(
            judge: judge, destination: destination, asOf: asOf, clock: { Int(clock()) }, send: send)
        let settle = context.settle
        let catalogue = self.catalogue
        let endpoints = destination.endpoints
        let pairs = await Schedule(jobs: jobs, width: self.jobs).run { job -> (Recording, ScenarioResult) in
            var recording: Recording
            if let reason = Self.blocked(job.scenario, unreachable, endpoints, catalogue) {
                recording = Recording(scenario: job.id)
                recording.steps = job.scenario.allSteps.map {
                    Recording.Step(key: "\(job.id)/\($0.step.id)", exchange: nil, reason: reason)
                }
            } else {
                recording = await driver.drive(job.scenario, job.variant)
            }
            // Judging takes the processor for long: let others in between.
            await Task.yield()
            var result = judge.judge(job.scenario, job.variant, recording)
            // What a terminology server has to decide is asked for together; then the same exchanges are judged again.
            for _ in 0..<4 {
                guard await settle() else { break }
                result = judge.judge(job.scenario, job.variant, recording)
            }
            return (recording, result)
        } finished: { _, pair in
            progress(pair.1)
        }
        var facts = RunFacts(
            started: Self.instant(started), seed: seed, asOf: asOf.map { Calendar.utc($0) } ?? Self.instant(started),
            endpoints: destination.endpoints.mapValues(\.base), jobs: self.jobs)
        for step in pairs.flatMap(\.0.steps) { facts.timings[step.key] = step.exchange?.duration }
        let ended = clock()
        facts.ended = Self.instant(ended)
        facts.duration = ended - started
        return Outcome(result: conclude(pairs.map(\.1), facts: facts), recordings: pairs.map(\.0))
    }

    /// Draws the result of scenarios that were judged.
    public func conclude(_ results: [ScenarioResult], facts: RunFacts) -> RunResult {
        let rows = Ledger.rows(results, catalogue: catalogue)
        let standards = catalogue.packs.compactMap { pack -> StandardResult? in
            let own = results.filter { $0.pack == pack.id }
            if own.isEmpty { return nil }
            let verdicts = rows.filter { $0.pack == pack.id }.compactMap(\.judgement?.verdict)
            return StandardResult(
                id: pack.id, title: pack.title, version: pack.version, release: pack.release,
                counts: VerdictCounts(own.map(\.judgement.verdict)), requirementCounts: VerdictCounts(verdicts),
                standIns: context.standIns[pack.id].map { [$0] } ?? [])
        }
        return RunResult(
            tool: tool, target: target, standards: standards, scenarios: results, requirements: rows,
            counts: VerdictCounts(results.map(\.judgement.verdict)), policy: policy,
            conclusion: Conclusion(results, policy: policy, baseline: baseline), run: facts)
    }

    /// The endpoints that the scenarios need.
    private func wanted() -> [String: Destination.Endpoint] {
        var needed: Set<String> = []
        for scenario in scenarios {
            needed.formUnion(Self.packs(of: scenario, catalogue))
            needed.insert(scenario.pack)
        }
        let found = destination.endpoints.filter { needed.contains($0.key) }
        return found.isEmpty ? destination.endpoints : found
    }

    /// The packs whose interactions a scenario sends.
    private static func packs(of scenario: Scenario, _ catalogue: Catalogue) -> Set<String> {
        guard let pack = catalogue[pack: scenario.pack] else { return [] }
        return Set(
            scenario.allSteps.compactMap { _, step in
                guard case .send(let name) = step.action else { return nil }
                return catalogue.interaction(name, from: pack)?.pack
            })
    }

    private static func blocked(
        _ scenario: Scenario, _ unreachable: [String: Judgement], _ endpoints: [String: Destination.Endpoint],
        _ catalogue: Catalogue
    ) -> Judgement? {
        if unreachable.isEmpty { return nil }
        for pack in packs(of: scenario, catalogue).sorted() {
            if let reason = unreachable[pack] { return reason }
            if endpoints[pack] == nil, let reason = unreachable[scenario.pack] { return reason }
        }
        // Every endpoint is dead: whichever the scenario would have used.
        return unreachable.count == endpoints.count ? unreachable.min { $0.key < $1.key }?.value : nil
    }

    private static func instant(_ seconds: Double) -> String { Calendar.utc(Int(seconds)) }
}
