internal import HTTPServer
internal import JSON

extension GPConnectProvider {
    private static let reasonURL =
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1"

    private func start(_ appointment: JSONValue) -> Int {
        appointment["start"]?.string.flatMap { WrittenTime($0) }?.start ?? 0
    }

    private func find(_ id: String, _ world: World) throws(Refusal) -> JSONValue {
        guard let appointment = world.stu3["Appointment", id]?.resource else {
            if faults.has(.wrongErrorCodeForUnknownAppointment) {
                throw .notFound("PATIENT_NOT_FOUND", "there is no Appointment with this id")
            }
            throw .notFound("NO_RECORD_FOUND", "there is no Appointment with this id")
        }
        return appointment
    }

    func readAppointment(_ id: String, _ call: Call, _ world: World) throws(Refusal) -> Answer {
        let appointment = try find(id, world)
        guard start(appointment) >= call.now || faults.has(.pastAppointmentRead) else {
            throw .invalidResource("the appointment lies in the past and cannot be read")
        }
        return Answer("", resource: appointment)
    }

    // MARK: A patient's list

    func listAppointments(_ patient: String, _ call: Call, _ world: World) throws(Refusal) -> Answer {
        guard let resource = world.stu3["Patient", patient]?.resource, isVisible(resource) else {
            throw .notFound("PATIENT_NOT_FOUND", "there is no Patient with this id")
        }
        let values = call.values("start")
        guard values.count == 2 || (faults.has(.listNeedsOneStartOnly) && values.count == 1) else {
            throw .invalidParameter("two parameters start are needed: one with ge and one with le")
        }
        func day(_ value: String, _ prefix: String) throws(Refusal) -> WrittenTime {
            guard value.hasPrefix(prefix) || faults.has(.datePrefixNotChecked),
                let time = WrittenTime(value.drop { $0.isLetter && $0.isLowercase })
            else { throw .invalidParameter("a parameter start is not \(prefix) with a date") }
            guard time.precision == .day || faults.has(.listTimeAccepted) else {
                throw .invalidParameter("a parameter start is not a date without a time (yyyy-mm-dd)")
            }
            return time
        }
        let lower = try day(values[0], "ge")
        let upper = values.count == 2 ? try day(values[1], "le") : lower
        guard lower.start <= upper.start || faults.has(.reversedRangeAccepted) else {
            throw .invalidParameter("the parameters start are in reverse: the upper one is before the lower one")
        }
        let today = LocalTime.midnight(of: call.now)
        guard lower.start >= today || faults.has(.pastListAccepted) else {
            throw .invalidParameter("appointments in the past cannot be searched for: start lies in the past")
        }
        let found = world.stu3.all("Appointment").compactMap(\.resource).filter { appointment in
            let time = start(appointment)
            if appointment["status"]?.string == "cancelled", faults.has(.cancelledLeftOut) { return false }
            if time < call.now, faults.has(.goneTodayLeftOut) { return false }
            let isOwn = appointment.strings("participant.actor.reference").contains("Patient/\(patient)")
            return (isOwn || faults.has(.listShowsOthers)) && time >= lower.start && time < upper.end
        }
        return Answer("", resource: searchset(found, call))
    }

    // MARK: Amend and cancel

    func amend(_ id: String, _ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let (current, sent) = try update(id, call, world)
        guard current["status"]?.string == "booked" || faults.has(.cancelledAmendAccepted) else {
            throw .invalidResource("the appointment is cancelled and cannot be amended")
        }
        guard start(current) >= call.now || faults.has(.pastAmendAccepted) else {
            throw .invalidResource("the appointment lies in the past and cannot be amended")
        }
        var ignored: Set = ["description", "comment"]
        if faults.has(.absoluteReferencesAccepted) { ignored.insert("participant") }
        try compare(current, sent, ignoring: ignored, faults.has(.amendOfOthersAccepted))
        guard sent["description"]?.string?.isEmpty == false else {
            throw .invalidResource("Appointment.description is missing")
        }
        try checkText(sent)
        var changed = current
        if !faults.has(.amendNotStored) {
            changed["description"] = sent["description"]
            changed["comment"] = sent["comment"]
        }
        return Answer("", resource: store(changed, id, call, &world))
    }

