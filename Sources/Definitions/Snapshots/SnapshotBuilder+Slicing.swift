/// Slicing: an entry, then the slices of the base, then new ones, with slices of slices behind the slice they divide.
extension SnapshotBuilder {
    /// Emits an element of the base, its slices, and what the rows say of either.
    func emitGroup(_ source: Source, _ group: [Int], below place: Place, nodes: [Int]) {
        let base = source.elements[group[0]]
        let name = base.name
        if emitRenamedChoice(source, group, below: place, nodes: nodes, name: name) { return }

        var nodes = nodes
        let isBaseSliced = base.slicing != nil || group.count > 1
        let isPlain = !nodes.contains { tree.nodes[$0].slice != nil || row($0)?.slicing != nil }
        if isPlain, !isBaseSliced, base.types.count == 1 {
            // One type is left: its concrete name and the choice are the same element.
            return emitOne(source, group[0], below: place, nodes: nodes, name: name)
        }
        let shortcuts = turnIntoSlices(&nodes, of: base, name: name)
        var entries: [Int] = []
        var slices: [Int] = []
        for node in nodes {
            if let slice = tree.nodes[node].slice, slice != base.sliceName || group.count > 1 {
                slices.append(node)
            } else {
                entries.append(node)
            }
        }
        let slicing = entries.lazy.compactMap { self.row($0)?.slicing }.first
        if slicing == nil, !isBaseSliced, !base.isExtension, !ElementName.isChoice(name) {
            // A slice that only the ids of rows below name, on an element that is not sliced, is a label in an id.
            entries += slices.filter { tree.nodes[$0].row < 0 }
            slices.removeAll { tree.nodes[$0].row < 0 }
        }
        if slices.isEmpty, slicing == nil, !isBaseSliced {
            return emitOne(source, group[0], below: place, nodes: entries, name: name)
        }
        if slices.count == 1, slicing == nil, !isBaseSliced, isInPlace(slices[0], of: base, name: name) {
            // A slice name on an element that is neither sliced nor can be: it is a label.
            emit(source, group[0], at: place.child(name), node: slices[0], as: .element)
            return
        }
        emitSliced(
            source, group, at: place.child(name), entries: entries, slices: slices, slicing: slicing,
            shortcuts: shortcuts)
    }

    private func emitOne(_ source: Source, _ index: Int, below place: Place, nodes: [Int], name: Substring) {
        guard let first = nodes.first else {
            return copy(source, index, at: place.child(name, slice: source.elements[index].sliceStep))
        }
        for other in nodes.dropFirst() { tree.adopt(other, into: first) }
        emit(
            source, index, at: place.child(name, slice: source.elements[index].sliceStep), node: first, as: .element)
    }

    /// Whether a bare slice name is a mere label: nothing says how slices of the element would be told apart.
    private func isInPlace(_ node: Int, of base: ElementDefinition, name: Substring) -> Bool {
        guard !base.isExtension, let slice = tree.nodes[node].slice else { return false }
        guard ElementName.isChoice(name) else { return true }
        return !base.types.contains { type in
            ElementName.type(of: slice, in: name).map { ElementName.ending($0, names: type.code) } ?? false
        }
    }

    // MARK: Entry and slices

    private func emitSliced(
        _ source: Source, _ group: [Int], at place: Place, entries: [Int], slices: [Int],
        slicing: ElementDefinition.Slicing?, shortcuts: [String: String]
    ) {
        let base = source.elements[group[0]]
        let entry = elements.count
        if let first = entries.first {
            for other in entries.dropFirst() { tree.adopt(other, into: first) }
            emit(source, group[0], at: place, node: first, as: .entry)
        } else {
            copy(source, group[0], at: place)
        }
        guard elements.count > entry else { return }
        var stated = slicing
        if stated == nil, !shortcuts.isEmpty, base.slicing == nil {
            // Only the types that the concrete names speak of are left.
            stated = .init(discriminators: [.init(kind: .type, path: "$this")], rules: .closed)
            let left = base.types.filter { type in shortcuts.values.contains(type.code) }
            if !left.isEmpty { elements[entry].types = left }
        }
        elements[entry].slicing = merged(
            stated, into: base.slicing, of: elements[entry], at: place, hasSlices: !slices.isEmpty || group.count > 1)

        var ranges: [String: Range<Int>] = [:]
        for (name, index, node) in arranged(source, group, slices, at: place) {
            let start = elements.count
            emitSlice(
                name, source, group, index: index, node: node, at: place, type: shortcuts[name], ranges: ranges)
            ranges[name] = start..<elements.count
        }
        checkMinima(of: elements[entry], named: ranges.keys.count, from: entry)
    }

