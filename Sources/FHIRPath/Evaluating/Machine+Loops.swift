internal import ElementModel

extension Machine {
    /// Where `$this`, `$index` and `$total` stood before a lambda.
    struct Surroundings {
        var thisStart: Int
        var thisCount: Int
        var index: Int
        var totalStart: Int
        var totalCount: Int
    }

    @inline(__always)
    var surroundings: Surroundings {
        get {
            Surroundings(
                thisStart: thisStart, thisCount: thisCount, index: index, totalStart: totalStart,
                totalCount: totalCount)
        }
        set {
            thisStart = newValue.thisStart
            thisCount = newValue.thisCount
            index = newValue.index
            totalStart = newValue.totalStart
            totalCount = newValue.totalCount
        }
    }

    /// A three-valued truth.
    enum Truth: UInt8 { case no, yes, empty }

    /// The collection from `start` to the top as a boolean: one item that is no boolean counts as true.
    @inline(__always)
    func truth(_ start: Int, _ instruction: Instruction) throws(ExpressionError) -> Truth {
        if top == start { return .empty }
        if top == start + 1 {
            let item = items[start]
            if item.kind == .boolean { return item.low != 0 ? .yes : .no }
            if item.kind == .element, isBoolean(item) {
                let value = (views + Int(item.place)).pointee.value(item.element)
                return value.count == 4 && value[0] == UInt8(ascii: "t") ? .yes : .no
            }
            return .yes
        }
        if isLenient { return .yes }
        throw failure(
            instruction, "A truth value was expected and \(top - start) items were found.", expected: "one item",
            found: "\(top - start) items")
    }

    @inline(__always)
    private func isBoolean(_ item: Item) -> Bool {
        let view = views + Int(item.place)
        return view.pointee.hasValue(item.element)
            && view.pointee.types.primitive(view.pointee.type(item.element)) == .boolean
    }

    /// `where`: keeps the items for which the body is true, in place.
    mutating func filter(_ from: Int, _ end: Int, _ instruction: Instruction) throws(ExpressionError) {
        let first = start
        let last = top
        guard last > first else { return }
        let outer = surroundings
        thisCount = 1
        var kept = first
        for place in first..<last {
            thisStart = place
            index = place - first
            try run(from, end)
            let truth = try truth(last, instruction)
            frames -= 1
            top = last
            if truth == .yes {
                if kept != place { items[kept] = items[place] }
                kept += 1
            }
        }
        surroundings = outer
        top = kept
    }

    /// `select`
    mutating func project(_ from: Int, _ end: Int) throws(ExpressionError) {
        let first = start
        let last = top
        guard last > first else { return }
        let outer = surroundings
        thisCount = 1
        for place in first..<last {
            thisStart = place
            index = place - first
            try run(from, end)
            frames -= 1
        }
        surroundings = outer
        collapse(from: last, to: first)
    }

    /// `all` and `exists(criterion)`
    mutating func quantify(_ from: Int, _ end: Int, _ instruction: Instruction) throws(ExpressionError) {
        let isAll = instruction.operation == .all
        let first = start
        let last = top
        let outer = surroundings
        thisCount = 1
        var result = isAll
        for place in first..<last {
            thisStart = place
            index = place - first
            try run(from, end)
            let truth = try truth(last, instruction)
            frames -= 1
            top = last
            if isAll != (truth == .yes) {
                result = !isAll
                break
            }
        }
        surroundings = outer
        try replace(from: first, with: Item(boolean: result))
    }

    /// `repeat` (each item once) and `repeatAll`
    mutating func repeated(_ from: Int, _ end: Int, isAll: Bool) throws(ExpressionError) {
        let first = start
        let last = top
        let outer = surroundings
        thisCount = 1
        // Results gather above the input and are worked on themselves in turn.
        var results = last
        var place = first
        var seen = SeenItems()
        while place < results {
            if place == last, results == last { break }
            thisStart = place
            index = place - first
            try run(from, end)
            frames -= 1
            if isAll {
                results = top
            } else {
                let found = results
                let foundEnd = top
                for candidate in found..<foundEnd {
                    let item = items[candidate]
                    if try !isSeen(item, &seen, last, results) {
                        items[results] = item
                        results += 1
                    }
                }
                top = results
            }
            try count(1)
            place += 1
        }
        surroundings = outer
        collapse(from: last, to: first)
    }

    mutating func aggregate(_ from: Int, _ end: Int, _ instruction: Instruction) throws(ExpressionError) {
        let hasInitial = instruction.count == 1
        let total = hasInitial ? start : top
        if hasInitial { frames -= 1 }
        let first = start
        let last = total
        let outer = surroundings
        thisCount = 1
        totalStart = total
        totalCount = top - total
        for place in first..<last {
            thisStart = place
            index = place - first
            try run(from, end)
            let result = start
            frames -= 1
            let count = top - result
            (items + total).update(from: items + result, count: count)
            top = total + count
            totalCount = count
        }
        surroundings = outer
        collapse(from: total, to: first)
    }

