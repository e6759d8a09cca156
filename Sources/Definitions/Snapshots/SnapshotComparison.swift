/// What a published snapshot says otherwise than the one made from the differential.
public struct SnapshotComparison: Sendable {
    public let differences: [Difference]

    /// One thing in which two snapshots differ.
    public struct Difference: Sendable, Hashable {
        public var kind: Kind
        /// The id of the element.
        public var element: String
        /// What the differential gives; empty where there is no such element.
        public var regenerated: String
        /// What the package published; empty where there is no such element.
        public var published: String
    }

    /// What may differ.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An element that the published snapshot lacks.
        case missing
        /// An element that only the published snapshot has.
        case additional
        /// An element that stands elsewhere.
        case order
        case min, max, types, slicing, binding, fixed, pattern
    }

    /// - Parameters:
    ///   - regenerated: what the differential gives.
    ///   - published: what the package has, with ids made anew.
    ///   - children: the elements below one that the regenerated snapshot leaves to its type, with or without what
    ///     the type's profile says. Published snapshots spell them out now and then; where they say the same as the
    ///     type, that is no difference, since the profile of the type is judged in its own right.
    public init(
        regenerated: [ElementDefinition], published: [ElementDefinition],
        children: (ElementDefinition, _ isPlain: Bool) -> [ElementDefinition] = { _, _ in [] }
    ) {
        var found: [Difference] = []
        let theirs = SnapshotComparison.index(published)
        let regenerated = SnapshotComparison.expanded(regenerated, like: published, children)
        let mine = SnapshotComparison.index(regenerated)
        var last = -1
        for element in regenerated {
            guard let index = theirs[element.id] else {
                found.append(
                    .init(kind: .missing, element: element.id, regenerated: element.cardinality, published: ""))
                continue
            }
            if index < last {
                found.append(.init(kind: .order, element: element.id, regenerated: "", published: ""))
            }
            last = Swift.max(last, index)
            SnapshotComparison.compare(element, published[index], into: &found)
        }
        for element in published where mine[element.id] == nil {
            found.append(.init(kind: .additional, element: element.id, regenerated: "", published: element.cardinality))
        }
        differences = found
    }

    /// The elements with the children of those that the published snapshot spells out.
    private static func expanded(
        _ elements: [ElementDefinition], like published: [ElementDefinition],
        _ children: (ElementDefinition, Bool) -> [ElementDefinition]
    ) -> [ElementDefinition] {
        var parents: [String: Set<String>] = [:]
        for element in published {
            if let dot = element.id.utf8.lastIndex(of: UInt8(ascii: ".")) {
                parents[String(element.id[..<dot]), default: []].insert(element.id)
            }
        }
        var made: [ElementDefinition] = []
        var waiting = Array(elements.reversed())
        while let element = waiting.popLast(), made.count < SnapshotBuilder.most {
            made.append(element)
            guard let theirs = parents[element.id],
                waiting.last.map({ $0.path.hasPrefix(element.path + ".") }) != true
            else { continue }
            var mine = children(element, false)
            if !element.types.allSatisfy(\.profiles.isEmpty), !fits(mine, theirs, below: element) {
                let plain = children(element, true)
                if fits(plain, theirs, below: element) { mine = plain }
            }
            waiting += mine.reversed()
        }
        return made
    }

    private static func fits(
        _ elements: [ElementDefinition], _ ids: Set<String>, below parent: ElementDefinition
    ) -> Bool {
        let depth = parent.path.utf8.count + 1
        let direct = elements.filter { !$0.path.utf8.dropFirst(depth).contains(UInt8(ascii: ".")) }.map(\.id)
        return Set(direct) == ids
    }

    private static func index(_ elements: [ElementDefinition]) -> [String: Int] {
        var index: [String: Int] = [:]
        index.reserveCapacity(elements.count)
        for (position, element) in elements.enumerated() where index[element.id] == nil { index[element.id] = position }
        return index
    }

    private static func compare(
        _ mine: ElementDefinition, _ theirs: ElementDefinition, into found: inout [Difference]
    ) {
        func note(_ kind: Kind, _ regenerated: String, _ published: String) {
            found.append(.init(kind: kind, element: mine.id, regenerated: regenerated, published: published))
        }
        if mine.min ?? 0 != theirs.min ?? 0 { note(.min, "\(mine.min ?? 0)", "\(theirs.min ?? 0)") }
        if mine.max != theirs.max {
            note(.max, ElementDefinition.text(max: mine.max), ElementDefinition.text(max: theirs.max))
        }
        let types = (mine.typeText, theirs.typeText)
        if types.0 != types.1 { note(.types, types.0, types.1) }
        let slicing = (mine.slicingText, theirs.slicingText)
        if slicing.0 != slicing.1 { note(.slicing, slicing.0, slicing.1) }
        let binding = (mine.binding?.text ?? "", theirs.binding?.text ?? "")
        if binding.0 != binding.1 { note(.binding, binding.0, binding.1) }
        if mine.fixed != theirs.fixed { note(.fixed, mine.fixed.summary, theirs.fixed.summary) }
        if mine.pattern != theirs.pattern { note(.pattern, mine.pattern.summary, theirs.pattern.summary) }
    }
}

extension ElementDefinition {
    static func text(max: Int?) -> String { max.map { $0 == unbounded ? "*" : "\($0)" } ?? "" }
    var cardinality: String { "\(min ?? 0)..\(ElementDefinition.text(max: max))" }

    /// The slicing in one line. Extensions are sliced by their url whether that is written or not.
    var slicingText: String {
        guard let slicing else { return "" }
        let text = slicing.text
        return isExtension && text == "value:url open" ? "" : text
    }

    /// The types in one line, sorted, so that two lists of the same types read alike.
    var typeText: String {
        if let contentReference { return "#\(Canonical(contentReference).fragment ?? String(contentReference.dropFirst()))" }
        return types.map { type in
            var text = type.code
            if !type.profiles.isEmpty { text += "<\(type.profiles.sorted().joined(separator: " "))>" }
            if !type.targetProfiles.isEmpty { text += "(\(type.targetProfiles.sorted().joined(separator: " ")))" }
            if !type.aggregation.isEmpty {
                text += "{\(type.aggregation.map(\.rawValue).sorted().joined(separator: " "))}"
            }
            return text
        }.sorted().joined(separator: ", ")
    }
}

extension ElementDefinition.Slicing {
    var text: String {
        let by = discriminators.map { "\($0.kind.rawValue):\($0.path)" }.sorted().joined(separator: " ")
        return "\(by) \(rules.rawValue)\(isOrdered ? " ordered" : "")"
    }
}

extension ElementDefinition.Binding {
    var text: String { "\(strength.rawValue) \(valueSet ?? "")" }
}

extension DefinitionValue? {
    var summary: String { map { $0.text ?? $0.typeName } ?? "" }
}
