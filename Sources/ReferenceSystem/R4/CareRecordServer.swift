internal import HTTPServer
internal import JSON
internal import Record

/// The R4 side: a UK Core server with reads, searches, creates, updates and deletes.
struct CareRecordServer: Sendable {
    let faults: FaultSet

    func serve(_ call: inout Call, _ world: inout World) -> Answer {
        var name = "r4.unknown"
        do {
            try negotiate(&call)
            var answer = try route(call, &world, &name)
            answer.interaction = name
            complete(&answer, call)
            return answer
        } catch {
            var answer = Answer(name, status: error.status, resource: Self.outcome(error))
            answer.headers = error.headers
            return answer
        }
    }

    static func outcome(_ refusal: Refusal) -> JSONValue {
        let issue: JSONValue = [
            "severity": "error", "code": .string(refusal.type), "diagnostics": .string(refusal.diagnostics),
        ]
        return ["resourceType": "OperationOutcome", "issue": [issue]]
    }

    private func negotiate(_ call: inout Call) throws(Refusal) {
        if let format = call.value("_format") {
            guard let syntax = Syntax(mediaType: format.replacing(" ", with: "+")) else {
                throw Refusal(406, "not-supported", nil, "the parameter _format names no syntax of FHIR")
            }
            call.syntax = syntax
        } else if let accept = call.request.header("Accept"), !accept.isEmpty {
            let offers = accept.split(separator: ",").compactMap { offer -> Syntax? in
                let type = offer.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
                return type == "*/*" || type == "application/*" ? .json : Syntax(mediaType: type)
            }
            guard let first = offers.first else {
                throw Refusal(406, "not-supported", nil, "Accept asks for no syntax of FHIR")
            }
            call.syntax = faults.has(.r4AcceptIgnored) ? .json : first
        }
    }

    private func route(_ call: Call, _ world: inout World, _ name: inout String) throws(Refusal) -> Answer {
        let segments = call.segments
        let method = call.request.method
        func methodNotAllowed(_ allowed: String) -> Refusal {
            var refusal = Refusal(405, "not-supported", nil, "\(method) is not supported here")
            refusal.headers = [("Allow", allowed)]
            return refusal
        }
        if segments == ["metadata"] {
            name = "r4.metadata"
            guard method == "GET" else { throw methodNotAllowed("GET") }
            return Answer(name, resource: CareRecordCapabilities.statement(call))
        }
        guard let type = segments.first else {
            throw Refusal(501, "not-supported", nil, "batches and transactions are not supported")
        }
        guard let parameters = SearchParameter.of(type) else {
            throw Refusal(404, "not-supported", nil, "\(type) is not a type that this server serves")
        }
        switch (segments.count, method) {
        case (1, "GET"):
            name = "r4.search.\(type)"
            return try search(type, parameters, call.parameters, call, world)
        case (2, "POST") where segments[1] == "_search":
            name = "r4.search.\(type)"
            let form = QueryParameter.read(String(decoding: call.request.body, as: UTF8.self))
            guard let form, call.request.header("Content-Type")?.hasPrefix("application/x-www-form-urlencoded") == true
            else { throw Refusal(415, "not-supported", nil, "a search is posted as a form") }
            return try search(type, parameters, call.parameters + form, call, world)
        case (1, "POST"):
            name = "r4.create.\(type)"
            return try create(type, parameters, call, &world)
        case (2, "GET"):
            name = "r4.read.\(type)"
            return try read(type, segments[1], call, world)
        case (2, "PUT"):
            name = "r4.update.\(type)"
            return try update(type, segments[1], call, &world)
        case (2, "DELETE"):
            name = "r4.delete.\(type)"
            return delete(type, segments[1], call, &world)
        case (3, "GET") where segments[2] == "_history":
            name = "r4.history.\(type)"
            return try history(type, segments[1], call, world)
        case (4, "GET") where segments[2] == "_history":
            name = "r4.vread.\(type)"
            return try versionRead(type, segments[1], segments[3], world)
        case (1, _): throw methodNotAllowed("GET, POST")
        case (2, _): throw methodNotAllowed("GET, PUT, DELETE")
        default: throw Refusal(404, "not-found", nil, "there is nothing at this path")
        }
    }

