/// The units of the quantities of an evaluator, by number.
struct UnitStore {
    private(set) var entries: [String] = ["1"]

    /// The unit `1`.
    static let one: UInt32 = 0
    private static let most = 10_000

    mutating func number(_ text: String) -> UInt32 {
        for (number, entry) in entries.enumerated() where entry.utf8.elementsEqual(text.utf8) { return UInt32(number) }
        entries.append(text)
        return UInt32(entries.count - 1)
    }

    mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        for (number, entry) in entries.enumerated() where entry.utf8.elementsEqual(bytes) { return UInt32(number) }
        return number(String(decoding: bytes, as: UTF8.self))
    }

    /// Forgets all units where there are many; between evaluations, since their numbers go.
    mutating func emptyIfLarge() {
        if entries.count > UnitStore.most { entries = ["1"] }
    }

    func text(_ number: UInt32) -> String { entries[Int(number)] }
}
