public import CElementTables

/// An element, type or property name as an integer.
///
/// One process-wide table holds the names of both releases (generated, read-only) and an append-only overflow for
/// names that neither release knows. Equal names have equal symbols in the whole process. Raw value 0 is "no name".
public struct Symbol: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public static func < (left: Symbol, right: Symbol) -> Bool { left.rawValue < right.rawValue }

    /// No name.
    @inlinable public static var none: Symbol { Symbol(rawValue: 0) }
    /// Whether either release knows the name; others stand in the overflow.
    @inlinable public var isKnown: Bool { rawValue != 0 && rawValue < assay_names.count }
}

extension Symbol {
    /// The symbol of a name; one that neither release knows is added to the overflow.
    public init(_ text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 { Symbol(bytes: $0) }
    }

    /// The symbol of a name's bytes; one that neither release knows is added to the overflow.
    public init(bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            self = .none
            return
        }
        let hash = Symbol.hash(start, bytes.count)
        let known = Symbol.known(start, bytes.count, hash: hash)
        self = known != .none ? known : SymbolOverflow.shared.symbol(bytes, hash: hash, adds: true)
    }

    /// The symbol of a name that somebody has already used, or `nil`.
    public static func find(_ text: some StringProtocol) -> Symbol? {
        var text = String(text)
        let found = text.withUTF8 { bytes -> Symbol in
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return .none }
            let hash = hash(start, bytes.count)
            let known = known(start, bytes.count, hash: hash)
            return known != .none ? known : SymbolOverflow.shared.symbol(bytes, hash: hash, adds: false)
        }
        return found == .none ? nil : found
    }

    /// The name as bytes that live as long as the process.
    public var bytes: ByteSlice {
        if rawValue < assay_names.count {
            let start = UnsafeRawPointer(assay_names.words + Int(assay_names.start[Int(rawValue)]))
            return ByteSlice(
                start: start.assumingMemoryBound(to: UInt8.self), count: Int(assay_names.length[Int(rawValue)]))
        }
        return SymbolOverflow.shared.bytes(self)
    }

    /// The name; empty for ``none``.
    public var text: String { bytes.text }

    // MARK: Looking up

    /// The hash of a name, eight bytes at a time; `scripts/generate-type-tables` computes the same.
    @inline(__always)
    static func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: count)
        var at = 0
        while at < count {
            hash = mixed(hash, chunk(start, at, count))
            at += 8
        }
        return hash
    }

    @inline(__always)
    static func mixed(_ hash: UInt64, _ chunk: UInt64) -> UInt64 {
        let product = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 32)
    }

    /// Eight bytes from `at`, padded with zeros, never reading past the end.
    @inline(__always)
    private static func chunk(_ start: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> UInt64 {
        if at + 8 <= count { return UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self) }
        var chunk: UInt64 = 0
        var shift: UInt64 = 0
        for place in at..<count {
            chunk |= UInt64(start[place]) << shift
            shift += 8
        }
        return chunk
    }

    /// The symbol of a name that a release knows, or ``none``.
    @inline(__always)
    static func known(_ start: UnsafePointer<UInt8>, _ count: Int, hash: UInt64) -> Symbol {
        var slot = UInt32(truncatingIfNeeded: hash) & assay_names.slot_mask
        while true {
            let symbol = Int(assay_names.slots[Int(slot)])
            if symbol == 0 { return .none }
            if Int(assay_names.length[symbol]) == count {
                let words = assay_names.words + Int(assay_names.start[symbol])
                var at = 0
                while at < count, words[at >> 3] == chunk(start, at, count) { at += 8 }
                if at >= count { return Symbol(rawValue: UInt32(symbol)) }
            }
            slot = (slot + 1) & assay_names.slot_mask
        }
    }

    /// The same for a name that is followed by at least seven readable bytes.
    @inline(__always)
    static func known(padded start: UnsafePointer<UInt8>, _ count: Int, hash: UInt64) -> Symbol {
        var slot = UInt32(truncatingIfNeeded: hash) & assay_names.slot_mask
        while true {
            let symbol = Int(assay_names.slots[Int(slot)])
            if symbol == 0 { return .none }
            if Int(assay_names.length[symbol]) == count {
                let words = assay_names.words + Int(assay_names.start[symbol])
                var at = 0
                var differs: UInt64 = 0
                while at + 8 <= count {
                    differs |= words[at >> 3] ^ UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self)
                    at += 8
                }
                if at < count {
                    let mask = (UInt64(1) << UInt64((count - at) * 8)) &- 1
                    differs |=
                        words[at >> 3] ^ (UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self) & mask)
                }
                if differs == 0 { return Symbol(rawValue: UInt32(symbol)) }
            }
            slot = (slot + 1) & assay_names.slot_mask
        }
    }
}
