internal import HTTPServer
internal import JSON

extension GPConnectProvider {
    private static let extensions = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect"
    private static let profile = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1"
    /// Elements that GP Connect rules out of an appointment.
    private static let excluded = [
        "reason", "specialty", "appointmentType", "indication", "priority", "supportingInformation",
        "minutesDuration", "incomingReferral", "requestedPeriod",
    ]

    func book(_ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let sent = try body(call)
        guard sent.resourceType == "Appointment" else { throw .invalidResource("the body is not an Appointment") }
        try checkElements(sent)
        try checkParticipants(sent, world)
        let slots = try checkSlots(sent, call, world)

        let id = world.stu3.freshID("Appointment")
        var appointment = sent
        var meta = appointment["meta"] ?? .object(.init())
        meta["profile"] = [.string(Self.profile)]
        appointment["meta"] = meta
        if let first = slots.first { copySession(first, to: &appointment, world) }
        if faults.has(.commentNotStored) { appointment["comment"] = nil }
        if faults.has(.textTruncated) {
            for name in ["description", "comment"] {
                if let text = appointment[name]?.string { appointment[name] = .string(String(text.prefix(50))) }
            }
        }
        if faults.has(.organisationTypeNotStored), let contained = appointment["contained"]?.array {
            appointment["contained"] = .array(
                contained.map { resource in
                    var resource = resource
                    resource["type"] = nil
                    return resource
                })
        }
        let stored = world.stu3.put(appointment, type: "Appointment", id: id, at: call.now, method: "POST")
        for slot in slots where !faults.has(.bookedSlotStaysFree) {
            setSlot(slot, "busy", call, &world)
        }
        var answer = Answer("", status: 201, resource: stored.resource)
        answer.set("Location", "\(call.base)/Appointment/\(id)")
        return answer
    }

    private func setSlot(_ slot: ResourceStore.Entry, _ status: String, _ call: Call, _ world: inout World) {
        guard var resource = slot.resource else { return }
        resource["status"] = .string(status)
        world.stu3.put(resource, type: "Slot", id: slot.id, at: call.now)
    }

    /// What the slot and its session say, the appointment says too.
    private func copySession(_ slot: ResourceStore.Entry, to appointment: inout JSONValue, _ world: World) {
        guard let resource = slot.resource else { return }
        let schedule = resource["schedule"]?["reference"]?.string.flatMap { world.stu3[reference: $0]?.resource }
        if !faults.has(.serviceTypeNotCopied) {
            appointment["serviceType"] = resource["serviceType"]
            appointment["serviceCategory"] = schedule?["serviceCategory"]
        }
        var extensions = (appointment["extension"]?.array ?? []).filter { !Self.isSession($0) }
        if let channel = resource.extension("\(Self.extensions)-DeliveryChannel-2"), !faults.has(.channelNotCopied) {
            extensions.append(channel)
        }
        if let role = schedule?.extension("\(Self.extensions)-PractitionerRole-1") { extensions.append(role) }
        appointment["extension"] = .array(extensions)
    }

    private static func isSession(_ value: JSONValue) -> Bool {
        let url = value["url"]?.string ?? ""
        return url == "\(extensions)-DeliveryChannel-2" || url == "\(extensions)-PractitionerRole-1"
    }

    // MARK: What an appointment must be

    private func checkElements(_ sent: JSONValue) throws(Refusal) {
        for name in Self.excluded where sent[name] != nil && !faults.has(.excludedElementAccepted) {
            throw .invalidResource("Appointment.\(name) is not allowed")
        }
        let required: [(String, Behaviour)] = [
            ("status", .bookingWithoutStatus), ("start", .bookingWithoutStart), ("end", .bookingWithoutEnd),
            ("slot", .bookingWithoutSlot), ("created", .bookingWithoutCreated),
            ("participant", .bookingWithoutParticipant), ("description", .bookingWithoutDescription),
        ]
        for (name, behaviour) in required where !faults.has(behaviour) {
            let value = sent[name]
            if value == nil || value == .null || value?.string == "" || value?.array?.isEmpty == true {
                throw .invalidResource("Appointment.\(name) is missing")
            }
        }
        guard sent["status"]?.string == "booked" || sent["status"] == nil || faults.has(.bookingStatusNotChecked) else {
            throw .invalidResource("Appointment.status is not booked")
        }
        try checkText(sent)
        if !faults.has(.bookingOrganisationNotChecked) { try checkBookingOrganisation(sent) }
        for name in ["start", "end", "created"] {
            guard let text = sent[name]?.string else { continue }
            guard let time = WrittenTime(text), name == "created" || (time.precision == .second && time.zone != nil)
            else { throw .invalidResource("Appointment.\(name) is not a date and time with an offset") }
        }
    }

