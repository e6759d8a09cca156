internal import HTTPServer
internal import JSON
internal import Record

/// The STU3 side: a GP Connect Foundations and Appointment Management provider.
struct GPConnectProvider: Sendable {
    let faults: FaultSet

    /// Serves a call; what is refused is thrown, with the interaction it was found to be.
    func serve(_ call: inout Call, _ world: inout World) -> Answer {
        var name = "stu3.unknown"
        do {
            let fitting = try route(call)
            name = fitting[0].rawValue
            try negotiate(&call)
            let interaction = try SpineHeaders.check(call.request, among: fitting, faults: faults)
            name = interaction.rawValue
            try TokenCheck.check(call.request, interaction, now: call.now, faults: faults)
            var answer = try perform(interaction, call, &world)
            answer.interaction = name
            complete(&answer, call)
            return answer
        } catch {
            var answer = Answer(name, status: error.status, resource: SpineError.outcome(error))
            answer.headers = error.headers
            answer.set("Cache-Control", "no-store")
            return answer
        }
    }

    // MARK: Before the interaction

    private func route(_ call: Call) throws(Refusal) -> [GPConnectInteraction] {
        let onPath = GPConnectInteraction.allCases.filter { $0.matches(call.segments) }
        guard !onPath.isEmpty else {
            throw .notFound("NO_RECORD_FOUND", "there is nothing at this path")
        }
        let fitting = onPath.filter { $0.method == call.request.method }
        guard !fitting.isEmpty else {
            var refusal = Refusal(405, "not-supported", "NOT_IMPLEMENTED", "the method is not supported on this path")
            refusal.headers = [("Allow", Array(Set(onPath.map(\.method))).sorted().joined(separator: ", "))]
            throw refusal
        }
        return fitting
    }

    private func negotiate(_ call: inout Call) throws(Refusal) {
        func unsupported(_ what: String) -> Refusal {
            Refusal(415, "not-supported", "UNSUPPORTED_MEDIA_TYPE", "\(what) is not a media type of FHIR STU3")
        }
        if let format = call.value("_format"), !faults.has(.formatParameterIgnored) {
            guard let syntax = Syntax(mediaType: format) else { throw unsupported("_format") }
            call.syntax = syntax
        } else if let accept = call.request.header("Accept"), !accept.isEmpty {
            let offers = accept.split(separator: ",").compactMap { offer -> Syntax? in
                let type = offer.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
                if type == "*/*" || type == "application/*" { return .json }
                return type.hasPrefix("application/fhir+") ? Syntax(mediaType: type) : nil
            }
            if let first = offers.first {
                call.syntax = faults.has(.acceptIgnored) ? .json : first
            } else if !faults.has(.acceptNotChecked) {
                throw unsupported("what Accept asks for")
            }
        }
        if call.request.method != "GET", !faults.has(.contentTypeNotChecked) {
            let type = call.request.header("Content-Type") ?? ""
            guard type.lowercased().hasPrefix("application/fhir+"), Syntax(mediaType: type) != nil else {
                throw unsupported("the Content-Type")
            }
        }
    }

    // MARK: The interaction

    private func perform(
        _ interaction: GPConnectInteraction, _ call: Call, _ world: inout World
    ) throws(Refusal) -> Answer {
        let id = call.segments.count > 1 ? call.segments[1] : ""
        switch interaction {
        case .metadata: return Answer("", resource: GPConnectCapabilities.statement(call))
        case .patientSearch: return try findPatient(call, world)
        case .patientRead: return try read("Patient", id, "PATIENT_NOT_FOUND", world)
        case .register: return try register(call, &world)
        case .practitionerSearch:
            return try search("Practitioner", "https://fhir.nhs.uk/Id/sds-user-id", call, world)
        case .practitionerRead: return try read("Practitioner", id, "PRACTITIONER_NOT_FOUND", world)
        case .organizationSearch:
            return try search("Organization", "https://fhir.nhs.uk/Id/ods-organization-code", call, world)
        case .organizationRead: return try read("Organization", id, "ORGANISATION_NOT_FOUND", world)
        case .locationRead: return try read("Location", id, "NO_RECORD_FOUND", world)
        case .serviceSearch:
            return try search("HealthcareService", "https://fhir.nhs.uk/Id/uec-dos-service-id", call, world)
        case .serviceRead: return try read("HealthcareService", id, "NO_RECORD_FOUND", world)
        case .slotSearch: return try searchSlots(call, world)
        case .book: return try book(call, &world)
        case .appointmentRead: return try readAppointment(id, call, world)
        case .appointmentList: return try listAppointments(id, call, world)
        case .amend: return try amend(id, call, &world)
        case .cancel: return try cancel(id, call, &world)
        }
    }

    /// The body of a request as a resource.
    func body(_ call: Call) throws(Refusal) -> JSONValue {
        let syntax = Syntax(mediaType: call.request.header("Content-Type") ?? "") ?? .json
        guard !call.storeIsFull else {
            throw Refusal(503, "throttled", "INTERNAL_SERVER_ERROR", "the reference system is full")
        }
        guard !call.request.body.isEmpty else { throw .badRequest("the request has no body") }
        do {
            let resource = try Interchange.read(call.request.body, syntax, .stu3)
            guard resource.resourceType != nil else { throw Refusal.invalidResource("the body is not a resource") }
            if let slip = Interchange.faults(call.request.body, syntax, .stu3).first {
                throw Refusal.invalidResource("\(slip.expression): \(slip.message)")
            }
            return resource
        } catch let error as Interchange.Unreadable {
            throw .invalidResource(error.reason)
        } catch {
            throw (error as? Refusal) ?? .invalidResource("the body cannot be read")
        }
    }

