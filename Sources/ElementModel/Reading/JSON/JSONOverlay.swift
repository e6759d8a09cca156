internal import CElementTables
internal import Record

/// Turns the tape of a JSON text into typed elements: arrays become repeated siblings, `_name` twins join their
/// primitives, resources get their own types. Keeps its memory from document to document.
struct JSONOverlay: ~Copyable {
    var records = GrowingBuffer<ElementRecord>(capacity: 1024)
    var pool = GrowingBuffer<UInt8>(capacity: 1024)
    var slips = SlipList(limit: 0)
    var source: UnsafePointer<UInt8>
    var types: TypeTable
    var nodes: JSONNodes

    /// The properties of the objects being read that have a twin: its node, and that of the member itself.
    private var pairs = GrowingBuffer<Pair>(capacity: 64)
    private struct Pair: BitwiseCopyable {
        var row: UInt32
        var main: Int32
        var twin: Int32
    }

    /// Per row of the type table: the objects that had a member there last, and which node it was.
    private let seen: UnsafeMutablePointer<Seen>
    private let seenCount: Int
    private struct Seen: BitwiseCopyable {
        var main: UInt32 = 0
        var twin: UInt32 = 0
        var mainNode: Int32 = -1
        var twinNode: Int32 = -1
    }
    /// The same for names that have no row where they stand, twins first.
    private var seenUnknown: [UInt32] = []
    /// The number of the object whose members are being looked at.
    private var serial: UInt32 = 0
    /// Per known name, the row it had last: most names stand for the same one again and again.
    private let lastRow: UnsafeMutablePointer<UInt32>

    /// The row of a member that is passed over: a repetition, or `resourceType`.
    static let skipped: UInt32 = .max

    init(source: UnsafePointer<UInt8>, nodes: JSONNodes) {
        self.source = source
        self.nodes = nodes
        types = TypeTable(.r4)
        seenCount = max(TypeTable(.r4).childCount, TypeTable(.stu3).childCount)
        seen = .allocate(capacity: seenCount)
        seen.initialize(repeating: Seen(), count: seenCount)
        lastRow = .allocate(capacity: Int(assay_names.count))
        lastRow.initialize(repeating: 0, count: Int(assay_names.count))
    }

    deinit {
        seen.deallocate()
        lastRow.deallocate()
    }

    /// Reads the tape's one value as a resource.
    mutating func read(source: UnsafePointer<UInt8>, nodes: JSONNodes, types: TypeTable, slips: SlipList) {
        self.source = source
        self.nodes = nodes
        self.types = types
        self.slips = slips
        records.count = 0
        pool.count = 0
        pairs.count = 0
        if serial > 1 << 31 {
            serial = 0
            seen.update(repeating: Seen(), count: seenCount)
            seenUnknown = []
        }
        guard nodes.kind[0] == JSONKind.object else {
            return self.slips.add(
                .resourceTypeMissing, at: nodes.offset(0), element: .none,
                "A resource is a JSON object, but the text is \(nodes.word(0)).", severity: .fatal)
        }
        resource(0, child: .none, parent: .none, index: -1)
        if records.count > 0, types.kind(records.start[0].type) != .resource { records.count = 0 }
    }

    /// Adds what the scanner noted, now that the objects have become elements.
    mutating func add(_ notes: [JSONTolerantScanner.Note]) {
        var elements: [UInt32: ElementID] = [:]
        for note in notes where note.object >= 0 { elements[nodes.start[note.object]] = ElementID.none }
        for number in 0..<records.count {
            let source = records.start[number].source
            if elements[source] != nil { elements[source] = ElementID(number) }
            let twin = records.start[number].twin
            if twin != 0, elements[twin] != nil { elements[twin] = ElementID(number) }
        }
        // A number in a form of its own is reported here: nothing more need be said about the value.
        let numbers = Set(notes.lazy.filter { $0.rule == .jsonNumber }.map { UInt32(truncatingIfNeeded: $0.offset) })
        if !numbers.isEmpty {
            for number in 0..<records.count where numbers.contains(records.start[number].source) {
                records.start[number].flags.insert(.malformed)
            }
        }
        for note in notes {
            let element = note.object >= 0 ? elements[nodes.start[note.object]] ?? .none : .none
            slips.add(
                note.rule, at: note.offset,
                element: element.exists || records.count == 0 || note.rule == .jsonTrailing ? element : .root,
                note.message, step: note.step)
        }
    }

    // MARK: Resources