    private func complete(_ answer: inout Answer, _ call: Call) {
        guard let resource = answer.resource, let version = resource["meta"]?["versionId"]?.string,
            resource.resourceType != "Bundle"
        else { return }
        answer.set("ETag", "W/\"\(version)\"")
        if let updated = resource["meta"]?["lastUpdated"]?.string.flatMap({ WrittenTime($0) }) {
            answer.set("Last-Modified", LocalTime.httpText(updated.start))
        }
        let isWrite = call.request.method == "POST" || call.request.method == "PUT"
        if isWrite, answer.status < 300, call.request.header("Prefer")?.contains("return=minimal") == true {
            answer.resource = nil
        }
    }

    // MARK: Reading

    private func read(_ type: String, _ id: String, _ call: Call, _ world: World) throws(Refusal) -> Answer {
        guard let entry = world.r4[type, id] else {
            throw Refusal(404, "not-found", nil, "there is no \(type) with this id")
        }
        guard var resource = entry.resource else {
            if faults.has(.r4DeletedStillRead), let last = entry.history.compactMap(\.resource).last {
                return Answer("", resource: last)
            }
            if faults.has(.r4DeletedIsUnknown) {
                throw Refusal(404, "not-found", nil, "there is no \(type) with this id")
            }
            throw Refusal(410, "deleted", nil, "the \(type) has been deleted")
        }
        if let match = call.request.header("If-None-Match"), match == "W/\"\(entry.version)\"" {
            var answer = Answer("", status: 304)
            answer.set("ETag", match)
            return answer
        }
        if faults.has(.r4DecimalReformatted) { resource = Self.withoutClosingZeros(resource) }
        return Answer("", resource: resource)
    }

