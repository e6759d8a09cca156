/// Scans what ``JSONScanner`` gave up on: reports each deviation from JSON, and goes on where the meaning is clear.
///
/// The text must be followed by at least 16 zero bytes.
struct JSONTolerantScanner: ~Copyable {
    /// A slip, with the object that holds its place; the element that the object becomes is not known yet.
    struct Note {
        var rule: ReadingRule
        var offset: Int
        var message: String
        /// The node of the innermost object; -1 outside all.
        var object: Int
        /// The name of the array in it that holds the place.
        var step: String?
    }

    let bytes: UnsafePointer<UInt8>
    let count: Int
    let depth: Int
    let limit: Int
    let allowsComments: Bool
    private(set) var at = 0
    private(set) var notes: [Note] = []
    /// Notes beyond the limit.
    private(set) var omitted = 0
    /// What ended the scan before the end of the text.
    private(set) var fatal: Note?
    private var object = -1
    private var step: String?

    init(bytes: UnsafePointer<UInt8>, count: Int, depth: Int, limit: Int, allowsComments: Bool) {
        self.bytes = bytes
        self.count = count
        self.depth = depth
        self.limit = limit
        self.allowsComments = allowsComments
    }

    /// Scans the whole text; afterwards ``fatal`` tells whether the tape is of use.
    mutating func scan(into tape: inout JSONTape) {
        tape.count = 0
        if count >= 2, bytes[0] >= 0xFE || bytes[0] == 0 || bytes[1] == 0 {
            return stop(.encoding, at: 0, "The document is encoded as UTF-16 or UTF-32: FHIR wants UTF-8.")
        }
        if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            note(.jsonByteOrderMark, at: 0, "The document begins with a byte order mark, which JSON has no place for.")
            at = 3
        }
        guard skipSpace() else { return }
        if at >= count { return stop(.jsonSyntax, at: 0, "The document is empty.") }
        guard value(name: 0, level: 0, into: &tape), skipSpace() else { return }
        if at < count {
            object = -1
            note(
                .jsonTrailing, at: at,
                "The text goes on after the end of the resource; what follows is not read.")
        }
    }

    // MARK: Reporting

    private mutating func note(_ rule: ReadingRule, at offset: Int, _ message: @autoclosure () -> String) {
        if rule == .jsonComment, allowsComments { return }
        guard notes.count < limit else {
            omitted += 1
            return
        }
        notes.append(Note(rule: rule, offset: offset, message: message(), object: object, step: step))
    }

    private mutating func stop(_ rule: ReadingRule, at offset: Int, _ message: String) {
        guard fatal == nil else { return }
        // What was noted of the same place was a guess at what now turns out to be no JSON at all.
        notes.removeAll { $0.offset == offset }
        fatal = Note(rule: rule, offset: offset, message: message, object: object, step: step)
    }

    private mutating func truncated(_ where_: String) -> Bool {
        // Whatever else is wrong, the first thing to do is to get the whole file.
        notes = []
        omitted = 0
        stop(
            .jsonTruncated, at: count,
            "The text ends \(where_): it is cut off, or a closing bracket or quote is missing.")
        return false
    }

    private mutating func unexpected(_ wanted: String) -> Bool {
        if at >= count { return truncated("where \(wanted) should stand") }
        stop(.jsonSyntax, at: at, "Expected \(wanted), but found \(JSONTolerantScanner.shown(bytes[at])).")
        return false
    }

    private static func shown(_ byte: UInt8) -> String {
        byte > 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte \(byte)"
    }

    // MARK: Scanning

    /// Passes over space and comments; `false` where a comment does not end.
    private mutating func skipSpace() -> Bool {
        while true {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            case UInt8(ascii: "/") where bytes[at + 1] == UInt8(ascii: "/"):
                note(.jsonComment, at: at, "JSON has no comments.")
                while at < count, bytes[at] != 0x0A { at += 1 }
            case UInt8(ascii: "/") where bytes[at + 1] == UInt8(ascii: "*"):
                note(.jsonComment, at: at, "JSON has no comments.")
                at += 2
                while at < count, !(bytes[at] == UInt8(ascii: "*") && bytes[at + 1] == UInt8(ascii: "/")) { at += 1 }
                if at >= count { return truncated("inside a comment") }
                at += 2
            default: return true
            }
        }
    }

    private mutating func value(name: UInt32, level: Int, into tape: inout JSONTape) -> Bool {
        let start = at
        switch bytes[at] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard level < depth else {
                stop(.limit, at: at, "Objects and arrays nest deeper than the \(depth) levels that are read at most.")
                return false
            }
            return bytes[at] == UInt8(ascii: "{")
                ? members(name: name, level: level, into: &tape) : items(name: name, level: level, into: &tape)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if bytes[at] == UInt8(ascii: "'") {
                note(.jsonValueQuotes, at: at, "A value stands in single quotes: JSON wants double ones.")
            }
            guard let kind = string() else { return false }
            _ = tape.append(kind, start: start + 1, end: at - 1, name: name)
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            while JSONTolerantScanner.isNumberByte(bytes[at]) { at += 1 }
            if JSONTolerantScanner.isWordByte(bytes[at]) { return word(from: start, name: name, into: &tape) }
            let text = UnsafeBufferPointer(start: bytes + start, count: at - start)
            if !JSONTolerantScanner.isNumber(text) {
                note(.jsonNumber, at: start, "This is not how JSON writes a number.")
            }
            _ = tape.append(JSONKind.number, start: start, end: at, name: name)
        default: return word(from: start, name: name, into: &tape)
        }
        return true
    }

    private mutating func word(from start: Int, name: UInt32, into tape: inout JSONTape) -> Bool {
        while JSONTolerantScanner.isWordByte(bytes[at]) || at > start && JSONTolerantScanner.isNumberByte(bytes[at]) {
            at += 1
        }
        let text = ByteSlice(start: bytes + start, count: at - start)
        if text.isEmpty { return unexpected("a value") }
        if at >= count { return truncated("inside a value") }
        let kind: UInt8
        if text == "true" {
            kind = JSONKind.true
        } else if text == "false" {
            kind = JSONKind.false
        } else if text == "null" {
            kind = JSONKind.null
        } else {
            note(.jsonValueQuotes, at: start, "A value stands without quotes.")
            kind = JSONKind.string
        }
        _ = tape.append(kind, start: start, end: at, name: name)
        return true
    }

    private mutating func members(name: UInt32, level: Int, into tape: inout JSONTape) -> Bool {
        let node = tape.append(JSONKind.object, start: at, end: at, name: name)
        let outer = (object, step)
        (object, step) = (node, nil)
        defer { (object, step) = outer }
        at += 1
        var comma = -1
        var needsComma = false
        while true {
            guard skipSpace() else { return false }
            switch bytes[at] {
            case UInt8(ascii: "}"):
                if comma >= 0 { note(.jsonCommaExtra, at: comma, "A comma stands before the end of the object.") }
                at += 1
                tape.close(node, end: at)
                return true
            case UInt8(ascii: ","):
                if comma >= 0 || !needsComma { note(.jsonCommaExtra, at: at, "There is a comma too many.") }
                comma = at
                needsComma = false
                at += 1
                continue
            default: break
            }
            if at >= count { return truncated("inside an object") }
            if needsComma { note(.jsonCommaMissing, at: at, "A comma is missing before this property.") }
            comma = -1
            guard let name = memberName() else { return false }
            guard skipSpace() else { return false }
            guard bytes[at] == UInt8(ascii: ":") else { return unexpected("':' after the name of a property") }
            at += 1
            guard skipSpace(), value(name: name, level: level + 1, into: &tape) else { return false }
            needsComma = true
        }
    }

    private mutating func memberName() -> UInt32? {
        var start = at
        var kind = JSONKind.string
        let end: Int
        if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
            if bytes[at] == UInt8(ascii: "'") {
                note(.jsonNameQuotes, at: at, "A property name stands in single quotes: JSON wants double ones.")
            }
            guard let found = string() else { return nil }
            kind = found
            start += 1
            end = at - 1
        } else {
            while JSONTolerantScanner.isWordByte(bytes[at]) || JSONTolerantScanner.isNumberByte(bytes[at]) { at += 1 }
            if at == start {
                _ = unexpected("the name of a property")
                return nil
            }
            note(.jsonNameQuotes, at: start, "A property name stands without quotes.")
            end = at
        }
        let isTwin = end - start > 1 && bytes[start] == UInt8(ascii: "_")
        if isTwin { start += 1 }
        let text = UnsafeBufferPointer(start: bytes + start, count: end - start)
        let symbol = kind == JSONKind.escapedString ? JSONText.symbol(escaped: text) : Symbol(bytes: text)
        return symbol.rawValue | (isTwin ? JSONTape.twin : 0)
    }

    private mutating func items(name: UInt32, level: Int, into tape: inout JSONTape) -> Bool {
        let node = tape.append(JSONKind.array, start: at, end: at, name: name)
        let outer = step
        if name != 0 { step = (name & JSONTape.twin != 0 ? "_" : "") + Symbol(rawValue: name & ~JSONTape.twin).text }
        defer { step = outer }
        at += 1
        var comma = -1
        var needsComma = false
        while true {
            guard skipSpace() else { return false }
            switch bytes[at] {
            case UInt8(ascii: "]"):
                if comma >= 0 { note(.jsonCommaExtra, at: comma, "A comma stands before the end of the array.") }
                at += 1
                tape.close(node, end: at)
                return true
            case UInt8(ascii: ","):
                if comma >= 0 || !needsComma { note(.jsonCommaExtra, at: at, "There is a comma too many.") }
                comma = at
                needsComma = false
                at += 1
                continue
            default: break
            }
            if at >= count { return truncated("inside an array") }
            if needsComma {
                if bytes[at] == UInt8(ascii: "}") || bytes[at] == UInt8(ascii: ":") { return unexpected("',' or ']'") }
                note(.jsonItemCommaMissing, at: at, "A comma is missing before this item.")
            }
            comma = -1
            guard value(name: 0, level: level + 1, into: &tape) else { return false }
            needsComma = true
        }
    }

    /// Reads a string from its opening to behind its closing quote; `nil` where it does not end.
    private mutating func string() -> UInt8? {
        let quote = bytes[at]
        let start = at
        at += 1
        var kind = JSONKind.string
        var reported: (control: Bool, escape: Bool, encoding: Bool) = (false, false, false)
        while true {
            let byte = bytes[at]
            if byte == quote {
                at += 1
                return kind
            }
            if at >= count {
                at = start
                _ = truncated("inside a string")
                return nil
            }
            if byte == UInt8(ascii: "\\") {
                kind = JSONKind.escapedString
                if let length = JSONText.escapeLength(bytes + at) {
                    at += length
                } else {
                    if !reported.escape { note(.jsonEscape, at: at, "There is no such escape in JSON.") }
                    reported.escape = true
                    // The character behind the backslash belongs to it, or a quote there would end the string.
                    at += at + 1 < count ? 2 : 1
                }
            } else if byte < 0x20 {
                if !reported.control {
                    note(
                        .jsonControl, at: at,
                        "A control character or line break stands in a string: it must be escaped.")
                }
                reported.control = true
                at += 1
            } else if byte < 0x80 {
                at += 1
            } else {
                let length = JSONText.scalarLength(bytes + at)
                if length == 0, !reported.encoding {
                    note(.encoding, at: at, "The bytes here are not UTF-8, which FHIR wants.")
                    reported.encoding = true
                }
                at += max(length, 1)
            }
        }
    }

    // MARK: Characters

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = text[...]
        func digits() -> Int {
            let found = rest.prefix { $0 &- 0x30 < 10 }.count
            rest = rest.dropFirst(found)
            return found
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        if whole == 0 || startsWithZero && whole > 1 { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            if digits() == 0 { return false }
        }
        if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }
}