    /// Reads an object as a resource of the type that it names.
    mutating func resource(_ node: Int, child: ChildID, parent: ElementID, index: Int32) {
        let isRoot = child == .none
        var declared = -1
        var member = node + 1
        let end = Int(nodes.next[node])
        while member < end {
            if nodes.name[member] == Symbol.resourceType.rawValue {
                declared = member
                break
            }
            member = Int(nodes.next[member])
        }
        var name = Symbol.none
        var type = TypeID.none
        if declared >= 0, JSONKind.isString(nodes.kind[declared]) {
            let text = UnsafeBufferPointer(
                start: source + Int(nodes.start[declared]), count: Int(nodes.end[declared] - nodes.start[declared]))
            let isEscaped = nodes.kind[declared] == JSONKind.escapedString
            name = isEscaped ? JSONText.symbol(escaped: text) : Symbol(bytes: text)
            type = types.type(named: name)
            if types.kind(type) != .resource || types.isAbstract(type) { type = .none }
        }
        var flags: ElementRecord.Flags = .resource
        if type == .none { flags.formUnion([.unknown, .malformed]) }
        if !isRoot, types.name(child) == .contained { flags.insert(.contained) }
        let element = append(
            node, name: isRoot ? name : types.name(child), type: type, flags: flags, parent: parent, index: index,
            child: child)
        if name == .none {
            let what = declared < 0 ? "has no resourceType" : "has a resourceType that is \(nodes.word(declared))"
            slips.add(
                .resourceTypeMissing, at: nodes.offset(declared < 0 ? node : declared), element: element,
                "The resource \(what): it must be a string that names the type of the resource.",
                severity: isRoot ? .fatal : .error)
        } else if type == .none {
            slips.add(
                .resourceUnknown, at: nodes.offset(declared), element: element,
                NameHint.unknownResource(name, in: types), severity: isRoot ? .fatal : .error)
        }
        if type == .none {
            genericMembers(node, parent: element)
        } else {
            members(node, type: type, element: element, isResource: true)
        }
        records.start[element.index].end = ElementID(records.count)
    }

    // MARK: Objects

    /// Reads the members of an object as the children of an element.
    mutating func members(_ node: Int, type: TypeID, element: ElementID, isResource: Bool) {
        let end = Int(nodes.next[node])
        guard node + 1 < end else {
            records.start[element.index].flags.insert(.malformed)
            return slips.add(
                .objectEmpty, at: nodes.offset(node), element: element,
                "The object is empty: an element must have a value or children.")
        }
        serial &+= 1
        let base = pairs.count
        if identify(node + 1, end, type: type, element: element, isResource: isResource) {
            collectTwins(node + 1, end)
        }
        var member = node + 1
        while member < end {
            let row = nodes.row[member]
            if row == 0 {
                generic(member, name: nodes.symbol(member), parent: element, index: -1)
            } else if row != JSONOverlay.skipped {
                if pairs.count == base {
                    property(row, main: member, twin: -1, parent: element)
                } else {
                    paired(row, member: member, base: base, parent: element)
                }
            }
            member = Int(nodes.next[member])
        }
        pairs.count = base
    }

    /// Finds the row of each member, and repetitions; returns whether there are twins.
    private mutating func identify(
        _ first: Int, _ end: Int, type: TypeID, element: ElementID, isResource: Bool
    ) -> Bool {
        let mine = serial
        let rows = types.children(of: type)
        var hasTwins = false
        var member = first
        while member < end {
            let symbol = nodes.symbol(member)
            let isTwin = nodes.isTwin(member)
            var row = row(of: type, rows, symbol)
            if isTwin, row != 0 {
                let child = ChildID(rawValue: row)
                if types.primitive(types.type(child)) == .none || types.isAttribute(child) { row = 0 }
            }
            if row == 0 {
                row = unknown(member, symbol, isTwin: isTwin, element: element, isResource: isResource)
            } else if isTwin {
                if seen[Int(row)].twin == mine {
                    row = duplicate(member, element: element)
                } else {
                    seen[Int(row)].twin = mine
                    seen[Int(row)].twinNode = Int32(truncatingIfNeeded: member)
                    hasTwins = true
                }
            } else if seen[Int(row)].main == mine {
                row = duplicate(member, element: element)
            } else {
                seen[Int(row)].main = mine
                seen[Int(row)].mainNode = Int32(truncatingIfNeeded: member)
            }
            nodes.row[member] = row
            member = Int(nodes.next[member])
        }
        return hasTwins
    }

    @inline(__always)
    private func row(of type: TypeID, _ rows: Range<UInt32>, _ symbol: Symbol) -> UInt32 {
        guard symbol.rawValue < assay_names.count else { return 0 }
        let last = lastRow[Int(symbol.rawValue)]
        if last &- rows.lowerBound < UInt32(rows.count), types.name(ChildID(rawValue: last)) == symbol { return last }
        let row = types.child(of: type, named: symbol).rawValue
        lastRow[Int(symbol.rawValue)] = row
        return row
    }

