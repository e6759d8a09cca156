internal import JSON

/// The shared record of the R4 side: UK Core resources (STU2 2.0.2) about the same people as the practice's.
///
/// Patient 1 has a bit of everything; the others have enough that a search which ignores its parameters shows.
enum CareRecord {
    static let ukCore = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-"
    static let extensions = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"

    static func fill(_ world: inout World, now: Int) {
        let made = LocalTime.wall(daysAfter: now, -30, 9, 0)
        func put(_ text: String) {
            let resource = fromText(text)
            guard let type = resource.resourceType, let id = resource["id"]?.string else { return }
            world.r4.put(resource, type: type, id: id, at: made)
        }
        for text in organisations + people { put(text) }
        for person in Person.all where !person.id.isEmpty { put(patient(person)) }
        for text in clinical(now: now) + medicines(now: now) + laboratory(now: now) + diary(now: now) { put(text) }
        for person in Person.all where person.standing == .registered && person.id != "1" {
            let kilograms = "\(60 + (Int(person.id) ?? 0)).5"
            put(weight(of: person.id, kilograms: kilograms, at: LocalTime.wall(daysAfter: now, -90, 10, 0)))
        }
    }

    // MARK: Organisations and people

    private static var organisations: [String] {
        [
            """
            {"resourceType":"Organization","id":"1","meta":{"profile":["\(ukCore)Organization"]},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"\(PracticeFacts.odsCode)"}],
             "active":true,"name":"The Elms Surgery",
             "telecom":[{"system":"phone","value":"0113 496 0001","use":"work"}],
             "address":[{"use":"work","line":["1 Elm Road"],"city":"Leeds","district":"West Yorkshire","postalCode":"LS1 9AA"}]}
            """,
            """
            {"resourceType":"Organization","id":"2","meta":{"profile":["\(ukCore)Organization"]},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"\(PracticeFacts.partnerODS)"}],
             "active":true,"name":"Harbour Street Health Centre",
             "telecom":[{"system":"phone","value":"0113 496 0002","use":"work"}],
             "address":[{"use":"work","line":["22 Harbour Street"],"city":"Leeds","postalCode":"LS2 9AB"}]}
            """,
            """
            {"resourceType":"Location","id":"1","meta":{"profile":["\(ukCore)Location"]},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-site-code","value":"\(PracticeFacts.siteCode)"}],
             "status":"active","name":"The Elms Surgery","telecom":[{"system":"phone","value":"0113 496 0001"}],
             "address":{"line":["1 Elm Road"],"city":"Leeds","postalCode":"LS1 9AA"},
             "managingOrganization":{"reference":"Organization/1"}}
            """,
            """
            {"resourceType":"HealthcareService","id":"1","meta":{"profile":["\(ukCore)HealthcareService"]},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/dos-service-id","value":"\(PracticeFacts.dosServiceID)"}],
             "active":true,"providedBy":{"reference":"Organization/1"},
             "type":[{"text":"General practice"}],"location":[{"reference":"Location/1"}],
             "name":"The Elms Surgery appointments"}
            """,
        ]
    }

