import Definitions
import ElementModel
import FHIRPath
import Record
import Testing
import Validation

/// What expressions ask of definitions: `conformsTo`, `memberOf`, `subsumes`, `slice`, `elementDefinition`.
@Suite("Answers to expressions", .enabled(if: Judge.isAvailable, "profiles/ is missing"))
struct ExpressionAnswerTests {
    private static let profile = """
        {"resourceType":"StructureDefinition","url":"https://example.org/p","name":"P","status":"draft",
        "kind":"resource","abstract":false,"fhirVersion":"4.0.1","type":"Patient",
        "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint",
        "differential":{"element":[
        {"id":"Patient.active","path":"Patient.active","min":1},
        {"id":"Patient.identifier","path":"Patient.identifier",
         "slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
        {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a"},
        {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:a"}]}}
        """

    private static let document = Document.read(
        json: Array(
            """
            {"resourceType":"Patient","gender":"male","active":true,"deceasedBoolean":false,
            "identifier":[{"system":"urn:test:a","value":"1"},{"system":"urn:test:b","value":"2"}],
            "name":[{"family":"F"}],
            "maritalStatus":{"coding":[{"system":"http://unknown.example.org","code":"x"}]}}
            """.utf8), release: .r4)

    @Test(
        "Definitions answer; what they do not hold is undecided, and an unknown profile is an error",
        arguments: [
            ("conformsTo('https://example.org/p')", ["true"]),
            ("conformsTo('http://hl7.org/fhir/StructureDefinition/Person')", ["false"]),
            ("conformsTo('https://example.org/none')", ["! execution"]),
            ("identifier.slice('https://example.org/p', 'a').value", ["1"]),
            ("name.slice('https://example.org/p', 'a')", []),
            ("identifier.slice('https://example.org/p', 'z')", ["! execution"]),
            ("name.family.elementDefinition().path", ["HumanName.family"]),
            ("deceased.elementDefinition().path", ["Patient.deceased[x]"]),
            ("elementDefinition().path", ["Patient"]),
            ("gender.elementDefinition().binding.strength", ["required"]),
            ("gender.memberOf('http://hl7.org/fhir/ValueSet/administrative-gender')", ["true"]),
            ("gender.memberOf('http://hl7.org/fhir/ValueSet/name-use')", ["false"]),
            ("gender.memberOf('https://example.org/none')", ["?"]),
            ("gender.subsumes('male')", ["true"]),
            ("maritalStatus.subsumes(%resource.maritalStatus.coding.first())", ["?"]),
        ])
    func answers(_ text: String, _ expected: [String]) throws {
        let store = try PackageStore(profiles: Judge.profiles, cache: nil)
        let layer = Package(
            id: PackageID(name: "test", version: "1"), release: .r4,
            files: [("p.json", Array(ExpressionAnswerTests.profile.utf8))])
        let validator = Validator(definitions: try store.context(release: .r4, roots: [layer]))
        let answers = validator.answers(for: ExpressionAnswerTests.document)
        let expression = try CompiledExpression(text, options: ExpressionOptions(release: .r4, contextType: "Patient"))
        do throws(ExpressionError) {
            let items = try Evaluator(host: answers.host).evaluate(
                expression, in: ExpressionAnswerTests.document.view)
            #expect((items.undecided.isEmpty ? items.map { $0.text ?? $0.typeName } : ["?"]) == expected)
        } catch {
            #expect(["! \(error.kind.rawValue)"] == expected, "\(error)")
        }
        withExtendedLifetime(answers) {}
    }

    @Test("A reference is followed through the Bundle around it")
    func resolve() throws {
        let store = try PackageStore(profiles: Judge.profiles, cache: nil)
        let document = Document.read(
            json: Array(
                """
                {"resourceType":"Bundle","type":"collection","entry":[
                {"fullUrl":"http://x/Patient/1","resource":{"resourceType":"Patient","id":"1","gender":"male"}},
                {"fullUrl":"http://x/Observation/2","resource":{"resourceType":"Observation","id":"2",
                "status":"final","code":{"text":"a"},"subject":{"reference":"Patient/1"}}}]}
                """.utf8), release: .r4)
        let answers = Validator(definitions: try store.context(release: .r4, packages: [])).answers(for: document)
        let expression = try CompiledExpression(
            "entry.resource.subject.resolve().gender", options: ExpressionOptions(release: .r4))
        #expect(expression.needsDefinitions)
        let items = try Evaluator(host: answers.host).evaluate(expression, in: document.view)
        #expect(items.map(\.text) == ["male"])
        withExtendedLifetime(answers) {}
    }
}
