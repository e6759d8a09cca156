import Record
import Scenarios
import Synchronization
import Testing
import YAML

@Suite("Running scenarios at once")
struct ScheduleTests {
    private static func job(_ id: String, leases: [String] = []) -> Schedule.Job {
        Schedule.Job(
            Scenario(
                id: id, pack: "p", title: id, purpose: "", role: "provider", tags: [], requirements: [], neededData: [],
                neededCapabilities: [], leases: leases, variants: [], setup: [], steps: [], teardown: [], file: "f",
                position: YAMLPosition(line: 1, column: 1)), nil)
    }

    @Test("Results stand in the order of the jobs, whatever took how long")
    func order() async {
        let jobs = (0..<20).map { Self.job("s\($0)") }
        let results = await Schedule(jobs: jobs, width: 5).run { job in
            try? await Task.sleep(for: .milliseconds(job.id.hashValue & 7))
            return job.id
        }
        #expect(results == jobs.map(\.id))
    }

    @Test("Two that share a lease never run at once, and take turns in their order")
    func leases() async {
        let running = Mutex(0)
        let most = Mutex(0)
        let begun = Mutex<[String]>([])
        let jobs = (0..<8).map { Self.job("s\($0)", leases: ["diary"]) } + (8..<12).map { Self.job("s\($0)") }
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
    func width() async {
        let running = Mutex(0)
        let most = Mutex(0)
        _ = await Schedule(jobs: (0..<20).map { Self.job("s\($0)") }, width: 3).run { _ in
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
