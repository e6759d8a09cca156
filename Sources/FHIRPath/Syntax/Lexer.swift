/// Cuts an expression into tokens.
struct Lexer {
    let bytes: [UInt8]
    var position = 0
    /// Published expressions write delimited names in double quotes (STU3), and escapes that there are not.
    let isLenient: Bool

    static let longestExpression = 1 << 20

    init(_ text: String, isLenient: Bool) {
        bytes = Array(text.utf8)
        self.isLenient = isLenient
    }

    /// All tokens, the end included.
    mutating func tokens() throws(ExpressionError) -> [Token] {
        guard bytes.count <= Lexer.longestExpression else {
            throw ExpressionError(
                .syntax, at: 0, "The expression has \(bytes.count) bytes; \(Lexer.longestExpression) are read at most.")
        }
        var tokens: [Token] = []
        while true {
            let token = try next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A || byte == 0x5F
    }

    private mutating func skipBlanks() throws(ExpressionError) {
        while position < bytes.count {
            switch byte() {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            // A no-break space comes with expressions that were pasted from a web page.
            case 0xC2 where byte(1) == 0xA0: position += 2
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
                while position < bytes.count, byte() != 0x0A, byte() != 0x0D { position += 1 }
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
                let start = position
                position += 2
                while position < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
                    position += 1
                }
                guard position < bytes.count else {
                    throw ExpressionError(.syntax, at: start, "The comment does not end.", expected: "*/")
                }
                position += 2
            default: return
            }
        }
    }

    private mutating func next() throws(ExpressionError) -> Token {
        try skipBlanks()
        let start = position
        guard position < bytes.count else { return Token(kind: .end, range: start..<start, text: "") }
        let first = byte()
        if Lexer.isLetter(first) {
            while Lexer.isLetter(byte()) || Lexer.isDigit(byte()) { position += 1 }
            return token(.identifier, from: start)
        }
        if Lexer.isDigit(first) {
            while Lexer.isDigit(byte()) { position += 1 }
            if byte() == UInt8(ascii: "."), Lexer.isDigit(byte(1)) {
                position += 1
                while Lexer.isDigit(byte()) { position += 1 }
                return token(.decimal, from: start)
            }
            // `45L` of the continuous build.
            if byte() == UInt8(ascii: "L"), !Lexer.isLetter(byte(1)), !Lexer.isDigit(byte(1)) {
                var found = token(.long, from: start)
                position += 1
                found.range = start..<position
                return found
            }
            return token(.integer, from: start)
        }
        switch first {
        case UInt8(ascii: "'"): return try quoted(.string, by: first)
        case UInt8(ascii: "`"): return try quoted(.delimitedIdentifier, by: first)
        case UInt8(ascii: "\"") where isLenient: return try quoted(.delimitedIdentifier, by: first)
        case UInt8(ascii: "@"): return try moment()
        case UInt8(ascii: "%"): return try variable()
        case UInt8(ascii: "$"):
            position += 1
            while Lexer.isLetter(byte()) { position += 1 }
            let found = token(.special, from: start)
            guard ["$this", "$index", "$total"].contains(found.text) else {
                throw ExpressionError(
                    .syntax, at: start, "'\(found.text)' is not known.", expected: "$this, $index or $total",
                    found: found.text)
            }
            return found
        default: return try symbol()
        }
    }

