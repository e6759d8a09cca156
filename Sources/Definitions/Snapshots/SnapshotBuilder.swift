/// Makes the snapshot of one definition: a walk over the base's elements along the rows of the differential.
final class SnapshotBuilder {
    let definition: StructureDefinition
    let run: SnapshotRun
    let canonical: String
    private(set) var diagnostics: [SnapshotDiagnostic] = []
    var elements: [ElementDefinition] = []
    var tree: DifferentialTree
    private var isApplied: [Bool]
    /// Whether new elements may be defined, as a type's own definition does.
    let isSpecialization: Bool

    /// More elements than any real definition has by far.
    static let most = 50_000

    init(_ definition: StructureDefinition, run: SnapshotRun) {
        self.definition = definition
        self.run = run
        canonical = definition.canonical
        isSpecialization = definition.derivation != .constraint
        let rows = definition.differential
        let root = rows.first?.path.split(separator: ".").first.map(String.init) ?? definition.type
        tree = DifferentialTree(rows, root: root)
        isApplied = [Bool](repeating: false, count: rows.count)
    }

    /// Elements that are copied from: a snapshot, or a part of one that is in the making.
    struct Source {
        let elements: [ElementDefinition]
        let ends: [Int]
        init(_ snapshot: Snapshot) {
            elements = snapshot.elements
            ends = snapshot.ends
        }
        /// Whether the element has children here.
        func hasChildren(_ index: Int) -> Bool { ends[index] > index + 1 }
    }

    /// Where an element comes to stand.
    struct Place {
        var path: String
        var id: String
        func child(_ name: some StringProtocol, slice: String? = nil) -> Place {
            Place(path: "\(path).\(name)", id: slice.map { "\(id).\(name):\($0)" } ?? "\(id).\(name)")
        }
    }

    // MARK: Reporting

    func report(_ rule: SnapshotRule, element: String, _ message: String) {
        let found = SnapshotDiagnostic(rule: rule, definition: canonical, element: element, message: message)
        if !diagnostics.contains(found) { diagnostics.append(found) }
    }

    func row(_ node: Int) -> ElementDefinition? {
        let row = tree.nodes[node].row
        return row >= 0 ? definition.differential[row] : nil
    }

    /// What a row is called in messages.
    func label(_ node: Int, at place: Place) -> String { row(node)?.id ?? place.id }

    func apply(_ node: Int) -> ElementDefinition? {
        let row = tree.nodes[node].row
        guard row >= 0 else { return nil }
        isApplied[row] = true
        return definition.differential[row]
    }

    // MARK: Building

    func build() {
        if definition.differential.isEmpty, definition.baseDefinition == nil || definition.hasPublishedSnapshot {
            report(.noDifferential, element: definition.type, "there is no differential")
        }
        guard let base = definition.baseDefinition else {
            define()
            return finish()
        }
        switch run.snapshot(base, from: definition) {
        case .found(let snapshot, _):
            if snapshot.basis == .incomplete {
                report(
                    .baseUnknown, element: definition.type,
                    "no snapshot can be made of the base definition '\(base)'")
            }
            let source = Source(snapshot)
            let name = isSpecialization ? tree.nodes[0].name : source.elements[0].path
            if name != tree.nodes[0].name {
                report(
                    .rowWithoutElement, element: tree.nodes[0].name,
                    "the rows speak of '\(tree.nodes[0].name)', but the base is about '\(name)'")
            }
            emit(source, 0, at: Place(path: name, id: name), node: 0, as: .element)
        case .unknown:
            report(
                .baseUnknown, element: definition.type,
                "the base definition '\(base)' is in none of the packages that can be seen from here")
            define()
        case .cycle:
            report(.cycle, element: definition.type, "the base definition '\(base)' builds, in the end, on this one")
            define()
        }
        finish()
    }

    /// A definition without a base: all its elements are its own.
    private func define() {
        let place = Place(path: tree.nodes[0].name, id: tree.nodes[0].name)
        emitNew(0, at: place)
    }

