import Definitions
import ElementModel
import Record
import TestSupport
import Testing
import Validation

/// Points on which the specification and HL7's reference validator differ (`docs/disputed-points.md`).
@Suite("Disputed points", .enabled(if: Judge.isAvailable, "needs profiles/"))
struct DisputedPointTests {
    @Test("White space before an XML document is refused with --compat hl7 only")
    func documentStart() throws {
        let store = try PackageStore(profiles: Judge.profiles, cache: nil)
        let definitions = try store.context(release: .r4, packages: [])
        let patient = #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#
        var compatible = ValidationOptions()
        compatible.compatibility = .hl7
        for (text, options, expected) in [
            (patient, compatible, false), (" \n" + patient, compatible, true),
            (" \n" + patient, ValidationOptions(), false),
        ] {
            let document = DocumentReader().read(Array(text.utf8), release: .r4)
            let findings = Validator(definitions: definitions, options: options).validate(document)
            #expect(findings.contains { $0.rule == Rule.documentStart.rawValue } == expected)
        }
    }

    @Test("The hash of an attachment is that of its data", arguments: [true, false])
    func attachmentHash(isRight: Bool) {
        let hash = isRight ? "qvTGHdzF6KLavt4PO0gs2a6pQ00=" : "aaTGHdzF6KLavt4PO0gs2a6pQ00="
        let photo = #"{"contentType":"text/plain","data":"aGVsbG8=","hash":"\#(hash)"}"#
        let patient = #"{"resourceType":"Patient","photo":[\#(photo)]}"#
        let expected = isRight ? [] : ["attachment-hash Patient.photo[0]"]
        #expect(Judge.errors(patient) == expected)
        #expect(Judge.errors(patient, release: .stu3) == expected)
    }

    @Test("Slices that overlap by the profile's own fault do not condemn the instance")
    func overlappingSlices() {
        let profile = """
            {"resourceType":"StructureDefinition","url":"https://example.org/p","name":"P","status":"draft",
            "kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
            "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","differential":{"element":[
            {"id":"Patient.name","path":"Patient.name","slicing":{"discriminator":[{"type":"value","path":"use"}],
            "rules":"open"}},
            {"id":"Patient.name:other","path":"Patient.name","sliceName":"other","min":0,"max":"*"},
            {"id":"Patient.name:other.use","path":"Patient.name.use","min":1},
            {"id":"Patient.name:usual","path":"Patient.name","sliceName":"usual","min":1,"max":"1"},
            {"id":"Patient.name:usual.use","path":"Patient.name.use","min":1,"fixedCode":"usual"}]}}
            """
        let patient = #"{"resourceType":"Patient","name":[{"use":"usual","family":"Smith"}]}"#
        let found = Judge.findings(patient, definitions: [profile], profile: "https://example.org/p")
        #expect(found.filter { $0.severity >= .error }.map(\.message) == [])
        #expect(found.contains { $0.rule == Rule.sliceSeveral.rawValue && !$0.decided })
        let compatible = Judge.findings(patient, definitions: [profile], profile: "https://example.org/p", hl7: true)
        #expect(compatible.contains { $0.rule == Rule.sliceSeveral.rawValue && $0.severity >= .error })
    }

    @Test("Experimental definitions are marked where they are not wanted")
    func experimental() throws {
        let store = try PackageStore(profiles: Judge.profiles, cache: nil)
        let definitions = try store.context(release: .r4, packages: [])
        var options = ValidationOptions()
        let text = #"{"resourceType":"ValueSet","url":"https://example.org/v","status":"draft","experimental":true}"#
        let document = DocumentReader().read(Array(text.utf8), release: .r4)
        #expect(
            !Validator(definitions: definitions, options: options).validate(document)
                .contains { $0.rule == Rule.contentExperimental.rawValue })
        options.noExperimentalContent = true
        #expect(
            Validator(definitions: definitions, options: options).validate(document)
                .contains { $0.rule == Rule.contentExperimental.rawValue })
    }
}
