internal import JSON

/// The GP practice of the STU3 side: people, places, sessions and slots around an instant.
enum Practice {
    private static let careConnect = "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC"
    private static let gpConnect = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect"
    private static let extensions = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension"

    static func fill(_ world: inout World, now: Int) {
        let made = LocalTime.wall(daysAfter: now, -30, 9, 0)
        func put(_ text: String) {
            let resource = fromText(text)
            guard let type = resource.resourceType, let id = resource["id"]?.string else { return }
            world.stu3.put(resource, type: type, id: id, at: made)
        }
        put(organization("1", PracticeFacts.odsCode, "The Elms Surgery", "1 Elm Road", "LS1 9AA"))
        put(organization("2", PracticeFacts.partnerODS, "Harbour Street Health Centre", "22 Harbour Street", "LS2 9AB"))
        put(location("1", PracticeFacts.siteCode, "The Elms Surgery", "1 Elm Road", "LS1 9AA"))
        put(location("2", PracticeFacts.branchSiteCode, "The Elms Surgery at Mill Lane", "4 Mill Lane", "LS3 9AC"))
        put(practitioner("1", PracticeFacts.sdsUserID, "Okafor", "Grace", "Dr", "female"))
        put(practitioner("2", PracticeFacts.nurseSDSUserID, "Lindqvist", "Jonas", "Mr", "male"))
        put(healthcareService())
        for person in Person.all where !person.id.isEmpty { put(patient(person, registeredSince: "2015-04-01")) }
        fillDiary(&world, now: now, made: made)
    }

    // MARK: People and places

    static func organization(_ id: String, _ ods: String, _ name: String, _ line: String, _ postcode: String) -> String
    {
        """
        {"resourceType":"Organization","id":"\(id)","meta":{"profile":["\(careConnect)-Organization-1"]},
         "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"\(ods)"}],
         "name":"\(name)","telecom":[{"system":"phone","value":"0113 496 0001","use":"work"}],
         "address":[{"use":"work","line":["\(line)"],"city":"Leeds","district":"West Yorkshire","postalCode":"\(postcode)"}]}
        """
    }

    static func location(_ id: String, _ site: String, _ name: String, _ line: String, _ postcode: String) -> String {
        """
        {"resourceType":"Location","id":"\(id)","meta":{"profile":["\(careConnect)-Location-1"]},
         "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-site-code","value":"\(site)"}],
         "status":"active","name":"\(name)","telecom":[{"system":"phone","value":"0113 496 0001","use":"work"}],
         "address":{"line":["\(line)"],"city":"Leeds","district":"West Yorkshire","postalCode":"\(postcode)"},
         "managingOrganization":{"reference":"Organization/1"}}
        """
    }

    static func practitioner(
        _ id: String, _ sds: String, _ family: String, _ given: String, _ prefix: String, _ gender: String
    ) -> String {
        """
        {"resourceType":"Practitioner","id":"\(id)","meta":{"profile":["\(careConnect)-Practitioner-1"]},
         "identifier":[{"system":"https://fhir.nhs.uk/Id/sds-user-id","value":"\(sds)"}],
         "name":[{"use":"usual","family":"\(family)","given":["\(given)"],"prefix":["\(prefix)"]}],"gender":"\(gender)"}
        """
    }

    static func healthcareService() -> String {
        """
        {"resourceType":"HealthcareService","id":"1",
         "meta":{"profile":["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-HealthcareService-1"]},
         "identifier":[{"system":"https://fhir.nhs.uk/Id/uec-dos-service-id","value":"\(PracticeFacts.dosServiceID)"}],
         "active":true,"providedBy":{"reference":"Organization/1"},"location":[{"reference":"Location/1"}],
         "name":"The Elms Surgery appointments"}
        """
    }

