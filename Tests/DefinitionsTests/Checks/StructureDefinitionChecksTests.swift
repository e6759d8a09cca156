import Definitions
import ElementModel
import Record
import Testing

/// What a StructureDefinition can have wrong as an instance: each rule kept and broken.
@Suite struct StructureDefinitionChecksTests {
    struct Case: Sendable, CustomStringConvertible {
        var hl7: String
        var type = "Patient"
        var base = "http://hl7.org/fhir/StructureDefinition/Patient"
        var head = ""
        var good: String
        var bad: String
        /// What the head is where the rule is broken, if that is what breaks it.
        var badHead: String?
        var badType: String?
        var description: String { hl7 }
    }

    private static let extensionBase = "http://hl7.org/fhir/StructureDefinition/Extension"
    private static func context(_ expression: String) -> String {
        #""context":[{"type":"element","expression":"\#(expression)"}],"#
    }
    private static func modifier(_ element: String) -> String {
        #"{"path":"Patient.\#(element)","sliceName":"one","type":[{"code":"Extension",PROFILE}]}"#
    }

    static let cases: [Case] = [
        Case(
            hl7: "SD_CONTEXT_SHOULD_NOT_BE_ELEMENT", type: "Extension", base: extensionBase, head: context("Patient"),
            good: #"{"path":"Extension"}"#, bad: #"{"path":"Extension"}"#, badHead: context("Element")),
        Case(
            hl7: "SD_CONSTRAINED_TYPE_NO_MATCH", good: #"{"path":"Patient"}"#, bad: #"{"path":"Person"}"#,
            badType: "Person"),
        Case(hl7: "SD_PATH_TYPE_MISMATCH", good: #"{"path":"Patient.name"}"#, bad: #"{"path":"Person.name"}"#),
        Case(
            hl7: "ERROR_GENERATING_SNAPSHOT", good: #"{"path":"Patient.name"}"#,
            bad: #"{"path":"Patient.colour"}"#),
        Case(
            hl7: "SD_ILLEGAL_CHARACTERISTICS",
            good: #"{"path":"Patient.gender","binding":{"strength":"required"}}"#,
            bad: #"{"path":"Patient.birthDate","binding":{"strength":"required"}}"#),
        Case(
            hl7: "SD_VALUE_TYPE_IILEGAL", good: #"{"path":"Patient.gender","fixedCode":"male"}"#,
            bad: #"{"path":"Patient.gender","fixedBoolean":true}"#),
        Case(
            hl7: "SD_ED_TYPE_PROFILE_NOT_MODIFIER", good: modifier("extension"), bad: modifier("modifierExtension")),
        Case(
            hl7: "Unable_to_find_base__for_", good: #"{"path":"Patient.name"}"#, bad: #"{"path":"Patient.name"}"#,
            badHead: #""baseDefinition":"http://test.example/none","#),
    ]

    @Test(arguments: cases)
    func `A rule is reported where it is broken, and not where it is kept`(_ one: Case) throws {
        #expect(try !problems(one, one.good, type: one.type, head: one.head).contains(one.hl7))
        #expect(
            try problems(one, one.bad, type: one.badType ?? one.type, head: one.badHead ?? one.head).contains(one.hl7))
    }

    private func problems(_ one: Case, _ row: String, type: String, head: String) throws -> [String] {
        let bench = SnapshotWorkbench(release: .r4)
        let profile = #""profile":["http://hl7.org/fhir/StructureDefinition/patient-birthPlace"]"#
        let rows = row.split(separator: "PROFILE", omittingEmptySubsequences: false).joined(separator: profile)
        let base = head.contains("baseDefinition") ? "" : #""baseDefinition":"\#(one.base)","#
        let json = """
            {"resourceType":"StructureDefinition","url":"http://test.example/p","name":"P","status":"draft",
            "kind":"resource","abstract":false,\(head)\(base)"type":"\(type)","derivation":"constraint",
            "differential":{"element":[\(rows)]}}
            """
        let document = DocumentReader().read(Array(json.utf8), release: .r4)
        let read = try #require(StructureDefinition.read(document))
        return StructureDefinitionChecks(SnapshotSource(bench.context([]))).problems(
            in: read.definition, snapshot: read.snapshot
        ).compactMap(\.hl7)
    }

    @Test func `HL7's own definitions have nothing wrong`() throws {
        let core = try #require(SnapshotWorkbench(release: .r4).core)
        let context = DefinitionContext(release: .r4, roots: [core])
        let checks = StructureDefinitionChecks(SnapshotSource(context))
        for name in ["Patient", "bp", "vitalsigns", "patient-birthPlace", "Questionnaire", "SimpleQuantity", "code"] {
            let definition = try #require(
                context.structureDefinition("http://hl7.org/fhir/StructureDefinition/\(name)"))
            let found = checks.problems(in: definition, snapshot: context.publishedSnapshot(of: definition) ?? [])
            #expect(!found.contains { $0.severity >= .error }, "\(name): \(found)")
        }
    }
}
