import ElementModel
import Files
import Record
import TestSupport
import Testing
import Validation

/// Changes to published STU3 messages of the NHS, each of which breaks one rule.
@Suite("Published examples", .enabled(if: Shared.folder != nil, "needs the shared material"))
struct PublishedMutantTests {
    struct Mutant: Sendable, CustomTestStringConvertible {
        let file: String
        let rule: Rule
        let old: String
        let new: String
        var testDescription: String { "\(rule.rawValue): \(file)" }
    }

    /// An observation of GP Connect.
    static let record = "gpc.stu3.fhir-assets/example--gpc-update-record--prsb--social-context--smoking-status.xml"
    /// A response of ITK3.
    static let response = "careconnect.stu3/ITK-Response-Fail-ITKHeadValFail-Example-1.xml"

    static func mutants(_ file: String, _ rows: [(Rule, String, String)]) -> [Mutant] {
        rows.map { Mutant(file: file, rule: $0.0, old: $0.1, new: $0.2) }
    }
    static let all =
        mutants(
            record,
            [
                (.bindingRequired, #"<status value="final" />"#, #"<status value="done" />"#),
                (.cardinalityMin, #"<status value="final" />"#, ""),
                (.snomedCheckDigit, #"<code value="43381005" />"#, #"<code value="43381006" />"#),
                (.instantForm, "2023-07-04T13:23:00.1516395+00:00", "2023-07-04"),
                (.resourceIDForm, #"<id value="ea2fee8d-"#, #"<id value="ea2fee8d_"#),
                (.referenceForm, #"<reference value="Practitioner/39f"#, #"<reference value="39f"#),
                (.referenceTargetType, #"<reference value="Encounter/43b"#, #"<reference value="Organization/43b"#),
                (.identifierSystem, "https://identifiers.provider.test/observation", "observation"),
                (.profileUnknown, "CareConnect-GPC-Observation-1", "CareConnect-GPC-Observation-9"),
                (.profileWrongType, "CareConnect-GPC-Observation-1", "CareConnect-GPC-Patient-1"),
                (.primitiveWhitespace, #"<text value="Passive smoker" />"#, #"<text value="Passive smoker " />"#),
                (.stringMarkup, #"<text value="Passive smoker" />"#, #"<text value="&lt;b>Passive smoker" />"#),
            ])
        + mutants(
            response,
            [
                (.bindingRequired, #"<code value="fatal-error"/>"#, #"<code value="grave"/>"#),
                (.cardinalityMin, #"<timestamp value="2017-01-23T10:10:16+00:00"/>"#, ""),
                (.instantForm, "2017-01-23T10:10:16+00:00", "2017-01-23"),
                (.bundleFullURLAbsolute, #"<fullUrl value="urn:uuid:a4409d7c-b613"#, #"<fullUrl value="a4409d7c-b613"#),
                (.uuidForm, #"<fullUrl value="urn:uuid:a4409d7c-b613"#, #"<fullUrl value="urn:uuid:A4409d7c-b613"#),
                (.displayWrong, "ITK header validation failure", "All is well"),
                (.resourceIDForm, #"<id value="ed1743ef-"#, #"<id value="ed1743ef_"#),
            ])

    @Test("a change to a published message is found by its rule", arguments: all)
    func mutant(_ mutant: Mutant) throws {
        let folder = try #require(Shared.folder)
        let text = try Files.readText(folder + "/examples/" + mutant.file)
        try #require(text.contains(mutant.old))
        func errors(_ text: String) throws -> [String] {
            try RuleTests.stu3.findings(text).filter { $0.severity > .information }
                .map { "\($0.rule) \($0.expression) \($0.message)" }
        }
        let before = Set(try errors(text))
        let new = try errors(text.replacing(mutant.old, with: mutant.new)).filter { !before.contains($0) }
        #expect(!new.isEmpty && new.allSatisfy { $0.hasPrefix(mutant.rule.rawValue + " ") }, "\(new)")
    }
}
