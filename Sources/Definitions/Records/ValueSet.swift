public import ElementModel
public import Record

/// A set of codes, by rule and, where the package has one, listed.
public struct ValueSet: Sendable {
    public var release: FHIRRelease
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    public var isExperimental: Bool?
    public var isImmutable: Bool?
    public var compose: Compose?
    /// The expansion that was published with it.
    public var expansion: Expansion?
    public var extensions: [DefinitionExtension] = []
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(release: FHIRRelease, url: String, version: String? = nil, name: String = "") {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
    }

    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }

    /// The rules: what is included and then what is taken out again.
    public struct Compose: Sendable, Hashable {
        public var lockedDate: String?
        /// Whether inactive codes are in; `nil` where it is not said.
        public var inactive: Bool?
        public var include: [Include]
        public var exclude: [Include]
        public init(
            lockedDate: String? = nil, inactive: Bool? = nil, include: [Include] = [], exclude: [Include] = []
        ) {
            self.lockedDate = lockedDate
            self.inactive = inactive
            self.include = include
            self.exclude = exclude
        }
    }

    /// Codes of one system, or of other value sets; all that is said must hold together.
    public struct Include: Sendable, Hashable {
        public var system: String?
        public var version: String?
        public var concepts: [Concept]
        public var filters: [Filter]
        /// Canonicals; a code must be in every one.
        public var valueSets: [String]
        public init(
            system: String? = nil, version: String? = nil, concepts: [Concept] = [], filters: [Filter] = [],
            valueSets: [String] = []
        ) {
            self.system = system
            self.version = version
            self.concepts = concepts
            self.filters = filters
            self.valueSets = valueSets
        }
    }

    /// One code that is named.
    public struct Concept: Sendable, Hashable {
        public var code: String
        public var display: String?
        public var designations: [Designation]
        public init(code: String, display: String? = nil, designations: [Designation] = []) {
            self.code = code
            self.display = display
            self.designations = designations
        }
    }

    /// Codes by a property: `concept is-a 138875005`.
    public struct Filter: Sendable, Hashable {
        public var property: String
        /// `=`, `is-a`, `descendent-of`, `is-not-a`, `regex`, `in`, `not-in`, `generalizes`, `exists`.
        public var op: String
        public var value: String
        public init(property: String, op: String, value: String) {
            self.property = property
            self.op = op
            self.value = value
        }
    }

    /// The codes listed.
    public struct Expansion: Sendable, Hashable {
        public var identifier: String?
        public var timestamp: String?
        /// How many there are, which may be more than are listed.
        public var total: Int?
        public var offset: Int?
        public var parameters: [Parameter]
        /// The tree, flattened in document order.
        public var contains: [Entry]
        /// Whether the publisher cut the list short (`valueset-toocostly`, `valueset-unclosed`).
        public var isIncomplete: Bool
        public init(
            identifier: String? = nil, timestamp: String? = nil, total: Int? = nil, offset: Int? = nil,
            parameters: [Parameter] = [], contains: [Entry] = [], isIncomplete: Bool = false
        ) {
            self.identifier = identifier
            self.timestamp = timestamp
            self.total = total
            self.offset = offset
            self.parameters = parameters
            self.contains = contains
            self.isIncomplete = isIncomplete
        }

        /// How the list was made.
        public struct Parameter: Sendable, Hashable {
            public var name: String
            public var value: String
            public init(name: String, value: String) {
                self.name = name
                self.value = value
            }
        }

        /// One line of the list; without a code it is only a heading.
        public struct Entry: Sendable, Hashable {
            public var system: String?
            public var version: String?
            public var code: String?
            public var display: String?
            public var isAbstract: Bool
            public var isInactive: Bool
            public var designations: [Designation]
            /// The number of the entry that it stands under, -1 at the top.
            public var parent: Int
            public init(
                system: String? = nil, version: String? = nil, code: String? = nil, display: String? = nil,
                isAbstract: Bool = false, isInactive: Bool = false, designations: [Designation] = [], parent: Int = -1
            ) {
                self.system = system
                self.version = version
                self.code = code
                self.display = display
                self.isAbstract = isAbstract
                self.isInactive = isInactive
                self.designations = designations
                self.parent = parent
            }
        }
    }
}

/// Another wording of a concept: in a language, or for a use.
public struct Designation: Sendable, Hashable {
    public var language: String?
    public var useSystem: String?
    public var useCode: String?
    public var value: String
    public init(language: String? = nil, useSystem: String? = nil, useCode: String? = nil, value: String) {
        self.language = language
        self.useSystem = useSystem
        self.useCode = useCode
        self.value = value
    }
}
