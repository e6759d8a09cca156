internal import ElementModel
internal import Record

extension Walk {
    /// The rules on the form of a primitive's value.
    func checkPrimitive(_ node: ElementID, _ record: ElementRecord) {
        if issues.speculation > 0 { return }
        guard record.flags.contains(.hasValue) else {
            if record.flags.contains(.malformed) { return }
            if !view.hasChildren(node) { note(.primitiveWithoutValue, node) }
            return
        }
        if record.flags.contains(.malformed) { return }
        let kind = types.primitive(record.type)
        let value = view.value(node)
        if kind == .xhtml {
            checkNarrative(node, value)
            return
        }
        let outcome = PrimitiveScanner.scan(value, as: kind, release: types.release)
        if outcome != .ok { notePrimitive(node, record, kind, outcome) }
        switch kind {
        case .string:
            if hasSuspectBytes(value) { checkText(node, value, isMarkdown: false) }
            // Of the id of an element the text of both releases says that it has no spaces.
            if record.name == .id, outcome == .ok, value.firstPlace(of: 0x20) != nil, !isResourceID(node) {
                note(.elementIDForm, node, first: Int(PrimitiveOutcome.innerSpace.rawValue), text: value.text)
            }
        case .markdown: if hasSuspectBytes(value) { checkText(node, value, isMarkdown: true) }
        case .uri, .url, .canonical: checkURI(node, record, kind, value)
        case .decimal:
            // XML Schema, to whose limits R4 and STU3 point (*Datatypes*, decimal), asks for 18 digits and no more.
            if value.count > 18, outcome == .ok, digits(value) > 18 { note(.decimalRange, node, text: value.text) }
        default: break
        }
    }

    /// How many digits a decimal has, without zeros in front.
    private func digits(_ value: ByteSlice) -> Int {
        var count = 0
        for byte in value.buffer {
            if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") { break }
            if byte > 0x30 && byte <= 0x39 || (byte == 0x30 && count > 0) { count += 1 }
        }
        return count
    }

    private func notePrimitive(
        _ node: ElementID, _ record: ElementRecord, _ kind: PrimitiveKind, _ outcome: PrimitiveOutcome
    ) {
        let rule: Rule
        var severity: Severity?
        switch outcome {
        case .ok: return
        case .empty: rule = .primitiveEmpty
        case .blank: rule = kind == .string || kind == .markdown ? .primitiveWhitespace : .primitiveEmpty
        case .edgeSpace, .innerSpace:
            switch kind {
            case .code: rule = .codeForm
            case .uri, .url, .canonical, .oid, .uuid: rule = .uriForm
            case .base64Binary: rule = .base64Whitespace
            case .string, .markdown: rule = .primitiveWhitespace
            case .id: rule = idRule(node)
            default: rule = form(kind)
            }
        case .controlCharacter: rule = .stringControl
        case .tooLong:
            rule =
                kind == .id
                ? (isResourceID(node) ? .resourceIDLength : record.name == .id ? .elementIDForm : .idForm)
                : .stringLength
        case .withoutZone: rule = .dateTimeZone
        case .outOfRange: rule = kind == .decimal ? .decimalRange : .integerRange
        case .implausible:
            rule = .dateImplausible
            severity = .warning
        case .withoutPrefix where kind != .oid && kind != .uuid: return  // said with the URI's other rules
        case .withoutPrefix: rule = kind == .oid ? .oidForm : .uuidForm
        case .wrongForm where kind == .id && record.name == .id && !isResourceID(node):
            // The id of an element is any string without spaces.
            guard view.value(node).buffer.contains(where: { $0 <= 0x20 }) else { return }
            rule = .elementIDForm
        case .wrongForm, .impossible:
            // An attachment says it of its data.
            if kind == .base64Binary, record.parent.exists, view.type(record.parent) == known.Attachment { return }
            rule = kind == .id ? idRule(node) : form(kind)
        }
        var element = node
        // STU3 and R4 tell the id of an element as a string without spaces.
        if rule == .primitiveWhitespace, record.name == .id, !isResourceID(node) { element = node }
        if outcome == .edgeSpace || outcome == .blank, kind == .string || kind == .markdown { severity = .warning }
        note(rule, element, severity: severity, first: Int(outcome.rawValue), text: view.value(node).text)
    }

    private func isResourceID(_ node: ElementID) -> Bool {
        view.name(node) == .id && view.parent(node).exists && view.isResource(view.parent(node))
    }
    private func idRule(_ node: ElementID) -> Rule { isResourceID(node) ? .resourceIDForm : .idForm }

