internal import HTTPServer
internal import JSON

extension CareRecordServer {
    /// Parameters that say how the result is to be given, not what is searched for.
    private static let control: Set<String> = [
        "_format", "_pretty", "_count", "_offset", "_include", "_revinclude", "_sort", "_total", "_summary",
        "_elements",
    ]

    func search(
        _ type: String, _ parameters: [SearchParameter], _ given: [QueryParameter], _ call: Call, _ world: World
    ) throws(Refusal) -> Answer {
        var (found, used) = try matches(type, parameters, given, call, world)
        if found.isEmpty, faults.has(.r4SearchNoMatchIsNotFound) {
            throw Refusal(404, "not-found", nil, "nothing matches")
        }
        if faults.has(.r4SearchFindsNothing) { found = [] }
        found = try sorted(found, given, parameters)

        let asked = given.last { $0.name == "_count" }?.value
        let offset = given.last { $0.name == "_offset" }.flatMap { Int($0.value) } ?? 0
        guard asked == nil || Int(asked ?? "").map({ $0 >= 0 }) == true, offset >= 0 else {
            throw Refusal(400, "value", nil, "the parameter _count is not a number")
        }
        let size = min(asked.flatMap { Int($0) } ?? 50, 200)
        var page = Array(found.dropFirst(offset).prefix(size))
        if faults.has(.r4PagingLoses), offset > 0 { page = Array(page.dropFirst()) }
        let included = try faults.has(.r4IncludeIgnored) ? [] : includes(page, given, call, world)

        func link(_ relation: String, _ offset: Int) -> JSONValue {
            var query = used
            if let asked { query.append(QueryParameter("_count", asked)) }
            if offset > 0 { query.append(QueryParameter("_offset", String(offset))) }
            let text = query.map {
                "\(PercentEncoding.encoded($0.name).replacing("%3A", with: ":"))=\(PercentEncoding.encoded($0.value))"
            }.joined(separator: "&")
            return [
                "relation": .string(relation), "url": .string("\(call.base)/\(type)\(text.isEmpty ? "" : "?")\(text)"),
            ]
        }
        used += given.filter { ["_include", "_revinclude", "_sort"].contains($0.name) }
        var links = [link("self", offset)]
        if size > 0, offset + size < found.count, !faults.has(.r4NoNextLink) {
            links.append(link("next", offset + size))
        }
        if size > 0, offset > 0 { links.append(link("previous", max(0, offset - size))) }

        var bundle: JSONValue = ["resourceType": "Bundle", "type": "searchset"]
        bundle["total"] = .number(String(found.count))
        bundle["link"] = .array(links)
        let entries =
            page.map { entry($0, "match", call) }
            + included.map { entry($0, faults.has(.r4IncludeAsMatch) ? "match" : "include", call) }
        if !entries.isEmpty { bundle["entry"] = .array(entries) }
        return Answer("", resource: bundle)
    }

    private func entry(_ resource: JSONValue, _ mode: String, _ call: Call) -> JSONValue {
        let url = "\(call.base)/\(resource.resourceType ?? "")/\(resource["id"]?.string ?? "")"
        return ["fullUrl": .string(url), "resource": resource, "search": ["mode": .string(mode)]]
    }

    // MARK: Criteria

    /// The resources that fit, and the criteria that were used.
    func matches(
        _ type: String, _ parameters: [SearchParameter], _ given: [QueryParameter], _ call: Call, _ world: World
    ) throws(Refusal) -> (resources: [JSONValue], used: [QueryParameter]) {
        var found = world.r4.all(type).compactMap(\.resource)
        var used: [QueryParameter] = []
        let isStrict =
            call.request.header("Prefer")?.contains("handling=strict") == true || faults.has(.r4UnknownParameterRefused)
        for criterion in given where !Self.control.contains(criterion.name) {
            let halves = criterion.name.split(separator: ":", maxSplits: 1).map(String.init)
            let chain = (halves.last ?? "").split(separator: ".", maxSplits: 1).map(String.init)
            let first = (halves.first ?? "").split(separator: ".", maxSplits: 1).map(String.init)
            guard let parameter = parameters.first(where: { $0.name == first.first }) else {
                if isStrict {
                    throw Refusal(400, "not-supported", nil, "the parameter \(criterion.name) is not known here")
                }
                continue
            }
            used.append(criterion)
            if ignores(parameter.name) { continue }
            if chain.count > 1, parameter.kind == .reference {
                let target = halves.count > 1 ? chain[0] : nil
                found = try chained(found, parameter, target, chain[1], criterion.value, call, world)
                continue
            }
            let modifier = halves.count > 1 ? halves[1] : nil
            try check(modifier, parameter)
            let values = Self.alternatives(criterion.value)
            if parameter.kind == .date, modifier != "missing" {
                for value in values { _ = try SearchMatch.range(value, parameter.name) }
            }
            var kept: [JSONValue] = []
            for resource in found
            where try SearchMatch.fits(resource, parameter, modifier: modifier, values: values, base: call.base) {
                kept.append(resource)
            }
            found = kept
        }
        return (found, used)
    }

