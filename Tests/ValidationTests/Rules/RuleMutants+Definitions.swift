import Validation

/// Mutants of resources that define something.
extension RuleMutant {
    static let terminologies: [RuleMutant] = [
        .init(.codeSystemContent, .both, "codes", ##"/content = "not-present""##),
        .init(
            .codeSystemContent, .r4, "codes", ##"/supplements = "http://example.org/fhir/CodeSystem/rules-codes""##,
            also: [.codeSystemSupplement]),
        .init(
            .codeSystemSupplement, .r4, "codes",
            ##"/content = "supplement" ; /supplements = "http://example.org/fhir/CodeSystem/rules-codes""##),
        .init(.codeSystemCode, .both, "codes", ##"/concept/1/code = "red""##, also: [.invariant]),
        .init(.codeSystemValueSet, .both, "codes", ##"/valueSet = "http://example.org/fhir/ValueSet/rules-set""##),
        .init(.codeSystemCount, .both, "codes", ##"/content = "fragment""##),
        .init(.codeSystemProperty, .both, "codes", ##"/property/0/type = "string""##),
        .init(.codeSystemProperty, .both, "codes", ##"/property/0/uri = "inactive""##),
        .init(.codeSystemProperty, .both, "codes", ##"/property/- = {"code": "inactive", "type": "boolean"}"##),
        .init(
            .codeSystemProperty, .both, "codes",
            ##"/property/0 = {"code": "parent", "uri": "http://hl7.org/fhir/concept-properties#parent", "type": "code"} ; /concept/0/property = [{"code": "parent", "valueCode": "grey"}]"##
        ),
        .init(
            .codeSystemProperty, .both, "codes", ##"/concept/0/property = [{"code": "shade", "valueString": "dark"}]"##),
        .init(
            .valueSetSystem, .both, "set",
            ##"/compose/include/0/system = "http://example.org/fhir/CodeSystem/rules-codes|1""##),
        .init(
            .valueSetSystem, .both, "set",
            ##"/compose/include/0 = {"system": "http://example.org/fhir/ValueSet/rules-set"}"##),
        .init(
            .valueSetSystem, .both, "set",
            ##"/compose/include/0 = {"system": "http://example.org/fhir/CodeSystem/rules-supplement"}"##),
        .init(
            .valueSetFilter, .both, "set",
            ##"/compose/include/0 = {"system": "http://example.org/fhir/CodeSystem/rules-codes", "filter": [{"property": "inactive", "op": "=", "value": "1"}]}"##
        ),
        .init(
            .valueSetFilter, .both, "set",
            ##"/compose/include/0 = {"system": "http://example.org/fhir/CodeSystem/rules-codes", "filter": [{"property": "concept", "op": "exists", "value": "true"}]}"##
        ),
        .init(
            .valueSetFilter, .both, "set",
            ##"/compose/include/0 = {"system": "http://example.org/fhir/CodeSystem/rules-codes", "filter": [{"property": "concept", "op": "is-a", "value": "q"}]}"##
        ),
        .init(
            .valueSetFilter, .both, "set",
            ##"/compose/include/0 = {"system": "http://example.org/fhir/CodeSystem/rules-codes", "filter": [{"property": "code", "op": "regex", "value": "a("}]}"##
        ),
        .init(
            .valueSetImport, .both, "set",
            ##"/compose/include/- = {"valueSet": ["http://example.org/fhir/ValueSet/absent"]}"##),
        .init(.conceptMapScope, .both, "map", ##"/sourceUri = "http://example.org/fhir/CodeSystem/rules-codes""##),
        .init(
            .conceptMapDuplicate, .both, "map",
            ##"/group/0/element/0/target/- = {"code": "b", "equivalence": "equivalent"}"##),
        .init(
            .searchParameterOrigin, .both, "parameter",
            ##"/derivedFrom = "http://example.org/fhir/SearchParameter/rules-name" ; /type = "token""##),
        .init(
            .searchParameterOrigin, .both, "parameter",
            ##"/derivedFrom = "http://example.org/fhir/SearchParameter/rules-name" ; /expression = "Patient.contact.name""##
        ),
        .init(.capabilitySearch, .both, "capabilities", ##"/rest/0/resource/0/searchParam/0/type = "token""##),
        .init(.guideDependency, .r4, "guide", ##"/dependsOn/0/packageId = "other""##),
        .init(
            .canonicalUnresolved, .r4, "questions",
            ##"/item/1 = {"linkId": "2", "type": "choice", "text": "Which?", "answerValueSet": "http://example.org/fhir/ValueSet/absent"}"##
        ),
        .init(
            .canonicalType, .r4, "questions",
            ##"/item/1 = {"linkId": "2", "type": "choice", "text": "Which?", "answerValueSet": "http://example.org/fhir/CodeSystem/rules-codes"}"##
        ),
    ]

    static let measures: [RuleMutant] = [
        .init(.measureDefinition, .r4, "measured", ##"- /group/0/population"##),
        .init(.measureReportMeasure, .r4, "report", ##"/measure = "http://example.org/fhir/Measure/absent""##),
        .init(.measureReportPopulation, .r4, "report", ##"/group/0/population = [{"code": {"text": "some"}}]"##),
        .init(.measureReportGroup, .r4, "report", ##"/group/0/code/text = "others""##),
        .init(.measureReportGroup, .r4, "report", ##"/group/- = {"code": {"text": "others"}}"##),
    ]

    static let structures: [RuleMutant] = [
        .init(.structureType, .both, "structure", ##"/kind = "complex-type""##, also: [.invariant]),
        .init(
            .structureType, .r4, "structure",
            ##"/type = "Person2" ; /differential/element/0 = {"id": "Person2", "path": "Person2"} ; /differential/element/1 = {"id": "Person2.name", "path": "Person2.name"}"##,
            also: [.structureDefinition, .bindingExtensible]),
        .init(
            .structureExtension, .r4, "structure", ##"/context = [{"type": "element", "expression": "Patient"}]"##),
        .init(
            .structureExtension, .stu3, "structure", ##"/contextType = "resource" ; /context = ["Patient"]"##),
        .init(.structureElement, .both, "structure", ##"/differential/element/1/meaningWhenMissing = "None""##),
        .init(
            .structureElement, .both, "structure",
            ##"/differential/element/- = {"id": "Patient.birthDate", "path": "Patient.birthDate", "slicing": {"discriminator": [{"type": "value", "path": "$this"}], "rules": "open"}}"##
        ),
        .init(
            .structureElementType, .r4, "structure",
            ##"/differential/element/- = {"id": "Patient.managingOrganization", "path": "Patient.managingOrganization", "type": [{"code": "Reference", "targetProfile": ["http://hl7.org/fhir/StructureDefinition/Period"]}]}"##
        ),
        .init(
            .structureElementType, .stu3, "structure",
            ##"/differential/element/- = {"id": "Patient.managingOrganization", "path": "Patient.managingOrganization", "type": [{"code": "Reference", "targetProfile": "http://hl7.org/fhir/StructureDefinition/Period"}]}"##
        ),
        .init(
            .structureBinding, .r4, "structure",
            ##"/differential/element/- = {"id": "Patient.maritalStatus", "path": "Patient.maritalStatus", "binding": {"strength": "extensible", "valueSet": "http://example.org/fhir/CodeSystem/rules-codes"}}"##,
            also: [.canonicalType]),
        .init(
            .structureBinding, .stu3, "structure",
            ##"/differential/element/- = {"id": "Patient.maritalStatus", "path": "Patient.maritalStatus", "binding": {"strength": "extensible", "valueSetUri": "http://example.org/fhir/CodeSystem/rules-codes"}}"##
        ),
        .init(
            .structureValue, .both, "structure",
            ##"/differential/element/- = {"id": "Patient.birthDate", "path": "Patient.birthDate", "fixedString": "x"}"##
        ),
        .init(
            .structureInvariant, .both, "structure",
            ##"/differential/element/- = {"id": "Patient.contact", "path": "Patient.contact", "constraint": [{"key": "pat-1", "severity": "error", "human": "Named", "expression": "name.exists()"}]}"##,
            also: [.structureDefinition]),
        .init(
            .expressionInvalid, .both, "structure",
            ##"/differential/element/1/constraint = [{"key": "own-1", "severity": "error", "human": "Named", "expression": "given.exists(("}]"##
        ),
    ]
}
