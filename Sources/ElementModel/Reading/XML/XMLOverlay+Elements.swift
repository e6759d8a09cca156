internal import CLibXML2
internal import Glibc
internal import Record

extension XMLOverlay {
    static let fhir: StaticString = "http://hl7.org/fhir"
    static let xhtml: StaticString = "http://www.w3.org/1999/xhtml"
    static let instance: StaticString = "http://www.w3.org/2001/XMLSchema-instance"

    private static func equal(_ text: UnsafePointer<UInt8>?, _ literal: StaticString) -> Bool {
        guard let text else { return false }
        return strcmp(
            UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self),
            UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }

    private static func length(_ text: UnsafePointer<UInt8>) -> Int {
        strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self))
    }

    mutating func startElement(
        _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?,
        namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, namespaceCount: Int,
        attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int
    ) {
        // A start tag that does not end is announced all the same; the error follows.
        guard !hasStopped, source[self.offset] == UInt8(ascii: ">") || source[self.offset] == UInt8(ascii: "/") else {
            return
        }
        if narrativeDepth > 0 {
            narrativeDepth += 1
            if frames.count + narrativeDepth > depth { tooDeep() }
            if rewritesNarrative { rewriteStart(local, attributes, attributeCount) }
            return
        }
        guard frames.count < depth else { return tooDeep() }
        let offset = tagOffset
        let symbol = Symbol(bytes: UnsafeBufferPointer(start: local, count: XMLOverlay.length(local)))
        guard frames.count > 0 else {
            let type = types.type(named: symbol)
            guard types.kind(type) == .resource, !types.isAbstract(type) else {
                return stop(.resourceUnknown, at: offset, NameHint.unknownResource(symbol, in: types))
            }
            checkNamespace(namespace, parent: nil, element: .root, at: offset, symbol)
            let root = append(name: symbol, type: type, flags: .resource, parent: .none, child: .none, at: offset)
            frames.append(Frame(element: root, kind: .element, namespace: namespace))
            return readAttributes(attributes, attributeCount, of: root, type: type, at: offset)
        }
        let frame = frames.start[frames.count - 1]
        switch frame.kind {
        case .wrapper:
            frames.start[frames.count - 1].kind = .filled
            resource(symbol, wrapper: frame.element, namespace: namespace, parent: frame, at: offset)
            readAttributes(
                attributes, attributeCount, of: frame.element, type: records.start[frame.element.index].type,
                at: offset)
        case .filled:
            slips.add(
                .resourceCount, at: offset, element: frame.element,
                "\(records.start[frame.element.index].name.text) holds more than one resource.")
            generic(symbol, frame: frame, namespace, attributes, attributeCount, at: offset)
        case .unknown:
            generic(symbol, frame: frame, namespace, attributes, attributeCount, at: offset)
        case .element:
            let row = types.child(of: records.start[frame.element.index].type, named: symbol)
            guard row != .none, !types.isAttribute(row) else {
                let type = records.start[frame.element.index].type
                let hint =
                    row != .none
                    ? " It is an attribute in XML." : NameHint.child(symbol, of: type, in: types)
                slips.add(
                    .elementUnknown, at: offset, element: frame.element,
                    "The element \(symbol.text.prefix(80)) is not defined for \(types.text(type)).\(hint)")
                return generic(symbol, frame: frame, namespace, attributes, attributeCount, at: offset)
            }
            let type = types.type(row)
            if types.primitive(type) == .xhtml {
                return startNarrative(
                    row, parent: frame.element, local: local, prefix: prefix, namespace: namespace,
                    namespaces: namespaces, namespaceCount: namespaceCount, attributes: attributes,
                    attributeCount: attributeCount, at: offset)
            }
            let element: ElementID
            if types.isAnyResource(row) {
                var flags: ElementRecord.Flags = .resource
                if types.name(row) == .contained { flags.insert(.contained) }
                element = append(
                    name: symbol, type: .none, flags: flags, parent: frame.element, child: row, at: offset)
                frames.append(Frame(element: element, kind: .wrapper, namespace: namespace))
            } else {
                element = append(name: symbol, type: type, flags: [], parent: frame.element, child: row, at: offset)
                frames.append(Frame(element: element, kind: .element, namespace: namespace))
            }
            checkNamespace(namespace, parent: frame.namespace, element: element, at: offset, symbol)
            readAttributes(
                attributes, attributeCount, of: element, type: types.isAnyResource(row) ? .none : type, at: offset)
        }
    }

    private mutating func tooDeep() {
        stop(.limit, at: offset, "Elements nest deeper than the \(depth) levels that are read at most.")
    }

    @inline(__always)
    private mutating func checkNamespace(
        _ namespace: UnsafePointer<UInt8>?, parent: UnsafePointer<UInt8>?, element: ElementID, at offset: Int,
        _ name: Symbol
    ) {
        // libxml2 keeps one copy of each namespace in its dictionary: the same pointer is the same namespace.
        if namespace == parent, frames.count > 1 { return }
        if XMLOverlay.equal(namespace, XMLOverlay.fhir) { return }
        slips.add(
            .xmlNamespace, at: offset, element: element,
            "The element \(name.text.prefix(80)) must be in the namespace http://hl7.org/fhir.")
    }

    private mutating func resource(
        _ symbol: Symbol, wrapper: ElementID, namespace: UnsafePointer<UInt8>?, parent: Frame, at offset: Int
    ) {
        let type = types.type(named: symbol)
        checkNamespace(namespace, parent: parent.namespace, element: wrapper, at: offset, symbol)
        if types.kind(type) == .resource, !types.isAbstract(type) {
            records.start[wrapper.index].type = type
            frames.append(Frame(element: wrapper, kind: .element, namespace: namespace))
        } else {
            slips.add(
                .resourceUnknown, at: offset, element: wrapper, NameHint.unknownResource(symbol, in: types))
            records.start[wrapper.index].flags.formUnion([.unknown, .malformed])
            frames.append(Frame(element: wrapper, kind: .unknown, namespace: namespace))
        }
    }

    private mutating func generic(
        _ symbol: Symbol, frame: Frame, _ namespace: UnsafePointer<UInt8>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ attributeCount: Int, at offset: Int
    ) {
        let element = append(
            name: symbol, type: .none, flags: [.unknown, .malformed], parent: frame.element, child: .none, at: offset)
        frames.append(Frame(element: element, kind: .unknown, namespace: namespace))
        for number in 0..<attributeCount {
            guard let attributes, let name = attributes[number * 5], attributes[number * 5 + 1] == nil,
                let start = attributes[number * 5 + 3], let end = attributes[number * 5 + 4]
            else { continue }
            if XMLOverlay.equal(name, "value") {
                setValue(start, end - start, of: element)
            } else {
                let attribute = append(
                    name: Symbol(bytes: UnsafeBufferPointer(start: name, count: XMLOverlay.length(name))), type: .none,
                    flags: [.unknown, .malformed], parent: element, child: .none, at: offset)
                setValue(start, end - start, of: attribute)
            }
        }
    }

    private mutating func readAttributes(
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int, of element: ElementID, type: TypeID,
        at offset: Int
    ) {
        guard count > 0, let attributes else { return }
        for number in 0..<count {
            guard let name = attributes[number * 5], let start = attributes[number * 5 + 3],
                let end = attributes[number * 5 + 4]
            else { continue }
            let length = end - start
            if attributes[number * 5 + 1] == nil {
                if types.primitive(type) != .none, XMLOverlay.equal(name, "value") {
                    setValue(start, length, of: element)
                    continue
                }
                let symbol = Symbol(bytes: UnsafeBufferPointer(start: name, count: XMLOverlay.length(name)))
                let row = types.child(of: type, named: symbol)
                if row != .none, types.isAttribute(row) {
                    let attribute = append(
                        name: symbol, type: types.type(row), flags: [], parent: element, child: row,
                        at: offsetInSource(start) ?? offset)
                    setValue(start, length, of: attribute)
                    continue
                }
                if records.start[element.index].flags.contains(.unknown) { continue }
            } else if XMLOverlay.equal(attributes[number * 5 + 2], XMLOverlay.instance),
                XMLOverlay.equal(name, "schemaLocation")
            {
                slips.add(
                    .attributeUnknown, at: offset, element: element,
                    "The document names its XML schema (xsi:schemaLocation), which exchanged resources must not do.")
                continue
            }
            let prefix = attributes[number * 5 + 1].map { String(cString: $0) + ":" } ?? ""
            slips.add(
                .attributeUnknown, at: offset, element: element,
                "The attribute \((prefix + String(cString: name)).prefix(80)) is not defined for \(type == .none ? records.start[element.index].name.text : types.text(type))."
            )
        }
    }

    mutating func endElement(_ local: UnsafePointer<UInt8>?) {
        guard !hasStopped else { return }
        if narrativeDepth > 0 { return endNarrative(local) }
        guard frames.count > 0 else { return }
        frames.count -= 1
        let frame = frames.start[frames.count]
        if frames.count > 0 { frames.start[frames.count - 1].hasText = false }
        switch frame.kind {
        case .element, .unknown: close(frame.element)
        case .wrapper:
            records.start[frame.element.index].flags.formUnion([.unknown, .malformed])
            slips.add(
                .elementEmpty, at: Int(records.start[frame.element.index].source), element: frame.element,
                "\(records.start[frame.element.index].name.text) is empty: it must hold a resource.")
        case .filled: records.start[frame.element.index].end = ElementID(records.count)
        }
    }

    mutating func text(_ start: UnsafePointer<UInt8>, _ count: Int, isCharacterData: Bool) {
        guard !hasStopped else { return }
        if narrativeDepth > 0 {
            if rewritesNarrative { XMLText.escape(start, count, inAttribute: false, into: &pool) }
            return
        }
        if isCharacterData {
            let place = offset(before: offset, of: "<![")
            return slips.add(
                .xmlCharacterData, at: place, element: current, "A CDATA section stands where no text may be.")
        }
        guard frames.count > 0, !frames.start[frames.count - 1].hasText else { return }
        for place in 0..<count where start[place] > 0x20 {
            frames.start[frames.count - 1].hasText = true
            let element = current
            let place = (offsetInSource(start) ?? max(offset - count, 0)) + place
            return slips.add(
                .textUnexpected, at: place, element: element,
                "Text stands in \(records.start[element.index].name.text.prefix(80)), where only elements may be.")
        }
    }
}
