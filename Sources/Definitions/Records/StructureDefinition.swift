public import ElementModel
public import Record

/// A type, a profile on one, an extension or a logical model: the same for STU3 and R4.
public struct StructureDefinition: Sendable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case primitiveType = "primitive-type"
        case complexType = "complex-type"
        case resource, logical
    }
    public enum Derivation: String, Sendable, Hashable, CaseIterable { case specialization, constraint }

    public var release: FHIRRelease
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    public var fhirVersion: String?
    public var kind: Kind
    /// The type that is defined or constrained: `Patient`, `Extension`.
    public var type: String
    public var isAbstract: Bool
    /// The canonical of the definition that this one builds on.
    public var baseDefinition: String?
    public var derivation: Derivation?
    /// Where an extension may stand.
    public var contexts: [Context] = []
    /// FHIRPath on the element that carries the extension; all must hold.
    public var contextInvariants: [String] = []
    public var differential: [ElementDefinition] = []
    /// Whether the package has a snapshot for it: see ``DefinitionContext/publishedSnapshot(of:)``.
    public var hasPublishedSnapshot: Bool = false
    /// Profiles that an instance of this one must meet as well (`structuredefinition-imposeProfile`).
    public var imposedProfiles: [String] = []
    /// Profiles that this one says it complies with (`structuredefinition-compliesWithProfile`).
    public var compliesWithProfiles: [String] = []
    public var extensions: [DefinitionExtension] = []
    /// The resource itself.
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(
        release: FHIRRelease, url: String, version: String? = nil, name: String, kind: Kind, type: String,
        isAbstract: Bool = false, baseDefinition: String? = nil, derivation: Derivation? = nil
    ) {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
        self.kind = kind
        self.type = type
        self.isAbstract = isAbstract
        self.baseDefinition = baseDefinition
        self.derivation = derivation
    }

    /// `url|version`, as findings name it.
    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }
    /// Whether it constrains a type instead of defining one.
    public var isProfile: Bool { derivation == .constraint }
    public var isExtension: Bool { type == "Extension" && isProfile }

    /// A place where an extension may stand.
    public struct Context: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable {
            /// An element id or type: `Patient.name`, `HumanName`, `Element`; STU3's `resource` and `datatype`.
            case element
            /// The URL of the extension that it stands in.
            case `extension`
            /// A FHIRPath that selects the elements (R4 only).
            case fhirpath
        }
        public var kind: Kind
        /// `*`, met in STU3, is any element.
        public var expression: String
        public init(kind: Kind, expression: String) {
            self.kind = kind
            self.expression = expression
        }
    }
}
