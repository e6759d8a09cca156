internal import ElementModel
internal import Record

/// The names that take part in a choice somewhere (`value`, `valueQuantity`): only for these does an element's own
/// name not say whether it is meant.
struct ChoiceNames: Sendable {
    private let bits: [UInt64]

    private init(_ release: FHIRRelease) {
        let table = TypeTable(release)
        var bits: [UInt64] = []
        func insert(_ symbol: Symbol) {
            let word = Int(symbol.rawValue >> 6)
            while bits.count <= word { bits.append(0) }
            bits[word] |= 1 << UInt64(symbol.rawValue & 63)
        }
        for row in 0..<UInt32(table.childCount) {
            let child = ChildID(rawValue: row)
            guard table.isChoice(child) else { continue }
            insert(table.name(child))
            insert(table.definitionName(child))
        }
        self.bits = bits
    }

    func contains(_ symbol: Symbol) -> Bool {
        let word = Int(symbol.rawValue >> 6)
        return word < bits.count && bits[word] >> UInt64(symbol.rawValue & 63) & 1 == 1
    }

    private static let r4 = ChoiceNames(.r4)
    private static let stu3 = ChoiceNames(.stu3)
    static func of(_ release: FHIRRelease) -> ChoiceNames { release == .r4 ? r4 : stu3 }
}
