import Definitions
import Record
import TestSupport
import Testing
import Validation

@Suite("Words of invariants")
struct InvariantWordsTests {
    @Test("Every invariant of the core has words of our own", arguments: [FHIRRelease.r4, .stu3])
    func complete(release: FHIRRelease) throws {
        let store = try PackageStore(profiles: Judge.profiles, cache: nil)
        let context = try store.context(release: release, packages: [])
        let core = "http://hl7.org/fhir/StructureDefinition/"
        var found = 0
        for origin in context.all(.structureDefinition) {
            guard case .structureDefinition(let definition) = origin.package.definition(origin.member),
                definition.url.hasPrefix(core), definition.derivation == .specialization
            else { continue }
            // Words are for what the types state; profiles and extensions inherit them.
            for element in definition.differential {
                for constraint in element.constraints
                where constraint.source == nil || constraint.source == definition.url {
                    let words = InvariantWords.text(key: constraint.key, source: definition.url, release: release)
                    #expect(!words.isEmpty, "\(constraint.key) of \(definition.url)")
                    found += 1
                }
            }
        }
        #expect(found > 150)
    }

    @Test("Another package's rule of the same key has its own words")
    func foreign() {
        #expect(InvariantWords.text(key: "pat-1", source: "https://example.org/p", release: .r4).isEmpty)
        #expect(
            !InvariantWords.text(key: "pat-1", source: "http://hl7.org/fhir/StructureDefinition/Patient", release: .r4)
                .isEmpty)
    }

    @Test("A rule without words shows its expression")
    func expression() {
        let profile = #"""
            {"resourceType":"StructureDefinition","url":"http://example.org/p","name":"P","status":"active","kind":"resource","abstract":false,"type":"Patient","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint",
             "differential":{"element":[{"id":"Patient","path":"Patient","constraint":[{"key":"my-1","severity":"error","human":"","expression":"name.exists()"}]}]}}
            """#
        let findings = Judge.findings(
            #"{"resourceType":"Patient","active":true}"#, definitions: [profile], profile: "http://example.org/p")
        #expect(findings.first { $0.constraint == "my-1" }?.message.contains("`name.exists()`") == true)
    }
}