    func checkText(_ sent: JSONValue) throws(Refusal) {
        if faults.has(.textTruncated) { return }
        for (name, limit) in [("description", 600), ("comment", 500)] {
            if let text = sent[name]?.string, text.unicodeScalars.count > limit {
                throw .invalidResource("Appointment.\(name) is longer than the \(limit) characters that are kept")
            }
        }
    }

    private func checkBookingOrganisation(_ sent: JSONValue) throws(Refusal) {
        let reference = sent.extension("\(Self.extensions)-BookingOrganisation-1")?["valueReference"]?["reference"]?
            .string
        let organization = sent["contained"]?.array?.first {
            $0.resourceType == "Organization" && "#\($0["id"]?.string ?? "")" == reference
        }
        guard reference != nil, let organization else {
            throw .invalidResource("Appointment has no contained booking organisation that its extension refers to")
        }
        guard organization["name"]?.string?.isEmpty == false, organization["telecom"]?.array?.isEmpty == false else {
            throw .invalidResource("the booking organisation has no name or no telecom")
        }
        guard
            organization.values("identifier").contains(where: {
                $0["system"]?.string == "https://fhir.nhs.uk/Id/ods-organization-code"
                    && $0["value"]?.string?.isEmpty == false
            })
        else { throw .invalidResource("the booking organisation has no ODS code") }
    }

    private func checkParticipants(_ sent: JSONValue, _ world: World) throws(Refusal) {
        let actors = sent.strings("participant.actor.reference")
        for (type, behaviour) in [
            ("Patient", Behaviour.bookingWithoutPatient), ("Location", Behaviour.bookingWithoutLocation),
        ] where !faults.has(behaviour) {
            guard actors.contains(where: { $0.hasPrefix("\(type)/") }) else {
                throw .invalidResource("Appointment.participant has no \(type)")
            }
        }
        for participant in sent.values("participant") where participant["status"]?.string == nil {
            throw .invalidResource("Appointment.participant.status is missing")
        }
        for actor in actors where world.stu3[reference: actor] == nil && !faults.has(.referencesNotChecked) {
            throw Refusal(
                422, "invalid", "REFERENCE_NOT_FOUND", "a participant refers to a resource that does not exist")
        }
    }

    private func checkSlots(
        _ sent: JSONValue, _ call: Call, _ world: World
    ) throws(Refusal) -> [ResourceStore.Entry] {
        var slots: [ResourceStore.Entry] = []
        for reference in sent.strings("slot.reference") {
            guard let slot = world.stu3[reference: reference], slot.type == "Slot" else {
                throw Refusal(422, "invalid", "REFERENCE_NOT_FOUND", "the slot does not exist")
            }
            slots.append(slot)
        }
        func time(_ slot: ResourceStore.Entry, _ name: String) -> Int {
            slot.resource?[name]?.string.flatMap { WrittenTime($0) }?.start ?? 0
        }
        if slots.isEmpty, faults.has(.bookingWithoutSlot) { return [] }
        guard let first = slots.min(by: { time($0, "start") < time($1, "start") }) else {
            throw .invalidResource("Appointment.slot has no reference")
        }
        slots.sort { time($0, "start") < time($1, "start") }
        let last = slots[slots.count - 1]
        let start = sent["start"]?.string.flatMap { WrittenTime($0) }?.start
        let end = sent["end"]?.string.flatMap { WrittenTime($0) }?.start
        if !faults.has(.slotTimesNotCompared),
            start.map({ $0 != time(first, "start") }) == true || end.map({ $0 != time(last, "end") }) == true
        {
            throw .invalidResource("Appointment.start and end are not those of the slots")
        }
        if !faults.has(.adjacencyNotChecked) {
            for (slot, next) in zip(slots, slots.dropFirst()) {
                guard time(slot, "end") == time(next, "start"),
                    slot.resource?["schedule"] == next.resource?["schedule"],
                    slot.resource?["serviceType"] == next.resource?["serviceType"],
                    slot.resource?.extension("\(Self.extensions)-DeliveryChannel-2")
                        == next.resource?.extension("\(Self.extensions)-DeliveryChannel-2")
                else { throw .invalidResource("the slots are not adjacent slots of one schedule, kind and channel") }
            }
        }
        if time(first, "start") <= call.now, !faults.has(.pastBookingAccepted) {
            throw .invalidResource("the appointment lies in the past")
        }
        for slot in slots where slot.resource?["status"]?.string != "free" && !faults.has(.doubleBookingAccepted) {
            throw Refusal(409, "duplicate", "DUPLICATE_REJECTED", "a slot has been taken already")
        }
        return slots
    }
}
