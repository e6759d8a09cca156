/// Definitions for the rules on bounds, sizes and codes that group others.
extension RuleDefinitions {
    static let bounded = [bounds, photo, groups, fragment]

    private static let bounds = #"""
        {"resourceType": "StructureDefinition", "id": "rules-bounds",
         "url": "http://example.org/fhir/StructureDefinition/rules-bounds", "name": "RulesBounds",
         "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false, "type": "Observation",
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Observation", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Observation", "path": "Observation"},
           {"id": "Observation.effective[x]", "path": "Observation.effective[x]", "type": [{"code": "dateTime"}],
            "minValueDateTime": "2000-01-01T00:00:00Z", "maxValueDateTime": "2099-01-01T00:00:00Z"},
           {"id": "Observation.issued", "path": "Observation.issued",
            "minValueInstant": "2000-01-01T00:00:00Z",
            "maxValueQuantity": {"value": 1, "system": "http://unitsofmeasure.org", "code": "d"}},
           {"id": "Observation.value[x]", "path": "Observation.value[x]", "type": [{"code": "Quantity"}]},
           {"id": "Observation.value[x].value", "path": "Observation.value[x].value", "minValueDecimal": 0.5,
            "maxValueDecimal": 99.5,
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces", "valueInteger": 1}]},
           {"id": "Observation.specimen", "path": "Observation.specimen", "type": [{"code": "Reference",
             "profile": <["http://hl7.org/fhir/StructureDefinition/Period"]>}]},
           {"id": "Observation.referenceRange.text", "path": "Observation.referenceRange.text",
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": "[a-z ]+"}]},
           {"id": "Observation.component.value[x]", "path": "Observation.component.value[x]",
            "type": [{"code": "time"}], "minValueTime": "08:00:00", "maxValueTime": "18:30:00"}
         ]}}
        """#

    private static let photo = #"""
        {"resourceType": "StructureDefinition", "id": "rules-photo",
         "url": "http://example.org/fhir/StructureDefinition/rules-photo", "name": "RulesPhoto",
         "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false, "type": "Patient",
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Patient", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Patient.birthDate", "path": "Patient.birthDate", "minValueDate": "1900-01-01",
            "maxValueDate": "2099-12-31"},
           {"id": "Patient.multipleBirth[x]", "path": "Patient.multipleBirth[x]", "type": [{"code": "integer"}],
            "minValueInteger": 1, "maxValueInteger": 9},
           {"id": "Patient.photo", "path": "Patient.photo",
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/maxSize", "valueDecimal": 8}]},
           {"id": "Patient.telecom.rank", "path": "Patient.telecom.rank", "minValuePositiveInt": 2,
            "maxValuePositiveInt": 5}
         ]}}
        """#

    private static let groups = #"""
        {"resourceType": "CodeSystem", "id": "rules-groups", "url": "http://example.org/fhir/CodeSystem/rules-groups",
         "name": "RulesGroups", "status": "active", "content": "complete", "caseSensitive": true,
         "property": [{"code": "notSelectable", "uri": "http://hl7.org/fhir/concept-properties#notSelectable",
           "type": "boolean"}],
         "concept": [{"code": "all", "property": [{"code": "notSelectable", "valueBoolean": true}],
           "concept": [{"code": "one"}]}]}
        """#

    private static let fragment = #"""
        {"resourceType": "CodeSystem", "id": "rules-fragment",
         "url": "http://example.org/fhir/CodeSystem/rules-fragment", "name": "RulesFragment", "status": "active",
         "content": "fragment", "caseSensitive": true, "concept": [{"code": "one"}]}
        """#
}
