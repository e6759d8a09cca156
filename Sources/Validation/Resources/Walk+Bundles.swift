internal import ElementModel
internal import Record

extension Walk {
    /// The rules on Bundles by their type (R4 and STU3, *Bundle*, *Documents*, *Messaging*, *Search*).
    func checkBundle(_ bundle: ElementID) {
        let typeElement = view.child(bundle, .type)
        let type = typeElement.exists ? view.value(typeElement) : view.value(bundle)
        let entries = index(of: bundle).entries(of: bundle)
        let isDocument = type == "document"
        let isMessage = type == "message"
        if isDocument {
            checkFirst(bundle, entries, wanted: .Composition, variant: 0)
            checkDocumentDate(bundle, entries)
        } else if isMessage {
            checkFirst(bundle, entries, wanted: .MessageHeader, variant: 1)
        } else if type == "searchset" {
            checkSearchSet(bundle, entries)
        }
        checkLinks(bundle, type, entries)
        checkFullURLs(type, entries)
        if isDocument || isMessage {
            checkFirstReferences(entries, isDocument: isDocument)
            checkReach(bundle, entries, isDocument: isDocument)
        }
    }

    // MARK: Documents and messages

    private func checkFirst(
        _ bundle: ElementID, _ entries: ArraySlice<ReferenceIndex.Entry>, wanted: Symbol, variant: Int
    ) {
        guard let first = entries.first else {
            note(.bundleEntryFirst, bundle, variant: 0, text: wanted.text)
            return
        }
        guard first.resource.exists else {
            note(.bundleEntryFirst, first.entry, variant: 1, text: wanted.text)
            return
        }
        if types.name(view.type(first.resource)) != wanted {
            note(
                .bundleEntryFirstType, first.resource, variant: variant,
                placing: isCompatible ? .numberedFromOne : .plain, text: wanted.text)
        }
    }

    /// A document says when it was put together: R4 in `timestamp`, STU3 in `meta.lastUpdated`.
    private func checkDocumentDate(_ bundle: ElementID, _ entries: ArraySlice<ReferenceIndex.Entry>) {
        if isR4 { return }  // bdl-10
        let meta = view.child(bundle, .meta)
        if !meta.exists || !view.child(meta, .lastUpdated).exists { note(.bundleDocumentDate, bundle) }
    }

    /// What the first resource refers to must be there: R4 and STU3, *Document Content*, and `MessageHeader.focus`.
    private func checkFirstReferences(_ entries: ArraySlice<ReferenceIndex.Entry>, isDocument: Bool) {
        guard let first = entries.first, first.resource.exists else { return }
        var element = first.resource.rawValue + 1
        let end = view.end(first.resource).rawValue
        while element < end {
            let node = ElementID(rawValue: element)
            element += 1
            guard mustBeInside(node, of: first.resource, isDocument: isDocument) else { continue }
            let text = view.child(node, .reference)
            guard text.exists, view.hasValue(text) else { continue }
            let reference = ReferenceText(view.value(text), types: types)
            if case .external = target(of: reference, at: node) {
                if resolvesByType(reference, in: first) { continue }
                let isUnknowable = reference.form == .relative && absolute(reference, from: first) == nil
                note(
                    .bundleEntryNotFound, node, variant: isUnknowable ? 1 : 0,
                    placing: isCompatible ? .numberedFromOne : .plain,
                    text: view.value(text).text)
            }
        }
    }

    /// HL7's validator resolves `Type/id` in STU3 documents without looking at the fullUrl.
    private func resolvesByType(_ reference: ReferenceText, in entry: ReferenceIndex.Entry) -> Bool {
        guard isCompatible, !isR4, let type = reference.type, let id = reference.id else { return false }
        return index(of: entry.resource).entries(type: type, id: id, in: entry.bundle).count == 1
    }

    /// Whether a document or message must hold what this element of its first resource refers to.
    func mustBeInside(_ node: ElementID, of first: ElementID, isDocument: Bool) -> Bool {
        guard view.type(node) == known.Reference else { return false }
        let name = view.name(node)
        var parent = view.parent(node)
        if parent == first {
            return isDocument
                ? name == .subject || name == .author || name == .encounter || name == .custodian : name == .focus
        }
        guard isDocument else { return false }
        let above = view.name(parent)
        if view.parent(parent) == first, above == .attester || above == .event {
            return name == .party || name == .detail
        }
        guard name == .entry || name == .author || name == .focus else { return false }
        while parent != first {
            guard parent.exists, view.name(parent) == .section else { return false }
            parent = view.parent(parent)
        }
        return true
    }

    // MARK: Links

