internal import JSON

/// What the R4 side says of itself.
enum CareRecordCapabilities {
    private static let interactions = [
        "read", "vread", "update", "delete", "history-instance", "create", "search-type",
    ]

    static func statement(_ call: Call) -> JSONValue {
        var statement = fromText(
            """
            {"resourceType":"CapabilityStatement","id":"uk-core","meta":{"versionId":"1"},
             "url":"\(call.base)/metadata","version":"1","name":"AssayReferenceSystem","title":"UK Core reference system",
             "status":"active","date":"2026-01-05","publisher":"Assay",
             "description":"UK Core resources about synthetic people.","kind":"instance",
             "software":{"name":"Assay reference system","version":"1"},
             "implementation":{"description":"Embedded reference system","url":"\(call.base)"},
             "fhirVersion":"4.0.1","format":["application/fhir+json","application/fhir+xml"]}
            """)
        let resources = SearchParameter.types.map { type, parameters -> JSONValue in
            var resource: JSONValue = ["type": .string(type)]
            resource["supportedProfile"] = [.string("https://fhir.hl7.org.uk/StructureDefinition/UKCore-\(type)")]
            resource["interaction"] = .array(interactions.map { ["code": .string($0)] })
            resource["versioning"] = "versioned"
            resource["readHistory"] = true
            resource["updateCreate"] = true
            resource["conditionalCreate"] = true
            let references = parameters.filter { $0.kind == .reference }
            if !references.isEmpty {
                resource["searchInclude"] = .array(references.map { .string("\(type):\($0.name)") })
            }
            resource["searchParam"] = .array(
                (parameters + SearchParameter.common).map {
                    ["name": .string($0.name), "type": .string($0.kind.rawValue)]
                })
            return resource
        }
        statement["rest"] = [["mode": "server", "resource": .array(resources)]]
        return statement
    }
}
