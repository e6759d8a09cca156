/// How a choice reads in a path.
public enum ChoiceStyle: Sendable {
    /// `Observation.value`
    case plain
    /// `Observation.value.ofType(Quantity)`
    case typed
}

extension ElementView {
    /// The element as a FHIRPath expression from the root, with indices on repeating elements:
    /// `Bundle.entry[0].resource.name[1].family`.
    ///
    /// - Parameters:
    ///   - element: the element.
    ///   - choice: how a choice element reads.
    ///   - top: an element above it (or itself) where the path starts with that element's type, `nil` for the root.
    public func path(of element: ElementID, choice: ChoiceStyle = .plain, from top: ElementID? = nil) -> String {
        var steps: [String] = []
        var current = element
        while current.exists, current.index < count {
            let record = self[current]
            if current == top, current != .root {
                steps.append(types.text(record.type))
                break
            }
            var step = definitionName(current).text
            if record.index >= 0 { step += "[\(record.index)]" }
            if choice == .typed, record.child != .none, types.isChoice(record.child) {
                step += ".ofType(\(types.text(record.type)))"
            }
            steps.append(step)
            current = record.parent
        }
        return steps.reversed().joined(separator: ".")
    }

    /// The innermost element whose text holds an offset of the source: the last one that begins at or before it.
    public func element(atOffset offset: Int) -> ElementID {
        var found = ElementID.none
        for number in 0..<count where Int(records[number].source) <= offset {
            if !found.exists || records[number].source >= records[found.index].source { found = ElementID(number) }
        }
        return found
    }
}
