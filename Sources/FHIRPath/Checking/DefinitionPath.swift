public import ElementModel
public import Record

/// Paths of definitions (`Patient.contact`, `Observation.value[x]`) as the type table sees them.
public enum DefinitionPath {
    /// The types that elements at a path may have; none where the path leads nowhere.
    ///
    /// - Parameters:
    ///   - path: the path; its first step is the name of a type, or any other name for `root`.
    ///   - root: the type that the path starts at, where its first step does not say.
    public static func types(_ path: String, root: String? = nil, in release: FHIRRelease) -> [TypeID] {
        let types = TypeTable(release)
        var steps = path.split(separator: ".")
        guard !steps.isEmpty else { return [] }
        let first = steps.removeFirst()
        var current = [types.type(named: root ?? String(first))]
        for step in steps {
            let name = step.hasSuffix("[x]") ? step.dropLast(3) : step
            guard let symbol = Symbol.find(name) else { return [] }
            var next: [TypeID] = []
            for type in current {
                for row in types.children(of: type, defined: symbol) {
                    let found = types.type(ChildID(rawValue: row))
                    if found != .none, !next.contains(found) { next.append(found) }
                }
            }
            current = next
        }
        return current.filter { $0 != .none }
    }
}
