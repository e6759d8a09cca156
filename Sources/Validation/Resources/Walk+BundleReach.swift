internal import ElementModel
internal import Record

extension Walk {
    /// Every entry of a document or message is reached from the first by references (R4 and STU3, *Documents*).
    ///
    /// An entry that is not, but refers to one that is, is tolerated: `Provenance` may, and R5 allows all to.
    func checkReach(_ bundle: ElementID, _ entries: ArraySlice<ReferenceIndex.Entry>, isDocument: Bool) {
        guard let first = entries.first, first.resource.exists else { return }
        var links: [ElementID: [ElementID]] = [:]
        var back: [ElementID: [ElementID]] = [:]
        for entry in entries where entry.resource.exists {
            for target in targets(of: entry, first: first.resource, isDocument: isDocument) {
                links[entry.resource, default: []].append(target)
                back[target, default: []].append(entry.resource)
            }
        }
        var roots = [first.resource]
        for link in view.children(bundle) where view.name(link) == .link {
            let relation = view.child(link, .relation)
            let url = view.child(link, .url)
            guard relation.exists, url.exists, view.value(relation) == "stylesheet",
                let sheet = stylesheetEntry(view.value(url), entries)
            else { continue }
            roots.append(sheet.resource)
        }
        let forward = reached(from: roots, links, [:])
        let either = reached(from: roots, links, back)
        for entry in entries where entry.resource.exists && !forward.contains(entry.resource) {
            guard either.contains(entry.resource) else {
                note(
                    .bundleEntryUnreachable, entry.entry, severity: isDocument ? .error : .warning,
                    variant: isDocument ? 0 : 1)
                continue
            }
            if types.name(view.type(entry.resource)) == .Provenance { continue }
            note(
                .bundleEntryUnreachable, entry.entry, severity: isDocument ? .warning : .information,
                variant: isDocument ? 2 : 3)
        }
    }

    private func reached(
        from roots: [ElementID], _ links: [ElementID: [ElementID]], _ back: [ElementID: [ElementID]]
    ) -> Set<ElementID> {
        var reached = Set(roots)
        var queue = roots
        while let next = queue.popLast() {
            for target in links[next] ?? [] where reached.insert(target).inserted { queue.append(target) }
            for source in back[next] ?? [] where reached.insert(source).inserted { queue.append(source) }
        }
        return reached
    }

    /// The entries that an entry refers to, by references and by addresses.
    private func targets(of entry: ReferenceIndex.Entry, first: ElementID, isDocument: Bool) -> [ElementID] {
        var element = entry.resource.rawValue + 1
        let end = view.end(entry.resource).rawValue
        var found: [ElementID] = []
        var lost: Set<ByteSlice> = []
        while element < end {
            let node = ElementID(rawValue: element)
            element += 1
            let record = view[node]
            guard record.flags.contains(.hasValue) else { continue }
            let isLink = record.name == .reference && view.type(record.parent) == known.Reference
            guard isLink || isAddress(record) else { continue }
            let reference = ReferenceText(view.value(node), types: types)
            let holder = isLink ? record.parent : node
            switch target(of: reference, at: holder) {
            case .found(let target, let isContained):
                if !isContained { found.append(target) }
            case .external:
                guard isCompatible, reference.form == .relative, let type = reference.type, let id = reference.id,
                    case let near = index(of: entry.resource).entries(type: type, id: id, in: entry.bundle),
                    let one = near.first
                else { continue }
                if !isR4 {
                    if near.count == 1 { found.append(index(of: entry.resource).entries[one].resource) }
                } else if entry.resource != first || !mustBeInside(holder, of: first, isDocument: isDocument),
                    lost.insert(view.value(node)).inserted
                {
                    note(.bundleEntryNotFound, entry.bundle, variant: 1, text: view.value(node).text)
                }
            default: break
            }
        }
        return found
    }

    /// Whether a primitive is an address that may lead to another entry.
    private func isAddress(_ record: ElementRecord) -> Bool {
        let kind = types.primitive(record.type)
        if kind == .canonical { return !isCompatible && record.name != .profile }
        return (kind == .uri || kind == .url) && record.name != .system
    }
}