    private static var people: [String] {
        [
            """
            {"resourceType":"Practitioner","id":"1","meta":{"profile":["\(ukCore)Practitioner"]},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/sds-user-id","value":"\(PracticeFacts.sdsUserID)"},
               {"system":"https://fhir.hl7.org.uk/Id/gmc-number","value":"C9999901"}],
             "active":true,"name":[{"use":"official","family":"Okafor","given":["Grace"],"prefix":["Dr"]}],
             "telecom":[{"system":"phone","value":"0113 496 0001","use":"work"}],"gender":"female"}
            """,
            """
            {"resourceType":"Practitioner","id":"2","meta":{"profile":["\(ukCore)Practitioner"]},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/sds-user-id","value":"\(PracticeFacts.nurseSDSUserID)"}],
             "active":true,"name":[{"use":"official","family":"Lindqvist","given":["Jonas"],"prefix":["Mr"]}],
             "telecom":[{"system":"phone","value":"0113 496 0001","use":"work"}],"gender":"male"}
            """,
            """
            {"resourceType":"PractitionerRole","id":"1","meta":{"profile":["\(ukCore)PractitionerRole"]},
             "active":true,"period":{"start":"2012-04-01"},"practitioner":{"reference":"Practitioner/1"},
             "organization":{"reference":"Organization/1"},"code":[{"text":"General practitioner"}],
             "location":[{"reference":"Location/1"}],"telecom":[{"system":"phone","value":"0113 496 0001"}]}
            """,
            """
            {"resourceType":"RelatedPerson","id":"1","meta":{"profile":["\(ukCore)RelatedPerson"]},
             "active":true,"patient":{"reference":"Patient/1"},
             "relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"SPS",
               "display":"spouse"}]}],
             "name":[{"use":"official","family":"Dawes","given":["Alfred"]}],
             "telecom":[{"system":"phone","value":"07700 900123","use":"mobile"}],
             "address":[{"line":["77 Orchard Close"],"city":"Leeds","postalCode":"LS4 9AD"}]}
            """,
        ]
    }

    static func patient(_ person: Person) -> String {
        let verified =
            person.standing == .unverified
            ? ("02", "Number present but not traced") : ("01", "Number present and verified")
        let deceased = person.standing == .deceased ? #""deceasedDateTime":"2024-02-10","# : ""
        let sex = person.gender == "female" ? "F" : "M"
        return """
            {"resourceType":"Patient","id":"\(person.id)","meta":{"profile":["\(ukCore)Patient"]},
             "extension":[{"url":"\(extensions)EthnicCategory","valueCodeableConcept":{"coding":[{
               "system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland","code":"A",
               "display":"White - British"}]}},
              {"url":"\(extensions)BirthSex","valueCodeableConcept":{"coding":[{
               "system":"http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender","code":"\(sex)",
               "display":"\(sex == "F" ? "Female" : "Male")"}]}}],
             "identifier":[{"extension":[{"url":"\(extensions)NHSNumberVerificationStatus",
               "valueCodeableConcept":{"coding":[{
                 "system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland",
                 "code":"\(verified.0)","display":"\(verified.1)"}]}}],
               "system":"https://fhir.nhs.uk/Id/nhs-number","value":"\(person.nhsNumber)"}],
             "active":\(person.standing != .inactive),
             "name":[{"use":"official","text":"\(person.prefix) \(person.given) \(person.family)",
               "family":"\(person.family)","given":["\(person.given)"],"prefix":["\(person.prefix)"]}],
             "telecom":[{"system":"phone","value":"07700 900\(person.nhsNumber.suffix(3))","use":"mobile"}],
             "gender":"\(person.gender)","birthDate":"\(person.birthDate)",\(deceased)
             "address":[{"use":"home","line":["\(person.nhsNumber.suffix(2)) Orchard Close"],"city":"Leeds",
               "district":"West Yorkshire","postalCode":"LS4 9AD"}],
             "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en-GB"}]},"preferred":true}],
             "generalPractitioner":[{"reference":"Practitioner/1"}],
             "managingOrganization":{"reference":"Organization/1"}}
            """
    }

    // MARK: Clinical

    private static let snomed = "http://snomed.info/sct"
    private static let loinc = "http://loinc.org"

    private static func category(_ code: String, _ display: String) -> String {
        """
        {"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"\(code)",
         "display":"\(display)"}]}
        """
    }