    private func finish() {
        if row(0)?.slicing != nil {
            report(.rootSliced, element: tree.nodes[0].name, "the root is sliced, of which there is one")
        }
        for row in tree.strays {
            report(
                .rowWithoutElement, element: definition.differential[row].id,
                "'\(definition.differential[row].path)' is no path below '\(tree.nodes[0].name)'")
            isApplied[row] = true
        }
        for row in tree.duplicates {
            let row = (row, definition.differential[row])
            report(
                row.1.sliceName == nil ? .duplicateRow : .duplicateSlice, element: row.1.id,
                "a row before speaks of '\(row.1.id)' already")
            isApplied[row.0] = true
        }
        for (index, row) in definition.differential.enumerated() where !isApplied[index] {
            report(.rowWithoutElement, element: row.id, "the base has no element for '\(row.id)'")
        }
        if elements.count >= SnapshotBuilder.most {
            report(.tooLarge, element: definition.type, "the snapshot has more than \(SnapshotBuilder.most) elements")
        }
    }

    /// In what role an element is emitted.
    enum Role {
        case element
        /// A slice that the base does not have: its own minimum counts from 0.
        case newSlice(String, type: String?)
        /// A choice under the name of one of its types (STU3).
        case renamed(type: String)
        /// A slice of the base.
        case slice(String)
        /// The element whose repetitions are sliced.
        case entry
    }

    /// Emits an element of the source with all that is below it, merged with the rows of a node.
    func emit(_ source: Source, _ index: Int, at place: Place, node: Int, as role: Role) {
        guard elements.count < SnapshotBuilder.most else { return }
        var element = source.elements[index]
        element.path = place.path
        element.id = place.id
        switch role {
        case .newSlice(let name, let type):
            element.sliceName = name
            element.sliceIsConstraining = nil
            element.slicing = nil
            element.min = 0
            if let type { element.narrow(to: type) }
        case .renamed(let type): element.narrow(to: type)
        case .slice(let name): element.sliceName = name
        case .element, .entry: break
        }
        var isNew = false
        if case .newSlice = role { isNew = true }
        if let row = apply(node) {
            if case .renamed = role { element.sliceName = row.sliceName }
            merge(row, into: &element, at: place, isNewSlice: isNew)
            // How a slice falls into slices of its own.
            switch role {
            case .newSlice, .slice: element.slicing = row.slicing ?? element.slicing
            case .element, .entry, .renamed: break
            }
        }
        if element.base == nil {
            element.base = .init(path: element.path, min: element.min ?? 0, max: element.max ?? 1)
        }
        elements.append(element)
        emitChildren(of: elements.count - 1, source, index, at: place, node: node)
    }

    /// Copies an element with all that is below it to another place.
    func copy(_ source: Source, _ index: Int, at place: Place) {
        let root = source.elements[index]
        let isSamePlace = root.path == place.path && root.id == place.id
        let pathLength = root.path.utf8.count
        let idLength = root.id.utf8.count
        guard elements.count + source.ends[index] - index < SnapshotBuilder.most else { return }
        for position in index..<source.ends[index] {
            var element = source.elements[position]
            if !isSamePlace {
                element.path = place.path + element.path.utf8.dropFirst(pathLength).text
                element.id = place.id + element.id.utf8.dropFirst(idLength).text
            }
            elements.append(element)
        }
    }

    /// Copies what is below an element to another place.
    func copyChildren(_ source: Source, _ index: Int, at place: Place) {
        var next = index + 1
        while next < source.ends[index] {
            let child = source.elements[next]
            copy(source, next, at: place.child(child.name, slice: child.sliceStep))
            next = source.ends[next]
        }
    }

    private func emitChildren(of position: Int, _ source: Source, _ index: Int, at place: Place, node: Int) {
        if tree.children(of: node).isEmpty { return copyChildren(source, index, at: place) }
        var source = source
        var parent = index
        if !source.hasChildren(index) {
            guard let found = descend(from: position, node: node, at: place) else {
                if isSpecialization { for child in tree.children(of: node) { emitNewChild(child, at: place) } }
                return
            }
            (source, parent) = found
        }
        emitChildren(source, parent, at: place, node: node)
    }

