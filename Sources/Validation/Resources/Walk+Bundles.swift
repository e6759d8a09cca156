internal import ElementModel
internal import Record

extension Walk {
    /// The rules on Bundles by their type (R4 and STU3, *Bundle*, *Documents*, *Messaging*, *Search*).
    func checkBundle(_ bundle: ElementID) {
        let typeElement = view.child(bundle, .type)
        let type = typeElement.exists ? view.value(typeElement) : view.value(bundle)
        let index = index(of: bundle)
        let entries = index.entries.filter { $0.bundle == bundle }
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
        checkLinks(bundle, type)
        checkFullURLs(bundle, type, entries)
        if isDocument || isMessage {
            checkFirstReferences(entries, isDocument: isDocument)
            checkReach(bundle, entries, isDocument: isDocument)
        }
    }

    // MARK: Documents and messages

    private func checkFirst(_ bundle: ElementID, _ entries: [ReferenceIndex.Entry], wanted: Symbol, variant: Int) {
        guard let first = entries.first, first.resource.exists else {
            note(.bundleEntryFirst, bundle, variant: 0, text: wanted.text)
            return
        }
        if types.name(view.type(first.resource)) != wanted {
            note(.bundleEntryFirstType, first.entry, variant: variant, text: wanted.text)
        }
    }

    /// A document says when it was put together: R4 in `timestamp`, STU3 in `meta.lastUpdated`.
    private func checkDocumentDate(_ bundle: ElementID, _ entries: [ReferenceIndex.Entry]) {
        if isR4 { return }  // bdl-10
        let meta = view.child(bundle, .meta)
        if !meta.exists || !view.child(meta, .lastUpdated).exists { note(.bundleDocumentDate, bundle) }
    }

    /// What the first resource refers to must be there.
    private func checkFirstReferences(_ entries: [ReferenceIndex.Entry], isDocument: Bool) {
        guard let first = entries.first, first.resource.exists else { return }
        let names: [Symbol] =
            isDocument
            ? [.subject, .encounter, .author, .attester, .custodian, .event, .section]
            : [.focus]
        var element = first.resource.rawValue + 1
        let end = view.end(first.resource).rawValue
        while element < end {
            let node = ElementID(rawValue: element)
            element += 1
            guard view.type(node) == known.Reference, isNamed(node, below: first.resource, names) else { continue }
            let text = view.child(node, .reference)
            guard text.exists, view.hasValue(text) else { continue }
            let reference = ReferenceText(view.value(text), types: types)
            if case .external = target(of: reference, at: node) {
                let isUnknowable = reference.form == .relative && absolute(reference, from: first) == nil
                note(.bundleEntryNotFound, node, variant: isUnknowable ? 1 : 0, text: view.value(text).text)
            }
        }
    }

    private func isNamed(_ node: ElementID, below resource: ElementID, _ names: [Symbol]) -> Bool {
        var current = node
        while view.parent(current) != resource {
            current = view.parent(current)
            if !current.exists || view.isResource(current) { return false }
        }
        return names.contains(view.name(current))
    }

    /// Every entry is reached from the first by references.
    private func checkReach(_ bundle: ElementID, _ entries: [ReferenceIndex.Entry], isDocument: Bool) {
        guard entries.count > 1, let first = entries.first, first.resource.exists else { return }
        var links: [ElementID: [ElementID]] = [:]
        for entry in entries where entry.resource.exists {
            var element = entry.resource.rawValue + 1
            let end = view.end(entry.resource).rawValue
            var found: [ElementID] = []
            while element < end {
                let node = ElementID(rawValue: element)
                element += 1
                let record = view[node]
                guard record.flags.contains(.hasValue) else { continue }
                let isLink = record.name == .reference && view.type(record.parent) == known.Reference
                guard isLink || types.primitive(record.type) == .canonical || types.primitive(record.type) == .uri
                else { continue }
                let reference = ReferenceText(view.value(node), types: types)
                if case .found(let target, let isContained) = target(of: reference, at: isLink ? record.parent : node),
                    !isContained
                {
                    found.append(target)
                }
            }
            links[entry.resource] = found
        }
        func reach(_ links: [ElementID: [ElementID]]) -> Set<ElementID> {
            var reached: Set<ElementID> = [first.resource]
            var queue = [first.resource]
            while let next = queue.popLast() {
                for target in links[next] ?? [] where reached.insert(target).inserted { queue.append(target) }
            }
            return reached
        }
        let forward = reach(links)
        var both = links
        for (from, targets) in links { for target in targets { both[target, default: []].append(from) } }
        let either = reach(both)
        for entry in entries where entry.resource.exists && !forward.contains(entry.resource) {
            let isBackward = either.contains(entry.resource)
            note(
                .bundleEntryUnreachable, entry.entry,
                severity: isBackward ? .information : isDocument ? .error : .warning, variant: isDocument ? 0 : 1)
        }
    }

