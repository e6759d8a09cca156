internal import Record

/// Choices of types: the same thing is said as `value[x]` with fewer types, as the slice `value[x]:valueQuantity`, and
/// as the concrete name `valueQuantity`.
extension SnapshotBuilder {
    /// STU3: the concrete name takes the place of the choice, and no slicing is made of it.
    ///
    /// - Returns: whether the rows were such.
    func emitRenamedChoice(_ source: Source, _ group: [Int], below place: Place, nodes: [Int], name: Substring) -> Bool
    {
        guard definition.release == .stu3, ElementName.isChoice(name), group.count == 1 else { return false }
        let base = source.elements[group[0]]
        let renamed = nodes.filter { tree.nodes[$0].name != name }
        // A slice of a choice without a slicing entry is the same thing, or a label.
        let inPlace = nodes.filter { node in
            tree.nodes[node].name == name && tree.nodes[node].slice != nil
        }
        let entries = nodes.filter { tree.nodes[$0].name == name && tree.nodes[$0].slice == nil }
        let isSliced = entries.contains { row($0)?.slicing != nil } || base.slicing != nil
        if isSliced || renamed.isEmpty && inPlace.isEmpty { return false }
        for entry in entries {
            emit(source, group[0], at: place.child(name), node: entry, as: .element)
        }
        for node in inPlace + renamed {
            var concrete = tree.nodes[node].name
            if concrete == name, let slice = tree.nodes[node].slice {
                guard ElementName.isChoice(name, of: slice) else {
                    emit(source, group[0], at: place.child(name), node: node, as: .element)
                    continue
                }
                concrete = slice
            }
            emit(
                source, group[0], at: place.child(concrete), node: node,
                as: .renamed(type: type(named: concrete, of: base, choice: name)))
        }
        return true
    }

    /// R4: turns concrete names into slices by type.
    ///
    /// - Returns: the concrete names that were met, with their types.
    func turnIntoSlices(_ nodes: inout [Int], of base: ElementDefinition, name: Substring) -> [String: String] {
        var types: [String: String] = [:]
        guard ElementName.isChoice(name) else { return types }
        for node in nodes {
            let concrete = tree.nodes[node].name
            guard concrete != name else { continue }
            types[concrete] = type(named: concrete, of: base, choice: name)
            if let slice = nodes.first(where: { tree.nodes[$0].name == name && tree.nodes[$0].slice == concrete }) {
                tree.adopt(node, into: slice)
                nodes.removeAll { $0 == node }
            } else {
                tree.rename(node, to: String(name), slice: concrete)
            }
        }
        return types
    }

    /// The code of the type that a concrete name speaks of: `dateTime` for `deceasedDateTime`.
    func type(named concrete: String, of base: ElementDefinition, choice: Substring) -> String {
        guard let ending = ElementName.type(of: concrete, in: choice) else { return "" }
        return base.types.first { ElementName.ending(ending, names: $0.code) }?.code ?? ending
    }
}
