/// Reads expression constraints.
struct ECLParser {
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    private static let maximumDepth = 64
    private static let maximumLength = 1 << 20

    /// Reads a whole text.
    static func parse(_ text: String) throws(ECLError) -> ECLExpression {
        var parser = ECLParser(bytes: Array(text.utf8))
        guard parser.bytes.count <= maximumLength else { throw ECLError(offset: 0, expected: "a shorter expression") }
        let expression = try parser.expression()
        parser.skip()
        guard parser.at == parser.bytes.count else {
            throw ECLError(offset: parser.at, expected: "the end or an operator")
        }
        return expression
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Characters

    private func byte(_ ahead: Int = 0) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

    /// White space and `/* comments */`.
    private mutating func skip() {
        while at < bytes.count {
            if bytes[at] == 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0D) {
                at += 1
            } else if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                at += 2
                while at < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { at += 1 }
                at += 2
            } else {
                return
            }
        }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        skip()
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for place in 0..<count where bytes[at + place] != text.utf8Start[place] { return false }
        at += count
        return true
    }

    /// Takes a word, in any letter case, that ends here.
    private mutating func takeWord(_ word: StaticString) -> Bool {
        skip()
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for place in 0..<count where bytes[at + place] | 0x20 != word.utf8Start[place] | 0x20 { return false }
        let next = byte(count)
        if (next | 0x20) >= 0x61, (next | 0x20) <= 0x7A { return false }
        at += count
        return true
    }

    private func fail(_ expected: String) -> ECLError { ECLError(offset: at, expected: expected) }

    // MARK: Expressions

    private mutating func expression() throws(ECLError) -> ECLExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ECLParser.maximumDepth else { throw fail("a less nested expression") }
        var result = try sub()
        if take(":") { return .refined(result, try refinement()) }
        skip()
        if byte() == UInt8(ascii: "."), byte(1) != UInt8(ascii: ".") {
            while take(".") { result = .dotted(result, try sub()) }
            return result
        }
        if takeWord("MINUS") { return .minus(result, try sub()) }
        var parts = [result]
        if takeAnd() {
            repeat { parts.append(try sub()) } while takeAnd()
            return .and(parts)
        }
        if takeWord("OR") {
            repeat { parts.append(try sub()) } while takeWord("OR")
            return .or(parts)
        }
        return result
    }

    private mutating func takeAnd() -> Bool { takeWord("AND") || take(",") }

    private mutating func sub() throws(ECLError) -> ECLExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ECLParser.maximumDepth else { throw fail("a less nested expression") }
        if let hierarchy = takeHierarchy() { return try filtered(.hierarchy(hierarchy, try operand())) }
        return try filtered(try operand())
    }

    private mutating func filtered(_ expression: ECLExpression) throws(ECLError) -> ECLExpression {
        var result = expression
        while take("{{") {
            while at < bytes.count, !(byte() == UInt8(ascii: "}") && byte(1) == UInt8(ascii: "}")) { at += 1 }
            guard take("}}") else { throw fail("}}") }
            result = .filtered(result)
        }
        return result
    }

    private mutating func takeHierarchy() -> ECLExpression.Hierarchy? {
        if take("<<!") || takeWord("childOrSelfOf") { return .childrenOrSelf }
        if take("<<") || takeWord("descendantOrSelfOf") { return .descendantsOrSelf }
        if take("<!") || takeWord("childOf") { return .children }
        if take("<") || takeWord("descendantOf") { return .descendants }
        if take(">>!") || takeWord("parentOrSelfOf") { return .parentsOrSelf }
        if take(">>") || takeWord("ancestorOrSelfOf") { return .ancestorsOrSelf }
        if take(">!") || takeWord("parentOf") { return .parents }
        if take(">") || takeWord("ancestorOf") { return .ancestors }
        return nil
    }

    private mutating func operand() throws(ECLError) -> ECLExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ECLParser.maximumDepth else { throw fail("a less nested expression") }
        if take("^") || takeWord("memberOf") { return .memberOf(try operand()) }
        if take("*") || takeWord("ANY") { return .any }
        if take("(") {
            let inner = try expression()
            guard take(")") else { throw fail(")") }
            return inner
        }
        return .concept(try concept())
    }

    private mutating func concept() throws(ECLError) -> Int64 {
        skip()
        let start = at
        var value: Int64 = 0
        while byte() >= 0x30, byte() <= 0x39, at - start < 18 {
            value = value * 10 + Int64(byte() - 0x30)
            at += 1
        }
        guard at - start >= 6 else {
            at = start
            throw fail("a concept's identifier")
        }
        skip()
        if byte() == UInt8(ascii: "|") {
            at += 1
            while at < bytes.count, byte() != UInt8(ascii: "|") { at += 1 }
            guard at < bytes.count else { throw fail("|") }
            at += 1
        }
        return value
    }

    // MARK: Refinements

    private mutating func refinement() throws(ECLError) -> ECLRefinement {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ECLParser.maximumDepth else { throw fail("a less nested expression") }
        var parts = [try refinementPart()]
        if takeAnd() {
            repeat { parts.append(try refinementPart()) } while takeAnd()
            return .and(parts)
        }
        if takeWord("OR") {
            repeat { parts.append(try refinementPart()) } while takeWord("OR")
            return .or(parts)
        }
        return parts[0]
    }

    private mutating func refinementPart() throws(ECLError) -> ECLRefinement {
        // A bracketed refinement, unless an operator behind it tells that the bracket holds an attribute's name.
        if !isBracketedName(), take("(") {
            let inner = try refinement()
            guard take(")") else { throw fail(")") }
            return inner
        }
        let (minimum, maximum) = try cardinality()
        if take("{"), byte() != UInt8(ascii: "{") {
            let inner = try refinement()
            guard take("}") else { throw fail("}") }
            return .group(inner, minimum: minimum ?? 1, maximum: minimum == nil ? nil : maximum)
        }
        let isReverse = takeWord("reverseOf") || takeReverse()
        let name = try sub()
        var isEqual = true
        if take("!=") || take("<>") {
            isEqual = false
        } else if !take("=") {
            if take("<=") || take("<") || take(">=") || take(">") {
                try literal()
                return .attribute(
                    .init(name: name, value: nil, isEqual: true, isReverse: isReverse, minimum: 1, maximum: nil))
            }
            throw fail("=")
        }
        skip()
        if byte() == UInt8(ascii: "#") || byte() == UInt8(ascii: "\"") || takeWord("true") || takeWord("false") {
            try literal()
            return .attribute(
                .init(name: name, value: nil, isEqual: isEqual, isReverse: isReverse, minimum: 1, maximum: nil))
        }
        return .attribute(
            .init(
                name: name, value: try sub(), isEqual: isEqual, isReverse: isReverse, minimum: minimum ?? 1,
                maximum: minimum == nil ? nil : maximum))
    }

    /// Whether a bracket opens here and `=` or `!=` follows where it closes.
    private mutating func isBracketedName() -> Bool {
        skip()
        guard byte() == UInt8(ascii: "(") else { return false }
        var place = at
        var open = 0
        var isTerm = false
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "|") {
                isTerm.toggle()
            } else if byte == UInt8(ascii: "("), !isTerm {
                open += 1
            } else if byte == UInt8(ascii: ")"), !isTerm {
                open -= 1
                if open == 0 { break }
            }
            place += 1
        }
        place += 1
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        return place < bytes.count && (bytes[place] == UInt8(ascii: "=") || bytes[place] == UInt8(ascii: "!"))
    }

    /// `R` before an attribute's name.
    private mutating func takeReverse() -> Bool {
        skip()
        guard byte() == UInt8(ascii: "R"),
            byte(1) == 0x20 || byte(1) == UInt8(ascii: "<") || (byte(1) >= 0x30 && byte(1) <= 0x39)
        else { return false }
        at += 1
        return true
    }

    /// `[1..*]`; nothing where none is given, `nil` as maximum for many.
    private mutating func cardinality() throws(ECLError) -> (Int?, Int?) {
        guard take("[") else { return (nil, nil) }
        let minimum = try count()
        guard take("..") || takeWord("to") else { throw fail("..") }
        let maximum: Int? = take("*") || takeWord("many") ? nil : try count()
        guard take("]") else { throw fail("]") }
        return (minimum, maximum)
    }

    private mutating func count() throws(ECLError) -> Int {
        skip()
        let start = at
        var value = 0
        while byte() >= 0x30, byte() <= 0x39, at - start < 6 {
            value = value * 10 + Int(byte() - 0x30)
            at += 1
        }
        guard at > start else { throw fail("a number") }
        return value
    }

    /// A number, text or truth value, which is passed over.
    private mutating func literal() throws(ECLError) {
        skip()
        if byte() == UInt8(ascii: "\"") {
            at += 1
            while at < bytes.count, byte() != UInt8(ascii: "\"") {
                if byte() == UInt8(ascii: "\\") { at += 1 }
                at += 1
            }
            guard take("\"") else { throw fail("\"") }
            return
        }
        if byte() == UInt8(ascii: "#") { at += 1 }
        while byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: ".")
            || (byte() >= 0x30 && byte() <= 0x39)
        {
            at += 1
        }
    }
}

extension ECLExpression {
    /// Reads an expression constraint.
    ///
    /// - Throws: ``ECLError`` with the place where it went wrong.
    public init(_ text: String) throws(ECLError) { self = try ECLParser.parse(text) }
}
