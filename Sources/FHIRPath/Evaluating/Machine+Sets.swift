internal import ElementModel
internal import Units

/// Which items of a growing range were seen: nothing while there are few, a table of hashes beyond.
struct SeenItems {
    var table: [UInt32] = []
    var mask = 0
    /// How many of the range's items are in the table.
    var indexed = 0
}

extension Machine {
    /// A hash that equal items share; items of kinds whose equality is subtle share one hash a kind.
    func hash(_ item: Item) -> UInt64 {
        let value = system(item)
        switch value.kind {
        case .string: return Machine.hash(value.string)
        case .integer: return value.low &* 0x9E37_79B9_7F4A_7C15 ^ 0x11
        case .decimal:
            let number = value.decimal.trimmed
            if number.scale == 0, let integer = Int64(exactly: number.mantissa) {
                return UInt64(bitPattern: integer) &* 0x9E37_79B9_7F4A_7C15 ^ 0x11
            }
            return UInt64(truncatingIfNeeded: number.mantissa) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(number.scale)
        case .boolean: return value.low &+ 0x51ED
        case .element:
            // Complex values: the number of elements in them and the first texts.
            let view = views[Int(value.place)]
            let first = Int(value.element.rawValue)
            let last = Int(view.end(value.element).rawValue)
            var hash = UInt64(last - first)
            var number = first
            while number < min(last, first + 12) {
                let id = ElementID(number)
                if view.hasValue(id) {
                    switch view.types.primitive(view.type(id)) {
                    case .string, .code, .id, .uri, .url, .canonical, .boolean:
                        hash = hash &* 31 &+ Machine.hash(view.value(id).buffer)
                    default: break
                    }
                }
                number += 1
            }
            return hash
        case .date, .dateTime, .time:
            // Equal ones are one moment, whatever their zones; the precision stands in the last byte.
            let moment = value.temporal.inUTC
            return (moment.fields >> 8) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(moment.nanoseconds)
        default: return 8
        }
    }

