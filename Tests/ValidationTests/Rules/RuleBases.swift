/// Small resources with nothing wrong: what the mutants are made of.
enum RuleBases {
    static let all: [String: String] = [
        "patient": patient, "practitioner": practitioner, "observation": observation, "profiled": profiled,
        "ruled": ruled, "document": document, "search": search, "collection": collection, "message": message,
        "questions": questions, "answers": answers, "codes": codes, "set": set, "parameter": parameter,
        "map": map, "history": history, "structure": structure, "only": only, "report": report, "measured": measured,
        "xml": xml, "attachment": attachment, "bounded": bounded, "photographed": photographed,
        "capabilities": capabilities, "guide": guide,
    ]

    static let patient = #"""
        {"resourceType": "Patient", "id": "p1",
         "meta": {"lastUpdated": "2024-05-01T10:00:00Z", "security": [{"system": "@confidentiality@", "code": "R"}]},
         "language": "en",
         "text": {"status": "generated",
          "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><p id=\"top\">Ann Example</p></div>"},
         "contained": [{"resourceType": "Organization", "id": "org", "name": "Clinic"}],
         "identifier": [
          {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9000000009"},
          {"system": "urn:ietf:rfc:3986", "value": "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7"}],
         "active": true,
         "name": [{"id": "n1", "text": "Ann Example", "family": "Example", "given": ["Ann"]}],
         "telecom": [{"system": "phone", "value": "01632 960000", "rank": 1}],
         "gender": "female", "birthDate": "1980-02-29",
         "address": [{"text": "1 High Street", "period": {"start": "2020-01-01", "end": "2021-01-01"}}],
         "multipleBirthInteger": 1,
         "contact": [{"name": {"text": "Bo Example"}}],
         "communication": [{"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "en"}]}, "preferred": true}],
         "generalPractitioner": [{"reference": "Practitioner/gp1", "display": "Dr Cole"}],
         "managingOrganization": {"reference": "#org"}}
        """#

    static let attachment = #"""
        {"resourceType": "Patient", "id": "p2",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
         "name": [{"text": "Ann"}],
         "photo": [{"contentType": "image/png", "data": "aGVsbG8=", "size": 5}]}
        """#

    static let practitioner = #"""
        {"resourceType": "Practitioner", "id": "gp1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Cole</p></div>"},
         "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "RR8"}],
         "name": [{"text": "Dr Cole"}]}
        """#

    static let observation = #"""
        {"resourceType": "Observation", "id": "o1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>80 kg</p></div>"},
         "status": "final",
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "27113001"}], "text": "Weight"},
         "subject": {"reference": "Patient/p1"},
         "effectiveDateTime": "2024-05-01T10:00:00Z", "issued": "2024-05-01T10:00:00.000Z",
         "valueQuantity": {"value": 80.5, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"},
         "component": [
          {"code": {"text": "Start"}, "valueTime": "10:00:00"},
          {"code": {"text": "Series"}, "valueSampledData": {"origin": {"value": 0}, "period": 10, "dimensions": 1, "data": "1 2"}}]}
        """#

    /// Conforms to the profile that ``RuleDefinitions`` makes of Observation.
    static let ruled = #"""
        {"resourceType": "Observation", "id": "o2",
         "meta": {"profile": ["http://example.org/fhir/StructureDefinition/rules-observation"]},
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>80 kg</p></div>"},
         "contained": [{"resourceType": "Device", "id": "scales"},
          {"resourceType": "Practitioner", "id": "cole", "name": [{"text": "Dr Cole"}]}],
         "identifier": [{"system": "http://example.org/first", "value": "1"},
          {"system": "http://example.org/second", "value": "2"}],
         "status": "final",
         "category": [{"coding": [{"system": "http://example.org/categories", "code": "vital-signs"}]}],
         "code": {"coding": [{"system": "http://example.org/tests", "code": "weight"}]},
         "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2024-05-01",
         "performer": [{"reference": "#cole"}],
         "valueQuantity": {"value": 80, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"},
         "method": {"coding": [{"system": "http://example.org/methods", "code": "scales"}]},
         "device": {"reference": "#scales"},
         "referenceRange": [{"text": "usual", "low": {"value": 50, "code": "kg", "system": "http://unitsofmeasure.org"}}],
         "component": [
          {"code": {"coding": [{"system": "http://example.org/tests", "code": "pulse"}]}, "valueString": "70"},
          {"code": {"text": "Other"}, "valueString": "x"}]}
        """#

    /// Conforms to the profile that ``RuleDefinitions`` makes of Patient.
    static let profiled = #"""
        {"resourceType": "Patient", "id": "p3",
         "meta": {"profile": ["http://example.org/fhir/StructureDefinition/rules-patient"]},
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><div lang=\"cy\"><p>Ann</p></div></div>"},
         "contained": [{"resourceType": "Practitioner", "id": "cole", "name": [{"text": "Dr Cole"}]}],
         "extension": [
          {"url": "http://example.org/fhir/StructureDefinition/rules-remark", "valueString": "x"},
          {"url": "http://example.org/fhir/StructureDefinition/rules-pair",
           "extension": [{"url": "one", "valueString": "x"}]}],
         "modifierExtension": [
          {"url": "http://example.org/fhir/StructureDefinition/rules-negation", "valueBoolean": false}],
         "active": true,
         "name": [{"text": "Ann"}],
         "birthDate": "1980-02-29",
         "maritalStatus": {"coding": [{"system": "http://example.org/fhir/CodeSystem/rules-codes", "code": "a", "display": "Letter A"}]},
         "contact": [{"name": {"text": "Bo"},
          "relationship": [{"coding": [{"system": "http://example.org/fhir/CodeSystem/rules-codes", "code": "a"}]}]}],
         "generalPractitioner": [{"reference": "#cole"}]}
        """#

    static let document = #"""
        {"resourceType": "Bundle", "id": "b1", "meta": {"lastUpdated": "2024-05-01T10:00:00Z"},
         "identifier": {"system": "urn:ietf:rfc:3986", "value": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"},
         "type": "document", @stamp@
         "entry": [
          {"fullUrl": "urn:uuid:11111111-1111-4111-8111-111111111111", "resource": {"resourceType": "Composition",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Letter</p></div>"},
            "status": "final", "type": {"text": "Letter"}, "date": "2024-05-01", "title": "Letter",
            "subject": {"reference": "urn:uuid:22222222-2222-4222-8222-222222222222"},
            "author": [{"reference": "urn:uuid:33333333-3333-4333-8333-333333333333"}]}},
          {"fullUrl": "urn:uuid:22222222-2222-4222-8222-222222222222", "resource": {"resourceType": "Patient",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
            "name": [{"text": "Ann"}]}},
          {"fullUrl": "urn:uuid:33333333-3333-4333-8333-333333333333", "resource": {"resourceType": "Practitioner",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Cole</p></div>"},
            "name": [{"text": "Dr Cole"}]}}]}
        """#

    static let message = #"""
        {"resourceType": "Bundle", "id": "b4", "type": "message", @stamp@
         "entry": [
          {"fullUrl": "urn:uuid:11111111-1111-4111-8111-111111111111", "resource": {"resourceType": "MessageHeader",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Message</p></div>"},
            @event@: {"system": "http://example.org/events", "code": "told"}, @moment@
            "source": {"endpoint": "http://example.org/sender"},
            "focus": [{"reference": "urn:uuid:22222222-2222-4222-8222-222222222222"}]}},
          {"fullUrl": "urn:uuid:22222222-2222-4222-8222-222222222222", "resource": {"resourceType": "Patient",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
            "name": [{"text": "Ann"}]}}]}
        """#

    static let search = #"""
        {"resourceType": "Bundle", "id": "b2", "type": "searchset", "total": 2,
         "link": [{"relation": "self", "url": "https://example.org/fhir/Patient?name=Ann"},
          {"relation": "next", "url": "https://example.org/fhir/Patient?name=Ann&page=2"}],
         "entry": [
          {"fullUrl": "https://example.org/fhir/Patient/a", "search": {"mode": "match"}, "resource": {
            "resourceType": "Patient", "id": "a",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
            "name": [{"text": "Ann"}], "managingOrganization": {"reference": "Organization/c"}}},
          {"fullUrl": "https://example.org/fhir/Organization/c", "search": {"mode": "include"}, "resource": {
            "resourceType": "Organization", "id": "c",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>C</p></div>"},
            "name": "Clinic"}}]}
        """#

    static let collection = #"""
        {"resourceType": "Bundle", "id": "b3", "type": "collection",
         "entry": [
          {"fullUrl": "https://example.org/fhir/Patient/a", "resource": {"resourceType": "Patient", "id": "a",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
            "name": [{"text": "Ann"}], "managingOrganization": {"reference": "Organization/c"}}},
          {"fullUrl": "https://example.org/fhir/Organization/c", "resource": {"resourceType": "Organization", "id": "c",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>C</p></div>"},
            "name": "Clinic"}}]}
        """#

    static let history = #"""
        {"resourceType": "Bundle", "id": "b5", "type": "transaction",
         "entry": [
          {"fullUrl": "urn:uuid:11111111-1111-4111-8111-111111111111", "resource": {"resourceType": "Patient",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
            "name": [{"text": "Ann"}],
            "managingOrganization": {"reference": "Organization?name=Clinic"}},
           "request": {"method": "POST", "url": "Patient"}}]}
        """#

    static let questions = #"""
        {"resourceType": "Questionnaire", "id": "q1", "url": "http://example.org/fhir/Questionnaire/q1", "name": "Q1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Q</p></div>"},
         "status": "draft",
         "item": [{"linkId": "1", "type": "boolean", "text": "Yes?"},
          {"linkId": "2", "type": "string", "text": "What?", "enableWhen": [{"question": "1", @when@}]}]}
        """#

    static let answers = #"""
        {"resourceType": "QuestionnaireResponse", "id": "r1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>R</p></div>"},
         "questionnaire": @questionnaire@,
         "status": "completed", "authored": "2024-05-01T10:00:00Z",
         "item": [
          {"linkId": "smokes", "answer": [{"valueBoolean": true}]},
          {"linkId": "number", "answer": [{"valueInteger": 20}]},
          {"linkId": "about", "item": [
            {"linkId": "note", "answer": [{"valueString": "short"}]},
            {"linkId": "colour", "answer": [{"valueCoding": {"system": "http://example.org/colours", "code": "red"}}]},
            {"linkId": "weight", "answer": [{"valueDecimal": 80.5}]},
            {"linkId": "doctor", "answer": [{"valueReference": {"reference": "Practitioner/gp1"}}]}]}]}
        """#

    static let codes = #"""
        {"resourceType": "CodeSystem", "id": "c1", "url": "http://example.org/fhir/CodeSystem/c1", "name": "Colours",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>C</p></div>"},
         "status": "draft", "content": "complete", "count": 2,
         "property": [{"code": "inactive", "uri": "http://hl7.org/fhir/concept-properties#inactive", "type": "boolean"}],
         "concept": [{"code": "red"}, {"code": "blue"}]}
        """#

    static let set = #"""
        {"resourceType": "ValueSet", "id": "v1", "url": "http://example.org/fhir/ValueSet/v1", "name": "Colours",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>V</p></div>"},
         "status": "draft", "compose": {"include": [{"system": "http://example.org/fhir/CodeSystem/rules-codes",
          "concept": [{"code": "a"}]}]}}
        """#

    static let parameter = #"""
        {"resourceType": "SearchParameter", "id": "s1", "url": "http://example.org/fhir/SearchParameter/s1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>S</p></div>"},
         "name": "Named", "status": "draft", "description": "By name", "code": "named", "base": ["Patient"],
         "type": "string", "expression": "Patient.name", "xpathUsage": "normal"}
        """#

    static let map = #"""
        {"resourceType": "ConceptMap", "id": "m1", "url": "http://example.org/fhir/ConceptMap/m1", "name": "Letters",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>M</p></div>"},
         "status": "draft",
         "group": [{"source": "http://example.org/fhir/CodeSystem/rules-codes",
          "target": "http://example.org/fhir/CodeSystem/rules-codes",
          "element": [{"code": "a", "target": [{"code": "b", "equivalence": "equivalent"}]}]}]}
        """#

    static let structure = #"""
        {"resourceType": "StructureDefinition", "id": "d1", "url": "http://example.org/fhir/StructureDefinition/d1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>D</p></div>"},
         "name": "D1", "status": "draft", "fhirVersion": "@version@", "kind": "resource", "abstract": false,
         "type": "Patient", "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Patient",
         "derivation": "constraint",
         "differential": {"element": [{"id": "Patient", "path": "Patient"},
          {"id": "Patient.name", "path": "Patient.name", "min": 1}]}}
        """#

    /// Conforms to the profile that ``RuleDefinitions`` makes of Bundle.
    static let only = #"""
        {"resourceType": "Bundle", "id": "b6", "type": "collection",
         "meta": {"profile": ["http://example.org/fhir/StructureDefinition/rules-bundle"]},
         "entry": [{"fullUrl": "https://example.org/fhir/Patient/a", "resource": {"resourceType": "Patient", "id": "a",
            "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
            "name": [{"text": "Ann"}]}}]}
        """#

    static let report = #"""
        {"resourceType": "MeasureReport", "id": "mr1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>R</p></div>"},
         "status": "complete", "type": "summary", "measure": "http://example.org/fhir/Measure/rules-measure",
         "period": {"start": "2024-01-01", "end": "2024-12-31"},
         "group": [{"code": {"text": "all"}, "stratifier": [{"code": [{"text": "age"}]}]}]}
        """#

    static let measured = #"""
        {"resourceType": "Measure", "id": "me1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>M</p></div>"},
         "url": "http://example.org/fhir/Measure/me1", "name": "Me1", "status": "draft",
         "group": [{"population": [{"criteria": {"language": "text/fhirpath", "expression": "true"}}],
          "stratifier": [{"criteria": {"language": "text/fhirpath", "expression": "true"}}]}]}
        """#

    static let capabilities = #"""
        {"resourceType": "CapabilityStatement", "id": "cap1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>C</p></div>"},
         "status": "draft", "date": "2024-05-01", "kind": "requirements", "description": "What is asked for",
         "fhirVersion": "@version@", @unknown@ "format": ["json"],
         "rest": [{"mode": "server", "resource": [{"type": "Patient",
          "interaction": [{"code": "search-type"}], "searchParam": [
          {"name": "named", "definition": @parameter@, "type": "string"}]}]}]}
        """#

    static let guide = #"""
        {"resourceType": "ImplementationGuide", "id": "ig1",
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>I</p></div>"},
         "url": "http://example.org/fhir/ImplementationGuide/ig1", "name": "Guide", "status": "draft",
         "packageId": "org.example.guide", "fhirVersion": ["4.0.1"],
         "dependsOn": [{"uri": "http://example.org/fhir/ImplementationGuide/other", "packageId": "org.example.other",
          "version": "1.0.0"}]}
        """#

    /// In XML, where the form of a value is not the reader's affair.
    static let xml = #"""
        <Patient xmlns="http://hl7.org/fhir"><id value="p4"/><meta><versionId value="1"/></meta><text><status value="generated"/>
        <div xmlns="http://www.w3.org/1999/xhtml"><p>Ann</p></div></text><active value="true"/><name><text value="Ann"/></name>
        <gender value="female"/><multipleBirthInteger value="1"/></Patient>
        """#

    /// A base as the release writes it.
    static func text(_ name: String, isR4: Bool) -> String {
        let questionnaire = #""http://example.org/fhir/Questionnaire/rules-questions""#
        let pairs: [(String, String)] = [
            ("@version@", isR4 ? "4.0.1" : "3.0.1"),
            ("@unknown@", isR4 ? "" : #""acceptUnknown": "no","#),
            ("@parameter@", #""http://example.org/fhir/SearchParameter/rules-name""#),
            ("@when@", isR4 ? #""operator": "=", "answerBoolean": true"# : #""answerBoolean": true"#),
            ("@event@", isR4 ? #""eventCoding""# : #""event""#),
            ("@stamp@", isR4 ? #""timestamp": "2024-05-01T10:00:00Z","# : ""),
            (
                "@confidentiality@",
                isR4
                    ? "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
                    : "http://hl7.org/fhir/v3/Confidentiality"
            ),
            ("@moment@", isR4 ? "" : #""timestamp": "2024-05-01T10:00:00Z","#),
            ("@questionnaire@", isR4 ? questionnaire : #"{"reference": \#(questionnaire)}"#),
        ]
        return pairs.reduce(all[name] ?? "") { text, pair in text.replacing(pair.0, with: pair.1) }
    }
}
