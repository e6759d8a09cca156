import Files
import Record
import Reports
import TestSupport
import Testing

@Suite("The HTML report")
struct ReportPageTests {
    static let hostile = "<script>alert(1)</script>\"'&\u{202E}"

    static let page = ReportPage(
        title: "Our surgery system 4.2",
        facts: [.init("Judged", "2026-11-25"), .init("Standard", "GP Connect 1.2.7"), .init("Target", hostile)],
        summary: "2 of 3 scenarios passed.",
        suites: [
            .init(
                id: "uk-core", title: "UK Core STU2 2.0.2",
                scenarios: [
                    .init(
                        id: "uk-core/patient-read", title: "A patient is read", verdict: .pass,
                        requirements: ["UKC-GEN-001"]),
                    .init(
                        id: "uk-core/patient-search", title: "A patient is found by NHS number", text: hostile,
                        verdict: .fail,
                        blame: .target, reason: "found no entry", requirements: ["UKC-ID-020"],
                        steps: [
                            .init(
                                id: "search", title: "Search by NHS number",
                                expectations: [
                                    .init(
                                        id: "status", text: "status is 200", verdict: .fail, blame: .target,
                                        reason: "was 500: \(hostile)", requirements: ["UKC-ID-020"],
                                        findings: [
                                            .init(
                                                severity: .error, rule: "cardinality-min",
                                                expression: "Patient.name[0].family",
                                                line: 12, column: 9, message: "family is missing",
                                                profile: "https://x|1",
                                                element: "Patient.name.family")
                                        ])
                                ],
                                exchange: Exchange(
                                    request: .init(
                                        method: "GET", url: "http://127.0.0.1/r4/Patient?identifier=\(hostile)"),
                                    response: .init(
                                        status: 500, headers: [.init("Content-Type", "application/fhir+json")],
                                        body: Array(#"{"resourceType":"Bundle","x":"<b>"}"#.utf8))))
                        ], rerun: "assay run uk-core/patient-search"),
                    .init(
                        id: "uk-core/none", title: "Nothing there", verdict: .undecided, blame: .data, reason: "no data"
                    ),
                ])
        ],
        requirements: [
            .init(
                requirement: .init(
                    key: "UKC-GEN-001", strength: .shall, side: .provider, basis: .definition, text: "Valid"),
                verdict: .pass, scenarios: ["uk-core/patient-read"]),
            .init(
                requirement: .init(
                    key: "UKC-ID-020", strength: .shall, side: .provider, basis: .definition, text: "System"),
                verdict: .fail, scenarios: ["uk-core/patient-search"]),
            .init(
                requirement: .init(
                    key: "UKC-MS-014", strength: .shall, side: .consumer, basis: .specification, text: "Copes"),
                verdict: nil, scenarios: []),
        ])

    @Test("holds nothing but what Assay wrote as markup, whatever the data says")
    func escapes() {
        let html = Self.page.html
        #expect(!html.contains("<script>alert"))
        #expect(!html.contains("\u{202E}"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
        #expect(!html.contains("<b>\""))
    }

    @Test("needs nothing from anywhere else")
    func selfContained() {
        let html = Self.page.html
        for word in ["src=", "@import", "url(", "<link", "<img", "<iframe"] { #expect(!html.contains(word), "\(word)") }
    }

    @Test("every link within the page leads somewhere")
    func links() {
        let html = Self.page.html
        let targets = html.split(separator: "href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(targets.count > 8)
        for target in targets { #expect(html.contains("id=\"\(target)\""), "\(target)") }
    }

    @Test("verdicts read without colour", arguments: ["✓ Pass", "✗ Fail", "? Undecided", "not spoken to"])
    func words(text: String) {
        #expect(Self.page.html.contains(text))
    }

    @Test("elements are closed in their order")
    func wellFormed() {
        var open: [Substring] = []
        let void: Set<Substring> = ["meta", "input", "br", "hr"]
        for part in Self.page.html.split(separator: "<").dropFirst() {
            let name = part.prefix { $0 != ">" && $0 != " " }
            if name.hasPrefix("/") {
                #expect(open.popLast() == name.dropFirst())
            } else if !name.hasPrefix("!"), !void.contains(name) {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }
}
