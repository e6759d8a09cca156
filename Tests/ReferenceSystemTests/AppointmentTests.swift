import Authentication
import JSON
import Record
import ReferenceSystem
import Testing

@Suite(.timeLimit(.minutes(5))) struct AppointmentTests {
    @Test func `a slot is found, booked, read, amended and cancelled`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let found = try await consumer.slots()
        #expect(found.status == 200)
        let slot = try #require(found.all("Slot").first)
        #expect(slot["start"]?.string?.hasSuffix("+01:00") == true)
        #expect(found.all("Schedule").count == 3)
        #expect(found.all("Practitioner").count == 2)
        #expect(found.all("Location").count == 2)
        #expect(found.all("Organization").count == 1)

        let booked = try await consumer.book(consumer.booking(slot))
        #expect(booked.status == 201)
        let id = try #require(booked.body["id"]?.string)
        #expect(booked.headers[field: "Location"] == "\(consumer.system.stu3)/Appointment/\(id)")
        #expect(booked.headers[field: "ETag"] == "W/\"1\"")
        #expect(booked.headers[field: "Cache-Control"] == "no-store")
        #expect(booked.headers[field: "Content-Type"] == "application/fhir+json; charset=utf-8")
        #expect(booked.body["serviceType"] == slot["serviceType"])
        let again = try await consumer.book(consumer.booking(slot, patient: "3"))
        #expect(again.status == 409 && again.code == "DUPLICATE_REJECTED")
        #expect(try await consumer.slots().all("Slot").contains { $0["id"] == slot["id"] } == false)

        let read = try await consumer.call(
            "GET", "/Appointment/\(id)", "fhir:rest:read:appointment-1", scope: .patientRead)
        #expect(read.body == booked.body)

        var amended = read.body
        amended["comment"] = "Changed"
        let stale = try await consumer.call(
            "PUT", "/Appointment/\(id)", "fhir:rest:update:appointment-1", scope: .patientWrite, body: amended,
            headers: [HeaderField("If-Match", "W/\"7\"")])
        #expect(stale.status == 409 && stale.code == "FHIR_CONSTRAINT_VIOLATION")
        let update = try await consumer.call(
            "PUT", "/Appointment/\(id)", "fhir:rest:update:appointment-1", scope: .patientWrite, body: amended,
            headers: [HeaderField("If-Match", "W/\"1\"")])
        #expect(update.status == 200)
        #expect(update.body["comment"]?.string == "Changed")
        #expect(update.headers[field: "ETag"] == "W/\"2\"")

        var cancelled = update.body
        cancelled["status"] = "cancelled"
        let reasonURL =
            "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1"
        cancelled["extension"] = .array(
            (cancelled["extension"]?.array ?? []) + [["url": .string(reasonURL), "valueString": "Better now"]])
        let cancel = try await consumer.call(
            "PUT", "/Appointment/\(id)", "fhir:rest:cancel:appointment-1", scope: .patientWrite, body: cancelled)
        #expect(cancel.status == 200)
        #expect(cancel.text.contains("Better now"))
        let twice = try await consumer.call(
            "PUT", "/Appointment/\(id)", "fhir:rest:cancel:appointment-1", scope: .patientWrite, body: cancel.body)
        #expect(twice.status == 422)
        #expect(try await consumer.slots().all("Slot").contains { $0["id"] == slot["id"] })
        #expect(try await consumer.book(consumer.booking(slot)).status == 201)
    }

    @Test(arguments: [
        ("start", 400, "BAD_REQUEST"), ("end", 400, "BAD_REQUEST"), ("status", 400, "BAD_REQUEST"),
        ("_include", 400, "BAD_REQUEST"),
    ])
    func `a slot search without a parameter is refused`(name: String, status: Int, code: String) async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let query = "start=ge2026-06-02&end=le2026-06-05&status=free&_include=Slot:schedule".split(separator: "&")
            .filter { !$0.hasPrefix("\(name)=") }.joined(separator: "&")
        let reply = try await consumer.slots("/Slot?\(query)")
        #expect(reply.status == status)
        #expect(reply.code == code)
    }

    @Test(arguments: [
        "start=2026-06-02&end=le2026-06-05", "start=gt2026-06-02&end=le2026-06-05", "start=ge2026-06&end=le2026-06-05",
        "start=ge2026-06-02T09:00:00&end=le2026-06-05", "start=ge2026-06-02T09:00:00Z&end=le2026-06-05",
        "start=ge2026-06-05&end=le2026-06-02", "start=ge2026-06-02&end=le2026-06-17",
        "start=ge2026-06-02&start=ge2026-06-03&end=le2026-06-05", "start=ge2026-02-30&end=le2026-03-01",
    ])
    func `a slot search with a date that is not allowed is refused`(dates: String) async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let reply = try await consumer.slots(
            "/Slot?\(dates.replacing("+", with: "%2B"))&status=free&_include=Slot:schedule")
        #expect(reply.status == 422)
        #expect(reply.code == "INVALID_PARAMETER")
    }

    @Test func `who may see which slots is the practice's rule`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        func types(_ filter: String) async throws -> Set<String> {
            let reply = try await consumer.slots(Consumer.slotQuery + filter)
            return Set(reply.all("Slot").compactMap { $0["serviceType"]?[0]?["text"]?.string })
        }
        let everybody = try await types("")
        #expect(everybody == ["GP appointment", "Nurse telephone review", "Embargoed appointment"])
        let system = "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1%7C"
        #expect(
            try await types("&searchFilter=\(system)urgent-care").subtracting(everybody) == ["Urgent appointment"])
        #expect(
            try await types("&searchFilter=https://fhir.nhs.uk/Id/ods-organization-code%7CY99992")
                .subtracting(everybody) == ["Partner appointment"])
        #expect(try await types("&searchFilter=https://unknown%7Cx") == everybody)
        let embargoed = try await consumer.slots().all("Slot").filter {
            $0["serviceType"]?[0]?["text"]?.string == "Embargoed appointment"
        }
        #expect(embargoed.allSatisfy { $0["start"]?.string?.hasPrefix("2026-06-02") == true })
    }

    @Test func `only free slots wholly inside the range are offered`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let reply = try await consumer.slots(
            "/Slot?start=ge2026-06-02T09:05:00%2B01:00&end=le2026-06-02T09:45:00%2B01:00&status=free&_include=Slot:schedule"
        )
        #expect(
            reply.all("Slot").compactMap { $0["start"]?.string } == [
                "2026-06-02T09:10:00+01:00", "2026-06-02T09:20:00+01:00",
            ])
        #expect(reply.all("Practitioner").isEmpty && reply.all("Location").isEmpty)
        #expect(reply.all("Organization").count == 1)
        let none = try await consumer.slots(
            "/Slot?start=ge2026-06-02T03:00:00%2B01:00&end=le2026-06-02T04:00:00%2B01:00&status=free&_include=Slot:schedule"
        )
        #expect(none.status == 200 && none.body["entry"] == nil)
    }

    @Test func `a patient's list holds today's and cancelled appointments, and refuses the past`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        func list(_ patient: String, _ query: String) async throws -> Consumer.Reply {
            try await consumer.call(
                "GET", "/Patient/\(patient)/Appointment?\(query)", "fhir:rest:search:patient_appointments-1",
                scope: .patientRead)
        }
        let all = try await list("2", "start=ge2026-06-01&start=le2026-06-30")
        #expect(all.entries.compactMap { $0["id"]?.string } == ["2", "3", "4", "5"])
        #expect(all.entries.contains { $0["status"]?.string == "cancelled" })
        #expect(try await list("3", "start=ge2026-06-01&start=le2026-06-30").body["entry"] == nil)
        #expect(try await list("999", "start=ge2026-06-01&start=le2026-06-30").code == "PATIENT_NOT_FOUND")
        for query in [
            "", "start=ge2026-06-01", "start=le2026-06-01&start=ge2026-06-30", "start=ge2026-06-30&start=le2026-06-01",
            "start=ge2026-05-01&start=le2026-06-30", "start=ge2026-06-01T00:00:00%2B01:00&start=le2026-06-30",
        ] {
            let reply = try await list("2", query)
            #expect(reply.status == 422 && reply.code == "INVALID_PARAMETER", "\(query)")
        }
    }

    @Test func `the past cannot be booked, read, amended or cancelled`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let read = try await consumer.call(
            "GET", "/Appointment/1", "fhir:rest:read:appointment-1", scope: .patientRead)
        #expect(read.status == 422)
        let unknown = try await consumer.call(
            "GET", "/Appointment/nope", "fhir:rest:read:appointment-1", scope: .patientRead)
        #expect(unknown.status == 404 && unknown.code == "NO_RECORD_FOUND")
    }

    @Test(arguments: [
        "status", "start", "end", "slot", "created", "participant", "description", "contained", "extension",
    ])
    func `a booking without a mandatory element is refused`(name: String) async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let slot = try #require(try await consumer.slots().all("Slot").first)
        var body = consumer.booking(slot)
        body[name] = nil
        let reply = try await consumer.book(body)
        #expect(reply.status == 422)
        #expect(reply.code == "INVALID_RESOURCE")
    }

    @Test(arguments: [
        ("reason", #"{"text":"x"}"#), ("specialty", #"[{"text":"x"}]"#), ("start", #""2026-06-02T09:00:00+00:00""#),
        ("slot", #"[{"reference":"Slot/none"}]"#), ("status", #""proposed""#),
    ])
    func `a booking with something wrong in it is refused`(name: String, value: String) async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let slot = try #require(try await consumer.slots().all("Slot").first)
        var body = consumer.booking(slot)
        body[name] = try JSONValue(parsing: value)
        #expect(try await consumer.book(body).status == 422)
    }

    @Test func `adjacent slots are booked together and others are not`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let slots = try await consumer.slots().all("Slot").filter {
            $0["schedule"]?["reference"]?.string == "Schedule/1"
        }
        func together(_ left: Int, _ right: Int) -> JSONValue {
            var body = consumer.booking(slots[left])
            body["end"] = slots[right]["end"]
            body["slot"] = [
                ["reference": .string("Slot/\(slots[left]["id"]?.string ?? "")")],
                ["reference": .string("Slot/\(slots[right]["id"]?.string ?? "")")],
            ]
            return body
        }
        #expect(try await consumer.book(together(0, 2)).status == 422)
        #expect(try await consumer.book(together(0, 1)).status == 201)
    }
}