    /// `iif`; the answer is where to go on.
    mutating func choose(_ at: Int) throws(ExpressionError) -> Int {
        let instruction = code[at]
        let end = Int(code[at + 1].a)
        let first = start
        let last = top
        let outer = surroundings
        if instruction.flag == 1 {
            guard last - first <= 1 else {
                throw failure(
                    instruction, "'iif' was asked of \(last - first) items.", expected: "one item or none",
                    found: "\(last - first) items")
            }
            thisStart = first
            thisCount = last - first
        }
        try run(at + 2, Int(instruction.a))
        if top == start + 1, items[start].kind == .string, !isLenient {
            throw failure(
                instruction, "The criterion of 'iif' is no boolean.", expected: "a boolean", found: "a string")
        }
        let truth = try truth(start, instruction)
        frames -= 1
        top = last
        if truth == .yes {
            try run(Int(instruction.a), Int(instruction.b))
        } else if Int(instruction.b) < end {
            try run(Int(instruction.b), end)
        } else {
            begin()
        }
        surroundings = outer
        frames -= 1
        collapse(from: last, to: first)
        return end
    }

    mutating func coalesce(_ at: Int) throws(ExpressionError) -> Int {
        let end = Int(code[at].a)
        let first = start
        let last = top
        var place = at + 1
        while place < end {
            try run(place + 1, Int(code[place].a))
            frames -= 1
            if top > last { break }
            place = Int(code[place].a)
        }
        collapse(from: last, to: first)
        return end
    }

    /// `sort` with any number of keys; the answer is where to go on.
    mutating func sort(_ at: Int) throws(ExpressionError) -> Int {
        let keyCount = Int(code[at].count)
        let first = start
        let last = top
        var bodies: [(from: Int, end: Int, isDescending: Bool)] = []
        var place = at + 1
        for _ in 0..<keyCount {
            let data = code[place]
            bodies.append((place + 1, Int(data.a), data.flag == 1))
            place = Int(data.a)
        }
        let outer = surroundings
        thisCount = 1
        let width = max(bodies.count, 1)
        for item in first..<last {
            thisStart = item
            index = item - first
            if bodies.isEmpty { try push(system(items[item])) }
            for body in bodies {
                try run(body.from, body.end)
                let key = start
                frames -= 1
                guard top <= key + 1 else {
                    throw failure(code[at], "A sort key has \(top - key) items.", expected: "one item or none")
                }
                let value = top == key || isValueless(items[key]) ? Item.none : system(items[key])
                top = key
                try push(value)
            }
        }
        surroundings = outer
        var order = Array(0..<last - first)
        var problem: ExpressionError?
        order.sort { left, right in
            for key in 0..<width {
                let one = items[last + left * width + key]
                let other = items[last + right * width + key]
                let isDescending = bodies.isEmpty ? false : bodies[key].isDescending
                if one.kind == .none || other.kind == .none {
                    if one.kind == other.kind { continue }
                    // Nothing comes first, in either direction.
                    return one.kind == .none
                }
                guard let answer = sortOrder(one, other) else {
                    problem = problem ?? failure(code[at], "The keys of 'sort' cannot be ordered.")
                    continue
                }
                if answer != 0 { return (answer < 0) != isDescending }
            }
            return left < right
        }
        if let problem { throw problem }
        let result = top
        for number in order { try push(items[first + number]) }
        collapse(from: result, to: first)
        return place
    }

    mutating func trace(_ from: Int, _ end: Int, _ instruction: Instruction) throws(ExpressionError) {
        let name = start
        let label = try string(name, top, instruction, "The name of a trace").map { Machine.ownText($0) } ?? ""
        frames -= 1
        top = name
        guard let sink = host.trace else { return }
        let first = start
        if instruction.count == 0 {
            sink(label, results(first, top))
            return
        }
        let last = top
        let outer = surroundings
        thisCount = 1
        for place in first..<last {
            thisStart = place
            index = place - first
            try run(from, end)
            frames -= 1
        }
        surroundings = outer
        sink(label, results(last, top))
        top = last
    }

    mutating func define(_ from: Int, _ end: Int, _ instruction: Instruction) throws(ExpressionError) {
        let first = start
        let last = top
        guard instruction.count == 1 else {
            try save(first, last, as: Int(instruction.a))
            return
        }
        let outer = surroundings
        thisStart = first
        thisCount = last - first
        try run(from, end)
        surroundings = outer
        frames -= 1
        try save(last, top, as: Int(instruction.a))
        top = last
    }

    func report(_ instruction: Instruction) {
        guard let step = host.step, let program else { return }
        let text = program._withUnsafeGuaranteedRef { $0.text }
        let bytes = Array(text.utf8)
        let range = Int(instruction.a)..<min(Int(instruction.b), bytes.count)
        step(
            TraceStep(
                range: range, expression: String(decoding: bytes[range], as: UTF8.self),
                depth: Int(instruction.count), items: results(start, top)))
    }
}