    @inline(__always)
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = UInt64(bytes.count) &+ 0x9E37_79B9_7F4A_7C15
        guard let base = bytes.baseAddress else { return hash }
        let raw = UnsafeRawPointer(base)
        var at = 0
        while at + 8 <= bytes.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            at += 8
        }
        var rest: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count {
            rest |= UInt64(base[at]) << shift
            shift += 8
            at += 1
        }
        hash = (hash ^ rest) &* 0xFF51_AFD7_ED55_8CCD
        return hash ^ hash >> 29
    }

    /// Whether an item equals one of the range; where it does not, the caller appends it there.
    mutating func isSeen(
        _ item: Item, _ seen: inout SeenItems, _ start: Int, _ end: Int
    ) throws(ExpressionError) -> Bool {
        if end - start <= 16 { return isAmong(item, items + start, end - start) }
        if seen.table.count < (end - start + 1) * 2 {
            var size = 64
            while size < (end - start + 1) * 4 { size *= 2 }
            seen.table = Array(repeating: 0, count: size)
            seen.mask = size - 1
            seen.indexed = 0
        }
        while seen.indexed < end - start {
            var slot = Int(truncatingIfNeeded: hash(items[start + seen.indexed])) & seen.mask
            while seen.table[slot] != 0 {
                try count(1)
                slot = (slot + 1) & seen.mask
            }
            seen.indexed += 1
            seen.table[slot] = UInt32(seen.indexed)
        }
        var slot = Int(truncatingIfNeeded: hash(item)) & seen.mask
        while seen.table[slot] != 0 {
            if equals(item, items[start + Int(seen.table[slot]) - 1]) == true { return true }
            // Quantities share one hash, since their units may differ.
            try count(1)
            slot = (slot + 1) & seen.mask
        }
        return false
    }

    /// Drops repetitions from `start` to the top, in place.
    mutating func dropRepetitions(_ start: Int) throws(ExpressionError) {
        let end = top
        guard end > start + 1 else { return }
        var kept = start
        if end - start <= 16 {
            for place in start..<end {
                let item = items[place]
                if !isAmong(item, items + start, kept - start) {
                    items[kept] = item
                    kept += 1
                }
            }
        } else {
            try count(end - start)
            prepareTable(end - start)
            let mask = hashes.count - 1
            for place in start..<end {
                let item = items[place]
                var slot = Int(truncatingIfNeeded: hash(item)) & mask
                var isNew = true
                while hashes[slot] != 0 {
                    if equals(item, items[start + Int(hashes[slot]) - 1]) == true {
                        isNew = false
                        break
                    }
                    try count(1)
                    slot = (slot + 1) & mask
                }
                if isNew {
                    items[kept] = item
                    kept += 1
                    hashes[slot] = UInt32(kept - start)
                }
            }
        }
        top = kept
    }

    /// Whether no item from `start` to the top repeats.
    mutating func isDistinct(_ start: Int) throws(ExpressionError) -> Bool {
        let count = top - start
        let end = top
        try pushRange(start, count)
        try dropRepetitions(end)
        let isDistinct = top - end == count
        top = end
        return isDistinct
    }

    /// An empty table of at least twice as many places.
    private mutating func prepareTable(_ count: Int) {
        var size = 64
        while size < count * 2 { size *= 2 }
        if hashes.count != size {
            hashes = Array(repeating: 0, count: size)
        } else {
            for slot in 0..<size { hashes[slot] = 0 }
        }
    }

    /// Of the collection at `start`..<`middle`, keeps the items that are (or are not) in `middle`..<top.
    mutating func keep(_ start: Int, _ middle: Int, inOther: Bool) throws(ExpressionError) {
        let end = top
        let others = end - middle
        var kept = start
        if (middle - start) * others <= 512 {
            for place in start..<middle {
                let item = items[place]
                if isAmong(item, items + middle, others) == inOther {
                    items[kept] = item
                    kept += 1
                }
            }
        } else {
            try count(middle - start + others)
            prepareTable(others)
            let mask = hashes.count - 1
            for place in middle..<end {
                var slot = Int(truncatingIfNeeded: hash(items[place])) & mask
                while hashes[slot] != 0 {
                    try count(1)
                    slot = (slot + 1) & mask
                }
                hashes[slot] = UInt32(place - middle + 1)
            }
            for place in start..<middle {
                let item = items[place]
                var slot = Int(truncatingIfNeeded: hash(item)) & mask
                var isFound = false
                while hashes[slot] != 0 {
                    if equals(item, items[middle + Int(hashes[slot]) - 1]) == true {
                        isFound = true
                        break
                    }
                    try count(1)
                    slot = (slot + 1) & mask
                }
                if isFound == inOther {
                    items[kept] = item
                    kept += 1
                }
            }
        }
        top = kept
    }

    // MARK: Membership in what is kept

    /// Builds the set of a saved collection, where all its items are texts.
    mutating func makeSet(_ slot: Int) {
        let start = slots[slot].start
        let count = slots[slot].count
        var size = 64
        while size < count * 2 { size *= 2 }
        var table = [UInt32](repeating: 0, count: size)
        for number in 0..<count {
            let value = system(saved[start + number])
            guard value.kind == .string else { return }
            // The value itself is kept: it need not be worked out again.
            saved[start + number] = value
            var place = Int(truncatingIfNeeded: Machine.hash(value.string)) & (size - 1)
            while table[place] != 0 { place = (place + 1) & (size - 1) }
            table[place] = UInt32(number + 1)
        }
        slots[slot].set = table
    }

    /// Whether a text is in the set; `nil` for other items.
    func isInSet(_ item: Item, _ slot: Int) -> Bool? {
        let value = system(item)
        guard value.kind == .string else { return nil }
        let start = slots[slot].start
        return slots[slot].set.withUnsafeBufferPointer { table in
            let mask = table.count - 1
            var place = Int(truncatingIfNeeded: Machine.hash(value.string)) & mask
            while table[place] != 0 {
                if Machine.sameBytes(value, saved[start + Int(table[place]) - 1]) { return true }
                place = (place + 1) & mask
            }
            return false
        }
    }
}
