internal import ElementModel
internal import Record

extension Walk {
    /// Makes a rule one of those in force, unless it already is.
    @inline(__always)
    func activate(_ profile: ProfilePointer, _ element: UInt32, since start: Int) {
        var place = start
        while place < actives.count {
            if actives[place].profile == profile, actives[place].element == element { return }
            place += 1
        }
        actives.push(ActiveRule(profile: profile, element: element))
    }

    /// Judges a node by the rules from `start` on the stack of those in force.
    func visit(_ node: ElementID, since start: Int) {
        guard depth < Walk.depthLimit else {
            note(.depthLimit, node, first: Walk.depthLimit)
            return
        }
        depth += 1
        defer { depth -= 1 }
        let end = actives.count
        let record = view[node]
        let kind = types.kind(record.type)
        if kind == .primitive { checkPrimitive(node, record) } else { checkTyped(node, record) }
        var hasCounts = false
        let firstIssue = issues.issues.count
        for place in start..<end {
            let active = actives[place]
            if active.isIdle { continue }
            if active.rule.pointee.flags.contains(.hasChecks) { check(node, record, active) }
            if !active.contentRule.pointee.counters.isEmpty { hasCounts = true }
        }
        if issues.issues.count > firstIssue, boundTightly == node { issues.withdrawExtensible(node, from: firstIssue) }
        checkInvariants(node, record, since: start, to: end)
        guard hasCounts else { return }
        if kind == .primitive, !view.hasChildren(node), !needsChildren(since: start, to: end) { return }

        let base = counters.count
        for place in start..<end {
            actives.start[place].counts = UInt32(counters.count)
            if actives[place].isIdle { continue }
            counters.push(repeating: Counter(), count: Int(actives[place].contentRule.pointee.counters.count))
        }
        var child = node.rawValue + 1
        let last = record.end.rawValue
        while child < last {
            visitChild(ElementID(rawValue: child), of: node, since: start, to: end)
            child = view.records[Int(child)].end.rawValue
        }
        for place in start..<end where !actives[place].isIdle { checkCounts(node, actives[place]) }
        counters.shrink(to: base)
    }

    /// Whether some rule asks for a child of a primitive: an extension in the place of its value.
    private func needsChildren(since start: Int, to end: Int) -> Bool {
        for place in start..<end {
            let profile = actives[place].profile
            for counter in actives[place].contentRule.pointee.counters.range {
                let rule = profile.pointee.elements + Int(profile.pointee.counters[counter].element)
                if rule.pointee.min > 0, rule.pointee.name != .value { return true }
            }
        }
        return false
    }

    private func visitChild(_ child: ElementID, of node: ElementID, since start: Int, to end: Int) {
        let record = view[child]
        let childStart = actives.count
        defer { actives.shrink(to: childStart) }
        for place in start..<end {
            let active = actives[place]
            let profile = active.profile
            if active.isIdle { continue }
            let content = active.contentRule
            if content.pointee.counters.isEmpty { continue }
            guard let row = profile.pointee.child(of: content.pointee, named: record.name) else {
                if !record.flags.contains(.unknown) { noteNotAllowed(child, active) }
                continue
            }
            let counter = Int(active.counts) + Int(row.pointee.counter)
            counters.start[counter].count += 1
            if row.pointee.type == ChildRow.notAllowed {
                noteType(child, of: node, ActiveRule(profile: profile, element: row.pointee.element))
                continue
            }
            activate(profile, row.pointee.element, since: childStart)
            if (profile.pointee.elements + Int(row.pointee.element)).pointee.slicing >= 0 {
                slice(child, active: active, entry: row.pointee.element, counter: counter, since: childStart)
            }
        }
        if record.flags.contains(.unknown) { return }
        if record.flags.contains(.resource) {
            applyTypes(child, record, since: childStart, to: actives.count)
            visitResource(child, since: childStart)
            return
        }
        applyTypes(child, record, since: childStart, to: actives.count)
        if record.type == known.Extension { applyExtension(child, record, of: node, since: childStart) }
        applyTypeProfile(record, hasChildren: view.hasChildren(child), since: childStart)
        visit(child, since: childStart)
    }

    /// Adds the definition of the node's own type, unless a profile in force already has it inside.
    @inline(__always)
    func applyTypeProfile(_ record: ElementRecord, hasChildren: Bool, since start: Int) {
        switch types.kind(record.type) {
        case .primitive: if !hasChildren { return }
        case .complex, .resource: break
        default: return
        }
        var place = start
        while place < actives.count {
            let active = actives[place]
            if active.element == 0, active.profile.pointee.type == record.type, active.profile.pointee.includesType {
                return
            }
            place += 1
        }
        if let base = typeProfile(record.type) { activate(base, 0, since: start) }
    }

    /// A form of a choice that the profile does not allow; HL7's validator places it by how many are.
    func noteType(_ child: ElementID, of parent: ElementID, _ active: ActiveRule) {
        let isSingle = active.rule.pointee.types.count == 1
        note(.typeNotAllowed, isCompatible && !isSingle ? parent : child, active, variant: isSingle ? 1 : 0)
    }

    /// An element that the type has and the profile's elements lack.
    private func noteNotAllowed(_ child: ElementID, _ active: ActiveRule) {
        // The elements inside a primitive are not in every definition.
        let name = view.name(child)
        // Below a choice of several types stands only what they share.
        if active.rule.pointee.types.count > 1 { return }
        if name == .id || name == .value || name == .extension, active.element == 0 { return }
        note(.elementNotAllowed, child, active)
    }

    // MARK: Counts

    private func checkCounts(_ node: ElementID, _ active: ActiveRule) {
        let profile = active.profile
        let isPrimitive = types.kind(view.type(node)) == .primitive
        var place = Int(active.counts)
        for number in active.contentRule.pointee.counters.range {
            let counter = counters[place]
            place += 1
            let row = profile.pointee.counters[number]
            let rule = profile.pointee.elements + Int(row.element)
            if counter.count < rule.pointee.min {
                if counter.flags & Counter.undecided != 0 || (isPrimitive && rule.pointee.name == .value) { continue }
                note(
                    row.isSlice ? .sliceMin : .cardinalityMin, node, ActiveRule(profile: profile, element: row.element),
                    first: Int(counter.count), second: Int(rule.pointee.min))
            } else if counter.count > rule.pointee.max {
                note(
                    row.isSlice ? .sliceMax : .cardinalityMax, node, ActiveRule(profile: profile, element: row.element),
                    first: Int(counter.count), second: Int(rule.pointee.max))
            }
        }
    }
}
