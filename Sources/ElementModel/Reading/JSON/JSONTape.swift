/// What a raw JSON value is.
enum JSONKind {
    static let object: UInt8 = 1
    static let array: UInt8 = 2
    static let string: UInt8 = 3
    /// A string whose escapes must be undone.
    static let escapedString: UInt8 = 4
    static let number: UInt8 = 5
    static let `true`: UInt8 = 6
    static let `false`: UInt8 = 7
    static let null: UInt8 = 8

    @inline(__always) static func isContainer(_ kind: UInt8) -> Bool { kind <= array }
    @inline(__always) static func isString(_ kind: UInt8) -> Bool { kind == string || kind == escapedString }
}

/// The values of a JSON text in preorder: kind, extent, skip and name of each, in parallel arrays.
///
/// `start..<end` are the bytes of the value, of a string those between its quotes. `next` is the node after the
/// subtree. `name` is the raw value of the member's symbol, 0 in arrays; with ``twin`` set, a leading `_` was cut off.
struct JSONTape: ~Copyable {
    static let twin: UInt32 = 1 << 31

    private(set) var kind: UnsafeMutablePointer<UInt8>
    private(set) var start: UnsafeMutablePointer<UInt32>
    private(set) var end: UnsafeMutablePointer<UInt32>
    private(set) var next: UnsafeMutablePointer<UInt32>
    private(set) var name: UnsafeMutablePointer<UInt32>
    /// Scratch of the overlay: the row of the type table that a member is of.
    private(set) var row: UnsafeMutablePointer<UInt32>
    private(set) var capacity: Int
    var count = 0

    init(capacity: Int = 1024) {
        self.capacity = capacity
        kind = .allocate(capacity: capacity)
        start = .allocate(capacity: capacity)
        end = .allocate(capacity: capacity)
        next = .allocate(capacity: capacity)
        name = .allocate(capacity: capacity)
        row = .allocate(capacity: capacity)
    }

    deinit {
        kind.deallocate()
        start.deallocate()
        end.deallocate()
        next.deallocate()
        name.deallocate()
        row.deallocate()
    }

    /// Adds a node and returns its number.
    @inline(__always)
    mutating func append(_ kind: UInt8, start: Int, end: Int, name: UInt32) -> Int {
        if count == capacity { grow() }
        let node = count
        self.kind[node] = kind
        self.start[node] = UInt32(truncatingIfNeeded: start)
        self.end[node] = UInt32(truncatingIfNeeded: end)
        self.next[node] = UInt32(truncatingIfNeeded: node + 1)
        self.name[node] = name
        count = node + 1
        return node
    }

    /// The nodes as plain pointers, valid until the next ``append(_:start:end:name:)``.
    var nodes: JSONNodes { JSONNodes(kind: kind, start: start, end: end, next: next, name: name, row: row) }

    @inline(__always)
    mutating func close(_ node: Int, end: Int) {
        self.end[node] = UInt32(truncatingIfNeeded: end)
        self.next[node] = UInt32(truncatingIfNeeded: count)
    }

    @inline(never)
    private mutating func grow() {
        let larger = capacity * 2
        func moved<Value: BitwiseCopyable>(_ old: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value> {
            let new = UnsafeMutablePointer<Value>.allocate(capacity: larger)
            new.update(from: old, count: count)
            old.deallocate()
            return new
        }
        kind = moved(kind)
        start = moved(start)
        end = moved(end)
        next = moved(next)
        name = moved(name)
        row = moved(row)
        capacity = larger
    }
}

/// The arrays of a complete ``JSONTape``.
struct JSONNodes {
    let kind: UnsafeMutablePointer<UInt8>
    let start: UnsafeMutablePointer<UInt32>
    let end: UnsafeMutablePointer<UInt32>
    let next: UnsafeMutablePointer<UInt32>
    let name: UnsafeMutablePointer<UInt32>
    let row: UnsafeMutablePointer<UInt32>

    /// Where a value begins, its quote included.
    @inline(__always) func offset(_ node: Int) -> Int { Int(start[node]) - (JSONKind.isString(kind[node]) ? 1 : 0) }
    @inline(__always) func symbol(_ node: Int) -> Symbol { Symbol(rawValue: name[node] & ~JSONTape.twin) }
    @inline(__always) func isTwin(_ node: Int) -> Bool { name[node] & JSONTape.twin != 0 }
    /// A member's name as it was written, cut short where it is very long.
    func text(_ node: Int) -> String { (isTwin(node) ? "_" : "") + symbol(node).text.prefix(80) }
    /// What a value is, in words.
    func word(_ node: Int) -> String {
        switch kind[node] {
        case JSONKind.object: "an object"
        case JSONKind.array: "an array"
        case JSONKind.string, JSONKind.escapedString: "a string"
        case JSONKind.number: "a number"
        case JSONKind.null: "null"
        default: "a boolean"
        }
    }
}
