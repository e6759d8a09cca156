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
        /// Where the regenerated value comes from.
        public var cause: Cause
    }

    /// What may differ.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An element that the published snapshot lacks.
        case missing
        /// An element that only the published snapshot has.
        case additional
        /// An element of which the published snapshot spells out some children, which closes it to them: those that
        /// every resource has, where any resource may stand. Nothing in the differential asks for that.
        case closed
        /// An element that stands elsewhere.
        case order
        case min, max, types, slicing, binding, fixed, pattern
    }

    /// Where the regenerated value comes from.
    public enum Cause: String, Sendable, Hashable, CaseIterable {
        /// A row of the differential says it in so many words: the published snapshot contradicts its differential.
        case stated
        /// The differential is silent, so the base's value holds: the published snapshot was made from another base.
        case inherited
        /// An extension is said to be there as often as its own definition has it, as that definition now stands.
        case extensionDefinition = "extension-definition"
        /// A row repeats a type without the targets or profiles that the base restricts it to; they hold on.
        case repeatedType = "repeated-type"
        /// The element lies below one whose type has a profile, and its elements are those of the profile; the
        /// published snapshot has those of the plain type there. The profile is judged in its own right either way.
        case typeProfile = "type-profile"
    }

    /// - Parameters:
    ///   - regenerated: what the differential gives.
    ///   - published: what the package has, with ids made anew.
    ///   - differential: the rows, to tell where a value comes from.
    ///   - children: the elements below one that the regenerated snapshot leaves to its type, with or without what
    ///     the type's profile says. Published snapshots spell them out now and then; where they say the same as the
    ///     type, that is no difference, since the profile of the type is judged in its own right.
    public init(
        regenerated: [ElementDefinition], published: [ElementDefinition], differential: [ElementDefinition] = [],
        children: (ElementDefinition, _ isPlain: Bool) -> [ElementDefinition] = { _, _ in [] }
    ) {
        var comparer = SnapshotComparer(published: published, differential: differential)
        let mine = comparer.expanded(regenerated, children)
        comparer.compare(mine)
        differences = comparer.differences
    }
}

/// Compares element by element and keeps what differs.
struct SnapshotComparer {
    typealias Difference = SnapshotComparison.Difference
    let published: [ElementDefinition]
    private let places: [String: Int]
    private let childIDs: [String: Set<String>]
    private var rows: [String: ElementDefinition] = [:]
    /// Elements below which the type's profile says what there is.
    private var profiled: [String] = []
    private var closed: [String] = []
    private(set) var differences: [Difference] = []

    init(published: [ElementDefinition], differential: [ElementDefinition]) {
        self.published = published
        places = SnapshotComparer.index(published)
        var childIDs: [String: Set<String>] = [:]
        for element in published {
            if let parent = element.parentID { childIDs[parent, default: []].insert(element.id) }
        }
        self.childIDs = childIDs
        for row in differential { rows[row.id] = row }
    }

    private static func index(_ elements: [ElementDefinition]) -> [String: Int] {
        var index: [String: Int] = [:]
        index.reserveCapacity(elements.count)
        for (position, element) in elements.enumerated() where index[element.id] == nil { index[element.id] = position }
        return index
    }

    /// The elements with the children of those that the published snapshot spells out.
    mutating func expanded(
        _ elements: [ElementDefinition], _ children: (ElementDefinition, Bool) -> [ElementDefinition]
    ) -> [ElementDefinition] {
        var made: [ElementDefinition] = []
        var waiting = Array(elements.reversed())
        while let element = waiting.popLast(), made.count < SnapshotBuilder.most {
            made.append(element)
            let isSpelledOut = waiting.last.map { $0.path.hasPrefix(element.path + ".") } ?? false
            guard let theirs = childIDs[element.id], !isSpelledOut else { continue }
            let names = theirs.map { $0.dropFirst(element.id.utf8.count + 1) }.sorted().joined(separator: ", ")
            if element.types.contains(where: {
                $0.profiles.isEmpty && ["Resource", "DomainResource"].contains($0.code)
            }) {
                note(.closed, element, "", names)
                closed.append(element.id + ".")
                continue
            }
            var mine = children(element, false)
            var direct = SnapshotComparer.directChildren(of: element, in: mine)
            if direct != theirs, !element.types.allSatisfy(\.profiles.isEmpty) {
                let plain = children(element, true)
                let plainDirect = SnapshotComparer.directChildren(of: element, in: plain)
                if theirs.isSubset(of: plainDirect) { (mine, direct) = (plain, plainDirect) }
            }
            if !direct.isSubset(of: theirs), !direct.isEmpty {
                note(.closed, element, "", names)
                mine = mine.filter { child in
                    theirs.contains { child.id == $0 || child.id.hasPrefix($0 + ".") || child.id.hasPrefix($0 + ":") }
                }
            }
            waiting += mine.reversed()
        }
        return made
    }

