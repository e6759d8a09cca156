/// The narrative's `div` is only looked through, for being well-formed and in one namespace: it stays as written.
extension XMLScanner {
    /// Reads the `div` whose name has just been passed.
    mutating func narrative(_ row: ChildID, parent: ElementID, at tag: Int) -> Bool {
        let element = overlay.pointee.append(
            name: types.name(row), type: types.type(row), flags: [], parent: parent, child: row, at: tag)
        let base = overlay.pointee.open.count
        at = tag
        guard narrativeTag(element, isRoot: true) else { return false }
        while overlay.pointee.open.count > base {
            guard narrativeText() else { return false }
            switch bytes[at + 1] {
            case UInt8(ascii: "/"):
                guard closes(overlay.pointee.open.start[overlay.pointee.open.count - 1]) else { return false }
                overlay.pointee.open.count -= 1
            case UInt8(ascii: "!"): guard comment() else { return false }
            default: guard narrativeTag(element, isRoot: false) else { return false }
            }
        }
        let record = overlay.pointee.records.start + element.index
        record.pointee.flags.insert(.hasValue)
        record.pointee.valueStart = UInt32(truncatingIfNeeded: tag)
        record.pointee.valueCount = UInt32(truncatingIfNeeded: at - tag)
        return true
    }

    /// Passes over text up to the next `<`.
    private mutating func narrativeText() -> Bool {
        while bytes[at] != UInt8(ascii: "<") {
            if bytes[at] == UInt8(ascii: "&") {
                guard let (_, count) = reference(at) else { return false }
                at += count
                continue
            }
            if bytes[at] == UInt8(ascii: "]"), bytes[at + 1] == UInt8(ascii: "]"), bytes[at + 2] == UInt8(ascii: ">") {
                return false
            }
            guard XMLScanner.isCharacter(bytes + at) else { return false }
            at += 1
        }
        return true
    }

    private mutating func narrativeTag(_ element: ElementID, isRoot: Bool) -> Bool {
        let name = at + 1
        let length = nameCount(name)
        guard length > 0, overlay.pointee.open.count < depth else { return false }
        at = name + length
        var declares = false
        // Names of the attributes so far, to find one that stands twice.
        overlay.pointee.attributeNames.count = 0
        while true {
            let before = at
            skipSpace()
            if bytes[at] == UInt8(ascii: ">") { break }
            if bytes[at] == UInt8(ascii: "/") {
                guard bytes[at + 1] == UInt8(ascii: ">") else { return false }
                break
            }
            let start = at
            let length = attributeNameCount(start)
            guard length > 0, at > before, isNew(start, length) else { return false }
            at += length
            guard let quote = openQuote() else { return false }
            let value = at
            while bytes[at] != quote {
                if bytes[at] == UInt8(ascii: "&") {
                    guard let (_, count) = reference(at) else { return false }
                    at += count
                } else {
                    guard bytes[at] != UInt8(ascii: "<"), XMLScanner.isCharacter(bytes + at) else { return false }
                    at += 1
                }
            }
            if ByteSlice(start: bytes + start, count: length) == "xmlns" {
                guard ByteSlice(start: bytes + value, count: at - value) == XMLOverlay.xhtml else { return false }
                declares = true
            }
            at += 1
        }
        guard declares || !isRoot else { return false }
        if bytes[at] == UInt8(ascii: "/") {
            at += 2
            return true
        }
        at += 1
        overlay.pointee.open.append(
            Open(
                name: Int32(truncatingIfNeeded: name), nameCount: Int32(truncatingIfNeeded: length), element: element,
                kind: .narrative))
        return true
    }

    /// As ``nameCount(_:)``, with hyphens and underscores inside; `xml:lang` needs no declaration either.
    private func attributeNameCount(_ start: Int) -> Int {
        if ByteSlice(start: bytes + start, count: 8) == "xml:lang", bytes[start + 8] == UInt8(ascii: "=") { return 8 }
        var length = nameCount(start)
        guard length > 0 else { return 0 }
        while bytes[start + length] == UInt8(ascii: "-") || bytes[start + length] == UInt8(ascii: "_")
            || (bytes[start + length] | 0x20) &- 0x61 < 26 || bytes[start + length] &- 0x30 < 10
        {
            length += 1
        }
        return length
    }

    private mutating func isNew(_ start: Int, _ length: Int) -> Bool {
        let names = overlay.pointee.attributeNames.count
        guard names < 16 else { return false }
        let name = ByteSlice(start: bytes + start, count: length)
        for number in 0..<names {
            let other = overlay.pointee.attributeNames.start[number]
            if ByteSlice(start: bytes + Int(other.start), count: Int(other.count)) == name { return false }
        }
        overlay.pointee.attributeNames.append(
            .init(start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: length)))
        return true
    }
}