    func cancel(_ id: String, _ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        let (current, sent) = try update(id, call, world)
        guard sent["status"]?.string == "cancelled" || faults.has(.cancelStatusNotChecked) else {
            throw .invalidResource("Appointment.status is not cancelled")
        }
        guard current["status"]?.string == "booked" || faults.has(.secondCancelAccepted) else {
            throw .invalidResource("the appointment is cancelled already")
        }
        guard start(current) >= call.now || faults.has(.pastCancelAccepted) else {
            throw .invalidResource("the appointment lies in the past and cannot be cancelled")
        }
        let known = Set((current["extension"]?.array ?? []).map { $0["url"]?.string ?? "" })
        let added = (sent["extension"]?.array ?? []).filter { !known.contains($0["url"]?.string ?? "") }
        let isAgain = current["status"]?.string == "cancelled" && faults.has(.secondCancelAccepted)
        if !faults.has(.cancellationReasonNotChecked), !isAgain {
            guard added.count == 1, added[0]["url"]?.string == Self.reasonURL else {
                throw .invalidResource(
                    "the extension with the reason of the cancellation is missing or has another url")
            }
            guard let reason = added[0]["valueString"]?.string, reason.contains(where: { !$0.isWhitespace }) else {
                throw .invalidParameter("the reason of the cancellation is empty")
            }
        }
        try compare(current, sent, ignoring: ["status", "extension"], faults.has(.cancelOfOthersAccepted))
        var changed = current
        changed["status"] = "cancelled"
        if !faults.has(.cancellationReasonNotStored) {
            changed["extension"] = .array((current["extension"]?.array ?? []) + added)
        }
        let stored = store(changed, id, call, &world)
        for reference in current.strings("slot.reference") where !faults.has(.cancelledSlotStaysBusy) {
            guard let slot = world.stu3[reference: reference], var resource = slot.resource else { continue }
            resource["status"] = "free"
            world.stu3.put(resource, type: "Slot", id: slot.id, at: call.now)
        }
        return Answer("", resource: stored)
    }

    private func store(_ appointment: JSONValue, _ id: String, _ call: Call, _ world: inout World) -> JSONValue? {
        let entry = world.stu3.put(appointment, type: "Appointment", id: id, at: call.now)
        guard faults.has(.versionNotCounted), var resource = entry.resource, var meta = resource["meta"] else {
            return entry.resource
        }
        meta["versionId"] = appointment["meta"]?["versionId"]
        resource["meta"] = meta
        return resource
    }

    /// What every update needs: the appointment as it is, the one that was sent, and the version it was based on.
    private func update(
        _ id: String, _ call: Call, _ world: World
    ) throws(Refusal) -> (current: JSONValue, sent: JSONValue) {
        let current = try find(id, world)
        let sent = try body(call)
        guard sent.resourceType == "Appointment" else { throw .invalidResource("the body is not an Appointment") }
        guard sent["id"]?.string == id else { throw .badRequest("the id in the body is not the one of the path") }
        if let match = call.request.header("If-Match"), !faults.has(.ifMatchIgnored) {
            let version = current["meta"]?["versionId"]?.string ?? ""
            guard match == "W/\"\(version)\"" else {
                throw Refusal(
                    409, "conflict", "FHIR_CONSTRAINT_VIOLATION", "If-Match does not name the current version")
            }
        }
        if !faults.has(.absoluteReferencesAccepted) {
            for reference in sent.strings("participant.actor.reference") where reference.contains("://") {
                throw .invalidResource("a participant is referred to by an absolute URL")
            }
        }
        return (current, sent)
    }

    private func compare(
        _ current: JSONValue, _ sent: JSONValue, ignoring: Set<String>, _ lenient: Bool
    ) throws(Refusal) {
        if lenient { return }
        let ignored = ignoring.union(["meta", "text"])
        let names = Set((current.object?.members ?? []).map(\.name)).union((sent.object?.members ?? []).map(\.name))
        for name in names.sorted() where !ignored.contains(name) {
            let mine = current[name].map(Self.normalised)
            let theirs = sent[name].map(Self.normalised)
            guard mine == theirs else {
                throw .invalidResource("Appointment.\(name) differs from the appointment as it is")
            }
        }
    }

    /// A value with its members in one order and its instants in one zone.
    private static func normalised(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            let members = object.members.filter { $0.name != "lastUpdated" && $0.name != "versionId" }
                .sorted { $0.name < $1.name }
                .map { JSONObject.Member(name: $0.name, value: normalised($0.value)) }
            return .object(JSONObject(members))
        case .array(let items): return .array(items.map(normalised))
        case .string(let text):
            guard text.utf8.count > 18, let time = WrittenTime(text), time.precision == .second else { return value }
            return .string(LocalTime.text(time.start))
        default: return value
        }
    }
}
