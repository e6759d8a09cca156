internal import Definitions
internal import ElementModel
internal import Record

/// Whether something holds: it may be that nobody can tell.
enum Answer {
    case yes, no, unknown
}

extension Walk {
    /// Finds the slice that an item is in, counts it, and puts its rules in force.
    ///
    /// - Parameters:
    ///   - active: the rule of the parent, whose counts are used.
    ///   - entry: the rule of the sliced element (or of the slice that is sliced again).
    ///   - counter: where the entry is counted.
    func slice(_ item: ElementID, active: ActiveRule, entry: UInt32, counter: Int, since start: Int) {
        let profile = active.profile
        let slicing = profile.pointee.slicings[Int((profile.pointee.elements + Int(entry)).pointee.slicing)]
        var found: Int32 = -1
        var unknown = false
        var place = Int32(-1)
        for number in slicing.slices.range {
            place += 1
            if place == slicing.otherwise { continue }
            let row = profile.pointee.slices[number]
            switch isIn(item, slicing, row, active: active, number: counters[counter].count) {
            case .no: continue
            case .unknown:
                unknown = true
                counters.start[Int(active.counts) + Int(row.counter)].flags |= Counter.undecided
                continue
            case .yes: break
            }
            if found >= 0 {
                let other = profile.pointee.slices[Int(slicing.slices.first) + Int(found)]
                // Slices that only name what an element may be can overlap: that is a fault of the profile, and the
                // slice that states a value is the one that is meant.
                let isFault = !isCompatible && (isLoose(row, profile) || isLoose(other, profile))
                note(
                    .sliceSeveral, item, ActiveRule(profile: profile, element: row.element),
                    variant: isFault ? 1 : 0, first: Int(other.element), second: Int(row.element), decided: !isFault)
                if isFault, isLoose(other, profile), !isLoose(row, profile) { found = place }
                continue
            }
            found = place
        }
        if found < 0, !unknown { found = slicing.otherwise }
        if found >= 0 {
            let row = profile.pointee.slices[Int(slicing.slices.first) + Int(found)]
            let sliceRule = ActiveRule(profile: profile, element: row.element)
            let at = Int(active.counts) + Int(row.counter)
            counters.start[at].count += 1
            if slicing.isOrdered, UInt16(clamping: found + 1) < counters[counter].last {
                note(.sliceOrder, item, sliceRule)
            }
            counters.start[counter].last = max(counters[counter].last, UInt16(clamping: found + 1))
            if slicing.rules == .openAtEnd, counters[counter].flags & Counter.hasUnsliced != 0, !isCompatible {
                note(.sliceOpenAtEnd, item, sliceRule)
            }
            if options.explains, slicing.kind != .type { note(.sliceApplied, item, sliceRule) }
            activate(profile, row.element, since: start)
            if sliceRule.rule.pointee.slicing >= 0 {
                slice(item, active: active, entry: row.element, counter: at, since: start)
            }
            return
        }
        let owner = ActiveRule(profile: profile, element: entry)
        if unknown {
            note(.sliceUndecided, item, owner, decided: false)
            return
        }
        counters.start[counter].flags |= Counter.hasUnsliced
        switch slicing.rules {
        case .closed:
            if slicing.kind == .type, owner.rule.pointee.flags.contains(.isChoice) {
                noteType(item, of: view.parent(item), owner)
            } else {
                note(.sliceClosed, item, owner)
            }
        case .open, .openAtEnd:
            if slicing.kind != .type, options.explains { note(.sliceNone, item, owner) }
        }
    }

