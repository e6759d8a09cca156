/// Reads the plain kind of XML that most FHIR documents are, straight from the source, several times faster than
/// libxml2: one default namespace, known elements and attributes, no text outside the narrative.
///
/// It accepts nothing that libxml2 would refuse, and reads what it accepts alike; at anything else it gives up, and
/// the document is read by libxml2 from the beginning, which then says what is wrong. The text must be well-formed
/// UTF-8, followed by at least 16 zero bytes.
struct XMLScanner {
    let overlay: UnsafeMutablePointer<XMLOverlay>
    let bytes: UnsafePointer<UInt8>
    let count: Int
    let types: TypeTable
    let depth: Int
    var at = 0

    /// An element that is open.
    struct Open: BitwiseCopyable {
        enum Kind: UInt8, BitwiseCopyable {
            case element
            case wrapper
            case filledWrapper
            case narrative
        }
        var name: Int32
        var nameCount: Int32
        var element: ElementID
        var kind: Kind
    }

    init(overlay: UnsafeMutablePointer<XMLOverlay>) {
        self.overlay = overlay
        bytes = overlay.pointee.source
        count = overlay.pointee.sourceCount
        types = overlay.pointee.types
        depth = overlay.pointee.depth
    }

    /// Reads the whole text into the overlay; returns whether it could.
    mutating func scan() -> Bool {
        if bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
        guard declaration(), misc(), bytes[at] == UInt8(ascii: "<"), startTag() else { return false }
        while overlay.pointee.open.count > 0 {
            skipSpace()
            guard bytes[at] == UInt8(ascii: "<") else { return false }
            switch bytes[at + 1] {
            case UInt8(ascii: "/"): guard endTag() else { return false }
            case UInt8(ascii: "!"): guard comment() else { return false }
            default: guard startTag() else { return false }
            }
        }
        return misc() && at == count
    }

    // MARK: Around the root

    /// Passes over `<?xml version="1.0" encoding="UTF-8"?>`, or nothing.
    private mutating func declaration() -> Bool {
        guard bytes[at] == UInt8(ascii: "<"), bytes[at + 1] == UInt8(ascii: "?") else { return true }
        guard take("<?xml version=\"1.0\"") else { return false }
        if bytes[at + 1] == UInt8(ascii: "e") {
            guard take(" encoding=\"UTF-8\"") || take(" encoding=\"utf-8\"") else { return false }
        }
        skipSpace()
        return take("?>")
    }

    /// Passes over space and comments.
    private mutating func misc() -> Bool {
        while true {
            skipSpace()
            guard bytes[at] == UInt8(ascii: "<"), bytes[at + 1] == UInt8(ascii: "!") else { return true }
            guard comment() else { return false }
        }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        guard ByteSlice(start: bytes + at, count: min(text.utf8CodeUnitCount, count - at)) == text else { return false }
        at += text.utf8CodeUnitCount
        return true
    }

