/// How a document is laid out when it is written.
public enum WritingStyle: Sendable {
    /// On one line.
    case compact
    /// A line for each element, indented by two blanks a level.
    case pretty
}

extension Document {
    /// The whole document as JSON.
    public func json(style: WritingStyle = .compact) -> [UInt8] { view.json(of: .root, style: style) }
    /// The whole document as XML.
    public func xml(style: WritingStyle = .compact) -> [UInt8] { view.xml(of: .root, style: style) }
}

extension ElementView {
    /// The children of an element in the order of its type's definition, repetitions together, unknown ones last.
    ///
    /// Most documents stand in that order already; then nothing is sorted.
    func childrenInDefinedOrder(_ element: ElementID) -> [ElementID] {
        var found: [ElementID] = []
        var isSorted = true
        var last: UInt64 = 0
        for child in children(element) {
            found.append(child)
            let key = definedPlace(child)
            if key < last { isSorted = false }
            last = key
        }
        if isSorted { return found }
        return found.sorted { (definedPlace($0), $0) < (definedPlace($1), $1) }
    }

    /// A number that sorts as the definitions do.
    private func definedPlace(_ element: ElementID) -> UInt64 {
        let record = self[element]
        if record.child == .none { return UInt64(UInt32.max) << 32 | UInt64(record.name.rawValue) }
        return UInt64(types.order(record.child)) << 32 | UInt64(record.child.rawValue)
    }
}
