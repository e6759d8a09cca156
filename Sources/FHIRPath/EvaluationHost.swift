public import ElementModel

/// What an expression may ask of the world outside its document: its caller fills in what it knows.
///
/// Everything may stay empty: `resolve()` then follows contained resources only, and what needs terminology or
/// profiles is undecided.
public struct EvaluationHost {
    /// An element of some document. Whoever hands it out keeps the document alive.
    public struct Target {
        public var view: ElementView
        public var element: ElementID
        public init(view: ElementView, element: ElementID) {
            self.view = view
            self.element = element
        }
    }

    /// An answer of terminology or of a profile.
    public enum Answer: Sendable, Equatable {
        case yes
        case no
        /// Nobody knows, and why: the expression is undecided.
        case unknown(String)
        /// The question itself is wrong (an unknown profile, by policy): an execution error.
        case failure(String)
    }

    /// Follows a reference (its text) from the element that holds it; `nil` where there is nothing to be found.
    public var resolve: ((_ reference: String, _ from: Target) -> Target?)?
    /// Whether a code, Coding, CodeableConcept or Quantity is in a value set.
    public var memberOf: ((_ item: ResultItem, _ valueSet: String) -> Answer)?
    /// Whether an element conforms to a profile.
    public var conformsTo: ((_ target: Target, _ profile: String) -> Answer)?
    /// Whether the first code subsumes the second.
    public var subsumes: ((_ first: ResultItem, _ second: ResultItem) -> Answer)?
    /// Whether an element belongs to a slice of the profile's structure.
    public var isInSlice: ((_ target: Target, _ structure: String, _ slice: String) -> Answer)?
    /// The element of a StructureDefinition that defines an element; `nil` where it is not here.
    public var elementDefinition: ((_ target: Target) -> Target?)?
    /// Takes what `trace(name)` shows.
    public var trace: ((_ name: String, _ items: ResultItems) -> Void)?
    /// Takes every sub-expression's value, where the expression was compiled with ``ExpressionOptions/isTraced``.
    public var step: ((_ step: TraceStep) -> Void)?
    /// What `now()` says: seconds since 1970 in UTC. `nil`: the machine's clock, read once per evaluation.
    public var now: Double?

    public init() {}
}

/// A sub-expression and what it gave.
public struct TraceStep {
    /// The sub-expression's place in the text of the expression, in bytes.
    public var range: Range<Int>
    /// Its text.
    public var expression: String
    /// How deep it stands in lambdas (`where(…)`, `all(…)`).
    public var depth: Int
    public var items: ResultItems
}
