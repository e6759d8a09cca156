internal import Units

extension Machine {
    /// `-` and `+` before a value.
    mutating func sign(_ instruction: Instruction) throws(ExpressionError) {
        let start = start
        guard top > start else { return }
        guard top == start + 1 else {
            throw failure(
                instruction, "A sign stands before \(top - start) items.", expected: "one number",
                found: "\(top - start) items")
        }
        var item = system(items[start])
        if item.kind == .element, let quantity = quantity(item) { item = quantity }
        guard item.isNumber || item.kind == .quantity else {
            throw failure(
                instruction, "A sign stands before \(description(item)).", expected: "a number",
                found: description(item))
        }
        if instruction.operation == .negate {
            switch item.kind {
            case .integer: item = item.isLong ? Item(long: 0 &- item.integer) : Item(integer: 0 &- item.integer)
            case .decimal: item = Item(decimal: item.decimal.negated)
            default: item = Item(quantity: item.decimal.negated, unit: item.place, isCalendarUnit: item.extra == 1)
            }
        }
        try replace(from: start, with: item)
    }

    /// `&`: texts one behind the other, nothing counts as an empty text.
    mutating func concatenate(_ first: Int, _ middle: Int, _ instruction: Instruction) throws(ExpressionError) {
        let left = try string(first, middle, instruction, "The left side of '&'")
        let right = try string(middle, top, instruction, "The right side of '&'")
        try replace(from: first, with: Item(string: joined(left, right)))
    }

    mutating func joined(_ left: UnsafeBufferPointer<UInt8>?, _ right: UnsafeBufferPointer<UInt8>?)
        throws(ExpressionError)
        -> UnsafeBufferPointer<UInt8>
    {
        let count = (left?.count ?? 0) + (right?.count ?? 0)
        let memory = try room(count)
        if let left, let base = left.baseAddress { memory.update(from: base, count: left.count) }
        if let right, let base = right.baseAddress {
            (memory + (left?.count ?? 0)).update(from: base, count: right.count)
        }
        return UnsafeBufferPointer(start: memory, count: count)
    }

    /// Memory for a text, within the limit.
    mutating func room(_ count: Int) throws(ExpressionError) -> UnsafeMutablePointer<UInt8> {
        guard text.total + count <= limits.textBytes else { throw limit("more than \(limits.textBytes) bytes of text") }
        return text.room(count)
    }

