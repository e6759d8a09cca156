internal import ElementModel

extension Machine {
    /// Pushes the children of an item that a definition's name means.
    @inline(__always)
    mutating func pushChildren(of item: Item, _ name: Symbol, _ flag: UInt8) throws(ExpressionError) {
        guard item.kind == .element else {
            if item.kind == .typeInfo || item.kind == .quantity { try pushPart(of: item, name) }
            return
        }
        let records = (views + Int(item.place)).pointee.records
        let number = Int(item.element.rawValue)
        var next = number + 1
        let end = Int(records[number].end.rawValue)
        if flag == 0 {
            while next < end {
                let record = records + next
                if record.pointee.name == name {
                    try push(Item(element: ElementID(rawValue: UInt32(truncatingIfNeeded: next)), view: item.place))
                }
                steps &-= 1
                next = Int(record.pointee.end.rawValue)
            }
        } else {
            while next < end {
                let id = ElementID(rawValue: UInt32(truncatingIfNeeded: next))
                if (views + Int(item.place)).pointee.definitionName(id) == name {
                    try push(Item(element: id, view: item.place))
                }
                steps &-= 1
                next = Int(records[next].end.rawValue)
            }
        }
    }

    /// `name` and `namespace` of a type, `value`, `unit` and `code` of a quantity.
    private mutating func pushPart(of item: Item, _ name: Symbol) throws(ExpressionError) {
        let text = name.text
        if item.kind == .quantity {
            switch text {
            case "value": try push(Item(decimal: item.decimal))
            case "unit", "code": try push(Item(string: copy(units.text(item.place))))
            default: break
            }
            return
        }
        switch text {
        case "name": try push(Item(string: item.string))
        case "namespace": try push(Item(string: copy(item.place == 0 ? "System" : "FHIR")))
        default: break
        }
    }

    /// Replaces the collection at the top by its children of a name.
    @inline(__always)
    mutating func member(_ name: Symbol, _ flag: UInt8) throws(ExpressionError) {
        let start = start
        let end = top
        if end == start + 1 {
            let item = items[start]
            top = start
            try pushChildren(of: item, name, flag)
            return
        }
        for place in start..<end { try pushChildren(of: items[place], name, flag) }
        collapse(from: end, to: start)
    }

    mutating func children() throws(ExpressionError) {
        let start = start
        let end = top
        for place in start..<end {
            let item = items[place]
            guard item.kind == .element else { continue }
            let records = (views + Int(item.place)).pointee.records
            var next = item.element.rawValue + 1
            let last = records[Int(item.element.rawValue)].end.rawValue
            while next < last {
                try push(Item(element: ElementID(rawValue: next), view: item.place))
                next = records[Int(next)].end.rawValue
            }
        }
        try count(top - end)
        collapse(from: end, to: start)
    }

    /// All elements below: a walk along the records, since a subtree is a range of them.
    mutating func descendants() throws(ExpressionError) {
        let start = start
        let end = top
        for place in start..<end {
            let item = items[place]
            guard item.kind == .element else { continue }
            let first = item.element.rawValue + 1
            let last = views[Int(item.place)].records[Int(item.element.rawValue)].end.rawValue
            guard last > first else { continue }
            let many = Int(last - first)
            try count(many)
            if top + many > capacity { try grow(many) }
            for number in first..<last {
                items[top] = Item(element: ElementID(rawValue: number), view: item.place)
                top += 1
            }
        }
        collapse(from: end, to: start)
    }

    /// Those elements below that are of a type.
    mutating func descendants(of type: TypeReference, exactly: Bool) throws(ExpressionError) {
        let start = start
        let end = top
        let exact = type.fhir
        for place in start..<end {
            let item = items[place]
            guard item.kind == .element, exact != .none else { continue }
            let view = views[Int(item.place)]
            let records = view.records
            let last = Int(records[Int(item.element.rawValue)].end.rawValue)
            var number = Int(item.element.rawValue) + 1
            try count(max(last - number, 0))
            // Types run in long stretches: what was asked last is remembered.
            var asked = TypeID.none
            var answer = false
            while number < last {
                let found = records[number].type
                if found != asked {
                    asked = found
                    answer = found == exact || !(exactly && type.isPrimitive) && view.types.isKind(found, of: exact)
                }
                if answer {
                    try push(Item(element: ElementID(number), view: item.place))
                }
                number += 1
            }
        }
        collapse(from: end, to: start)
    }

    /// `descendants().name`: the children of that name of everything below.
    mutating func descendants(named name: Symbol, _ flag: UInt8) throws(ExpressionError) {
        let start = start
        let end = top
        for place in start..<end {
            let item = items[place]
            guard item.kind == .element else { continue }
            let view = views[Int(item.place)]
            let records = view.records
            let last = Int(records[Int(item.element.rawValue)].end.rawValue)
            var number = Int(item.element.rawValue) + 1
            try count(max(last - number, 0))
            while number < last {
                // The item's own children are its children's level, not below one of its descendants.
                let isNamed =
                    flag == 0 ? records[number].name == name : view.definitionName(ElementID(number)) == name
                if isNamed, records[number].parent != item.element {
                    try push(Item(element: ElementID(number), view: item.place))
                }
                number += 1
            }
        }
        collapse(from: end, to: start)
    }

    // MARK: Types

    /// Whether an item is of a type or of one that specialises it; `exactly`: a primitive's specialisations are others.
    @inline(__always)
    func matches(_ item: Item, _ type: TypeReference, exactly: Bool) -> Bool {
        if item.kind == .element {
            guard type.fhir != .none else { return false }
            let found = (views + Int(item.place)).pointee.records[Int(item.element.rawValue)].type
            if found == type.fhir { return true }
            if exactly, type.isPrimitive { return false }
            return (views + Int(item.place)).pointee.types.isKind(found, of: type.fhir)
        }
        return item.kind == type.system && item.kind != .none && (item.kind != .integer || item.isLong == type.isLong)
    }

    mutating func typeTest(_ instruction: Instruction) throws(ExpressionError) {
        let type = types[Int(instruction.a)]
        let start = start
        let end = top
        switch instruction.flag {
        case 0:
            guard end > start else { return }
            guard end == start + 1 else {
                if isLenient {
                    var isAll = true
                    for place in start..<end where !matches(items[place], type, exactly: false) { isAll = false }
                    try replace(from: start, with: Item(boolean: isAll))
                    return
                }
                throw failure(
                    instruction, "'is' was asked of \(end - start) items.", expected: "one item",
                    found: "\(end - start) items")
            }
            try replace(from: start, with: Item(boolean: matches(items[start], type, exactly: false)))
        default:
            if instruction.flag == 1, end > start + 1, !isLenient {
                throw failure(
                    instruction, "'as' was asked of \(end - start) items; ofType() filters.", expected: "one item",
                    found: "\(end - start) items")
            }
            var kept = start
            for place in start..<end where matches(items[place], type, exactly: true) {
                items[kept] = items[place]
                kept += 1
            }
            top = kept
        }
    }
}
