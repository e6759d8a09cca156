internal import ElementModel
internal import Record

extension Walk {
    /// The rules on any reference, whatever a profile says of its target (R4 and STU3, *References*).
    func checkReference(_ node: ElementID) {
        let text = view.child(node, .reference)
        guard text.exists, view.hasValue(text), !view.value(text).isEmpty else {
            if !view.child(node, .identifier).exists, !view.child(node, .display).exists,
                !view.child(node, .extension).exists,
                !text.exists
            {
                note(.referenceEmpty, node)
            }
            return
        }
        let value = view.value(text)
        if value.hasSpace {
            note(.referenceForm, node, variant: 2, text: value.text)
            return
        }
        let reference = ReferenceText(value, types: types)
        let entry = entry(around: node)
        if isCompatible, let entry, reference.form != .local { checkEntryAddress(entry) }
        switch reference.form {
        case .invalid:
            checkForm(node, value, in: entry)
            return
        case .query:
            checkQuery(node, reference, value, in: entry)
            return
        default: break
        }
        switch target(of: reference, at: node) {
        case .missing:
            note(
                reference.form == .local ? .referenceUnresolvedContained : .referenceUnresolved, node, text: value.text)
        case .ambiguous: note(.bundleReferenceAmbiguous, node, text: value.text)
        case .found(let target, _): checkStatedType(node, reference, target)
        case .external:
            checkStatedType(node, reference, .none)
            checkOutside(node, reference, value, in: entry)
        case .none: break
        }
    }

    /// The entry of a Bundle that an element stands in, be it in a contained resource.
    private func entry(around node: ElementID) -> ReferenceIndex.Entry? {
        var resource = view.resource(of: node)
        if view.flags(resource).contains(.contained) { resource = view.resource(of: view.parent(resource)) }
        let index = index(of: resource)
        return index.entry(of: resource).map { index.entries[$0] }
    }

    private func bundleType(_ entry: ReferenceIndex.Entry) -> ByteSlice {
        let type = view.child(entry.bundle, .type)
        return view.value(type.exists ? type : entry.entry)
    }

    private func isResponse(_ entry: ReferenceIndex.Entry) -> Bool {
        let type = bundleType(entry)
        return type == "batch-response" || type == "transaction-response"
    }

    /// HL7's validator asks for a fullUrl wherever a reference stands in an entry.
    private func checkEntryAddress(_ entry: ReferenceIndex.Entry) {
        if !entry.fullURL.exists, !isResponse(entry) { note(.bundleEntryFullURL, entry.entry, variant: 1) }
    }

    /// A relative address that is not `Type/id`: outside Bundles nothing hangs on it.
    private func checkForm(_ node: ElementID, _ value: ByteSlice, in entry: ReferenceIndex.Entry?) {
        guard let entry else {
            note(.referenceForm, node, severity: .warning, variant: 3, text: value.text)
            return
        }
        var isWrong = true
        if isCompatible {
            // HL7's validator counts the slashes.
            let slashes = value.buffer.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
            isWrong = slashes != 1 && slashes != 3
        }
        if !entry.fullURL.exists, !isResponse(entry) {
            note(.bundleEntryReferenceBase, node, severity: isR4 || isCompatible ? nil : .warning, text: value.text)
            if isCompatible { return }
        }
        note(.referenceForm, node, severity: isWrong ? .error : .warning, variant: 1, text: value.text)
    }

    /// `Type?query` stands in transactions alone (R4 and STU3, *Transaction: conditional references*).
    private func checkQuery(
        _ node: ElementID, _ reference: ReferenceText, _ value: ByteSlice, in entry: ReferenceIndex.Entry?
    ) {
        let type = entry.map(bundleType)
        let isRequest = type.map { $0 == "transaction" || $0 == "batch" } ?? false
        let isKnown =
            reference.type.map { types.kind(types.type(named: Symbol(bytes: $0.buffer))) == .resource } ?? false
        let isQuery = isKnown && value.isSearchQuery
        if isRequest ? isQuery : isCompatible && entry == nil && isQuery { return }
        note(.referenceQuery, node, variant: isCompatible && entry != nil && !isRequest ? 1 : 0, text: value.text)
    }

    /// The type that a reference states, that of its URL and that of its target must agree.
    private func checkStatedType(_ node: ElementID, _ reference: ReferenceText, _ target: ElementID) {
        let actual = target.exists ? types.name(view.type(target)).bytes : reference.type
        if isR4, case let stated = view.child(node, .type), stated.exists, view.hasValue(stated), let actual,
            !(view.value(stated) == actual)
        {
            // An absolute URL is for references to logical models only, which no resource has.
            note(.referenceTypeMismatch, node, variant: 1, text: "\(view.value(stated).text) \(actual.text)")
            return
        }
        if target.exists, let type = reference.type, !(types.name(view.type(target)).bytes == type) {
            note(.referenceTypeMismatch, node, text: "\(type.text) \(types.text(view.type(target)))")
        }
    }

    /// A reference that leads out of its Bundle, or seems to.
    private func checkOutside(
        _ node: ElementID, _ reference: ReferenceText, _ value: ByteSlice, in entry: ReferenceIndex.Entry?
    ) {
        guard let entry else {
            // Among parameters, references are looked for where the caller wants them found.
            let mustExist: Bool =
                switch options.validateReferences {
                case .checkExists, .checkExistsAndType, .checkValid: true
                case .ignore, .checkType: false
                }
            if mustExist, reference.form == .relative, view.type(.root) == types.type(named: "Parameters") {
                note(.referenceUnresolved, node, text: value.text)
            }
            return
        }
        if reference.form == .relative, !entry.fullURL.exists, !isResponse(entry) {
            // STU3 asks for no fullUrl: the reference leads nowhere that can be told, which is not yet wrong.
            note(.bundleEntryReferenceBase, node, severity: isR4 || isCompatible ? nil : .warning, text: value.text)
        }
        if let type = reference.type, let id = reference.id, noteNearMiss(node, value, type, id, entry) { return }
        if reference.form == .urn { note(.bundleReferenceNotLocal, node, text: value.text) }
    }

    /// Names the entries that have the type and id of a reference which does not lead to them.
    private func noteNearMiss(
        _ node: ElementID, _ value: ByteSlice, _ type: ByteSlice, _ id: ByteSlice, _ entry: ReferenceIndex.Entry
    ) -> Bool {
        let index = index(of: entry.resource)
        let near = index.entries(type: type, id: id, in: entry.bundle)
        guard let first = near.first else { return false }
        let fullURL = index.entries[first].fullURL
        let shown = fullURL.exists ? view.value(fullURL).text : ""
        note(
            .bundleReferenceNearMiss, node, variant: near.count > 1 ? 2 : fullURL.exists ? 0 : 1, first: near.count,
            text: value.text + "\u{0}" + shown)
        return true
    }
}

extension ByteSlice {
    fileprivate var hasSpace: Bool { buffer.contains { $0 == 0x20 || (0x09...0x0D).contains($0) } }

    /// Whether what stands behind the question mark is a list of `name=value`.
    fileprivate var isSearchQuery: Bool {
        guard let mark = firstPlace(of: UInt8(ascii: "?")) else { return false }
        return self[mark + 1..<count].text.split(separator: "&", omittingEmptySubsequences: false).allSatisfy { part in
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, let first = sides[0].utf8.first else { return false }
            return first == UInt8(ascii: "_") || (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7A
        }
    }
}
