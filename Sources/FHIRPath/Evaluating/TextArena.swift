/// Memory for texts that an evaluation makes: filled from the front, emptied at once.
struct TextArena: ~Copyable {
    private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
    private var block = 0
    private var used = 0
    /// How many bytes were handed out since it was emptied.
    private(set) var total = 0

    init() { blocks.append(.allocate(capacity: 4096)) }
    deinit { for block in blocks { block.deallocate() } }

    mutating func empty() {
        block = 0
        used = 0
        total = 0
    }

    /// Memory for a text of at most so many bytes; what is not used is given back by ``trim(_:)``.
    mutating func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        while true {
            if used + count <= blocks[block].count, let base = blocks[block].baseAddress {
                let start = base + used
                used += count
                total += count
                return start
            }
            if block + 1 == blocks.count {
                blocks.append(.allocate(capacity: max(count, blocks[block].count * 2)))
            }
            block += 1
            used = 0
        }
    }

    /// Gives back the last bytes of what was handed out last.
    mutating func trim(_ count: Int) {
        used -= count
        total -= count
    }
}
