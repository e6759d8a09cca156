internal import ElementModel
internal import FHIRPath
internal import Record

extension Walk {
    /// The invariants of all rules in force, each once.
    func checkInvariants(_ node: ElementID, _ record: ElementRecord, since start: Int, to end: Int) {
        // ele-1 stands on nearly every element: it is judged here, whatever the rules say.
        if !record.flags.contains(.hasValue) || record.valueCount == 0, !HotInvariant.hasContent(view, node),
            !record.flags.contains(.resource), !record.flags.contains(.malformed), issues.speculation == 0
        {
            note(.invariant, node, nil, severity: .error, text: "ele-1")
        }
        let seen = invariantsSeen.count
        for place in start..<end {
            let active = actives[place]
            if active.isIdle { continue }
            checkRows(active.rule.pointee.invariants, node, active, seen)
            if active.content != active.element { checkRows(active.contentRule.pointee.invariants, node, active, seen) }
        }
        invariantsSeen.shrink(to: seen)
    }

    @inline(__always)
    private func checkRows(_ span: Span, _ node: ElementID, _ active: ActiveRule, _ seen: Int) {
        if span.isEmpty { return }
        for number in span.range {
            let row = active.profile.pointee.invariants[number]
            switch row.kind {
            case .elementHasContent: continue
            case .containedOnly:
                if !hasContained(node) { continue }
            case .extensionHasValueOrParts:
                if isFirst(row.number, since: seen) { check(.ext1, node, active) }
                continue
            case .referenceIsLocal:
                if isFirst(row.number, since: seen) { check(.ref1, node, active) }
                continue
            case .narrativeExists, .narrativeMarkup:
                if isFirst(row.number, since: seen), view.hasValue(node), issues.speculation == 0 {
                    let isMarkup = row.kind == .narrativeMarkup
                    let value = view.value(node)
                    let holds =
                        isMarkup
                        ? NarrativeRules.satisfiesMarkupRule(value) : NarrativeRules.satisfiesContentRule(value)
                    if !holds { note(.invariant, node, active, severity: .error, text: isMarkup ? "txt-1" : "txt-2") }
                }
                continue
            case .program: break
            }
            if isFirst(row.number, since: seen) { evaluate(row, node, active) }
        }
    }

    /// Whether an invariant is met for the first time on this node.
    @inline(__always)
    private func isFirst(_ number: UInt32, since start: Int) -> Bool {
        var place = start
        while place < invariantsSeen.count {
            if invariantsSeen[place] == number { return false }
            place += 1
        }
        invariantsSeen.push(number)
        return true
    }

    private func hasContained(_ node: ElementID) -> Bool {
        for child in view.children(node) where view.flags(child).contains(.contained) { return true }
        return false
    }

    // MARK: By hand

    private func check(_ invariant: HotInvariant, _ node: ElementID, _ active: ActiveRule) {
        if !invariant.holds(view, node) {
            note(.invariant, node, active, severity: .error, text: invariant.rawValue)
        }
    }

    // MARK: By expression

    private func evaluate(_ row: InvariantRow, _ node: ElementID, _ active: ActiveRule) {
        if row.isBestPractice, options.bestPractice == nil { return }
        let number = Int(row.number)
        if number >= programs.count {
            programs.append(contentsOf: repeatElement(.unknown, count: number - programs.count + 1))
        }
        if case .unknown = programs[number] {
            programs[number] = judgement.program(store.invariant(row.number), release: types.release)
        }
        switch programs[number] {
        case .unknown, .skipped: return
        case .broken(let why):
            if issues.speculation == 0 {
                note(
                    .invariantUndecided, node, active, decided: false,
                    text: undecided(row, why))
            }
        case .ready(let program):
            // A rule that a container states on a resource inside it sees the container as its resource.
            let isInside = active.element != 0 && view.isResource(node) && view.parent(node).exists
            let outcome = judgement.evaluate(
                program, view, node, resource: isInside ? view.resource(of: view.parent(node)) : nil)
            switch outcome {
            case .isTrue: return
            case .isEmpty:
                // The specification does not say what an invariant means that gives nothing; HL7's validator counts
                // it as a failure.
                if isCompatible {
                    noteFailure(row, node, active)
                } else if issues.speculation == 0 {
                    note(
                        .invariantUndecided, node, active, decided: false,
                        text: undecided(row, "its expression gives neither true nor false"))
                }
            case .isFalse: noteFailure(row, node, active)
            case .undecidable(let error):
                if issues.speculation == 0 {
                    note(
                        .invariantUndecided, node, active, decided: false,
                        text: undecided(row, error.message))
                }
            }
        }
    }

    private func noteFailure(_ row: InvariantRow, _ node: ElementID, _ active: ActiveRule) {
        var severity: Severity = row.severity == 2 ? .error : row.severity == 1 ? .warning : .information
        if row.isBestPractice, let practice = options.bestPractice { severity = practice }
        if !issues.makesTexts {
            note(.invariant, node, active, severity: severity)
            return
        }
        let definition = store.invariant(row.number)
        note(
            .invariant, node, active, severity: severity,
            text: definition.key + "\u{0}" + words(for: definition))
    }
}

extension Walk {
    /// Why a rule could not be evaluated, and what it asks for.
    private func undecided(_ row: InvariantRow, _ why: String) -> String {
        let definition = store.invariant(row.number)
        return
            "\(definition.key)\u{0}\(why)\(why.hasSuffix(".") ? "" : ".") It asks for this: \(words(for: definition))"
    }

    /// What an invariant asks for: our words, those published with it, or its expression.
    private func words(for invariant: InvariantDefinition) -> String {
        let own = InvariantWords.text(key: invariant.key, source: invariant.source, release: types.release)
        if !own.isEmpty { return own }
        if let human = invariant.human, !human.isEmpty { return human }
        let expression = invariant.expression
        return "its expression is `\(expression.count > 300 ? expression.prefix(300) + "…" : expression[...])`."
    }
}

/// An invariant's expression, ready to run.
enum InvariantProgram {
    case unknown
    /// Known to be wrong as it was published, beyond repair.
    case skipped
    case broken(String)
    case ready(CompiledExpression)
}