    private func form(_ kind: PrimitiveKind) -> Rule {
        switch kind {
        case .boolean: .booleanForm
        case .integer, .unsignedInt, .positiveInt: .integerForm
        case .decimal: .decimalForm
        case .date: .dateForm
        case .dateTime: .dateTimeForm
        case .instant: .instantForm
        case .time: .timeForm
        case .code: .codeForm
        case .id: .idForm
        case .oid: .oidForm
        case .uuid: .uuidForm
        case .uri, .url, .canonical: .uriForm
        case .base64Binary: .base64Form
        case .string, .markdown, .none, .xhtml: .stringControl
        }
    }

    // MARK: Text

    /// Whether a text has a byte that the rules on text look at.
    @inline(__always)
    private func hasSuspectBytes(_ value: ByteSlice) -> Bool {
        var found: UInt8 = 0
        for byte in value.buffer where byte == UInt8(ascii: "<") || byte == 0xE2 { found = 1 }
        return found != 0
    }

    private func checkText(_ node: ElementID, _ value: ByteSlice, isMarkdown: Bool) {
        var at = 0
        var saidHidden = false
        var saidMarkup = false
        while at < value.count {
            let byte = value[at]
            if byte == 0xE2, at + 2 < value.count, !saidHidden {
                // U+202A–202E and U+2066–2069 change the direction of what follows.
                let second = value[at + 1]
                let third = value[at + 2]
                if (second == 0x80 && (0xAA...0xAE).contains(third))
                    || (second == 0x81 && (0xA6...0xA9).contains(third))
                {
                    saidHidden = true
                    note(.stringHidden, node, severity: isCompatible ? .warning : nil)
                }
            }
            if byte == UInt8(ascii: "<"), at + 1 < value.count, !saidMarkup {
                let next = value[at + 1] | 0x20
                let isTag =
                    (next >= 0x61 && next <= 0x7A) || value[at + 1] == UInt8(ascii: "/")
                    || value[at + 1] == UInt8(ascii: "!")
                if isTag, closes(value, from: at) {
                    saidMarkup = true
                    if isMarkdown {
                        note(.markdownMarkup, node)
                    } else {
                        note(
                            .stringMarkup, node, severity: options.securityChecks ? .error : .warning,
                            variant: options.securityChecks ? 1 : 0)
                    }
                }
            }
            at += 1
        }
    }

    private func closes(_ value: ByteSlice, from place: Int) -> Bool {
        var at = place + 1
        while at < value.count {
            if value[at] == UInt8(ascii: ">") { return true }
            if value[at] == UInt8(ascii: "<") { return false }
            at += 1
        }
        return false
    }

    // MARK: URIs

    private func checkURI(_ node: ElementID, _ record: ElementRecord, _ kind: PrimitiveKind, _ value: ByteSlice) {
        if value.isEmpty { return }
        if value.starts(with: "oid:") || value.starts(with: "uuid:") {
            note(.uriForm, node, variant: value[0] == UInt8(ascii: "o") ? 1 : 2, text: value.text)
        } else if value.starts(with: "urn:uuid:") {
            if PrimitiveScanner.scan(value, as: .uuid, release: types.release) != .ok {
                note(.uuidForm, node, text: value.text)
            }
        } else if value.starts(with: "urn:oid:") {
            if PrimitiveScanner.scan(value, as: .oid, release: types.release) != .ok {
                note(.oidForm, node, text: value.text)
            }
        }
        if kind == .canonical { checkCanonical(node, record, value) }
        if options.examples == false, value.text.contains("example.org") || value.text.contains("acme.com") {
            note(.urlExample, node, text: value.text)
        }
    }

    private func checkCanonical(_ node: ElementID, _ record: ElementRecord, _ value: ByteSlice) {
        if value[0] == UInt8(ascii: "#") {
            let name = value[1..<value.count]
            let holder = view.resource(of: node)
            if value.count > 1, !index(of: holder).hasContained(name, in: holder, view) {
                note(.canonicalFragment, node, text: value.text)
            }
            return
        }
        if !value.isAbsoluteURI {
            note(.canonicalAbsolute, node, text: value.text)
        }
    }
}

extension ByteSlice {
    func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && self[0..<text.utf8CodeUnitCount] == text
    }
    func ends(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && self[count - text.utf8CodeUnitCount..<count] == text
    }
    /// Where a byte stands first, or last.
    func firstPlace(of byte: UInt8, from start: Int = 0) -> Int? {
        var at = start
        while at < count {
            if self[at] == byte { return at }
            at += 1
        }
        return nil
    }
    func lastPlace(of byte: UInt8) -> Int? {
        var at = count - 1
        while at >= 0 {
            if self[at] == byte { return at }
            at -= 1
        }
        return nil
    }
}
