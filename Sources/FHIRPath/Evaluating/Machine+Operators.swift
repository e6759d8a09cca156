internal import ElementModel
internal import Units

extension Machine {
    /// The operators with two sides, apart from the logical ones.
    mutating func binary(_ instruction: Instruction) throws(ExpressionError) {
        let middle = start
        frames -= 1
        let first = start
        let operation = Operator(rawValue: instruction.flag) ?? .equal
        switch operation {
        case .equal: try pushTruth(areEqual(first, middle), from: first)
        case .notEqual: try pushTruth(areEqual(first, middle).map { !$0 }, from: first)
        case .equivalent: try replace(from: first, with: Item(boolean: areEquivalent(first, middle)))
        case .notEquivalent: try replace(from: first, with: Item(boolean: !areEquivalent(first, middle)))
        case .union: try dropRepetitions(first)
        case .isIn, .contains: try membership(operation, first, middle, instruction)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: try order(operation, first, middle, instruction)
        case .concatenate: try concatenate(first, middle, instruction)
        default: try arithmetic(operation, first, middle, instruction)
        }
    }

    @inline(__always)
    mutating func pushTruth(_ truth: Bool?, from start: Int) throws(ExpressionError) {
        top = start
        if let truth { try push(Item(boolean: truth)) }
    }

    /// `=` of the collections `first`..<`middle` and `middle`..<top.
    mutating func areEqual(_ first: Int, _ middle: Int) -> Bool? {
        let count = middle - first
        let other = top - middle
        if count == 0 || other == 0 { return nil }
        if count != other { return false }
        var isUnknown = false
        for offset in 0..<count {
            switch equalsConverting(items[first + offset], items[middle + offset]) {
            case .some(true): break
            case .some(false): return false
            case nil: isUnknown = true
            }
        }
        return isUnknown ? nil : true
    }

    /// `=` of two items, of which a Quantity element may stand beside a quantity.
    private mutating func equalsConverting(_ left: Item, _ right: Item) -> Bool? {
        if left.kind == .string || right.kind == .string { return equals(left, right) }
        if left.kind == .element || right.kind == .element, left.kind != .boolean, right.kind != .boolean {
            let isLeftComplex = left.kind == .element && system(left).kind == .element
            let isRightComplex = right.kind == .element && system(right).kind == .element
            if isLeftComplex || isRightComplex {
                if isLeftComplex, isRightComplex, equals(left, right) == true { return true }
                if let one = quantity(left), let other = quantity(right) { return equals(one, other) }
            }
        }
        return equals(left, right)
    }

    private mutating func membership(
        _ operation: Operator, _ first: Int, _ middle: Int, _ instruction: Instruction
    ) throws(ExpressionError) {
        let end = top
        let (itemStart, itemEnd) = operation == .isIn ? (first, middle) : (middle, end)
        let (setStart, setEnd) = operation == .isIn ? (middle, end) : (first, middle)
        guard itemEnd > itemStart else {
            top = first
            return
        }
        guard itemEnd == itemStart + 1 else {
            throw failure(
                instruction, "The item that is looked for has \(itemEnd - itemStart) items.", expected: "one item",
                found: "\(itemEnd - itemStart) items")
        }
        let result = isAmong(items[itemStart], items + setStart, setEnd - setStart)
        try replace(from: first, with: Item(boolean: result))
    }

    // MARK: Order

    private mutating func order(
        _ operation: Operator, _ first: Int, _ middle: Int, _ instruction: Instruction
    ) throws(ExpressionError) {
        let count = middle - first
        let other = top - middle
        guard count > 0, other > 0 else {
            top = first
            return
        }
        guard count == 1, other == 1 else {
            throw failure(
                instruction, "A comparison has \(max(count, other)) items on one side.", expected: "one item",
                found: "\(max(count, other)) items")
        }
        guard let answer = try compare(items[first], items[middle], instruction) else {
            top = first
            return
        }
        let result =
            switch operation {
            case .less: answer < 0
            case .lessOrEqual: answer <= 0
            case .greater: answer > 0
            default: answer >= 0
            }
        try replace(from: first, with: Item(boolean: result))
    }

    /// -1, 0 or 1, or `nil` where nobody can say.
    mutating func compare(
        _ left: Item, _ right: Item, _ instruction: Instruction
    ) throws(ExpressionError) -> Int? {
        let one = system(left)
        let other = system(right)
        switch (one.kind, other.kind) {
        case (.integer, .integer):
            return one.integer < other.integer ? -1 : one.integer == other.integer ? 0 : 1
        case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
            return Decimal.compare(one.number, other.number)
        case (.string, .string): return Machine.order(one.string, other.string)
        case (.date, .date), (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime), (.time, .time):
            return Temporal.compare(one.temporal, other.temporal)
        // A text beside a date is read as one, where it is one.
        case (.string, .date), (.string, .dateTime):
            if let moment = Temporal(bytes: one.string, form: .dateTime) {
                return Temporal.compare(moment, other.temporal)
            }
        case (.date, .string), (.dateTime, .string):
            if let moment = Temporal(bytes: other.string, form: .dateTime) {
                return Temporal.compare(one.temporal, moment)
            }
        default:
            if one.kind == .quantity || other.kind == .quantity || one.kind == .element && other.kind == .element
                || one.kind == .element && other.isNumber || one.isNumber && other.kind == .element,
                let first = quantity(one), let second = quantity(other)
            {
                return Quantities.compare(first, second, units)
            }
            // A primitive without a value is nothing to compare.
            if one.kind == .element || other.kind == .element, isValueless(one) || isValueless(other) { return nil }
        }
        throw failure(
            instruction, "\(description(one)) cannot be compared with \(description(other)).",
            expected: "two values of one kind", found: "\(description(one)) and \(description(other))")
    }

