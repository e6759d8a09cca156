/// An expression constraint of SNOMED CT (Expression Constraint Language 1.x and the part of 2.x that narrows by
/// hierarchy, reference sets and attributes), in its short or long form.
public indirect enum ECLExpression: Sendable, Hashable {
    /// `*`
    case any
    /// A concept by its identifier.
    case concept(Int64)
    /// `< << <! <<! > >> >! >>!` over what follows.
    case hierarchy(Hierarchy, ECLExpression)
    /// `^` over what follows.
    case memberOf(ECLExpression)
    case and([ECLExpression])
    case or([ECLExpression])
    case minus(ECLExpression, ECLExpression)
    /// `focus : refinement`
    case refined(ECLExpression, ECLRefinement)
    /// `focus . attribute`
    case dotted(ECLExpression, ECLExpression)
    /// Narrowed by what is not evaluated here (a filter on terms, dialects, history).
    case filtered(ECLExpression)

    public enum Hierarchy: Sendable, Hashable {
        case descendants, descendantsOrSelf, children, childrenOrSelf, ancestors, ancestorsOrSelf, parents
        case parentsOrSelf
    }
}

/// What the attributes of a concept must be.
public indirect enum ECLRefinement: Sendable, Hashable {
    case attribute(Attribute)
    /// `{ … }`: all in one group.
    case group(ECLRefinement, minimum: Int, maximum: Int?)
    case and([ECLRefinement])
    case or([ECLRefinement])

    public struct Attribute: Sendable, Hashable {
        public var name: ECLExpression
        /// `nil` where it is compared with a number or a text.
        public var value: ECLExpression?
        /// Whether `=` or `!=`.
        public var isEqual: Bool
        public var isReverse: Bool
        public var minimum: Int
        public var maximum: Int?
    }
}

/// Why a text is no expression constraint.
public struct ECLError: Error, Sendable, Hashable, CustomStringConvertible {
    public var offset: Int
    public var expected: String
    public var description: String { "at character \(offset + 1), \(expected) was expected" }
}
