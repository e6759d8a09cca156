internal import Files
public import HTTPTransport
public import JSON
internal import Record
public import Scenarios
internal import YAML

/// What a target.yaml says: the system under test.
public struct TargetConfiguration: Sendable {
    public var name: String
    /// `provider` or `consumer`.
    public var role: String
    public var endpoints: [String: Destination.Endpoint]
    /// Test data by dotted name.
    public var data: [String: String]
    /// Capabilities that the system declares not to have.
    public var without: [String]
    public var tls: TransportTLS
    public var proxy: String?
    /// How many scenarios may run at once against it.
    public var concurrency: Int?

    public init(name: String, role: String = "provider", endpoints: [String: Destination.Endpoint]) {
        self.name = name
        self.role = role
        self.endpoints = endpoints
        data = [:]
        without = []
        tls = TransportTLS()
    }

    /// Reads a target.yaml.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - schema: `testcases/target.schema.json`.
    /// - Throws: ``CatalogueError`` with every fault that was found, each with its place.
    public init(path: String, schema: JSONValue) throws(CatalogueError) {
        let start = YAMLPosition(line: 1, column: 1)
        let bytes: [UInt8]
        do { bytes = try Files.read(path, limit: 4 << 20) } catch {
            throw CatalogueError(errors: [YAMLError(file: path, position: start, message: error.reason)])
        }
        let node: YAMLNode
        do throws(YAMLError) { node = try YAMLNode(parsing: bytes, file: path) } catch {
            throw CatalogueError(errors: [error])
        }
        var errors = SchemaChecker(schema: schema).check(node, file: path)
        self.init(
            name: node["name"]?.text ?? "", role: node["role"]?.text ?? "provider", endpoints: [:])
        for member in node["endpoints"]?.members ?? [] {
            let base = member.value["base"]?.text ?? ""
            if !base.hasPrefix("http://"), !base.hasPrefix("https://") {
                errors.append(
                    YAMLError(
                        file: path, position: member.value["base"]?.position ?? member.position,
                        message: "the base of \(member.key) must begin with http:// or https://, not '\(base)'"))
            }
            let headers = (member.value["headers"]?.members ?? []).map { HeaderField($0.key, $0.value.text ?? "") }
            endpoints[member.key] = Destination.Endpoint(
                base: base.hasSuffix("/") ? String(base.dropLast()) : base, headers: headers)
        }
        data = DataNames.flattened(node["data"])
        without = node["without"]?.texts ?? []
        proxy = node["proxy"]?.text
        concurrency = node["concurrency"]?.int
        let folder = Files.folder(of: path)
        func file(_ key: String) -> String? {
            guard let name = node["tls"]?[key]?.text else { return nil }
            return name.hasPrefix("/") ? name : Files.join(folder, name)
        }
        tls = TransportTLS(authorities: file("authorities"), certificate: file("certificate"), key: file("key"))
        if !errors.isEmpty { throw CatalogueError(errors: errors) }
    }

    /// Where the scenarios are driven to.
    public func destination(timeout: Double) -> Destination {
        Destination(
            endpoints: endpoints, data: data, missingCapabilities: Set(without), role: role, tls: tls, proxy: proxy,
            timeout: timeout)
    }
}
