/// Runs many scenarios at once, but never two that share a lease; the order of results does not depend on timing.
public struct Schedule: Sendable {
    /// One scenario, or one variant of it, to run.
    public struct Job: Sendable {
        public var scenario: Scenario
        public var variant: Variant?
        public init(_ scenario: Scenario, _ variant: Variant?) {
            self.scenario = scenario
            self.variant = variant
        }
        public var id: String { Judge.id(scenario, variant) }
    }
    public var jobs: [Job]
    /// How many may run at once.
    public var width: Int

    public init(jobs: [Job], width: Int) {
        self.jobs = jobs
        self.width = max(1, width)
    }

    /// Every scenario with each of its variants, in the order of the packs.
    public static func jobs(_ scenarios: [Scenario]) -> [Job] {
        scenarios.flatMap { scenario in
            scenario.variants.isEmpty ? [Job(scenario, nil)] : scenario.variants.map { Job(scenario, $0) }
        }
    }

    /// Runs all jobs.
    ///
    /// - Parameters:
    ///   - work: does one job.
    ///   - finished: told of each as it ends, in the order in which they end.
    /// - Returns: what the work gave, in the order of the jobs.
    public func run<Value: Sendable>(
        _ work: @escaping @Sendable (Job) async -> Value, finished: @Sendable (Job, Value) -> Void = { _, _ in }
    ) async -> [Value] {
        var results: [Value?] = Array(repeating: nil, count: jobs.count)
        await withTaskGroup(of: (Int, Value).self) { group in
            var waiting = Array(jobs.indices)
            var held: Set<String> = []
            var running = 0
            while !waiting.isEmpty || running > 0 {
                // The first that is free goes first: with one lease among many, nobody waits for ever.
                while running < width,
                    let place = waiting.firstIndex(where: { held.isDisjoint(with: jobs[$0].scenario.leases) })
                {
                    let index = waiting.remove(at: place)
                    let job = jobs[index]
                    held.formUnion(job.scenario.leases)
                    running += 1
                    group.addTask { (index, await work(job)) }
                }
                guard let (index, value) = await group.next() else { break }
                running -= 1
                held.subtract(jobs[index].scenario.leases)
                results[index] = value
                finished(jobs[index], value)
            }
        }
        return results.compactMap { $0 }
    }
}
