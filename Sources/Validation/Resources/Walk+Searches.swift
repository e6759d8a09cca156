internal import ElementModel
internal import Record

extension Walk {
    /// The rules on search results (R4 and STU3, *Search*, *Bundle.entry.search*).
    func checkSearchSet(_ bundle: ElementID, _ entries: ArraySlice<ReferenceIndex.Entry>) {
        let wanted = searchedTypes(bundle)
        if wanted == nil { note(.bundleSelfLink, bundle) }
        let types = wanted ?? []
        let modes = entries.map { mode(of: $0.entry) }
        let hasModes = modes.contains { $0 != nil }
        var missing = 0
        var isUnclear = false
        var common = Symbol.none
        for (entry, mode) in zip(entries, modes) {
            if mode == nil { missing += 1 }
            guard entry.resource.exists else {
                note(.bundleSearchResource, entry.entry)
                continue
            }
            let name = self.types.name(view.type(entry.resource))
            if let mode {
                checkMatch(entry, name, mode, types)
            } else if !hasModes {
                if name == .OperationOutcome { continue }
                checkSearchID(entry, isCertain: false)
                if types.isEmpty {
                    isUnclear = true
                } else if !types.contains(name) {
                    isUnclear = true
                    note(
                        .bundleSearchType, entry.resource, severity: .warning, variant: 2,
                        text: name.text + "\u{0}" + types.map(\.text).joined(separator: ", "))
                } else if common != .none, common != name {
                    isUnclear = true
                }
                common = name
            }
        }
        guard missing > 0 else { return }
        note(
            .bundleSearchMode, bundle, severity: hasModes || isUnclear ? .warning : .information, first: missing,
            second: entries.count)
    }

    private func mode(of entry: ElementID) -> ByteSlice? {
        let search = view.child(entry, .search)
        guard search.exists else { return nil }
        let mode = view.child(search, .mode)
        return mode.exists && view.hasValue(mode) ? view.value(mode) : nil
    }

    private func checkMatch(_ entry: ReferenceIndex.Entry, _ name: Symbol, _ mode: ByteSlice, _ types: [Symbol]) {
        if mode == "outcome" {
            if name != .OperationOutcome { note(.bundleSearchType, entry.resource, variant: 1, text: name.text) }
            return
        }
        guard mode == "match" || mode == "include" else { return }
        checkSearchID(entry, isCertain: true)
        if mode == "match", !types.isEmpty, !types.contains(name) {
            note(
                .bundleSearchType, entry.resource,
                text: name.text + "\u{0}" + types.map(\.text).joined(separator: ", "))
        }
    }

    private func checkSearchID(_ entry: ReferenceIndex.Entry, isCertain: Bool) {
        if view.child(entry.resource, .id).exists { return }
        note(.bundleSearchID, entry.resource, severity: isCertain ? .error : .warning)
    }

    /// The types that the self link says were searched for; none where it does not tell, `nil` where it is not there.
    private func searchedTypes(_ bundle: ElementID) -> [Symbol]? {
        for link in view.children(bundle) where view.name(link) == .link {
            let relation = view.child(link, .relation)
            guard relation.exists, view.value(relation) == "self" else { continue }
            let element = view.child(link, .url)
            guard element.exists, view.hasValue(element) else { return [] }
            let url = view.value(element)
            let mark = url.firstPlace(of: UInt8(ascii: "?")) ?? url.count
            let path = url[0..<mark]
            let name = path[(path.lastPlace(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)..<path.count]
            if let type = resourceType(name) { return [type] }
            guard mark < url.count else { return [] }
            for part in url[mark + 1..<url.count].text.split(separator: "&") where part.hasPrefix("_type=") {
                return part.dropFirst(6).split(separator: ",").map { Symbol($0) }
            }
            return []
        }
        return nil
    }

    private func resourceType(_ name: ByteSlice) -> Symbol? {
        guard !name.isEmpty else { return nil }
        let symbol = Symbol(bytes: name.buffer)
        let type = types.type(named: symbol)
        return type != .none && types.kind(type) == .resource ? symbol : nil
    }
}
