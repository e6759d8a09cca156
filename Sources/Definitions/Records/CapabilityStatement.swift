public import ElementModel
public import Record

/// What a system does, or what one ought to do.
public struct CapabilityStatement: Sendable {
    public var release: FHIRRelease
    /// Empty in the statement of a server, which need not have one.
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    /// `instance`, `capability` or `requirements`.
    public var kind: String?
    public var fhirVersion: String?
    public var formats: [String] = []
    public var instantiates: [String] = []
    public var imports: [String] = []
    public var implementationGuides: [String] = []
    public var rest: [Rest] = []
    public var messaging: [Messaging] = []
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(release: FHIRRelease, url: String, version: String? = nil, name: String = "") {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
    }

    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }

    /// The RESTful side, as client or as server.
    public struct Rest: Sendable, Hashable {
        /// `client` or `server`.
        public var mode: String
        public var resources: [Resource] = []
        public var interactions: [Interaction] = []
        public var searchParameters: [Parameter] = []
        public var operations: [Operation] = []
        public init(mode: String) { self.mode = mode }
    }

    /// One resource type on the RESTful side.
    public struct Resource: Sendable, Hashable {
        public var type: String
        public var profile: String?
        public var supportedProfiles: [String] = []
        public var interactions: [Interaction] = []
        public var versioning: String?
        public var readHistory: Bool?
        public var updateCreate: Bool?
        public var conditionalCreate: Bool?
        public var conditionalRead: String?
        public var conditionalUpdate: Bool?
        public var conditionalDelete: String?
        public var referencePolicies: [String] = []
        public var searchIncludes: [String] = []
        public var searchRevIncludes: [String] = []
        public var searchParameters: [Parameter] = []
        public var operations: [Operation] = []
        public init(type: String) { self.type = type }
    }

    /// `read`, `search-type`, `transaction`, …, and how strongly it is asked for.
    public struct Interaction: Sendable, Hashable {
        public var code: String
        /// `SHALL`, `SHOULD`, … (`capabilitystatement-expectation`).
        public var expectation: String?
        public init(code: String, expectation: String? = nil) {
            self.code = code
            self.expectation = expectation
        }
    }

    /// A search parameter that is offered.
    public struct Parameter: Sendable, Hashable {
        public var name: String
        public var definition: String?
        public var type: String?
        public var expectation: String?
        public init(name: String, definition: String? = nil, type: String? = nil, expectation: String? = nil) {
            self.name = name
            self.definition = definition
            self.type = type
            self.expectation = expectation
        }
    }

    /// An operation that is offered.
    public struct Operation: Sendable, Hashable {
        public var name: String
        public var definition: String?
        public var expectation: String?
        public init(name: String, definition: String? = nil, expectation: String? = nil) {
            self.name = name
            self.definition = definition
            self.expectation = expectation
        }
    }

    /// The messaging side.
    public struct Messaging: Sendable, Hashable {
        public var supportedMessages: [SupportedMessage] = []
        public init() {}
    }

    /// A message that is sent or received.
    public struct SupportedMessage: Sendable, Hashable {
        /// `sender` or `receiver`.
        public var mode: String
        public var definition: String
        public init(mode: String, definition: String) {
            self.mode = mode
            self.definition = definition
        }
    }
}
