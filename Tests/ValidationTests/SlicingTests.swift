import Record
import Testing

/// A profile on Patient.identifier with two slices by system.
private func profile(rules: String, ordered: Bool = false) -> String {
    """
    {"resourceType":"StructureDefinition","url":"https://example.org/p","name":"P","status":"draft","kind":"resource",
    "abstract":false,"fhirVersion":"4.0.1","type":"Patient","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint",
    "differential":{"element":[
    {"id":"Patient.identifier","path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"\(rules)","ordered":\(ordered)}},
    {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","min":1,"max":"1"},
    {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:a"},
    {"id":"Patient.identifier:b","path":"Patient.identifier","sliceName":"b","max":"1"},
    {"id":"Patient.identifier:b.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:b"}]}}
    """
}

private func errors(_ systems: [String], rules: String = "open", ordered: Bool = false, hl7: Bool = false) -> [String] {
    let identifiers = systems.map { "{\"system\":\"urn:test:\($0)\",\"value\":\"1\"}" }.joined(separator: ",")
    return Judge.findings(
        "{\"resourceType\":\"Patient\",\"identifier\":[\(identifiers)]}",
        definitions: [profile(rules: rules, ordered: ordered)], profile: "https://example.org/p", hl7: hl7
    )
    .filter { $0.severity >= .error }.map { "\($0.rule) \($0.expression)" }
}

@Suite("Slicing", .enabled(if: Judge.isAvailable, "profiles/ is missing"))
struct SlicingTests {
    @Test("Items in their slices, and others where the slicing is open")
    func fine() { #expect(errors(["a", "b", "c"]) == []) }

    @Test("A slice that is missing")
    func minimum() { #expect(errors(["b"]) == ["slice-min Patient"]) }

    @Test("A slice too often")
    func maximum() { #expect(errors(["a", "a"]) == ["slice-max Patient"]) }

    @Test("An item in no slice of a closed slicing")
    func closed() { #expect(errors(["a", "c"], rules: "closed") == ["slice-closed Patient.identifier[1]"]) }

    @Test("An item in no slice before one in a slice, where only the end is open")
    func openAtEnd() {
        #expect(errors(["a", "b", "c"], rules: "openAtEnd") == [])
        #expect(errors(["a", "c", "b"], rules: "openAtEnd") == ["slice-open-at-end Patient.identifier[2]"])
        // HL7's validator does not look at it.
        #expect(errors(["a", "c", "b"], rules: "openAtEnd", hl7: true) == [])
    }

    @Test("Slices in another order than the profile's, where order counts")
    func order() {
        #expect(errors(["b", "a"]) == [])
        #expect(errors(["b", "a"], ordered: true) == ["slice-order Patient.identifier[1]"])
    }
}