    /// - Parameter number: which of the items it is that the slicing is about, from 1.
    func isIn(
        _ item: ElementID, _ slicing: SlicingRow, _ row: SliceRow, active: ActiveRule, number: UInt32
    ) -> Answer {
        let profile = active.profile
        switch slicing.kind {
        case .type:
            let type = view.type(item)
            for number in row.types.range {
                let wanted = TypeID(rawValue: UInt16(profile.pointee.references[number]))
                if types.isKind(type, of: wanted) { return .yes }
            }
            return .no
        case .constant:
            guard row.constant >= 0 else { return .no }
            return has(
                item, profile.pointee.steps + Int(slicing.path.first), Int(slicing.path.count),
                profile.pointee.constants[Int(row.constant)]) ? .yes : .no
        case .general:
            // HL7's validator tests each criterion apart.
            if row.criteria.count > 1, row.criteria.count <= 64, !isCompatible {
                let all = row.criteria.count == 64 ? UInt64.max : (1 << UInt64(row.criteria.count)) - 1
                return holdTogether(all, row.criteria.first, at: item, step: 0, profile)
            }
            var answer = Answer.yes
            for number in row.criteria.range {
                switch holds(profile.pointee.criteria[number], at: item, profile) {
                case .no: return .no
                case .unknown: answer = .unknown
                case .yes: break
                }
            }
            return answer
        case .content:
            if isCompatible { return .no }
            return conforms(item, to: active.profile, element: row.element) ? .yes : .no
        case .position:
            // Each slice takes as many items as it may hold, in the order of the slices (R5, *Discriminator*).
            var first: UInt32 = 1
            for other in slicing.slices.range {
                let other = profile.pointee.slices[other]
                let most = (profile.pointee.elements + Int(other.element)).pointee.max
                let end = most == ElementRule.unbounded ? UInt32.max : first &+ most
                if other.element == row.element { return number >= first && number < end ? .yes : .no }
                if end == UInt32.max { return .no }
                first = end
            }
            return .no
        }
    }

    /// Whether a slice is told by a value set or by presence, and by no value at all.
    private func isLoose(_ row: SliceRow, _ profile: ProfilePointer) -> Bool {
        if row.criteria.isEmpty { return false }
        return row.criteria.range.allSatisfy { number in
            switch profile.pointee.criteria[number].kind {
            case .binding, .exists, .absent: true
            default: false
            }
        }
    }

    /// Whether some element at the end of a path of plain names has this value.
    private func has(_ item: ElementID, _ steps: UnsafePointer<PathStep>, _ count: Int, _ value: ByteSlice) -> Bool {
        if count == 0 { return view.hasValue(item) && view.value(item) == value }
        for child in view.children(item)
        where view.name(child) == steps.pointee.name || view.definitionName(child) == steps.pointee.name {
            if has(child, steps + 1, count - 1, value) { return true }
        }
        return false
    }

    // MARK: Criteria

    /// - Parameter from: how many steps of the path lead to the item.
    private func holds(
        _ criterion: CriterionRow, at item: ElementID, _ profile: ProfilePointer, from: Int = 0
    ) -> Answer {
        if criterion.kind == .none { return .no }
        let steps = profile.pointee.steps + Int(criterion.path.first) + from
        var any = false
        var unknown = false
        let complete = follow(item, steps, Int(criterion.path.count) - from, profile) { node in
            any = true
            switch satisfies(node, criterion, profile) {
            case .yes: return true
            case .no: return false
            case .unknown:
                unknown = true
                return false
            }
        }
        switch criterion.kind {
        case .exists: return any ? .yes : complete == .unknown ? .unknown : .no
        case .absent: return any ? .no : .yes
        default:
            if complete == .yes { return .yes }
            return unknown || (complete == .unknown && !any) ? .unknown : .no
        }
    }

    /// Whether some criteria hold below a node, those whose paths share steps on one and the same element: `coding.system`
    /// and `coding.code` of one coding.
    ///
    /// - Parameters:
    ///   - mask: which of the criteria from `first` on.
    ///   - step: how many steps of their paths lead to the node.
    private func holdTogether(
        _ mask: UInt64, _ first: UInt32, at node: ElementID, step: Int, _ profile: ProfilePointer
    ) -> Answer {
        var rest = mask
        var answer = Answer.yes
        while rest != 0 {
            let place = rest.trailingZeroBitCount
            let criterion = profile.pointee.criteria[Int(first) + place]
            let one: UInt64 = 1 << UInt64(place)
            let result: Answer
            if Int(criterion.path.count) == step {
                rest &= ~one
                result = criterion.kind == .exists ? .yes : satisfies(node, criterion, profile)
            } else {
                let steps = profile.pointee.steps + Int(criterion.path.first)
                var group = one
                // What must not be there is asked of all elements, not of one.
                if criterion.kind != .absent {
                    for other in 0..<64 where rest & (1 << UInt64(other)) != 0 && other != place {
                        let candidate = profile.pointee.criteria[Int(first) + other]
                        if candidate.kind != .absent, Int(candidate.path.count) > step,
                            isSame(steps[step], (profile.pointee.steps + Int(candidate.path.first))[step], profile)
                        {
                            group |= 1 << UInt64(other)
                        }
                    }
                }
                rest &= ~group
                if group == one {
                    result = holds(criterion, at: node, profile, from: step)
                } else {
                    var isUnknown = false
                    let found = follow(node, steps + step, 1, profile) { next in
                        switch holdTogether(group, first, at: next, step: step + 1, profile) {
                        case .yes: return true
                        case .no: return false
                        case .unknown:
                            isUnknown = true
                            return false
                        }
                    }
                    result = found == .no && isUnknown ? .unknown : found
                }
            }
            switch result {
            case .no: return .no
            case .unknown: answer = .unknown
            case .yes: break
            }
        }
        return answer
    }