    @inline(__always)
    mutating func skipSpace() {
        while true {
            while UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self) == 0x2020_2020_2020_2020 { at += 8 }
            let byte = bytes[at]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            at += 1
        }
    }

    mutating func comment() -> Bool {
        guard take("<!--") else { return false }
        while true {
            let byte = bytes[at]
            if byte == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-") {
                at += 2
                return take(">")
            }
            guard XMLScanner.isCharacter(bytes + at) else { return false }
            at += 1
        }
    }

    /// Whether XML allows a character, given the byte that it begins with or a later one of it.
    @inline(__always)
    static func isCharacter(_ byte: UnsafePointer<UInt8>) -> Bool {
        if byte[0] < 0x20 { return byte[0] == 0x09 || byte[0] == 0x0A || byte[0] == 0x0D }
        return byte[0] != 0xEF || byte[1] != 0xBF || byte[2] < 0xBE
    }

    // MARK: Tags

    /// The length of the plain ASCII name at a place; 0 where there is none, or one of another kind.
    @inline(__always)
    func nameCount(_ start: Int) -> Int {
        guard (bytes[start] | 0x20) &- 0x61 < 26 else { return 0 }
        var end = start + 1
        while (bytes[end] | 0x20) &- 0x61 < 26 || bytes[end] &- 0x30 < 10 { end += 1 }
        return end - start
    }

    private mutating func startTag() -> Bool {
        let tag = at
        let name = at + 1
        let length = nameCount(name)
        guard length > 0, overlay.pointee.open.count < depth else { return false }
        let symbol = JSONScanner.symbol(bytes + name, length)
        at = name + length
        var kind = Open.Kind.element
        let element: ElementID
        let level = overlay.pointee.open.count
        if level == 0 {
            let type = types.type(named: symbol)
            guard types.kind(type) == .resource, !types.isAbstract(type) else { return false }
            element = overlay.pointee.append(
                name: symbol, type: type, flags: .resource, parent: .none, child: .none, at: tag)
        } else {
            let parent = overlay.pointee.open.start[level - 1]
            if parent.kind == .element {
                let row = types.child(of: overlay.pointee.records.start[parent.element.index].type, named: symbol)
                guard row != .none, !types.isAttribute(row) else { return false }
                let type = types.type(row)
                if types.primitive(type) == .xhtml { return narrative(row, parent: parent.element, at: tag) }
                if types.isAnyResource(row) {
                    kind = .wrapper
                    element = overlay.pointee.append(
                        name: symbol, type: .none,
                        flags: types.name(row) == .contained ? [.resource, .contained] : .resource,
                        parent: parent.element, child: row, at: tag)
                } else {
                    element = overlay.pointee.append(
                        name: symbol, type: type, flags: [], parent: parent.element, child: row, at: tag)
                }
            } else {
                let type = types.type(named: symbol)
                guard parent.kind == .wrapper, types.kind(type) == .resource, !types.isAbstract(type) else {
                    return false
                }
                overlay.pointee.open.start[level - 1].kind = .filledWrapper
                element = parent.element
                overlay.pointee.records.start[element.index].type = type
            }
        }
        guard attributes(of: element, isRoot: level == 0) else { return false }
        if bytes[at] == UInt8(ascii: "/") {
            guard bytes[at + 1] == UInt8(ascii: ">"), kind == .element else { return false }
            at += 2
            overlay.pointee.close(element)
            // An empty root ends the document.
            return true
        }
        at += 1
        overlay.pointee.open.append(
            Open(
                name: Int32(truncatingIfNeeded: name), nameCount: Int32(truncatingIfNeeded: length), element: element,
                kind: kind))
        return true
    }

    private mutating func endTag() -> Bool {
        let open = overlay.pointee.open.start[overlay.pointee.open.count - 1]
        guard closes(open) else { return false }
        overlay.pointee.open.count -= 1
        switch open.kind {
        case .element: overlay.pointee.close(open.element)
        case .filledWrapper:
            overlay.pointee.records.start[open.element.index].end = ElementID(overlay.pointee.records.count)
        case .wrapper, .narrative: return false
        }
        return true
    }

    /// Passes over `</name>` where the name is that of an open element.
    @inline(__always)
    mutating func closes(_ open: Open) -> Bool {
        let length = Int(open.nameCount)
        let found = ByteSlice(start: bytes + at + 2, count: length)
        guard found == ByteSlice(start: bytes + Int(open.name), count: length) else { return false }
        at += 2 + length
        skipSpace()
        guard bytes[at] == UInt8(ascii: ">") else { return false }
        at += 1
        return true
    }

    // MARK: Attributes

    private struct Found: OptionSet {
        let rawValue: UInt8
        static let value = Found(rawValue: 1)
        static let namespace = Found(rawValue: 2)
        static let id = Found(rawValue: 4)
        static let url = Found(rawValue: 8)
    }

    /// Reads the attributes of a FHIR element up to its `>` or `/>`.
    private mutating func attributes(of element: ElementID, isRoot: Bool) -> Bool {
        var found: Found = []
        let type = overlay.pointee.records.start[element.index].type
        while true {
            let before = at
            skipSpace()
            if bytes[at] == UInt8(ascii: ">") || bytes[at] == UInt8(ascii: "/") {
                return !isRoot || found.contains(.namespace)
            }
            let name = at
            let length = nameCount(name)
            guard length > 0, at > before else { return false }
            at += length
            guard let quote = openQuote() else { return false }
            let symbol = JSONScanner.symbol(bytes + name, length)
            let this: Found
            if symbol == .value {
                guard types.primitive(type) != .none else { return false }
                this = .value
                guard value(quote, of: element) else { return false }
            } else if symbol == .xmlns {
                this = .namespace
                guard take("http://hl7.org/fhir"), bytes[at] == quote else { return false }
                at += 1
            } else {
                let row = types.child(of: type, named: symbol)
                guard row != .none, types.isAttribute(row), symbol == .id || symbol == .url else { return false }
                this = symbol == .id ? .id : .url
                let start = at
                let attribute = overlay.pointee.append(
                    name: symbol, type: types.type(row), flags: [], parent: element, child: row, at: start)
                guard value(quote, of: attribute) else { return false }
            }
            guard found.insert(this).inserted else { return false }
        }
    }

    /// Passes over `=` and the opening quote, and returns it.
    @inline(__always)
    mutating func openQuote() -> UInt8? {
        skipSpace()
        guard bytes[at] == UInt8(ascii: "=") else { return nil }
        at += 1
        skipSpace()
        let quote = bytes[at]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        at += 1
        return quote
    }

    /// Reads a value up to behind its closing quote.
    @inline(__always)
    private mutating func value(_ quote: UInt8, of element: ElementID) -> Bool {
        let start = at
        let quotes = UInt64(quote) &* 0x0101_0101_0101_0101
        var isPlain = true
        while true {
            let marks = XMLScanner.marks(UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self), quotes)
            if marks == 0 {
                at += 8
                continue
            }
            at += marks.trailingZeroBitCount >> 3
            let byte = bytes[at]
            if byte == quote { break }
            guard byte != UInt8(ascii: "<"), XMLScanner.isCharacter(bytes + at) else { return false }
            if byte < 0x80 { isPlain = false }
            at += 1
        }
        let end = at
        at += 1
        let record = overlay.pointee.records.start + element.index
        record.pointee.flags.insert(.hasValue)
        if isPlain {
            record.pointee.valueStart = UInt32(truncatingIfNeeded: start)
            record.pointee.valueCount = UInt32(truncatingIfNeeded: end - start)
            return true
        }
        return decode(start, end, of: element)
    }

    /// Marks quotes, `<`, `&`, control characters and bytes above 0x7F; only the lowest mark is exact.
    @inline(__always)
    static func marks(_ word: UInt64, _ quotes: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ quotes
        let less = word ^ 0x3C3C_3C3C_3C3C_3C3C
        let and = word ^ 0x2626_2626_2626_2626
        let found =
            ((quote &- ones) & ~quote) | ((less &- ones) & ~less) | ((and &- ones) & ~and)
            | ((word &- 0x2020_2020_2020_2020) & ~word) | word
        return found & 0x8080_8080_8080_8080
    }

    /// Puts a value into the pool with its references replaced and its white space turned into blanks.
    private mutating func decode(_ start: Int, _ end: Int, of element: ElementID) -> Bool {
        let poolStart = overlay.pointee.pool.count
        overlay.pointee.pool.reserve(poolStart + end - start)
        let out = overlay.pointee.pool.start
        var length = poolStart
        var place = start
        while place < end {
            switch bytes[place] {
            case UInt8(ascii: "&"):
                guard let (code, count) = reference(place), place + count <= end else { return false }
                length += JSONText.encode(code, at: out + length)
                place += count
            case 0x0D where bytes[place + 1] == 0x0A: place += 1
            case 0x09, 0x0A, 0x0D:
                out[length] = 0x20
                length += 1
                place += 1
            default:
                out[length] = bytes[place]
                length += 1
                place += 1
            }
        }
        overlay.pointee.pool.count = length
        let record = overlay.pointee.records.start + element.index
        record.pointee.flags.insert(.decoded)
        record.pointee.valueStart = UInt32(truncatingIfNeeded: poolStart)
        record.pointee.valueCount = UInt32(truncatingIfNeeded: length - poolStart)
        return true
    }

    /// The scalar that a reference stands for, and the reference's length; `nil` for what XML alone does not know.
    func reference(_ place: Int) -> (code: UInt32, count: Int)? {
        func matches(_ text: StaticString) -> Bool {
            ByteSlice(start: bytes + place, count: text.utf8CodeUnitCount) == text
        }
        if matches("&amp;") { return (0x26, 5) }
        if matches("&lt;") { return (0x3C, 4) }
        if matches("&gt;") { return (0x3E, 4) }
        if matches("&quot;") { return (0x22, 6) }
        if matches("&apos;") { return (0x27, 6) }
        guard bytes[place + 1] == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = bytes[place + 2] == UInt8(ascii: "x")
        var end = place + (isHexadecimal ? 3 : 2)
        let digits = end
        var code: UInt32 = 0
        while bytes[end] != UInt8(ascii: ";") {
            let digit: UInt32
            switch bytes[end] {
            case 0x30...0x39: digit = UInt32(bytes[end] - 0x30)
            case 0x41...0x46 where isHexadecimal: digit = UInt32(bytes[end] - 0x41 + 10)
            case 0x61...0x66 where isHexadecimal: digit = UInt32(bytes[end] - 0x61 + 10)
            default: return nil
            }
            code = code * (isHexadecimal ? 16 : 10) + digit
            if code > 0x10FFFF { return nil }
            end += 1
        }
        let isCharacter =
            code == 0x09 || code == 0x0A || code == 0x0D || code >= 0x20 && code < 0xD800
            || code >= 0xE000 && code != 0xFFFE && code != 0xFFFF
        return end > digits && isCharacter ? (code, end + 1 - place) : nil
    }
}