    private func ignores(_ name: String) -> Bool {
        let behaviours: [String: Behaviour] = [
            "identifier": .r4SearchIgnoresIdentifier, "name": .r4SearchIgnoresName, "family": .r4SearchIgnoresName,
            "given": .r4SearchIgnoresName, "birthdate": .r4SearchIgnoresBirthdate, "gender": .r4SearchIgnoresGender,
            "patient": .r4SearchIgnoresPatient, "subject": .r4SearchIgnoresPatient, "code": .r4SearchIgnoresCode,
            "category": .r4SearchIgnoresCode, "date": .r4SearchIgnoresDate,
        ]
        return behaviours[name].map(faults.has) ?? false
    }

    private func check(_ modifier: String?, _ parameter: SearchParameter) throws(Refusal) {
        guard let modifier, modifier != "missing" else { return }
        let known: Bool =
            switch parameter.kind {
            case .token: modifier == "not"
            case .string: modifier == "exact" || modifier == "contains"
            case .reference: modifier == "identifier" || SearchParameter.of(modifier) != nil
            case .date, .uri: false
            }
        guard known else {
            throw Refusal(400, "not-supported", nil, "the parameter \(parameter.name) has no modifier \(modifier)")
        }
    }

    /// The alternatives of a value: split at commas that are not escaped.
    static func alternatives(_ value: String) -> [String] {
        var found: [String] = [""]
        var isEscaped = false
        for character in value {
            if isEscaped {
                found[found.count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," {
                found.append("")
            } else {
                found[found.count - 1].append(character)
            }
        }
        return found
    }

    /// `patient.identifier=…`: the resources that refer to one that fits.
    private func chained(
        _ found: [JSONValue], _ parameter: SearchParameter, _ target: String?, _ name: String, _ value: String,
        _ call: Call, _ world: World
    ) throws(Refusal) -> [JSONValue] {
        var kept: [JSONValue] = []
        for resource in found {
            for reference in parameter.paths.flatMap({ resource.strings("\($0).reference") }) {
                guard let entry = world.r4[reference: reference], let referred = entry.resource,
                    target == nil || target == entry.type, parameter.name != "patient" || entry.type == "Patient"
                else { continue }
                guard let inner = SearchParameter.of(entry.type)?.first(where: { $0.name == name }) else {
                    throw Refusal(400, "not-supported", nil, "\(entry.type) has no parameter \(name)")
                }
                if try SearchMatch.fits(
                    referred, inner, modifier: nil, values: Self.alternatives(value), base: call.base)
                {
                    kept.append(resource)
                    break
                }
            }
        }
        return kept
    }

    // MARK: Order and includes

    private func sorted(
        _ found: [JSONValue], _ given: [QueryParameter], _ parameters: [SearchParameter]
    ) throws(Refusal) -> [JSONValue] {
        guard let sort = given.last(where: { $0.name == "_sort" })?.value else { return found }
        var result = found
        for key in sort.split(separator: ",").reversed() {
            let isDescending = key.hasPrefix("-")
            let name = isDescending ? key.dropFirst() : key
            guard let parameter = parameters.first(where: { $0.name == name }) else {
                throw Refusal(400, "not-supported", nil, "the result cannot be sorted by \(name)")
            }
            let keyed = result.map { (key: Self.sortKey($0, parameter), resource: $0) }
            // The standard sort keeps equals in no order: the place breaks the tie.
            let order = keyed.indices.sorted { left, right in
                let (one, other) = (keyed[left].key, keyed[right].key)
                if one == other { return left < right }
                return isDescending ? one > other : one < other
            }
            result = order.map { keyed[$0].resource }
        }
        return result
    }

    private static func sortKey(_ resource: JSONValue, _ parameter: SearchParameter) -> String {
        for path in parameter.paths {
            for held in resource.values(path) {
                if let text = held.string { return text }
                for name in ["start", "family", "text", "value"] {
                    if let text = held[name]?.string { return text }
                }
                if let code = held["coding"]?[0]?["code"]?.string { return code }
            }
        }
        return ""
    }

    private func includes(
        _ page: [JSONValue], _ given: [QueryParameter], _ call: Call, _ world: World
    ) throws(Refusal) -> [JSONValue] {
        var seen = Set(page.map(Self.name))
        var found: [JSONValue] = []
        for request in given where request.name == "_include" || request.name == "_revinclude" {
            let parts = request.value.split(separator: ":").map(String.init)
            guard parts.count >= 2,
                let parameter = SearchParameter.of(parts[0])?.first(where: { $0.name == parts[1] }),
                parameter.kind == .reference
            else {
                throw Refusal(400, "not-supported", nil, "\(request.name)=\(request.value) is not known here")
            }
            let candidates: [JSONValue]
            if request.name == "_include" {
                candidates = page.filter { $0.resourceType == parts[0] }
                    .flatMap { resource in parameter.paths.flatMap { resource.strings("\($0).reference") } }
                    .compactMap { world.r4[reference: $0]?.resource }
                    .filter { parts.count < 3 || $0.resourceType == parts[2] }
            } else {
                let names = Set(page.map(Self.name))
                candidates = world.r4.all(parts[0]).compactMap(\.resource).filter { resource in
                    parameter.paths.flatMap { resource.strings("\($0).reference") }.contains { names.contains($0) }
                }
            }
            for candidate in candidates where seen.insert(Self.name(candidate)).inserted { found.append(candidate) }
        }
        return found
    }

    private static func name(_ resource: JSONValue) -> String {
        "\(resource.resourceType ?? "")/\(resource["id"]?.string ?? "")"
    }
}