    /// A member that the type does not have: reported, and read without a type.
    @inline(never)
    private mutating func unknown(
        _ member: Int, _ symbol: Symbol, isTwin: Bool, element: ElementID, isResource: Bool
    ) -> UInt32 {
        let place = Int(symbol.rawValue) * 2 + (isTwin ? 0 : 1)
        if seenUnknown.count <= place {
            seenUnknown.append(
                contentsOf: repeatElement(0, count: max(place + 1, 2 * seenUnknown.count) - seenUnknown.count))
        }
        if seenUnknown[place] == serial, symbol != .excess { return duplicate(member, element: element) }
        seenUnknown[place] = serial
        if isResource, symbol == .resourceType, !isTwin { return JSONOverlay.skipped }
        let type = records.start[element.index].type
        slips.add(
            .propertyUnknown, at: nameOffset(member), element: element,
            "The property \(nodes.text(member)) is not defined for \(types.text(type))."
                + NameHint.child(symbol, of: type, in: types))
        return 0
    }

    @inline(never)
    private mutating func duplicate(_ member: Int, element: ElementID) -> UInt32 {
        slips.add(
            .propertyDuplicate, at: nameOffset(member), element: element,
            "The property \(nodes.text(member)) stands twice in the object; only the first is read.")
        return JSONOverlay.skipped
    }

    private mutating func collectTwins(_ first: Int, _ end: Int) {
        var member = first
        while member < end {
            let row = nodes.row[member]
            if nodes.isTwin(member), row != 0, row != JSONOverlay.skipped {
                let hasMain = seen[Int(row)].main == serial
                pairs.append(
                    Pair(row: row, main: hasMain ? seen[Int(row)].mainNode : -1, twin: seen[Int(row)].twinNode))
            }
            member = Int(nodes.next[member])
        }
    }

    /// Reads a property that may have a twin, when the first of the two comes.
    private mutating func paired(_ row: UInt32, member: Int, base: Int, parent: ElementID) {
        var number = base
        while number < pairs.count {
            let pair = pairs.start[number]
            if pair.row == row {
                let main = Int(pair.main)
                let twin = Int(pair.twin)
                if member == (main < 0 ? twin : min(main, twin)) {
                    property(row, main: main, twin: twin, parent: parent)
                }
                return
            }
            number += 1
        }
        property(row, main: member, twin: -1, parent: parent)
    }

    // MARK: Records

    @inline(__always)
    mutating func append(
        _ node: Int, name: Symbol, type: TypeID, flags: ElementRecord.Flags, parent: ElementID, index: Int32,
        child: ChildID
    ) -> ElementID {
        let element = ElementID(records.count)
        records.append(
            ElementRecord(
                name: name, type: type, flags: flags, parent: parent, end: ElementID(records.count + 1), index: index,
                child: child, valueStart: 0, valueCount: 0, source: UInt32(truncatingIfNeeded: nodes.offset(node)),
                twin: 0))
        return element
    }

    /// Where the name of a member begins, its quote included.
    func nameOffset(_ member: Int) -> Int {
        var at = nodes.offset(member) - 1
        while at > 0, source[at] != UInt8(ascii: ":") { at -= 1 }
        at -= 1
        while at > 0, source[at] <= 0x20 { at -= 1 }
        guard at > 0, source[at] == UInt8(ascii: "\"") else { return max(at, 0) }
        at -= 1
        while at > 0, source[at] != UInt8(ascii: "\"") || source[at - 1] == UInt8(ascii: "\\") { at -= 1 }
        return at
    }

    /// Sets the value of a primitive from a string, number or boolean.
    @inline(__always)
    mutating func setValue(_ node: Int, of element: ElementID) {
        let record = records.start + element.index
        let start = Int(nodes.start[node])
        let count = Int(nodes.end[node]) - start
        switch nodes.kind[node] {
        case JSONKind.string: record.pointee.flags.formUnion([.hasValue, .jsonString])
        case JSONKind.number: record.pointee.flags.formUnion([.hasValue, .jsonNumber])
        case JSONKind.escapedString:
            record.pointee.flags.formUnion([.hasValue, .jsonString, .decoded])
            let decodedStart = pool.count
            JSONText.decode(UnsafeBufferPointer(start: source + start, count: count), into: &pool)
            record.pointee.valueStart = UInt32(truncatingIfNeeded: decodedStart)
            record.pointee.valueCount = UInt32(truncatingIfNeeded: pool.count - decodedStart)
            return
        default: record.pointee.flags.formUnion([.hasValue, .jsonBoolean])
        }
        record.pointee.valueStart = UInt32(truncatingIfNeeded: start)
        record.pointee.valueCount = UInt32(truncatingIfNeeded: count)
    }
}