    static func patient(_ person: Person, registeredSince: String, type: String = "R") -> String {
        let typeDisplay = type == "T" ? "Temporary" : "Regular"
        let verified =
            person.standing == .unverified
            ? ("02", "Number present but not traced") : ("01", "Number present and verified")
        let deceased = person.standing == .deceased ? #""deceasedDateTime":"2024-02-10","# : ""
        let code = "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect"
        return """
            {"resourceType":"Patient","id":"\(person.id)","meta":{"profile":["\(careConnect)-Patient-1"]},
             "extension":[{"url":"\(extensions)-CareConnect-GPC-RegistrationDetails-1","extension":[
               {"url":"registrationPeriod","valuePeriod":{"start":"\(registeredSince)"}},
               {"url":"registrationType","valueCodeableConcept":{"coding":[{
                 "system":"\(code)-RegistrationType-1","code":"\(type)","display":"\(typeDisplay)"}]}}]}],
             "identifier":[{"extension":[{"url":"\(extensions)-CareConnect-GPC-NHSNumberVerificationStatus-1",
               "valueCodeableConcept":{"coding":[{"system":"\(code)-NHSNumberVerificationStatus-1",
                 "code":"\(verified.0)","display":"\(verified.1)"}]}}],
               "system":"https://fhir.nhs.uk/Id/nhs-number","value":"\(person.nhsNumber)"}],
             "active":\(person.standing != .inactive),
             "name":[{"use":"official","text":"\(person.given) \(person.family.uppercased())","family":"\(person.family)",
               "given":["\(person.given)"],"prefix":["\(person.prefix)"]}],
             "telecom":[{"system":"phone","value":"07700 900\(person.nhsNumber.suffix(3))","use":"mobile"}],
             "gender":"\(person.gender)","birthDate":"\(person.birthDate)",\(deceased)
             "address":[{"use":"home","type":"physical","line":["\(person.nhsNumber.suffix(2)) Orchard Close"],
               "city":"Leeds","district":"West Yorkshire","postalCode":"LS4 9AD"}],
             "generalPractitioner":[{"reference":"Practitioner/1"}],
             "managingOrganization":{"reference":"Organization/1"}}
            """
    }

    // MARK: The diary

    private struct Session {
        var id: String
        var category: String
        var slotType: String
        var location: String
        var practitioner: String
        var role: (code: String, display: String)
        var channel: String
        var hour: Int
        var minutes: Int
        var slotsPerDay: Int
        var days: ClosedRange<Int>
        var rule = World.SlotRule()
    }

    static func schedule(
        _ id: String, _ category: String, _ location: String, _ practitioner: String,
        _ role: (code: String, display: String), _ start: Int, _ end: Int
    ) -> String {
        """
        {"resourceType":"Schedule","id":"\(id)","meta":{"profile":["\(gpConnect)-Schedule-1"]},
         "extension":[{"url":"\(extensions)-GPConnect-PractitionerRole-1","valueCodeableConcept":{"coding":[{
           "system":"https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1",
           "code":"\(role.code)","display":"\(role.display)"}]}}],
         "serviceCategory":{"text":"\(category)"},
         "actor":[{"reference":"Location/\(location)"},{"reference":"Practitioner/\(practitioner)"}],
         "planningHorizon":{"start":"\(LocalTime.text(start))","end":"\(LocalTime.text(end))"}}
        """
    }

    static func slot(
        _ id: String, _ schedule: String, _ slotType: String, _ channel: String, _ status: String, _ start: Int,
        _ end: Int
    ) -> String {
        """
        {"resourceType":"Slot","id":"\(id)","meta":{"profile":["\(gpConnect)-Slot-1"]},
         "extension":[{"url":"\(extensions)-GPConnect-DeliveryChannel-2","valueCode":"\(channel)"}],
         "serviceType":[{"text":"\(slotType)"}],"schedule":{"reference":"Schedule/\(schedule)"},
         "status":"\(status)","start":"\(LocalTime.text(start))","end":"\(LocalTime.text(end))"}
        """
    }

    private static func fillDiary(_ world: inout World, now: Int, made: Int) {
        let doctor = (code: "R0260", display: "General Medical Practitioner")
        let nurse = (code: "R0600", display: "Specialist Nurse Practitioner")
        let sessions = [
            Session(
                id: "1", category: "General GP appointments", slotType: "GP appointment", location: "1",
                practitioner: "1", role: doctor, channel: "In-person", hour: 9, minutes: 10, slotsPerDay: 8,
                days: -3...14),
            Session(
                id: "2", category: "Nurse clinic", slotType: "Nurse telephone review", location: "2",
                practitioner: "2", role: nurse, channel: "Telephone", hour: 14, minutes: 15, slotsPerDay: 4,
                days: 1...14),
            Session(
                id: "3", category: "Urgent care bookings", slotType: "Urgent appointment", location: "1",
                practitioner: "1", role: doctor, channel: "In-person", hour: 17, minutes: 15, slotsPerDay: 4,
                days: 1...14, rule: .init(sharedTypes: [PracticeFacts.urgentCare])),
            Session(
                id: "4", category: "Partner practice bookings", slotType: "Partner appointment", location: "1",
                practitioner: "2", role: nurse, channel: "Video", hour: 11, minutes: 20, slotsPerDay: 2,
                days: 1...14, rule: .init(sharedODS: [PracticeFacts.partnerODS])),
            Session(
                id: "5", category: "Released on the day before", slotType: "Embargoed appointment", location: "1",
                practitioner: "1", role: doctor, channel: "In-person", hour: 16, minutes: 10, slotsPerDay: 3,
                days: 1...14),
        ]
        var number = 0
        for session in sessions {
            let begin = LocalTime.wall(daysAfter: now, session.days.lowerBound, 0, 0)
            let end = LocalTime.wall(daysAfter: now, session.days.upperBound + 1, 0, 0)
            let text = schedule(
                session.id, session.category, session.location, session.practitioner, session.role, begin, end)
            world.stu3.put(fromText(text), type: "Schedule", id: session.id, at: made)
            for day in session.days {
                let first = LocalTime.wall(daysAfter: now, day, session.hour, 0)
                for index in 0..<session.slotsPerDay {
                    number += 1
                    let start = first + index * session.minutes * 60
                    // One slot of every morning is taken by somebody at the desk.
                    let status = session.id == "1" && index == 3 ? "busy" : "free"
                    let text = slot(
                        String(number), session.id, session.slotType, session.channel, status, start,
                        start + session.minutes * 60)
                    world.stu3.put(fromText(text), type: "Slot", id: String(number), at: made)
                    var rule = session.rule
                    if session.id == "5" { rule.offeredFrom = start - 48 * 3600 }
                    world.slotRules[String(number)] = rule
                }
            }
        }
        fillAppointments(&world, now: now, made: made)
    }

