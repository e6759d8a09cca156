public import Definitions
public import Scenarios

/// Which packs rest on definitions that only stand in for what their standard names.
public enum StandIns {
    /// Why profile verdicts of a pack cannot be decided, by the pack's id.
    ///
    /// A package that was published against one that is not to be had may be given another in its place: instances can
    /// be validated by it, but no verdict on a requirement may rest on it.
    public static func reasons(_ packs: [Pack], index: ProfileIndex) -> [String: String] {
        var reasons: [String: String] = [:]
        for pack in packs {
            let names = Set(pack.packages.map { String($0.prefix { $0 != "#" }) })
            for entry in index.packages {
                guard let standIn = entry.standsInFor.first(where: { names.contains($0.namedBy) }) else { continue }
                reasons[pack.id] =
                    "\(standIn.namedBy) was published against \(standIn.missing), which is not to be had; "
                    + "\(entry.id) stands in for it"
            }
        }
        return reasons
    }
}
