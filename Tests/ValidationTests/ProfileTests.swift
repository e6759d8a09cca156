import Record
import Testing

private func structure(_ url: String, _ elements: String, type: String = "Patient", context: String = "") -> String {
    """
    {"resourceType":"StructureDefinition","url":"https://example.org/\(url)","name":"T","status":"draft",
    "kind":"\(type.first == "P" || type.first == "O" || type.first == "B" ? "resource" : "complex-type")","abstract":false,"fhirVersion":"4.0.1",\(context)
    "type":"\(type)","baseDefinition":"http://hl7.org/fhir/StructureDefinition/\(type)","derivation":"constraint",
    "differential":{"element":[\(elements)]}}
    """
}

private func errors(_ json: String, _ definitions: [String], hl7: Bool = false) -> [String] {
    Judge.findings(json, definitions: definitions, profile: "https://example.org/p", hl7: hl7)
        .filter { $0.severity >= .error }.map { "\($0.rule) \($0.expression)" }
}

@Suite("Profiles", .enabled(if: Judge.isAvailable, "profiles/ is missing"))
struct ProfileTests {
    @Test("A fixed value, met and missed")
    func fixed() {
        let profile = structure("p", #"{"path":"Patient.gender","min":1,"fixedCode":"female"}"#)
        #expect(errors(#"{"resourceType":"Patient","gender":"female"}"#, [profile]) == [])
        #expect(errors(#"{"resourceType":"Patient","gender":"male"}"#, [profile]) == ["fixed-value Patient.gender"])
        #expect(errors(#"{"resourceType":"Patient"}"#, [profile]) == ["cardinality-min Patient"])
    }

    @Test("A fixed value is fixed whole, with its lists and their order; its members have no order")
    func fixedLists() {
        let profile = structure(
            "p", #"{"path":"Patient.name","fixedHumanName":{"use":"usual","given":["A","B"]}}"#)
        func found(_ name: String) -> [String] {
            errors(#"{"resourceType":"Patient","name":[{\#(name)}]}"#, [profile])
        }
        #expect(found(#""use":"usual","given":["A","B"]"#) == [])
        #expect(found(#""given":["A","B"],"id":"n","use":"usual""#) == [])
        #expect(found(#""use":"usual","given":["A","B","C"]"#) == ["fixed-extra Patient.name[0].given[2]"])
        #expect(found(#""use":"usual","given":["A"]"#) == ["fixed-missing Patient.name[0].given"])
        #expect(
            found(#""use":"usual","given":["B","A"]"#) == [
                "fixed-value Patient.name[0].given[0]", "fixed-value Patient.name[0].given[1]",
            ])
    }

    @Test("A pattern wants what it has, and allows more")
    func pattern() {
        let profile = structure(
            "p",
            #"{"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"system":"urn:test:s","code":"a"}]}}"#
        )
        func patient(_ code: String) -> String {
            #"{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"urn:test:s","code":"\#(code)"}],"text":"x"}}"#
        }
        #expect(errors(patient("a"), [profile]) == [])
        #expect(errors(patient("b"), [profile]) == ["pattern-value Patient.maritalStatus.coding[0].code"])
    }

    @Test("A choice that the profile narrows")
    func choice() {
        let profile = structure("p", #"{"path":"Patient.deceased[x]","type":[{"code":"boolean"}]}"#)
        #expect(errors(#"{"resourceType":"Patient","deceasedBoolean":false}"#, [profile]) == [])
        #expect(
            errors(#"{"resourceType":"Patient","deceasedDateTime":"2020"}"#, [profile]) == [
                "type-not-allowed Patient.deceased"
            ])
    }

    @Test("A length and an invariant of the profile")
    func lengthAndInvariant() {
        let profile = structure(
            "p",
            #"{"path":"Patient","constraint":[{"key":"t-1","severity":"error","human":"x","expression":"active.exists()"}]},{"path":"Patient.language","maxLength":2}"#
        )
        #expect(errors(#"{"resourceType":"Patient","active":true,"language":"en"}"#, [profile]) == [])
        #expect(
            errors(#"{"resourceType":"Patient","active":true,"language":"en-GB"}"#, [profile]) == [
                "value-length Patient.language"
            ])
        #expect(errors(#"{"resourceType":"Patient"}"#, [profile]) == ["invariant Patient"])
    }

    @Test("An extension where its context allows it, and elsewhere")
    func context() {
        let definition = structure(
            "ext",
            #"{"path":"Extension.url","fixedUri":"https://example.org/ext"},{"path":"Extension.value[x]","min":1,"type":[{"code":"boolean"}]}"#,
            type: "Extension", context: #""context":[{"type":"element","expression":"Patient.name"}],"#)
        let profile = structure("p", #"{"path":"Patient"}"#)
        let ext = #""extension":[{"url":"https://example.org/ext","valueBoolean":true}]"#
        #expect(errors(#"{"resourceType":"Patient","name":[{"family":"x",\#(ext)}]}"#, [profile, definition]) == [])
        #expect(errors(#"{"resourceType":"Patient",\#(ext)}"#, [profile, definition]) == ["extension-context Patient"])
        let wrong = #""extension":[{"url":"https://example.org/ext","valueString":"x"}]"#
        #expect(
            errors(#"{"resourceType":"Patient","name":[{"family":"x",\#(wrong)}]}"#, [profile, definition])
                == ["type-not-allowed Patient.name[0].extension[0].value"])
    }

    @Test("A contained target of a reference must conform to the target's profile")
    func targetProfile() {
        let target = structure("org", #"{"path":"Organization.name","min":1}"#, type: "Organization")
        let profile = structure(
            "p",
            #"{"path":"Patient.managingOrganization","type":[{"code":"Reference","targetProfile":["https://example.org/org"]}]}"#
        )
        func patient(_ inside: String) -> String {
            #"{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o",\#(inside)}],"managingOrganization":{"reference":"\#u{23}o"}}"#
        }
        #expect(errors(patient(#""name":"x""#), [profile, target]) == [])
        #expect(
            errors(patient(#""identifier":[{"value":"1"}]"#), [profile, target])
                == ["reference-target-profile Patient.managingOrganization"])
    }

    @Test("An invariant that gives nothing is not decided, but for HL7's validator")
    func emptyInvariant() {
        let profile = structure(
            "p",
            #"{"path":"Patient","constraint":[{"key":"t-1","severity":"error","human":"x","expression":"active = true"}]}"#
        )
        #expect(errors(#"{"resourceType":"Patient"}"#, [profile]) == [])
        #expect(errors(#"{"resourceType":"Patient"}"#, [profile], hl7: true) == ["invariant Patient"])
    }
}