    private func checkLinks(_ bundle: ElementID, _ type: ByteSlice, _ entries: ArraySlice<ReferenceIndex.Entry>) {
        var seen: [ByteSlice] = []
        let pages = type == "searchset" || type == "history"
        for link in view.children(bundle) where view.name(link) == .link {
            let relation = view.child(link, .relation)
            guard relation.exists, view.hasValue(relation) else { continue }
            let value = view.value(relation)
            let isPaging = value == "first" || value == "previous" || value == "next" || value == "last"
            if seen.contains(value), value == "self" || pages && isPaging {
                note(.bundleLinkDuplicate, pages ? link : relation, text: value.text)
            }
            seen.append(value)
            if isPaging, !pages {
                note(.bundleLinkNotAllowed, relation, severity: isCompatible ? .error : nil, text: value.text)
            }
            if type == "document", value == "stylesheet" { checkStylesheet(link, entries) }
        }
    }

    /// A style sheet of a document stands in the document, or is fetched from elsewhere (R4 and STU3, *Presenting
    /// documents*).
    private func checkStylesheet(_ link: ElementID, _ entries: ArraySlice<ReferenceIndex.Entry>) {
        let element = view.child(link, .url)
        guard element.exists, view.hasValue(element) else { return }
        let url = view.value(element)
        if url.isAbsoluteURI {
            if entries.contains(where: { $0.fullURL.exists && view.value($0.fullURL) == url }) { return }
            if !(url == "https://hl7.org/fhir/fhir.css") {
                note(.bundleStylesheet, element, severity: .warning, variant: 1, text: url.text)
            }
        } else if stylesheetEntry(url, entries) == nil {
            note(.bundleStylesheet, element, text: url.text)
        }
    }

    /// The entry that a relative link to a style sheet names.
    func stylesheetEntry(_ url: ByteSlice, _ entries: ArraySlice<ReferenceIndex.Entry>) -> ReferenceIndex.Entry? {
        entries.first { entry in
            guard entry.resource.exists else { return false }
            let id = view.child(entry.resource, .id)
            guard id.exists, view.hasValue(id) else { return false }
            return url.text == types.text(view.type(entry.resource)) + "/" + view.value(id).text
        }
    }

    // MARK: Addresses

    private func checkFullURLs(_ type: ByteSlice, _ entries: ArraySlice<ReferenceIndex.Entry>) {
        let isResponse = type == "batch-response" || type == "transaction-response"
        let needsURL = isR4 && !isResponse && !(type == "batch" || type == "transaction")
        for entry in entries {
            guard entry.fullURL.exists, view.hasValue(entry.fullURL) else {
                if needsURL, isCompatible || entry.resource.exists { note(.bundleEntryFullURL, entry.entry) }
                continue
            }
            let url = view.value(entry.fullURL)
            if url.isEmpty { continue }
            if !url.isAbsoluteURI {
                note(.bundleFullURLAbsolute, entry.entry, text: url.text)
                continue
            }
            if entry.resource.exists { checkFullURL(entry, url, isResponse: isResponse) }
        }
    }

    /// The fullUrl agrees with the id of the resource (R4 and STU3, *Bundle.entry.fullUrl*).
    private func checkFullURL(_ entry: ReferenceIndex.Entry, _ url: ByteSlice, isResponse: Bool) {
        let parsed = ReferenceText(url, types: types)
        let id = view.child(entry.resource, .id)
        let hasID = id.exists && view.hasValue(id)
        let name = types.name(view.type(entry.resource))
        guard url.starts(with: "http:") || url.starts(with: "https:") else { return }
        guard let urlType = parsed.type, let urlID = parsed.id else {
            // Any other address, unless it is the canonical of the resource: then the id must be its end.
            let canonical = view.child(entry.resource, .url)
            if canonical.exists, view.hasValue(canonical), view.value(canonical) == url, !url.isOfOldTerminology {
                note(.bundleFullURLCanonical, entry.entry, text: url.text)
            }
            return
        }
        guard hasID else {
            if isCompatible || !isResponse { note(.bundleFullURLWithoutID, entry.entry, text: url.text) }
            return
        }
        if !(name.bytes == urlType) || !(view.value(id) == urlID) {
            note(
                .bundleFullURLMismatch, entry.entry,
                text: url.text + "\u{0}" + types.text(view.type(entry.resource)) + "/" + view.value(id).text)
        }
    }
}

extension ByteSlice {
    /// The v2 and v3 tables of STU3 have canonicals that say nothing of ids.
    fileprivate var isOfOldTerminology: Bool {
        starts(with: "http://hl7.org/fhir/v3/") || starts(with: "http://hl7.org/fhir/v2/")
    }
}
