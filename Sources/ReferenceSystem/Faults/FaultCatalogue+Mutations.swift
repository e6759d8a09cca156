extension FaultCatalogue {
    private static func on(
        _ interactions: [String], _ outcome: Mutation.Outcome = .success, _ effects: Mutation.Effect...
    ) -> Mutation {
        Mutation(interactions: interactions, outcome: outcome, effects: effects)
    }
    private static func failing(_ name: String, _ interaction: String) -> (String, String, Mutation) {
        let outcome = #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}"#
        return (
            "\(name)-fails", "answers \(interaction) with 500",
            Mutation(
                interactions: [interaction], outcome: .any,
                effects: [.status(500), .body(outcome, type: "application/fhir+json; charset=utf-8")])
        )
    }
    /// What is done to every kind of clinical record that is read.
    private static func records(
        _ name: String, _ summary: String, _ effect: (String) -> Mutation.Effect
    ) -> (String, String, Mutation) {
        let types = [
            "AllergyIntolerance", "Condition", "DiagnosticReport", "Observation", "Immunization", "List", "Medication",
            "MedicationRequest", "MedicationStatement", "Specimen", "Composition", "Appointment", "Slot",
            "Practitioner", "Organization", "Location",
        ]
        return (name, summary, Mutation(interactions: ["r4.read"], effects: types.map(effect)))
    }
    private static let stu3 = ["stu3."]
    private static let r4 = ["r4."]
    private static let both = ["stu3.", "r4."]
    private static let page = "<!DOCTYPE html><html><body><h1>Service unavailable</h1></body></html>"

    /// Changes to answers: name, what goes wrong, which interactions and what is done to them.
    static let mutations: [(name: String, summary: String, mutation: Mutation)] = [
        // Header fields.
        ("no-etag", "leaves ETag out", on(both, .any, .header("ETag", nil))),
        ("strong-etag", "writes ETag without W/ and quotes", on(both, .success, .header("ETag", "1"))),
        ("wrong-etag", "writes an ETag that is not the version", on(both, .success, .header("ETag", "W/\"99\""))),
        ("no-cache-control", "leaves Cache-Control out", on(stu3, .any, .header("Cache-Control", nil))),
        (
            "no-cache-control-on-errors", "leaves Cache-Control out of errors",
            on(stu3, .error, .header("Cache-Control", nil))
        ),
        (
            "cache-control-public", "lets answers be cached",
            on(stu3, .any, .header("Cache-Control", "public, max-age=600"))
        ),
        (
            "no-location", "leaves Location out of a create's answer",
            on(["stu3.appointment.book", "r4.create"], .success, .header("Location", nil))
        ),
        ("no-last-modified", "leaves Last-Modified out", on(both, .any, .header("Last-Modified", nil))),
        (
            "iso-last-modified", "writes Last-Modified as FHIR writes instants",
            on(both, .success, .header("Last-Modified", "2026-01-05T09:00:00Z"))
        ),
        (
            "wrong-content-type", "calls FHIR application/json",
            on(both, .any, .header("Content-Type", "application/json"))
        ),
        (
            "no-charset", "leaves the charset out of Content-Type",
            on(stu3, .any, .header("Content-Type", "application/fhir+json"))
        ),
        ("text-content-type", "calls FHIR text/plain", on(both, .any, .header("Content-Type", "text/plain"))),
        // Whole answers.
        ("html-error-page", "answers errors with a web page", on(both, .error, .body(page, type: "text/html"))),
        ("html-everywhere", "answers everything with a web page", on(both, .any, .body(page, type: "text/html"))),
        ("empty-body", "answers without a body", on(both, .success, .body("", type: "application/fhir+json"))),
        (
            "truncated-json", "answers with JSON that breaks off",
            on(
                both, .success,
                .body(#"{"resourceType":"Patient","id":"1""#, type: "application/fhir+json; charset=utf-8"))
        ),
        ("internal-error", "answers everything with 500", on(both, .any, .status(500))),
        ("hang-up", "closes the connection without an answer", on(both, .any, .hangUp)),
        ("silence", "never answers", on(both, .any, .silence)),
        ("slow", "answers after two seconds", on(both, .any, .delay(2))),
        // Status codes.
        ("errors-as-200", "answers errors with status 200", on(both, .error, .status(200))),
        (
            "bad-request-as-422", "answers 400 with 422",
            on(["stu3.slot.search", "stu3.patient.search"], .error, .status(422))
        ),
        ("book-answers-200", "answers a booking with 200", on(["stu3.appointment.book"], .success, .status(200))),
        ("create-answers-200", "answers a create with 200", on(["r4.create"], .success, .status(200))),
        (
            "search-answers-206", "answers a search with 206",
            on(["r4.search", "stu3.slot.search"], .success, .status(206))
        ),
        // One interaction that fails, whatever is asked.
        failing("metadata", "stu3.metadata"),
        failing("patient-search", "stu3.patient.search"), failing("patient-read", "stu3.patient.read"),
        failing("register", "stu3.patient.register"), failing("practitioner-search", "stu3.practitioner.search"),
        failing("organization-search", "stu3.organization.search"), failing("location-read", "stu3.location.read"),
        failing("slot-search", "stu3.slot.search"), failing("book", "stu3.appointment.book"),
        failing("appointment-read", "stu3.appointment.read"), failing("list", "stu3.appointment.list"),
        failing("r4-read", "r4.read"), failing("r4-search", "r4.search"), failing("r4-metadata", "r4.metadata"),
        records("r4-records-other-id", "answers reads with another id") { .set("\($0)/id", #""999""#) },
        records("r4-records-without-claims", "leaves the profile claims out") { .remove("\($0)/meta.profile") },
        records("r4-records-without-status", "leaves the status out of every record") { .remove("\($0)/status") },
        (
            "r4-read-answers-outcome", "answers a read with an OperationOutcome and status 200",
            on(
                ["r4.read"], .success,
                .body(
                    #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}"#,
                    type: "application/fhir+json; charset=utf-8"))
        ),
        (
            "slot-unknown-element", "adds an element to slots that FHIR does not have",
            on(stu3, .success, .set("Slot/shoeSize", "42"))
        ),
        (
            "schedule-unknown-element", "adds an element to schedules that FHIR does not have",
            on(stu3, .success, .set("Schedule/shoeSize", "42"))
        ),
        (
            "appointment-unknown-element", "adds an element to appointments that FHIR does not have",
            on(["stu3.appointment.book", "stu3.appointment.read"], .success, .set("Appointment/shoeSize", "42"))
        ),
        failing("amend", "stu3.appointment.amend"), failing("cancel", "stu3.appointment.cancel"),
        (
            "patient-other-id", "answers a read with another id",
            on(["stu3.patient.read", "r4.read"], .success, .set("Patient/id", #""999""#))
        ),
        (
            "patient-not-active", "calls patients inactive",
            on(["stu3.patient.search"], .success, .set("Patient/active", "false"))
        ),
        // Outcomes.
        (
            "outcome-missing-profile", "leaves meta.profile out of outcomes",
            on(stu3, .error, .remove("OperationOutcome/meta"))
        ),
        (
            "outcome-missing-details", "leaves the Spine code out of outcomes",
            on(stu3, .error, .remove("OperationOutcome/issue.details"))
        ),
        (
            "outcome-missing-diagnostics", "leaves diagnostics out of outcomes",
            on(stu3, .error, .remove("OperationOutcome/issue.diagnostics"))
        ),
        (
            "outcome-wrong-code", "writes INTERNAL_SERVER_ERROR in every outcome",
            on(stu3, .error, .set("OperationOutcome/issue.details.coding.code", #""INTERNAL_SERVER_ERROR""#))
        ),
        (
            "outcome-wrong-system", "writes another system beside the Spine code",
            on(
                stu3, .error,
                .set(
                    "OperationOutcome/issue.details.coding.system",
                    #""https://fhir.nhs.uk/ValueSet/gpconnect-error-or-warning-code-1""#))
        ),
        (
            "outcome-unknown-issue-type", "writes an issue type that is in no list",
            on(both, .error, .set("OperationOutcome/issue.code", #""wrong""#))
        ),
        (
            "outcome-missing-severity", "leaves severity out of outcomes",
            on(both, .error, .remove("OperationOutcome/issue.severity"))
        ),
        (
            "outcome-empty-issues", "writes an empty list of issues",
            on(both, .error, .set("OperationOutcome/issue", "[]"))
        ),
        // GP Connect resources.
        (
            "patient-missing-meta-profile", "leaves meta.profile out of patients",
            on(both, .success, .remove("Patient/meta.profile"))
        ),
        (
            "patient-missing-version", "leaves meta.versionId out of patients",
            on(both, .success, .remove("Patient/meta.versionId"))
        ),
        (
            "patient-missing-nhs-number", "leaves the identifiers out of patients",
            on(both, .success, .remove("Patient/identifier"))
        ),
        (
            "patient-nhs-number-spaced", "writes NHS numbers with spaces",
            on(both, .success, .set("Patient/identifier.value", #""999 000 0077""#))
        ),
        (
            "patient-missing-verification", "leaves the verification status out of NHS numbers",
            on(both, .success, .remove("Patient/identifier.extension"))
        ),
        (
            "patient-name-not-official", "calls the official name usual",
            on(both, .success, .set("Patient/name.use", #""usual""#))
        ),
        ("patient-missing-family", "leaves the family name out", on(both, .success, .remove("Patient/name.family"))),
        ("patient-missing-gender", "leaves the gender out", on(both, .success, .remove("Patient/gender"))),
        (
            "patient-wrong-gender", "writes a gender that is no code",
            on(both, .success, .set("Patient/gender", #""F""#))
        ),
        ("patient-missing-birthdate", "leaves the date of birth out", on(both, .success, .remove("Patient/birthDate"))),
        (
            "patient-missing-gp", "leaves the general practitioner out",
            on(both, .success, .remove("Patient/generalPractitioner"))
        ),
        (
            "patient-missing-organization", "leaves the managing organisation out",
            on(both, .success, .remove("Patient/managingOrganization"))
        ),
        (
            "patient-missing-registration", "leaves the registration details out",
            on(stu3, .success, .remove("Patient/extension"))
        ),
        (
            "patient-marital-status", "sends the marital status",
            on(both, .success, .set("Patient/maritalStatus", #"{"text":"Married"}"#))
        ),
        (
            "patient-telecom-without-system", "leaves the system out of telecoms",
            on(both, .success, .remove("Patient/telecom.system"))
        ),
        (
            "patient-address-as-text", "writes the address as text alone",
            on(both, .success, .set("Patient/address", #"[{"text":"1 Orchard Close, Leeds"}]"#))
        ),
        (
            "patient-unknown-element", "adds an element that FHIR does not have",
            on(both, .success, .set("Patient/shoeSize", "42"))
        ),
        (
            "practitioner-missing-identifier", "leaves the identifiers out of practitioners",
            on(both, .success, .remove("Practitioner/identifier"))
        ),
        (
            "practitioner-missing-name", "leaves the names out of practitioners",
            on(both, .success, .remove("Practitioner/name"))
        ),
        (
            "practitioner-missing-meta-profile", "leaves meta.profile out of practitioners",
            on(both, .success, .remove("Practitioner/meta.profile"))
        ),
        (
            "organization-missing-identifier", "leaves the identifiers out of organisations",
            on(both, .success, .remove("Organization/identifier"))
        ),
        (
            "organization-missing-name", "leaves the name out of organisations",
            on(both, .success, .remove("Organization/name"))
        ),
        (
            "organization-site-code-system", "calls the ODS code a site code",
            on(both, .success, .set("Organization/identifier.system", #""https://fhir.nhs.uk/Id/ods-site-code""#))
        ),
        (
            "organization-missing-meta-profile", "leaves meta.profile out of organisations",
            on(both, .success, .remove("Organization/meta.profile"))
        ),
        ("location-missing-name", "leaves the name out of locations", on(both, .success, .remove("Location/name"))),
        (
            "location-missing-address", "leaves the address out of locations",
            on(both, .success, .remove("Location/address"))
        ),
        (
            "location-missing-organization", "leaves the managing organisation out of locations",
            on(both, .success, .remove("Location/managingOrganization"))
        ),
        (
            "location-missing-meta-profile", "leaves meta.profile out of locations",
            on(both, .success, .remove("Location/meta.profile"))
        ),
        (
            "slot-missing-meta-profile", "leaves meta.profile out of slots",
            on(stu3, .success, .remove("Slot/meta.profile"))
        ),
        (
            "slot-missing-service-type", "leaves serviceType out of slots",
            on(stu3, .success, .remove("Slot/serviceType"))
        ),
        (
            "slot-missing-delivery-channel", "leaves the delivery channel out of slots",
            on(stu3, .success, .remove("Slot/extension"))
        ),
        (
            "slot-unknown-delivery-channel", "writes a delivery channel that is in no list",
            on(stu3, .success, .set("Slot/extension.valueCode", #""Pigeon""#))
        ),
        (
            "slot-times-in-utc", "writes the times of slots with Z",
            on(["stu3.slot.search"], .success, .set("Slot/start", #""2026-06-01T09:00:00Z""#))
        ),
        (
            "slot-specialty", "writes a specialty in slots",
            on(stu3, .success, .set("Slot/specialty", #"{"text":"General practice"}"#))
        ),
        (
            "slot-wrong-schedule", "refers to schedules that are not there",
            on(stu3, .success, .set("Slot/schedule.reference", #""Schedule/999""#))
        ),
        ("schedule-missing-actor", "leaves the actors out of schedules", on(stu3, .success, .remove("Schedule/actor"))),
        (
            "schedule-missing-practitioner-role", "leaves the practitioner's role out of schedules",
            on(stu3, .success, .remove("Schedule/extension"))
        ),
        (
            "schedule-missing-category", "leaves serviceCategory out of schedules",
            on(stu3, .success, .remove("Schedule/serviceCategory"))
        ),
        (
            "schedule-missing-horizon", "leaves the planning horizon out of schedules",
            on(stu3, .success, .remove("Schedule/planningHorizon"))
        ),
        (
            "schedule-horizon-in-utc", "writes the planning horizon with Z",
            on(stu3, .success, .set("Schedule/planningHorizon.start", #""2026-06-01T00:00:00Z""#))
        ),
        (
            "schedule-specialty", "writes a specialty in schedules",
            on(stu3, .success, .set("Schedule/specialty", #"[{"text":"General practice"}]"#))
        ),
        (
            "appointment-missing-meta-profile", "leaves meta.profile out of appointments",
            on(stu3, .success, .remove("Appointment/meta.profile"))
        ),
        (
            "appointment-missing-version", "leaves meta.versionId out of appointments",
            on(stu3, .success, .remove("Appointment/meta.versionId"))
        ),
        (
            "appointment-missing-description", "leaves the description out of appointments",
            on(stu3, .success, .remove("Appointment/description"))
        ),
        (
            "appointment-missing-slot", "leaves the slots out of appointments",
            on(stu3, .success, .remove("Appointment/slot"))
        ),
        (
            "appointment-missing-booking-organisation", "leaves the contained organisation out of appointments",
            on(stu3, .success, .remove("Appointment/contained"))
        ),
        (
            "appointment-reason", "writes a reason in appointments",
            on(stu3, .success, .set("Appointment/reason", #"[{"text":"Cough"}]"#))
        ),
        (
            "appointment-times-in-utc", "writes created with Z",
            on(stu3, .success, .set("Appointment/created", #""2026-06-01T09:00:00Z""#))
        ),
        (
            "appointment-absolute-references", "refers to participants by absolute URLs",
            on(
                stu3, .success,
                .set("Appointment/participant.actor.reference", #""https://elsewhere.example/Patient/1""#))
        ),
        (
            "appointment-wrong-status", "writes a status that FHIR does not have",
            on(stu3, .success, .set("Appointment/status", #""arranged""#))
        ),
        // Bundles and statements.
        (
            "bundle-wrong-type", "calls a searchset a collection",
            on(both, .success, .set("Bundle/type", #""collection""#))
        ),
        ("bundle-total", "counts wrongly", on(r4, .success, .set("Bundle/total", "999"))),
        ("bundle-no-self", "leaves the links out of searchsets", on(r4, .success, .remove("Bundle/link"))),
        ("bundle-missing-profile", "leaves meta.profile out of searchsets", on(stu3, .success, .remove("Bundle/meta"))),
        ("bundle-no-fullurl", "leaves fullUrl out of entries", on(both, .success, .remove("Bundle/entry.fullUrl"))),
        (
            "bundle-no-search-mode", "leaves search.mode out of entries",
            on(r4, .success, .remove("Bundle/entry.search"))
        ),
        ("bundle-doubled", "returns every entry twice", on(both, .success, .doubleEntries)),
        (
            "slots-without-locations", "leaves locations out of slot searches",
            on(["stu3.slot.search"], .success, .dropEntries("Location"))
        ),
        (
            "slots-without-practitioners", "leaves practitioners out of slot searches",
            on(["stu3.slot.search"], .success, .dropEntries("Practitioner"))
        ),
        ("searches-empty", "returns no entries", on(both, .success, .dropEntries(""))),
        (
            "metadata-wrong-version", "claims another version of FHIR",
            on(["stu3.metadata", "r4.metadata"], .success, .set("CapabilityStatement/fhirVersion", #""1.0.2""#))
        ),
        (
            "metadata-wrong-standard-version", "claims another version of the standard",
            on(["stu3.metadata"], .success, .set("CapabilityStatement/version", #""0.5.0""#))
        ),
        (
            "metadata-one-format", "claims JSON alone",
            on(
                ["stu3.metadata", "r4.metadata"], .success,
                .set("CapabilityStatement/format", #"["application/fhir+json"]"#))
        ),
        (
            "metadata-no-rest", "claims no interactions",
            on(["stu3.metadata", "r4.metadata"], .success, .remove("CapabilityStatement/rest.resource"))
        ),
        (
            "metadata-no-operations", "claims no operations",
            on(["stu3.metadata"], .success, .remove("CapabilityStatement/rest.operation"))
        ),
        (
            "metadata-missing-status", "leaves the status out of the statement",
            on(["stu3.metadata", "r4.metadata"], .success, .remove("CapabilityStatement/status"))
        ),
        // UK Core resources.
        (
            "r4-observation-missing-status", "leaves the status out of observations",
            on(r4, .success, .remove("Observation/status"))
        ),
        (
            "r4-observation-missing-code", "leaves the code out of observations",
            on(r4, .success, .remove("Observation/code"))
        ),
        (
            "r4-observation-missing-category", "leaves the category out of observations",
            on(r4, .success, .remove("Observation/category"))
        ),
        (
            "r4-observation-wrong-unit-system", "writes units of another system",
            on(r4, .success, .set("Observation/valueQuantity.system", #""http://example.org/units""#))
        ),
        (
            "r4-condition-missing-clinical-status", "leaves the clinical status out of conditions",
            on(r4, .success, .remove("Condition/clinicalStatus"))
        ),
        (
            "r4-condition-missing-subject", "leaves the subject out of conditions",
            on(r4, .success, .remove("Condition/subject"))
        ),
        (
            "r4-allergy-missing-code", "leaves the code out of allergies",
            on(r4, .success, .remove("AllergyIntolerance/code"))
        ),
        (
            "r4-allergy-missing-clinical-status", "leaves the clinical status out of allergies",
            on(r4, .success, .remove("AllergyIntolerance/clinicalStatus"))
        ),
        (
            "r4-medication-missing-substitution", "leaves the substitution out of medication requests",
            on(r4, .success, .remove("MedicationRequest/substitution"))
        ),
        (
            "r4-medication-missing-intent", "leaves the intent out of medication requests",
            on(r4, .success, .remove("MedicationRequest/intent"))
        ),
        (
            "r4-immunization-missing-code", "leaves the vaccine out of immunisations",
            on(r4, .success, .remove("Immunization/vaccineCode"))
        ),
        (
            "r4-immunization-missing-reason", "leaves the reason out of immunisations that were not given",
            on(r4, .success, .remove("Immunization/statusReason"))
        ),
        (
            "r4-encounter-missing-class", "leaves the class out of encounters",
            on(r4, .success, .remove("Encounter/class"))
        ),
        (
            "r4-code-text-lost", "leaves the text out of codes",
            on(r4, .success, .remove("Condition/code.text"), .remove("Observation/code.text"))
        ),
        (
            "r4-code-without-snomed", "leaves the codings out of codes",
            on(r4, .success, .remove("Condition/code.coding"))
        ),
        (
            "r4-empty-string", "writes an empty string for what is not known",
            on(r4, .success, .set("Patient/deceasedDateTime", #""""#))
        ),
        (
            "r4-unknown-extension", "adds a modifier extension that nobody knows",
            on(
                r4, .success,
                .set("Patient/modifierExtension", #"[{"url":"https://example.org/reversed","valueBoolean":true}]"#))
        ),
        (
            "r4-dangling-reference", "refers to an organisation that is not there",
            on(r4, .success, .set("Patient/managingOrganization.reference", #""Organization/none""#))
        ),
    ]
}
