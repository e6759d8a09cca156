/// What a profile says of one element: the same for STU3 and R4 ([ElementDefinition](https://hl7.org/fhir/R4/elementdefinition.html)).
///
/// `nil` means that the definition is silent, which matters in a differential.
public struct ElementDefinition: Sendable, Hashable {
    /// `Patient.identifier:nhsNumber.system`; made from path and slice names where the definition has none.
    public var id: String
    /// Whether the definition itself gives the ``id``.
    public var hasOwnID = true
    /// `Patient.identifier.system`; in STU3 a constrained choice stands under its concrete name.
    public var path: String
    public var sliceName: String?
    public var sliceIsConstraining: Bool?
    public var min: Int?
    /// ``unbounded`` for `*`.
    public var max: Int?
    /// The cardinality and path of the element that this one constrains.
    public var base: Base?
    public var slicing: Slicing?
    /// The types allowed; STU3's repeated entries of one code are merged. Empty where the definition is silent.
    public var types: [TypeReference] = []
    /// `#Questionnaire.item`, or a URL with a fragment.
    public var contentReference: String?
    public var fixed: DefinitionValue?
    public var pattern: DefinitionValue?
    public var defaultValue: DefinitionValue?
    public var minValue: DefinitionValue?
    public var maxValue: DefinitionValue?
    public var examples: [DefinitionValue] = []
    public var maxLength: Int?
    public var binding: Binding?
    public var constraints: [Constraint] = []
    /// Keys of invariants that may make the element mandatory or forbidden.
    public var conditions: [String] = []
    public var mustSupport: Bool?
    public var isModifier: Bool?
    public var isSummary: Bool?
    /// How the element is written in XML: `xmlAttr`, `xmlText`, `typeAttr`, `cdaText`, `xhtml`.
    public var representation: [String] = []
    public var extensions: [DefinitionExtension] = []

    public init(id: String? = nil, path: String) {
        self.id = id ?? path
        self.path = path
    }

    /// The ``max`` that stands for `*`.
    public static let unbounded = Int.max

    /// The element that is constrained, as the base definition has it.
    public struct Base: Sendable, Hashable {
        public var path: String
        public var min: Int
        public var max: Int
        public init(path: String, min: Int, max: Int) {
            self.path = path
            self.min = min
            self.max = max
        }
    }

    /// The last step of the path: `value[x]` for `Observation.value[x]`.
    public var name: Substring {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return path[...] }
        return path[path.utf8.index(after: dot)...]
    }
}

extension ElementDefinition {
    /// How the repetitions, or the types, of an element are told apart.
    public struct Slicing: Sendable, Hashable {
        public enum Rules: String, Sendable, Hashable, CaseIterable { case closed, open, openAtEnd }
        public var discriminators: [Discriminator]
        public var rules: Rules
        public var isOrdered: Bool
        public init(discriminators: [Discriminator] = [], rules: Rules = .open, isOrdered: Bool = false) {
            self.discriminators = discriminators
            self.rules = rules
            self.isOrdered = isOrdered
        }
    }

