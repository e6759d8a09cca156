internal import CElementTables
internal import Synchronization

/// The names that neither release knows, added as they are met and never removed.
///
/// Bounded, since names come from untrusted documents: what exceeds the bound shares one symbol, `?`.
final class SymbolOverflow: Sendable {
    static let shared = SymbolOverflow()

    static let maximumNames = 1 << 18
    static let maximumBytes = 1 << 24

    private struct State: ~Copyable {
        var names: [ByteSlice] = []
        var slots: [UInt32] = Array(repeating: 0, count: 256)
        var bytes = 0

        mutating func grow() {
            var larger: [UInt32] = Array(repeating: 0, count: slots.count * 2)
            let mask = larger.count - 1
            for (number, name) in names.enumerated() {
                var slot = Int(truncatingIfNeeded: Symbol.hash(name.start, name.count)) & mask
                while larger[slot] != 0 { slot = (slot + 1) & mask }
                larger[slot] = UInt32(number) + 1
            }
            slots = larger
        }

        mutating func add(_ name: UnsafeBufferPointer<UInt8>, slot: Int) -> Int {
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.count)
            _ = copy.initialize(from: name)
            guard let start = copy.baseAddress else { return 0 }
            names.append(ByteSlice(start: UnsafePointer(start), count: name.count))
            bytes += name.count
            slots[slot] = UInt32(names.count)
            if names.count * 2 > slots.count { grow() }
            return names.count - 1
        }
    }
    private let state: Mutex<State>

    private init() {
        var state = State()
        // Number 0 stands for all names beyond the bound.
        let excess: [UInt8] = [UInt8(ascii: "?")]
        excess.withUnsafeBufferPointer { name in
            let slot = name.baseAddress.map { Int(truncatingIfNeeded: Symbol.hash($0, 1)) } ?? 0
            _ = state.add(name, slot: slot & (state.slots.count - 1))
        }
        self.state = Mutex(state)
    }

    /// The symbol of a name; where it is new, it is added or the answer is ``Symbol/none``.
    func symbol(_ name: UnsafeBufferPointer<UInt8>, hash: UInt64, adds: Bool) -> Symbol {
        guard let start = name.baseAddress else { return .none }
        let wanted = ByteSlice(start: start, count: name.count)
        return state.withLock { state in
            let mask = state.slots.count - 1
            var slot = Int(truncatingIfNeeded: hash) & mask
            while state.slots[slot] != 0 {
                let number = Int(state.slots[slot]) - 1
                if state.names[number] == wanted { return Symbol(rawValue: assay_names.count + UInt32(number)) }
                slot = (slot + 1) & mask
            }
            guard adds else { return .none }
            guard state.names.count < SymbolOverflow.maximumNames,
                state.bytes + name.count <= SymbolOverflow.maximumBytes
            else { return Symbol(rawValue: assay_names.count) }
            return Symbol(rawValue: assay_names.count + UInt32(state.add(name, slot: slot)))
        }
    }

    func bytes(_ symbol: Symbol) -> ByteSlice {
        state.withLock { state in
            let number = Int(symbol.rawValue) - Int(assay_names.count)
            return state.names.indices.contains(number) ? state.names[number] : state.names[0]
        }
    }
}

extension Symbol {
    /// What names share that no longer fit into the overflow.
    static var excess: Symbol { Symbol(rawValue: assay_names.count) }
}
