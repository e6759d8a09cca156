import Record
import TestSupport
import Testing

/// A valid resource and a change of it that one rule alone finds.
struct Mutation: Sendable, CustomTestStringConvertible {
    var name: String
    var valid: String
    var from: String
    var to: String
    var expected: [String]
    var releases: [FHIRRelease] = [.r4, .stu3]
    var testDescription: String { name }

    var mutant: String {
        guard let range = valid.range(of: from) else { return valid }
        return valid.replacingCharacters(in: range, with: to)
    }
}

extension String {
    /// The first place of a text in another.
    fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}

private let patient = """
    {"resourceType":"Patient","id":"p1","identifier":[{"system":"https://example.org/ids","value":"1"}],
    "active":true,"name":[{"use":"official","family":"Bloggs","given":["Jo"],"period":{"start":"2001-01-01","end":"2002-01-01"}}],
    "telecom":[{"system":"phone","value":"01632 960001"}],"gender":"female","birthDate":"1980-05-01",
    "contact":[{"name":{"family":"Bloggs"}}],"deceasedBoolean":false,
    "contained":[{"resourceType":"Organization","id":"o1","name":"Surgery"}],"managingOrganization":{"reference":"#o1"}}
    """
private let observation = """
    {"resourceType":"Observation","id":"o1","status":"final","code":{"text":"Body weight"},
    "valueQuantity":{"value":70.5,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"},
    "effectiveDateTime":"2024-01-01T10:00:00Z","subject":{"reference":"Patient/1"}}
    """
private let bundle = """
    {"resourceType":"Bundle","id":"b1","type":"collection","entry":[{"fullUrl":"https://example.org/fhir/Patient/1",
    "resource":{"resourceType":"Patient","id":"1","active":true}}]}
    """

private let mutations: [Mutation] = [
    Mutation(
        name: "an unknown element", valid: patient, from: "\"active\":true", to: "\"activ\":true",
        expected: ["property-unknown Patient"]),
    Mutation(
        name: "a required element missing", valid: observation, from: "\"status\":\"final\",", to: "",
        expected: ["cardinality-min Observation"]),
    Mutation(
        name: "a code outside a required value set", valid: patient, from: "\"gender\":\"female\"",
        to: "\"gender\":\"f\"", expected: ["binding-required Patient.gender"]),
    Mutation(
        name: "a date that does not exist", valid: patient, from: "1980-05-01", to: "1980-02-30",
        expected: ["date-form Patient.birthDate"]),
    Mutation(
        name: "a dateTime without zone", valid: observation, from: "10:00:00Z", to: "10:00:00",
        expected: ["datetime-zone Observation.effective"]),
    Mutation(
        name: "a unit that UCUM does not have", valid: observation, from: "\"code\":\"kg\"", to: "\"code\":\"kilo\"",
        expected: ["unit-invalid Observation.value.code"]),
    Mutation(
        name: "a period that ends before it starts", valid: patient, from: "2002-01-01", to: "1999-01-01",
        expected: ["invariant(per-1) Patient.name[0].period"]),
    Mutation(
        name: "a contact without anything to reach", valid: patient, from: "{\"name\":{\"family\":\"Bloggs\"}}",
        to: "{\"gender\":\"male\"}", expected: ["invariant(pat-1) Patient.contact[0]"]),
    Mutation(
        name: "a reference to a type that is not allowed", valid: observation, from: "Patient/1", to: "Organization/1",
        expected: ["reference-target-type Observation.subject"]),
    Mutation(
        name: "an id with a character that is not allowed", valid: patient, from: "\"id\":\"p1\"", to: "\"id\":\"p_1\"",
        expected: ["resource-id-form Patient.id"]),
    Mutation(
        name: "two forms of one choice", valid: patient, from: "\"deceasedBoolean\":false",
        to: "\"deceasedBoolean\":false,\"deceasedDateTime\":\"2020\"", expected: ["cardinality-max Patient"]),
    Mutation(
        name: "an identifier with a relative system", valid: patient, from: "https://example.org/ids", to: "ids",
        expected: ["identifier-system Patient.identifier[0]"]),
    Mutation(
        name: "an unknown extension", valid: patient, from: "\"active\":true",
        to: "\"extension\":[{\"url\":\"https://nowhere.test/x\",\"valueBoolean\":true}],\"active\":true",
        expected: ["extension-unknown Patient.extension[0]"]),
    Mutation(
        name: "an unknown modifier extension", valid: patient, from: "\"active\":true",
        to: "\"modifierExtension\":[{\"url\":\"https://nowhere.test/x\",\"valueBoolean\":true}],\"active\":true",
        expected: ["modifier-unknown Patient.modifierExtension[0]"]),
    Mutation(
        name: "an extension with a relative URL", valid: patient, from: "\"active\":true",
        to: "\"extension\":[{\"url\":\"x\",\"valueBoolean\":true}],\"active\":true",
        expected: ["extension-url-relative Patient.extension[0]"]),
    Mutation(
        name: "a fullUrl that is relative", valid: bundle, from: "https://example.org/fhir/Patient/1", to: "Patient/1",
        expected: ["bundle-fullurl-absolute Bundle.entry[0]"]),
    Mutation(
        name: "a fullUrl that names another resource", valid: bundle, from: "/Patient/1", to: "/Patient/2",
        expected: ["bundle-fullurl-mismatch Bundle.entry[0]"]),
    Mutation(
        name: "a fullUrl missing", valid: bundle, from: "\"fullUrl\":\"https://example.org/fhir/Patient/1\",", to: "",
        expected: ["bundle-entry-fullurl Bundle.entry[0]"], releases: [.r4]),
]

/// Every rule has a valid resource and a mutant that it alone finds; each new rule adds a row.
@Suite("Mutations", .enabled(if: Judge.isAvailable, "profiles/ is missing"))
struct MutationTests {
    @Test("Only the rule that is broken is reported", arguments: mutations)
    func mutation(_ mutation: Mutation) {
        #expect(mutation.valid != mutation.mutant, "the mutation changes nothing")
        for release in mutation.releases {
            #expect(Judge.errors(mutation.valid, release: release) == [], "\(release)")
            #expect(Judge.errors(mutation.mutant, release: release) == mutation.expected, "\(release)")
        }
    }
}
