extension FaultCatalogue {
    private static func change(_ effects: Mutation.Effect...) -> Mutation {
        Mutation(interactions: ["r4."], outcome: .success, effects: effects)
    }
    private static let other = #"{"coding":[{"system":"https://local.example/codes","code":"X1"}]}"#
    private static let nhsNumber = #"{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"#

    /// Changes to the resources of the R4 side, each breaking one thing that UK Core asks for.
    static let ukCoreMutations: [(name: String, summary: String, mutation: Mutation)] = [
        // People and places.
        (
            "r4-dummy-value", "fills in 'unknown' for what is not held",
            change(.set("Patient/name.suffix", #"["unknown"]"#))
        ),
        (
            "r4-nhs-number-twice", "sends two NHS numbers",
            change(.set("Patient/identifier", #"[\#(nhsNumber)"9990000077"},\#(nhsNumber)"9990002665"}]"#))
        ),
        (
            "r4-name-text-other", "writes another name as the text of a name",
            change(.set("Patient/name.text", #""Somebody Else""#))
        ),
        (
            "r4-language-by-name", "writes languages by name",
            change(.set("Patient/communication.language.coding.code", #""English""#))
        ),
        (
            "r4-ethnicity-local-code", "codes the ethnic category locally",
            change(.set("Patient/extension.valueCodeableConcept", other))
        ),
        (
            "r4-organization-inactive-word", "writes active as a word",
            change(.set("Organization/active", #""yes""#))
        ),
        (
            "r4-location-site-code-lost", "leaves the value of the site code out",
            change(.remove("Location/identifier.value"))
        ),
        (
            "r4-location-status-word", "writes a status of locations that FHIR does not have",
            change(.set("Location/status", #""open""#))
        ),
        // Clinical records.
        (
            "r4-user-selected-lost", "forgets which coding was chosen",
            change(.remove("Condition/code.coding.userSelected"))
        ),
        (
            "r4-read-code-trimmed", "trims the dots of Read codes",
            change(.set("Condition/code.coding.code", #""C10F""#))
        ),
        (
            "r4-allergy-withdrawn-active", "calls allergies that were entered in error active",
            change(
                .set(
                    "AllergyIntolerance/clinicalStatus",
                    #"{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active"}]}"#
                ))
        ),
        ("r4-medication-without-code", "leaves the code out of medications", change(.remove("Medication/code.coding"))),
        (
            "r4-statement-identifier-without-system", "leaves the system out of the identifiers of statements",
            change(.remove("MedicationStatement/identifier.system"))
        ),
        (
            "r4-observation-missing-value", "leaves the value out of observations",
            change(.remove("Observation/valueQuantity"))
        ),
        (
            "r4-observation-missing-members", "leaves the members out of groups",
            change(.remove("Observation/hasMember"))
        ),
        ("r4-report-missing-subject", "leaves the subject out of reports", change(.remove("DiagnosticReport/subject"))),
        (
            "r4-report-missing-category", "leaves the category out of reports",
            change(.remove("DiagnosticReport/category"))
        ),
        ("r4-report-missing-issued", "leaves out when a report was issued", change(.remove("DiagnosticReport/issued"))),
        (
            "r4-specimen-two-collectors", "names the collector of a specimen in two forms",
            change(
                .set(
                    "Specimen/collection.collector",
                    #"{"extension":[{"url":"http://hl7.org/fhir/5.0/StructureDefinition/extension-Specimen.collection.collector","valueReference":{"reference":"Patient/1"}}],"reference":"Practitioner/2"}"#
                ))
        ),
        (
            "r4-appointment-ends-before-start", "swaps the ends of appointments",
            change(.set("Appointment/end", #""2020-01-01T09:00:00+00:00""#))
        ),
        (
            "r4-appointment-unknown-status", "writes a status of appointments that FHIR does not have",
            change(.set("Appointment/status", #""agreed""#))
        ),
        ("r4-slot-missing-schedule", "leaves the schedule out of slots", change(.remove("Slot/schedule"))),
        (
            "r4-composition-missing-custodian", "leaves the custodian out of documents",
            change(.remove("Composition/custodian"))
        ),
        (
            "r4-composition-wrong-status", "writes a status of documents that FHIR does not have",
            change(.set("Composition/status", #""done""#))
        ),
        (
            "r4-list-filled-with-reason", "gives lists with entries a reason for being empty",
            change(.set("List/emptyReason", #"{"text":"nothing known"}"#))
        ),
        ("r4-list-empty-without-reason", "leaves out why a list is empty", change(.remove("List/emptyReason"))),
    ]
}
