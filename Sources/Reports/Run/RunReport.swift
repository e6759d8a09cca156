public import Conformance
public import Record
public import Scenarios

/// Draws the reports of a run from its result and its recordings; nothing is computed twice.
public struct RunReport: Sendable {
    public let result: RunResult
    let exchanges: [String: Recording.Step]

    /// - Parameters:
    ///   - result: what the run came to.
    ///   - recordings: what it rests on, without secrets.
    public init(_ result: RunResult, recordings: [Recording]) {
        self.result = result
        var exchanges: [String: Recording.Step] = [:]
        for step in recordings.flatMap(\.steps) { exchanges[step.key] = step }
        self.exchanges = exchanges
    }

    /// The table that ends a run: suites, then what did not pass, then the sentence.
    ///
    /// - Parameter style: puts a verdict's colour around its word.
    public func text(style: (String, Verdict) -> String = { text, _ in text }) -> String {
        var lines: [String] = []
        let rows = result.standards
        let width = max(24, rows.map { $0.id.count }.max() ?? 0) + 2
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        func right(_ number: Int) -> String {
            let text = number == 0 ? "·" : String(number)
            return String(repeating: " ", count: max(0, 10 - text.count)) + text
        }
        lines.append(
            padded("suite", width)
                + ["scenarios", "pass", "fail", "warn", "undecided", "skipped", "error"].map {
                    String(repeating: " ", count: max(0, 10 - $0.count)) + $0
                }.joined())
        func row(_ name: String, _ counts: VerdictCounts) -> String {
            padded(name, width) + right(counts.total)
                + [Verdict.pass, .fail, .warn, .undecided, .skipped, .error].map { right(counts[$0]) }.joined()
        }
        for standard in rows { lines.append(row(standard.id, standard.counts)) }
        if rows.count > 1 { lines.append(row("all", result.counts)) }
        lines += remarks(style, padded)
        lines.append("")
        lines.append(result.conclusion.sentence)
        return lines.joined(separator: "\n")
    }

    /// What did not pass and why; scenarios with one and the same reason stand together.
    private func remarks(_ style: (String, Verdict) -> String, _ padded: (String, Int) -> String) -> [String] {
        var groups: [(judgement: Judgement, ids: [String])] = []
        var places: [Judgement: Int] = [:]
        for scenario in result.scenarios {
            let judgement = scenario.judgement
            if judgement.verdict == .pass || judgement.verdict == .skipped { continue }
            if let place = places[judgement] {
                groups[place].ids.append(scenario.id)
            } else {
                places[judgement] = groups.count
                groups.append((judgement, [scenario.id]))
            }
        }
        var lines: [String] = groups.isEmpty ? [] : [""]
        for (judgement, ids) in groups.prefix(60) {
            let blame = judgement.blame.map { " (\($0.rawValue))" } ?? ""
            let names = ids.prefix(3).joined(separator: ", ") + (ids.count > 3 ? " and \(ids.count - 3) more" : "")
            lines.append("\(style(padded(judgement.verdict.rawValue, 10), judgement.verdict))\(names)\(blame)")
            lines.append("          \(judgement.reason)")
        }
        if groups.count > 60 { lines.append("          … and more: see the report") }
        return lines
    }

    /// One line for a scenario as it ends.
    public static func line(_ scenario: ScenarioResult, style: (String, Verdict) -> String = { text, _ in text })
        -> String
    {
        let word = scenario.judgement.verdict.rawValue
        let padded = word + String(repeating: " ", count: max(0, 10 - word.count))
        return "\(style(padded, scenario.judgement.verdict))\(scenario.id)"
    }

    /// The steps of a scenario and what was expected of each, one a line.
    public static func steps(
        _ scenario: ScenarioResult, style: (String, Verdict) -> String = { text, _ in text }
    ) -> String {
        var lines: [String] = []
        for step in scenario.steps {
            let status = step.status.map { " → \($0)" } ?? ""
            lines.append("            \(step.phase.rawValue) \(step.id): \(step.request)\(status)")
            for expectation in step.expectations {
                let judgement = expectation.judgement
                let reason = judgement.reason.isEmpty ? "" : " (\(judgement.reason))"
                lines.append(
                    "              \(style(judgement.verdict.rawValue, judgement.verdict)) \(expectation.id): "
                        + expectation.expected + reason)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The report that CI servers read: an undecided verdict is an error, a skipped one is skipped.
    public var junit: String {
        let suites = result.standards.map { standard in
            JUnitDocument.Suite(
                name: standard.id,
                cases: result.scenarios.filter { $0.pack == standard.id }.map { scenario in
                    let seconds = scenario.steps.compactMap { $0.exchange.flatMap { result.run.timings[$0] } }
                    return JUnitDocument.Case(
                        name: scenario.id, className: standard.id, outcome: Self.outcome(scenario),
                        seconds: seconds.reduce(0, +))
                })
        }
        return JUnitDocument(name: result.target.name, suites: suites).xml
    }

    private static func outcome(_ scenario: ScenarioResult) -> JUnitDocument.Outcome {
        let judgement = scenario.judgement
        let type = judgement.verdict.rawValue + (judgement.blame.map { ".\($0.rawValue)" } ?? "")
        var text = "\(scenario.title)\n\(scenario.source)\n"
        for step in scenario.steps {
            for expectation in step.expectations where expectation.judgement.verdict != .pass {
                text += "\(step.id)/\(expectation.id): \(expectation.expected): "
                text += "\(expectation.judgement.verdict.rawValue): \(expectation.judgement.reason)\n"
            }
        }
        switch judgement.verdict {
        case .pass, .warn: return .passed
        case .fail: return .failure(type: type, message: judgement.reason, text: text)
        case .undecided, .error: return .error(type: type, message: judgement.reason, text: text)
        case .skipped: return .skipped(message: judgement.reason)
        }
    }
}
