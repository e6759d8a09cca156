internal import ElementModel
internal import Units

/// A call as its function sees it: ranges of the stack.
struct Call {
    var instruction: Instruction
    /// The input runs from `start` to `end`.
    var start: Int
    var end: Int
    /// The arguments' ranges.
    var first: Range<Int>
    var second: Range<Int>

    var count: Int { end - start }
}

extension Machine {
    mutating func call(_ instruction: Instruction) throws(ExpressionError) {
        let count = Int(instruction.count)
        let start = starts[frames - 1 - count]
        let end = count > 0 ? starts[frames - count] : top
        let second = count > 1 ? starts[frames - count + 1] : top
        frames -= count
        let call = Call(
            instruction: instruction, start: start, end: end, first: end..<second,
            second: second..<(count > 2 ? starts[frames + 2] : top))
        guard let function = Function(rawValue: instruction.flag) else { return }
        switch function {
        case .exists: try replace(from: start, with: Item(boolean: end > start))
        case .empty: try replace(from: start, with: Item(boolean: end == start))
        case .count: try replace(from: start, with: Item(integer: Int64(end - start)))
        case .not:
            let truth = try truth(start, instruction)
            top = start
            if truth != .empty { try push(Item(boolean: truth == .no)) }
        case .hasValue:
            let hasValue = end == start + 1 && (items[start].kind != .element || self.hasValue(items[start]))
            try replace(from: start, with: Item(boolean: hasValue))
        case .first: if end > start { top = start + 1 }
        case .last: if end > start { try replace(from: start, with: items[end - 1]) }
        case .tail: if end > start { collapse(from: start + 1, to: start) }
        case .skip, .take: try part(function, call)
        case .single:
            guard end - start <= 1 else {
                throw failure(
                    instruction, "single() met \(end - start) items.", expected: "one item or none",
                    found: "\(end - start) items")
            }
        case .distinct: try dropRepetitions(start)
        case .isDistinct: try replace(from: start, with: Item(boolean: isDistinct(start)))
        case .allTrue, .anyTrue, .allFalse, .anyFalse: try quantifyTruths(function, call)
        case .subsetOf: try replace(from: start, with: Item(boolean: isSubset(start..<end, call.first)))
        case .supersetOf: try replace(from: start, with: Item(boolean: isSubset(call.first, start..<end)))
        case .union: try dropRepetitions(start)
        case .combine: break
        case .intersect:
            try keep(start, end, inOther: true)
            try dropRepetitions(start)
        case .exclude: try keep(start, end, inOther: false)
        case .sum, .min, .max, .avg: try statistic(function, call)
        case .type: try types(of: call)
        case .now, .today, .timeOfDay: try clock(function, call)
        case .lowBoundary, .highBoundary, .precision: try boundary(function, call)
        case .yearOf, .monthOf, .dayOf, .hourOf, .minuteOf, .secondOf, .millisecondOf, .timezoneOffsetOf, .dateOf,
            .timeOf:
            try component(function, call)
        case .abs, .ceiling, .exp, .floor, .ln, .log, .power, .round, .sqrt, .truncate: try math(function, call)
        case .toBoolean, .toInteger, .toLong, .toDate, .toDateTime, .toDecimal, .toQuantity, .toString, .toTime,
            .convertsToBoolean, .convertsToInteger, .convertsToLong, .convertsToDate, .convertsToDateTime,
            .convertsToDecimal, .convertsToQuantity, .convertsToString, .convertsToTime:
            try conversion(function, call)
        case .indexOf, .lastIndexOf, .startsWith, .endsWith, .contains: try search(function, call)
        case .substring, .upper, .lower, .replace, .length, .toChars, .trim, .split, .join, .encode, .decode, .escape,
            .unescape:
            try text(function, call)
        case .matches, .matchesFull, .replaceMatches: try match(function, call)
        case .extension, .getValue, .resolve, .elementDefinition, .slice, .checkModifiers, .conformsTo, .memberOf,
            .subsumes, .subsumedBy, .htmlChecks, .comparable:
            try fhir(function, call)
        case .all, .where, .select, .repeat, .repeatAll, .coalesce, .iif, .children, .descendants, .trace,
            .defineVariable, .aggregate, .sort:
            break
        }
    }

