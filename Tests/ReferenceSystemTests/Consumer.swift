import Authentication
import HTTPTransport
import JSON
import Record
import ReferenceSystem

/// A GP Connect consumer for tests: well behaved unless told otherwise.
struct Consumer: Sendable {
    static let transport = HTTPTransport()
    /// 2026-06-01T08:30:00+01:00, a Monday in British Summer Time.
    static let now = 1_780_299_000.0

    let system: ReferenceSystem
    var syntax = "application/fhir+json"
    var asid = "999000000117"

    struct Reply: Sendable {
        var status: Int
        var headers: [HeaderField]
        var body: JSONValue
        var text: String
        /// The Spine code of an outcome.
        var code: String? { body["issue"]?[0]?["details"]?["coding"]?[0]?["code"]?.string }
        var entries: [JSONValue] { (body["entry"]?.array ?? []).compactMap { $0["resource"] } }
        func all(_ type: String) -> [JSONValue] { entries.filter { $0["resourceType"]?.string == type } }
    }

    func call(
        _ method: String = "GET", _ path: String, _ interaction: String,
        scope: GPConnectToken.Scope = .organizationRead, body: JSONValue? = nil, raw: [UInt8]? = nil,
        headers: [HeaderField] = [], without: Set<String> = [], token: ((inout JSONWebToken) -> Void)? = nil
    ) async throws -> Reply {
        var jwt = GPConnectToken(audience: system.stu3, issuedAt: Int(Self.now), scope: scope).token
        token?(&jwt)
        var fields = [
            HeaderField("Ssp-TraceID", "09a01679-2564-0fb4-5129-aecc81ea2706"),
            HeaderField("Ssp-From", "200000000359"), HeaderField("Ssp-To", asid),
            HeaderField("Ssp-InteractionID", "urn:nhs:names:services:gpconnect:\(interaction)"),
            HeaderField("Authorization", "Bearer \(jwt.text)"), HeaderField("Accept", syntax),
        ]
        let bytes = raw ?? body.map { $0.serialized() } ?? []
        if !bytes.isEmpty { fields.append(HeaderField("Content-Type", "application/fhir+json")) }
        fields.removeAll { field in
            without.contains(field.name) || headers.contains { $0.name.lowercased() == field.name.lowercased() }
        }
        let exchange = await Self.transport.send(
            TransportRequest(
                method: method, url: system.stu3 + path, headers: fields + headers, body: bytes, timeout: 120))
        struct NoAnswer: Error { var failure: String }
        guard let response = exchange.response else {
            throw NoAnswer(failure: exchange.failure?.message ?? "")
        }
        return Reply(
            status: response.status, headers: response.headers,
            body: (try? JSONValue(parsing: response.body)) ?? .null,
            text: String(decoding: response.body, as: UTF8.self))
    }

    // MARK: What the stories share

    static let slotQuery =
        "/Slot?start=ge2026-06-02&end=le2026-06-05&status=free&_include=Slot%3Aschedule&_include:recurse=Schedule%3Aactor%3APractitioner&_include:recurse=Schedule%3Aactor%3ALocation"

    func slots(_ query: String = Consumer.slotQuery) async throws -> Reply {
        try await call("GET", query, "fhir:rest:search:slot-1")
    }

    func booking(_ slot: JSONValue, patient: String = "1") -> JSONValue {
        let text = """
            {"resourceType":"Appointment",
             "meta":{"profile":["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1"]},
             "contained":[{"resourceType":"Organization","id":"1","identifier":[
               {"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A11111"}],
               "type":[{"coding":[{"system":"https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1",
                 "code":"urgent-care","display":"Urgent Care"}]}],
               "name":"Night Doctors","telecom":[{"system":"phone","value":"0113 496 0003"}]}],
             "extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-BookingOrganisation-1",
               "valueReference":{"reference":"#1"}}],
             "status":"booked","description":"Sore throat","start":\(slot["start"]?.text() ?? "null"),
             "end":\(slot["end"]?.text() ?? "null"),"slot":[{"reference":"Slot/\(slot["id"]?.string ?? "")"}],
             "created":"2026-06-01T08:30:00+01:00","comment":"Called 111",
             "participant":[{"actor":{"reference":"Patient/\(patient)"},"status":"accepted"},
               {"actor":{"reference":"Location/1"},"status":"accepted"}]}
            """
        return (try? JSONValue(parsing: text)) ?? .null
    }

    func book(_ body: JSONValue) async throws -> Reply {
        try await call("POST", "/Appointment", "fhir:rest:create:appointment-1", scope: .patientWrite, body: body)
    }

    /// Starts a system on the tests' clock.
    static func start(_ faults: Set<String> = []) throws -> Consumer {
        Consumer(system: try ReferenceSystem.start(faults: faults, now: now))
    }
}