    /// The slices in the order in which they are to stand: name, index in the base, node.
    private func arranged(_ source: Source, _ group: [Int], _ nodes: [Int], at place: Place) -> [(String, Int?, Int?)] {
        var arranged: [(name: String, index: Int?, node: Int?)] = []
        for index in group.dropFirst() { arranged.append((source.elements[index].sliceName ?? "", index, nil)) }
        for node in nodes {
            let name = tree.nodes[node].slice ?? ""
            if let known = arranged.firstIndex(where: { $0.name == name }) {
                if let other = arranged[known].node {
                    tree.adopt(node, into: other)
                } else {
                    arranged[known].node = node
                }
                continue
            }
            if row(node)?.sliceIsConstraining == true, group.count > 1 {
                report(
                    .sliceNotInBase, element: label(node, at: place),
                    "the slice '\(name)' is said to constrain one of the base, which has none of that name")
            }
            // A slice of a slice stands behind its siblings.
            if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) {
                let parent = String(name[..<slash])
                if let last = arranged.lastIndex(where: { $0.name == parent || $0.name.hasPrefix(parent + "/") }) {
                    arranged.insert((name, nil, node), at: last + 1)
                    continue
                }
                report(
                    .resliceWithoutSlice, element: label(node, at: place),
                    "'\(name)' divides the slice '\(parent)', which is not there")
            }
            arranged.append((name, nil, node))
        }
        return arranged
    }

    private func emitSlice(
        _ name: String, _ source: Source, _ group: [Int], index: Int?, node: Int?, at place: Place, type: String?,
        ranges: [String: Range<Int>]
    ) {
        let here = Place(path: place.path, id: "\(place.id):\(name)")
        if let index {
            if let node {
                emit(source, index, at: here, node: node, as: .slice(name))
            } else {
                copy(source, index, at: here)
            }
            return
        }
        guard let node else { return }
        if source.elements[group[0]].slicing?.rules == .closed, !name.utf8.contains(UInt8(ascii: "/")) {
            report(
                .sliceAfterClosing, element: label(node, at: place),
                "the base has closed the slicing of '\(place.path)', so there can be no slice '\(name)'")
        }
        // A slice of a slice begins as that slice.
        if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")), let parent = ranges[String(name[..<slash])] {
            let template = Source(Snapshot(elements: Array(elements[parent])))
            emit(template, 0, at: here, node: node, as: .newSlice(name, type: type))
            return
        }
        emit(source, group[0], at: here, node: node, as: .newSlice(name, type: type ?? impliedType(name, place)))
    }

    /// The type that the name of a slice of a choice stands for.
    private func impliedType(_ slice: String, _ place: Place) -> String? {
        let name = ElementName.last(place.path)
        return ElementName.isChoice(name) ? ElementName.type(of: slice, in: name) : nil
    }

    // MARK: The slicing entry

    private func merged(
        _ row: ElementDefinition.Slicing?, into base: ElementDefinition.Slicing?, of element: ElementDefinition,
        at place: Place, hasSlices: Bool
    ) -> ElementDefinition.Slicing? {
        guard let row else {
            if base != nil || !hasSlices { return base }
            let name = element.name
            if name == "extension" || name == "modifierExtension" {
                return .init(discriminators: [.init(kind: .value, path: "url")])
            }
            if ElementName.isChoice(name) { return .init(discriminators: [.init(kind: .type, path: "$this")]) }
            report(
                .slicingMissing, element: place.id,
                "'\(place.path)' has slices, but no row says how they are told apart")
            return .init()
        }
        guard let base else { return row }
        var made = row
        if row.discriminators.isEmpty { made.discriminators = base.discriminators }
        if !base.discriminators.allSatisfy({ made.discriminators.contains($0) }) {
            report(
                .discriminatorsChanged, element: place.id,
                "the base tells the slices of '\(place.path)' apart by other discriminators")
        }
        if base.rules == .closed, row.rules != .closed {
            report(.slicingOpened, element: place.id, "the base has closed the slicing of '\(place.path)'")
            made.rules = .closed
        }
        if base.isOrdered, !row.isOrdered {
            report(.slicingUnordered, element: place.id, "the base has its slices of '\(place.path)' in order")
            made.isOrdered = true
        }
        return made
    }

    /// Whether the slices together ask for more than the entry allows.
    private func checkMinima(of entry: ElementDefinition, named count: Int, from position: Int) {
        guard count > 0, let max = entry.max else { return }
        var sum = 0
        for element in elements[(position + 1)...] where element.path == entry.path {
            guard let name = element.sliceName, !name.utf8.contains(UInt8(ascii: "/")) else { continue }
            sum += element.min ?? 0
        }
        if sum > max {
            report(
                .sliceMinimaAboveMax, element: entry.id,
                "the slices of '\(entry.path)' ask for \(sum) items, and at most \(max) may be there")
        } else if sum > entry.min ?? 0 {
            report(
                .sliceMinimaAboveMin, element: entry.id,
                "the slices of '\(entry.path)' ask for \(sum) items together, more than its min of \(entry.min ?? 0)")
        }
    }
}
