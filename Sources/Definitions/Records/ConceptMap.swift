public import ElementModel
public import Record

/// How the codes of one value set correspond to those of another.
public struct ConceptMap: Sendable {
    public var release: FHIRRelease
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    /// The canonical, or plain uri, of the value set mapped from.
    public var source: String?
    public var target: String?
    public var groups: [Group] = []
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(release: FHIRRelease, url: String, version: String? = nil, name: String = "") {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
    }

    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }

    /// The correspondences between two code systems.
    public struct Group: Sendable, Hashable {
        public var source: String?
        public var sourceVersion: String?
        public var target: String?
        public var targetVersion: String?
        public var elements: [Element]
        public var unmapped: Unmapped?
        public init(source: String? = nil, target: String? = nil, elements: [Element] = [], unmapped: Unmapped? = nil) {
            self.source = source
            self.target = target
            self.elements = elements
            self.unmapped = unmapped
        }
    }

    /// A code and what it corresponds to.
    public struct Element: Sendable, Hashable {
        public var code: String?
        public var targets: [Target]
        public init(code: String?, targets: [Target]) {
            self.code = code
            self.targets = targets
        }
    }

    /// A code on the other side.
    public struct Target: Sendable, Hashable {
        public var code: String?
        /// R4's word; STU3's and R4's lists differ in few codes.
        public var equivalence: String?
        public var dependsOn: [Dependency]
        public var product: [Dependency]
        public init(
            code: String?, equivalence: String?, dependsOn: [Dependency] = [], product: [Dependency] = []
        ) {
            self.code = code
            self.equivalence = equivalence
            self.dependsOn = dependsOn
            self.product = product
        }
    }

    /// Another element whose value the mapping needs or makes.
    public struct Dependency: Sendable, Hashable {
        public var property: String
        public var system: String?
        public var value: String
        public init(property: String, system: String? = nil, value: String) {
            self.property = property
            self.system = system
            self.value = value
        }
    }

    /// What to do with a code that no element names.
    public struct Unmapped: Sendable, Hashable {
        /// `provided`, `fixed` or `other-map`.
        public var mode: String
        public var code: String?
        public var url: String?
        public init(mode: String, code: String? = nil, url: String? = nil) {
            self.mode = mode
            self.code = code
            self.url = url
        }
    }
}
