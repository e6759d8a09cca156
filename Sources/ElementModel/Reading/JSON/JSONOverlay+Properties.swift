extension JSONOverlay {
    /// Reads one property: `main` is the member `name`, `twin` the member `_name`; -1 where there is none.
    mutating func property(_ row: UInt32, main: Int, twin: Int, parent: ElementID) {
        let child = ChildID(rawValue: row)
        let type = types.type(child)
        let repeats = types.repeats(child)
        let mainIsArray = main >= 0 && nodes.kind[main] == JSONKind.array
        let twinIsArray = twin >= 0 && nodes.kind[twin] == JSONKind.array
        guard mainIsArray || twinIsArray else {
            if repeats {
                let member = main >= 0 ? main : twin
                slips.add(
                    .arrayExpected, at: nodes.offset(member), element: parent,
                    "\(nodes.text(member)) must be an array, but is \(nodes.word(member)).",
                    step: types.definitionName(child).text)
            }
            return item(main, twin, row: child, type: type, parent: parent, index: repeats ? 0 : -1, inArray: false)
        }
        if !repeats {
            let member = mainIsArray ? main : twin
            slips.add(
                .arrayUnexpected, at: nodes.offset(member), element: parent,
                "\(nodes.text(member)) must not be an array: it cannot repeat.", step: types.definitionName(child).text)
        }
        if main >= 0, twin >= 0, mainIsArray != twinIsArray {
            slips.add(
                .twinUnexpected, at: nodes.offset(twin), element: parent,
                "\(nodes.text(main)) and \(nodes.text(twin)) must both be arrays.",
                step: types.definitionName(child).text)
        }
        var mainItem = mainIsArray ? main + 1 : main
        let mainEnd = mainIsArray ? Int(nodes.next[main]) : (main < 0 ? main : main + 1)
        var twinItem = twinIsArray ? twin + 1 : twin
        let twinEnd = twinIsArray ? Int(nodes.next[twin]) : (twin < 0 ? twin : twin + 1)
        reportEmpty(main, isArray: mainIsArray, child, parent)
        reportEmpty(twin, isArray: twinIsArray, child, parent)
        var index: Int32 = 0
        while mainItem < mainEnd || twinItem < twinEnd {
            let hasMain = mainItem < mainEnd
            let hasTwin = twinItem < twinEnd
            item(
                hasMain ? mainItem : -1, hasTwin ? twinItem : -1, row: child, type: type, parent: parent,
                index: repeats ? index : -1, inArray: true)
            if hasMain { mainItem = mainIsArray ? Int(nodes.next[mainItem]) : mainEnd }
            if hasTwin { twinItem = twinIsArray ? Int(nodes.next[twinItem]) : twinEnd }
            index += 1
        }
    }

    private mutating func reportEmpty(_ array: Int, isArray: Bool, _ child: ChildID, _ parent: ElementID) {
        guard isArray, Int(nodes.next[array]) == array + 1 else { return }
        slips.add(
            .arrayEmpty, at: nodes.offset(array), element: parent,
            "The array \(nodes.text(array)) is empty: leave the property out instead.",
            step: types.definitionName(child).text)
    }

    /// Reads one value, and its twin, as one element.
    @inline(__always)
    private mutating func item(
        _ main: Int, _ twin: Int, row child: ChildID, type: TypeID, parent: ElementID, index: Int32, inArray: Bool
    ) {
        if types.primitive(type) != .none {
            primitive(main, twin, row: child, type: type, parent: parent, index: index, inArray: inArray)
        } else if nodes.kind[main] == JSONKind.object {
            if types.isAnyResource(child) {
                resource(main, child: child, parent: parent, index: index)
            } else {
                let element = append(
                    main, name: types.name(child), type: type, flags: [], parent: parent, index: index, child: child)
                members(main, type: type, element: element, isResource: false)
                records.start[element.index].end = ElementID(records.count)
            }
        } else {
            notAnObject(main, row: child, type: type, parent: parent, index: index)
        }
    }

    @inline(never)
    private mutating func notAnObject(_ node: Int, row child: ChildID, type: TypeID, parent: ElementID, index: Int32) {
        if nodes.kind[node] == JSONKind.null {
            return slips.add(
                .nullUnexpected, at: nodes.offset(node), element: parent,
                "null stands where \(types.text(type)) must be: leave it out instead.",
                step: types.definitionName(child).text)
        }
        let element = append(
            node, name: types.name(child), type: type, flags: .malformed, parent: parent, index: index, child: child)
        slips.add(
            .objectExpected, at: nodes.offset(node), element: element,
            "\(types.name(child).text) must be an object (\(types.text(type))), but is \(nodes.word(node)).")
    }

    private mutating func primitive(
        _ main: Int, _ twin: Int, row child: ChildID, type: TypeID, parent: ElementID, index: Int32, inArray: Bool
    ) {
        let hasMain = main >= 0 && nodes.kind[main] != JSONKind.null
        let hasTwin = twin >= 0 && nodes.kind[twin] != JSONKind.null
        if main >= 0, !hasMain, !inArray || !hasTwin { reportNull(main, child, parent, inArray: inArray) }
        if twin >= 0, !hasTwin, !inArray { reportNull(twin, child, parent, inArray: inArray) }
        guard hasMain || hasTwin else { return }
        let element = append(
            hasMain ? main : twin, name: types.name(child), type: type, flags: [], parent: parent, index: index,
            child: child)
        if hasMain {
            let kind = nodes.kind[main]
            if JSONKind.isContainer(kind) {
                records.start[element.index].flags.insert(.malformed)
                slips.add(
                    .simpleValueExpected, at: nodes.offset(main), element: element,
                    "\(types.name(child).text) must be a simple value (\(types.text(type))), but is \(nodes.word(main))."
                )
            } else {
                setValue(main, of: element)
                checkKind(main, type: type, element: element)
            }
        }
        if hasTwin {
            records.start[element.index].twin = UInt32(truncatingIfNeeded: nodes.offset(twin))
            if nodes.kind[twin] == JSONKind.object {
                members(twin, type: type, element: element, isResource: false)
                records.start[element.index].end = ElementID(records.count)
            } else {
                slips.add(
                    .twinUnexpected, at: nodes.offset(twin), element: element,
                    "_\(types.name(child).text) must be an object with id or extension, but is \(nodes.word(twin)).")
            }
        }
    }

    @inline(never)
    private mutating func reportNull(_ node: Int, _ child: ChildID, _ parent: ElementID, inArray: Bool) {
        slips.add(
            .nullUnexpected, at: nodes.offset(node), element: parent,
            inArray
                ? "null may only fill a gap in the array \(types.name(child).text) beside an id or extension."
                : "\(nodes.text(node)) is null: leave the property out instead.",
            step: types.definitionName(child).text)
    }

    /// Reports a number in quotes, and the like.
    @inline(__always)
    private mutating func checkKind(_ node: Int, type: TypeID, element: ElementID) {
        let kind = nodes.kind[node]
        let rule: ReadingRule
        switch types.primitive(type) {
        case .boolean:
            if kind == JSONKind.true || kind == JSONKind.false { return }
            rule = .booleanExpected
        case .integer, .unsignedInt, .positiveInt, .decimal:
            if kind == JSONKind.number { return }
            rule = .numberExpected
        default:
            if JSONKind.isString(kind) { return }
            rule = .stringExpected
        }
        report(rule, node, type: type, element: element)
    }

    @inline(never)
    private mutating func report(_ rule: ReadingRule, _ node: Int, type: TypeID, element: ElementID) {
        records.start[element.index].flags.insert(.malformed)
        let wanted =
            rule == .booleanExpected
            ? "true or false without quotes"
            : rule == .numberExpected ? "a number without quotes" : "a string in quotes"
        slips.add(
            rule, at: nodes.offset(node), element: element,
            "A value of type \(types.text(type)) must be written as \(wanted), but is \(nodes.word(node)).")
    }

    // MARK: What no type is known for

    /// Reads a value without a type, all that it holds included; whoever calls has reported it.
    mutating func generic(_ node: Int, name: Symbol, parent: ElementID, index: Int32) {
        if nodes.kind[node] == JSONKind.array {
            var item = node + 1
            let end = Int(nodes.next[node])
            var place: Int32 = 0
            while item < end {
                generic(item, name: name, parent: parent, index: place)
                item = Int(nodes.next[item])
                place += 1
            }
            return
        }
        if nodes.kind[node] == JSONKind.null { return }
        let element = append(
            node, name: name, type: .none, flags: [.unknown, .malformed], parent: parent, index: index, child: .none)
        if nodes.kind[node] == JSONKind.object {
            genericMembers(node, parent: element)
        } else {
            setValue(node, of: element)
        }
        records.start[element.index].end = ElementID(records.count)
    }

    mutating func genericMembers(_ node: Int, parent: ElementID) {
        var member = node + 1
        let end = Int(nodes.next[node])
        while member < end {
            if nodes.name[member] != Symbol.resourceType.rawValue {
                generic(member, name: nodes.symbol(member), parent: parent, index: -1)
            }
            member = Int(nodes.next[member])
        }
    }
}