    static func weight(of patient: String, kilograms: String, at instant: Int, id: String? = nil) -> String {
        """
        {"resourceType":"Observation","id":"\(id ?? "weight-\(patient)")","meta":{"profile":["\(ukCore)Observation"]},
         "status":"final","category":[\(category("vital-signs", "Vital Signs"))],
         "code":{"coding":[{"system":"\(loinc)","code":"29463-7","display":"Body weight"},
           {"system":"\(snomed)","code":"27113001","display":"Body weight"}],"text":"Body weight"},
         "subject":{"reference":"Patient/\(patient)"},"effectiveDateTime":"\(LocalTime.text(instant))",
         "performer":[{"reference":"Practitioner/2"}],
         "valueQuantity":{"value":\(kilograms),"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}
        """
    }

    private static func clinical(now: Int) -> [String] {
        let visit = LocalTime.wall(daysAfter: now, -20, 9, 30)
        let end = LocalTime.wall(daysAfter: now, -20, 9, 45)
        let status = "http://terminology.hl7.org/CodeSystem"
        return [
            """
            {"resourceType":"Encounter","id":"1","meta":{"profile":["\(ukCore)Encounter"]},
             "identifier":[{"system":"https://elms.example.nhs.uk/Id/encounter","value":"E-1"}],"status":"finished",
             "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB","display":"ambulatory"},
             "subject":{"reference":"Patient/1"},"participant":[{"individual":{"reference":"Practitioner/1"}}],
             "period":{"start":"\(LocalTime.text(visit))","end":"\(LocalTime.text(end))"},
             "reasonCode":[{"text":"Review of asthma"}]}
            """,
            """
            {"resourceType":"Condition","id":"1","meta":{"profile":["\(ukCore)Condition"]},
             "clinicalStatus":{"coding":[{"system":"\(status)/condition-clinical","code":"active"}]},
             "verificationStatus":{"coding":[{"system":"\(status)/condition-ver-status","code":"confirmed"}]},
             "category":[{"coding":[{"system":"\(status)/condition-category","code":"problem-list-item",
               "display":"Problem List Item"}]}],
             "severity":{"coding":[{"system":"\(snomed)","code":"6736007","display":"Moderate"}]},
             "code":{"coding":[{"system":"\(snomed)","code":"195967001","display":"Asthma"}],"text":"Asthma"},
             "subject":{"reference":"Patient/1"},"onsetDateTime":"1998-03-04","recordedDate":"1998-03-04",
             "recorder":{"reference":"Practitioner/1"}}
            """,
            """
            {"resourceType":"Condition","id":"2","meta":{"profile":["\(ukCore)Condition"]},
             "clinicalStatus":{"coding":[{"system":"\(status)/condition-clinical","code":"resolved"}]},
             "verificationStatus":{"coding":[{"system":"\(status)/condition-ver-status","code":"confirmed"}]},
             "code":{"coding":[{"system":"\(snomed)","code":"44054006","display":"Type 2 diabetes mellitus",
                 "userSelected":true},
               {"system":"http://read.info/readv2","code":"C10F.","display":"Type 2 diabetes mellitus",
                 "userSelected":false}],
               "text":"Type II diabetes"},
             "subject":{"reference":"Patient/2"},"onsetDateTime":"2015","abatementDateTime":"2022-06",
             "recorder":{"reference":"Practitioner/1"}}
            """,
            """
            {"resourceType":"AllergyIntolerance","id":"1","meta":{"profile":["\(ukCore)AllergyIntolerance"]},
             "clinicalStatus":{"coding":[{"system":"\(status)/allergyintolerance-clinical","code":"active"}]},
             "verificationStatus":{"coding":[{"system":"\(status)/allergyintolerance-verification","code":"confirmed"}]},
             "type":"allergy","category":["medication"],
             "code":{"coding":[{"system":"\(snomed)","code":"764146007","display":"Penicillin"}],"text":"Penicillin"},
             "patient":{"reference":"Patient/1"},"recordedDate":"2004-10-12","recorder":{"reference":"Practitioner/1"},
             "reaction":[{"manifestation":[{"coding":[{"system":"\(snomed)","code":"126485001","display":"Urticaria"}],
               "text":"Urticaria"}],"severity":"moderate"}]}
            """,
            """
            {"resourceType":"AllergyIntolerance","id":"2","meta":{"profile":["\(ukCore)AllergyIntolerance"]},
             "verificationStatus":{"coding":[{"system":"\(status)/allergyintolerance-verification",
               "code":"entered-in-error"}]},
             "code":{"coding":[{"system":"\(snomed)","code":"256349002","display":"Peanut"}],"text":"Peanut"},
             "patient":{"reference":"Patient/3"}}
            """,
            """
            {"resourceType":"Procedure","id":"1","meta":{"profile":["\(ukCore)Procedure"]},"status":"completed",
             "code":{"coding":[{"system":"\(snomed)","code":"80146002","display":"Appendectomy"}],"text":"Appendicectomy"},
             "subject":{"reference":"Patient/1"},"performedDateTime":"1971-08-30"}
            """,
            """
            {"resourceType":"FamilyMemberHistory","id":"1","meta":{"profile":["\(ukCore)FamilyMemberHistory"]},
             "status":"completed","patient":{"reference":"Patient/1"},"date":"2019-05-05","name":"Ada",
             "relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH",
               "display":"mother"}]},"condition":[{"code":{"text":"Asthma"}}]}
            """,
            weight(of: "1", kilograms: "61.30", at: visit, id: "weight-1"),
            list("1", patient: "1", at: visit, content: #""entry":[{"item":{"reference":"Condition/1"}}]"#),
            list(
                "2", patient: "4", at: visit,
                content: """
                    "emptyReason":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-ListEmptyReasonCode",
                     "code":"no-content-recorded","display":"No Content Recorded"}]}
                    """),
            """
            {"resourceType":"Composition","id":"1","meta":{"profile":["\(ukCore)Composition"]},"status":"final",
             "type":{"coding":[{"system":"\(snomed)","code":"824331000000106",
               "display":"Inpatient final discharge letter"}],"text":"Discharge letter"},
             "subject":{"reference":"Patient/1"},"date":"\(LocalTime.text(end))","author":[{"reference":"Practitioner/1"}],
             "title":"Discharge letter","confidentiality":"N","custodian":{"reference":"Organization/1"},
             "section":[{"title":"Problems","entry":[{"reference":"Condition/1"}]}]}
            """,
        ]
    }

    private static func list(_ id: String, patient: String, at instant: Int, content: String) -> String {
        """
        {"resourceType":"List","id":"\(id)","meta":{"profile":["\(ukCore)List"]},"status":"current","mode":"snapshot",
         "title":"Problems","code":{"coding":[{"system":"\(snomed)","code":"717711000000103","display":"Problems"}],
         "text":"Problems"},"subject":{"reference":"Patient/\(patient)"},"date":"\(LocalTime.text(instant))",\(content)}
        """
    }

    // MARK: Medicines and vaccines

    private static func medicines(now: Int) -> [String] {
        let visit = LocalTime.wall(daysAfter: now, -20, 9, 40)
        let given = LocalTime.wall(daysAfter: now, -60, 11, 0)
        return [
            """
            {"resourceType":"Medication","id":"1","meta":{"profile":["\(ukCore)Medication"]},
             "code":{"coding":[{"system":"\(snomed)","code":"39113611000001102",
               "display":"Salbutamol 100micrograms/dose inhaler CFC free"}],
               "text":"Salbutamol 100micrograms/dose inhaler CFC free"}}
            """,
            """
            {"resourceType":"MedicationRequest","id":"1","meta":{"profile":["\(ukCore)MedicationRequest"]},
             "identifier":[{"system":"https://elms.example.nhs.uk/Id/prescription","value":"P-1"}],
             "status":"active","intent":"order",
             "category":[{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-MedicationRequestCategory",
               "code":"primarycare","display":"Primary Care"}]}],
             "medicationReference":{"reference":"Medication/1"},"subject":{"reference":"Patient/1"},
             "authoredOn":"\(LocalTime.text(visit))","requester":{"reference":"Practitioner/1"},
             "dosageInstruction":[{"text":"Two puffs when needed"}],
             "dispenseRequest":{"quantity":{"value":200,"unit":"dose"}},"substitution":{"allowedBoolean":false}}
            """,
            """
            {"resourceType":"MedicationStatement","id":"1","meta":{"profile":["\(ukCore)MedicationStatement"]},
             "identifier":[{"system":"https://elms.example.nhs.uk/Id/statement","value":"S-1"}],
             "basedOn":[{"reference":"MedicationRequest/1"}],"status":"active",
             "medicationReference":{"reference":"Medication/1"},"subject":{"reference":"Patient/1"},
             "effectivePeriod":{"start":"\(LocalTime.text(visit))"},"dateAsserted":"\(LocalTime.text(visit))",
             "dosage":[{"text":"Two puffs when needed"}]}
            """,
            immunization("1", patient: "1", status: "completed", reason: nil, at: given),
            immunization("2", patient: "3", status: "not-done", reason: "Patient declined", at: given),
        ]
    }

    private static func immunization(
        _ id: String, patient: String, status: String, reason: String?, at instant: Int
    ) -> String {
        let said = reason.map { #""statusReason":{"text":"\#($0)"},"# } ?? ""
        return """
            {"resourceType":"Immunization","id":"\(id)","meta":{"profile":["\(ukCore)Immunization"]},
             "status":"\(status)",\(said)
             "vaccineCode":{"coding":[{"system":"\(snomed)","code":"39114911000001105",
               "display":"COVID-19 Vaccine AstraZeneca"}],"text":"COVID-19 vaccine"},
             "patient":{"reference":"Patient/\(patient)"},"occurrenceDateTime":"\(LocalTime.text(instant))",
             "manufacturer":{"display":"AstraZeneca"},"lotNumber":"LOT-9","primarySource":true,
             "doseQuantity":{"value":0.5,"unit":"ml","system":"http://unitsofmeasure.org","code":"mL"}}
            """
    }

    // MARK: Laboratory

    private static func laboratory(now: Int) -> [String] {
        let taken = LocalTime.wall(daysAfter: now, -19, 8, 15)
        let issued = LocalTime.wall(daysAfter: now, -18, 16, 0)
        func result(_ id: String, _ code: String, _ display: String, _ value: String, _ unit: String) -> String {
            """
            {"resourceType":"Observation","id":"\(id)","meta":{"profile":["\(ukCore)Observation-Lab"]},
             "status":"final","category":[\(category("laboratory", "Laboratory"))],
             "code":{"coding":[{"system":"\(snomed)","code":"\(code)","display":"\(display)"}],"text":"\(display)"},
             "subject":{"reference":"Patient/1"},"effectiveDateTime":"\(LocalTime.text(taken))",
             "performer":[{"reference":"Organization/2"}],
             "valueQuantity":{"value":\(value),"unit":"\(unit)","system":"http://unitsofmeasure.org","code":"\(unit)"},
             "specimen":{"reference":"Specimen/1"}}
            """
        }
        return [
            """
            {"resourceType":"Specimen","id":"1","meta":{"profile":["\(ukCore)Specimen"]},"status":"available",
             "type":{"coding":[{"system":"\(snomed)","code":"119297000","display":"Blood specimen"}],"text":"Blood"},
             "subject":{"reference":"Patient/1"},"receivedTime":"\(LocalTime.text(issued))",
             "collection":{"collector":{"reference":"Practitioner/2"},"collectedDateTime":"\(LocalTime.text(taken))"}}
            """,
            """
            {"resourceType":"ServiceRequest","id":"1","meta":{"profile":["\(ukCore)ServiceRequest-Lab"]},
             "status":"completed","intent":"order",
             "category":[{"coding":[{"system":"\(snomed)","code":"108252007","display":"Laboratory procedure"}]}],
             "priority":"routine",
             "code":{"coding":[{"system":"\(snomed)","code":"26604007","display":"Complete blood count"}],
               "text":"Full blood count"},
             "subject":{"reference":"Patient/1"},"authoredOn":"\(LocalTime.text(taken))",
             "requester":{"reference":"Practitioner/1"}}
            """,
            result("haemoglobin-1", "1022431000000105", "Haemoglobin estimation", "132", "g/L"),
            result("platelets-1", "1022651000000100", "Platelet count", "251.0", "10*9/L"),
            """
            {"resourceType":"Observation","id":"fbc-1","meta":{"profile":["\(ukCore)Observation-Group-Lab"]},
             "status":"final","category":[\(category("laboratory", "Laboratory"))],
             "code":{"coding":[{"system":"\(snomed)","code":"1022441000000101","display":"Full blood count"}],
               "text":"Full blood count"},
             "subject":{"reference":"Patient/1"},"effectiveDateTime":"\(LocalTime.text(taken))",
             "performer":[{"reference":"Organization/2"}],
             "hasMember":[{"reference":"Observation/haemoglobin-1"},{"reference":"Observation/platelets-1"}]}
            """,
            """
            {"resourceType":"DiagnosticReport","id":"1","meta":{"profile":["\(ukCore)DiagnosticReport-Lab"]},
             "basedOn":[{"reference":"ServiceRequest/1"}],"status":"final",
             "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"LAB",
               "display":"Laboratory"}]}],
             "code":{"coding":[{"system":"\(snomed)","code":"721981007","display":"Diagnostic studies report"}],
               "text":"Full blood count"},
             "subject":{"reference":"Patient/1"},"effectiveDateTime":"\(LocalTime.text(taken))",
             "issued":"\(LocalTime.text(issued))","performer":[{"reference":"Organization/2"}],
             "specimen":[{"reference":"Specimen/1"}],
             "result":[{"reference":"Observation/fbc-1"},{"reference":"Observation/haemoglobin-1"},
               {"reference":"Observation/platelets-1"}]}
            """,
        ]
    }

    // MARK: Diary

    private static func diary(now: Int) -> [String] {
        let start = LocalTime.wall(daysAfter: now, 2, 9, 0)
        let end = LocalTime.wall(daysAfter: now, 2, 9, 15)
        let horizon = LocalTime.wall(daysAfter: now, 14, 18, 0)
        return [
            """
            {"resourceType":"Schedule","id":"1","meta":{"profile":["\(ukCore)Schedule"]},"active":true,
             "actor":[{"reference":"Practitioner/1"},{"reference":"Location/1"}],
             "planningHorizon":{"start":"\(LocalTime.text(start))","end":"\(LocalTime.text(horizon))"}}
            """,
            """
            {"resourceType":"Slot","id":"1","meta":{"profile":["\(ukCore)Slot"]},"schedule":{"reference":"Schedule/1"},
             "status":"busy","start":"\(LocalTime.text(start))","end":"\(LocalTime.text(end))"}
            """,
            """
            {"resourceType":"Appointment","id":"1","meta":{"profile":["\(ukCore)Appointment"]},
             "extension":[{"url":"\(extensions)DeliveryChannel","valueCodeableConcept":{"coding":[{
               "system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-DeliveryChannel","code":"In-person",
               "display":"In-person"}]}}],
             "status":"booked","description":"Asthma review","start":"\(LocalTime.text(start))",
             "end":"\(LocalTime.text(end))","slot":[{"reference":"Slot/1"}],
             "participant":[{"actor":{"reference":"Patient/1"},"status":"accepted"},
               {"actor":{"reference":"Practitioner/1"},"status":"accepted"},
               {"actor":{"reference":"Location/1"},"status":"accepted"}]}
            """,
        ]
    }
}
