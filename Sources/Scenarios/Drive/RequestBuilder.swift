internal import Authentication
internal import JSON
internal import Record

/// Makes a request of a step: the interaction, what the step changes of it, what the variant changes of the step.
struct RequestBuilder {
    let catalogue: Catalogue
    let pack: Pack
    let scenario: Scenario
    let variant: Variant?
    let destination: Destination

    /// Why no request can be made.
    struct Impossible: Error { var judgement: Judgement }

    private func missing(_ error: MissingValue) -> Impossible {
        Impossible(
            judgement: .undecided(
                .data,
                "not sent: there is no value for '\(error.name)' (test data of target.yaml, or an earlier answer)"))
    }

    private func filled(_ text: String, _ values: Values) throws(Impossible) -> String {
        do throws(MissingValue) { return try values.fill(text) } catch { throw missing(error) }
    }

    func interaction(of step: Step) -> Interaction? {
        guard case .send(let name) = step.action else { return nil }
        return catalogue.interaction(name, from: pack)
    }

    /// - Parameter bodies: what earlier steps got, by their ids.
    func request(
        _ step: Step, values: Values, bodies: [String: [UInt8]]
    ) throws(Impossible) -> Exchange.Request {
        guard let interaction = interaction(of: step) else {
            throw Impossible(judgement: .error(.scenario, "steps that await a call are not driven yet"))
        }
        guard let endpoint = destination.endpoint(of: interaction, scenario: pack, catalogue: catalogue) else {
            throw Impossible(
                judgement: .skipped("target.yaml gives no endpoint for \(interaction.pack)"))
        }
        let changes = [step.change] + (variant?.changes[step.id].map { [$0] } ?? [])
        var values = values
        values["interaction"] = interaction.id
        values["scope"] = interaction.scope ?? ""
        values["base"] = endpoint.base.hasSuffix("/") ? String(endpoint.base.dropLast()) : endpoint.base

        var method = interaction.method
        var path = interaction.path
        var names: [NamedTemplate] = []
        var query = interaction.query
        var headers = interaction.headers
        for field in endpoint.headers {
            Self.merge([NamedTemplate(name: field.name, values: [field.value])], into: &headers)
        }
        var body = interaction.body
        var bodyChanges: [PointerChange] = []
        var tokenChanges: [TokenChange] = []
        for change in changes {
            method = change.method ?? method
            path = change.rawPath ?? path
            Self.merge(change.path, into: &names)
            Self.merge(change.query, into: &query)
            Self.merge(change.headers, into: &headers)
            if let new = change.body {
                body = new
                bodyChanges = []
            }
            bodyChanges += change.bodyChanges
            if let token = change.token { tokenChanges.append(token) }
        }
        for name in names {
            let value = try filled(name.values?.first ?? "", values)
            path = path.replacing("{\(name.name)}", with: Self.escaped(value))
        }
        var url = (values["base"] ?? "") + (try filled(path, values))
        var separator = "?"
        for item in query {
            for template in item.values ?? [] {
                // Prefixes, `|`, `:` and `,` are FHIR's and are sent as people write them; the rest is escaped.
                url += separator + Self.escaped(item.name) + "=" + Self.escaped(try filled(template, values))
                separator = "&"
            }
        }
        var fields: [HeaderField] = []
        for header in headers {
            for template in header.values ?? [] {
                fields.append(HeaderField(header.name, try filled(template, values)))
            }
        }
        if let name = interaction.token, !headers.contains(where: { $0.name.lowercased() == "authorization" }) {
            fields.append(HeaderField("Authorization", try token(name, tokenChanges, values)))
        }
        let bytes = try self.body(body, bodyChanges, values: values, bodies: bodies)
        return Exchange.Request(method: method, url: url, headers: fields, body: bytes)
    }

    /// The request as it stands in a report: names in place of values.
    func words(_ step: Step) -> String {
        guard let interaction = interaction(of: step) else { return "" }
        let changes = [step.change] + (variant?.changes[step.id].map { [$0] } ?? [])
        var query = interaction.query
        var method = interaction.method
        var path = interaction.path
        for change in changes {
            Self.merge(change.query, into: &query)
            method = change.method ?? method
            path = change.rawPath ?? path
            for name in change.path { path = path.replacing("{\(name.name)}", with: name.values?.first ?? "") }
        }
        let pairs = query.flatMap { item in (item.values ?? []).map { "\(item.name)=\($0)" } }
        return "\(method) \(path)" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    private static func merge(_ new: [NamedTemplate], into old: inout [NamedTemplate]) {
        for item in new {
            let place = old.firstIndex { $0.name.lowercased() == item.name.lowercased() }
            switch (place, item.values) {
            case (let place?, _?): old[place] = item
            case (nil, _?): old.append(item)
            // What is taken away stays in the list with nothing, so that a token is not added again.
            case (let place?, nil): old[place] = item
            case (nil, nil): old.append(item)
            }
        }
    }

    /// Percent-encodes all but what a path or query may hold as it is.
    static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: out.append(byte)
            case _ where "-._~:/,@$'()*!;".utf8.contains(byte): out.append(byte)
            default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func token(_ name: String, _ changes: [TokenChange], _ values: Values) throws(Impossible) -> String {
        guard let template = catalogue.reach(pack).lazy.compactMap({ $0.tokens[name] }).first else {
            throw Impossible(judgement: .error(.scenario, "there is no token '\(name)' in interactions.yaml"))
        }
        if let raw = changes.last(where: { $0.raw != nil })?.raw { return try filled(raw, values) }
        do throws(MissingValue) {
            // Changes come first, so that their templates are filled in as well.
            var header = template.header
            var claims = template.claims
            for change in changes.flatMap(\.header) { _ = header.change(change.pointer, to: change.value) }
            for change in changes.flatMap(\.claims) { _ = claims.change(change.pointer, to: change.value) }
            let token = JSONWebToken(header: try header.filled(values), claims: try claims.filled(values))
            let scheme = changes.last { $0.scheme != nil }?.scheme ?? "Bearer"
            let signature = changes.last { $0.signature != nil }?.signature ?? ""
            return "\(scheme) \(token.text)\(signature)"
        } catch { throw missing(error) }
    }

    private func body(
        _ template: BodyTemplate?, _ changes: [PointerChange], values: Values, bodies: [String: [UInt8]]
    ) throws(Impossible) -> [UInt8] {
        guard let template else { return [] }
        var json: JSONValue
        switch template.origin {
        case .none: return []
        case .text(let text): return Array(try filled(text, values).utf8)
        case .step(let id):
            guard let bytes = bodies[id] else {
                throw Impossible(judgement: .undecided(.data, "not sent: the step '\(id)' got no body to send on"))
            }
            do throws(JSONError) { json = try JSONValue(parsing: bytes) } catch {
                throw Impossible(judgement: .undecided(.data, "not sent: what the step '\(id)' got is not JSON"))
            }
        case .fixture(let name):
            switch catalogue.fixture(name, from: pack) {
            case .text(let text)?: return Array(try filled(text, values).utf8)
            case .json(let value)?: json = value
            case nil: throw Impossible(judgement: .error(.scenario, "there is no fixture '\(name)'"))
            }
        }
        for change in template.changes + changes where !json.change(change.pointer, to: change.value) {
            throw Impossible(
                judgement: .error(.scenario, "the body has nothing at \(change.pointer) that could be changed"))
        }
        do throws(MissingValue) { return try json.filled(values).serialized() } catch { throw missing(error) }
    }
}
