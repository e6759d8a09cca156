import HTTPTransport
import JSON
import Record
import ReferenceSystem
import Testing

@Suite(.timeLimit(.minutes(5))) struct CareRecordTests {
    let system: ReferenceSystem

    init() throws { system = try ReferenceSystem.start(now: Consumer.now) }

    struct Reply {
        var status: Int
        var headers: [HeaderField]
        var body: JSONValue
        var text: String
        var ids: [String] {
            (body["entry"]?.array ?? []).compactMap { $0["resource"]?["id"]?.string }
        }
    }

    func call(
        _ method: String = "GET", _ path: String, _ body: String? = nil, _ headers: [HeaderField] = []
    ) async throws -> Reply {
        var fields = headers
        if body != nil, fields[field: "Content-Type"] == nil {
            fields.append(HeaderField("Content-Type", "application/fhir+json"))
        }
        let exchange = await Consumer.transport.send(
            TransportRequest(
                method: method, url: path.hasPrefix("http") ? path : system.r4 + path, headers: fields,
                body: Array((body ?? "").utf8), timeout: 120))
        let response = try #require(exchange.response)
        return Reply(
            status: response.status, headers: response.headers,
            body: (try? JSONValue(parsing: response.body)) ?? .null,
            text: String(decoding: response.body, as: UTF8.self))
    }

    static let person =
        #"{"resourceType":"Patient","identifier":[{"system":"urn:test","value":"k1"}],"name":[{"family":"Zed","given":["Ann"]}],"telecom":[{"system":"phone","value":"1"}],"gender":"female","birthDate":"1990-05-05"}"#

    @Test func `a resource lives: created, read, updated, found in its versions, deleted`() async throws {
        let created = try await call("POST", "/Patient", Self.person)
        #expect(created.status == 201)
        #expect(created.headers[field: "ETag"] == "W/\"1\"")
        let location = try #require(created.headers[field: "Location"])
        #expect(try await call("GET", location).body == created.body)
        let id = try #require(created.body["id"]?.string)
        var changed = created.body
        changed["gender"] = "other"
        let stale = try await call(
            "PUT", "/Patient/\(id)", changed.text(), [HeaderField("If-Match", "W/\"9\"")])
        #expect(stale.status == 412)
        let updated = try await call(
            "PUT", "/Patient/\(id)", changed.text(), [HeaderField("If-Match", "W/\"1\"")])
        #expect(updated.status == 200 && updated.headers[field: "ETag"] == "W/\"2\"")
        #expect(try await call("GET", "/Patient/\(id)").body["gender"]?.string == "other")
        #expect(try await call("GET", "/Patient/\(id)/_history/1").body["gender"]?.string == "female")
        #expect(try await call("GET", "/Patient/\(id)/_history").body["total"]?.int == 2)
        let unchanged = try await call("GET", "/Patient/\(id)", nil, [HeaderField("If-None-Match", "W/\"2\"")])
        #expect(unchanged.status == 304)
        #expect(try await call("DELETE", "/Patient/\(id)").status == 204)
        #expect(try await call("GET", "/Patient/\(id)").status == 410)
        #expect(try await call("GET", "/Patient/nobody").status == 404)
        #expect(try await call("GET", "/Patient?identifier=k1").ids.isEmpty)
        system.stop()
    }

    @Test func `a create that names what exists makes nothing new`() async throws {
        let first = try await call("POST", "/Patient", Self.person)
        let again = try await call(
            "POST", "/Patient", Self.person, [HeaderField("If-None-Exist", "identifier=urn:test|k1")])
        #expect(again.status == 200)
        #expect(again.body["id"] == first.body["id"])
        _ = try await call("POST", "/Patient", Self.person)
        let several = try await call(
            "POST", "/Patient", Self.person, [HeaderField("If-None-Exist", "identifier=urn:test|k1")])
        #expect(several.status == 412)
        system.stop()
    }

    @Test(arguments: [
        ("identifier=k1", 1), ("identifier=urn:test|k1", 1), ("identifier=urn:other|k1", 0), ("identifier=|k1", 0),
        ("family=ze", 1), ("family:exact=ze", 0), ("family:exact=Zed", 1), ("name=ann&family=Zed", 1),
        ("name:contains=nn&identifier=k1", 1), ("identifier=k1&gender=female", 1), ("identifier=k1&gender=male", 0),
        ("identifier=k1&gender=male,female", 1), ("identifier=k1&gender:not=male", 1),
        ("identifier=k1&birthdate=1990-05-05", 1), ("identifier=k1&birthdate=1990", 1),
        ("identifier=k1&birthdate=ge1990-05-05", 1), ("identifier=k1&birthdate=gt1990-05-05", 0),
        ("identifier=k1&birthdate=lt1990-05-05", 0), ("identifier=k1&birthdate=lt1990-05-06", 1),
        ("identifier=k1&death-date:missing=true", 1), ("identifier=k1&death-date:missing=false", 0),
        ("identifier=k1&nonsense=1", 1),
    ])
    func `a search finds what fits and nothing else`(query: String, count: Int) async throws {
        _ = try await call("POST", "/Patient", Self.person)
        let encoded = query.replacing("|", with: "%7C")
        let reply = try await call("GET", "/Patient?\(encoded)")
        #expect(reply.status == 200)
        #expect(reply.ids.count == count)
        #expect(reply.body["total"]?.int == count)
        let posted = try await call(
            "POST", "/Patient/_search", encoded,
            [HeaderField("Content-Type", "application/x-www-form-urlencoded")])
        #expect(posted.ids == reply.ids)
        system.stop()
    }

    @Test(arguments: [
        "birthdate=1990-13-01", "birthdate=xx1990", "family:nonsense=x", "_count=x", "_include=Patient:nope",
    ])
    func `a search that cannot be understood is refused`(query: String) async throws {
        let reply = try await call("GET", "/Patient?\(query)")
        #expect(reply.status == 400)
        #expect(reply.body["resourceType"]?.string == "OperationOutcome")
        system.stop()
    }

    @Test func `a strict search refuses what it does not know`() async throws {
        let strict = [HeaderField("Prefer", "handling=strict")]
        #expect(try await call("GET", "/Patient?nonsense=1", nil, strict).status == 400)
        system.stop()
    }

    @Test func `pages together are the whole result`() async throws {
        for _ in 0..<7 { _ = try await call("POST", "/Patient", Self.person) }
        var url: String? = "/Patient?identifier=k1&_count=3"
        var ids: [String] = []
        for _ in 0..<5 {
            guard let next = url else { break }
            let page = try await call("GET", next)
            #expect(page.body["total"]?.int == 7)
            ids += page.ids
            url = page.body["link"]?.array?.first { $0["relation"]?.string == "next" }?["url"]?.string
        }
        #expect(url == nil)
        #expect(ids.count == 7 && Set(ids).count == 7)
        system.stop()
    }

    @Test func `references are followed when asked for, chained or included`() async throws {
        let patient = try #require(try await call("POST", "/Patient", Self.person).body["id"]?.string)
        let condition =
            #"{"resourceType":"Condition","subject":{"reference":"Patient/\#(patient)"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"73211009"}]}}"#
        #expect(try await call("POST", "/Condition", condition).status == 201)
        #expect(try await call("GET", "/Condition?patient=\(patient)").ids.count == 1)
        #expect(try await call("GET", "/Condition?patient=Patient/\(patient)").ids.count == 1)
        #expect(try await call("GET", "/Condition?patient=other").ids.isEmpty)
        #expect(try await call("GET", "/Condition?patient.identifier=k1").ids.count == 1)
        #expect(try await call("GET", "/Condition?patient.identifier=k2").ids.isEmpty)
        #expect(
            try await call("GET", "/Condition?code=http://snomed.info/sct%7C73211009&patient=\(patient)").ids.count == 1
        )
        let included = try await call("GET", "/Condition?patient=\(patient)&_include=Condition:patient")
        #expect(included.body["entry"]?.array?.compactMap { $0["search"]?["mode"]?.string } == ["match", "include"])
        let reverse = try await call("GET", "/Patient?_id=\(patient)&_revinclude=Condition:patient")
        #expect(reverse.body["entry"]?.array?.count == 2)
        system.stop()
    }

    @Test(
        arguments: [
            ("POST", "/Patient", "{", 400), ("POST", "/Patient", #"{"resourceType":"Observation"}"#, 400),
            ("POST", "/Patient", #"{"resourceType":"Patient","shoeSize":42}"#, 422), ("POST", "/Patient", "[]", 400),
            ("PUT", "/Patient/x", #"{"resourceType":"Patient","id":"y"}"#, 400), ("PATCH", "/Patient/x", "{}", 405),
            ("GET", "/Nonsense", nil, 404), ("POST", "/", "{}", 501), ("GET", "/Patient/x/y/z/w", nil, 404),
        ] as [(String, String, String?, Int)])
    func `what cannot be done is refused with an outcome`(
        method: String, path: String, body: String?, status: Int
    ) async throws {
        let reply = try await call(method, path, body)
        #expect(reply.status == status)
        #expect(reply.body["resourceType"]?.string == "OperationOutcome")
        system.stop()
    }

    @Test func `both syntaxes are spoken, and decimals keep their zeros`() async throws {
        let observation =
            #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.00}}"#
        let created = try await call("POST", "/Observation", observation)
        let id = try #require(created.body["id"]?.string)
        #expect(try await call("GET", "/Observation/\(id)").text.contains(#""value":1.00"#))
        let xml = try await call("GET", "/Observation/\(id)", nil, [HeaderField("Accept", "application/fhir+xml")])
        #expect(xml.headers[field: "Content-Type"] == "application/fhir+xml; charset=utf-8")
        #expect(xml.text.contains(#"<value value="1.00"/>"#))
        let again = try await call(
            "POST", "/Observation", xml.text, [HeaderField("Content-Type", "application/fhir+xml")])
        #expect(again.status == 201)
        #expect(again.body["valueQuantity"] == created.body["valueQuantity"])
        #expect(try await call("GET", "/Observation/\(id)?_format=xml").text.hasPrefix("<"))
        #expect(try await call("GET", "/Observation/\(id)", nil, [HeaderField("Accept", "image/png")]).status == 406)
        system.stop()
    }

    @Test func `the statement lists what is served`() async throws {
        let reply = try await call("GET", "/metadata")
        #expect(reply.status == 200)
        #expect(reply.body["fhirVersion"]?.string == "4.0.1")
        #expect(reply.body["rest"]?[0]?["resource"]?.array?.count ?? 0 >= 20)
        system.stop()
    }
}
