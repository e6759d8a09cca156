internal import Record

extension ElementView {
    /// An element, with all that it holds, as XML: elements in the order of the definitions, `id` and `url` as
    /// attributes where FHIR has them so, values as they were read.
    ///
    /// Characters that XML cannot hold (most control characters) become U+FFFD.
    ///
    /// - Parameters:
    ///   - element: a resource or any element below one.
    ///   - style: the layout.
    /// - Returns: UTF-8, without an XML declaration; empty where there is no such element.
    public func xml(of element: ElementID = .root, style: WritingStyle = .compact) -> [UInt8] {
        guard element.exists, element.index < count else { return [] }
        var writer = XMLWriter(view: self, isPretty: style == .pretty)
        let record = self[element]
        let isTyped = isResource(element) && record.type != .none
        writer.element(element, name: isTyped ? types.name(record.type) : record.name, level: 0)
        return writer.out
    }
}

private struct XMLWriter {
    let view: ElementView
    let isPretty: Bool
    var out: [UInt8] = []

    init(view: ElementView, isPretty: Bool) {
        self.view = view
        self.isPretty = isPretty
    }

    mutating func element(_ element: ElementID, name: Symbol, level: Int) {
        let record = view[element]
        if view.types.primitive(record.type) == .xhtml, record.flags.contains(.hasValue) {
            return XMLNarrative.write(view.value(element), to: &out)
        }
        out.append(UInt8(ascii: "<"))
        out.append(contentsOf: name.bytes.buffer)
        if level == 0 { out.append(contentsOf: " xmlns=\"http://hl7.org/fhir\"".utf8) }
        let children = view.childrenInDefinedOrder(element)
        var hasElements = false
        var lastAttribute = Symbol.none
        for child in children {
            let record = view[child]
            if isAttribute(record) {
                // JSON may have given one several times, in an array that should not be one.
                if record.name != lastAttribute { attribute(record.name.bytes, view.value(child)) }
                lastAttribute = record.name
            } else if isName(record) {
                hasElements = true
            }
        }
        if record.flags.contains(.hasValue) {
            attribute(Symbol.value.bytes, view.value(element))
        }
        guard hasElements else { return out.append(contentsOf: "/>".utf8) }
        out.append(UInt8(ascii: ">"))
        for child in children {
            let record = view[child]
            if isAttribute(record) || !isName(record) { continue }
            newline(level + 1)
            if record.flags.contains(.resource), record.type != .none {
                tag(record.name, isEnd: false)
                newline(level + 2)
                self.element(child, name: view.types.name(record.type), level: level + 2)
                newline(level + 1)
                tag(record.name, isEnd: true)
            } else {
                self.element(child, name: record.name, level: level + 1)
            }
        }
        newline(level)
        tag(name, isEnd: true)
    }

    private func isAttribute(_ record: ElementRecord) -> Bool {
        record.child != .none && view.types.isAttribute(record.child)
    }

    /// Whether an element has a name that XML allows: unknown ones from JSON may have any, and are left out.
    private func isName(_ record: ElementRecord) -> Bool {
        if record.child != .none { return true }
        let name = record.name.bytes
        guard !name.isEmpty, name[0] | 0x20 >= 0x61 || name[0] == UInt8(ascii: "_"), name[0] < 0x80 else {
            return false
        }
        return name.buffer.allSatisfy { byte in
            PrimitiveScanner.isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
    }

    private mutating func tag(_ name: Symbol, isEnd: Bool) {
        out.append(UInt8(ascii: "<"))
        if isEnd { out.append(UInt8(ascii: "/")) }
        out.append(contentsOf: name.bytes.buffer)
        out.append(UInt8(ascii: ">"))
    }

    private mutating func newline(_ level: Int) {
        guard isPretty else { return }
        out.append(UInt8(ascii: "\n"))
        out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    private mutating func attribute(_ name: ByteSlice, _ value: ByteSlice) {
        out.append(UInt8(ascii: " "))
        out.append(contentsOf: name.buffer)
        out.append(contentsOf: "=\"".utf8)
        XMLNarrative.escape(value, to: &out)
        out.append(UInt8(ascii: "\""))
    }
}