    private static func withoutClosingZeros(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let text) where text.contains(".") && !text.contains("e"):
            var digits = text
            while digits.hasSuffix("0") { digits.removeLast() }
            if digits.hasSuffix(".") { digits.removeLast() }
            return .number(digits)
        case .array(let items): return .array(items.map(withoutClosingZeros))
        case .object(let object):
            return .object(
                JSONObject(object.members.map { .init(name: $0.name, value: withoutClosingZeros($0.value)) }))
        default: return value
        }
    }

    private func versionRead(
        _ type: String, _ id: String, _ version: String, _ world: World
    ) throws(Refusal) -> Answer {
        let versions = world.r4[type, id]?.history ?? []
        guard let found = versions.first(where: { String($0.version) == version }),
            !faults.has(.r4VersionsLost) || found.version == versions.last?.version
        else { throw Refusal(404, "not-found", nil, "there is no such version") }
        guard let resource = found.resource else {
            throw Refusal(410, "deleted", nil, "this version is the deletion")
        }
        return Answer("", resource: resource)
    }

    private func history(_ type: String, _ id: String, _ call: Call, _ world: World) throws(Refusal) -> Answer {
        guard let entry = world.r4[type, id] else {
            throw Refusal(404, "not-found", nil, "there is no \(type) with this id")
        }
        let versions = faults.has(.r4VersionsLost) ? entry.history.suffix(1) : entry.history[...]
        let entries = versions.reversed().map { version -> JSONValue in
            var item: JSONValue = ["fullUrl": .string("\(call.base)/\(type)/\(id)")]
            item["resource"] = version.resource
            let url = version.method == "POST" ? type : "\(type)/\(id)"
            item["request"] = ["method": .string(version.method), "url": .string(url)]
            item["response"] = [
                "status": .string(version.method == "DELETE" ? "204" : version.version == 1 ? "201" : "200"),
                "etag": .string("W/\"\(version.version)\""),
                "lastModified": .string(LocalTime.text(version.updated)),
            ]
            return item
        }
        var bundle: JSONValue = ["resourceType": "Bundle", "type": "history"]
        bundle["total"] = .number(String(entries.count))
        bundle["link"] = [["relation": "self", "url": .string("\(call.base)/\(type)/\(id)/_history")]]
        bundle["entry"] = .array(entries)
        return Answer("", resource: bundle)
    }

    // MARK: Writing

    private func body(_ type: String, _ call: Call) throws(Refusal) -> JSONValue {
        guard let syntax = Syntax(mediaType: call.request.header("Content-Type") ?? "") else {
            throw Refusal(415, "not-supported", nil, "the Content-Type is no syntax of FHIR")
        }
        let malformed = faults.has(.r4MalformedIsServerError) ? 500 : 400
        guard !call.storeIsFull else { throw Refusal(503, "throttled", nil, "the reference system is full") }
        let slips = Interchange.faults(call.request.body, syntax, .r4)
        if let fatal = slips.first(where: { $0.severity == .fatal }) {
            throw Refusal(malformed, "structure", nil, fatal.message)
        }
        let resource: JSONValue
        do {
            resource = try Interchange.read(call.request.body, syntax, .r4)
        } catch {
            throw Refusal(malformed, "structure", nil, error.reason)
        }
        guard resource.resourceType == type || faults.has(.r4WrongTypeAccepted) else {
            throw Refusal(400, "invalid", nil, "the body is not a \(type)")
        }
        if let slip = slips.first, !faults.has(.r4UnknownElementAccepted) {
            throw Refusal(422, "structure", nil, "\(slip.expression): \(slip.message)")
        }
        return resource
    }

    private func create(
        _ type: String, _ parameters: [SearchParameter], _ call: Call, _ world: inout World
    ) throws(Refusal) -> Answer {
        var resource = try body(type, call)
        if let condition = call.request.header("If-None-Exist"), !faults.has(.r4IfNoneExistIgnored) {
            guard let criteria = QueryParameter.read(condition), !criteria.isEmpty else {
                throw Refusal(400, "invalid", nil, "If-None-Exist is not the query of a search")
            }
            let found = try matches(type, parameters, criteria, call, world).resources
            if found.count > 1 {
                throw Refusal(412, "multiple-matches", nil, "If-None-Exist finds more than one \(type)")
            }
            if let existing = found.first {
                var answer = Answer("", status: 200, resource: existing)
                answer.set("Location", location(existing, call))
                return answer
            }
        }
        if faults.has(.r4CreateLosesElement) {
            resource["telecom"] = nil
            if var code = resource["code"] {
                code["text"] = nil
                resource["code"] = code
            }
        }
        let id = world.r4.freshID(type)
        if faults.has(.r4CreateStoresNothing) {
            var answer = Answer("", status: 201, resource: resource)
            answer.set("Location", "\(call.base)/\(type)/\(id)/_history/1")
            return answer
        }
        let entry = world.r4.put(resource, type: type, id: id, at: call.now, method: "POST")
        var answer = Answer("", status: 201, resource: entry.resource)
        answer.set("Location", entry.resource.map { location($0, call) })
        return answer
    }

    private func location(_ resource: JSONValue, _ call: Call) -> String {
        let version = resource["meta"]?["versionId"]?.string ?? "1"
        return "\(call.base)/\(resource.resourceType ?? "")/\(resource["id"]?.string ?? "")/_history/\(version)"
    }

    private func update(_ type: String, _ id: String, _ call: Call, _ world: inout World) throws(Refusal) -> Answer {
        guard Self.isID(id) else { throw Refusal(400, "value", nil, "the id in the path is no FHIR id") }
        let resource = try body(type, call)
        guard resource["id"]?.string == id || faults.has(.r4IdMismatchAccepted) else {
            throw Refusal(400, "invalid", nil, "the id in the body is not the one of the path")
        }
        let current = world.r4[type, id]
        if let match = call.request.header("If-Match"), !faults.has(.r4IfMatchIgnored) {
            guard let current, match == "W/\"\(current.version)\"" else {
                throw Refusal(412, "conflict", nil, "If-Match does not name the current version")
            }
        }
        let isNew = current?.resource == nil
        if faults.has(.r4UpdateNotStored), let resource = current?.resource { return Answer("", resource: resource) }
        let entry = world.r4.put(resource, type: type, id: id, at: call.now)
        var answer = Answer("", status: isNew ? 201 : 200, resource: entry.resource)
        if isNew { answer.set("Location", entry.resource.map { location($0, call) }) }
        return answer
    }

    private func delete(_ type: String, _ id: String, _ call: Call, _ world: inout World) -> Answer {
        world.r4.delete(type, id, at: call.now)
        return Answer("", status: 204)
    }

    static func isID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122) || $0 == 45 || $0 == 46
            }
    }
}