    func isValueless(_ item: Item) -> Bool {
        guard item.kind == .element else { return false }
        let view = views[Int(item.place)]
        return view.types.kind(view.type(item.element)) == .primitive && !view.hasValue(item.element)
    }

    /// The order of sort keys; `nil` where there is none.
    func sortOrder(_ left: Item, _ right: Item) -> Int? {
        switch (left.kind, right.kind) {
        case (.string, .string): return Machine.order(left.string, right.string)
        case (.integer, .integer), (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
            return Decimal.compare(left.number, right.number)
        case (.date, .date), (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime), (.time, .time):
            return Temporal.compare(left.temporal, right.temporal) ?? 0
        case (.boolean, .boolean): return left.low < right.low ? -1 : left.low == right.low ? 0 : 1
        case (.quantity, .quantity): return Quantities.compare(left, right, units)
        default: return nil
        }
    }

    /// The order of two texts by their Unicode code points, which UTF-8 keeps.
    static func order(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
        let count = min(left.count, right.count)
        for place in 0..<count where left[place] != right[place] { return left[place] < right[place] ? -1 : 1 }
        return left.count < right.count ? -1 : left.count == right.count ? 0 : 1
    }

    // MARK: Logic

    /// Replaces the left side by its truth; whether it decides without the right side.
    mutating func decide(_ instruction: Instruction) throws(ExpressionError) -> Bool {
        let start = start
        let truth = try truth(start, instruction)
        top = start
        if truth != .empty { try push(Item(boolean: truth == .yes)) }
        switch Operator(rawValue: instruction.flag) {
        case .and: return truth == .no
        case .or: return truth == .yes
        case .implies:
            guard truth == .no else { return false }
            items[start] = Item(boolean: true)
            return true
        default: return false
        }
    }

    mutating func logic(_ instruction: Instruction) throws(ExpressionError) {
        let middle = start
        let right = try truth(middle, instruction)
        frames -= 1
        top = middle
        let first = start
        let left = try truth(first, instruction)
        let result: Truth
        switch Operator(rawValue: instruction.flag) {
        case .and: result = left == .no || right == .no ? .no : left == .empty || right == .empty ? .empty : .yes
        case .or: result = left == .yes || right == .yes ? .yes : left == .empty || right == .empty ? .empty : .no
        case .xor: result = left == .empty || right == .empty ? .empty : left == right ? .no : .yes
        default: result = left == .no || right == .yes ? .yes : left == .empty || right == .empty ? .empty : .no
        }
        top = first
        if result != .empty { try push(Item(boolean: result == .yes)) }
    }

    // MARK: Equivalence

    /// `~` of the collections `first`..<`middle` and `middle`..<top: in any order.
    mutating func areEquivalent(_ first: Int, _ middle: Int) -> Bool {
        let count = middle - first
        guard count == top - middle else { return false }
        if count == 1 { return isEquivalent(items[first], items[middle]) }
        var used = [Bool](repeating: false, count: count)
        for offset in 0..<count {
            steps -= count
            guard steps >= 0 else { return false }
            guard
                let match = (0..<count).first(where: {
                    !used[$0] && isEquivalent(items[first + offset], items[middle + $0])
                })
            else { return false }
            used[match] = true
        }
        return true
    }

    mutating func isEquivalent(_ left: Item, _ right: Item) -> Bool {
        let one = system(left)
        let other = system(right)
        switch (one.kind, other.kind) {
        case (.string, .string): return Strings.areEquivalent(one.string, other.string)
        case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
            let places = min(one.number.scale, other.number.scale)
            guard let first = one.number.rounded(places: places), let second = other.number.rounded(places: places)
            else { return false }
            return first == second
        case (.date, .date), (.dateTime, .dateTime), (.date, .dateTime), (.dateTime, .date), (.time, .time):
            return Temporal.compare(one.temporal, other.temporal) == 0
        case (.element, .element):
            if equals(one, other) == true { return true }
            if let first = quantity(one), let second = quantity(other) {
                return Quantities.areEquivalent(first, second, units)
            }
            return isDeeplyEquivalent(one, other, 0)
        default:
            if one.kind == .quantity || other.kind == .quantity, let first = quantity(one),
                let second = quantity(other)
            {
                return Quantities.areEquivalent(first, second, units)
            }
            return equalsSystem(one, other) == true
        }
    }

    /// Whether two elements have equivalent children, in any order of repetitions.
    private mutating func isDeeplyEquivalent(_ left: Item, _ right: Item, _ depth: Int) -> Bool {
        let one = views[Int(left.place)]
        let other = views[Int(right.place)]
        guard depth < 64, one.type(left.element) == other.type(right.element) else { return false }
        let ours = Array(one.children(left.element)).filter { one.definitionName($0) != .id }
        var theirs = Array(other.children(right.element)).filter { other.definitionName($0) != .id }
        guard ours.count == theirs.count else { return false }
        for child in ours {
            steps -= theirs.count
            guard steps >= 0 else { return false }
            let name = one.definitionName(child)
            guard
                let match = theirs.firstIndex(where: {
                    other.definitionName($0) == name
                        && isEquivalentChild(
                            Item(element: child, view: left.place), Item(element: $0, view: right.place), depth)
                })
            else { return false }
            theirs.remove(at: match)
        }
        return true
    }

    private mutating func isEquivalentChild(_ left: Item, _ right: Item, _ depth: Int) -> Bool {
        let one = system(left)
        let other = system(right)
        if one.kind == .element, other.kind == .element { return isDeeplyEquivalent(left, right, depth + 1) }
        return isEquivalent(left, right)
    }
}
