extension RuleBases {
    static let bounded = #"""
        {"resourceType": "Observation", "id": "o3",
         "meta": {"profile": ["http://example.org/fhir/StructureDefinition/rules-bounds"]},
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>5</p></div>"},
         "status": "final", "code": {"text": "Something"},
         "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2024-05-01",
         "issued": "2024-05-01T10:00:00Z", "performer": [{"reference": "Practitioner/gp1"}],
         "valueQuantity": {"value": 5.5},
         "referenceRange": [{"text": "usual range"}],
         "component": [{"code": {"text": "When"}, "valueTime": "12:00:00"}]}
        """#

    static let photographed = #"""
        {"resourceType": "Patient", "id": "p4",
         "meta": {"profile": ["http://example.org/fhir/StructureDefinition/rules-photo"],
          "tag": [{"system": "http://example.org/fhir/CodeSystem/rules-groups", "code": "one"},
           {"system": "http://example.org/fhir/CodeSystem/rules-fragment", "code": "one"}]},
         "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann</p></div>"},
         "name": [{"text": "Ann"}], "birthDate": "1980", "multipleBirthInteger": 1,
         "telecom": [{"system": "phone", "value": "01632 960000", "rank": 2}],
         "photo": [{"contentType": "image/png", "data": "aGVsbG8=", "size": 5}]}
        """#
}
