internal import Definitions

/// Where the elements of a profile come from: made from its differential, or as its package published them.
struct SnapshotSource: Sendable {
    let context: DefinitionContext
    let prefersPublished: Bool

    /// Why a profile has no elements.
    struct Problem: Error { var reason: String }

    func snapshot(of definition: StructureDefinition) -> Result<[ElementDefinition], Problem> {
        if let published = context.publishedSnapshot(of: definition) { return .success(published) }
        return .failure(Problem(reason: "its package has no snapshot of it"))
    }
}
