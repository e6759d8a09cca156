internal import ElementModel
internal import Record

extension Walk {
    // MARK: Equality, silently

    /// Whether an element equals a value of a definition: same children, same order, same texts.
    func isEqual(_ node: ElementID, _ other: ElementView, _ value: ElementID) -> Bool {
        guard hasSameText(node, other, value) else { return false }
        var mine = view.children(node)
        var theirs = other.children(value)
        while true {
            switch (mine.next(), theirs.next()) {
            case (nil, nil): return true
            case (let one?, let two?):
                if view.name(one) != other.name(two) || !isEqual(one, other, two) { return false }
            default: return false
            }
        }
    }

    /// Whether an element holds all that a pattern has.
    func contains(_ node: ElementID, _ other: ElementView, _ pattern: ElementID) -> Bool {
        if other.hasValue(pattern), !hasSameText(node, other, pattern) { return false }
        for part in other.children(pattern) {
            var found = false
            for child in view.children(node) where view.name(child) == other.name(part) && contains(child, other, part)
            {
                found = true
                break
            }
            if !found { return false }
        }
        return true
    }

    private func hasSameText(_ node: ElementID, _ other: ElementView, _ value: ElementID) -> Bool {
        guard view.hasValue(node) == other.hasValue(value) else { return false }
        return !other.hasValue(value) || view.value(node) == other.value(value)
    }

    // MARK: Equality, with words

    /// Notes where an element differs from a fixed value.
    func checkFixed(_ node: ElementID, _ other: ElementView, _ value: ElementID, _ active: ActiveRule) {
        if isEqual(node, other, value) { return }
        if other.hasValue(value) || view.hasValue(node) {
            if !hasSameText(node, other, value) { note(.fixedValue, node, active, text: other.shown(value)) }
        }
        checkParts(node, other, value, active, isPattern: false)
        for child in view.children(node) {
            let name = view.name(child)
            if name == .id || other.child(value, name).exists { continue }
            note(.fixedExtra, child, active, text: other.shown(value))
        }
    }

    /// Notes where an element lacks what a pattern has.
    func checkPattern(_ node: ElementID, _ other: ElementView, _ pattern: ElementID, _ active: ActiveRule) {
        if contains(node, other, pattern) { return }
        if other.hasValue(pattern), !hasSameText(node, other, pattern) {
            note(.patternValue, node, active, text: other.shown(pattern))
        }
        checkParts(node, other, pattern, active, isPattern: true)
    }

    private func checkParts(
        _ node: ElementID, _ other: ElementView, _ value: ElementID, _ active: ActiveRule, isPattern: Bool
    ) {
        var seen: [Symbol] = []
        for part in other.children(value) {
            let name = other.name(part)
            var taken = 0
            if other[part].index >= 0 {
                // Lists: some item of the instance must do for each item of the pattern.
                var holds = false
                var only = ElementID.none
                for child in view.children(node) where view.name(child) == name {
                    taken += 1
                    only = child
                    if isPattern ? contains(child, other, part) : isEqual(child, other, part) { holds = true }
                }
                if holds { continue }
                if taken == 0 {
                    note(
                        isPattern ? .patternMissing : .fixedMissing, node, active, step: name, text: other.shown(part))
                } else if taken == 1 {
                    isPattern ? checkPattern(only, other, part, active) : checkFixed(only, other, part, active)
                } else if !seen.contains(name) {
                    note(isPattern ? .patternValue : .fixedValue, node, active, variant: 2, text: other.shown(part))
                }
                seen.append(name)
                continue
            }
            let child = view.child(node, name)
            guard child.exists else {
                note(isPattern ? .patternMissing : .fixedMissing, node, active, step: name, text: other.shown(part))
                continue
            }
            isPattern ? checkPattern(child, other, part, active) : checkFixed(child, other, part, active)
        }
    }
}

extension ElementView {
    /// A value in one line, as messages show it.
    func shown(_ element: ElementID) -> String {
        if hasValue(element), !hasChildren(element) { return "'\(value(element).text)'" }
        var parts: [String] = []
        if hasValue(element) { parts.append("'\(value(element).text)'") }
        for child in children(element) { parts.append("\(name(child).text) \(shown(child))") }
        return "{\(parts.joined(separator: ", "))}"
    }
}
