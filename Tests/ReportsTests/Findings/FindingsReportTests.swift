import JSON
import Record
import Reports
import TestSupport
import Testing

@Suite("Findings are reported")
struct FindingsReportTests {
    static let bad = JudgedResource(
        file: "a b.json", resource: "Patient/1", inputLine: nil,
        findings: [
            Finding(
                severity: .error, rule: "cardinality-min", hl7: "Validation_VAL_Profile_Minimum",
                expression: "Patient.name[0].family", line: 12, column: 9, message: "family is <missing>, 100%\nsee",
                profile: "https://p|1", element: "Patient.name.family"),
            Finding(
                severity: .warning, rule: "binding", expression: "Patient.maritalStatus", line: 3, column: 1,
                message: "no code system", decided: false),
            Finding(severity: .information, rule: "release-assumed", expression: "Patient", message: "R4 assumed"),
        ])
    static let good = JudgedResource(file: "s.ndjson", resource: "Patient/2", inputLine: 7, findings: [])

    static func drawn(_ format: FindingsReport.Format, look: FindingsReport.Look = .init()) -> String {
        var report = FindingsReport(format: format, look: look)
        return report.add(bad) + report.add(good) + report.end()
    }

    @Test("as JSON, one line a resource")
    func json() throws {
        let lines = Self.drawn(.json).split(separator: "\n").map(String.init)
        try #require(lines.count == 2)
        let first = try JSONValue(parsing: lines[0])
        #expect(first["valid"] == false)
        #expect(first["undecided"] == 1)
        #expect(first["issues"]?.array?.count == 3)
        #expect(first["issues"]?[0]?["line"] == 12)
        #expect(first["issues"]?[0]?["hl7"] == "Validation_VAL_Profile_Minimum")
        #expect(first["issues"]?[1]?["decided"] == false)
        #expect(first["issues"]?[2]?["line"] == nil)
        let second = try JSONValue(parsing: lines[1])
        #expect(second["valid"] == true)
        #expect(second["inputLine"] == 7)
        #expect(second["undecided"] == nil)
    }

    @Test("as text, with a place that editors jump to")
    func text() {
        let text = Self.drawn(.text)
        #expect(text.contains("✗ invalid  a b.json  Patient/1"))
        #expect(text.contains("a b.json:12:9: error: family is <missing>, 100% see"))
        #expect(text.contains("undecided: no code system"))
        #expect(!text.contains("R4 assumed"))
        #expect(text.contains("✓ valid  s.ndjson:7  Patient/2"))
        #expect(text.contains("2 resources: 1 valid, 1 invalid (1 error, 0 warnings, 1 undecided)"))
        #expect(Self.drawn(.text, look: .init(isVerbose: true)).contains("R4 assumed"))
        #expect(!Self.drawn(.text, look: .init(isQuiet: true)).contains("Patient/2"))
        #expect(!text.contains("\u{1B}"))
        #expect(Self.drawn(.text, look: .init(hasColour: true)).contains("\u{1B}[31m"))
    }

    @Test("as annotations, escaped as the host asks")
    func github() {
        let lines = Self.drawn(.github).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines[0]
                == "::error file=a b.json,line=12,col=9,title=cardinality-min::Patient.name[0].family: family is <missing>, 100%25%0Asee"
        )
    }

    @Test("as an OperationOutcome a resource")
    func fhir() throws {
        let bundle = try JSONValue(parsing: Self.drawn(.fhir))
        #expect(bundle["entry"]?.array?.count == 2)
        let issue = bundle["entry"]?[0]?["resource"]?["issue"]?[0]
        #expect(issue?["severity"] == "error")
        #expect(issue?["code"] == "required")
        #expect(issue?["expression"]?[0] == "Patient.name[0].family")
        #expect(bundle["entry"]?[0]?["resource"]?["issue"]?[1]?["code"] == "incomplete")
        #expect(bundle["entry"]?[1]?["resource"]?["issue"]?[0]?["severity"] == "information")
    }

    @Test("as JUnit: invalid fails, undecided errs")
    func junit() {
        let xml = Self.drawn(.junit)
        #expect(
            xml.contains("<testsuites name=\"assay validate\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">"))
        #expect(xml.contains("family is &lt;missing&gt;, 100%&#10;see"))
        var report = FindingsReport(format: .junit)
        _ = report.add(JudgedResource(file: "x", resource: nil, findings: [Self.bad.findings[1]]))
        #expect(report.end().contains("errors=\"1\""))
    }

    @Test("as SARIF with places and rules")
    func sarif() throws {
        let log = try JSONValue(parsing: Self.drawn(.sarif))
        let run = log["runs"]?[0]
        #expect(run?["results"]?.array?.count == 3)
        #expect(run?["tool"]?["driver"]?["rules"]?.array?.count == 3)
        let place = run?["results"]?[0]?["locations"]?[0]?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"] == "a%20b.json")
        #expect(place?["region"]?["startLine"] == 12)
        #expect(run?["results"]?[2]?["level"] == "note")
    }

    @Test("without control characters on a terminal")
    func controls() {
        var report = FindingsReport(format: .text)
        let text = report.add(
            JudgedResource(
                file: "x", resource: nil,
                findings: [Finding(severity: .error, rule: "r", expression: "P", message: "a\u{1B}[2Jb")]))
        #expect(!text.contains("\u{1B}"))
    }
}
