internal import Record

extension ReportPage {
    /// The page: one file that needs nothing else, readable without scripts, on paper and on a phone.
    public var html: String {
        "<!doctype html>\n"
            + tag("html", ["lang": "en"]) {
                tag("head") {
                    tag("meta", ["charset": "utf-8"])
                    tag("meta", ["name": "viewport", "content": "width=device-width,initial-scale=1"])
                    tag(
                        "meta",
                        [
                            "http-equiv": "Content-Security-Policy",
                            "content": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
                        ])
                    tag("meta", ["name": "color-scheme", "content": "light dark"])
                    tag("title") { title }
                    tag("style") { Markup.raw(Style.sheet) }
                }
                tag("body") {
                    tag("a", ["class": "skip", "href": "#results"]) { "Skip to the results" }
                    head
                    tag("main") {
                        overview
                        attention
                        results
                        ledger
                        words
                    }
                    tag("footer") {
                        tag("p", ["class": "soft"]) {
                            "Drawn by Assay from the recorded evidence beside this file. A verdict is reached by a pure function of the recorded requests and answers: whoever has the evidence can reach it again."
                        }
                    }
                    tag("script") { Markup.raw(Style.script) }
                }
            }.html + "\n"
    }

    private var scenarios: [Scenario] { suites.flatMap(\.scenarios) }

    private var head: Markup {
        tag("header") {
            tag("h1") { title }
            tag("p", ["class": "lead"]) { summary }
            tag("dl", ["class": "facts"]) {
                for fact in facts {
                    tag("dt") { fact.name }
                    tag("dd") { fact.value }
                }
            }
        }
    }

    // MARK: Overview

