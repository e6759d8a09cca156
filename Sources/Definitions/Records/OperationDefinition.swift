public import ElementModel
public import Record

/// An operation that a server may offer.
public struct OperationDefinition: Sendable {
    public var release: FHIRRelease
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    /// `operation` or `query`.
    public var kind: String?
    /// The name in the request: `$code`.
    public var code: String
    /// Whether it changes what the server holds; STU3 says the opposite with `idempotent`.
    public var affectsState: Bool?
    public var resource: [String] = []
    public var system: Bool = false
    public var type: Bool = false
    public var instance: Bool = false
    public var base: String?
    public var inputProfile: String?
    public var outputProfile: String?
    public var parameters: [Parameter] = []
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(release: FHIRRelease, url: String, version: String? = nil, name: String = "", code: String) {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
        self.code = code
    }

    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }

    /// What goes in or comes out.
    public struct Parameter: Sendable, Hashable {
        public enum Use: String, Sendable, Hashable { case `in`, out }
        public var name: String
        public var use: Use
        public var min: Int
        /// ``ElementDefinition/unbounded`` for `*`.
        public var max: Int
        public var type: String?
        /// Profiles on the parameter (STU3) or on what it refers to (R4).
        public var targetProfiles: [String]
        public var searchType: String?
        public var binding: ElementDefinition.Binding?
        public var parts: [Parameter]
        public init(
            name: String, use: Use, min: Int, max: Int, type: String? = nil, targetProfiles: [String] = [],
            searchType: String? = nil, binding: ElementDefinition.Binding? = nil, parts: [Parameter] = []
        ) {
            self.name = name
            self.use = use
            self.min = min
            self.max = max
            self.type = type
            self.targetProfiles = targetProfiles
            self.searchType = searchType
            self.binding = binding
            self.parts = parts
        }
    }
}
