internal import Definitions
internal import ElementModel

/// A published expansion that lists all its codes.
final class CompiledExpansion: Sendable {
    let systems: [String]
    private let indexes: [CodeIndex]
    private let flags: [[Bool]]

    /// - Returns: `nil` where the expansion is cut short and so proves nothing about what is not listed.
    init?(_ expansion: ValueSet.Expansion) {
        let entries = expansion.contains.filter { $0.code != nil }
        if expansion.isIncomplete || (expansion.offset ?? 0) > 0 { return nil }
        if let total = expansion.total, total > entries.count { return nil }
        if entries.isEmpty { return nil }
        var systems: [String] = []
        for entry in entries { if let system = entry.system, !systems.contains(system) { systems.append(system) } }
        self.systems = systems
        var indexes: [CodeIndex] = []
        var flags: [[Bool]] = []
        for system in systems {
            let own = entries.filter { $0.system == system && !$0.isAbstract }
            indexes.append(CodeIndex(own.compactMap(\.code)))
            flags.append(own.map(\.isInactive))
        }
        self.indexes = indexes
        self.flags = flags
    }

    func membership(code: ByteSlice, system: ByteSlice?) -> Membership? {
        for (place, own) in systems.enumerated() {
            if let system, !system.equals(own) { continue }
            if let number = indexes[place].number(of: code) {
                return flags[place][number] ? .memberWithRemark(.inactive) : .member
            }
        }
        return .notMember
    }

    func systems(having code: ByteSlice) -> [String] {
        systems.enumerated().filter { indexes[$0.offset].number(of: code) != nil }.map(\.element)
    }
}
