internal import Files
internal import JSON
internal import Record
internal import YAML

/// Reads the files of one pack; keeps every fault with its place and reads on.
struct PackReader {
    let folder: String
    let checker: SchemaChecker
    var errors: [YAMLError] = []

    init(folder: String, checker: SchemaChecker) {
        self.folder = folder
        self.checker = checker
    }

    mutating func fail(_ file: String, _ position: YAMLPosition, _ message: String) {
        errors.append(YAMLError(file: file, position: position, message: message))
    }

    /// Reads one file and checks it; `nil` where it cannot be used.
    private mutating func read(_ name: String, as definition: String?) -> (node: YAMLNode, file: String)? {
        let path = Files.join(folder, name)
        // Messages and results name the file as it stands in the project, wherever that is.
        let shown = Self.shown(path)
        do {
            let bytes = try Files.read(path, limit: 8 << 20)
            do throws(YAMLError) {
                let node = try YAMLNode(parsing: bytes, file: shown)
                let found = checker.check(node, file: shown, definition: definition)
                errors += found
                return found.isEmpty ? (node, shown) : nil
            } catch { errors.append(error) }
        } catch { fail(shown, YAMLPosition(line: 1, column: 1), error.reason) }
        return nil
    }

    /// The last parts of a path, from the testcases folder on.
    static func shown(_ path: String) -> String {
        let parts = path.split(separator: "/")
        if let start = parts.lastIndex(of: "testcases") { return parts[start...].joined(separator: "/") }
        return parts.suffix(3).joined(separator: "/")
    }

    mutating func pack() -> Pack? {
        guard let (node, file) = read("standard.yaml", as: "standardFile"),
            let release = FHIRRelease(version: node["fhir"]?.text ?? "")
        else { return nil }
        var pack = Pack(
            id: node["id"]?.text ?? "", kind: .standard, title: node["title"]?.text ?? "",
            version: node["version"]?.text ?? "", release: release, source: node["source"]?.text ?? "",
            uses: node["uses"]?.texts ?? [], packages: node["packages"]?.texts ?? [],
            data: DataNames.flattened(node["data"]), errorSystems: node["errorSystems"]?.texts ?? [], requirements: [],
            interactions: [], tokens: [:], scenarios: [], fixtures: [:])
        if Files.name(of: folder) != pack.id {
            fail(file, node["id"]?.position ?? node.position, "the id '\(pack.id)' is not the folder's name")
        }
        if let (node, _) = read("requirements.yaml", as: "requirementsFile") {
            pack.requirements = node["requirements"]?.items?.map(Self.requirement) ?? []
        }
        if Files.exists(Files.join(folder, "interactions.yaml")),
            let (node, _) = read("interactions.yaml", as: "interactionsFile")
        {
            readInteractions(node, into: &pack)
        }
        readFixtures(into: &pack)
        for name in ((try? Files.list(Files.join(folder, "scenarios"))) ?? []).sorted() where name.hasSuffix(".yaml") {
            guard let (node, file) = read(Files.join("scenarios", name), as: nil) else { continue }
            for item in node["scenarios"]?.items ?? [] {
                pack.scenarios.append(scenario(item, pack: pack.id, file: file))
            }
        }
        return pack
    }

    mutating func journey(_ name: String) -> Pack? {
        guard let (node, file) = read(name, as: nil) else { return nil }
        let id = String(name.dropLast(5))
        var pack = Pack(
            id: node["id"]?.text ?? id, kind: .journey, title: node["title"]?.text ?? id, version: "", release: .r4,
            source: "", uses: node["uses"]?.texts ?? [], packages: [], data: [:], errorSystems: [], requirements: [],
            interactions: [], tokens: [:], scenarios: [], fixtures: [:])
        pack.scenarios = (node["scenarios"]?.items ?? []).map { scenario($0, pack: pack.id, file: file) }
        return pack
    }

    private mutating func readFixtures(into pack: inout Pack) {
        let inner = Files.join(folder, "fixtures")
        for name in ((try? Files.list(inner)) ?? []).sorted() {
            let path = Files.join(inner, name)
            guard let dot = name.lastIndex(of: "."), let text = try? Files.readText(path) else { continue }
            if name.hasSuffix(".json") {
                do throws(JSONError) { pack.fixtures[String(name[..<dot])] = .json(try JSONValue(parsing: text)) } catch
                {
                    fail(Self.shown(path), YAMLPosition(line: error.line, column: error.column), error.message)
                }
            } else {
                pack.fixtures[String(name[..<dot])] = .text(text)
            }
        }
    }

    private mutating func readInteractions(_ node: YAMLNode, into pack: inout Pack) {
        for token in node["tokens"]?.members ?? [] {
            pack.tokens[token.key] = TokenTemplate(
                header: Self.json(token.value["header"]), claims: Self.json(token.value["claims"]))
        }
        let common = Self.templates(node["defaults"]?["headers"])
        for member in node["interactions"]?.members ?? [] {
            let value = member.value
            let own = Self.templates(value["headers"])
            let headers = common.filter { shared in !own.contains { $0.name == shared.name } } + own
            var token = value["token"]?.text ?? node["defaults"]?["token"]?.text
            if token == "none" { token = nil }
            pack.interactions.append(
                Interaction(
                    name: member.key, pack: pack.id, id: value["id"]?.text ?? "",
                    method: value["method"]?.text ?? "GET",
                    path: value["path"]?.text ?? "/", query: Self.templates(value["query"]), headers: headers,
                    token: token, scope: value["scope"]?.text, body: Self.body(value["body"]),
                    capability: value["capability"]?.text, position: member.position))
        }
    }

    private static func requirement(_ node: YAMLNode) -> Requirement {
        Requirement(
            key: node["key"]?.text ?? "", strength: .init(rawValue: node["strength"]?.text ?? "") ?? .shall,
            side: .init(rawValue: node["side"]?.text ?? "") ?? .provider,
            basis: .init(rawValue: node["basis"]?.text ?? "") ?? .inferred, text: node["text"]?.text ?? "",
            source: node["source"]?.text, externalIDs: node["externalIDs"]?.texts ?? [])
    }

    /// A YAML node as the JSON that it stands for.
    static func json(_ node: YAMLNode?) -> JSONValue {
        guard let node else { return .object([:]) }
        switch node.content {
        case .sequence(let items): return .array(items.map { json($0) })
        case .mapping(let members):
            return .object(JSONObject(members.map { .init(name: $0.key, value: json($0.value)) }))
        case .scalar(let text, _):
            if node.isNull { return .null }
            if let bool = node.bool { return .bool(bool) }
            return node.isNumber ? .number(text) : .string(text)
        }
    }

    static func templates(_ node: YAMLNode?) -> [NamedTemplate] {
        (node?.members ?? []).map { NamedTemplate(name: $0.key, values: $0.value.isNull ? nil : $0.value.texts) }
    }
}
