internal import ElementModel
internal import Units

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Machine {
    /// An element's value as a System value; itself where it has none or is no primitive.
    @inline(__always)
    func system(_ item: Item) -> Item {
        item.kind == .element ? systemValue(item) : item
    }

    func systemValue(_ item: Item) -> Item {
        // By pointer: copying the view would cost more than the value.
        let view = views + Int(item.place)
        let record = view.pointee.records + Int(item.element.rawValue)
        guard record.pointee.flags.contains(.hasValue) else { return item }
        let bytes = view.pointee.value(item.element).buffer
        switch view.pointee.types.primitive(record.pointee.type) {
        case .string, .code, .id, .markdown, .uri, .url, .canonical, .oid, .uuid, .base64Binary, .xhtml:
            return Item(string: bytes)
        case .boolean: return Item(boolean: bytes.count == 4 && bytes[0] == UInt8(ascii: "t"))
        case .integer, .unsignedInt, .positiveInt:
            return Machine.integer(bytes).map { Item(integer: $0) } ?? Item(string: bytes)
        case .decimal: return Decimal(bytes: bytes).map { Item(decimal: $0) } ?? Item(string: bytes)
        case .date:
            return Temporal(bytes: bytes, form: .date).map { Item(.date, temporal: $0) } ?? Item(string: bytes)
        case .dateTime, .instant:
            return Temporal(bytes: bytes, form: .dateTime).map { Item(.dateTime, temporal: $0) } ?? Item(string: bytes)
        case .time:
            return Temporal(bytes: bytes, form: .time).map { Item(.time, temporal: $0) } ?? Item(string: bytes)
        case .none: return record.pointee.type == .none ? Item(string: bytes) : item
        }
    }

    /// A whole number as it is written: digits with a sign, nothing else.
    static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard !bytes.isEmpty, bytes.count <= 20 else { return nil }
        let isNegative = bytes[0] == UInt8(ascii: "-")
        var at = isNegative || bytes[0] == UInt8(ascii: "+") ? 1 : 0
        guard at < bytes.count else { return nil }
        var value: Int64 = 0
        while at < bytes.count {
            let digit = bytes[at] &- 0x30
            guard digit <= 9 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.subtractingReportingOverflow(Int64(digit))
            if overflow || carried { return nil }
            value = sum
            at += 1
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// The System quantity that a Quantity element stands for; `nil` for other items.
    mutating func quantity(_ item: Item) -> Item? {
        if item.kind == .quantity { return item }
        if item.isNumber { return Item(quantity: item.number, unit: UnitStore.one, isCalendarUnit: false) }
        guard item.kind == .element else { return nil }
        let view = views[Int(item.place)]
        let type = view.type(item.element)
        guard
            type == TypeReferences.quantity(view.types)
                || view.types.isKind(type, of: TypeReferences.quantity(view.types))
        else { return nil }
        let valueElement = view.child(item.element, .value)
        guard valueElement.exists, view.hasValue(valueElement),
            let value = Decimal(bytes: view.value(valueElement).buffer)
        else { return nil }
        if view.child(item.element, .comparator).exists { return nil }
        let code = view.child(item.element, .code)
        let unit = view.child(item.element, .unit)
        if code.exists, view.hasValue(code) {
            let bytes = view.value(code).buffer
            let text = String(decoding: bytes, as: UTF8.self)
            // FHIR's calendar units stand as UCUM codes.
            if let calendar = Machine.calendarUnit(ofCode: text) {
                return Item(quantity: value, unit: units.number(calendar.word), isCalendarUnit: true)
            }
            return Item(quantity: value, unit: units.number(text), isCalendarUnit: false)
        }
        if unit.exists, view.hasValue(unit) {
            return Item(quantity: value, unit: units.number(view.value(unit).buffer), isCalendarUnit: false)
        }
        return Item(quantity: value, unit: UnitStore.one, isCalendarUnit: false)
    }

    private static func calendarUnit(ofCode code: String) -> CalendarUnit? {
        switch code {
        case "a": .year
        case "mo": .month
        default: CalendarUnit(code: code)
        }
    }

    // MARK: Equality

    /// `=` of two items; `nil` where nobody can say.
    func equals(_ left: Item, _ right: Item) -> Bool? {
        if left.kind == .element, right.kind == .element {
            if left.low == right.low, left.place == right.place { return true }
            let one = systemValue(left)
            let other = systemValue(right)
            if one.kind == .element || other.kind == .element {
                return one.kind == other.kind ? isDeeplyEqual(left, right) : false
            }
            return equalsSystem(one, other)
        }
        return equalsSystem(system(left), system(right))
    }

    @inline(__always)
    func equalsSystem(_ left: Item, _ right: Item) -> Bool? {
        if left.kind == .string, right.kind == .string { return Machine.sameBytes(left, right) }
        return equalsOther(left, right)
    }

    @inline(__always)
    static func sameBytes(_ left: Item, _ right: Item) -> Bool {
        guard left.high == right.high else { return false }
        guard left.high > 0, let one = left.string.baseAddress, let other = right.string.baseAddress else {
            return true
        }
        return one == other || memcmp(one, other, Int(left.high)) == 0
    }

    private func equalsOther(_ left: Item, _ right: Item) -> Bool? {
        switch (left.kind, right.kind) {
        case (.boolean, .boolean): return left.low == right.low
        case (.integer, .integer): return left.low == right.low
        case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal): return left.number == right.number
        case (.date, .date), (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime), (.time, .time):
            return Temporal.compare(left.temporal, right.temporal).map { $0 == 0 }
        case (.typeInfo, .typeInfo): return left.place == right.place && Machine.sameBytes(left, right)
        case (.quantity, .quantity): return quantitiesEqual(left, right)
        case (.quantity, .integer), (.quantity, .decimal):
            return quantitiesEqual(left, Item(quantity: right.number, unit: UnitStore.one, isCalendarUnit: false))
        case (.integer, .quantity), (.decimal, .quantity):
            return quantitiesEqual(Item(quantity: left.number, unit: UnitStore.one, isCalendarUnit: false), right)
        default: return false
        }
    }

    private func quantitiesEqual(_ left: Item, _ right: Item) -> Bool? {
        if left.place == right.place, left.extra == right.extra { return left.decimal == right.decimal }
        // The machine cannot be changed here; units that are not parsed yet are parsed for this once.
        return Quantities.compare(left, right, units).map { $0 == 0 }
    }

    /// Whether two elements have the same children with the same values, in the same order.
    private func isDeeplyEqual(_ left: Item, _ right: Item) -> Bool {
        let one = views[Int(left.place)]
        let other = views[Int(right.place)]
        return isDeeplyEqual(one, left, other, right)
    }

    private func isDeeplyEqual(_ one: ElementView, _ left: Item, _ other: ElementView, _ right: Item) -> Bool {
        let leftCount = one.end(left.element).rawValue - left.element.rawValue
        let rightCount = other.end(right.element).rawValue - right.element.rawValue
        guard leftCount == rightCount else { return false }
        // Both subtrees are ranges in the same order: the same shape and the same values side by side.
        for offset in 0..<leftCount {
            let first = ElementID(rawValue: left.element.rawValue + offset)
            let second = ElementID(rawValue: right.element.rawValue + offset)
            let record = one[first]
            let counterpart = other[second]
            if offset > 0, one.definitionName(first) != other.definitionName(second) { return false }
            if offset > 0, record.type != counterpart.type { return false }
            guard record.end.rawValue - first.rawValue == counterpart.end.rawValue - second.rawValue else {
                return false
            }
            let hasValue = record.flags.contains(.hasValue)
            guard hasValue == counterpart.flags.contains(.hasValue) else { return false }
            if hasValue {
                let value = systemValue(Item(element: first, view: left.place))
                let expected = systemValue(Item(element: second, view: right.place))
                if equalsSystem(value, expected) != true { return false }
            }
        }
        return true
    }

    /// Whether an item is among some; unknown comparisons count as no.
    func isAmong(_ wanted: Item, _ others: UnsafeMutablePointer<Item>, _ count: Int) -> Bool {
        let value = system(wanted)
        if value.kind == .string {
            for number in 0..<count {
                let other = system(others[number])
                if other.kind == .string, Machine.sameBytes(value, other) { return true }
            }
            return false
        }
        for number in 0..<count where equals(wanted, others[number]) == true { return true }
        return false
    }

    // MARK: Texts and numbers of arguments

    /// The text of a collection of at most one item; `nil` where it is empty.
    func string(
        _ start: Int, _ end: Int, _ instruction: Instruction, _ what: @autoclosure () -> String
    ) throws(ExpressionError) -> UnsafeBufferPointer<UInt8>? {
        guard end > start else { return nil }
        guard end == start + 1 else {
            throw failure(
                instruction, "\(what()) has \(end - start) items.", expected: "one item", found: "\(end - start) items")
        }
        let item = system(items[start])
        if item.kind == .string { return item.string }
        // Dates of FHIR's are texts too where a text is asked for.
        if items[start].kind == .element, item.kind != .element {
            return views[Int(items[start].place)].value(items[start].element).buffer
        }
        if item.kind == .element, !views[Int(item.place)].hasValue(item.element),
            views[Int(item.place)].types.kind(views[Int(item.place)].type(item.element)) == .primitive
        {
            return nil
        }
        throw failure(
            instruction, "\(what()) is no string.", expected: "a string", found: description(item))
    }

    /// The whole number of a collection of at most one item; `nil` where it is empty.
    func integer(
        _ start: Int, _ end: Int, _ instruction: Instruction, _ what: @autoclosure () -> String
    ) throws(ExpressionError) -> Int64? {
        guard end > start else { return nil }
        guard end == start + 1 else {
            throw failure(
                instruction, "\(what()) has \(end - start) items.", expected: "one item", found: "\(end - start) items")
        }
        let item = system(items[start])
        guard item.kind == .integer else {
            throw failure(instruction, "\(what()) is no integer.", expected: "an integer", found: description(item))
        }
        return item.integer
    }

    /// What an item is, for messages; never its value, which may be a patient's.
    func description(_ item: Item) -> String {
        switch item.kind {
        case .none: "nothing"
        case .element:
            "an element of type \(views[Int(item.place)].types.text(views[Int(item.place)].type(item.element)))"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .decimal: "a decimal"
        case .string: "a string"
        case .date: "a date"
        case .dateTime: "a dateTime"
        case .time: "a time"
        case .quantity: "a quantity"
        case .typeInfo: "a type"
        }
    }

    static func ownText(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A text in the evaluator's own memory.
    mutating func copy(_ value: String) -> UnsafeBufferPointer<UInt8> {
        var value = value
        let memory = text.room(value.utf8.count)
        value.withUTF8 { bytes in
            if let base = bytes.baseAddress { memory.update(from: base, count: bytes.count) }
        }
        return UnsafeBufferPointer(start: memory, count: value.utf8.count)
    }

    // MARK: To and from results

    func results(_ start: Int, _ end: Int) -> ResultItems {
        var list: [ResultItem] = []
        list.reserveCapacity(end - start)
        for place in start..<end { list.append(result(items[place])) }
        return ResultItems(items: list, undecided: undecided)
    }

    func result(_ item: Item) -> ResultItem {
        switch item.kind {
        case .none: .string("")
        case .element: .element(views[Int(item.place)], item.element)
        case .boolean: .boolean(item.boolean)
        case .integer: .integer(item.integer)
        case .decimal: .decimal(item.decimal)
        case .string: .string(Machine.ownText(item.string))
        case .date: .date(item.temporal)
        case .dateTime: .dateTime(item.temporal)
        case .time: .time(item.temporal)
        case .quantity: .quantity(item.decimal, unit: units.text(item.place), isCalendarUnit: item.extra == 1)
        case .typeInfo: .type(namespace: item.place == 0 ? "System" : "FHIR", name: Machine.ownText(item.string))
        }
    }

    mutating func item(_ result: ResultItem) -> Item {
        switch result {
        case .element(let view, let element): return Item(element: element, view: viewNumber(view))
        case .boolean(let value): return Item(boolean: value)
        case .integer(let value): return Item(integer: value)
        case .decimal(let value): return Item(decimal: value)
        case .string(let value): return Item(string: copy(value))
        case .date(let value): return Item(.date, temporal: value)
        case .dateTime(let value): return Item(.dateTime, temporal: value)
        case .time(let value): return Item(.time, temporal: value)
        case .quantity(let value, let unit, let isCalendarUnit):
            return Item(quantity: value, unit: units.number(unit), isCalendarUnit: isCalendarUnit)
        case .type(let namespace, let name):
            var item = Item(string: copy(name))
            item.kind = .typeInfo
            item.place = namespace == "System" ? 0 : 1
            return item
        }
    }
}

/// Types that the evaluator itself knows.
enum TypeReferences {
    @inline(__always)
    static func quantity(_ types: TypeTable) -> TypeID { types.type(named: .Quantity) }
    @inline(__always)
    static func coding(_ types: TypeTable) -> TypeID { types.type(named: .Coding) }
}