    private static func directChildren(
        of parent: ElementDefinition, in elements: [ElementDefinition]
    ) -> Set<String> {
        let depth = parent.path.utf8.count + 1
        return Set(elements.filter { !$0.path.utf8.dropFirst(depth).contains(UInt8(ascii: ".")) }.map(\.id))
    }

    mutating func compare(_ elements: [ElementDefinition]) {
        let mine = SnapshotComparer.index(elements)
        for element in elements where element.types.contains(where: { !$0.profiles.isEmpty }) {
            if element.path.utf8.contains(UInt8(ascii: ".")) { profiled.append(element.id + ".") }
        }
        var last = -1
        for element in elements {
            guard let place = places[element.id] else {
                note(.missing, element, element.cardinality, "")
                continue
            }
            if place < last { note(.order, element, "", "") }
            last = Swift.max(last, place)
            compare(element, published[place])
        }
        for element in published where mine[element.id] == nil && !closed.contains(where: element.id.hasPrefix) {
            note(.additional, element, "", element.cardinality)
        }
    }

    private mutating func compare(_ mine: ElementDefinition, _ theirs: ElementDefinition) {
        if mine.min ?? 0 != theirs.min ?? 0 { note(.min, mine, "\(mine.min ?? 0)", "\(theirs.min ?? 0)") }
        if mine.max != theirs.max {
            note(.max, mine, ElementDefinition.text(max: mine.max), ElementDefinition.text(max: theirs.max))
        }
        let types = (mine.typeText, theirs.typeText)
        if types.0 != types.1 { note(.types, mine, types.0, types.1) }
        let slicing = (mine.slicingText, theirs.slicingText)
        if slicing.0 != slicing.1 { note(.slicing, mine, slicing.0, slicing.1) }
        let binding = (mine.binding?.text ?? "", theirs.binding?.text ?? "")
        if binding.0 != binding.1 { note(.binding, mine, binding.0, binding.1) }
        if mine.fixed != theirs.fixed { note(.fixed, mine, mine.fixed.summary, theirs.fixed.summary) }
        if mine.pattern != theirs.pattern { note(.pattern, mine, mine.pattern.summary, theirs.pattern.summary) }
    }

    private mutating func note(
        _ kind: SnapshotComparison.Kind, _ element: ElementDefinition, _ regenerated: String, _ published: String
    ) {
        differences.append(
            .init(
                kind: kind, element: element.id, regenerated: regenerated, published: published,
                cause: cause(kind, element)))
    }

    private func cause(_ kind: SnapshotComparison.Kind, _ element: ElementDefinition) -> SnapshotComparison.Cause {
        let cause = ownCause(kind, element)
        return cause != .stated && profiled.contains(where: element.id.hasPrefix) ? .typeProfile : cause
    }

    private func ownCause(_ kind: SnapshotComparison.Kind, _ element: ElementDefinition) -> SnapshotComparison.Cause {
        let row = rows[element.id]
        switch kind {
        case .missing: return row == nil ? .inherited : .stated
        case .additional, .closed, .order: return .inherited
        case .min, .max:
            if kind == .min ? row?.min != nil : row?.max != nil { return .stated }
            return element.isExtension && !element.types.allSatisfy(\.profiles.isEmpty)
                ? .extensionDefinition : .inherited
        case .types:
            guard let row, !row.types.isEmpty else { return .inherited }
            return row.typeText == element.typeText ? .stated : .repeatedType
        case .slicing: return row?.slicing == nil ? .inherited : .stated
        case .binding: return row?.binding == nil ? .inherited : .stated
        case .fixed: return row?.fixed == nil ? .inherited : .stated
        case .pattern: return row?.pattern == nil ? .inherited : .stated
        }
    }
}

extension ElementDefinition {
    /// The id without its last step.
    fileprivate var parentID: String? {
        // Slices may have dots in their names: the path says how many steps there are.
        let name = self.name
        let own = sliceStep.map { "\(name):\($0)" } ?? String(name)
        guard id.hasSuffix("." + own) else { return nil }
        return String(id.dropLast(own.count + 1))
    }

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
        if let contentReference {
            return "#\(Canonical(contentReference).fragment ?? String(contentReference.dropFirst()))"
        }
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
