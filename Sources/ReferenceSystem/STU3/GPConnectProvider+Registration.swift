internal import JSON

extension GPConnectProvider {
    /// Elements of Patient that a registration may not carry.
    private static let disallowed = [
        "active", "deceasedBoolean", "deceasedDateTime", "maritalStatus", "multipleBirthBoolean",
        "multipleBirthInteger", "photo", "contact", "animal", "communication", "generalPractitioner",
        "managingOrganization", "link",
    ]

    func register(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let parameters = try body(call)
        guard parameters.resourceType == "Parameters" else {
            if faults.has(.registrationBodyNotChecked) { return Answer("", resource: searchset([], call)) }
            throw .invalidResource("the body is not a Parameters resource")
        }
        let given = parameters["parameter"]?.array ?? []
        let patients = given.filter { $0["name"]?.string == "registerPatient" }.compactMap { $0["resource"] }
        guard patients.count == 1 || (patients.count > 1 && faults.has(.secondPatientAccepted)) else {
            throw .badRequest("Parameters must hold one Patient, named registerPatient")
        }
        guard patients[0].resourceType == "Patient", given.count == patients.count else {
            throw .invalidResource("Parameters holds something other than the Patient to be registered")
        }
        let sent = patients[0]
        let number = try checkRegistration(sent)
        let person = try checkNationalRecord(number, sent, world)

        let id = world.stu3.freshID("Patient")
        let registered = Person(
            id, person.nhsNumber, person.family, person.given, person.prefix, person.gender, person.birthDate,
            .registered)
        let today = LocalTime.date(call.now)
        var patient = fromText(
            Practice.patient(
                registered, registeredSince: today, type: faults.has(.registrationNotTemporary) ? "R" : "T"))
        patient["telecom"] = sent["telecom"]
        if let address = sent["address"] { patient["address"] = address }
        let stored = world.stu3.put(patient, type: "Patient", id: id, at: call.now, method: "POST")
        return Answer("", resource: searchset(stored.resource.map { [$0] } ?? [], call))
    }

    private func checkRegistration(_ sent: JSONValue) throws(Refusal) -> String {
        for name in Self.disallowed where sent[name] != nil && !faults.has(.disallowedElementAccepted) {
            throw .invalidResource("Patient.\(name) may not be sent with a registration")
        }
        if !faults.has(.repeatedUsesAccepted) {
            for name in ["address", "telecom"] {
                let uses = sent.values(name).map { ($0["system"]?.string ?? "") + ($0["use"]?.string ?? "") }
                guard Set(uses).count == uses.count else {
                    throw .invalidResource("Patient.\(name) has more than one of the same use")
                }
            }
            let communications = (sent["extension"]?.array ?? []).filter {
                $0["url"]?.string?.contains("NHSCommunication") == true
            }
            guard communications.count <= 1 else {
                throw .invalidResource("Patient has more than one extension for communication")
            }
        }
        if !faults.has(.registrationNameNotChecked) {
            let names = sent.values("name").filter { $0["use"]?.string == "official" }
            guard names.count == 1 else { throw .badRequest("Patient has no official name, or more than one") }
            guard names[0]["family"]?.string?.isEmpty == false else {
                throw .badRequest("the official name has no family name")
            }
        }
        guard sent["birthDate"]?.string?.isEmpty == false || faults.has(.registrationBirthDateNotChecked) else {
            throw .badRequest("Patient.birthDate is missing")
        }
        let identifiers = sent.values("identifier")
        for identifier in identifiers where identifier["system"]?.string?.isEmpty != false {
            throw .badRequest("Patient.identifier has no system")
        }
        let numbers = identifiers.filter { $0["system"]?.string == "https://fhir.nhs.uk/Id/nhs-number" }
            .compactMap { $0["value"]?.string }
        guard numbers.count == 1, NHSNumber.isValid(numbers[0]) || faults.has(.nhsNumberNotChecked) else {
            throw Refusal(400, "value", "INVALID_NHS_NUMBER", "Patient has no valid NHS number")
        }
        return numbers[0]
    }

    private func checkNationalRecord(
        _ number: String, _ sent: JSONValue, _ world: World
    ) throws(Refusal) -> Person {
        let isRegistered = world.stu3.all("Patient").contains { entry in
            entry.resource?.strings("identifier.value").contains(number) == true
        }
        if isRegistered, !faults.has(.duplicateRegistrationAccepted) {
            throw Refusal(409, "duplicate", "DUPLICATE_REJECTED", "the patient is registered already")
        }
        let demographics = Refusal(
            400, "business-rule", "INVALID_PATIENT_DEMOGRAPHICS", "the patient does not match the national record")
        guard let person = Person.all.first(where: { $0.nhsNumber == number }),
            person.standing != .supersededElsewhere || faults.has(.supersededNumberAccepted)
        else {
            throw Refusal(400, "value", "INVALID_NHS_NUMBER", "the NHS number is not known, or another has replaced it")
        }
        let isClosed = person.standing == .deceasedElsewhere || person.standing == .sensitiveElsewhere
        if isClosed, !faults.has(.closedNationalRecordAccepted) { throw demographics }
        if !faults.has(.demographicsNotCompared) {
            let family = sent.values("name").compactMap { $0["family"]?.string?.lowercased() }
            guard let birthDate = sent["birthDate"]?.string,
                Self.agrees(birthDate, person.birthDate), family.contains(person.family.lowercased())
            else { throw demographics }
        }
        return person
    }

    /// Whether two of the three parts of a date agree at the least.
    private static func agrees(_ left: String, _ right: String) -> Bool {
        let parts = zip(left.split(separator: "-"), right.split(separator: "-"))
        return parts.reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) } >= 2
    }
}