    mutating func arithmetic(
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
                instruction, "An operand has \(max(count, other)) items.", expected: "one item",
                found: "\(max(count, other)) items")
        }
        let left = operand(items[first])
        let right = operand(items[middle])
        if isValueless(left) || isValueless(right) {
            top = first
            return
        }
        let result: Item?
        switch (left.kind, right.kind) {
        case (.integer, .integer):
            result = integers(operation, left.integer, right.integer, isLong: left.isLong || right.isLong)
        case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
            result = decimals(operation, left.number, right.number)
        case (.string, .string) where operation == .add:
            result = Item(string: try joined(left.string, right.string))
        case (.date, .quantity), (.dateTime, .quantity), (.time, .quantity):
            guard operation == .add || operation == .subtract else { throw unfit(left, right, instruction) }
            result = try moved(left, right, operation == .subtract, instruction)
        case (.quantity, .quantity), (.quantity, .integer), (.quantity, .decimal), (.integer, .quantity),
            (.decimal, .quantity):
            result = try quantities(operation, left, right, instruction)
        default: throw unfit(left, right, instruction)
        }
        top = first
        if let result { try push(result) }
    }

    private mutating func operand(_ item: Item) -> Item {
        let value = system(item)
        return value.kind == .element ? quantity(value) ?? value : value
    }

    private func unfit(_ left: Item, _ right: Item, _ instruction: Instruction) -> ExpressionError {
        failure(
            instruction, "The operator does not take \(description(left)) and \(description(right)).",
            expected: "operands that fit each other", found: "\(description(left)) and \(description(right))")
    }

    private func integers(_ operation: Operator, _ left: Int64, _ right: Int64, isLong: Bool) -> Item? {
        let result: (partialValue: Int64, overflow: Bool)
        switch operation {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .wholeDivide: result = right == 0 ? (0, true) : left.dividedReportingOverflow(by: right)
        case .modulo: result = right == 0 ? (0, true) : left.remainderReportingOverflow(dividingBy: right)
        default: return Decimal(left).divided(by: Decimal(right)).map { Item(decimal: $0) }
        }
        if result.overflow { return nil }
        if isLong { return Item(long: result.partialValue) }
        // What overflows gives nothing.
        return Int32(exactly: result.partialValue) == nil ? nil : Item(integer: result.partialValue)
    }

    private func decimals(_ operation: Operator, _ left: Decimal, _ right: Decimal) -> Item? {
        switch operation {
        case .add: return left.adding(right).map { Item(decimal: $0) }
        case .subtract: return left.subtracting(right).map { Item(decimal: $0) }
        case .multiply: return left.multiplied(by: right).map { Item(decimal: $0) }
        case .divide: return left.divided(by: right).map { Item(decimal: $0) }
        case .modulo: return left.remainder(dividingBy: right).map { Item(decimal: $0) }
        default: return left.dividedWhole(by: right).flatMap { Int64(exactly: $0) }.map { Item(integer: $0) }
        }
    }

    /// A date or time, so much later or earlier.
    private mutating func moved(
        _ moment: Item, _ amount: Item, _ isBack: Bool, _ instruction: Instruction
    ) throws(ExpressionError) -> Item? {
        let text = units.text(amount.place)
        // A calendar's word is meant as one in quotes too.
        guard let unit = (amount.extra == 1 ? nil : CalendarUnit(code: text)) ?? CalendarUnit(word: text) else {
            throw failure(
                instruction, "'\(text)' is no unit of time that a calendar has.",
                expected: "years, months, weeks, days, hours, minutes, seconds or milliseconds", found: "'\(text)'")
        }
        var amount = amount.decimal
        var finest = unit
        // The part after the point counts for seconds written as a calendar word, in milliseconds.
        if unit == .second, text != "s", moment.temporal.precision == .millisecond, amount.wholeNumber == nil,
            let milliseconds = amount.multiplied(by: Decimal(1000))
        {
            amount = milliseconds
            finest = .millisecond
        }
        guard let whole = Int(exactly: amount.truncated) else { return nil }
        guard let result = moment.temporal.adding(isBack ? -whole : whole, finest) else { return nil }
        return Item(moment.kind, temporal: result)
    }

    private mutating func quantities(
        _ operation: Operator, _ left: Item, _ right: Item, _ instruction: Instruction
    ) throws(ExpressionError) -> Item? {
        let one =
            left.kind == .quantity ? left : Item(quantity: left.number, unit: UnitStore.one, isCalendarUnit: false)
        let other =
            right.kind == .quantity ? right : Item(quantity: right.number, unit: UnitStore.one, isCalendarUnit: false)
        switch operation {
        case .add, .subtract:
            if left.kind != .quantity || right.kind != .quantity, one.place != other.place {
                throw unfit(left, right, instruction)
            }
            guard let converted = Quantities.convert(other, toUnitOf: one, units) else { return nil }
            let sum = operation == .add ? one.decimal.adding(converted) : one.decimal.subtracting(converted)
            return sum.map { Item(quantity: $0, unit: one.place, isCalendarUnit: one.extra == 1) }
        case .multiply, .divide:
            if right.kind != .quantity, left.kind == .quantity {
                let value =
                    operation == .multiply
                    ? one.decimal.multiplied(by: other.decimal) : one.decimal.divided(by: other.decimal)
                return value.map { Item(quantity: $0, unit: one.place, isCalendarUnit: one.extra == 1) }
            }
            guard let first = Quantities.code(one, units), let second = Quantities.code(other, units) else {
                return nil
            }
            if operation == .divide, let same = Quantities.convert(other, toUnitOf: one, units) {
                return one.decimal.divided(by: same).map {
                    Item(quantity: $0, unit: UnitStore.one, isCalendarUnit: false)
                }
            }
            let value =
                operation == .multiply
                ? one.decimal.multiplied(by: other.decimal) : one.decimal.divided(by: other.decimal)
            let unit = units.number(Quantities.code(first, second, isProduct: operation == .multiply))
            return value.map { Item(quantity: $0, unit: unit, isCalendarUnit: false) }
        case .modulo:
            guard let same = Quantities.convert(other, toUnitOf: one, units) else { return nil }
            return one.decimal.remainder(dividingBy: same).map {
                Item(quantity: $0, unit: one.place, isCalendarUnit: one.extra == 1)
            }
        default: throw unfit(left, right, instruction)
        }
    }
}
