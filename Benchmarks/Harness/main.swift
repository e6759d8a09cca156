// assay-bench [--only TEXT] [--json]: measures the hot path; one thread, release build.
// --runs N does the work of each row N times and measures nothing, --list names the rows: scripts/count-instructions.
// Compare ratios, not seconds: machines are noisy. The exit code is 1 where a row did not do its work.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

var only: String?
var asJSON = false
var runs: Int?
var onlyLists = false
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
    switch word {
    case "--only": only = words.popFirst()
    case "--json": asJSON = true
    case "--list": onlyLists = true
    case "--runs": runs = words.popFirst().flatMap { Int($0) }
    default:
        print("usage: assay-bench [--only TEXT] [--json | --list | --runs N]")
        exit(2)
    }
}

/// The suites: each makes its inputs and returns its rows.
let suites: [(name: String, make: () -> [Benchmark])] = [
    ("definitions", definitionsSuite),
    ("fhirpath", fhirpathSuite),
    ("network", networkSuite),
    ("terminology", terminologySuite),
    ("validation", validationSuite),
]

func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

var isRight = true
for suite in suites where only.map({ $0.hasPrefix(suite.name) || suite.name.hasPrefix($0) }) ?? true {
    let rows = suite.make().filter { row in only.map { row.name.contains($0) } ?? true }
    if onlyLists {
        for row in rows { print(row.name) }
        continue
    }
    if let runs {
        for row in rows where runs > 0 { _ = row.work(runs) }
        continue
    }
    if !asJSON, !rows.isEmpty { print("\n\(suite.name)") }
    for row in rows {
        let measured = row.measure()
        isRight = isRight && measured.isRight
        if asJSON {
            print(
                "{\"name\":\"\(measured.name)\",\"median\":\(measured.median),\"minimum\":\(measured.minimum),"
                    + "\"maximum\":\(measured.maximum),\"processor\":\(measured.processor),\"target\":\(measured.target.map { "\($0)" } ?? "null"),"
                    + "\"right\":\(measured.isRight)}")
        } else {
            let verdict = measured.target.map {
                measured.median <= $0 ? "within \(duration($0))" : "OVER \(duration($0))"
            }
            let name = measured.name + String(repeating: " ", count: max(0, 48 - measured.name.count))
            print(
                "  \(name) \(padded(duration(measured.median), 10))  "
                    + "(\(duration(measured.minimum)) to \(duration(measured.maximum)))  "
                    + "processor \(padded(duration(measured.processor), 8))  \(verdict ?? "")"
                    + (measured.isRight ? "" : "  WRONG: it did not do its work"))
        }
    }
}
exit(isRight ? 0 : 1)
