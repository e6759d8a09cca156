internal import ElementModel
internal import Units

/// Turns tokens into a tree.
struct Parser {
    /// Deeper trees are refused: everything after works on the tree by recursion.
    static let deepest = 256

    private let tokens: [Token]
    private var position = 0
    private var nesting = 0
    private var tree: SyntaxTree

    /// Reads an expression.
    ///
    /// - Throws: a syntax error; an execution error for what the grammar allows and no evaluation can mean.
    static func parse(_ text: String, options: ExpressionOptions) throws(ExpressionError) -> SyntaxTree {
        var lexer = Lexer(text, isLenient: options.leniency == .publishedInvariant)
        var parser = Parser(tokens: try lexer.tokens(), tree: SyntaxTree(text: text))
        let root = try parser.expression(1)
        guard parser.token.kind == .end else {
            throw parser.unexpected("an operator or the end of the expression")
        }
        parser.tree.root = root
        return parser.tree
    }

    private init(tokens: [Token], tree: SyntaxTree) {
        self.tokens = tokens
        self.tree = tree
    }

    private var token: Token { tokens[position] }
    private mutating func advance() { if position + 1 < tokens.count { position += 1 } }

    private func unexpected(_ expected: String) -> ExpressionError {
        ExpressionError(
            .syntax, at: token.range.lowerBound, "\(token.description) does not fit here.", expected: expected,
            found: token.description)
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard token.isSymbol(symbol) else { throw unexpected("'\(symbol)'") }
        advance()
    }

    private mutating func add(
        _ kind: SyntaxNode.Kind, _ range: Range<Int>, at offset: Int, children: [NodeID] = []
    ) throws(ExpressionError) -> NodeID {
        var depth = 1
        for child in children { depth = max(depth, tree[child].depth + 1) }
        guard depth <= Parser.deepest else {
            throw ExpressionError(
                .syntax, at: offset, "The expression is nested more than \(Parser.deepest) deep.",
                expected: "a simpler expression")
        }
        tree.nodes.append(SyntaxNode(kind: kind, range: range, offset: offset, depth: depth))
        return tree.nodes.count - 1
    }

    // MARK: Operators

    private mutating func expression(_ strength: Int) throws(ExpressionError) -> NodeID {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.deepest else {
            throw ExpressionError(
                .syntax, at: token.range.lowerBound, "The expression is nested more than \(Parser.deepest) deep.",
                expected: "a simpler expression")
        }
        var left = try unary()
        while true {
            let operation = token
            let start = tree[left].range.lowerBound
            if operation.isWord("is") || operation.isWord("as") {
                guard Operator.typeStrength >= strength else { return left }
                advance()
                let type = try typeName()
                let end = tokens[position - 1].range.upperBound
                left = try add(
                    .typeTest(operation.text == "is" ? .isType : .asType, base: left, type), start..<end,
                    at: operation.range.lowerBound, children: [left])
            } else if let kind = Operator(operation), kind.strength >= strength {
                advance()
                let right = try expression(kind.strength + 1)
                left = try add(
                    .binary(kind, left, right), start..<tree[right].range.upperBound,
                    at: operation.range.lowerBound, children: [left, right])
            } else {
                return left
            }
        }
    }

    private mutating func unary() throws(ExpressionError) -> NodeID {
        guard token.isSymbol("-") || token.isSymbol("+") else { return try postfix() }
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.deepest else { throw unexpected("fewer signs") }
        let sign = token
        advance()
        let operand = try unary()
        return try add(
            sign.text == "-" ? .negate(operand) : .plus(operand),
            sign.range.lowerBound..<tree[operand].range.upperBound, at: sign.range.lowerBound, children: [operand])
    }

    private mutating func postfix() throws(ExpressionError) -> NodeID {
        var left = try term()
        while true {
            let start = tree[left].range.lowerBound
            if token.isSymbol(".") {
                advance()
                left = try invocation(on: left)
            } else if token.isSymbol("[") {
                let bracket = token.range.lowerBound
                advance()
                let index = try expression(1)
                let end = token.range.upperBound
                try expect("]")
                left = try add(.indexer(base: left, index: index), start..<end, at: bracket, children: [left, index])
            } else {
                return left
            }
        }
    }

