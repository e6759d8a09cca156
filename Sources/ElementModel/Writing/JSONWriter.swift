internal import Record

extension ElementView {
    /// An element, with all that it holds, as JSON: arrays for what repeats, `_name` twins, values as they were read.
    ///
    /// - Parameters:
    ///   - element: a resource or any element below one; a primitive gives its bare value.
    ///   - style: the layout.
    /// - Returns: UTF-8; empty where there is no such element.
    public func json(of element: ElementID = .root, style: WritingStyle = .compact) -> [UInt8] {
        guard element.exists, element.index < count else { return [] }
        var writer = JSONWriter(view: self, isPretty: style == .pretty)
        writer.write(element, level: 0)
        return writer.out
    }
}

private struct JSONWriter {
    let view: ElementView
    let isPretty: Bool
    var out: [UInt8] = []

    init(view: ElementView, isPretty: Bool) {
        self.view = view
        self.isPretty = isPretty
    }

    mutating func write(_ element: ElementID, level: Int) {
        if isPrimitive(element) { value(element) } else { object(element, level: level) }
    }

    /// Whether the element is written by its value rather than as an object.
    private func isPrimitive(_ element: ElementID) -> Bool {
        let record = view[element]
        if record.type == .none { return record.flags.contains(.hasValue) }
        return view.types.primitive(record.type) != .none
    }

    private mutating func object(_ element: ElementID, level: Int) {
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        let record = view[element]
        if record.flags.contains(.resource), record.type != .none {
            name(view.types.name(record.type), twin: false, level: level + 1, named: "resourceType", isFirst: &isFirst)
            JSONWriter.string(view.types.name(record.type).bytes, to: &out)
        }
        members(element, level: level + 1, isFirst: &isFirst)
        if !isFirst { newline(level) }
        out.append(UInt8(ascii: "}"))
    }

    private mutating func members(_ element: ElementID, level: Int, isFirst: inout Bool) {
        let children = view.childrenInDefinedOrder(element)
        var start = 0
        while start < children.count {
            let record = view[children[start]]
            var end = start + 1
            while end < children.count, view.name(children[end]) == record.name { end += 1 }
            let group = children[start..<end]
            let isArray =
                end - start > 1 || record.child != .none && view.types.repeats(record.child)
                || record.child == .none && record.index >= 0
            if group.allSatisfy(isPrimitive) {
                if group.contains(where: view.hasValue) {
                    name(record.name, twin: false, level: level, isFirst: &isFirst)
                    list(group, isArray: isArray, level: level) { writer, item, _ in writer.value(item) }
                }
                if group.contains(where: view.hasChildren) {
                    name(record.name, twin: true, level: level, isFirst: &isFirst)
                    list(group, isArray: isArray, level: level) { writer, item, level in
                        if writer.view.hasChildren(item) {
                            writer.twin(item, level: level)
                        } else {
                            writer.out.append(contentsOf: "null".utf8)
                        }
                    }
                }
            } else {
                name(record.name, twin: false, level: level, isFirst: &isFirst)
                list(group, isArray: isArray, level: level) { writer, item, level in writer.write(item, level: level) }
            }
            start = end
        }
    }

    private mutating func list(
        _ items: ArraySlice<ElementID>, isArray: Bool, level: Int,
        _ write: (inout JSONWriter, ElementID, Int) -> Void
    ) {
        guard isArray else {
            for item in items { write(&self, item, level) }
            return
        }
        out.append(UInt8(ascii: "["))
        var isFirst = true
        for item in items {
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            newline(level + 1)
            write(&self, item, level + 1)
        }
        newline(level)
        out.append(UInt8(ascii: "]"))
    }

    private mutating func twin(_ element: ElementID, level: Int) {
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        members(element, level: level + 1, isFirst: &isFirst)
        newline(level)
        out.append(UInt8(ascii: "}"))
    }

    private mutating func name(
        _ symbol: Symbol, twin: Bool, level: Int, named text: StaticString? = nil, isFirst: inout Bool
    ) {
        if !isFirst { out.append(UInt8(ascii: ",")) }
        isFirst = false
        newline(level)
        out.append(UInt8(ascii: "\""))
        if twin { out.append(UInt8(ascii: "_")) }
        if let text {
            out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        } else {
            JSONWriter.escaped(symbol.bytes, to: &out)
        }
        out.append(UInt8(ascii: "\""))
        out.append(UInt8(ascii: ":"))
        if isPretty { out.append(UInt8(ascii: " ")) }
    }

    private mutating func newline(_ level: Int) {
        guard isPretty else { return }
        out.append(UInt8(ascii: "\n"))
        out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    /// Writes a value in the JSON kind that its type asks for, `null` where there is none.
    private mutating func value(_ element: ElementID) {
        let record = view[element]
        guard record.flags.contains(.hasValue) else { return out.append(contentsOf: "null".utf8) }
        let value = view.value(element)
        let isBare: Bool
        switch view.types.primitive(record.type) {
        case .boolean: isBare = value == "true" || value == "false"
        case .integer, .unsignedInt, .positiveInt, .decimal:
            isBare = PrimitiveScanner.scan(value, as: .decimal, release: .r4) == .ok
        case .none: isBare = record.flags.contains(.jsonNumber) || record.flags.contains(.jsonBoolean)
        default: isBare = false
        }
        if isBare { out.append(contentsOf: value.buffer) } else { JSONWriter.string(value, to: &out) }
    }

    static func string(_ text: ByteSlice, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        escaped(text, to: &out)
        out.append(UInt8(ascii: "\""))
    }

    private static func escaped(_ text: ByteSlice, to out: inout [UInt8]) {
        var plain = 0
        for at in 0..<text.count {
            let byte = text[at]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            out.append(contentsOf: text[plain..<at].buffer)
            plain = at + 1
            out.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x08: out.append(UInt8(ascii: "b"))
            case 0x09: out.append(UInt8(ascii: "t"))
            case 0x0A: out.append(UInt8(ascii: "n"))
            case 0x0C: out.append(UInt8(ascii: "f"))
            case 0x0D: out.append(UInt8(ascii: "r"))
            case 0..<0x20:
                out.append(contentsOf: "u00".utf8)
                out.append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
                out.append(byte & 15 < 10 ? 0x30 + (byte & 15) : 0x61 + (byte & 15) - 10)
            default: out.append(byte)
            }
        }
        out.append(contentsOf: text[plain..<text.count].buffer)
    }
}
