#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One measured row: a piece of work, run often enough to be timed, several times over.
struct Benchmark {
    /// `suite/row`, as `--only` names it.
    let name: String
    /// What the median may be at most, in seconds, where an issue names a figure.
    let target: Double?
    /// Runs the work `count` times and returns what it worked on, so that nothing can be timed that does nothing.
    let work: (_ count: Int) -> Int
    /// What one run of the work must have worked on.
    let expected: Int

    init(_ name: String, target: Double? = nil, expected: Int, work: @escaping (_ count: Int) -> Int) {
        self.name = name
        self.target = target
        self.expected = expected
        self.work = work
    }
}

/// What was measured: seconds for one run of the work.
struct Measurement {
    let name: String
    let median: Double
    let minimum: Double
    let maximum: Double
    /// The median of the processor's seconds, which other programs on the machine do not lengthen.
    let processor: Double
    let target: Double?
    /// Whether the work did what it should have: a row that did not is no figure.
    let isRight: Bool
}

/// Seconds of a clock that only goes forward.
func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

extension Benchmark {
    /// Finds how often the work must run for a round of 50 ms, then takes the median of nine rounds.
    func measure(rounds: Int = 9, round: Double = 0.05) -> Measurement {
        let worked = work(1)
        var count = 1
        while true {
            let start = now()
            _ = work(count)
            let took = now() - start
            if took >= round || count >= 1 << 30 { break }
            count = took <= round / 100 ? count * 10 : max(count + 1, Int(Double(count) * round / took * 1.1))
        }
        var times: [Double] = []
        var processor: [Double] = []
        for _ in 0..<rounds {
            let start = now()
            let startOfWork = now(CLOCK_PROCESS_CPUTIME_ID)
            _ = work(count)
            processor.append((now(CLOCK_PROCESS_CPUTIME_ID) - startOfWork) / Double(count))
            times.append((now() - start) / Double(count))
        }
        times.sort()
        processor.sort()
        return Measurement(
            name: name, median: times[times.count / 2], minimum: times[0], maximum: times[times.count - 1],
            processor: processor[processor.count / 2],
            target: target, isRight: worked == expected)
    }
}

/// A duration with a unit that a person reads at once.
func duration(_ seconds: Double) -> String {
    func rounded(_ value: Double) -> String {
        let scaled = value >= 100 ? value.rounded() : (value * 100).rounded() / 100
        return scaled == scaled.rounded() && value >= 100 ? "\(Int(scaled))" : "\(scaled)"
    }
    if seconds < 1e-6 { return rounded(seconds * 1e9) + " ns" }
    if seconds < 1e-3 { return rounded(seconds * 1e6) + " µs" }
    if seconds < 1 { return rounded(seconds * 1e3) + " ms" }
    return rounded(seconds) + " s"
}