    // MARK: Terms

    private mutating func term() throws(ExpressionError) -> NodeID {
        let found = token
        let start = found.range.lowerBound
        switch found.kind {
        case .end: throw unexpected("a value, a name or a bracket")
        case .string:
            advance()
            return try add(.literal(.string(found.text)), found.range, at: start)
        case .integer, .long, .decimal: return try number()
        case .date, .dateTime, .time: return try moment()
        case .variable:
            advance()
            return try add(.variable(found.text), found.range, at: start)
        case .special:
            advance()
            let kind: SyntaxNode.Kind =
                found.text == "$this" ? .this : found.text == "$index" ? .index : .total
            return try add(kind, found.range, at: start)
        case .symbol:
            if found.text == "(" {
                advance()
                let inner = try expression(1)
                let end = token.range.upperBound
                try expect(")")
                tree.nodes[inner].range = start..<end
                return inner
            }
            if found.text == "{" {
                advance()
                let end = token.range.upperBound
                try expect("}")
                return try add(.empty, start..<end, at: start)
            }
            throw unexpected("a value, a name or a bracket")
        case .identifier, .delimitedIdentifier:
            if found.kind == .identifier, !(position + 1 < tokens.count && tokens[position + 1].isSymbol("(")) {
                if found.text == "true" || found.text == "false" {
                    advance()
                    return try add(.literal(.boolean(found.text == "true")), found.range, at: start)
                }
                if ["div", "mod", "and", "or", "xor", "implies"].contains(found.text) {
                    throw unexpected("a value, a name or a bracket")
                }
            }
            return try invocation(on: nil)
        }
    }

    private mutating func number() throws(ExpressionError) -> NodeID {
        let found = token
        advance()
        guard let value = Decimal(found.text) else {
            throw ExpressionError(
                .syntax, at: found.range.lowerBound, "'\(found.text)' has too many digits.",
                expected: "a number of up to 38 digits", found: found.text)
        }
        if token.kind == .string {
            let unit = token
            advance()
            return try add(
                .literal(.quantity(value, unit: unit.text, calendar: nil)),
                found.range.lowerBound..<unit.range.upperBound, at: found.range.lowerBound)
        }
        if token.kind == .identifier, let calendar = CalendarUnit(word: token.text) {
            let unit = token
            advance()
            return try add(
                .literal(.quantity(value, unit: calendar.word, calendar: calendar)),
                found.range.lowerBound..<unit.range.upperBound, at: found.range.lowerBound)
        }
        if found.kind != .decimal {
            // An Integer has 32 bits; larger ones are Longs.
            guard let integer = Int64(exactly: value.mantissa) else {
                throw ExpressionError(
                    .syntax, at: found.range.lowerBound, "'\(found.text)' is too large for an integer.",
                    expected: "an integer of 64 bits", found: found.text)
            }
            return try add(
                .literal(found.kind == .long ? .long(integer) : .integer(integer)), found.range,
                at: found.range.lowerBound)
        }
        return try add(.literal(.decimal(value)), found.range, at: found.range.lowerBound)
    }

    private mutating func moment() throws(ExpressionError) -> NodeID {
        let found = token
        advance()
        let form: Temporal.Form = found.kind == .date ? .date : found.kind == .time ? .time : .dateTime
        guard let value = Temporal(found.text, form: form) else {
            let hasZone = form == .time && found.text.contains { "Z+-".contains($0) }
            throw ExpressionError(
                hasZone ? .execution : .syntax, at: found.range.lowerBound,
                hasZone ? "A time has no zone." : "'@\(form == .time ? "T" : "")\(found.text)' is no date or time.",
                expected: "a date, a date with a time, or a time", found: found.text)
        }
        let literal: Literal = form == .date ? .date(value) : form == .time ? .time(value) : .dateTime(value)
        return try add(.literal(literal), found.range, at: found.range.lowerBound)
    }

    // MARK: Names and functions