    private var overview: Markup {
        tag("section", ["aria-labelledby": "overview"]) {
            tag("h2", ["id": "overview"]) { "At a glance" }
            tag("ul", ["class": "tiles"]) {
                for verdict in Verdict.allCases {
                    let count = scenarios.count { $0.verdict == verdict }
                    if count > 0 || verdict == .pass || verdict == .fail {
                        tag("li", ["class": verdict.rawValue]) {
                            tag("b") { "\(count)" }
                            sign(verdict)
                        }
                    }
                }
            }
            tag("div", ["class": "scroll"]) {
                tag("table") {
                    tag("caption") { "Scenarios by suite and verdict" }
                    tag("thead") {
                        tag("tr") {
                            tag("th", ["scope": "col"]) { "Suite" }
                            tag("th", ["scope": "col", "class": "n"]) { "Scenarios" }
                            for verdict in Verdict.allCases {
                                tag("th", ["scope": "col", "class": "n"]) { ReportPage.word(verdict) }
                            }
                        }
                    }
                    tag("tbody") {
                        for suite in suites {
                            tag("tr") {
                                tag("th", ["scope": "row"]) {
                                    tag("a", ["href": "#suite-\(suite.id)"]) { suite.title }
                                }
                                tag("td", ["class": "n"]) { "\(suite.scenarios.count)" }
                                for verdict in Verdict.allCases {
                                    let count = suite.scenarios.count { $0.verdict == verdict }
                                    tag("td", ["class": count > 0 ? "n \(verdict.rawValue)" : "n soft"]) { "\(count)" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What somebody must look at: everything that neither passed nor was skipped, worst first.
    private var attention: Markup {
        let order: [Verdict] = [.fail, .error, .undecided, .warn]
        let open = order.flatMap { verdict in scenarios.filter { $0.verdict == verdict } }
        return tag("section", ["aria-labelledby": "attention"]) {
            tag("h2", ["id": "attention"]) { "What needs attention" }
            if open.isEmpty {
                tag("p") { "Nothing: every scenario that applies was checked and held." }
            } else {
                tag("ul", ["class": "plain"]) {
                    for scenario in open {
                        tag("li") {
                            sign(scenario.verdict)
                            " "
                            tag("a", ["href": "#\(scenario.id)"]) { scenario.title }
                            if let reason = scenario.reason { tag("div", ["class": "soft"]) { reason } }
                        }
                    }
                }
            }
        }
    }

    // MARK: Results

    private var results: Markup {
        tag("section", ["aria-labelledby": "results"]) {
            tag("h2", ["id": "results"]) { "Results" }
            tag("div", ["class": "tools", "role": "search"]) {
                tag("div") {
                    tag("label", ["for": "search"]) { "Search scenarios, requirements, messages" }
                    tag("input", ["id": "search", "type": "search"])
                }
                tag("div") {
                    tag("label", ["for": "verdict"]) { "Verdict" }
                    tag("select", ["id": "verdict"]) {
                        tag("option", ["value": ""]) { "all" }
                        for verdict in Verdict.allCases where scenarios.contains(where: { $0.verdict == verdict }) {
                            tag("option", ["value": verdict.rawValue]) { ReportPage.word(verdict) }
                        }
                    }
                }
                tag("button", ["type": "button", "data-open": "yes"]) { "Open all" }
                tag("button", ["type": "button", "data-open": "no"]) { "Close all" }
                tag("span", ["id": "shown", "role": "status", "class": "soft"])
            }
            for suite in suites {
                tag("section", ["class": "suite", "aria-labelledby": "suite-\(suite.id)"]) {
                    tag("h3", ["id": "suite-\(suite.id)"]) { suite.title }
                    for scenario in suite.scenarios { draw(scenario) }
                }
            }
        }
    }

    private func draw(_ scenario: Scenario) -> Markup {
        let isOpen = scenario.verdict == .fail || scenario.verdict == .error
        let attributes: KeyValuePairs<String, String?> =
            isOpen
            ? ["class": "scenario", "id": scenario.id, "data-verdict": scenario.verdict.rawValue, "open": nil]
            : ["class": "scenario", "id": scenario.id, "data-verdict": scenario.verdict.rawValue]
        return tag("details", attributes) {
            tag("summary") {
                sign(scenario.verdict)
                " \(scenario.title) "
                tag("span", ["class": "id soft"]) { scenario.id }
            }
            tag("div", ["class": "in"]) {
                if !scenario.text.isEmpty { tag("p") { scenario.text } }
                if let reason = scenario.reason {
                    tag("p") {
                        tag("strong") { scenario.blame.map { "Rests with the \($0.rawValue): " } ?? "" }
                        reason
                    }
                }
                requirementLinks(scenario.requirements)
                for step in scenario.steps { draw(step, in: scenario) }
                if let rerun = scenario.rerun {
                    tag("p", ["class": "soft rerun"]) { "Run this scenario alone:" }
                    tag("pre", ["class": "rerun"]) { rerun }
                }
            }
        }
    }

    private func draw(_ step: Step, in scenario: Scenario) -> Markup {
        Markup.group([
            tag("h4") {
                step.title
                " "
                tag("span", ["class": "id soft"]) { step.id }
            },
            tag("ul", ["class": "plain"]) {
                for expectation in step.expectations { draw(expectation) }
            },
            step.exchange.map { ExchangeMarkup.draw($0) } ?? Markup.group([]),
        ])
    }

    private func draw(_ expectation: Expectation) -> Markup {
        tag("li") {
            sign(expectation.verdict)
            " \(expectation.text) "
            tag("span", ["class": "id soft"]) { expectation.id }
            if let reason = expectation.reason {
                tag("div") {
                    if let blame = expectation.blame, expectation.verdict != .pass {
                        tag("strong") { "Rests with the \(blame.rawValue): " }
                    }
                    reason
                }
            }
            requirementLinks(expectation.requirements)
            if !expectation.findings.isEmpty {
                tag("details") {
                    tag("summary") {
                        expectation.findings.count == 1
                            ? "1 finding of the validator" : "\(expectation.findings.count) findings of the validator"
                    }
                    tag("div", ["class": "in"]) { for finding in expectation.findings { draw(finding) } }
                }
            }
        }
    }

    private func draw(_ finding: Finding) -> Markup {
        tag("div") {
            tag("p") {
                tag("strong") { finding.severity.code + (finding.decided ? "" : ", not decided") }
                " \(finding.message)"
            }
            tag("dl", ["class": "facts"]) {
                tag("dt") { "Element" }
                tag("dd", ["class": "id"]) { finding.expression }
                if finding.line > 0 {
                    tag("dt") { "Place" }
                    tag("dd") { "line \(finding.line), column \(finding.column)" }
                }
                tag("dt") { "Rule" }
                tag("dd", ["class": "id"]) { finding.rule + (finding.constraint.map { " (\($0))" } ?? "") }
                if let profile = finding.profile {
                    tag("dt") { "Profile" }
                    tag("dd", ["class": "id"]) { profile + (finding.element.map { " at \($0)" } ?? "") }
                }
            }
        }
    }

    private func requirementLinks(_ keys: [String]) -> Markup {
        guard !keys.isEmpty else { return .group([]) }
        return tag("div", ["class": "soft"]) {
            "Requirements: "
            for (index, key) in keys.enumerated() {
                if index > 0 { ", " }
                tag("a", ["href": "#requirement-\(key)"]) { key }
            }
        }
    }

    // MARK: Requirements

    private var ledger: Markup {
        let spoken = requirements.count { $0.verdict != nil }
        return tag("section", ["aria-labelledby": "ledger"]) {
            tag("h2", ["id": "ledger"]) { "Requirements" }
            tag("p") {
                "\(spoken) of \(requirements.count) requirements were spoken to by this run. The rest need data, a stand-in or a person's word that this run did not have, or no scenario speaks to them yet."
            }
            tag("div", ["class": "scroll"]) {
                tag("table") {
                    tag("thead") {
                        tag("tr") {
                            for name in ["Requirement", "Strength", "What it asks", "Verdict", "Shown by"] {
                                tag("th", ["scope": "col"]) { name }
                            }
                        }
                    }
                    tag("tbody") {
                        for row in requirements {
                            tag("tr", ["id": "requirement-\(row.requirement.key)"]) {
                                tag("th", ["scope": "row", "class": "id"]) { row.requirement.key }
                                tag("td") { row.requirement.strength.rawValue }
                                tag("td") { row.requirement.text }
                                tag("td") {
                                    row.verdict.map(sign) ?? tag("span", ["class": "soft"]) { "not spoken to" }
                                }
                                tag("td") {
                                    for (index, id) in row.scenarios.enumerated() {
                                        if index > 0 { ", " }
                                        tag("a", ["class": "id", "href": "#\(id)"]) { id }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private var words: Markup {
        tag("section", ["aria-labelledby": "words"]) {
            tag("h2", ["id": "words"]) { "What the words mean" }
            tag("dl", ["class": "facts"]) {
                for verdict in Verdict.allCases {
                    tag("dt") { sign(verdict) }
                    tag("dd") { ReportPage.meaning(verdict) }
                }
            }
        }
    }

    // MARK: Verdicts

    /// A verdict as sign and word, so that colour carries no meaning alone.
    private func sign(_ verdict: Verdict) -> Markup {
        tag("span", ["class": "v \(verdict.rawValue)"]) { "\(ReportPage.mark(verdict)) \(ReportPage.word(verdict))" }
    }

    static func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "✓"
        case .fail: "✗"
        case .warn: "!"
        case .undecided: "?"
        case .skipped: "–"
        case .error: "⚠"
        }
    }

    static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "Pass"
        case .fail: "Fail"
        case .warn: "Warning"
        case .undecided: "Undecided"
        case .skipped: "Skipped"
        case .error: "Error"
        }
    }

    static func meaning(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "Something was checked, and it held."
        case .fail: "Something was checked, it did not hold, and the system under test is to blame."
        case .warn: "Something that the standard recommends did not hold."
        case .undecided: "Nothing was there to check, or something needed to judge it was missing. Not a pass."
        case .skipped: "Does not apply to this system's role or to the capabilities that it declares."
        case .error: "The network, the scenario or Assay itself went wrong: nothing is said of the system under test."
        }
    }
}
