internal import Conformance
internal import Record
internal import Scenarios

extension RunReport {
    /// The page that anybody can read: one file, nothing fetched from elsewhere.
    public var page: ReportPage {
        let run = result.run
        var facts: [ReportPage.Fact] = [
            .init(
                "System",
                result.target.name + (result.target.isReferenceSystem ? " (the embedded reference system)" : "")),
            .init("Role", result.target.role),
        ]
        if !result.target.faults.isEmpty {
            facts.append(.init("Faults switched on", result.target.faults.joined(separator: ", ")))
        }
        facts += result.standards.map { .init("Standard", "\($0.title) \($0.version)") }
        facts += run.endpoints.sorted { $0.key < $1.key }.map { .init("Address of \($0.key)", $0.value) }
        facts += [
            .init("Run", "\(run.started), \(Int(run.duration.rounded())) s"),
            .init("Judged as of", run.asOf), .init("Seed", String(run.seed)), .init("Tool", result.tool),
        ]
        return ReportPage(
            title: "Conformance of \(result.target.name)", facts: facts, summary: summary, suites: suites,
            requirements: result.requirements.filter { $0.requirement.side != .consumer }.map {
                .init(requirement: $0.requirement, verdict: $0.judgement?.verdict, scenarios: $0.scenarios)
            })
    }

    /// What came of it, for a reader who is no engineer.
    private var summary: String {
        let counts = result.counts
        var parts: [String] = []
        func say(_ verdict: Verdict, _ one: String, _ many: String) {
            let count = counts[verdict]
            if count > 0 { parts.append("\(count) \(count == 1 ? one : many)") }
        }
        say(.pass, "passed", "passed")
        say(.warn, "passed with a warning", "passed with warnings")
        say(.fail, "failed", "failed")
        say(.undecided, "could not be decided", "could not be decided")
        say(.skipped, "does not apply to this system", "do not apply to this system")
        say(.error, "could not be run", "could not be run")
        let list =
            parts.count > 1
            ? parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
            : parts.first ?? "none was run"
        let end =
            result.conclusion.exitCode == 0
            ? "Taken together the run passed." : "Taken together the run did not pass: \(result.conclusion.sentence)"
        return "Of \(counts.total) test scenarios \(list). \(end)"
    }

    private var suites: [ReportPage.Suite] {
        result.standards.map { standard in
            ReportPage.Suite(
                id: standard.id, title: "\(standard.title) \(standard.version)",
                scenarios: result.scenarios.filter { $0.pack == standard.id }.map(scenario))
        }
    }

    private func scenario(_ scenario: ScenarioResult) -> ReportPage.Scenario {
        ReportPage.Scenario(
            id: scenario.id, title: scenario.title, text: scenario.purpose, verdict: scenario.judgement.verdict,
            blame: scenario.judgement.blame,
            reason: scenario.judgement.reason.isEmpty ? nil : scenario.judgement.reason,
            requirements: scenario.requirements,
            steps: scenario.steps.map { step in
                ReportPage.Step(
                    id: step.id, title: step.title.isEmpty ? step.request : step.title,
                    expectations: step.expectations.map { expectation in
                        let judgement = expectation.judgement
                        return ReportPage.Expectation(
                            id: expectation.id, text: expectation.expected, verdict: judgement.verdict,
                            blame: judgement.blame, reason: judgement.reason.isEmpty ? nil : judgement.reason,
                            requirements: expectation.requirements, findings: expectation.findings)
                    }, exchange: step.exchange.flatMap { exchanges[$0]?.exchange })
            }, rerun: "assay run \(scenario.id.prefix { $0 != "@" }) --seed \(result.run.seed)")
    }
}
