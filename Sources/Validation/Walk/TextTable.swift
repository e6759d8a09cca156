internal import ElementModel

/// Texts as numbers: canonicals and URLs of instances, looked up by their bytes.
struct TextTable {
    private var slots: [Int32] = Array(repeating: -1, count: 64)
    private var entries: [(bytes: [UInt8], hash: UInt64, value: UInt32)] = []

    private static func hash(_ bytes: ByteSlice) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes.buffer { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    subscript(bytes: ByteSlice) -> UInt32? {
        get {
            let hash = TextTable.hash(bytes)
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 {
                let number = Int(slots[slot])
                if entries[number].hash == hash, entries[number].bytes.count == bytes.count,
                    entries[number].bytes.elementsEqual(bytes.buffer)
                {
                    return entries[number].value
                }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }
        set {
            guard let newValue else { return }
            if entries.count * 2 >= slots.count { grow() }
            entries.append((Array(bytes.buffer), TextTable.hash(bytes), newValue))
            place(entries.count - 1)
        }
    }

    private mutating func place(_ number: Int) {
        var slot = Int(truncatingIfNeeded: entries[number].hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(number)
    }
    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for number in entries.indices { place(number) }
    }
}
