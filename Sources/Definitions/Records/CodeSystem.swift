public import ElementModel
public import Record

/// Codes and what is known of them.
public struct CodeSystem: Sendable {
    public enum Content: String, Sendable, Hashable, CaseIterable {
        case notPresent = "not-present"
        case example, fragment, complete, supplement
    }

    public var release: FHIRRelease
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    public var isExperimental: Bool?
    public var content: Content
    public var isCaseSensitive: Bool?
    /// The canonical of the value set of all its codes.
    public var valueSet: String?
    /// `grouped-by`, `is-a`, `part-of`, `classified-with`.
    public var hierarchyMeaning: String?
    /// Whether codes may be put together to make others.
    public var isCompositional: Bool?
    public var versionNeeded: Bool?
    /// The canonical of the code system that this one adds to.
    public var supplements: String?
    public var count: Int?
    /// The language of the displays.
    public var language: String?
    public var filters: [Filter] = []
    public var properties: [Property] = []
    /// The tree, flattened in document order.
    public var concepts: [Concept] = []
    public var extensions: [DefinitionExtension] = []
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(
        release: FHIRRelease, url: String, version: String? = nil, name: String = "", content: Content = .complete
    ) {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
        self.content = content
    }

    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }

    /// A filter that value sets may use.
    public struct Filter: Sendable, Hashable {
        public var code: String
        public var operators: [String]
        public var value: String
        public init(code: String, operators: [String], value: String) {
            self.code = code
            self.operators = operators
            self.value = value
        }
    }

    /// A property that concepts may have.
    public struct Property: Sendable, Hashable {
        public var code: String
        public var uri: String?
        public var type: String
        public init(code: String, uri: String? = nil, type: String) {
            self.code = code
            self.uri = uri
            self.type = type
        }
    }

    /// One code.
    public struct Concept: Sendable, Hashable {
        public var code: String
        public var display: String?
        public var designations: [Designation]
        public var properties: [Value]
        /// The number of the concept that it stands under, -1 at the top. More parents may stand in ``properties``.
        public var parent: Int
        public var extensions: [DefinitionExtension]
        public init(
            code: String, display: String? = nil, designations: [Designation] = [], properties: [Value] = [],
            parent: Int = -1, extensions: [DefinitionExtension] = []
        ) {
            self.code = code
            self.display = display
            self.designations = designations
            self.properties = properties
            self.parent = parent
            self.extensions = extensions
        }

        /// What a property of the concept is.
        public struct Value: Sendable, Hashable {
            public var code: String
            /// The name of its type: `code`, `Coding`, `string`, `integer`, `boolean`, `dateTime`, `decimal`.
            public var type: String
            /// The value as text; of a Coding, its code.
            public var value: String
            /// Of a Coding, its system.
            public var system: String?
            public init(code: String, type: String, value: String, system: String? = nil) {
                self.code = code
                self.type = type
                self.value = value
                self.system = system
            }
        }
    }
}
