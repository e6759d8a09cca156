internal import Record

/// Makes snapshots from differentials, for STU3 and R4 alike and without converting the one into the other
/// ([profiling](https://hl7.org/fhir/R4/profiling.html#snapshot)).
///
/// The differential is the authority; what a package published plays no part, except where a differential cannot be
/// applied at all. Safe to share where its closures are.
public struct SnapshotGenerator {
    /// Finds the definition of a canonical, as it is seen from the definition that refers to it.
    public typealias Resolve = (_ canonical: String, _ from: StructureDefinition) -> StructureDefinition?

    let resolve: Resolve
    let published: (StructureDefinition) -> [ElementDefinition]?
    let known: (StructureDefinition) -> Snapshot?
    let made: (StructureDefinition, Snapshot) -> Void
    /// Whether references to profiles are followed to see that they derive from those of the base.
    let isThorough: Bool

    /// - Parameters:
    ///   - isThorough: also check that the profiles that a definition refers to derive from those that its base
    ///     refers to; this loads them all, so it is for checking packages.
    ///   - resolve: finds a definition by canonical.
    ///   - published: the snapshot that a package has, for definitions whose differential cannot be applied.
    ///   - known: a snapshot made before.
    ///   - made: told of each snapshot that was made, of the definitions on the way too, so that it can be kept.
    public init(
        isThorough: Bool = false, resolve: @escaping Resolve,
        published: @escaping (StructureDefinition) -> [ElementDefinition]? = { _ in nil },
        known: @escaping (StructureDefinition) -> Snapshot? = { _ in nil },
        made: @escaping (StructureDefinition, Snapshot) -> Void = { _, _ in }
    ) {
        self.isThorough = isThorough
        self.resolve = resolve
        self.published = published
        self.known = known
        self.made = made
    }

    /// The snapshot of a definition, made from its differential and the snapshots of its ancestors.
    ///
    /// - Parameter definition: any definition; one without ancestors is its own snapshot.
    /// - Returns: the elements, and what is wrong with the definition. Never fails: see ``Snapshot/basis``.
    public func snapshot(of definition: StructureDefinition) -> Snapshot {
        SnapshotRun(self).snapshot(of: definition)
    }

    /// The elements below one that a snapshot leaves to its type, its type's profile or its content reference.
    ///
    /// - Parameters:
    ///   - element: an element of a snapshot that has no children there.
    ///   - definition: whose snapshot it is.
    ///   - isPlain: whether the type's profile is passed over.
    /// - Returns: the children, theirs where they are spelled out, and so on, under the paths and ids that they have
    ///   there.
    public func children(
        of element: ElementDefinition, in definition: StructureDefinition, isPlain: Bool = false
    ) -> [ElementDefinition] {
        var silent = definition
        silent.differential = []
        let builder = SnapshotBuilder(silent, run: SnapshotRun(self))
        return builder.children(of: element, isPlain: isPlain)
    }
}

/// One request for a snapshot, with those of other definitions that it needs on the way.
final class SnapshotRun {
    let generator: SnapshotGenerator
    private var inProgress: [Key] = []
    private var local: [Key: Snapshot] = [:]
    /// The outermost definition in progress that a cycle came back to: what lies within is not kept.
    private var cycleDepth = Int.max

    /// Definitions build on one another; no chain of real ones is nearly as long.
    static let deepest = 60

    struct Key: Hashable {
        var canonical: String
        var package: ObjectIdentifier?
        var member: Int
        init(_ definition: StructureDefinition) {
            canonical = definition.canonical
            package = definition.origin.map { ObjectIdentifier($0.package) }
            member = definition.origin?.member ?? -1
        }
    }

    init(_ generator: SnapshotGenerator) { self.generator = generator }

    func snapshot(of definition: StructureDefinition) -> Snapshot {
        if let known = generator.known(definition) { return known }
        let key = Key(definition)
        if let known = local[key] { return known }
        inProgress.append(key)
        let depth = inProgress.count
        let snapshot = make(definition)
        inProgress.removeLast()
        // What was made while an ancestor was missing for a cycle's sake is right only on this way.
        if cycleDepth >= depth {
            cycleDepth = Int.max
            local[key] = snapshot
            generator.made(definition, snapshot)
        }
        return snapshot
    }

    /// The snapshot of another definition; `nil` where it is unknown or in progress.
    func snapshot(_ canonical: String, from definition: StructureDefinition) -> Found {
        guard let found = generator.resolve(canonical, definition) else { return .unknown }
        if let place = inProgress.firstIndex(of: Key(found)) {
            cycleDepth = min(cycleDepth, place + 1)
            return .cycle
        }
        if inProgress.count >= SnapshotRun.deepest { return .cycle }
        let snapshot = snapshot(of: found)
        return snapshot.elements.isEmpty ? .unknown : .found(snapshot, found)
    }

    enum Found {
        case found(Snapshot, StructureDefinition)
        case unknown, cycle
    }

    private func make(_ definition: StructureDefinition) -> Snapshot {
        let builder = SnapshotBuilder(definition, run: self)
        builder.build()
        let whole = !builder.diagnostics.contains { $0.rule.forbidsRegeneration && $0.definition == builder.canonical }
        if whole { return Snapshot(elements: builder.elements, diagnostics: builder.diagnostics) }
        if let published = generator.published(definition), !published.isEmpty {
            builder.report(
                .publishedInstead, element: definition.type,
                "the published snapshot is used, since the differential cannot be applied")
            return Snapshot(
                elements: PublishedSnapshot.tidied(published, of: definition), diagnostics: builder.diagnostics,
                basis: .publishedInstead)
        }
        return Snapshot(elements: builder.elements, diagnostics: builder.diagnostics, basis: .incomplete)
    }
}

/// Published snapshots, as they are taken over.
package enum PublishedSnapshot {
    /// The elements with ids made anew from paths and slice names, which older tools left out or wrote otherwise.
    package static func tidied(_ elements: [ElementDefinition], of definition: StructureDefinition)
        -> [ElementDefinition]
    {
        var made = elements
        // The id at each depth on the way to the element at hand, and the name that the last element there had.
        var open: [(path: String, id: String, last: String)] = []
        for index in made.indices {
            let path = made[index].path
            while let last = open.last, !(path.hasPrefix(last.path + ".")) { open.removeLast() }
            guard let parent = open.last else {
                made[index].id = path
                made[index].sliceName = nil
                open.append((path, path, ""))
                continue
            }
            var name = String(path.dropFirst(parent.path.count + 1))
            var id = "\(parent.id).\(name)"
            if let slice = made[index].sliceName {
                if name == parent.last {
                    id += ":" + slice
                } else if definition.release == .stu3, ElementName.isChoice(name, of: slice) {
                    // A slice of a choice without an entry is STU3's renamed choice.
                    name = slice
                    id = "\(parent.id).\(name)"
                }
            }
            open[open.count - 1].last = name
            made[index].id = id
            for place in made[index].constraints.indices where made[index].constraints[place].source == nil {
                made[index].constraints[place].source = definition.url
            }
            open.append((path, id, ""))
        }
        return made
    }
}
