import Authentication
import HTTPTransport
import JSON
import Record
import ReferenceSystem
import TestSupport
import Testing

/// One request of a long conversation, in which every fault must show.
private struct Turn: Sendable {
    var method = "GET"
    var path: String
    /// `nil` asks the R4 side.
    var interaction: String?
    var scope = GPConnectToken.Scope.organizationRead
    var body: String?
    var headers: [HeaderField] = []
    var without: Set<String> = []
    var token: (@Sendable (inout JSONWebToken) -> Void)?
}

@Suite(.timeLimit(.minutes(10))) struct EveryFaultTests {
    // MARK: The conversation

    private static let nhs = "https://fhir.nhs.uk/Id/nhs-number%7C"
    private static let metadata = "fhir:rest:read:metadata-1"

    private static func get(_ path: String, _ interaction: String, _ scope: GPConnectToken.Scope = .organizationRead)
        -> Turn
    { Turn(path: path, interaction: interaction, scope: scope) }

    private static var headersAndToken: [Turn] {
        var turns: [Turn] = []
        for name in ["Ssp-TraceID", "Ssp-From", "Ssp-To", "Ssp-InteractionID", "Authorization"] {
            turns.append(Turn(path: "/metadata", interaction: metadata, without: [name]))
        }
        for field in [
            HeaderField("Ssp-To", "1"), HeaderField("Ssp-InteractionID", "nonsense"),
            HeaderField("Ssp-InteractionID", "urn:nhs:names:services:gpconnect:fhir:rest:search:slot-1"),
            HeaderField("Authorization", "Bearer !!!"), HeaderField("Accept", "image/png"),
            HeaderField("Accept", "application/fhir+xml"), HeaderField("Accept-Encoding", "gzip"),
        ] {
            turns.append(Turn(path: "/metadata", interaction: metadata, headers: [field]))
        }
        turns.append(get("/metadata?_format=application/fhir%2Bxml", metadata))
        turns.append(get("/metadata", metadata))
        let good = GPConnectToken(audience: "x", issuedAt: Int(Consumer.now), scope: .organizationRead).token
        turns.append(
            Turn(
                path: "/metadata", interaction: metadata, headers: [HeaderField("Authorization", "Basic \(good.text)")])
        )
        for claim in [
            "iss", "sub", "aud", "exp", "iat", "reason_for_request", "requested_scope", "requesting_device",
            "requesting_organization", "requesting_practitioner",
        ] {
            turns.append(Turn(path: "/metadata", interaction: metadata, token: { $0.claims[claim] = nil }))
        }
        let wrong: [(String, JSONValue)] = [
            ("reason_for_request", "research"), ("requested_scope", "patient/*.write"), ("sub", "other"),
            ("exp", 1_780_299_900), ("requesting_device", ["resourceType": "Patient"]),
            ("requesting_organization", ["resourceType": "Patient"]),
            ("requesting_practitioner", ["resourceType": "Patient", "id": "1"]),
        ]
        for (claim, value) in wrong {
            turns.append(Turn(path: "/metadata", interaction: metadata, token: { $0.claims[claim] = value }))
        }
        for seconds in [-600, 120] {
            turns.append(
                Turn(
                    path: "/metadata", interaction: metadata,
                    token: {
                        $0.claims["iat"] = .number(String(Int(Consumer.now) + seconds))
                        $0.claims["exp"] = .number(String(Int(Consumer.now) + seconds + 300))
                    }))
        }
        turns.append(Turn(path: "/metadata", interaction: metadata, token: { $0.signature = [1] }))
        turns.append(
            Turn(
                path: "/metadata", interaction: metadata,
                token: { token in
                    var practitioner = token.claims["requesting_practitioner"] ?? .null
                    let unknown: JSONValue = ["system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "UNK"]
                    practitioner["identifier"] = [unknown]
                    token.claims["requesting_practitioner"] = practitioner
                }))
        turns.append(Turn(path: "/metadata", interaction: metadata, token: { $0.header["alg"] = "HS256" }))
        return turns
    }

    private static var foundations: [Turn] {
        let search = "fhir:rest:search:patient-1"
        var turns: [Turn] = []
        for query in [
            "\(nhs)9990000077", "\(nhs)9990051879", "\(nhs)9990020795", "\(nhs)9990023387", "\(nhs)9990025975",
            "\(nhs)9990028567", "9990000077", "urn:x%7C9990000077", "\(nhs)9990000078", "",
            "\(nhs)9990000077&identifier=\(nhs)9990000077", "\(nhs)9990000077&nonsense=1",
        ] {
            turns.append(get("/Patient?identifier=\(query)", search, .patientRead))
        }
        turns += [
            get("/Patient", search, .patientRead), get("/Patient/1", "fhir:rest:read:patient-1", .patientRead),
            get("/Patient/none", "fhir:rest:read:patient-1", .patientRead),
            get("/Practitioner/1", "fhir:rest:read:practitioner-1"),
            get("/Organization/1", "fhir:rest:read:organization-1"), get("/Location/1", "fhir:rest:read:location-1"),
            get(
                "/Organization?identifier=https://fhir.nhs.uk/Id/ods-organization-code%7CY99991",
                "fhir:rest:search:organization-1"),
            get("/Practitioner?identifier=https://fhir.nhs.uk/Id/sds-user-id%7Cx", "fhir:rest:search:practitioner-1"),
        ]
        func register(_ number: String, _ change: (inout JSONValue) -> Void = { _ in }, twice: Bool = false) -> Turn {
            var patient =
                (try? JSONValue(
                    parsing:
                        #"{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"\#(number)"}],"name":[{"use":"official","family":"Larkin","given":["Amy"]}],"gender":"female","birthDate":"1985-03-14"}"#
                )) ?? .null
            change(&patient)
            let one: JSONValue = ["name": "registerPatient", "resource": patient]
            let body: JSONValue = ["resourceType": "Parameters", "parameter": .array(twice ? [one, one] : [one])]
            return Turn(
                method: "POST", path: "/Patient/$gpc.registerpatient",
                interaction: "fhir:operation:gpc.registerpatient-1", scope: .patientWrite, body: body.text())
        }
        let phones: JSONValue = [
            ["system": "phone", "use": "home", "value": "1"], ["system": "phone", "use": "home", "value": "2"],
        ]
        turns += [
            register("9990031150", { $0["name"] = [["use": "usual", "family": "Larkin"]] }),
            register("9990031150", { $0["birthDate"] = nil }), register("9990031150", { $0["active"] = true }),
            register("9990031150", { $0["telecom"] = phones }), register("9990031150", twice: true),
            register("9990031150", { $0["birthDate"] = "1900-01-01" }),
            register(
                "9990041512",
                { patient in
                    patient["birthDate"] = "1931-02-02"
                    patient["name"] = [["use": "official", "family": "Webb"]]
                }),
            register(
                "9990046697",
                { patient in
                    patient["birthDate"] = "1955-11-30"
                    patient["name"] = [["use": "official", "family": "Marsh"]]
                }),
            register("9990031150"), register("9990031150"),
            Turn(
                method: "POST", path: "/Patient/$gpc.registerpatient",
                interaction: "fhir:operation:gpc.registerpatient-1", scope: .patientWrite,
                body: #"{"resourceType":"Patient"}"#),
        ]
        return turns
    }

    private static var slots: [Turn] {
        let tail = "&status=free&_include=Slot:schedule"
        let recurse = "&_include:recurse=Schedule:actor:Practitioner&_include:recurse=Schedule:actor:Location"
        return [
            "start=ge2026-06-02&end=le2026-06-04\(tail)", "start=ge2026-06-02&end=le2026-06-03\(tail)\(recurse)",
            "end=le2026-06-04\(tail)", "start=ge2026-06-02&start=ge2026-06-02&end=le2026-06-04\(tail)",
            "start=2026-06-02&end=le2026-06-04\(tail)", "start=ge2026-06-02T09:00:00&end=le2026-06-04\(tail)",
            "start=ge2026-06-04&end=le2026-06-02\(tail)", "start=ge2026-06-02&end=le2026-06-22\(tail)",
            "start=ge2026-06-02&end=le2026-06-04&status=busy&_include=Slot:schedule",
            "start=ge2026-06-02&end=le2026-06-04&status=free",
            "start=ge2026-06-02T09:05:00%2B01:00&end=le2026-06-02T09:25:00%2B01:00\(tail)",
            "start=ge2026-06-02T03:00:00%2B01:00&end=le2026-06-02T04:00:00%2B01:00\(tail)",
            "start=ge2026-06-02&end=le2026-06-02\(tail)&nonsense=1",
            "start=ge2026-06-02&end=le2026-06-02\(tail)&searchFilter=urn:x%7Cy",
            "start=ge2026-06-02T09:00:00%2B01:00&end=le2026-06-02T09:20:00%2B01:00\(tail)",
            "start=ge2026-06-02&end=le2026-06-02\(tail)&searchFilter=https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1%7Curgent-care",
        ].map { get("/Slot?\($0)", "fhir:rest:search:slot-1") }
    }

    private static func booking(_ consumer: Consumer) -> [Turn] {
        // Slots 33, 34 and 35 are those of 09:00, 09:10 and 09:20 tomorrow; 36 is taken; 10 lies in the past.
        func slot(_ id: String, _ start: String, _ end: String, _ day: String = "2026-06-02") -> JSONValue {
            [
                "id": .string(id), "start": .string("\(day)T\(start):00+01:00"),
                "end": .string("\(day)T\(end):00+01:00"),
            ]
        }
        let first = slot("33", "09:00", "09:10")
        func book(_ slot: JSONValue, _ change: (inout JSONValue) -> Void = { _ in }, type: String? = nil) -> Turn {
            var body = consumer.booking(slot)
            change(&body)
            return Turn(
                method: "POST", path: "/Appointment", interaction: "fhir:rest:create:appointment-1",
                scope: .patientWrite, body: body.text(), headers: type.map { [HeaderField("Content-Type", $0)] } ?? [])
        }
        var turns: [Turn] = []
        for name in ["status", "start", "end", "slot", "created", "participant", "description", "contained"] {
            turns.append(book(first) { $0[name] = nil })
        }
        let patient: JSONValue = ["actor": ["reference": "Patient/1"], "status": "accepted"]
        let location: JSONValue = ["actor": ["reference": "Location/1"], "status": "accepted"]
        let nobody: JSONValue = ["actor": ["reference": "Patient/none"], "status": "accepted"]
        let long = String(repeating: "long words ", count: 70)
        turns += [
            book(first) { $0["participant"] = [patient] }, book(first) { $0["participant"] = [location] },
            book(first) { $0["participant"] = [nobody, location] }, book(first) { $0["reason"] = [["text": "x"]] },
            book(first) { $0["status"] = "proposed" }, book(first) { $0["end"] = "2026-06-02T09:15:00+01:00" },
            book(first) { $0["comment"] = .string(long) },
            book(first) { body in
                body["slot"] = [["reference": "Slot/33"], ["reference": "Slot/35"]]
                body["end"] = "2026-06-02T09:30:00+01:00"
            }, book(slot("36", "09:30", "09:40")), book(slot("10", "09:10", "09:20", "2026-05-30")),
            book(first, type: "text/plain"), book(first) { $0["comment"] = .string(String(long.prefix(120))) },
            get(
                "/Slot?start=ge2026-06-02&end=le2026-06-02&status=free&_include=Slot:schedule",
                "fhir:rest:search:slot-1"),
        ]
        var minimal = book(slot("34", "09:10", "09:20"))
        minimal.headers = [HeaderField("Prefer", "return=minimal")]
        turns.append(minimal)
        return turns
    }

    private static func changing(_ seeds: [String: JSONValue]) -> [Turn] {
        let read = "fhir:rest:read:appointment-1"
        let list = "fhir:rest:search:patient_appointments-1"
        let reasonURL =
            "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1"
        func put(
            _ id: String, _ kind: String, _ change: (inout JSONValue) -> Void, headers: [HeaderField] = []
        ) -> Turn {
            var body = seeds[id] ?? .null
            change(&body)
            return Turn(
                method: "PUT", path: "/Appointment/\(id)", interaction: "fhir:rest:\(kind):appointment-1",
                scope: .patientWrite, body: body.text(), headers: headers)
        }
        func cancelled(_ body: inout JSONValue, _ reason: String? = "Better") {
            body["status"] = "cancelled"
            guard let reason else { return }
            let added: JSONValue = ["url": .string(reasonURL), "valueString": .string(reason)]
            body["extension"] = .array((body["extension"]?.array ?? []) + [added])
        }
        let absolute: JSONValue = [
            ["actor": ["reference": "https://elsewhere.example/Patient/2"], "status": "accepted"]
        ]
        return [
            get("/Appointment/1", read, .patientRead), get("/Appointment/none", read, .patientRead),
            get("/Appointment/3", read, .patientRead),
            get("/Patient/2/Appointment?start=ge2026-06-01&start=le2026-06-30", list, .patientRead),
            get("/Patient/3/Appointment?start=ge2026-06-01&start=le2026-06-30", list, .patientRead),
            get("/Patient/2/Appointment?start=ge2026-06-01", list, .patientRead),
            get("/Patient/2/Appointment?start=ge2026-06-01T10:00:00%2B01:00&start=le2026-06-30", list, .patientRead),
            get("/Patient/2/Appointment?start=ge2026-05-01&start=le2026-06-30", list, .patientRead),
            get("/Patient/2/Appointment?start=ge2026-06-30&start=le2026-06-01", list, .patientRead),
            put("3", "update", { $0["comment"] = "x" }, headers: [HeaderField("If-Match", "W/\"9\"")]),
            put("3", "update", { $0["start"] = "2026-06-03T10:00:00+01:00" }),
            put("3", "update", { $0["participant"] = absolute }), put("3", "update", { $0["comment"] = "Changed" }),
            get("/Appointment/3", read, .patientRead), put("4", "update", { $0["comment"] = "x" }),
            put("1", "update", { $0["comment"] = "x" }), put("1", "cancel", { cancelled(&$0) }),
            put("4", "cancel", { cancelled(&$0) }), put("5", "cancel", { cancelled(&$0, nil) }),
            put("5", "cancel", { cancelled(&$0, " ") }),
            put(
                "5", "cancel",
                { body in
                    cancelled(&body)
                    body["status"] = "booked"
                }),
            put(
                "5", "cancel",
                { body in
                    cancelled(&body)
                    body["description"] = "Other"
                }), put("5", "cancel", { cancelled(&$0) }), put("5", "cancel", { cancelled(&$0) }),
            get("/Appointment/5", read, .patientRead),
            get(
                "/Slot?start=ge2026-06-05&end=le2026-06-05&status=free&_include=Slot:schedule",
                "fhir:rest:search:slot-1"),
        ]
    }

    private static var record: [Turn] {
        func ask(_ path: String, _ method: String = "GET", _ body: String? = nil, _ headers: [HeaderField] = []) -> Turn
        {
            Turn(method: method, path: path, interaction: nil, body: body, headers: headers)
        }
        let person =
            #"{"resourceType":"Patient","id":"k","identifier":[{"system":"urn:t","value":"k1"}],"telecom":[{"system":"phone","value":"1"}]}"#
        let observation =
            #"{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.00}}"#
        var turns = [
            "Patient", "Practitioner", "PractitionerRole", "Organization", "Location", "HealthcareService",
            "Observation",
            "Condition", "AllergyIntolerance", "MedicationRequest", "MedicationStatement", "Medication", "Immunization",
            "Encounter", "Procedure", "DiagnosticReport", "Specimen", "Appointment", "Slot", "Schedule", "List",
            "Composition", "RelatedPerson", "ServiceRequest", "FamilyMemberHistory",
        ].map { ask("/\($0)") }
        turns += [
            "/Patient?identifier=9990000077", "/Patient?family=Dawes", "/Patient?birthdate=1952-05-31",
            "/Patient?gender=male", "/Observation?patient=1", "/Observation?code=nothing", "/Observation?date=lt1980",
            "/Patient?family=Nobody", "/Patient?nonsense=1", "/Patient?_count=2", "/Patient?_count=2&_offset=2",
            "/Condition?_include=Condition:patient", "/metadata", "/Patient/none", "/Organization/1",
        ].map { ask($0) }
        turns += [
            ask("/Patient/1", "GET", nil, [HeaderField("Accept", "application/fhir+xml")]),
            ask("/Patient", "POST", person),
            ask("/Patient", "POST", person, [HeaderField("If-None-Exist", "identifier=urn:t%7Ck1")]),
            ask("/Patient/1001"), ask("/Patient", "POST", #"{"resourceType":"Patient","shoe":1}"#),
            ask("/Patient", "POST", "{"), ask("/Patient", "POST", observation),
            ask("/Observation/o", "PUT", observation),
            ask("/Observation/o"), ask("/Patient/k", "PUT", person),
            ask("/Patient/k", "PUT", person, [HeaderField("If-Match", "W/\"9\"")]),
            ask("/Patient/other", "PUT", person),
            ask("/Patient/k", "PUT", person.replacing(#""value":"1""#, with: #""value":"2""#)),
            ask("/Patient/k/_history/1"), ask("/Patient/k", "DELETE"), ask("/Patient/k"),
        ]
        return turns
    }

    // MARK: Two systems, one conversation

    private func say(_ turn: Turn, to consumer: Consumer) async -> String {
        let answer: String
        if let interaction = turn.interaction {
            guard
                let reply = try? await consumer.call(
                    turn.method, turn.path, interaction, scope: turn.scope, raw: turn.body.map { Array($0.utf8) },
                    headers: turn.headers, without: turn.without, token: turn.token)
            else { return "no answer" }
            answer = Self.plain(reply.status, reply.headers, reply.text)
        } else {
            var headers = turn.headers
            if turn.body != nil { headers.append(HeaderField("Content-Type", "application/fhir+json")) }
            let exchange = await Consumer.transport.send(
                TransportRequest(
                    method: turn.method, url: consumer.system.r4 + turn.path, headers: headers,
                    body: Array((turn.body ?? "").utf8)))
            guard let response = exchange.response else { return "no answer" }
            answer = Self.plain(response.status, response.headers, String(decoding: response.body, as: UTF8.self))
        }
        return answer.replacing(consumer.system.url, with: "http://base")
    }

    /// An answer without what the time of day changes.
    private static func plain(_ status: Int, _ headers: [HeaderField], _ text: String) -> String {
        let fields = headers.filter { !["date", "content-length"].contains($0.name.lowercased()) }
            .map { "\($0.name): \($0.name == "Last-Modified" ? String($0.value.suffix(4)) : $0.value)" }
        var plain = ""
        var rest = text[...]
        while let place = rest.firstRange(of: #""lastUpdated":""#) {
            plain += rest[..<place.upperBound]
            rest = rest[place.upperBound...].drop { $0 != "\"" }
        }
        return "\(status)\n\(fields.joined(separator: "\n"))\n\(plain)\(rest)"
    }

    @Test(.enabled(if: Build.isOptimised, "hundreds of systems, one after another: release alone"))
    func `every fault shows somewhere`() async throws {
        let clean = try Consumer.start()
        defer { clean.system.stop() }
        var seeds: [String: JSONValue] = [:]
        for id in ["2", "3", "4", "5"] {
            seeds[id] = try await clean.call(
                "GET", "/Patient/2/Appointment?start=ge2026-06-01&start=le2026-06-30",
                "fhir:rest:search:patient_appointments-1", scope: .patientRead
            ).entries.first { $0["id"]?.string == id }
        }
        // The first lies in the past and cannot be read: its shape is that of the others.
        let past = try Consumer.start(["past-appointment-read"])
        seeds["1"] = try await past.call(
            "GET", "/Appointment/1", "fhir:rest:read:appointment-1", scope: .patientRead
        ).body
        past.system.stop()

        let turns =
            Self.headersAndToken + Self.foundations + Self.slots + Self.booking(clean) + Self.changing(seeds)
            + Self.record
        var expected: [String] = []
        for turn in turns { expected.append(await say(turn, to: clean)) }
        let again = try Consumer.start()
        for (turn, answer) in zip(turns, expected) { #expect(await say(turn, to: again) == answer) }
        again.system.stop()

        let script = (turns, expected)
        var unseen: [String] = []
        for fault in ReferenceSystem.faults where fault.name != "silence" && fault.name != "slow" {
            let faulty = try Consumer.start([fault.name])
            var shows = false
            for (turn, answer) in zip(script.0, script.1) where await say(turn, to: faulty) != answer {
                shows = true
                break
            }
            faulty.system.stop()
            if !shows { unseen.append(fault.name) }
        }
        #expect(unseen.isEmpty)
    }
}
