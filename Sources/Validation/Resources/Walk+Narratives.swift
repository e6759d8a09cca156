internal import ElementModel
internal import Record

extension Walk {
    /// The rules on narratives, beside txt-1 and txt-2.
    func checkNarrative(_ node: ElementID, _ value: ByteSlice) {
        var ids: [ByteSlice] = []
        var links: [ByteSlice] = []
        var images: [ByteSlice] = []
        var addresses: [(ByteSlice, isImage: Bool)] = []
        var languages: [(ByteSlice, Bool)] = []
        NarrativeRules.read(
            value,
            report: { problem in
                note(problem, node)
                return true
            },
            mark: { kind, what, onRoot in
                switch kind {
                case .id: ids.append(what)
                case .fragmentLink: links.append(what)
                case .link: addresses.append((what, false))
                case .image:
                    if what.starts(with: "#") { images.append(what) } else { addresses.append((what, true)) }
                case .language, .xmlLanguage: languages.append((what, onRoot))
                default: break
                }
            })
        let holder = view.resource(of: node)
        for link in links where !link.isEmpty {
            if ids.contains(link) || index(of: holder).hasContained(link, in: holder, view) || hasID(link) { continue }
            note(.narrativeLink, node, text: link.text)
        }
        for image in images {
            let id = image[1..<image.count]
            if !id.isEmpty, ids.contains(id) || hasID(id, inside: holder) { continue }
            note(.narrativeImage, node, text: image.text)
        }
        for (address, isImage) in addresses { checkAddress(address, isImage: isImage, at: node) }
        noteRepeated(ids, node)
        let stated = view.child(holder, .language)
        if stated.exists, view.hasValue(stated) {
            let language = view.value(stated)
            for (found, onRoot) in languages where onRoot && !(found == language) {
                note(.narrativeLanguage, node, text: found.text + "\u{0}" + language.text)
                break
            }
        }
    }

    private func note(_ problem: NarrativeRules.Problem, _ node: ElementID) {
        func form(_ variant: Int) { note(.narrativeForm, node, variant: variant, text: problem.what.text) }
        func nesting(_ variant: Int) {
            note(
                .narrativeNesting, node, severity: isCompatible ? .error : .warning, variant: variant,
                text: problem.what.text)
        }
        func attribute(_ variant: Int) {
            note(
                .narrativeAttribute, node, variant: variant,
                text: problem.what.text + "\u{0}" + problem.element.text)
        }
        switch problem.kind {
        case .elementNotAllowed: note(.narrativeElement, node, text: problem.what.text)
        case .attributeNotAllowed: attribute(0)
        case .attributeDisputed: if isCompatible { attribute(0) }
        case .unsafeAddress: attribute(1)
        case .wrongNamespace: form(0)
        case .rootNotDiv: form(1)
        case .notWellFormed, .duplicateAttribute, .tooDeep: form(2)
        case .unknownEntity: form(3)
        case .markupNotAllowed: form(4)
        case .blockInParagraph: nesting(0)
        case .blockInText: nesting(1)
        case .recursion: nesting(2)
        case .notEmpty: nesting(3)
        case .outOfPlace: nesting(4)
        case .wrongChild: nesting(5)
        case .noContent: break
        }
    }

    /// An address of a link or image is one that can be followed.
    private func checkAddress(_ address: ByteSlice, isImage: Bool, at node: ElementID) {
        var variant: Int?
        if address.isEmpty {
            variant = isImage ? 0 : 1
        } else if !isImage, address.starts(with: "urn:") || address.starts(with: "cid:") {
            variant = 2
        } else if address.starts(with: "data:") {
            // What is not base64 is a data URL all the same (RFC 2397).
            let parts = address.text.dropFirst(5).split(separator: ",", omittingEmptySubsequences: false)
            if parts.count != 2 || parts[1].isEmpty || isCompatible && !parts[0].hasSuffix(";base64") { variant = 0 }
        } else if address.buffer.contains(where: isForbiddenInAddress) {
            variant = 0
        }
        guard let variant else { return }
        note(
            .narrativeAddress, node, severity: isCompatible ? .error : .warning, variant: variant, text: address.text)
    }

    private func isForbiddenInAddress(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || "\"<>\\^`{}".utf8.contains(byte)
    }

    /// Ids are unique in a narrative, as they are in XHTML.
    private func noteRepeated(_ ids: [ByteSlice], _ node: ElementID) {
        guard ids.count > 1 else { return }
        var seen: Set<ByteSlice> = []
        for id in ids where !seen.insert(id).inserted { note(.narrativeIDDuplicate, node, text: id.text) }
    }

