/// Walks the XHTML of a narrative without building anything: tags, attributes, text, and what is wrong with the markup.
///
/// Reads the fragment that FHIR allows (R4 and STU3, *Narrative*): elements, attributes, text, comments, character
/// references. Anything else is reported as a fault, and reading goes on where it can.
public struct NarrativeScanner {
    public enum Event {
        /// A start tag; its attributes follow.
        case open(name: ByteSlice)
        /// An attribute of the tag opened last, its value as written between the quotes.
        case attribute(name: ByteSlice, value: ByteSlice)
        /// The end of an element, by an end tag or by `/>`.
        case close(name: ByteSlice)
        /// Text between tags; `isBlank` where it is white space alone.
        case text(ByteSlice, isBlank: Bool)
        case fault(Fault, ByteSlice)
    }

    /// What can be wrong with the markup itself.
    public enum Fault: UInt8, Sendable {
        /// A tag is not closed, closed twice, crossed with another, or not a tag at all.
        case notWellFormed
        /// An entity that XML does not define: `&nbsp;`.
        case unknownEntity
        /// `<!DOCTYPE …>`, `<![CDATA[…]]>` or `<?…?>`.
        case markupNotAllowed
        /// The same attribute twice in one tag.
        case duplicateAttribute
        /// Deeper than 512 elements.
        case tooDeep
    }

    private let bytes: ByteSlice
    private var position = 0
    private var open: [ByteSlice] = []
    /// Inside a start tag, behind its name.
    private var inTag = false
    private var tagAttributes: [ByteSlice] = []
    private var isFinished = false

    /// - Parameter bytes: the value of `Narrative.div`.
    public init(_ bytes: ByteSlice) { self.bytes = bytes }

    /// Where the scanner stands, as an offset in the value.
    public var offset: Int { position }

    public mutating func next() -> Event? {
        if isFinished { return nil }
        if inTag { return insideTag() }
        guard position < bytes.count else {
            isFinished = true
            return open.last.map { .fault(.notWellFormed, $0) }
        }
        return bytes[position] == UInt8(ascii: "<") ? markup() : text()
    }

    private func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

    private func find(_ end: StaticString, from place: Int) -> Int? {
        var at = place
        while at + end.utf8CodeUnitCount <= bytes.count {
            if bytes[at..<at + end.utf8CodeUnitCount] == end { return at }
            at += 1
        }
        return nil
    }

    private mutating func markup() -> Event {
        let start = position
        switch byte(position + 1) {
        case UInt8(ascii: "/"):
            position += 2
            let name = takeName()
            skipSpace()
            guard byte(position) == UInt8(ascii: ">"), !name.isEmpty, open.last == name else {
                isFinished = true
                return .fault(.notWellFormed, bytes[start..<min(position + 1, bytes.count)])
            }
            position += 1
            open.removeLast()
            return .close(name: name)
        case UInt8(ascii: "!"):
            if find("<!--", from: position) == position {
                guard let end = find("-->", from: position + 4) else {
                    isFinished = true
                    return .fault(.notWellFormed, bytes[start..<bytes.count])
                }
                position = end + 3
                return next() ?? .text(bytes[position..<position], isBlank: true)
            }
            let isData = find("<![CDATA[", from: position) == position
            let end = isData ? find("]]>", from: position).map { $0 + 3 } : find(">", from: position).map { $0 + 1 }
            position = end ?? bytes.count
            return .fault(.markupNotAllowed, bytes[start..<position])
        case UInt8(ascii: "?"):
            position = find("?>", from: position).map { $0 + 2 } ?? bytes.count
            return .fault(.markupNotAllowed, bytes[start..<position])
        default:
            position += 1
            let name = takeName()
            guard !name.isEmpty else {
                isFinished = true
                return .fault(.notWellFormed, bytes[start..<min(start + 1, bytes.count)])
            }
            guard open.count < 512 else {
                isFinished = true
                return .fault(.tooDeep, name)
            }
            open.append(name)
            inTag = true
            tagAttributes.removeAll(keepingCapacity: true)
            return .open(name: name)
        }
    }

    private mutating func insideTag() -> Event {
        let before = position
        skipSpace()
        let name = open[open.count - 1]
        switch byte(position) {
        case UInt8(ascii: ">"):
            position += 1
            inTag = false
            return next() ?? .text(bytes[position..<position], isBlank: true)
        case UInt8(ascii: "/"):
            guard byte(position + 1) == UInt8(ascii: ">") else { break }
            position += 2
            inTag = false
            open.removeLast()
            return .close(name: name)
        default:
            let attribute = takeName()
            skipSpace()
            guard position > before, !attribute.isEmpty, byte(position) == UInt8(ascii: "=") else { break }
            position += 1
            skipSpace()
            let quote = byte(position)
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { break }
            position += 1
            let start = position
            while position < bytes.count, bytes[position] != quote, bytes[position] != UInt8(ascii: "<") {
                position += 1
            }
            guard byte(position) == quote else { break }
            let value = bytes[start..<position]
            position += 1
            if tagAttributes.contains(attribute) { return .fault(.duplicateAttribute, attribute) }
            tagAttributes.append(attribute)
            return .attribute(name: attribute, value: value)
        }
        isFinished = true
        return .fault(.notWellFormed, name)
    }

    private mutating func text() -> Event {
        let start = position
        var isBlank = true
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            let byte = bytes[position]
            if byte == UInt8(ascii: "&") {
                // A bad reference ends the text before it, and is reported when it stands first.
                guard let end = reference(at: position) else {
                    if position > start { return .text(bytes[start..<position], isBlank: isBlank) }
                    var end = position + 1
                    while end < bytes.count, NarrativeScanner.isNameByte(bytes[end]) { end += 1 }
                    if end < bytes.count, bytes[end] == UInt8(ascii: ";") { end += 1 }
                    position = end
                    return .fault(.unknownEntity, bytes[start..<end])
                }
                position = end
                isBlank = false
                continue
            }
            if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { isBlank = false }
            position += 1
        }
        return .text(bytes[start..<position], isBlank: isBlank)
    }

    /// The end of a character reference or of one of XML's five entities; `nil` where neither stands there.
    private func reference(at start: Int) -> Int? {
        var at = start + 1
        if byte(at) == UInt8(ascii: "#") {
            at += 1
            let isHexadecimal = byte(at) == UInt8(ascii: "x")
            if isHexadecimal { at += 1 }
            let digits = at
            while at < bytes.count, at - digits < 8 {
                let byte = bytes[at]
                let isDigit = byte >= 0x30 && byte <= 0x39
                let isLetter = isHexadecimal && ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
                guard isDigit || isLetter else { break }
                at += 1
            }
            return at > digits && byte(at) == UInt8(ascii: ";") ? at + 1 : nil
        }
        while at < bytes.count, NarrativeScanner.isNameByte(bytes[at]) { at += 1 }
        guard byte(at) == UInt8(ascii: ";") else { return nil }
        let name = bytes[start + 1..<at]
        return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos" ? at + 1 : nil
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func takeName() -> ByteSlice {
        let start = position
        while position < bytes.count, NarrativeScanner.isNameByte(bytes[position]) { position += 1 }
        return bytes[start..<position]
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }
}