    @inline(__always)
    func hasValue(_ item: Item) -> Bool { (views + Int(item.place)).pointee.hasValue(item.element) }

    /// The one item of the input, or `nil` where it is empty.
    @inline(__always)
    func single(_ call: Call, _ function: Function) throws(ExpressionError) -> Item? {
        if call.end == call.start { return nil }
        if call.end == call.start + 1 { return items[call.start] }
        throw failure(
            call.instruction, "\(function.name)() was asked of \(call.count) items.", expected: "one item",
            found: "\(call.count) items")
    }

    func isSubset(_ part: Range<Int>, _ whole: Range<Int>) -> Bool {
        for place in part where !isAmong(items[place], items + whole.lowerBound, whole.count) { return false }
        return true
    }

    private mutating func part(_ function: Function, _ call: Call) throws(ExpressionError) {
        let number = try integer(call.first.lowerBound, call.first.upperBound, call.instruction, "The number of items")
        top = call.end
        guard let number else {
            top = call.start
            return
        }
        let count = max(0, min(Int64(call.count), number))
        if function == .take {
            top = call.start + Int(count)
        } else {
            collapse(from: call.start + Int(count), to: call.start)
        }
    }

    private mutating func quantifyTruths(_ function: Function, _ call: Call) throws(ExpressionError) {
        let wanted = function == .allTrue || function == .anyTrue
        let isAll = function == .allTrue || function == .allFalse
        var result = isAll
        for place in call.start..<call.end {
            let item = system(items[place])
            guard item.kind == .boolean else {
                throw failure(
                    call.instruction, "\(function.name)() met \(description(item)).", expected: "booleans",
                    found: description(item))
            }
            if isAll != (item.boolean == wanted) { result = !isAll }
        }
        try replace(from: call.start, with: Item(boolean: result))
    }

    private mutating func statistic(_ function: Function, _ call: Call) throws(ExpressionError) {
        guard call.count > 0 else { return }
        var result = system(items[call.start])
        if result.kind == .element, let quantity = quantity(result) { result = quantity }
        for place in call.start + 1..<max(call.end, call.start + 1) {
            let next = items[place]
            switch function {
            case .min: if try compare(next, result, call.instruction) == -1 { result = system(next) }
            case .max: if try compare(next, result, call.instruction) == 1 { result = system(next) }
            default:
                let base = top
                starts[frames] = base
                try push(result)
                try push(next)
                try arithmetic(.add, base, base + 1, call.instruction)
                guard top > base else {
                    top = call.start
                    return
                }
                result = items[base]
                top = base
            }
        }
        if function == .avg {
            let base = top
            try push(result)
            try push(Item(integer: Int64(call.count)))
            try arithmetic(.divide, base, base + 1, call.instruction)
            guard top > base else {
                top = call.start
                return
            }
            result = items[base]
        }
        try replace(from: call.start, with: result)
    }

    private mutating func types(of call: Call) throws(ExpressionError) {
        for place in call.start..<call.end {
            let item = items[place]
            var info: Item
            if item.kind == .element {
                let view = views[Int(item.place)]
                let type = view.type(item.element)
                info = Item(string: view.types.name(type).bytes.buffer)
                info.place = 1
            } else {
                let name =
                    switch item.kind {
                    case .boolean: "Boolean"
                    case .integer: item.isLong ? "Long" : "Integer"
                    case .decimal: "Decimal"
                    case .string: "String"
                    case .date: "Date"
                    case .dateTime: "DateTime"
                    case .time: "Time"
                    case .quantity: "Quantity"
                    default: "TypeInfo"
                    }
                info = Item(string: copy(name))
            }
            info.kind = .typeInfo
            items[place] = info
        }
    }
}