    /// `textLink`: the part of the narrative and the data that it is made of exist.
    func checkTextLinks(_ node: ElementID) {
        var ids: Set<ByteSlice>?
        for link in view.children(node) where view.name(link) == .extension {
            guard view.text(link, .url) == "http://hl7.org/fhir/StructureDefinition/textLink" else { continue }
            let div = view.child(node, .div)
            if ids == nil, div.exists {
                var found: Set<ByteSlice> = []
                NarrativeRules.read(
                    view.value(div), report: { _ in true },
                    mark: { kind, what, _ in if kind == .id { found.insert(what) } })
                ids = found
            }
            guard let ids else {
                note(.narrativeTextLink, node, variant: 0)
                continue
            }
            var data: ByteSlice?
            for part in view.children(link) where view.name(part) == .extension {
                let value = view.extensionValue(part)
                guard value.exists, view.hasValue(value) else { continue }
                switch view.text(part, .url) {
                case "htmlid":
                    if !ids.contains(view.value(value)) {
                        note(.narrativeTextLink, node, variant: 1, text: view.value(value).text)
                    }
                case "data": data = view.value(value)
                default: break
                }
            }
            guard let data else {
                note(.narrativeTextLink, node, variant: 2)
                continue
            }
            if !leadsSomewhere(data, from: node) { note(.narrativeTextLink, node, variant: 3, text: data.text) }
        }
    }

    /// Whether the data of a text link is here: an element of the resource, or of an entry beside it.
    private func leadsSomewhere(_ data: ByteSlice, from node: ElementID) -> Bool {
        let holder = view.resource(of: node)
        if data.starts(with: "#") {
            let id = data[1..<data.count]
            if hasID(id, inside: holder) { return true }
            guard let number = index(of: holder).entry(of: holder) else { return false }
            return index(of: holder).entries(of: index(of: holder).entries[number].bundle).contains { entry in
                let found = entry.resource.exists ? view.child(entry.resource, .id) : .none
                return found.exists && view.value(found) == id
            }
        }
        let reference = ReferenceText(data, types: types)
        if case .found = target(of: reference, at: node) { return true }
        guard let number = index(of: holder).entry(of: holder), let type = reference.type, let id = reference.id,
            let near = index(of: holder).entries(type: type, id: id, in: index(of: holder).entries[number].bundle).first
        else { return false }
        guard let fragment = reference.fragment else { return true }
        return hasID(fragment, inside: index(of: holder).entries[near].resource)
    }

    /// Whether a resource, or an element in it, has the id.
    private func hasID(_ wanted: ByteSlice, inside resource: ElementID) -> Bool {
        var element = resource.rawValue + 1
        let end = view.end(resource).rawValue
        while element < end {
            let id = ElementID(rawValue: element)
            if view.name(id) == .id, view.hasValue(id), view.value(id) == wanted { return true }
            element += 1
        }
        return false
    }

    /// Whether some element or narrative of the document has the id.
    private func hasID(_ wanted: ByteSlice) -> Bool {
        if narrativeIDs == nil { narrativeIDs = collectIDs() }
        return narrativeIDs?.contains(wanted) ?? false
    }

    private func collectIDs() -> Set<ByteSlice> {
        var ids: Set<ByteSlice> = []
        for number in 0..<view.count {
            let element = ElementID(number)
            let record = view[element]
            guard record.flags.contains(.hasValue) else { continue }
            if record.name == .id {
                ids.insert(view.value(element))
            } else if record.type == known.xhtml {
                NarrativeRules.read(
                    view.value(element), report: { _ in true },
                    mark: { kind, what, _ in if kind == .id { ids.insert(what) } })
            }
        }
        return ids
    }

    /// `narrative-language-control`: whether a narrative has sections by language, and which.
    func checkNarrativeLanguage(_ node: ElementID, _ active: ActiveRule, _ wanted: [String]) {
        let div = view.child(node, .div)
        guard div.exists, view.hasValue(div) else { return }
        // Sections are the div elements directly below the outermost one that have a language.
        var languages: [String] = []
        NarrativeRules.read(
            view.value(div), report: { _ in true },
            mark: { kind, what, _ in if kind == .sectionLanguage { languages.append(what.text) } })
        let language = view.child(view.resource(of: node), .language)
        let stated = language.exists && view.hasValue(language) ? view.value(language).text : nil
        for code in wanted {
            switch code {
            case "_no":
                if !languages.isEmpty {
                    note(.narrativeLanguageMissing, node, active, variant: 1, text: languages.joined(separator: ", "))
                }
            case "_yes":
                if languages.isEmpty { note(.narrativeLanguageMissing, node, active, variant: 0) }
            default:
                let isResource = code == "_resource"
                guard let one = isResource ? stated : code else {
                    note(.narrativeLanguageMissing, node, active, severity: .warning, variant: 5)
                    continue
                }
                if languages.isEmpty {
                    note(.narrativeLanguageMissing, node, active, severity: .warning, variant: 4, text: one)
                } else if !languages.contains(one) {
                    note(.narrativeLanguageMissing, node, active, variant: isResource ? 2 : 3, text: one)
                }
            }
        }
    }
}
