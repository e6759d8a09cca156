/// A search parameter: what kind it is, and where in the resource its values stand.
struct SearchParameter: Sendable {
    enum Kind: String, Sendable { case token, string, date, reference, uri }
    let name: String
    let kind: Kind
    let paths: [String]

    init(_ name: String, _ kind: Kind, _ paths: String...) {
        self.name = name
        self.kind = kind
        self.paths = paths
    }

    static let common: [SearchParameter] = [
        .init("_id", .token, "id"), .init("_lastUpdated", .date, "meta.lastUpdated"),
        .init("_profile", .uri, "meta.profile"), .init("_tag", .token, "meta.tag"),
    ]

    /// The types that the server serves, each with its parameters.
    static let types: [(type: String, parameters: [SearchParameter])] = [
        (
            "Patient",
            [
                .init("identifier", .token, "identifier"), .init("name", .string, "name"),
                .init("family", .string, "name.family"), .init("given", .string, "name.given"),
                .init("birthdate", .date, "birthDate"), .init("gender", .token, "gender"),
                .init("active", .token, "active"), .init("phone", .token, "telecom"),
                .init("telecom", .token, "telecom"), .init("address", .string, "address"),
                .init("address-city", .string, "address.city"),
                .init("address-postalcode", .string, "address.postalCode"),
                .init("death-date", .date, "deceasedDateTime"),
                .init("general-practitioner", .reference, "generalPractitioner"),
                .init("organization", .reference, "managingOrganization"),
            ]
        ),
        (
            "Practitioner",
            [
                .init("identifier", .token, "identifier"), .init("name", .string, "name"),
                .init("family", .string, "name.family"), .init("given", .string, "name.given"),
                .init("active", .token, "active"),
            ]
        ),
        (
            "PractitionerRole",
            [
                .init("identifier", .token, "identifier"), .init("practitioner", .reference, "practitioner"),
                .init("organization", .reference, "organization"), .init("location", .reference, "location"),
                .init("role", .token, "code"), .init("specialty", .token, "specialty"),
            ]
        ),
        (
            "Organization",
            [
                .init("identifier", .token, "identifier"), .init("name", .string, "name", "alias"),
                .init("active", .token, "active"), .init("type", .token, "type"),
                .init("partof", .reference, "partOf"), .init("address-postalcode", .string, "address.postalCode"),
            ]
        ),
        (
            "Location",
            [
                .init("identifier", .token, "identifier"), .init("name", .string, "name", "alias"),
                .init("status", .token, "status"), .init("organization", .reference, "managingOrganization"),
                .init("address-postalcode", .string, "address.postalCode"),
            ]
        ),
        (
            "HealthcareService",
            [
                .init("identifier", .token, "identifier"), .init("name", .string, "name"),
                .init("organization", .reference, "providedBy"), .init("location", .reference, "location"),
            ]
        ),
        (
            "RelatedPerson",
            [
                .init("identifier", .token, "identifier"), .init("patient", .reference, "patient"),
                .init("name", .string, "name"), .init("relationship", .token, "relationship"),
            ]
        ),
        (
            "Observation",
            clinical("subject") + [
                .init("code", .token, "code"), .init("category", .token, "category"), .init("status", .token, "status"),
                .init("date", .date, "effectiveDateTime", "effectivePeriod", "effectiveInstant"),
                .init("performer", .reference, "performer"), .init("encounter", .reference, "encounter"),
                .init("has-member", .reference, "hasMember"),
            ]
        ),
        (
            "Condition",
            clinical("subject") + [
                .init("code", .token, "code"), .init("category", .token, "category"),
                .init("clinical-status", .token, "clinicalStatus"),
                .init("verification-status", .token, "verificationStatus"),
                .init("onset-date", .date, "onsetDateTime", "onsetPeriod"),
                .init("recorded-date", .date, "recordedDate"), .init("encounter", .reference, "encounter"),
            ]
        ),
        (
            "AllergyIntolerance",
            [
                .init("identifier", .token, "identifier"), .init("patient", .reference, "patient"),
                .init("code", .token, "code", "reaction.substance"), .init("category", .token, "category"),
                .init("clinical-status", .token, "clinicalStatus"),
                .init("verification-status", .token, "verificationStatus"), .init("date", .date, "recordedDate"),
            ]
        ),
        (
            "MedicationRequest",
            clinical("subject") + [
                .init("code", .token, "medicationCodeableConcept"), .init("status", .token, "status"),
                .init("intent", .token, "intent"), .init("authoredon", .date, "authoredOn"),
                .init("requester", .reference, "requester"), .init("medication", .reference, "medicationReference"),
            ]
        ),
        (
            "MedicationStatement",
            clinical("subject") + [
                .init("code", .token, "medicationCodeableConcept"), .init("status", .token, "status"),
                .init("effective", .date, "effectiveDateTime", "effectivePeriod"),
            ]
        ),
        ("Medication", [.init("identifier", .token, "identifier"), .init("code", .token, "code")]),
        (
            "Immunization",
            [
                .init("identifier", .token, "identifier"), .init("patient", .reference, "patient"),
                .init("vaccine-code", .token, "vaccineCode"), .init("status", .token, "status"),
                .init("date", .date, "occurrenceDateTime"),
            ]
        ),
        (
            "Encounter",
            clinical("subject") + [
                .init("status", .token, "status"), .init("class", .token, "class"), .init("date", .date, "period"),
                .init("participant", .reference, "participant.individual"),
                .init("service-provider", .reference, "serviceProvider"),
            ]
        ),
        (
            "Procedure",
            clinical("subject") + [
                .init("code", .token, "code"), .init("status", .token, "status"),
                .init("date", .date, "performedDateTime", "performedPeriod"),
            ]
        ),
        (
            "DiagnosticReport",
            clinical("subject") + [
                .init("code", .token, "code"), .init("category", .token, "category"), .init("status", .token, "status"),
                .init("date", .date, "effectiveDateTime", "effectivePeriod"), .init("result", .reference, "result"),
            ]
        ),
        (
            "ServiceRequest",
            clinical("subject") + [
                .init("code", .token, "code"), .init("status", .token, "status"),
                .init("authored", .date, "authoredOn"),
            ]
        ),
        ("Specimen", clinical("subject") + [.init("type", .token, "type")]),
        (
            "Appointment",
            [
                .init("identifier", .token, "identifier"), .init("status", .token, "status"),
                .init("date", .date, "start"), .init("patient", .reference, "participant.actor"),
                .init("actor", .reference, "participant.actor"), .init("slot", .reference, "slot"),
            ]
        ),
        (
            "Slot",
            [
                .init("identifier", .token, "identifier"), .init("status", .token, "status"),
                .init("start", .date, "start"), .init("schedule", .reference, "schedule"),
            ]
        ),
        (
            "Schedule",
            [
                .init("identifier", .token, "identifier"), .init("actor", .reference, "actor"),
                .init("date", .date, "planningHorizon"),
            ]
        ),
        (
            "List",
            clinical("subject") + [
                .init("code", .token, "code"), .init("status", .token, "status"),
                .init("item", .reference, "entry.item"),
            ]
        ),
        (
            "Composition",
            clinical("subject") + [
                .init("type", .token, "type"), .init("status", .token, "status"), .init("date", .date, "date"),
            ]
        ),
        (
            "FamilyMemberHistory",
            [
                .init("identifier", .token, "identifier"), .init("patient", .reference, "patient"),
                .init("status", .token, "status"),
            ]
        ),
    ]

    private static func clinical(_ subject: String) -> [SearchParameter] {
        [
            .init("identifier", .token, "identifier"), .init("patient", .reference, subject),
            .init("subject", .reference, subject),
        ]
    }

    static func of(_ type: String) -> [SearchParameter]? {
        types.first { $0.type == type }.map { $0.parameters + common }
    }
}
