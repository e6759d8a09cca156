internal import CElementTables
internal import CLibXML2
internal import Glibc
internal import Record

/// Turns the events of libxml2's parser into typed elements: attributes and child elements become children alike, a
/// resource takes the place of the element that wraps it, the narrative's `div` becomes a value.
struct XMLOverlay: ~Copyable {
    var records = GrowingBuffer<ElementRecord>(capacity: 1024)
    var pool = GrowingBuffer<UInt8>(capacity: 1024)
    var slips = SlipList(limit: 0)
    var source: UnsafePointer<UInt8>
    var sourceCount = 0
    var types = TypeTable(.r4)
    var depth = 0
    var parser: xmlParserCtxtPtr?
    /// The document cannot be read any further.
    var hasStopped = false

    var frames = GrowingBuffer<Frame>(capacity: 64)
    /// What is open, outermost first.
    struct Frame: BitwiseCopyable {
        enum Kind: UInt8, BitwiseCopyable {
            case element
            /// `contained`, `resource`, …: a resource must follow.
            case wrapper
            /// A wrapper that has its resource.
            case filled
            case unknown
        }
        var element: ElementID
        var kind: Kind
        /// Text where none may be was reported, since the last child.
        var hasText = false
        /// The namespace's text, to report a wrong one only where it begins.
        var namespace: UnsafePointer<UInt8>?
    }

    /// How many elements of the narrative are open, its `div` included; 0 outside.
    var narrativeDepth = 0
    /// Where the `div` begins in the source.
    var narrativeStart = 0
    /// The `div` cannot be taken over as it stands, and is written anew into the pool.
    var rewritesNarrative = false
    var narrativePool = 0

    /// What ``XMLScanner`` has open, and the attributes of the tag that it is in.
    var open = GrowingBuffer<XMLScanner.Open>(capacity: 64)
    var attributeNames = GrowingBuffer<AttributeName>(capacity: 16)
    struct AttributeName: BitwiseCopyable {
        var start: Int32
        var count: Int32
    }

    /// Per row of the type table, in which element it was seen last, and how often.
    private let seen: UnsafeMutablePointer<(element: UInt32, count: Int32)>
    private let seenCount: Int
    var serial: UInt32 = 0

    init(source: UnsafePointer<UInt8>) {
        self.source = source
        seenCount = max(TypeTable(.r4).childCount, TypeTable(.stu3).childCount)
        seen = .allocate(capacity: seenCount)
        seen.initialize(repeating: (0, 0), count: seenCount)
    }

    deinit { seen.deallocate() }

    mutating func begin(
        source: UnsafePointer<UInt8>, count: Int, types: TypeTable, depth: Int, slips: SlipList
    ) {
        self.source = source
        self.sourceCount = count
        self.types = types
        self.depth = depth
        self.slips = slips
        records.count = 0
        pool.count = 0
        frames.count = 0
        open.count = 0
        narrativeDepth = 0
        rewritesNarrative = false
        hasStopped = false
        if serial > 1 << 31 {
            serial = 0
            seen.update(repeating: (0, 0), count: seenCount)
        }
    }

    // MARK: Places

    /// The offset of the parser's position.
    var offset: Int {
        guard let input = parser?.pointee.input, let current = input.pointee.cur else { return 0 }
        return sourceOffset(current, input)
    }

    /// The place in the source of a place in the parser's own copy of it, which slides along.
    @inline(__always)
    private func sourceOffset(_ place: UnsafePointer<UInt8>, _ input: xmlParserInputPtr) -> Int {
        min(max(Int(input.pointee.consumed) + (place - input.pointee.base), 0), sourceCount)
    }

    /// The offset of bytes that the parser hands out from its input; `nil` where it made them anew.
    @inline(__always)
    func offsetInSource(_ start: UnsafePointer<UInt8>) -> Int? {
        guard let input = parser?.pointee.input, let base = input.pointee.base, let end = input.pointee.end,
            start >= UnsafePointer(base), start < UnsafePointer(end)
        else { return nil }
        return sourceOffset(start, input)
    }

    /// The offset of the `<` of the start tag that has just been read.
    @inline(__always)
    var tagOffset: Int {
        var at = offset
        while at > 0, source[at] != UInt8(ascii: "<") { at -= 1 }
        return at
    }