    // MARK: After the interaction

    private func complete(_ answer: inout Answer, _ call: Call) {
        answer.set("Cache-Control", "no-store")
        guard let resource = answer.resource else { return }
        if let version = resource["meta"]?["versionId"]?.string, resource.resourceType != "Bundle" {
            answer.set("ETag", "W/\"\(version)\"")
            if let updated = resource["meta"]?["lastUpdated"]?.string.flatMap({ WrittenTime($0) }) {
                answer.set("Last-Modified", LocalTime.httpText(updated.start))
            }
        }
        let prefersMinimal = call.request.header("Prefer")?.lowercased().contains("return=minimal") == true
        if call.request.method != "GET", prefersMinimal, !faults.has(.preferMinimalIgnored),
            resource.resourceType == "Appointment"
        {
            answer.resource = nil
        }
    }

    // MARK: What searches share

    /// A searchset on GP Connect's own profile: no total, no links, no search modes.
    func searchset(_ resources: [JSONValue], _ call: Call) -> JSONValue {
        var bundle: JSONValue = ["resourceType": "Bundle"]
        bundle["meta"] = [
            "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Searchset-Bundle-1"]
        ]
        bundle["type"] = "searchset"
        guard !resources.isEmpty else { return bundle }
        let entries = resources.map { resource -> JSONValue in
            let url = "\(call.base)/\(resource.resourceType ?? "")/\(resource["id"]?.string ?? "")"
            return ["fullUrl": .string(url), "resource": resource]
        }
        bundle["entry"] = .array(entries)
        return bundle
    }

    private func read(
        _ type: String, _ id: String, _ code: String, _ world: World
    ) throws(Refusal) -> Answer {
        guard let resource = world.stu3[type, id]?.resource,
            type != "Patient" || isVisible(resource)
        else { throw .notFound(code, "there is no \(type) with this id") }
        return Answer("", resource: resource)
    }

    /// The one value of `identifier=system|value`, or what is wrong with it.
    func identifier(_ system: String, _ call: Call) throws(Refusal) -> String {
        let values = call.values("identifier")
        guard values.count == 1 || (values.count > 1 && faults.has(.repeatedIdentifierAccepted)) else {
            throw .badRequest(
                values.isEmpty ? "the parameter identifier is missing" : "the parameter identifier is repeated")
        }
        let halves = values[0].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
            if faults.has(.identifierShapeNotChecked) { return String(halves.last ?? "") }
            throw .invalidParameter("the parameter identifier is not a system and a value with | between them")
        }
        guard halves[0] == system || faults.has(.identifierSystemNotChecked) else {
            throw Refusal(
                400, "value", "INVALID_IDENTIFIER_SYSTEM", "the system of the parameter identifier is not \(system)")
        }
        return String(halves[1])
    }

    private func search(
        _ type: String, _ system: String, _ call: Call, _ world: World
    ) throws(Refusal) -> Answer {
        let value = try identifier(system, call)
        let found = world.stu3.all(type).compactMap(\.resource).filter { resource in
            faults.has(.searchIgnoresIdentifier)
                || resource.values("identifier").contains {
                    $0["system"]?.string == system && $0["value"]?.string == value
                }
        }
        if found.isEmpty, faults.has(.unknownCodeFindsSomebody) {
            return Answer("", resource: searchset(Array(world.stu3.all(type).compactMap(\.resource).prefix(1)), call))
        }
        return Answer("", resource: searchset(found, call))
    }

    func isVisible(_ patient: JSONValue) -> Bool {
        guard let id = patient["id"]?.string, let person = Person.all.first(where: { $0.id == id }) else { return true }
        switch person.standing {
        case .inactive: return faults.has(.inactivePatientReturned)
        case .deceased: return faults.has(.deceasedPatientReturned)
        case .sensitive: return faults.has(.sensitivePatientReturned)
        case .unverified: return faults.has(.unverifiedPatientReturned)
        default: return true
        }
    }

    private func findPatient(_ call: Call, _ world: World) throws(Refusal) -> Answer {
        if faults.has(.unknownParameterRefused),
            let unknown = call.parameters.first(where: { !["identifier", "_format"].contains($0.name) })
        {
            throw .badRequest("the parameter \(unknown.name) is not known")
        }
        let system = "https://fhir.nhs.uk/Id/nhs-number"
        let number = try identifier(system, call)
        guard NHSNumber.isValid(number) || faults.has(.nhsNumberNotChecked) else {
            throw Refusal(400, "value", "INVALID_NHS_NUMBER", "the NHS number in the parameter identifier is not valid")
        }
        let found = world.stu3.all("Patient").compactMap(\.resource).filter { patient in
            guard isVisible(patient) else { return false }
            return faults.has(.searchIgnoresIdentifier)
                || patient.values("identifier").contains {
                    $0["system"]?.string == system && $0["value"]?.string == number
                }
        }
        if found.isEmpty, faults.has(.unknownNumberFindsSomebody) {
            return Answer(
                "", resource: searchset(Array(world.stu3.all("Patient").compactMap(\.resource).prefix(1)), call))
        }
        if found.isEmpty, faults.has(.noMatchIsNotFound) {
            throw .notFound("PATIENT_NOT_FOUND", "no patient matches")
        }
        return Answer("", resource: searchset(found, call))
    }
}
