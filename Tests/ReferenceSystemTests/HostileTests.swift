import Authentication
import HTTPTransport
import JSON
import Record
import ReferenceSystem
import Testing

/// What nobody well-meaning sends: it must be refused, and the next caller served.
@Suite(.timeLimit(.minutes(5))) struct HostileTests {
    static let bodies: [(name: String, syntax: String, bytes: [UInt8])] = [
        ("nothing but brackets", "json", [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)),
        ("objects in objects", "json", Array(String(repeating: #"{"a":"#, count: 100_000).utf8)),
        ("control bytes", "json", [0, 1, 2, 3, 0xFF, 0xFE]),
        ("invalid UTF-8", "json", Array(#"{"resourceType":""#.utf8) + [0xC3, 0x28]),
        (
            "a number without end", "json",
            Array("{\"resourceType\":\"Patient\",\"id\":".utf8) + [UInt8](repeating: 57, count: 1 << 20)
        ),
        (
            "a number with a huge exponent", "json",
            Array(
                #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1e999999999}}"#
                    .utf8)
        ),
        ("one name many times", "json", Array(("{" + String(repeating: #""a":1,"#, count: 10_000) + #""a":1}"#).utf8)),
        ("a null where a resource should be", "json", Array("null".utf8)),
        ("a string where a resource should be", "json", Array(#""Patient""#.utf8)),
        ("nulls in lists", "json", Array(#"{"resourceType":"Patient","name":[null,null]}"#.utf8)),
        ("objects for strings", "json", Array(#"{"resourceType":{"a":1},"id":[[]]}"#.utf8)),
        (
            "an entity bomb", "xml",
            Array(
                #"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><Patient xmlns="http://hl7.org/fhir"><id value="&d;"/></Patient>"#
                    .utf8)
        ),
        (
            "an external entity", "xml",
            Array(
                #"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><Patient xmlns="http://hl7.org/fhir"><id value="&x;"/></Patient>"#
                    .utf8)
        ),
        ("elements in elements", "xml", Array(String(repeating: "<a>", count: 100_000).utf8)),
        ("half a document", "xml", Array(#"<Patient xmlns="http://hl7.org/fhir"><name>"#.utf8)),
        ("JSON called XML", "xml", Array(#"{"resourceType":"Patient"}"#.utf8)),
    ]

    @Test(arguments: bodies.indices)
    func `a hostile body is refused with an outcome`(index: Int) async throws {
        let body = Self.bodies[index]
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let type = HeaderField("Content-Type", "application/fhir+\(body.syntax)")
        let booking = try await consumer.call(
            "POST", "/Appointment", "fhir:rest:create:appointment-1", scope: .patientWrite, raw: body.bytes,
            headers: [type])
        #expect((400..<500).contains(booking.status), "\(body.name)")
        #expect(booking.body["resourceType"]?.string == "OperationOutcome")
        for path in ["/Patient", "/Observation"] {
            let exchange = await Consumer.transport.send(
                TransportRequest(method: "POST", url: consumer.system.r4 + path, headers: [type], body: body.bytes))
            let status = exchange.response?.status ?? 0
            #expect((200..<500).contains(status), "\(body.name)")
        }
        #expect(try await consumer.slots().status == 200)
    }

    @Test(arguments: [
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/Patient/..%2f..%2fetc", "/Patient/%00", "/Patient/%ff",
        "/Patient/%zz", "/Patient?identifier=%ff", "//Patient", "/Patient/1/_history/99999999999999999999999",
        "/Patient?_count=99999999999999999999", "/Patient?_offset=-1", "/Patient?birthdate=99999-99-99",
        "/Patient?birthdate=0000", "/Patient?family:exact:exact=x", "/Patient?:exact=x", "/Patient?=x", "/Patient?&&&=",
        "/Patient?_include=:::&_revinclude=:", "/Patient?_sort=-", "/Condition?patient.patient.patient=1",
        "/Slot?start=ge&end=le&status=&_include=", "/Patient//Appointment",
    ])
    func `a hostile target is refused or finds nothing`(path: String) async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        for base in [consumer.system.r4, consumer.system.stu3, consumer.system.url] {
            let exchange = await Consumer.transport.send(TransportRequest(url: base + path, timeout: 120))
            let response = try #require(exchange.response, "\(base + path)")
            #expect(response.status < 500)
            #expect(!String(decoding: response.body, as: UTF8.self).contains("root:"))
        }
    }

    @Test func `many callers at one time get one slot between them`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let slot = try #require(try await consumer.slots().all("Slot").first)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 { group.addTask { try await consumer.book(consumer.booking(slot)).status } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 201 }.count == 1)
        #expect(statuses.filter { $0 == 409 }.count == 49)
    }

    @Test func `a body over the limit is refused`() async throws {
        let consumer = try Consumer.start()
        defer { consumer.system.stop() }
        let exchange = await Consumer.transport.send(
            TransportRequest(
                method: "POST", url: consumer.system.r4 + "/Patient",
                headers: [HeaderField("Content-Type", "application/fhir+json")],
                body: [UInt8](repeating: 32, count: 9 << 20)))
        #expect(exchange.response?.status == 413 || exchange.failure?.kind == "protocol")
    }

    @Test func `two systems started for the same instant answer alike`() async throws {
        let one = try Consumer.start()
        let other = try Consumer.start()
        defer {
            one.system.stop()
            other.system.stop()
        }
        let left = try await one.slots().text.replacing(one.system.url, with: "")
        let right = try await other.slots().text.replacing(other.system.url, with: "")
        #expect(left == right)
        #expect(one.system.data.contains { $0.name == "slot.past.start" && $0.value == "2026-05-30T09:10:00+01:00" })
    }
}
