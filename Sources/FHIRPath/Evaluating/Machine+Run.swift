internal import ElementModel

extension Machine {
    /// Runs the instructions from `from` to before `end`; leaves one collection more on the stack.
    mutating func run(_ from: Int, _ end: Int) throws(ExpressionError) {
        var at = from
        do throws(ExpressionError) {
            try run(&at, end)
        } catch {
            throw error.placed(at: code[at].offset)
        }
    }

    @inline(__always)
    private mutating func run(_ at: inout Int, _ end: Int) throws(ExpressionError) {
        while at < end {
            let instruction = code[at]
            steps -= 1
            if steps < 0 { throw limit("more than \(limits.steps) steps") }
            switch instruction.operation {
            case .this:
                begin()
                if thisCount == 1 { try push(items[thisStart]) } else { try pushRange(thisStart, thisCount) }
            case .thisMember:
                begin()
                if thisCount == 1 {
                    try pushChildren(of: items[thisStart], Symbol(rawValue: instruction.a), instruction.flag)
                } else {
                    for place in thisStart..<thisStart + thisCount {
                        try pushChildren(of: items[place], Symbol(rawValue: instruction.a), instruction.flag)
                    }
                }
            case .member: try member(Symbol(rawValue: instruction.a), instruction.flag)
            case .typeRoot:
                begin()
                for place in thisStart..<thisStart + thisCount {
                    let item = items[place]
                    if matches(item, types[Int(instruction.a)], exactly: false) {
                        try push(item)
                    } else {
                        try pushChildren(of: item, Symbol(rawValue: instruction.b), instruction.flag)
                    }
                }
            case .constant:
                begin()
                let item = constants[Int(instruction.a)]
                try push(item.kind == .quantity ? known(item) : item)
            case .empty: begin()
            case .index:
                begin()
                if index >= 0 { try push(Item(integer: Int64(index))) }
            case .total:
                begin()
                if totalCount > 0 { try pushRange(totalStart, totalCount) }
            case .context:
                begin()
                try push(contextItem)
            case .resource:
                begin()
                if resourceItem.kind != .none { try push(resourceItem) }
            case .rootResource:
                begin()
                if rootResourceItem.kind != .none { try push(rootResourceItem) }
            case .variable:
                begin()
                try pushSaved(Int(instruction.a))
            case .callerVariable: try callerVariable(instruction)
            case .children: try children()
            case .descendants: try descendants()
            case .descendantsOfType: try descendants(of: types[Int(instruction.a)], exactly: instruction.flag != 0)
            case .descendantsMember: try descendants(named: Symbol(rawValue: instruction.a), instruction.flag)
            case .indexer: try indexer(instruction)
            case .negate, .plus: try sign(instruction)
            case .binary: try binary(instruction)
            case .decide:
                if try decide(instruction) {
                    at = Int(instruction.a)
                    continue
                }
            case .logic: try logic(instruction)
            case .typeTest: try typeTest(instruction)
            case .call: try call(instruction)
            case .filter:
                try filter(at + 1, Int(instruction.a), instruction)
                at = Int(instruction.a)
                continue
            case .project:
                try project(at + 1, Int(instruction.a))
                at = Int(instruction.a)
                continue
            case .all, .existsWhere:
                try quantify(at + 1, Int(instruction.a), instruction)
                at = Int(instruction.a)
                continue
            case .repeat, .repeatAll:
                try repeated(at + 1, Int(instruction.a), isAll: instruction.operation == .repeatAll)
                at = Int(instruction.a)
                continue
            case .aggregate:
                try aggregate(at + 1, Int(instruction.a), instruction)
                at = Int(instruction.a)
                continue
            case .iif:
                at = try choose(at)
                continue
            case .sort:
                at = try sort(at)
                continue
            case .coalesce:
                at = try coalesce(at)
                continue
            case .trace:
                try trace(at + 1, Int(instruction.a), instruction)
                at = Int(instruction.a)
                continue
            case .define:
                try define(at + 1, Int(instruction.b), instruction)
                at = Int(instruction.b)
                continue
            case .cached:
                let slot = Int(instruction.a)
                if !slots[slot].isFilled {
                    try run(at + 1, Int(instruction.b))
                    try save(start, top, as: slot)
                } else {
                    begin()
                    try pushSaved(slot)
                }
                at = Int(instruction.b)
                continue
            case .isInCached:
                try isInCached(at + 1, Int(instruction.b), instruction)
                at = Int(instruction.b)
                continue
            case .report: report(instruction)
            case .data: break
            }
            at += 1
        }
    }

    @inline(__always)
    mutating func pushRange(_ start: Int, _ count: Int) throws(ExpressionError) {
        if top + count > capacity { try grow(count) }
        Machine.move(items + start, to: items + top, count)
        top += count
    }

    /// A quantity of the program's constants, with the unit's number in this evaluator.
    private mutating func known(_ item: Item) -> Item {
        var item = item
        guard let program else { return item }
        item.place = program._withUnsafeGuaranteedRef { units.number($0.names[Int(item.place)]) }
        return item
    }

    private mutating func callerVariable(_ instruction: Instruction) throws(ExpressionError) {
        begin()
        guard let program else { return }
        let name = program._withUnsafeGuaranteedRef { $0.names[Int(instruction.a)] }
        guard let values = variables[name] else {
            throw failure(instruction, "The variable %\(name) was given no value.", expected: "a value of %\(name)")
        }
        for value in values { try push(item(value)) }
    }

    private mutating func indexer(_ instruction: Instruction) throws(ExpressionError) {
        let base = starts[frames - 2]
        let place = start
        let index = try integer(place, top, instruction, "The index")
        frames -= 1
        top = place
        guard let index, index >= 0, index < Int64(place - base) else {
            top = base
            return
        }
        try replace(from: base, with: items[base + Int(index)])
    }

    mutating func isInCached(_ from: Int, _ end: Int, _ instruction: Instruction) throws(ExpressionError) {
        let slot = Int(instruction.a)
        if !slots[slot].isFilled {
            try run(from, end)
            try save(start, top, as: slot)
            top = start
            frames -= 1
            slots[slot].set = []
            if slots[slot].count > 8 { makeSet(slot) }
        }
        let place = start
        guard top > place else { return }
        guard top == place + 1 else {
            throw failure(
                instruction, "What stands before 'in' has \(top - place) items.", expected: "one item",
                found: "\(top - place) items")
        }
        let wanted = items[place]
        let result: Bool?
        if !slots[slot].set.isEmpty, let found = isInSet(wanted, slot) {
            result = found
        } else {
            result = isAmong(wanted, saved + slots[slot].start, slots[slot].count)
        }
        try replace(from: place, with: Item(boolean: result ?? false))
    }
}
