public import Record

/// How an expression is read and judged before it runs.
public struct ExpressionOptions: Sendable, Hashable {
    /// How strictly singletons are taken.
    public enum Leniency: Sendable, Hashable {
        /// Expressions that people write now: `as()` on several items is an error, so is a criterion of several items.
        case author
        /// Invariants that stand published: `as()` filters (R4's own dom-3 needs it), several items count as true.
        case publishedInvariant
    }

    public var release: FHIRRelease
    /// The type of the focus (`Patient`, `HumanName`, `Patient.contact`), or `nil` where it is not known; with it the
    /// static checker runs.
    public var contextType: String?
    public var leniency: Leniency
    /// Whether `as` takes `String` for `string`: HL7's validator compares the names of types so before R5.
    public var ignoresTypeCase = false
    /// Whether functions that rely on an order that nobody promises (`children().skip(1)`) are errors.
    public var checksOrder: Bool
    /// The names of further variables that the caller will give values to, without the `%`.
    public var variables: [String]
    /// Whether every sub-expression is reported to ``EvaluationHost/step`` (slower; nothing is hoisted).
    public var isTraced: Bool
    /// What a profile leaves of the context's type, for the static checker.
    public var shape: ExpressionShape?

    public init(
        release: FHIRRelease, contextType: String? = nil, leniency: Leniency = .author, checksOrder: Bool = false,
        variables: [String] = [], isTraced: Bool = false, shape: ExpressionShape? = nil
    ) {
        self.release = release
        self.contextType = contextType
        self.leniency = leniency
        self.checksOrder = checksOrder
        self.variables = variables
        self.isTraced = isTraced
        self.shape = shape
    }
}

/// What a profile says of the elements that an expression may name: what the static checker needs of it.
public struct ExpressionShape: Sendable, Hashable {
    /// What the profile leaves of one element.
    public struct Element: Sendable, Hashable {
        /// Whether its maximum is 0.
        public var isProhibited: Bool
        /// The types that are left; empty: those of the base.
        public var types: [String]
        public init(isProhibited: Bool, types: [String]) {
            self.isProhibited = isProhibited
            self.types = types
        }
    }
    /// How messages call it.
    public var name: String
    /// The path of the expression's context: `Patient`, `Patient.contact`.
    public var focus: String
    /// The elements by path, slices apart, choices by their plain name: `Observation.value`.
    public var elements: [String: Element]

    public init(name: String, focus: String, elements: [String: Element]) {
        self.name = name
        self.focus = focus
        self.elements = elements
    }
}