    private mutating func invocation(on base: NodeID?) throws(ExpressionError) -> NodeID {
        let name = token
        if name.kind == .special, base != nil {
            // `a.$this` is written by some and means `a`'s items one by one: the grammar has it.
            throw unexpected("a name or a function")
        }
        guard name.kind == .identifier || name.kind == .delimitedIdentifier else {
            throw unexpected("a name or a function")
        }
        advance()
        let start = base.map { tree[$0].range.lowerBound } ?? name.range.lowerBound
        guard token.isSymbol("("), name.kind == .identifier else {
            return try add(
                .member(base: base, name: name.text), start..<name.range.upperBound, at: name.range.lowerBound,
                children: base.map { [$0] } ?? [])
        }
        advance()
        let test: SyntaxNode.TypeTest? =
            switch name.text {
            case "is": .isType
            case "as": .asType
            case "ofType": .ofType
            default: nil
            }
        if let test {
            let type = try typeName()
            let end = token.range.upperBound
            try expect(")")
            return try add(
                .typeTest(test, base: base, type), start..<end, at: name.range.lowerBound,
                children: base.map { [$0] } ?? [])
        }
        guard let function = Function(name.text) else {
            throw ExpressionError(
                .semantic, at: name.range.lowerBound,
                "There is no function '\(name.text)'."
                    + NameHint.nearest(to: name.text, among: Function.allCases.map(\.name)),
                expected: "a function of FHIRPath or FHIR", found: name.text)
        }
        var arguments: [NodeID] = []
        if !token.isSymbol(")") {
            arguments.append(try argument(of: function, 0))
            while token.isSymbol(",") {
                advance()
                arguments.append(try argument(of: function, arguments.count))
            }
        }
        let end = token.range.upperBound
        try expect(")")
        let allowed = function.argumentCounts
        guard allowed.contains(arguments.count) else {
            let counts =
                allowed.lowerBound == allowed.upperBound
                ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)"
            throw ExpressionError(
                .semantic, at: name.range.lowerBound,
                "'\(name.text)' takes \(counts) arguments and was given \(arguments.count).",
                expected: "\(counts) arguments", found: "\(arguments.count)")
        }
        return try add(
            .function(base: base, function, arguments: arguments), start..<end, at: name.range.lowerBound,
            children: (base.map { [$0] } ?? []) + arguments)
    }

    /// An argument; `sort` allows a direction after it.
    private mutating func argument(of function: Function, _ number: Int) throws(ExpressionError) -> NodeID {
        let node = try expression(1)
        guard function == .sort, token.isWord("asc") || token.isWord("desc") else { return node }
        let direction = token
        advance()
        guard direction.text == "desc" else { return node }
        return try add(
            .negate(node), tree[node].range.lowerBound..<direction.range.upperBound, at: direction.range.lowerBound,
            children: [node])
    }

    private mutating func typeName() throws(ExpressionError) -> TypeName {
        func isName(_ token: Token) -> Bool { token.kind == .identifier || token.kind == .delimitedIdentifier }
        let isBracketed = token.isSymbol("(")
        if isBracketed { advance() }
        guard isName(token) else { throw unexpected("the name of a type") }
        let first = token
        advance()
        var type = TypeName(namespace: nil, name: first.text, offset: first.range.lowerBound)
        if token.isSymbol("."), position + 1 < tokens.count, isName(tokens[position + 1]),
            first.text == "FHIR" || first.text == "System"
        {
            advance()
            type.namespace = first.text
            type.name = token.text
            advance()
        }
        // Backbone types are named by their path: `Patient.contact`.
        while token.isSymbol("."), position + 1 < tokens.count, isName(tokens[position + 1]),
            !(position + 2 < tokens.count && tokens[position + 2].isSymbol("(")), type.namespace != "System",
            isBracketed == false, isInParentheses
        {
            advance()
            type.name += "." + token.text
            advance()
        }
        if isBracketed { try expect(")") }
        return type
    }

    /// Whether the type's name is a function's argument, where a dot can only belong to it.
    private var isInParentheses: Bool {
        var at = position + 1
        while at < tokens.count, tokens[at].kind == .identifier || tokens[at].isSymbol(".") { at += 1 }
        return at < tokens.count && tokens[at].isSymbol(")")
    }
}
