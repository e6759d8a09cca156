public import HTTPTransport
public import Record

/// Where the scenarios are driven to: what a target.yaml says, as far as sending goes.
public struct Destination: Sendable {
    /// One base URL with headers of its own.
    public struct Endpoint: Sendable, Hashable {
        public var base: String
        public var headers: [HeaderField]
        public init(base: String, headers: [HeaderField] = []) {
            self.base = base
            self.headers = headers
        }
    }
    /// By the id of a pack.
    public var endpoints: [String: Endpoint]
    /// Test data that the target names, over the packs' own.
    public var data: [String: String]
    /// Capabilities that the target declares not to have.
    public var missingCapabilities: Set<String>
    public var role: String
    public var tls: TransportTLS
    public var proxy: String?
    /// Seconds for one exchange.
    public var timeout: Double

    public init(
        endpoints: [String: Endpoint], data: [String: String] = [:], missingCapabilities: Set<String> = [],
        role: String = "provider", tls: TransportTLS = TransportTLS(), proxy: String? = nil, timeout: Double = 30
    ) {
        self.endpoints = endpoints
        self.data = data
        self.missingCapabilities = missingCapabilities
        self.role = role
        self.tls = tls
        self.proxy = proxy
        self.timeout = timeout
    }

    /// The endpoint of an interaction's pack; else that of the scenario's; else that of any pack that uses it.
    func endpoint(of interaction: Interaction, scenario pack: Pack, catalogue: Catalogue) -> Endpoint? {
        if let own = endpoints[interaction.pack] ?? endpoints[pack.id] { return own }
        for other in catalogue.packs where endpoints[other.id] != nil {
            if catalogue.reach(other).contains(where: { $0.id == interaction.pack }) { return endpoints[other.id] }
        }
        return nil
    }
}
