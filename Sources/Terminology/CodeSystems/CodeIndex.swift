public import ElementModel

/// Codes by their bytes: one probe finds the number of a code, without allocating.
///
/// Open addressing by FNV-1a, at most half full. Immutable once made.
public struct CodeIndex: Sendable {
    private let slots: [UInt32]
    private let offsets: [UInt32]
    private let bytes: [UInt8]
    private let foldsCase: Bool
    private let mask: Int

    /// - Parameters:
    ///   - codes: the codes; of equal ones the first counts.
    ///   - foldsCase: whether letters are compared without regard to case (ASCII).
    public init(_ codes: some Collection<String>, foldsCase: Bool = false) {
        var size = 16
        while size < codes.count * 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        var offsets: [UInt32] = [0]
        var bytes: [UInt8] = []
        offsets.reserveCapacity(codes.count + 1)
        let mask = size - 1
        for (number, code) in codes.enumerated() {
            let start = bytes.count
            bytes.append(contentsOf: foldsCase ? Array(code.utf8.map(CodeIndex.folded)) : Array(code.utf8))
            offsets.append(UInt32(bytes.count))
            var slot = Int(truncatingIfNeeded: CodeIndex.hash(bytes[start...])) & mask
            var isThere = false
            while slots[slot] != 0 {
                let other = Int(slots[slot]) - 1
                if bytes[Int(offsets[other])..<Int(offsets[other + 1])].elementsEqual(bytes[start...]) {
                    isThere = true
                    break
                }
                slot = (slot + 1) & mask
            }
            if !isThere { slots[slot] = UInt32(number + 1) }
        }
        self.slots = slots
        self.offsets = offsets
        self.bytes = bytes
        self.foldsCase = foldsCase
        self.mask = mask
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 32)
    }

    /// The number of a code in the list it was made of; `nil` where it is none of them.
    public func number(of code: ByteSlice) -> Int? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in 0..<code.count {
            let byte = foldsCase ? CodeIndex.folded(code[place]) : code[place]
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        hash ^= hash >> 32
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            let start = Int(offsets[number])
            if Int(offsets[number + 1]) - start == code.count {
                var place = 0
                while place < code.count {
                    let byte = foldsCase ? CodeIndex.folded(code[place]) : code[place]
                    if bytes[start + place] != byte { break }
                    place += 1
                }
                if place == code.count { return number }
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    public func number(of code: String) -> Int? {
        var code = code
        return code.withUTF8 { buffer in
            guard let start = buffer.baseAddress else { return nil }
            return number(of: ByteSlice(start: start, count: buffer.count))
        }
    }
}
