import Authentication
import JSON
import Record
import ReferenceSystem
import Testing

@Suite(.timeLimit(.minutes(5))) struct FoundationsTests {
    let consumer: Consumer
    init() throws { consumer = try Consumer.start() }

    func find(_ query: String, _ headers: [HeaderField] = []) async throws -> Consumer.Reply {
        try await consumer.call(
            "GET", "/Patient\(query)", "fhir:rest:search:patient-1", scope: .patientRead, headers: headers)
    }

    static let nhs = "https://fhir.nhs.uk/Id/nhs-number%7C"

    @Test func `a patient is found by NHS number, and nobody else`() async throws {
        defer { consumer.system.stop() }
        let reply = try await find("?identifier=\(Self.nhs)9990000077")
        #expect(reply.status == 200)
        #expect(reply.all("Patient").count == 1)
        let patient = try #require(reply.all("Patient").first)
        #expect(patient["name"]?[0]?["use"]?.string == "official")
        #expect(patient["meta"]?["versionId"]?.string == "1")
        let nobody = try await find("?identifier=\(Self.nhs)9990051879")
        #expect(nobody.status == 200 && nobody.body["entry"] == nil)
        let read = try await consumer.call("GET", "/Patient/1", "fhir:rest:read:patient-1", scope: .patientRead)
        #expect(read.body == patient)
        #expect(read.headers[field: "ETag"] == "W/\"1\"")
    }

    @Test(arguments: ["9990020795", "9990023387", "9990025975", "9990028567"])
    func `patients who are not to be found are not found`(number: String) async throws {
        defer { consumer.system.stop() }
        #expect(try await find("?identifier=\(Self.nhs)\(number)").body["entry"] == nil)
    }

    @Test(arguments: [
        ("?identifier=9990000077", 422, "INVALID_PARAMETER"), ("?identifier=%7C9990000077", 422, "INVALID_PARAMETER"),
        ("?identifier=\(nhs)", 422, "INVALID_PARAMETER"),
        ("?identifier=urn:x%7C9990000077", 400, "INVALID_IDENTIFIER_SYSTEM"),
        ("?identifier=\(nhs)9990000078", 400, "INVALID_NHS_NUMBER"),
        ("?identifier=\(nhs)999", 400, "INVALID_NHS_NUMBER"),
        ("", 400, "BAD_REQUEST"), ("?Identifier=\(nhs)9990000077", 400, "BAD_REQUEST"),
        ("?identifier=\(nhs)9990000077&identifier=\(nhs)9990000077", 400, "BAD_REQUEST"),
        ("/nobody", 400, "BAD_REQUEST"),
    ])
    func `a search for a patient that is not as it must be is refused`(
        query: String, status: Int, code: String
    ) async throws {
        defer { consumer.system.stop() }
        let reply = try await find(query)
        #expect(reply.status == status)
        #expect(reply.code == code)
        #expect(
            reply.body["meta"]?["profile"]?[0]?.string
                == "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1")
    }

    @Test(arguments: [
        ("Practitioner", "https://fhir.nhs.uk/Id/sds-user-id", "999000000001", "practitioner"),
        ("Organization", "https://fhir.nhs.uk/Id/ods-organization-code", "Y99991", "organization"),
        ("HealthcareService", "https://fhir.nhs.uk/Id/uec-dos-service-id", "2000099991", "healthcareservice"),
    ])
    func `others are found by their own identifiers`(
        type: String, system: String, value: String, word: String
    ) async throws {
        defer { consumer.system.stop() }
        let search = "fhir:rest:search:\(word)-1"
        let found = try await consumer.call("GET", "/\(type)?identifier=\(system)%7C\(value)", search)
        #expect(found.all(type).count == 1)
        let none = try await consumer.call("GET", "/\(type)?identifier=\(system)%7Cnone", search)
        #expect(none.status == 200 && none.body["entry"] == nil)
        #expect(try await consumer.call("GET", "/\(type)/1", "fhir:rest:read:\(word)-1").status == 200)
        #expect(try await consumer.call("GET", "/\(type)/none", "fhir:rest:read:\(word)-1").status == 404)
    }

    // MARK: Headers and token

    @Test(arguments: ["Ssp-TraceID", "Ssp-From", "Ssp-To", "Ssp-InteractionID", "Authorization"])
    func `a call without one of the header fields is refused`(name: String) async throws {
        defer { consumer.system.stop() }
        let reply = try await consumer.call("GET", "/metadata", "fhir:rest:read:metadata-1", without: [name])
        #expect(reply.status == 400 && reply.code == "BAD_REQUEST")
        #expect(reply.headers[field: "Cache-Control"] == "no-store")
    }

    @Test(arguments: [
        HeaderField("Ssp-To", "200000000999"), HeaderField("Authorization", "Basic abc"),
        HeaderField("Authorization", "Bearer a.b"), HeaderField("Authorization", "Bearer !!!.!!!."),
        HeaderField("Ssp-InteractionID", "urn:nhs:names:services:gpconnect:fhir:rest:search:slot-1"),
        HeaderField("Ssp-InteractionID", "nonsense"),
    ])
    func `a call with a wrong header field is refused`(field: HeaderField) async throws {
        defer { consumer.system.stop() }
        let reply = try await consumer.call("GET", "/metadata", "fhir:rest:read:metadata-1", headers: [field])
        #expect(reply.status == 400 && reply.code == "BAD_REQUEST")
    }

    @Test(arguments: [
        "iss", "sub", "aud", "exp", "iat", "reason_for_request", "requested_scope", "requesting_device",
        "requesting_organization", "requesting_practitioner",
    ])
    func `a token without one of the claims is refused`(claim: String) async throws {
        defer { consumer.system.stop() }
        let reply = try await consumer.call("GET", "/metadata", "fhir:rest:read:metadata-1") { $0.claims[claim] = nil }
        #expect(reply.status == 400 && reply.code == "BAD_REQUEST")
    }

    @Test(arguments: [
        ("reason_for_request", #""research""#, 400), ("requested_scope", #""patient/*.write""#, 400),
        ("sub", #""someone""#, 400), ("exp", "1780299301", 400), ("exp", "1780298999", 400),
        ("requesting_device", #"{"resourceType":"Patient"}"#, 422),
        ("requesting_organization", #"{"resourceType":"Organization","identifier":[{"value":"x"}]}"#, 422),
        ("requesting_organization", #"{"resourceType":"Organization","shoe":1}"#, 422),
        ("requesting_practitioner", #"{"resourceType":"Device","id":"1"}"#, 422),
    ])
    func `a token with a wrong claim is refused`(claim: String, value: String, status: Int) async throws {
        defer { consumer.system.stop() }
        let wrong = try JSONValue(parsing: value)
        let reply = try await consumer.call("GET", "/metadata", "fhir:rest:read:metadata-1") {
            $0.claims[claim] = wrong
        }
        #expect(reply.status == status)
    }

    @Test func `a token's signature, algorithm and age are checked, its future is borne`() async throws {
        defer { consumer.system.stop() }
        func status(_ change: @escaping (inout JSONWebToken) -> Void) async throws -> Int {
            try await consumer.call("GET", "/metadata", "fhir:rest:read:metadata-1", token: change).status
        }
        func moved(_ seconds: Int) -> (inout JSONWebToken) -> Void {
            { token in
                token.claims["iat"] = .number(String(Int(Consumer.now) + seconds))
                token.claims["exp"] = .number(String(Int(Consumer.now) + seconds + 300))
            }
        }
        #expect(try await status { $0.signature = [1, 2, 3] } == 400)
        #expect(try await status { $0.header["alg"] = "HS256" } == 400)
        #expect(try await status(moved(-600)) == 400)
        #expect(try await status(moved(120)) == 200)
        #expect(try await status { _ in } == 200)
    }

    // MARK: HTTP

    @Test func `what HTTP asks for holds`() async throws {
        defer { consumer.system.stop() }
        let interaction = "fhir:rest:read:organization-1"
        let xml = try await consumer.call(
            "GET", "/Organization/1", interaction, headers: [HeaderField("Accept", "application/fhir+xml")])
        #expect(xml.headers[field: "Content-Type"] == "application/fhir+xml; charset=utf-8")
        #expect(xml.text.hasPrefix("<"))
        let format = try await consumer.call("GET", "/Organization/1?_format=application/fhir%2Bxml", interaction)
        #expect(format.text.hasPrefix("<"))
        let image = try await consumer.call(
            "GET", "/Organization/1", interaction, headers: [HeaderField("Accept", "image/png")])
        #expect(image.status == 415)
        let gzip = try await consumer.call(
            "GET", "/Organization/1", interaction, headers: [HeaderField("Accept-Encoding", "gzip")])
        #expect(gzip.headers[field: "Content-Encoding"] == "gzip")
        #expect(gzip.body["id"]?.string == "1")
        let method = try await consumer.call("DELETE", "/Organization/1", interaction)
        #expect(method.status == 405)
        let path = try await consumer.call("GET", "/Nonsense", interaction)
        #expect(path.status == 404 && path.body["resourceType"]?.string == "OperationOutcome")
    }

    @Test func `a minimal answer to a booking has no body`() async throws {
        defer { consumer.system.stop() }
        let slot = try #require(try await consumer.slots().all("Slot").first)
        let reply = try await consumer.call(
            "POST", "/Appointment", "fhir:rest:create:appointment-1", scope: .patientWrite,
            body: consumer.booking(slot), headers: [HeaderField("Prefer", "return=minimal")])
        #expect(reply.status == 201 && reply.text.isEmpty && reply.headers[field: "Location"] != nil)
    }

    // MARK: Registration

    func register(_ change: (inout JSONValue) -> Void = { _ in }, parameters: ((inout JSONValue) -> Void)? = nil)
        async throws -> Consumer.Reply
    {
        var patient = try JSONValue(
            parsing:
                #"{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990031150"}],"name":[{"use":"official","family":"Larkin","given":["Amy"]}],"telecom":[{"system":"phone","use":"mobile","value":"07700900123"}],"gender":"female","birthDate":"1985-03-14"}"#
        )
        change(&patient)
        var body: JSONValue = ["resourceType": "Parameters"]
        body["parameter"] = [["name": "registerPatient", "resource": patient]]
        parameters?(&body)
        return try await consumer.call(
            "POST", "/Patient/$gpc.registerpatient", "fhir:operation:gpc.registerpatient-1", scope: .patientWrite,
            body: body)
    }

    @Test func `a patient is registered once, for a time`() async throws {
        defer { consumer.system.stop() }
        let reply = try await register()
        #expect(reply.status == 200)
        let patient = try #require(reply.all("Patient").first)
        #expect(patient.text().contains(#""code":"T""#))
        #expect(try await find("?identifier=\(Self.nhs)9990031150").all("Patient").count == 1)
        let again = try await register()
        #expect(again.status == 409 && again.code == "DUPLICATE_REJECTED")
    }

    @Test(arguments: [
        (
            "identifier", #"[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990041512"}]"#, 400,
            "INVALID_PATIENT_DEMOGRAPHICS"
        ),
        (
            "identifier", #"[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990046697"}]"#, 400,
            "INVALID_NHS_NUMBER"
        ),
        (
            "identifier", #"[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990031151"}]"#, 400,
            "INVALID_NHS_NUMBER"
        ),
        ("identifier", #"[{"value":"9990031150"}]"#, 400, "BAD_REQUEST"),
        ("identifier", "null", 400, "INVALID_NHS_NUMBER"),
        ("birthDate", #""1986-04-15""#, 400, "INVALID_PATIENT_DEMOGRAPHICS"), ("birthDate", "null", 400, "BAD_REQUEST"),
        ("name", #"[{"use":"usual","family":"Larkin"}]"#, 400, "BAD_REQUEST"),
        ("name", #"[{"use":"official","given":["Amy"]}]"#, 400, "BAD_REQUEST"),
        ("active", "true", 422, "INVALID_RESOURCE"), ("maritalStatus", #"{"text":"x"}"#, 422, "INVALID_RESOURCE"),
        (
            "telecom", #"[{"system":"phone","use":"home","value":"1"},{"system":"phone","use":"home","value":"2"}]"#,
            422, "INVALID_RESOURCE"
        ),
    ])
    func `a registration with something wrong in it is refused`(
        name: String, value: String, status: Int, code: String
    ) async throws {
        defer { consumer.system.stop() }
        let wrong = try JSONValue(parsing: value)
        let reply = try await register({ $0[name] = wrong == .null ? JSONValue?.none : wrong })
        #expect(reply.status == status)
        #expect(reply.code == code)
    }

    @Test func `a registration of two patients, or of something else, is refused`() async throws {
        defer { consumer.system.stop() }
        let two = try await register(parameters: { body in
            let one = body["parameter"]?[0] ?? .null
            body["parameter"] = [one, one]
        })
        #expect(two.status == 400 && two.code == "BAD_REQUEST")
        let other = try await consumer.call(
            "POST", "/Patient/$gpc.registerpatient", "fhir:operation:gpc.registerpatient-1", scope: .patientWrite,
            body: ["resourceType": "Patient"])
        #expect(other.status == 422 && other.code == "INVALID_RESOURCE")
    }

    // MARK: Faults

    @Test func `every fault has a name of its own and a line that says what it does`() {
        defer { consumer.system.stop() }
        let faults = ReferenceSystem.faults
        #expect(faults.count >= 200)
        #expect(Set(faults.map(\.name)).count == faults.count)
        for fault in faults {
            #expect(!fault.summary.isEmpty && fault.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
        }
        #expect(throws: ReferenceSystemError.self) { try ReferenceSystem.start(faults: ["no-such-fault"]) }
    }

    @Test func `a fault changes the one thing that it names`() async throws {
        defer { consumer.system.stop() }
        func reply(_ fault: String) async throws -> Consumer.Reply {
            let faulty = try Consumer.start([fault])
            defer { faulty.system.stop() }
            return try await faulty.call("GET", "/Patient/1", "fhir:rest:read:patient-1", scope: .patientRead)
        }
        let right = try await reply("jwt-exp-not-checked")
        #expect(try await reply("no-etag").headers[field: "ETag"] == nil)
        #expect(try await reply("no-etag").body == right.body)
        #expect(try await reply("patient-missing-meta-profile").body["meta"]?["profile"] == nil)
        #expect(try await reply("patient-missing-family").body["name"]?[0]?["family"] == nil)
        #expect(try await reply("patient-missing-family").body["name"]?[0]?["given"] != nil)
        #expect(try await reply("html-error-page").body == right.body)
        #expect(try await reply("html-everywhere").text.hasPrefix("<!DOCTYPE html>"))
        #expect(try await reply("wrong-content-type").headers[field: "Content-Type"] == "application/json")
        #expect(try await reply("internal-error").status == 500)
        #expect(try await reply("patient-missing-registration").body.text().contains("null") == false)
    }
}
