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
            switch isIn(item, slicing, row, active: active) {
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

    func isIn(_ item: ElementID, _ slicing: SlicingRow, _ row: SliceRow, active: ActiveRule) -> Answer {
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
            return .unknown
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

    private func holds(_ criterion: CriterionRow, at item: ElementID, _ profile: ProfilePointer) -> Answer {
        if criterion.kind == .none { return .no }
        let steps = profile.pointee.steps + Int(criterion.path.first)
        var any = false
        var unknown = false
        let complete = follow(item, steps, Int(criterion.path.count), profile) { node in
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
