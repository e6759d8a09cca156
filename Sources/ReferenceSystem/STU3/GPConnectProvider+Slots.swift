internal import HTTPServer
internal import JSON

extension GPConnectProvider {
    /// One end of a range: `ge2026-11-25` or `le2026-11-25T10:00:00+00:00`.
    private func bound(
        _ name: String, _ prefix: String, _ call: Call
    ) throws(Refusal) -> WrittenTime {
        let values = call.values(name)
        guard let value = values.first else { throw .badRequest("the parameter \(name) is missing") }
        guard values.count == 1 || faults.has(.repeatedDateAccepted) else {
            throw .invalidParameter("the parameter \(name) is repeated")
        }
        guard value.hasPrefix(prefix) || faults.has(.datePrefixNotChecked) else {
            throw .invalidParameter("the parameter \(name) does not begin with \(prefix)")
        }
        guard let time = WrittenTime(value.drop { $0.isLetter && $0.isLowercase }), time.precision >= .day,
            time.precision == .day || time.precision == .second,
            time.precision == .day || (time.zone != nil && time.zone != "Z") || faults.has(.zonelessDateAccepted)
        else {
            throw .invalidParameter(
                "the parameter \(name) is neither a date (yyyy-mm-dd) nor a date and time with an offset (+hh:mm)")
        }
        return time
    }

    func searchSlots(_ call: Call, _ world: World) throws(Refusal) -> Answer {
        for name in ["start", "end", "status"] where call.values(name).isEmpty {
            if faults.has(.missingSlotParameterAccepted) { return Answer("", resource: searchset([], call)) }
            throw .badRequest("the parameter \(name) is missing")
        }
        let start = try bound("start", "ge", call)
        let end = try bound("end", "le", call)
        guard start.start <= end.start || faults.has(.reversedRangeAccepted) else {
            throw .invalidParameter("the parameter start is after the parameter end")
        }
        guard end.start - start.start <= 14 * 86_400 + 3600 || faults.has(.longRangeAccepted) else {
            throw .invalidParameter("the parameters start and end are more than two weeks apart")
        }
        guard call.values("status").allSatisfy({ $0 == "free" }) || faults.has(.slotStatusNotChecked) else {
            throw .invalidParameter("the parameter status is not free")
        }
        guard call.values("_include").contains("Slot:schedule") || faults.has(.slotIncludeNotChecked) else {
            throw .badRequest("the parameter _include=Slot:schedule is missing")
        }
        let limit = end.precision == .day ? end.end : end.start
        let slots = world.stu3.all("Slot").compactMap(\.resource).filter {
            isOffered($0, from: start.start, to: limit, call, world)
        }
        if slots.isEmpty, faults.has(.noSlotsIsNotFound) { throw .notFound("NO_RECORD_FOUND", "no slot is free") }
        let known = ["GPConnect-OrganisationType-1|", "ods-organization-code|"]
        if faults.has(.unknownFilterRefused),
            call.values("searchFilter").contains(where: { filter in !known.contains { filter.contains($0) } })
        {
            throw .invalidParameter("the parameter searchFilter is not known")
        }
        return Answer("", resource: slotBundle(slots, call, world))
    }

    private func isOffered(_ slot: JSONValue, from: Int, to: Int, _ call: Call, _ world: World) -> Bool {
        guard let begin = slot["start"]?.string.flatMap({ WrittenTime($0) })?.start,
            let end = slot["end"]?.string.flatMap({ WrittenTime($0) })?.start, let id = slot["id"]?.string
        else { return false }
        guard slot["status"]?.string == "free" || faults.has(.busySlotsReturned) else { return false }
        let isInside =
            faults.has(.straddlingSlotsReturned) ? begin < to && end > from : begin >= from && end <= to
        guard isInside || faults.has(.slotRangeIgnored), begin > call.now else { return false }
        if faults.has(.lastSlotOfRangeLeftOut), end == to { return false }
        guard let rule = world.slotRules[id] else { return true }
        if let from = rule.offeredFrom, call.now < from, !faults.has(.embargoIgnored) { return false }
        // Who asks is said by search filters; a filter that is not understood is as if it were not there.
        var types: Set<String> = []
        var codes: Set<String> = []
        for filter in call.values("searchFilter") {
            let halves = filter.split(separator: "|", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { continue }
            if halves[0] == "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1" {
                types.insert(halves[1])
            }
            if halves[0] == "https://fhir.nhs.uk/Id/ods-organization-code" { codes.insert(halves[1]) }
        }
        if faults.has(.searchFilterIgnored) { return true }
        if faults.has(.filterHidesOpenSlots), !types.isEmpty, rule.sharedTypes == nil { return false }
        if let shared = rule.sharedTypes, shared.isDisjoint(with: types) { return false }
        if let shared = rule.sharedODS, shared.isDisjoint(with: codes) { return false }
        return true
    }

    private func slotBundle(_ slots: [JSONValue], _ call: Call, _ world: World) -> JSONValue {
        guard !slots.isEmpty else { return searchset([], call) }
        let includes = Set(call.values("_include:recurse"))
        var resources = slots
        var seen: Set<String> = []
        func add(_ reference: String) {
            guard seen.insert(reference).inserted, let entry = world.stu3[reference: reference] else { return }
            if let resource = entry.resource { resources.append(resource) }
        }
        let schedules = slots.flatMap { $0.strings("schedule.reference") }
        if !faults.has(.scheduleNotIncluded) { schedules.forEach(add) }
        let actors = schedules.compactMap { world.stu3[reference: $0]?.resource }
            .flatMap { $0.strings("actor.reference") }
        for actor in actors {
            if actor.hasPrefix("Practitioner/"),
                includes.contains("Schedule:actor:Practitioner") || faults.has(.practitionerAlwaysIncluded)
            {
                add(actor)
            }
            if actor.hasPrefix("Location/"),
                includes.contains("Schedule:actor:Location") || faults.has(.locationAlwaysIncluded)
            {
                add(actor)
            }
        }
        if !faults.has(.organizationNotIncluded) { add("Organization/1") }
        if faults.has(.unrelatedResourcesIncluded) {
            add("Organization/2")
            add("Patient/1")
        }
        return searchset(resources, call)
    }
}