    private func isSame(_ one: PathStep, _ other: PathStep, _ profile: ProfilePointer) -> Bool {
        guard one.kind == other.kind, one.name == other.name, one.type == other.type else { return false }
        if one.text == other.text { return true }
        let texts = profile.pointee.cold.texts
        return one.text >= 0 && other.text >= 0 && texts[Int(one.text)] == texts[Int(other.text)]
    }

    /// Whether one node at the end of the path is as the criterion wants it.
    private func satisfies(_ node: ElementID, _ criterion: CriterionRow, _ profile: ProfilePointer) -> Answer {
        let numbers = Int(criterion.argument)..<Int(criterion.argument) + Int(criterion.count)
        switch criterion.kind {
        case .exists, .absent, .none: return .no
        case .fixed:
            let value = profile.pointee.values[Int(criterion.argument)]
            return isEqual(node, value.view, value.element) ? .yes : .no
        case .pattern:
            let value = profile.pointee.values[Int(criterion.argument)]
            return contains(node, value.view, value.element) ? .yes : .no
        case .type:
            let type = view.type(node)
            for number in numbers {
                if types.isKind(type, of: TypeID(rawValue: UInt16(profile.pointee.references[number]))) { return .yes }
            }
            return .no
        case .profile:
            var answer = Answer.no
            for number in numbers {
                guard let target = self.profile(profile.pointee.references[number]) else {
                    answer = .unknown
                    continue
                }
                if conforms(node, to: target, element: 0) { return .yes }
            }
            return answer
        case .binding:
            let cold = profile.pointee.cold
            return judgement.isMember(
                node, in: view, of: cold.valueSets[Int(criterion.argument)], from: cold.definition.origin)
        }
    }

    /// Follows a discriminator's path from an item; answers `yes` as soon as `test` holds of an element at its end,
    /// `unknown` where a reference on the way could not be followed.
    private func follow(
        _ item: ElementID, _ steps: UnsafePointer<PathStep>, _ count: Int, _ profile: ProfilePointer,
        _ test: (ElementID) -> Bool
    ) -> Answer {
        if count == 0 { return test(item) ? .yes : .no }
        let step = steps.pointee
        var answer = Answer.no
        func go(_ next: ElementID) -> Bool {
            switch follow(next, steps + 1, count - 1, profile, test) {
            case .yes: return true
            case .unknown: answer = .unknown
            case .no: break
            }
            return false
        }
        switch step.kind {
        case .child:
            for child in view.children(item)
            where view.definitionName(child) == step.name || view.name(child) == step.name {
                if go(child) { return .yes }
            }
        case .extensionURL:
            let url = profile.pointee.cold.texts[Int(step.text)]
            for child in view.children(item)
            where view.name(child) == .extension || view.name(child) == .modifierExtension {
                let stated = view.child(child, .url)
                if stated.exists, view.value(stated).equals(url), go(child) { return .yes }
            }
        case .ofType:
            if types.isKind(view.type(item), of: step.type), go(item) { return .yes }
        case .resolve:
            guard let target = resolve(item) else { return .unknown }
            if go(target) { return .yes }
        }
        return answer
    }

    /// Whether a node conforms to a profile, or to a part of one, found out without a word.
    func conforms(_ node: ElementID, to profile: ProfilePointer, element: UInt32) -> Bool {
        let key = MemoKey(element: node, profile: profile.pointee.number, part: element)
        if let known = memo[key] { return known != .fails }
        memo[key] = .running
        let errors = speculate { judge(node, by: profile, element: element) }
        memo[key] = errors == 0 ? .conforms : .fails
        return errors == 0
    }

    /// Judges a node by a profile, or by a part of one, beside what it claims itself.
    func judge(_ node: ElementID, by profile: ProfilePointer, element: UInt32) {
        let start = actives.count
        actives.push(ActiveRule(profile: profile, element: element))
        if view.isResource(node) {
            visitResource(node, since: start)
        } else {
            applyTypeProfile(view[node], hasChildren: view.hasChildren(node), since: start)
            visit(node, since: start)
        }
        actives.shrink(to: start)
    }
}