    private func token(_ kind: Token.Kind, from start: Int) -> Token {
        Token(kind: kind, range: start..<position, text: String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func symbol() throws(ExpressionError) -> Token {
        let start = position
        let pair = String(decoding: bytes[start..<min(start + 2, bytes.count)], as: UTF8.self)
        if ["<=", ">=", "!=", "!~"].contains(pair) {
            position += 2
            return token(.symbol, from: start)
        }
        if "+-*/&|=~<>.,()[]{}".utf8.contains(byte()) {
            position += 1
            return token(.symbol, from: start)
        }
        // The whole character, for the message.
        position += 1
        while position < bytes.count, byte() & 0xC0 == 0x80 { position += 1 }
        let found = token(.symbol, from: start)
        throw ExpressionError(
            .syntax, at: start, "'\(found.text)' has no meaning here.", expected: "a name, a value or an operator",
            found: found.text)
    }

    private mutating func variable() throws(ExpressionError) -> Token {
        let start = position
        position += 1
        switch byte() {
        case UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "\""):
            var found = try quoted(.variable, by: byte())
            found.range = start..<position
            return found
        default:
            let name = position
            while Lexer.isLetter(byte()) || Lexer.isDigit(byte()) { position += 1 }
            // `%vs-name` and `%ext-name` are also written without quotes.
            let word = String(decoding: bytes[name..<position], as: UTF8.self)
            if word == "vs" || word == "ext", byte() == UInt8(ascii: "-"), Lexer.isLetter(byte(1)) {
                while Lexer.isLetter(byte()) || Lexer.isDigit(byte()) || byte() == UInt8(ascii: "-") { position += 1 }
            }
            guard position > name else {
                throw ExpressionError(.syntax, at: start, "A variable's name is missing.", expected: "a name after %")
            }
            return Token(
                kind: .variable, range: start..<position,
                text: String(decoding: bytes[name..<position], as: UTF8.self))
        }
    }

    private mutating func moment() throws(ExpressionError) -> Token {
        let start = position
        position += 1
        let isTime = byte() == UInt8(ascii: "T")
        var kind = isTime ? Token.Kind.time : .date
        func isPart(_ byte: UInt8) -> Bool { Lexer.isDigit(byte) || byte == UInt8(ascii: ":") }
        if !isTime {
            while Lexer.isDigit(byte()) || byte() == UInt8(ascii: "-") && Lexer.isDigit(byte(1)) { position += 1 }
        }
        if byte() == UInt8(ascii: "T") {
            if !isTime { kind = .dateTime }
            position += 1
            while isPart(byte()) || byte() == UInt8(ascii: ".") && Lexer.isDigit(byte(1)) { position += 1 }
            if byte() == UInt8(ascii: "Z") {
                position += 1
            } else if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-"), Lexer.isDigit(byte(1)),
                Lexer.isDigit(byte(2)), byte(3) == UInt8(ascii: ":")
            {
                position += 1
                while isPart(byte()) { position += 1 }
            }
        }
        var found = token(kind, from: start)
        found.text = String(found.text.dropFirst(isTime ? 2 : 1))
        return found
    }

    private mutating func quoted(_ kind: Token.Kind, by quote: UInt8) throws(ExpressionError) -> Token {
        let start = position
        position += 1
        var content: [UInt8] = []
        while true {
            guard position < bytes.count else {
                throw ExpressionError(
                    .syntax, at: start, "The quotation does not end.",
                    expected: String(decoding: [quote], as: UTF8.self), found: "the end of the expression")
            }
            let next = byte()
            position += 1
            if next == quote { break }
            guard next == UInt8(ascii: "\\") else {
                content.append(next)
                continue
            }
            let escaped = byte()
            position += 1
            switch escaped {
            case UInt8(ascii: "n"): content.append(0x0A)
            case UInt8(ascii: "r"): content.append(0x0D)
            case UInt8(ascii: "t"): content.append(0x09)
            case UInt8(ascii: "f"): content.append(0x0C)
            case UInt8(ascii: "u"):
                content += Array(String(try unicode(from: position - 2)).utf8)
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "/"):
                content.append(escaped)
            default:
                guard escaped != 0 || position <= bytes.count else { continue }
                // The grammar forbids it; published patterns write `\d` and mean it: there the backslash stays.
                guard isLenient else {
                    throw ExpressionError(
                        .syntax, at: position - 2, "The escape is not known.",
                        expected: "\\', \\\", \\`, \\\\, \\/, \\f, \\n, \\r, \\t or \\u with four digits",
                        found: "\\" + String(decoding: [escaped], as: UTF8.self))
                }
                content.append(next)
                content.append(escaped)
            }
        }
        return Token(kind: kind, range: start..<position, text: String(decoding: content, as: UTF8.self))
    }

    /// The four hexadecimal digits after `\u`, and a second escape where the first is half of a pair.
    private mutating func unicode(from start: Int) throws(ExpressionError) -> Character {
        func unit() throws(ExpressionError) -> UInt32 {
            guard position + 4 <= bytes.count,
                let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
            else {
                throw ExpressionError(
                    .syntax, at: start, "The escape is not complete.", expected: "four hexadecimal digits after \\u")
            }
            position += 4
            return value
        }
        var value = try unit()
        if value >= 0xD800, value < 0xDC00, byte() == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "u") {
            position += 2
            let second = try unit()
            if second >= 0xDC00, second < 0xE000 { value = 0x10000 + (value - 0xD800) << 10 + (second - 0xDC00) }
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw ExpressionError(.syntax, at: start, "The escape names no character.", expected: "a Unicode character")
        }
        return Character(scalar)
    }
}
