extension ReferenceSystem {
    /// ``data-swift.type.property``, and what depends on the instant at which this system's clock began.
    public var data: [(name: String, value: String)] {
        let past = LocalTime.wall(daysAfter: began, -2, 9, 10)
        let busy = LocalTime.wall(daysAfter: began, 1, 9, 30)
        return Self.data + [
            ("slot.past.start", LocalTime.text(past)), ("slot.past.end", LocalTime.text(past + 600)),
            ("slot.busy.start", LocalTime.text(busy)), ("slot.busy.end", LocalTime.text(busy + 600)),
        ]
    }

    /// What a caller may know of the data beforehand: names and values, as a supplier would write them in a target file.
    public static var data: [(name: String, value: String)] {
        var found: [(name: String, value: String)] = [
            ("asid", PracticeFacts.asid), ("organization.id", "1"), ("organization.ods", PracticeFacts.odsCode),
            ("organization.other.ods", PracticeFacts.partnerODS), ("location.id", "1"),
            ("location.branch.id", "2"), ("practitioner.id", "1"), ("practitioner.sds", PracticeFacts.sdsUserID),
            ("practitioner.other.id", "2"), ("practitioner.other.sds", PracticeFacts.nurseSDSUserID),
            ("healthcareservice.id", "1"), ("healthcareservice.dos", PracticeFacts.dosServiceID),
            ("gpconnect.version", PracticeFacts.version), ("patient.unknown.nhs", Person.unknownNHSNumber),
            // Patient 2 has appointments: 1 gone by, 2 earlier today, 3 and 5 to come, 4 cancelled.
            ("appointment.past.id", "1"), ("appointment.today.id", "2"), ("appointment.future.id", "3"),
            ("appointment.cancelled.id", "4"), ("appointment.second.id", "5"),
            // A slot of two days ago that nobody took, and one of tomorrow that somebody has.
            ("slot.past.id", "10"), ("slot.busy.id", "36"),
            ("appointment.patient.id", "2"), ("patient.without-appointments.id", "3"),
        ]
        var registered = 0
        var elsewhere = 0
        for person in Person.all {
            let name: String
            switch person.standing {
            case .registered:
                registered += 1
                name = "patient.\(registered)"
            case .elsewhere:
                elsewhere += 1
                name = "patient.elsewhere.\(elsewhere)"
            case .deceasedElsewhere: name = "patient.elsewhere.deceased"
            case .sensitiveElsewhere: name = "patient.elsewhere.sensitive"
            case .supersededElsewhere: name = "patient.elsewhere.superseded"
            default: name = "patient.\(person.standing.rawValue)"
            }
            if !person.id.isEmpty { found.append(("\(name).id", person.id)) }
            found += [
                ("\(name).nhs", person.nhsNumber), ("\(name).family", person.family), ("\(name).given", person.given),
                ("\(name).gender", person.gender), ("\(name).birthdate", person.birthDate),
            ]
        }
        return found
    }
}
