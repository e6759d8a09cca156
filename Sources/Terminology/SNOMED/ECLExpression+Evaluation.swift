extension ECLExpression {
    /// Whether a concept is in the set that the constraint describes, by three-valued logic: what is unknown stays so
    /// only where it matters.
    ///
    /// - Returns: `nil` where the graph does not know enough.
    public func contains(_ concept: Int64, in graph: some ConceptGraph) -> Bool? {
        switch self {
        case .any: return graph.isActive(concept)
        case .concept(let id): return id == concept
        case .hierarchy(let hierarchy, let operand):
            return ECLExpression.contains(concept, hierarchy, operand, in: graph)
        case .memberOf(let operand):
            guard let sets = graph.referenceSets(of: concept) else { return nil }
            return ECLExpression.any(sets) { operand.contains($0, in: graph) }
        case .and(let parts): return ECLExpression.all(parts) { $0.contains(concept, in: graph) }
        case .or(let parts): return ECLExpression.any(parts) { $0.contains(concept, in: graph) }
        case .minus(let first, let second):
            return ECLExpression.all([true, false]) { isFirst in
                isFirst
                    ? first.contains(concept, in: graph)
                    : second.contains(concept, in: graph).map { !$0 }
            }
        case .refined(let focus, let refinement):
            return ECLExpression.all([true, false]) { isFocus in
                isFocus ? focus.contains(concept, in: graph) : refinement.holds(for: concept, in: graph)
            }
        case .dotted(let focus, let attribute):
            guard let uses = graph.uses(of: concept) else { return nil }
            return ECLExpression.any(uses) { use in
                ECLExpression.all([true, false]) {
                    $0 ? attribute.contains(use.type, in: graph) : focus.contains(use.source, in: graph)
                }
            }
        case .filtered: return nil
        }
    }

    private static func contains(
        _ concept: Int64, _ hierarchy: Hierarchy, _ operand: ECLExpression, in graph: some ConceptGraph
    ) -> Bool? {
        func inOperand(_ candidates: [Int64]?) -> Bool? {
            guard let candidates else {
                // Nothing is its own ancestor: that much is known without a release.
                return operand == .concept(concept) ? false : nil
            }
            return any(candidates) { operand.contains($0, in: graph) }
        }
        func orSelf(_ answer: () -> Bool?) -> Bool? {
            let own = operand.contains(concept, in: graph)
            if own == true { return true }
            let other = answer()
            return other == true ? true : (own == nil ? nil : other)
        }
        switch hierarchy {
        case .descendants: return inOperand(graph.ancestors(of: concept))
        case .children: return inOperand(graph.parents(of: concept))
        case .descendantsOrSelf: return orSelf { inOperand(graph.ancestors(of: concept)) }
        case .childrenOrSelf: return orSelf { inOperand(graph.parents(of: concept)) }
        case .ancestors: return above(concept, operand, of: graph.ancestors)
        case .parents: return above(concept, operand, of: graph.parents)
        case .ancestorsOrSelf: return orSelf { above(concept, operand, of: graph.ancestors) }
        case .parentsOrSelf: return orSelf { above(concept, operand, of: graph.parents) }
        }
    }

    /// Whether a concept stands above one that the operand names; only concepts that are named can be looked up from.
    private static func above(
        _ concept: Int64, _ operand: ECLExpression, of lines: (Int64) -> [Int64]?
    ) -> Bool? {
        switch operand {
        case .concept(let id): return lines(id).map { $0.contains(concept) }
        case .or(let parts): return any(parts) { above(concept, $0, of: lines) }
        default: return nil
        }
    }

    static func any<Element>(_ elements: [Element], _ holds: (Element) -> Bool?) -> Bool? {
        var isUnknown = false
        for element in elements {
            switch holds(element) {
            case true?: return true
            case false?: break
            case nil: isUnknown = true
            }
        }
        return isUnknown ? nil : false
    }

    static func all<Element>(_ elements: [Element], _ holds: (Element) -> Bool?) -> Bool? {
        var isUnknown = false
        for element in elements {
            switch holds(element) {
            case true?: break
            case false?: return false
            case nil: isUnknown = true
            }
        }
        return isUnknown ? nil : true
    }
}

extension ECLRefinement {
    /// Whether a concept's attributes are as asked for; `nil` where the graph does not know enough.
    func holds(for concept: Int64, in graph: some ConceptGraph) -> Bool? {
        guard let attributes = graph.attributes(of: concept) else { return nil }
        return holds(attributes, of: concept, in: graph)
    }

    private func holds(_ attributes: [ConceptAttribute], of concept: Int64, in graph: some ConceptGraph) -> Bool? {
        switch self {
        case .and(let parts): return ECLExpression.all(parts) { $0.holds(attributes, of: concept, in: graph) }
        case .or(let parts): return ECLExpression.any(parts) { $0.holds(attributes, of: concept, in: graph) }
        case .group(let inner, let minimum, let maximum):
            var groups: [Int64] = []
            for attribute in attributes where attribute.group != 0 && !groups.contains(attribute.group) {
                groups.append(attribute.group)
            }
            // Attributes outside any group stand each for themselves.
            let sets =
                groups.map { group in attributes.filter { $0.group == group } }
                + attributes.filter { $0.group == 0 }.map { [$0] }
            return ECLRefinement.count(sets, minimum, maximum) { inner.holds($0, of: concept, in: graph) }
        case .attribute(let attribute):
            guard let value = attribute.value else { return nil }
            guard let candidates = attribute.isReverse ? graph.uses(of: concept) : attributes else { return nil }
            return ECLRefinement.count(candidates, attribute.minimum, attribute.maximum) { candidate in
                ECLExpression.all([true, false]) { isName in
                    if isName { return attribute.name.contains(candidate.type, in: graph) }
                    let other = attribute.isReverse ? candidate.source : candidate.target
                    let isIn = value.contains(other, in: graph)
                    return attribute.isEqual ? isIn : isIn.map { !$0 }
                }
            }
        }
    }

    /// Whether so many elements hold.
    private static func count<Element>(
        _ elements: [Element], _ minimum: Int, _ maximum: Int?, _ holds: (Element) -> Bool?
    ) -> Bool? {
        var sure = 0
        var unknown = 0
        for element in elements {
            switch holds(element) {
            case true?: sure += 1
            case false?: break
            case nil: unknown += 1
            }
        }
        if let maximum, sure > maximum { return false }
        if sure + unknown < minimum { return false }
        if sure >= minimum, maximum.map({ sure + unknown <= $0 }) ?? true { return true }
        return nil
    }
}
