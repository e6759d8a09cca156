/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    public var message: String
    /// From 1.
    public var line: Int
    /// From 1, in bytes.
    public var column: Int
    public var description: String { "line \(line), column \(column): \(message)" }
}

extension JSONValue {
    /// Reads a JSON text (RFC 8259, strictly: no comments, no trailing commas, no duplicate names).
    ///
    /// - Parameters:
    ///   - bytes: the text, UTF-8.
    ///   - maximumDepth: how deep arrays and objects may nest.
    /// - Throws: ``JSONError`` with the place of the first fault.
    public init(parsing bytes: [UInt8], maximumDepth: Int = 200) throws(JSONError) {
        var parser = Parser(bytes: bytes, maximumDepth: maximumDepth)
        parser.skipSpace()
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        if parser.position < bytes.count { throw parser.error("text after the end of the value") }
        self = value
    }

    /// Reads a JSON text.
    public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

    private struct Parser {
        let bytes: [UInt8]
        let maximumDepth: Int
        var position = 0

        func error(_ message: String) -> JSONError {
            var line = 1
            var column = 1
            for byte in bytes[..<min(position, bytes.count)] {
                if byte == 0x0A {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
            }
            return JSONError(message: message, line: line, column: column)
        }

        var current: UInt8? { position < bytes.count ? bytes[position] : nil }

        mutating func skipSpace() {
            while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
        }

        mutating func value(depth: Int) throws(JSONError) -> JSONValue {
            guard depth <= maximumDepth else { throw error("nested deeper than \(maximumDepth) levels") }
            guard let byte = current else { throw error("the text ends where a value should stand") }
            switch byte {
            case UInt8(ascii: "{"): return try object(depth: depth)
            case UInt8(ascii: "["): return try array(depth: depth)
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "t"): return try word("true", .bool(true))
            case UInt8(ascii: "f"): return try word("false", .bool(false))
            case UInt8(ascii: "n"): return try word("null", .null)
            default: return try number()
            }
        }

        mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
            guard bytes[position...].starts(with: word.utf8) else { throw error("expected a value") }
            position += word.utf8.count
            return value
        }

        mutating func number() throws(JSONError) -> JSONValue {
            let start = position
            func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
            if current == UInt8(ascii: "-") { position += 1 }
            guard isDigit(current) else { throw error("expected a value") }
            if current == UInt8(ascii: "0") {
                position += 1
            } else {
                while isDigit(current) { position += 1 }
            }
            if current == UInt8(ascii: ".") {
                position += 1
                guard isDigit(current) else { throw error("expected a digit after the decimal point") }
                while isDigit(current) { position += 1 }
            }
            if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
                position += 1
                if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
                guard isDigit(current) else { throw error("expected a digit in the exponent") }
                while isDigit(current) { position += 1 }
            }
            if isDigit(current) { throw error("a number may not begin with 0") }
            return .number(String(decoding: bytes[start..<position], as: UTF8.self))
        }

        mutating func array(depth: Int) throws(JSONError) -> JSONValue {
            position += 1
            var items: [JSONValue] = []
            skipSpace()
            if current == UInt8(ascii: "]") {
                position += 1
                return .array(items)
            }
            while true {
                skipSpace()
                items.append(try value(depth: depth + 1))
                skipSpace()
                switch current {
                case UInt8(ascii: ","): position += 1
                case UInt8(ascii: "]"):
                    position += 1
                    return .array(items)
                default: throw error("expected , or ] in an array")
                }
            }
        }

        mutating func object(depth: Int) throws(JSONError) -> JSONValue {
            position += 1
            var members: [JSONObject.Member] = []
            var names: Set<String> = []
            skipSpace()
            if current == UInt8(ascii: "}") {
                position += 1
                return .object(JSONObject())
            }
            while true {
                skipSpace()
                guard current == UInt8(ascii: "\"") else { throw error("expected a name in quotes") }
                let place = position
                let name = try string()
                guard names.insert(name).inserted else {
                    position = place
                    throw error("the name \"\(name)\" stands twice in one object")
                }
                skipSpace()
                guard current == UInt8(ascii: ":") else { throw error("expected : after the name") }
                position += 1
                skipSpace()
                members.append(.init(name: name, value: try value(depth: depth + 1)))
                skipSpace()
                switch current {
                case UInt8(ascii: ","): position += 1
                case UInt8(ascii: "}"):
                    position += 1
                    return .object(JSONObject(members))
                default: throw error("expected , or } in an object")
                }
            }
        }

        mutating func string() throws(JSONError) -> String {
            position += 1
            var out: [UInt8] = []
            while true {
                guard let byte = current else { throw error("a string does not end") }
                switch byte {
                case UInt8(ascii: "\""):
                    position += 1
                    guard let text = String(validating: out, as: UTF8.self) else {
                        throw error("a string is not valid UTF-8")
                    }
                    return text
                case UInt8(ascii: "\\"):
                    position += 1
                    try escape(into: &out)
                case 0..<0x20: throw error("a control character stands unescaped in a string")
                default:
                    out.append(byte)
                    position += 1
                }
            }
        }

        mutating func escape(into out: inout [UInt8]) throws(JSONError) {
            guard let byte = current else { throw error("a string does not end") }
            position += 1
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"):
                var code = try hexadecimal()
                if (0xD800..<0xDC00).contains(code) {
                    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                        bytes[position + 1] == UInt8(ascii: "u")
                    else { throw error("half a surrogate pair") }
                    position += 2
                    let low = try hexadecimal()
                    guard (0xDC00..<0xE000).contains(low) else { throw error("half a surrogate pair") }
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                }
                guard let scalar = Unicode.Scalar(code) else { throw error("half a surrogate pair") }
                out.append(contentsOf: String(Character(scalar)).utf8)
            default: throw error("unknown escape in a string")
            }
        }

        mutating func hexadecimal() throws(JSONError) -> UInt32 {
            guard position + 4 <= bytes.count,
                bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
            else { throw error("expected four hexadecimal digits after \\u") }
            position += 4
            return code
        }
    }
}
