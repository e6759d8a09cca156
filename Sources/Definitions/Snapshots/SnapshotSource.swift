internal import Synchronization

/// Which snapshots definitions are judged by.
public enum SnapshotPolicy: String, Sendable, Hashable, CaseIterable {
    /// Made anew from the differentials; the published one where a differential cannot be applied.
    case regenerated
    /// As the packages have them; made anew where a package has none.
    case published
}

/// The snapshots of the definitions of a context, each made once. Safe to share.
public final class SnapshotSource: Sendable {
    public let context: DefinitionContext
    public let policy: SnapshotPolicy
    /// Whether the profiles that a definition refers to are looked at too, for checking packages.
    public let isThorough: Bool

    private struct Key: Hashable {
        var canonical: String
        var origin: DefinitionOrigin?
    }
    private let made = Mutex<[Key: Snapshot]>([:])

    /// - Parameters:
    ///   - context: where definitions come from.
    ///   - policy: which snapshots count.
    ///   - isThorough: see ``SnapshotGenerator``; costs loading every profile that is referred to.
    public init(_ context: DefinitionContext, policy: SnapshotPolicy = .regenerated, isThorough: Bool = false) {
        self.context = context
        self.policy = policy
        self.isThorough = isThorough
    }

    /// The snapshot of a definition, made at most once (twice where two ask at the same time).
    ///
    /// - Parameter definition: one of the context's definitions, or any other, which then sees the context's.
    /// - Returns: the elements, what is wrong with the definition, and where the elements come from.
    public func snapshot(of definition: StructureDefinition) -> Snapshot {
        if let known = known(definition) { return known }
        return generator.snapshot(of: definition)
    }

    /// The elements below one that a snapshot leaves to its type: see ``SnapshotGenerator/children(of:in:isPlain:)``.
    public func children(
        of element: ElementDefinition, in definition: StructureDefinition, isPlain: Bool = false
    ) -> [ElementDefinition] {
        generator.children(of: element, in: definition, isPlain: isPlain)
    }

    /// What the published snapshot of a definition says otherwise than its differential; `nil` where none is published.
    public func comparison(of definition: StructureDefinition) -> SnapshotComparison? {
        guard let published = context.publishedSnapshot(of: definition), !published.isEmpty else { return nil }
        return SnapshotComparison(
            regenerated: snapshot(of: definition).elements,
            published: PublishedSnapshot.tidied(published, of: definition), differential: definition.differential,
            children: { self.children(of: $0, in: definition, isPlain: $1) })
    }

    private var generator: SnapshotGenerator {
        let context = context
        return SnapshotGenerator(
            isThorough: isThorough,
            resolve: { context.structureDefinition($0, from: $1.origin) },
            published: { context.publishedSnapshot(of: $0) },
            known: { self.known($0) }, made: { self.keep($1, for: $0) })
    }

    /// A definition of no package is not kept: another may have its canonical.
    private func known(_ definition: StructureDefinition) -> Snapshot? {
        guard definition.origin != nil else { return nil }
        let key = Key(canonical: definition.canonical, origin: definition.origin)
        if let known = made.withLock({ $0[key] }) { return known }
        guard policy == .published, let published = context.publishedSnapshot(of: definition), !published.isEmpty else {
            return nil
        }
        let snapshot = Snapshot(elements: PublishedSnapshot.tidied(published, of: definition), basis: .published)
        keep(snapshot, for: definition)
        return snapshot
    }

    private func keep(_ snapshot: Snapshot, for definition: StructureDefinition) {
        guard definition.origin != nil else { return }
        made.withLock { $0[Key(canonical: definition.canonical, origin: definition.origin)] = snapshot }
    }
}
