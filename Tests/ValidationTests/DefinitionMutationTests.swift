import Definitions
import Record
import Testing

/// Resources that define something: a valid one, and a change that one rule alone finds.
@Suite struct DefinitionMutationTests {
    struct Change: Sendable, CustomTestStringConvertible {
        var name: String
        var valid: String
        var from: String
        var to: String
        var expected: String
        var testDescription: String { name }
        var mutant: String {
            valid.split(separator: from, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: to)
        }
    }

    private static let profile = """
        {"resourceType":"StructureDefinition","url":"http://test.example/p","name":"P","status":"draft",
        "kind":"resource","abstract":false,"type":"Observation","derivation":"constraint",
        "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Observation","differential":{"element":[
        {"id":"Observation","path":"Observation","constraint":[{"key":"t-1","severity":"error","human":"Has a code.",
        "expression":"code.exists()"}]},
        {"id":"Observation.status","path":"Observation.status","fixedCode":"final"},
        {"id":"Observation.referenceRange.low","path":"Observation.referenceRange.low","type":[{"code":"Quantity",
        "profile":["http://hl7.org/fhir/StructureDefinition/SimpleQuantity"]}]}]}}
        """
    private static let system = """
        {"resourceType":"CodeSystem","url":"http://test.example/cs","name":"CS","status":"draft","content":"complete",
        "caseSensitive":true,"count":2,"property":[{"code":"order","type":"decimal"}],
        "concept":[{"code":"a","property":[{"code":"order","valueDecimal":1}]},{"code":"b"}]}
        """
    private static let supplement = """
        {"resourceType":"CodeSystem","url":"http://test.example/more","name":"More","status":"draft",
        "content":"supplement","supplements":"http://hl7.org/fhir/administrative-gender","concept":[{"code":"male"}]}
        """
    private static let valueSet = """
        {"resourceType":"ValueSet","url":"http://test.example/vs","name":"VS","status":"draft","compose":{"include":[
        {"system":"http://hl7.org/fhir/administrative-gender","concept":[{"code":"male"}]}]}}
        """
    private static let parameter = """
        {"resourceType":"SearchParameter","url":"http://test.example/sp","name":"SP","status":"draft",
        "description":"By code and value.","code":"code-value","base":["Observation"],"type":"composite",
        "expression":"Observation","component":[
        {"definition":"http://hl7.org/fhir/SearchParameter/clinical-code","expression":"code"},
        {"definition":"http://hl7.org/fhir/SearchParameter/Observation-value-string","expression":"value"}]}
        """

    static let changes: [Change] = [
        Change(
            name: "a row about an element that the base does not have", valid: profile,
            from: "\"path\":\"Observation.status\"", to: "\"path\":\"Observation.colour\"",
            expected: "ERROR_GENERATING_SNAPSHOT"),
        Change(
            name: "a fixed value of another type", valid: profile, from: "\"fixedCode\":\"final\"",
            to: "\"fixedBoolean\":true", expected: "SD_VALUE_TYPE_IILEGAL"),
        Change(
            name: "a profile of another type", valid: profile, from: "/SimpleQuantity", to: "/Count",
            expected: "SD_ED_TYPE_PROFILE_WRONG"),
        Change(
            name: "an invariant that is no FHIRPath", valid: profile, from: "code.exists()", to: "code.exists((",
            expected: "ED_INVARIANT_EXPRESSION_ERROR"),
        Change(
            name: "a path that begins elsewhere", valid: profile, from: "\"path\":\"Observation.status\"",
            to: "\"path\":\"Patient.status\"", expected: "SD_PATH_TYPE_MISMATCH"),
        Change(
            name: "a count that is not that of the concepts", valid: system, from: "\"count\":2", to: "\"count\":3",
            expected: "CODESYSTEM_CS_COUNT_COMPLETE_WRONG"),
        Change(
            name: "a property of another type than defined", valid: system, from: "\"valueDecimal\":1",
            to: "\"valueString\":\"1\"", expected: "CODESYSTEM_PROPERTY_WRONG_TYPE"),
        Change(
            name: "a supplement of a code that is not there", valid: supplement, from: "\"male\"", to: "\"man\"",
            expected: "CODESYSTEM_CS_SUPP_INVALID_CODE"),
        Change(
            name: "a listed code that its system does not have", valid: valueSet, from: "\"male\"", to: "\"man\"",
            expected: "VALUESET_INCLUDE_INVALID_CONCEPT_CODE"),
        Change(
            name: "a composite of one component", valid: parameter,
            from: ",\n"
                + #"{"definition":"http://hl7.org/fhir/SearchParameter/Observation-value-string","expression":"value"}"#,
            to: "", expected: "SEARCHPARAMETER_MISSING_COMPONENTS"),
        Change(
            name: "an expression about another type", valid: parameter, from: "\"expression\":\"Observation\"",
            to: "\"expression\":\"Patient.name\"", expected: "ED_SEARCH_EXPRESSION_ERROR"),
    ]

    private func errors(_ json: String) -> [String] {
        Judge.findings(json).filter { $0.severity >= .error }.map { $0.hl7 ?? $0.rule }
    }

    @Test(.enabled(if: Judge.isAvailable, "needs the profiles of the checkout"), arguments: changes)
    func `A definition is valid, and its mutant is not, for that rule`(_ change: Change) {
        #expect(change.mutant != change.valid)
        #expect(errors(change.valid) == [])
        #expect(errors(change.mutant).contains(change.expected), "\(errors(change.mutant))")
    }

    @Test(.enabled(if: Judge.isAvailable, "needs the profiles of the checkout"))
    func `The profiles of an operation describe its parameters`() {
        let profile = """
            {"resourceType":"StructureDefinition","url":"http://test.example/in","name":"In","status":"draft",
            "kind":"resource","abstract":false,"type":"Parameters","derivation":"constraint",
            "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Parameters","differential":{"element":[
            {"id":"Parameters.parameter","path":"Parameters.parameter","slicing":{"discriminator":[{"type":"value",
            "path":"name"}],"rules":"open"}},
            {"id":"Parameters.parameter:code","path":"Parameters.parameter","sliceName":"code","min":1,"max":"1"},
            {"id":"Parameters.parameter:code.name","path":"Parameters.parameter.name","fixedString":"code"},
            {"id":"Parameters.parameter:code.value[x]","path":"Parameters.parameter.value[x]",
            "type":[{"code":"code"}]}]}}
            """
        func findings(_ min: Int, _ type: String) -> [String] {
            let operation = """
                {"resourceType":"OperationDefinition","url":"http://test.example/op","name":"Op","status":"draft",
                "kind":"operation","code":"op","system":true,"type":false,"instance":false,
                "inputProfile":"http://test.example/in",
                "parameter":[{"name":"code","use":"in","min":\(min),"max":"1","type":"\(type)"}]}
                """
            return Judge.findings(operation, definitions: [profile]).filter { $0.severity >= .error }.compactMap(\.hl7)
        }
        #expect(findings(1, "code") == [])
        #expect(findings(0, "code") == ["OPDEF_PROFILE_NOT_VALUE_MISMATCH"])
        #expect(
            Set(findings(1, "string")) == ["OPDEF_PROFILE_TYPE_NOT_IN_PROFILE", "OPDEF_PROFILE_TYPE_NOT_IN_PARAMS"])
    }
}