    /// The offset of the last `markup` that begins before an offset.
    func offset(before offset: Int, of markup: StaticString) -> Int {
        let count = markup.utf8CodeUnitCount
        var at = min(offset, sourceCount) - count
        while at > 0, ByteSlice(start: source + at, count: count) != markup { at -= 1 }
        return max(at, 0)
    }

    /// Ends reading after something that nothing can be read behind.
    mutating func stop(_ rule: ReadingRule, at offset: Int, _ message: String) {
        guard !hasStopped else { return }
        hasStopped = true
        slips.add(rule, at: offset, element: .none, message, severity: .fatal)
        if let parser { xmlStopParser(parser) }
    }

    var current: ElementID { frames.count > 0 ? frames.start[frames.count - 1].element : .none }

    // MARK: Elements

    @inline(__always)
    mutating func append(
        name: Symbol, type: TypeID, flags: ElementRecord.Flags, parent: ElementID, child: ChildID, at offset: Int
    ) -> ElementID {
        let element = ElementID(records.count)
        records.append(
            ElementRecord(
                name: name, type: type, flags: flags, parent: parent, end: ElementID(records.count + 1), index: -1,
                child: child, valueStart: 0, valueCount: 0, source: UInt32(truncatingIfNeeded: offset), twin: 0))
        return element
    }

    /// Takes over the bytes of a value: from the source where they stand there as they are, else by the pool.
    @inline(__always)
    mutating func setValue(_ start: UnsafePointer<UInt8>, _ count: Int, of element: ElementID) {
        let record = records.start + element.index
        record.pointee.flags.insert(.hasValue)
        record.pointee.valueCount = UInt32(truncatingIfNeeded: count)
        if let offset = offsetInSource(start) {
            record.pointee.valueStart = UInt32(truncatingIfNeeded: offset)
        } else {
            record.pointee.flags.insert(.decoded)
            let decodedStart = pool.count
            record.pointee.valueStart = UInt32(truncatingIfNeeded: decodedStart)
            appendAttribute(start, count)
            record.pointee.valueCount = UInt32(truncatingIfNeeded: pool.count - decodedStart)
        }
    }

    /// Appends an attribute's value as libxml2 hands it out when it was made anew: each `&` of it reads `&#38;` there,
    /// since the parser is not told to replace entities.
    private mutating func appendAttribute(_ start: UnsafePointer<UInt8>, _ count: Int) {
        pool.reserve(pool.count + count)
        var at = 0
        while at < count {
            pool.append(start[at])
            at += start[at] == UInt8(ascii: "&") && at + 5 <= count ? 5 : 1
        }
    }

    /// Closes an element: numbers the repetitions of its children and looks at their order.
    mutating func close(_ element: ElementID) {
        let end = records.count
        records.start[element.index].end = ElementID(end)
        let flags = records.start[element.index].flags
        var next = element.index + 1
        guard next < end else {
            if !flags.contains(.hasValue), !flags.contains(.malformed) {
                records.start[element.index].flags.insert(.malformed)
                slips.add(
                    .elementEmpty, at: Int(records.start[element.index].source), element: element,
                    "The element \(records.start[element.index].name.text.prefix(80)) is empty: it must have a value or children."
                )
            }
            return
        }
        if flags.contains(.unknown) { return }
        serial &+= 1
        var order: UInt16 = 0
        var last = UInt32(0)
        while next < end {
            let record = records.start + next
            let child = record.pointee.child
            if child != .none {
                let row = Int(child.rawValue)
                if types.repeats(child) {
                    if seen[row].element == serial {
                        seen[row].count += 1
                    } else {
                        seen[row] = (serial, 0)
                    }
                    record.pointee.index = seen[row].count
                }
                let place = types.order(child)
                let isOrdered = !types.isAttribute(child)
                if isOrdered, place < order {
                    slips.add(
                        .elementOrder, at: Int(record.pointee.source), element: ElementID(next),
                        "\(record.pointee.name.text) must stand before \(types.name(ChildID(rawValue: last)).text).")
                }
                if isOrdered {
                    order = place
                    last = child.rawValue
                }
            }
            next = record.pointee.end.index
        }
    }
}