    /// Emits the children of the source's element, merged with the children of the node.
    func emitChildren(_ source: Source, _ parent: Int, at place: Place, node: Int) {
        var left = tree.children(of: node)
        var next = parent + 1
        var lastSeen = -1
        while next < source.ends[parent] {
            // The element, and its slices behind it.
            let name = source.elements[next].name
            var group = [next]
            next = source.ends[next]
            while next < source.ends[parent], source.elements[next].sliceName != nil,
                source.elements[next].name == name
            {
                group.append(next)
                next = source.ends[next]
            }
            let mine = left.filter { speaks(tree.nodes[$0].name, of: source.elements[group[0]], name: name) }
            if mine.isEmpty {
                for member in group {
                    let element = source.elements[member]
                    copy(source, member, at: place.child(element.name, slice: element.sliceStep))
                }
                continue
            }
            left.removeAll { mine.contains($0) }
            checkOrder(mine, after: &lastSeen, at: place)
            emitGroup(source, group, below: place, nodes: mine)
        }
        if isSpecialization { for child in left { emitNewChild(child, at: place) } }
    }

    /// Whether a step of a row means an element of the base: by name, or as one form of a choice.
    private func speaks(_ step: String, of element: ElementDefinition, name: Substring) -> Bool {
        if step == name || ElementName.isChoice(name, of: step) { return true }
        // The base has it renamed already (STU3), and the row says `value[x]`, or the concrete name again.
        guard let original = element.base?.path, original.utf8.last == UInt8(ascii: "]") else { return false }
        let choice = ElementName.last(original)
        return step == choice && ElementName.isChoice(choice, of: name)
    }

    private func checkOrder(_ nodes: [Int], after last: inout Int, at place: Place) {
        guard let first = nodes.lazy.map({ self.tree.nodes[$0].row }).first(where: { $0 >= 0 }) else { return }
        if first < last, !isSpecialization {
            report(
                .outOfOrder, element: definition.differential[first].id,
                "'\(definition.differential[first].id)' stands before a row that belongs before it; it is sorted in")
        }
        last = max(last, first)
    }

    // MARK: Elements of a type's own

    private func emitNewChild(_ node: Int, at place: Place) {
        let name = tree.nodes[node].name
        emitNew(node, at: place.child(name, slice: tree.nodes[node].slice))
    }

    /// An element that the definition adds, with its children: those of its type where it is a backbone, then its own.
    private func emitNew(_ node: Int, at place: Place) {
        guard elements.count < SnapshotBuilder.most, var element = apply(node) else { return }
        element.path = place.path
        element.id = place.id
        element.sliceName = tree.nodes[node].slice
        if element.base == nil {
            element.base = .init(path: element.path, min: element.min ?? 0, max: element.max ?? 1)
        }
        for index in element.constraints.indices where element.constraints[index].source == nil {
            element.constraints[index].source = definition.url
        }
        elements.append(element)
        let children = tree.children(of: node)
        guard !children.isEmpty else { return }
        // The children that every backbone has come before its own.
        if place.path.utf8.contains(UInt8(ascii: ".")),
            let found = descend(from: elements.count - 1, node: node, at: place)
        {
            emitChildren(found.0, found.1, at: place, node: node)
        } else {
            for child in children { emitNewChild(child, at: place) }
        }
    }
}

extension Substring.UTF8View {
    fileprivate var text: Substring { Substring(self) }
}

extension ElementDefinition {
    /// Keeps one type alone, where it is one of those allowed.
    mutating func narrow(to type: String) {
        if let found = types.first(where: { ElementName.ending($0.code, names: type) }) { types = [found] }
    }
    /// The slice that the last step of the id names. A slice name may also be a mere label, on an element that is not
    /// sliced or on a renamed choice (STU3); it is no part of the id then.
    var sliceStep: String? { sliceName.flatMap { id.hasSuffix(":" + $0) ? $0 : nil } }
}
