/// The definitions that only these tests know: profiles, extensions and code systems made for a rule each.
///
/// The same text serves both releases: `<[` and `]>` enclose what is a list in R4 and a single value in STU3, and
/// `@context X@` says where an extension may stand.
enum RuleDefinitions {
    static let all = [
        observation, patient, practitioner, quantityKilogram, quantityCentimetre, simpleExtension, complexExtension,
        modifierExtension, codeSystem, valueSet, smallSet, distantSet, broken, bundle, oddExtension, derivedFrom,
        measure, supplement, questionnaire,
    ]

    static let observation = #"""
        {"resourceType": "StructureDefinition", "id": "rules-observation",
         "url": "http://example.org/fhir/StructureDefinition/rules-observation", "name": "RulesObservation",
         "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false, "type": "Observation",
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Observation", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Observation", "path": "Observation",
            "constraint": [{"key": "rule-1", "severity": "error", "human": "A final observation has a method",
              "expression": "status = 'final' implies method.exists()"}]},
           {"id": "Observation.identifier", "path": "Observation.identifier", "min": 1,
            "slicing": {"discriminator": [{"type": "value", "path": "system"}], "rules": "closed", "ordered": true}},
           {"id": "Observation.identifier:first", "path": "Observation.identifier", "sliceName": "first",
            "min": 1, "max": "1"},
           {"id": "Observation.identifier:first.system", "path": "Observation.identifier.system", "min": 1,
            "fixedUri": "http://example.org/first"},
           {"id": "Observation.identifier:second", "path": "Observation.identifier", "sliceName": "second",
            "max": "1"},
           {"id": "Observation.identifier:second.system", "path": "Observation.identifier.system", "min": 1,
            "fixedUri": "http://example.org/second"},
           {"id": "Observation.category", "path": "Observation.category",
            "slicing": {"discriminator": [{"type": "pattern", "path": "$this"}], "rules": "open"}},
           {"id": "Observation.category:vital", "path": "Observation.category", "sliceName": "vital",
            "patternCodeableConcept": {"coding": [{"code": "vital-signs"}]}},
           {"id": "Observation.category:laboratory", "path": "Observation.category", "sliceName": "laboratory",
            "patternCodeableConcept": {"coding": [{"code": "laboratory"}]}},
           {"id": "Observation.code", "path": "Observation.code",
            "patternCodeableConcept": {"coding": [{"system": "http://example.org/tests", "code": "weight"}]}},
           {"id": "Observation.performer", "path": "Observation.performer",
            "slicing": {"discriminator": [{"type": "profile", "path": "resolve()"}], "rules": "open"}},
           {"id": "Observation.performer:named", "path": "Observation.performer", "sliceName": "named",
            "type": [{"code": "Reference",
              "targetProfile": <["http://example.org/fhir/StructureDefinition/rules-named"]>}]},
           {"id": "Observation.value[x]", "path": "Observation.value[x]", "type": [{"code": "Quantity"}],
            "minValueQuantity": {"value": 10, "system": "http://unitsofmeasure.org", "code": "kg"},
            "maxValueQuantity": {"value": 200, "system": "http://unitsofmeasure.org", "code": "kg"}},
           {"id": "Observation.bodySite", "path": "Observation.bodySite", "max": "0"},
           {"id": "Observation.method", "path": "Observation.method",
            "fixedCodeableConcept": {"coding": [{"system": "http://example.org/methods", "code": "scales"}]}},
           {"id": "Observation.device", "path": "Observation.device",
            "type": [{"code": "Reference", "aggregation": ["contained"],
              "targetProfile": <["http://hl7.org/fhir/StructureDefinition/Device"]>}]},
           {"id": "Observation.referenceRange.low", "path": "Observation.referenceRange.low",
            "type": [@either@]},
           {"id": "Observation.referenceRange.high", "path": "Observation.referenceRange.high",
            "type": [{"code": "Quantity", "profile": <["http://example.org/fhir/StructureDefinition/absent"]>}]},
           {"id": "Observation.referenceRange.type", "path": "Observation.referenceRange.type",
            "constraint": [{"key": "rule-2", "severity": "error", "human": "The type is a known one",
              "expression": "memberOf('http://example.org/fhir/ValueSet/absent')"}]},
           {"id": "Observation.referenceRange.appliesTo", "path": "Observation.referenceRange.appliesTo",
            "binding": {"strength": "required", @set@: "http://example.org/fhir/ValueSet/rules-distant"}},
           {"id": "Observation.referenceRange.text", "path": "Observation.referenceRange.text", "maxLength": 12,
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/minLength", "valueInteger": 3}]},
           {"id": "Observation.component", "path": "Observation.component",
            "slicing": {"discriminator": [{"type": "pattern", "path": "code"}], "rules": "openAtEnd"}},
           {"id": "Observation.component:pulse", "path": "Observation.component", "sliceName": "pulse", "max": "1"},
           {"id": "Observation.component:pulse.code", "path": "Observation.component.code",
            "patternCodeableConcept": {"coding": [{"system": "http://example.org/tests", "code": "pulse"}]}}
         ]}}
        """#

    static let patient = #"""
        {"resourceType": "StructureDefinition", "id": "rules-patient",
         "url": "http://example.org/fhir/StructureDefinition/rules-patient", "name": "RulesPatient",
         "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false, "type": "Patient",
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Patient", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Patient", "path": "Patient"},
           {"id": "Patient.text", "path": "Patient.text", "extension": [
             {"url": "http://hl7.org/fhir/StructureDefinition/narrative-language-control", "valueCode": "cy"}]},
           {"id": "Patient.name", "path": "Patient.name", "max": "1"},
           {"id": "Patient.name.text", "path": "Patient.name.text", "type": [{"code": "string", "extension": [
             {"url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": "[A-Z].*"}]}]},
           {"id": "Patient.birthDate", "path": "Patient.birthDate", "extension": [
             {"url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.valueAlternatives",
              "valueCanonical": "http://example.org/fhir/StructureDefinition/rules-remark"}]},
           {"id": "Patient.maritalStatus", "path": "Patient.maritalStatus",
            "binding": {"strength": "required", @set@: "http://example.org/fhir/ValueSet/rules-set"}},
           {"id": "Patient.contact.relationship", "path": "Patient.contact.relationship",
            "binding": {"strength": "extensible", @set@: "http://example.org/fhir/ValueSet/rules-small",
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet",
                @setvalue@: "http://example.org/fhir/ValueSet/rules-set"}]}},
           {"id": "Patient.communication.language", "path": "Patient.communication.language",
            "binding": {"strength": "required", @set@: "http://example.org/fhir/ValueSet/absent"}},
           {"id": "Patient.generalPractitioner", "path": "Patient.generalPractitioner",
            "type": [{"code": "Reference",
              "targetProfile": <["http://example.org/fhir/StructureDefinition/rules-named"]>}]},
           {"id": "Patient.managingOrganization", "path": "Patient.managingOrganization",
            "type": [{"code": "Reference",
              "targetProfile": <["http://example.org/fhir/StructureDefinition/absent"]>}]}
         ]}}
        """#

    static let practitioner = #"""
        {"resourceType": "StructureDefinition", "id": "rules-named",
         "url": "http://example.org/fhir/StructureDefinition/rules-named", "name": "RulesNamed",
         "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false, "type": "Practitioner",
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Practitioner", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Practitioner", "path": "Practitioner"},
           {"id": "Practitioner.name", "path": "Practitioner.name", "min": 1}
         ]}}
        """#

    static let quantityKilogram = quantity("kg")
    static let quantityCentimetre = quantity("cm")
    private static func quantity(_ unit: String) -> String {
        #"""
        {"resourceType": "StructureDefinition", "id": "rules-\#(unit)",
         "url": "http://example.org/fhir/StructureDefinition/rules-\#(unit)", "name": "RulesQuantity",
         "status": "draft", "fhirVersion": "@version@", "kind": "complex-type", "abstract": false, "type": "Quantity",
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Quantity", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Quantity", "path": "Quantity"},
           {"id": "Quantity.code", "path": "Quantity.code", "min": 1, "fixedCode": "\#(unit)"}
         ]}}
        """#
    }

    static let simpleExtension = #"""
        {"resourceType": "StructureDefinition", "id": "rules-remark",
         "url": "http://example.org/fhir/StructureDefinition/rules-remark", "name": "RulesRemark",
         "status": "draft", "fhirVersion": "@version@", "kind": "complex-type", "abstract": false,
         "type": "Extension", @context Patient@,
         "contextInvariant": ["active.exists() or birthDate.empty()"],
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Extension", "path": "Extension"},
           {"id": "Extension.extension", "path": "Extension.extension", "max": "0"},
           {"id": "Extension.url", "path": "Extension.url",
            "fixedUri": "http://example.org/fhir/StructureDefinition/rules-remark"},
           {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": "string"}]}
         ]}}
        """#

    static let complexExtension = #"""
        {"resourceType": "StructureDefinition", "id": "rules-pair",
         "url": "http://example.org/fhir/StructureDefinition/rules-pair", "name": "RulesPair",
         "status": "draft", "fhirVersion": "@version@", "kind": "complex-type", "abstract": false,
         "type": "Extension", @context Patient@,
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Extension", "path": "Extension"},
           {"id": "Extension.extension", "path": "Extension.extension",
            "slicing": {"discriminator": [{"type": "value", "path": "url"}], "rules": "open"}},
           {"id": "Extension.extension:one", "path": "Extension.extension", "sliceName": "one", "max": "1"},
           {"id": "Extension.extension:one.url", "path": "Extension.extension.url", "fixedUri": "one"},
           {"id": "Extension.extension:one.value[x]", "path": "Extension.extension.value[x]", "min": 1,
            "type": [{"code": "string"}]},
           {"id": "Extension.url", "path": "Extension.url",
            "fixedUri": "http://example.org/fhir/StructureDefinition/rules-pair"},
           {"id": "Extension.value[x]", "path": "Extension.value[x]", "max": "0"}
         ]}}
        """#

    static let modifierExtension = #"""
        {"resourceType": "StructureDefinition", "id": "rules-negation",
         "url": "http://example.org/fhir/StructureDefinition/rules-negation", "name": "RulesNegation",
         "status": "draft", "fhirVersion": "@version@", "kind": "complex-type", "abstract": false,
         "type": "Extension", @context Patient@,
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Extension", "path": "Extension", "isModifier": true},
           {"id": "Extension.url", "path": "Extension.url",
            "fixedUri": "http://example.org/fhir/StructureDefinition/rules-negation"},
           {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": "boolean"}]}
         ]}}
        """#

    static let broken = #"""
        {"resourceType": "StructureDefinition", "id": "rules-broken",
         "url": "http://example.org/fhir/StructureDefinition/rules-broken", "name": "RulesBroken",
         "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false, "type": "Patient",
         "baseDefinition": "http://example.org/fhir/StructureDefinition/absent-base", "derivation": "constraint",
         "differential": {"element": [{"id": "Patient", "path": "Patient"}]}}
        """#

    static let codeSystem = #"""
        {"resourceType": "CodeSystem", "id": "rules-codes", "url": "http://example.org/fhir/CodeSystem/rules-codes",
         "name": "RulesCodes", "status": "active", "content": "complete",
         "property": [{"code": "inactive", "uri": "http://hl7.org/fhir/concept-properties#inactive",
           "type": "boolean"}],
         "concept": [{"code": "a", "display": "Letter A"}, {"code": "b", "display": "Letter B"},
           {"code": "old", "display": "Old letter", "property": [{"code": "inactive", "valueBoolean": true}]},
           {"code": "z", "display": "Letter Z"}]}
        """#

    static let valueSet = #"""
        {"resourceType": "ValueSet", "id": "rules-set", "url": "http://example.org/fhir/ValueSet/rules-set",
         "name": "RulesSet", "status": "active", "compose": {"include": [
           {"system": "http://example.org/fhir/CodeSystem/rules-codes",
            "concept": [{"code": "a"}, {"code": "b"}, {"code": "old"}]}]}}
        """#

    static let smallSet = #"""
        {"resourceType": "ValueSet", "id": "rules-small", "url": "http://example.org/fhir/ValueSet/rules-small",
         "name": "RulesSmall", "status": "active", "compose": {"include": [
           {"system": "http://example.org/fhir/CodeSystem/rules-codes", "concept": [{"code": "a"}]}]}}
        """#

    static let questionnaire = #"""
        {"resourceType": "Questionnaire", "id": "rules-questions",
         "url": "http://example.org/fhir/Questionnaire/rules-questions", "status": "active",
         "effectivePeriod": {"start": "2020-01-01"},
         "item": [
           {"linkId": "smokes", "type": "boolean", "required": true, "text": "Do you smoke?"},
           {"linkId": "number", "type": "integer", "text": "How many a day?",
            "enableWhen": [{"question": "smokes", @when@}],
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 100}]},
           {"linkId": "about", "type": "group", "text": "About you", "item": [
             {"linkId": "note", "type": "string", "maxLength": 10, "text": "A note"},
             {"linkId": "hint", "type": "display", "text": "Nearly done"},
             {"linkId": "colour", "type": "choice", "text": "Colour",
              @option@: [{"valueCoding": {"system": "http://example.org/colours", "code": "red"}}]},
             {"linkId": "weight", "type": "decimal", "text": "Weight",
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces", "valueInteger": 1}]},
             {"linkId": "pets", "type": "string", "repeats": true, "text": "Pets",
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs", "valueInteger": 2}]},
             {"linkId": "height", "type": "quantity", "text": "Height",
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption",
                "valueCoding": {"system": "http://unitsofmeasure.org", "code": "cm"}}]},
             {"linkId": "doctor", "type": "reference", "text": "Your doctor",
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource",
                "valueCode": "Practitioner"}]},
             {"linkId": "postcode", "type": "string", "text": "Postcode",
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": "[A-Z0-9 ]+"}]},
             {"linkId": "photo", "type": "attachment", "text": "Photo",
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/mimeType", "valueCode": "image/png"}]}]}
         ]}
        """#

    static let distantSet = #"""
        {"resourceType": "ValueSet", "id": "rules-distant", "url": "http://example.org/fhir/ValueSet/rules-distant",
         "name": "RulesDistant", "status": "active", "compose": {"include": [
           {"system": "http://example.org/absent", "filter": [{"property": "concept", "op": "is-a", "value": "x"}]}]}}
        """#

    static let bundle = #"""
        {"resourceType": "StructureDefinition", "id": "rules-bundle",
         "url": "http://example.org/fhir/StructureDefinition/rules-bundle", "name": "RulesBundle",
         "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false, "type": "Bundle",
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Bundle", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Bundle", "path": "Bundle"},
           {"id": "Bundle.entry.resource", "path": "Bundle.entry.resource", "type": [{"code": "Patient"}]}
         ]}}
        """#

    static let oddExtension = #"""
        {"resourceType": "StructureDefinition", "id": "rules-odd",
         "url": "http://example.org/fhir/StructureDefinition/rules-odd", "name": "RulesOdd",
         "status": "draft", "fhirVersion": "@version@", "kind": "complex-type", "abstract": false,
         "type": "Extension", @context Patient@, "contextInvariant": ["noSuchFunction()"],
         "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
         "differential": {"element": [
           {"id": "Extension", "path": "Extension"},
           {"id": "Extension.url", "path": "Extension.url",
            "fixedUri": "http://example.org/fhir/StructureDefinition/rules-odd"},
           {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": "string"}]}
         ]}}
        """#

    static let derivedFrom = #"""
        {"resourceType": "SearchParameter", "id": "rules-name", "url": "http://example.org/fhir/SearchParameter/rules-name",
         "name": "RulesName", "status": "draft", "description": "By name", "code": "named", "base": ["Patient"],
         "type": "string", "expression": "Patient.name"}
        """#

    static let measure = #"""
        {"resourceType": "Measure", "id": "rules-measure", "url": "http://example.org/fhir/Measure/rules-measure",
         "status": "active",
         "scoring": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/measure-scoring", "code": "cohort"}]},
         "group": [{"code": {"text": "all"}, "stratifier": [{"code": {"text": "age"}}]}]}
        """#

    static let supplement = #"""
        {"resourceType": "CodeSystem", "id": "rules-supplement",
         "url": "http://example.org/fhir/CodeSystem/rules-supplement", "name": "RulesSupplement", "status": "active",
         "content": "supplement", "supplements": "http://example.org/fhir/CodeSystem/rules-codes",
         "concept": [{"code": "a", "designation": [{"value": "A"}]}]}
        """#

    /// The definitions as the release writes them.
    static func texts(isR4: Bool) -> [String] {
        let profile = "http://example.org/fhir/StructureDefinition/rules-"
        let pairs: [(String, String)] = [
            ("@version@", isR4 ? "4.0.1" : "3.0.1"), ("<[", isR4 ? "[" : ""), ("]>", isR4 ? "]" : ""),
            (
                "@either@",
                isR4
                    ? #"{"code": "Quantity", "profile": ["\#(profile)kg", "\#(profile)cm"]}"#
                    : #"{"code": "Quantity", "profile": "\#(profile)kg"}, {"code": "Quantity", "profile": "\#(profile)cm"}"#
            ),
            ("@set@", isR4 ? #""valueSet""# : #""valueSetUri""#),
            ("@setvalue@", isR4 ? #""valueCanonical""# : #""valueUri""#),
            ("@option@", isR4 ? #""answerOption""# : #""option""#),
            ("@when@", isR4 ? #""operator": "=", "answerBoolean": true"# : #""answerBoolean": true"#),
            (
                "@context Patient@",
                isR4
                    ? #""context": [{"type": "element", "expression": "Patient"}, {"type": "element", "expression": "Patient.birthDate"}]"#
                    : #""contextType": "resource", "context": ["Patient", "Patient.birthDate"]"#
            ),
        ]
        return (all + bounded).map { text in
            pairs.reduce(text) { text, pair in text.replacing(pair.0, with: pair.1) }
        }
    }
}