    // MARK: Searches

    private func checkSearchSet(_ bundle: ElementID, _ entries: [ReferenceIndex.Entry]) {
        var hasSelf = false
        for link in view.children(bundle) where view.name(link) == .link {
            let relation = view.child(link, .relation)
            if relation.exists, view.value(relation) == "self" { hasSelf = true }
        }
        if !hasSelf { note(.bundleSelfLink, bundle) }
        var withMode = 0
        for entry in entries {
            let search = view.child(entry.entry, .search)
            if search.exists, view.child(search, .mode).exists { withMode += 1 }
            if entry.resource.exists, !view.child(entry.resource, .id).exists,
                types.name(view.type(entry.resource)) != .OperationOutcome
            {
                note(.bundleSearchID, entry.resource)
            }
        }
        if !entries.isEmpty, withMode < entries.count {
            note(.bundleSearchMode, bundle, severity: .warning, first: entries.count - withMode, second: entries.count)
        }
    }

    // MARK: Links and addresses

    private func checkLinks(_ bundle: ElementID, _ type: ByteSlice) {
        var seen: [(ByteSlice, ElementID)] = []
        for link in view.children(bundle) where view.name(link) == .link {
            let relation = view.child(link, .relation)
            guard relation.exists, view.hasValue(relation) else { continue }
            let value = view.value(relation)
            if seen.contains(where: { $0.0 == value }) {
                let repeats =
                    value == "self" || value == "first" || value == "previous" || value == "next" || value == "last"
                    || value == "prev"
                if repeats { note(.bundleLinkDuplicate, link, text: value.text) }
            }
            seen.append((value, link))
            let isPaging =
                value == "first" || value == "previous" || value == "prev" || value == "next" || value == "last"
            if isPaging, !(type == "searchset" || type == "history" || type == "subscription-notification") {
                note(.bundleLinkNotAllowed, link, text: value.text)
            }
        }
    }

    private func checkFullURLs(_ bundle: ElementID, _ type: ByteSlice, _ entries: [ReferenceIndex.Entry]) {
        let isHistory = type == "history"
        let needsURL =
            isR4
            && (type == "document" || type == "message" || type == "searchset" || isHistory || type == "collection")
        for (number, entry) in entries.enumerated() {
            guard entry.fullURL.exists, view.hasValue(entry.fullURL) else {
                let isResponse = view.child(entry.entry, .response).exists && !entry.resource.exists
                if needsURL, !isResponse, entry.resource.exists {
                    note(
                        .bundleEntryFullURL, entry.entry,
                        variant: number == 0 && (type == "document" || type == "message") ? 1 : 0)
                }
                continue
            }
            let url = view.value(entry.fullURL)
            if url.isEmpty { continue }
            if !url.isAbsoluteURI {
                note(.bundleFullURLAbsolute, entry.entry, text: url.text)
                continue
            }
            guard entry.resource.exists else { continue }
            let parsed = ReferenceText(url, types: types)
            let id = view.child(entry.resource, .id)
            let isREST = url.starts(with: "http:") || url.starts(with: "https:")
            if isREST, let urlType = parsed.type, let urlID = parsed.id {
                guard id.exists, view.hasValue(id) else {
                    if !(type == "batch-response" || type == "transaction-response") {
                        note(.bundleFullURLWithoutID, entry.entry, text: url.text)
                    }
                    continue
                }
                if !(types.name(view.type(entry.resource)).bytes == urlType) || !(view.value(id) == urlID) {
                    note(
                        .bundleFullURLMismatch, entry.entry,
                        text: url.text + "\u{0}" + types.text(view.type(entry.resource)) + "/" + view.value(id).text)
                }
            }
        }
        if !isHistory { checkDuplicates(bundle, entries) }
    }

    /// A fullUrl stands once for each version.
    private func checkDuplicates(_ bundle: ElementID, _ entries: [ReferenceIndex.Entry]) {
        // bdl-7 says the same of R4 and STU3; only Bundles that it does not reach are looked at here.
        _ = bundle
        _ = entries
    }
}
