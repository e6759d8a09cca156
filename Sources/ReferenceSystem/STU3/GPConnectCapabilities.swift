internal import JSON

/// What the provider says of itself.
enum GPConnectCapabilities {
    static func statement(_ call: Call) -> JSONValue {
        fromText(
            """
            {"resourceType":"CapabilityStatement","id":"gp-connect","meta":{"versionId":"1"},
             "url":"\(call.base)/metadata","version":"\(PracticeFacts.version)","name":"GP Connect reference provider",
             "status":"active","date":"2026-01-05","publisher":"Assay",
             "description":"GP Connect Foundations and Appointment Management on synthetic data.","kind":"instance",
             "software":{"name":"Assay reference system","version":"1"},
             "implementation":{"description":"Embedded reference system","url":"\(call.base)"},
             "fhirVersion":"3.0.1","acceptUnknown":"both","format":["application/fhir+json","application/fhir+xml"],
             "rest":[{"mode":"server",
              "security":{"cors":false,"description":"Calls come through the Spine Secure Proxy."},
              "resource":[
               {"type":"Patient","profile":{"reference":"https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"},
                "interaction":[{"code":"read"},{"code":"search-type"}],
                "searchParam":[{"name":"identifier","type":"token","documentation":"NHS number"}]},
               {"type":"Practitioner","interaction":[{"code":"read"},{"code":"search-type"}],
                "searchParam":[{"name":"identifier","type":"token","documentation":"SDS user id"}]},
               {"type":"Organization","interaction":[{"code":"read"},{"code":"search-type"}],
                "searchParam":[{"name":"identifier","type":"token","documentation":"ODS code"}]},
               {"type":"Location","interaction":[{"code":"read"}]},
               {"type":"HealthcareService","interaction":[{"code":"read"},{"code":"search-type"}],
                "searchParam":[{"name":"identifier","type":"token","documentation":"DoS service id"}]},
               {"type":"Slot","interaction":[{"code":"search-type"}],
                "searchInclude":["Slot:schedule","Schedule:actor:Practitioner","Schedule:actor:Location",
                 "Location:managingOrganization"],
                "searchParam":[{"name":"start","type":"date"},{"name":"end","type":"date"},
                 {"name":"status","type":"token"},{"name":"searchFilter","type":"token"}]},
               {"type":"Appointment",
                "profile":{"reference":"https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1"},
                "interaction":[{"code":"read"},{"code":"create"},{"code":"update"},{"code":"search-type"}],
                "versioning":"versioned-update","readHistory":false,"updateCreate":false,
                "searchParam":[{"name":"start","type":"date"}]}],
              "operation":[{"name":"gpc.registerpatient","definition":{
                "reference":"https://fhir.nhs.uk/STU3/OperationDefinition/GPConnect-RegisterPatient-Operation-1"}}]}]}
            """)
    }
}