    /// What patient 2 has in the diary: one gone by, one earlier today, two to come, one cancelled; and one of patient 8.
    private static func fillAppointments(_ world: inout World, now: Int, made: Int) {
        let today = LocalTime.midnight(of: now)
        let free = world.stu3.all("Slot").filter { $0.resource?["schedule"]?["reference"]?.string == "Schedule/1" }
        func slot(_ day: Int, _ index: Int) -> ResourceStore.Entry? {
            let from = LocalTime.wall(daysAfter: now, day, 9, 0)
            let text = LocalTime.text(from + index * 600)
            return free.first { $0.resource?["start"]?.string == text }
        }
        // One that began at midnight, so that its time has gone whenever the day's list is asked for.
        let text = Self.slot("900", "1", "GP appointment", "In-person", "busy", today, today + 600)
        world.stu3.put(fromText(text), type: "Slot", id: "900", at: made)
        let seeds: [(id: String, slot: ResourceStore.Entry?, status: String, description: String, patient: String)] = [
            ("1", slot(-3, 0), "booked", "Blood pressure check", "2"),
            ("2", world.stu3["Slot", "900"], "booked", "Early review", "2"),
            ("3", slot(2, 0), "booked", "Medication review", "2"),
            ("4", slot(3, 1), "cancelled", "Travel advice", "2"),
            ("5", slot(4, 2), "booked", "Follow-up", "2"),
            // Somebody else's, so that a list that shows others can be told.
            ("6", slot(2, 5), "booked", "Asthma review", "8"),
        ]
        for seed in seeds {
            guard let slot = seed.slot, var taken = slot.resource, let start = taken["start"]?.string,
                let end = taken["end"]?.string
            else { continue }
            let reason =
                seed.status == "cancelled"
                ? #"{"url":"\#(extensions)-GPConnect-AppointmentCancellationReason-1","valueString":"Away"},"# : ""
            let text = """
                {"resourceType":"Appointment","id":"\(seed.id)","meta":{"profile":["\(gpConnect)-Appointment-1"]},
                 "contained":[{"resourceType":"Organization","id":"1",
                   "meta":{"profile":["\(careConnect)-Organization-1"]},
                   "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"Y99993"}],
                   "name":"Night and Weekend Doctors","telecom":[{"system":"phone","value":"0113 496 0099"}]}],
                 "extension":[\(reason){"url":"\(extensions)-GPConnect-BookingOrganisation-1",
                   "valueReference":{"reference":"#1"}},
                   {"url":"\(extensions)-GPConnect-PractitionerRole-1","valueCodeableConcept":{"coding":[{
                     "system":"https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1",
                     "code":"R0260","display":"General Medical Practitioner"}]}},
                   {"url":"\(extensions)-GPConnect-DeliveryChannel-2","valueCode":"In-person"}],
                 "status":"\(seed.status)","serviceCategory":{"text":"General GP appointments"},
                 "serviceType":[{"text":"GP appointment"}],"description":"\(seed.description)",
                 "start":"\(start)","end":"\(end)","slot":[{"reference":"\(slot.reference)"}],
                 "created":"\(LocalTime.text(made))","comment":"Booked for testing",
                 "participant":[{"actor":{"reference":"Patient/\(seed.patient)"},"status":"accepted"},
                   {"actor":{"reference":"Location/1"},"status":"accepted"},
                   {"actor":{"reference":"Practitioner/1"},"status":"accepted"}]}
                """
            world.stu3.put(fromText(text), type: "Appointment", id: seed.id, at: made)
            taken["status"] = seed.status == "cancelled" ? "free" : "busy"
            world.stu3.put(taken, type: "Slot", id: slot.id, at: made)
        }
    }
}
