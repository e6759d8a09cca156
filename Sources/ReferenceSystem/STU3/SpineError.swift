internal import JSON

/// The error model of GP Connect: the Spine's list of codes, and the outcome that carries one.
enum SpineError {
    static let system = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1"

    static let displays: [String: String] = [
        "NO_RECORD_FOUND": "No record found", "PATIENT_NOT_FOUND": "Patient not found",
        "INVALID_NHS_NUMBER": "Invalid NHS number", "INVALID_IDENTIFIER_SYSTEM": "Invalid identifier system",
        "INVALID_IDENTIFIER_VALUE": "Invalid identifier value", "INVALID_PARAMETER": "Invalid parameter",
        "INVALID_PATIENT_DEMOGRAPHICS": "Invalid patient demographics",
        "INVALID_RESOURCE": "Invalid validation of resource", "BAD_REQUEST": "Bad request",
        "ORGANISATION_NOT_FOUND": "Organisation not found", "PRACTITIONER_NOT_FOUND": "Practitioner not found",
        "FHIR_CONSTRAINT_VIOLATION": "FHIR constraint violated", "REFERENCE_NOT_FOUND": "Reference not found",
        "DUPLICATE_REJECTED": "Create would lead to creation of a duplicate resource",
        "INTERNAL_SERVER_ERROR": "Unexpected internal server error", "NOT_IMPLEMENTED": "Not implemented",
        "UNSUPPORTED_MEDIA_TYPE": "Unsupported media type",
    ]

    static func outcome(_ refusal: Refusal) -> JSONValue {
        let code = refusal.code ?? "INTERNAL_SERVER_ERROR"
        var outcome: JSONValue = ["resourceType": "OperationOutcome"]
        outcome["meta"] = ["profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1"]]
        let coding: JSONValue = [
            "system": .string(system), "code": .string(code), "display": .string(displays[code] ?? code),
        ]
        let details: JSONValue = ["coding": [coding]]
        let issue: JSONValue = [
            "severity": "error", "code": .string(refusal.type), "details": details,
            "diagnostics": .string(refusal.diagnostics),
        ]
        outcome["issue"] = [issue]
        return outcome
    }
}

extension Refusal {
    static func badRequest(_ diagnostics: String) -> Refusal { Refusal(400, "invalid", "BAD_REQUEST", diagnostics) }
    static func invalidParameter(_ diagnostics: String) -> Refusal {
        Refusal(422, "invalid", "INVALID_PARAMETER", diagnostics)
    }
    static func invalidResource(_ diagnostics: String) -> Refusal {
        Refusal(422, "invalid", "INVALID_RESOURCE", diagnostics)
    }
    static func notFound(_ code: String, _ diagnostics: String) -> Refusal {
        Refusal(404, "not-found", code, diagnostics)
    }
}