    /// One of the things that tell slices apart.
    public struct Discriminator: Sendable, Hashable {
        /// `position` comes from later releases and is met as a backport.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case value, exists, pattern, type, profile, position
        }
        public var kind: Kind
        /// A restricted FHIRPath: `$this`, `code.coding.code`, `resolve().code`, `extension('…').value`.
        public var path: String
        public init(kind: Kind, path: String) {
            self.kind = kind
            self.path = path
        }
    }

    /// A type that an element may have.
    public struct TypeReference: Sendable, Hashable {
        public enum Aggregation: String, Sendable, Hashable, CaseIterable { case contained, referenced, bundled }
        /// `CodeableConcept`, `Reference`, or a FHIRPath type URL on the elements inside primitives.
        public var code: String
        /// Canonicals; any one of them must hold.
        public var profiles: [String]
        /// Canonicals of what a reference or canonical may lead to; any one of them.
        public var targetProfiles: [String]
        public var aggregation: [Aggregation]
        /// `either`, `independent` or `specific`.
        public var versioning: String?
        /// The FHIR type where ``code`` is a FHIRPath one (`structuredefinition-fhir-type`; in STU3 told by its JSON type).
        public var fhirType: String?
        /// A regular expression for the value, where the definition has one.
        public var regex: String?
        public var extensions: [DefinitionExtension]
        public init(
            code: String, profiles: [String] = [], targetProfiles: [String] = [], aggregation: [Aggregation] = [],
            versioning: String? = nil, fhirType: String? = nil, regex: String? = nil,
            extensions: [DefinitionExtension] = []
        ) {
            self.code = code
            self.profiles = profiles
            self.targetProfiles = targetProfiles
            self.aggregation = aggregation
            self.versioning = versioning
            self.fhirType = fhirType
            self.regex = regex
            self.extensions = extensions
        }
    }

    /// Where the codes of an element come from.
    public struct Binding: Sendable, Hashable {
        public enum Strength: String, Sendable, Hashable, Comparable, CaseIterable {
            case example, preferred, extensible, required
            private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
            public static func < (left: Strength, right: Strength) -> Bool { left.rank < right.rank }
        }
        public var strength: Strength
        /// The canonical of the value set; STU3's reference or uri.
        public var valueSet: String?
        /// Whether STU3 gave the value set as a uri instead of a reference.
        public var isPlainURI: Bool
        /// The widest value set allowed (`elementdefinition-maxValueSet`).
        public var maxValueSet: String?
        /// What must at least be supported (`elementdefinition-minValueSet`).
        public var minValueSet: String?
        public var additional: [AdditionalBinding]
        public var extensions: [DefinitionExtension]
        public init(
            strength: Strength, valueSet: String? = nil, isPlainURI: Bool = false, maxValueSet: String? = nil,
            minValueSet: String? = nil, additional: [AdditionalBinding] = [], extensions: [DefinitionExtension] = []
        ) {
            self.strength = strength
            self.valueSet = valueSet
            self.isPlainURI = isPlainURI
            self.maxValueSet = maxValueSet
            self.minValueSet = minValueSet
            self.additional = additional
            self.extensions = extensions
        }
    }

    /// A further binding (the backport of R5's `binding.additional`).
    public struct AdditionalBinding: Sendable, Hashable {
        /// `maximum`, `minimum`, `required`, `extensible`, `candidate`, `current`, `preferred`, `ui`, `starter`, `component`.
        public var purpose: String
        public var valueSet: String
        /// Whether one repetition is enough.
        public var any: Bool?
        /// The extension (or element) that states it, for its usage contexts.
        public var element: DefinitionValue?
        public init(purpose: String, valueSet: String, any: Bool? = nil, element: DefinitionValue? = nil) {
            self.purpose = purpose
            self.valueSet = valueSet
            self.any = any
            self.element = element
        }
    }

    /// An invariant.
    public struct Constraint: Sendable, Hashable {
        public enum Severity: String, Sendable, Hashable, CaseIterable { case error, warning }
        public var key: String
        public var severity: Severity
        /// The FHIRPath expression; `nil` where there is only an XPath, which is not evaluated.
        public var expression: String?
        /// The canonical of the definition that states it, where the definition says so.
        public var source: String?
        /// The definition's own wording; lean packages do not have it.
        public var human: String?
        /// Whether the invariant is marked as best practice (`elementdefinition-bestpractice`).
        public var isBestPractice: Bool
        public init(
            key: String, severity: Severity = .error, expression: String? = nil, source: String? = nil,
            human: String? = nil, isBestPractice: Bool = false
        ) {
            self.key = key
            self.severity = severity
            self.expression = expression
            self.source = source
            self.human = human
            self.isBestPractice = isBestPractice
        }
    }
}
