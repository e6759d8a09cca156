internal import Units

/// The number of a node in its ``SyntaxTree``.
typealias NodeID = Int

/// A value that is written out.
enum Literal {
    case boolean(Bool)
    case integer(Int64)
    case long(Int64)
    case decimal(Decimal)
    case string(String)
    case date(Temporal)
    case dateTime(Temporal)
    case time(Temporal)
    case quantity(Decimal, unit: String, calendar: CalendarUnit?)
}

/// The two-sided operators, `is` and `as` apart.
enum Operator: UInt8 {
    case multiply, divide, wholeDivide, modulo, add, subtract, concatenate, union
    case less, lessOrEqual, greater, greaterOrEqual
    case equal, notEqual, equivalent, notEquivalent, isIn, contains
    case and, or, xor, implies

    /// How tightly it binds.
    var strength: Int {
        switch self {
        case .multiply, .divide, .wholeDivide, .modulo: 11
        case .add, .subtract, .concatenate: 10
        case .union: 8
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 7
        case .equal, .notEqual, .equivalent, .notEquivalent: 6
        case .isIn, .contains: 5
        case .and: 4
        case .xor, .or: 3
        case .implies: 2
        }
    }
    /// How tightly `is` and `as` bind.
    static let typeStrength = 9

    init?(_ token: Token) {
        switch (token.kind, token.text) {
        case (.symbol, "*"): self = .multiply
        case (.symbol, "/"): self = .divide
        case (.identifier, "div"): self = .wholeDivide
        case (.identifier, "mod"): self = .modulo
        case (.symbol, "+"): self = .add
        case (.symbol, "-"): self = .subtract
        case (.symbol, "&"): self = .concatenate
        case (.symbol, "|"): self = .union
        case (.symbol, "<"): self = .less
        case (.symbol, "<="): self = .lessOrEqual
        case (.symbol, ">"): self = .greater
        case (.symbol, ">="): self = .greaterOrEqual
        case (.symbol, "="): self = .equal
        case (.symbol, "!="): self = .notEqual
        case (.symbol, "~"): self = .equivalent
        case (.symbol, "!~"): self = .notEquivalent
        case (.identifier, "in"): self = .isIn
        case (.identifier, "contains"): self = .contains
        case (.identifier, "and"): self = .and
        case (.identifier, "or"): self = .or
        case (.identifier, "xor"): self = .xor
        case (.identifier, "implies"): self = .implies
        default: return nil
        }
    }
}

/// A type as an expression names it: `Quantity`, `FHIR.Patient`, `System.Boolean`.
struct TypeName {
    var namespace: String?
    var name: String
    var offset: Int
    var text: String { namespace.map { $0 + "." + name } ?? name }
}

/// A node of the parsed expression.
struct SyntaxNode {
    enum Kind {
        case literal(Literal)
        /// `{}`
        case empty
        case this, index, total
        case variable(String)
        /// A child by name; without a base, of the implicit `$this`.
        case member(base: NodeID?, name: String)
        case function(base: NodeID?, Function, arguments: [NodeID])
        case indexer(base: NodeID, index: NodeID)
        case negate(NodeID)
        /// A leading `+`.
        case plus(NodeID)
        case binary(Operator, NodeID, NodeID)
        /// `is`, `as`, and the functions `is()`, `as()`, `ofType()`
        case typeTest(TypeTest, base: NodeID?, TypeName)
    }
    enum TypeTest { case isType, asType, ofType }

    var kind: Kind
    /// The bytes it takes in the expression.
    var range: Range<Int>
    /// Where its own name or operator stands, for messages.
    var offset: Int
    /// How deep the tree below it is.
    var depth: Int
}

/// A parsed expression.
struct SyntaxTree {
    var text: String
    var nodes: [SyntaxNode] = []
    var root: NodeID = 0

    subscript(node: NodeID) -> SyntaxNode { nodes[node] }
}
