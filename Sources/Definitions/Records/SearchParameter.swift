public import ElementModel
public import Record

/// A parameter by which resources can be searched.
public struct SearchParameter: Sendable {
    public var release: FHIRRelease
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    /// The name in the query.
    public var code: String
    /// The resource types that it is for.
    public var base: [String] = []
    /// `token`, `reference`, `date`, `string`, `quantity`, `number`, `uri`, `composite`, `special`.
    public var type: String
    /// The FHIRPath that selects what is searched.
    public var expression: String?
    public var xpathUsage: String?
    /// The types that a reference may lead to.
    public var target: [String] = []
    public var multipleOr: Bool?
    public var multipleAnd: Bool?
    public var comparators: [String] = []
    public var modifiers: [String] = []
    public var chains: [String] = []
    public var components: [Component] = []
    public var derivedFrom: String?
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(
        release: FHIRRelease, url: String, version: String? = nil, name: String = "", code: String, type: String
    ) {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
        self.code = code
        self.type = type
    }

    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }

    /// A part of a composite parameter.
    public struct Component: Sendable, Hashable {
        /// The canonical of the part's own parameter.
        public var definition: String
        public var expression: String
        public init(definition: String, expression: String) {
            self.definition = definition
            self.expression = expression
        }
    }
}
