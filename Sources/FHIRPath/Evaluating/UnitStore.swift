internal import Units

/// The units of the quantities of an evaluator, by number.
struct UnitStore {
    struct Entry {
        var text: String
        /// What UCUM makes of it, once somebody asked; `nil` inside: no unit of UCUM.
        var parsed: Unit??
    }
    private(set) var entries: [Entry] = [Entry(text: "1", parsed: nil)]

    /// The unit `1`.
    static let one: UInt32 = 0
    private static let most = 100_000

    mutating func number(_ text: String) -> UInt32 {
        for (number, entry) in entries.enumerated() where entry.text.utf8.elementsEqual(text.utf8) {
            return UInt32(number)
        }
        if entries.count == UnitStore.most { entries.removeLast() }
        entries.append(Entry(text: text, parsed: nil))
        return UInt32(entries.count - 1)
    }

    mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        for (number, entry) in entries.enumerated() where entry.text.utf8.elementsEqual(bytes) { return UInt32(number) }
        return number(String(decoding: bytes, as: UTF8.self))
    }

    func text(_ number: UInt32) -> String { entries[Int(number)].text }

    mutating func unit(_ number: UInt32) -> Unit? {
        if let parsed = entries[Int(number)].parsed { return parsed }
        let parsed = UCUM.parse(entries[Int(number)].text)
        entries[Int(number)].parsed = .some(parsed)
        return parsed
    }
}
