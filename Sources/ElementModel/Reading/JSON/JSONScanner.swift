/// Scans strictly correct JSON to a ``JSONTape``, eight bytes at a time.
///
/// The text must be followed by at least 16 zero bytes, which end it: no byte is tested for the end. At the first
/// deviation from RFC 8259 it gives up, and ``JSONTolerantScanner`` says what is wrong.
struct JSONScanner: ~Copyable {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    let depth: Int
    var at = 0

    init(bytes: UnsafePointer<UInt8>, count: Int, depth: Int) {
        self.bytes = bytes
        self.count = count
        self.depth = depth
    }

    /// Scans the whole text; `open` is scratch of at least `depth` numbers. Returns whether the text is correct.
    mutating func scan(into tape: inout JSONTape, open: UnsafeMutablePointer<UInt32>) -> Bool {
        tape.count = 0
        var level = 0
        var name: UInt32 = 0
        skipSpace()
        while true {
            // A value begins here.
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let start = at + 1
                guard let kind = string() else { return false }
                _ = tape.append(kind, start: start, end: at - 1, name: name)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard level < depth else { return false }
                let isObject = bytes[at] == UInt8(ascii: "{")
                let node = tape.append(isObject ? JSONKind.object : JSONKind.array, start: at, end: at, name: name)
                open[level] = UInt32(truncatingIfNeeded: node)
                level += 1
                at += 1
                skipSpace()
                if isObject {
                    if bytes[at] != UInt8(ascii: "}") {
                        guard member(&name) else { return false }
                        continue
                    }
                } else if bytes[at] != UInt8(ascii: "]") {
                    name = 0
                    continue
                }
                at += 1
                level -= 1
                tape.close(node, end: at)
            case UInt8(ascii: "t"):
                guard word() == 0x6575_7274 else { return false }
                _ = tape.append(JSONKind.true, start: at, end: at + 4, name: name)
                at += 4
            case UInt8(ascii: "f"):
                guard word() == 0x736C_6166, bytes[at + 4] == UInt8(ascii: "e") else { return false }
                _ = tape.append(JSONKind.false, start: at, end: at + 5, name: name)
                at += 5
            case UInt8(ascii: "n"):
                guard word() == 0x6C6C_756E else { return false }
                _ = tape.append(JSONKind.null, start: at, end: at + 4, name: name)
                at += 4
            default:
                let start = at
                guard number() else { return false }
                _ = tape.append(JSONKind.number, start: start, end: at, name: name)
            }
            // A value has ended here: close what ends with it.
            while true {
                skipSpace()
                if level == 0 { return at == count }
                let node = Int(open[level - 1])
                let byte = bytes[at]
                if tape.kind[node] == JSONKind.object {
                    if byte == UInt8(ascii: ",") {
                        at += 1
                        skipSpace()
                        guard member(&name) else { return false }
                        break
                    }
                    guard byte == UInt8(ascii: "}") else { return false }
                } else {
                    if byte == UInt8(ascii: ",") {
                        at += 1
                        skipSpace()
                        name = 0
                        break
                    }
                    guard byte == UInt8(ascii: "]") else { return false }
                }
                at += 1
                level -= 1
                tape.close(node, end: at)
            }
        }
    }

    @inline(__always)
    private func word() -> UInt32 { UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt32.self) }

    @inline(__always)
    private func eight(_ place: Int) -> UInt64 {
        UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self)
    }

    @inline(__always)
    private mutating func skipSpace() {
        if bytes[at] > 0x20 { return }
        while true {
            while eight(at) == 0x2020_2020_2020_2020 { at += 8 }
            let byte = bytes[at]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            at += 1
        }
    }

    /// Marks, in the high bit of each byte, quotes, backslashes, control characters and bytes above 0x7F. Only the
    /// lowest mark is exact.
    @inline(__always)
    static func marks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ 0x2222_2222_2222_2222
        let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let found =
            ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
            | ((word &- 0x2020_2020_2020_2020) & ~word) | word
        return found & 0x8080_8080_8080_8080
    }

    /// Reads a member's name, the colon, and the space behind it.
    @inline(__always)
    private mutating func member(_ name: inout UInt32) -> Bool {
        guard bytes[at] == UInt8(ascii: "\"") else { return false }
        var start = at + 1
        let isTwin = bytes[start] == UInt8(ascii: "_") && bytes[start + 1] != UInt8(ascii: "\"")
        if isTwin { start += 1 }
        // Names are short and plain: find the end and hash in one go.
        var place = start
        var marks = JSONScanner.marks(eight(place))
        while marks == 0 {
            place += 8
            marks = JSONScanner.marks(eight(place))
        }
        place += marks.trailingZeroBitCount >> 3
        var symbol: Symbol
        if bytes[place] == UInt8(ascii: "\"") {
            symbol = JSONScanner.symbol(bytes + start, place - start)
            at = place + 1
        } else {
            guard let kind = string() else { return false }
            symbol =
                kind == JSONKind.string
                ? Symbol(bytes: UnsafeBufferPointer(start: bytes + start, count: at - 1 - start))
                : JSONText.symbol(escaped: UnsafeBufferPointer(start: bytes + start, count: at - 1 - start))
        }
        name = symbol.rawValue | (isTwin ? JSONTape.twin : 0)
        skipSpace()
        guard bytes[at] == UInt8(ascii: ":") else { return false }
        at += 1
        skipSpace()
        return true
    }

    /// The symbol of a name that is followed by at least seven readable bytes.
    @inline(__always)
    static func symbol(_ start: UnsafePointer<UInt8>, _ count: Int) -> Symbol {
        if count == 0 { return .none }
        var hash = UInt64(truncatingIfNeeded: count)
        var at = 0
        while at + 8 <= count {
            hash = Symbol.mixed(hash, UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self))
            at += 8
        }
        if at < count {
            let mask = (UInt64(1) << UInt64((count - at) * 8)) &- 1
            hash = Symbol.mixed(hash, UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self) & mask)
        }
        let known = Symbol.known(padded: start, count, hash: hash)
        return known != .none ? known : Symbol(bytes: UnsafeBufferPointer(start: start, count: count))
    }

    /// Reads a string from its opening to behind its closing quote; `nil` where it is wrong.
    @inline(__always)
    private mutating func string() -> UInt8? {
        at += 1
        var kind = JSONKind.string
        while true {
            let marks = JSONScanner.marks(eight(at))
            if marks == 0 {
                at += 8
                continue
            }
            at += marks.trailingZeroBitCount >> 3
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return kind
            }
            if byte == UInt8(ascii: "\\") {
                guard let length = JSONText.escapeLength(bytes + at) else { return nil }
                kind = JSONKind.escapedString
                at += length
            } else if byte >= 0x80 {
                let length = JSONText.scalarLength(bytes + at)
                if length == 0 { return nil }
                at += length
            } else {
                return nil
            }
        }
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    private mutating func number() -> Bool {
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        guard JSONScanner.isDigit(bytes[at]) else { return false }
        if bytes[at] == UInt8(ascii: "0") {
            at += 1
            if JSONScanner.isDigit(bytes[at]) { return false }
        } else {
            while JSONScanner.isDigit(bytes[at]) { at += 1 }
        }
        if bytes[at] == UInt8(ascii: ".") {
            at += 1
            guard JSONScanner.isDigit(bytes[at]) else { return false }
            while JSONScanner.isDigit(bytes[at]) { at += 1 }
        }
        if bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            guard JSONScanner.isDigit(bytes[at]) else { return false }
            while JSONScanner.isDigit(bytes[at]) { at += 1 }
        }
        return true
    }
}
