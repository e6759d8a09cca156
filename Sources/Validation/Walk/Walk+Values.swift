internal import ElementModel
internal import Record

extension Walk {
    // MARK: Equality, silently

    /// Whether an element equals a value of a definition: the same children, lists in the same order, the same texts.
    /// The id of an element is no part of its value, and the members of an object have no order.
    func isEqual(_ node: ElementID, _ other: ElementView, _ value: ElementID) -> Bool {
        guard hasSameText(node, other, value) else { return false }
        var surplus = 0
        for child in view.children(node) where view.name(child) != .id { surplus += 1 }
        for part in other.children(value) where other.name(part) != .id {
            surplus -= 1
            guard let child = counterpart(of: part, other, below: node), isEqual(child, other, part) else {
                return false
            }
        }
        return surplus == 0
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
            if name == .id { continue }
            // Of a list, what stands beyond its end.
            let isBeyond = view[child].index >= 0 && Int(view[child].index) >= count(name, other, value)
            if other.child(value, name).exists, !isBeyond { continue }
            note(.fixedExtra, child, active, text: other.shown(value))
        }
    }

    private func count(_ name: Symbol, _ other: ElementView, _ value: ElementID) -> Int {
        var count = 0
        for part in other.children(value) where other.name(part) == name { count += 1 }
        return count
    }

    /// The child that stands at the same place of its list as an item of a fixed value.
    private func counterpart(of part: ElementID, _ other: ElementView, below node: ElementID) -> ElementID? {
        var place = max(0, other[part].index)
        for child in view.children(node) where view.name(child) == other.name(part) {
            if place == 0 { return child }
            place -= 1
        }
        return nil
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
            if other[part].index >= 0, !isPattern {
                // Lists are fixed item by item: "SHALL be exactly the value" (R4 and STU3, *ElementDefinition.fixed*).
                if let child = counterpart(of: part, other, below: node) {
                    checkFixed(child, other, part, active)
                } else {
                    note(.fixedMissing, node, active, step: name, text: other.shown(part))
                }
                continue
            }
            if other[part].index >= 0 {
                // Lists: some item of the instance must do for each item of the pattern.
                var holds = false
                var only = ElementID.none
                for child in view.children(node) where view.name(child) == name {
                    taken += 1
                    only = child
                    if contains(child, other, part) { holds = true }
                }
                if holds { continue }
                if taken == 0 {
                    note(.patternMissing, node, active, step: name, text: other.shown(part))
                } else if taken == 1 {
                    checkPattern(only, other, part, active)
                } else if !seen.contains(name) {
                    note(.patternValue, node, active, variant: 2, text: other.shown(part))
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
