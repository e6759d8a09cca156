import Scenarios
import Synchronization
import Testing

@Suite("Running scenarios at once")
struct ScheduleTests {
    /// Jobs without steps that matter, some with a lease.
    private static func jobs(_ count: Int, leased: Int = 0) throws -> [Schedule.Job] {
        let scenarios = (0..<count).map { number in
            "  - {id: s\(number), title: t, requirements: [T-1], leases: [\(number < leased ? "diary" : "")], "
                + "steps: [{id: a, send: read}]}"
        }
        let pack = try TemporaryPack(scenarios: "format: 1\nscenarios:\n" + scenarios.joined(separator: "\n") + "\n")
        defer { pack.remove() }
        return Schedule.jobs(try Catalogue(folder: pack.folder).packs[0].scenarios)
    }

    @Test("Results stand in the order of the jobs, whatever took how long")
    func order() async throws {
        let jobs = try Self.jobs(20)
        let results = await Schedule(jobs: jobs, width: 5).run { job in
            try? await Task.sleep(for: .milliseconds(job.id.hashValue & 7))
            return job.id
        }
        #expect(results == jobs.map(\.id))
    }

    @Test("Two that share a lease never run at once, and take turns in their order")
    func leases() async throws {
        let running = Mutex(0)
        let most = Mutex(0)
        let begun = Mutex<[String]>([])
        let jobs = try Self.jobs(12, leased: 8)
        _ = await Schedule(jobs: jobs, width: 4).run { job in
            guard !job.scenario.leases.isEmpty else { return 0 }
            begun.withLock { $0.append(job.id) }
            let now = running.withLock { count in
                count += 1
                return count
            }
            most.withLock { $0 = max($0, now) }
            try? await Task.sleep(for: .milliseconds(3))
            running.withLock { $0 -= 1 }
            return now
        }
        #expect(most.withLock { $0 } == 1)
        #expect(begun.withLock { $0 } == (0..<8).map { "s\($0)" })
    }

    @Test("Never more run at once than allowed")
    func width() async throws {
        let running = Mutex(0)
        let most = Mutex(0)
        _ = await Schedule(jobs: try Self.jobs(20), width: 3).run { _ in
            let now = running.withLock { count in
                count += 1
                return count
            }
            most.withLock { $0 = max($0, now) }
            try? await Task.sleep(for: .milliseconds(2))
            running.withLock { $0 -= 1 }
            return now
        }
        #expect(most.withLock { $0 } <= 3)
    }
}
