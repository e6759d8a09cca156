internal import Definitions

extension CompiledCodeSystem {
    /// Whether a concept passes a filter of a value set (R4 and STU3, *ValueSet.compose.include.filter*).
    ///
    /// - Returns: `nil` where the filter asks for what is not known here.
    func passes(_ number: Int, _ filter: ValueSet.Filter) -> Bool? {
        let isConcept = filter.property == "concept" || filter.property == "code"
        switch filter.op {
        case "is-a", "descendent-of", "descendant-of", "child-of", "is-not-a", "generalizes", "descendent-leaf":
            guard isConcept || filter.property == "parent" || filter.property == "child" else { return nil }
            guard let target = self.number(of: filter.value) else { return isComplete ? filter.op == "is-not-a" : nil }
            switch filter.op {
            case "is-a": return isKind(number, of: target)
            case "is-not-a": return !isKind(number, of: target)
            case "child-of": return parents[number].contains(target)
            case "generalizes": return isKind(target, of: number)
            case "descendent-leaf":
                return number != target && isKind(number, of: target) && children[number].isEmpty
            default: return number != target && isKind(number, of: target)
            }
        case "in", "not-in":
            let wanted = filter.value.split(separator: ",").map { $0.trimmed }
            let values = isConcept ? [concept(number).code] : values(filter.property, of: number)
            guard let values else { return nil }
            let isIn = values.contains { wanted.contains($0) }
            return filter.op == "in" ? isIn : !isIn
        case "=":
            if isConcept { return concept(number).code == filter.value }
            if filter.property == "parent" {
                guard let target = self.number(of: filter.value) else { return isComplete ? false : nil }
                return parents[number].contains(target)
            }
            if filter.property == "child" {
                guard let target = self.number(of: filter.value) else { return isComplete ? false : nil }
                return children[number].contains(target)
            }
            guard let values = values(filter.property, of: number) else { return nil }
            if values.isEmpty, isBoolean(filter.property) { return filter.value == "false" }
            return values.contains(filter.value)
        case "exists":
            guard let values = values(filter.property, of: number) else { return nil }
            return values.isEmpty == (filter.value == "false")
        default: return nil
        }
    }

    private func isBoolean(_ property: String) -> Bool {
        definition.properties.contains { $0.code == property && $0.type == "boolean" }
            || ["inactive", "notSelectable", "abstract"].contains(property)
    }

    /// The values that a concept has of a property; `nil` where the code system has no such property.
    private func values(_ property: String, of number: Int) -> [String]? {
        let concept = concept(number)
        switch property {
        case "display": return concept.display.map { [$0] } ?? []
        case "code": return [concept.code]
        default: break
        }
        let values = concept.properties.filter { $0.code == property }.map(\.value)
        if !values.isEmpty { return values }
        let isKnown =
            definition.properties.contains { $0.code == property }
            || definition.filters.contains { $0.code == property }
            || ["inactive", "notSelectable", "status", "abstract", "deprecated", "parent", "child"].contains(property)
        return isKnown && isComplete ? [] : nil
    }
}

extension Substring {
    /// Without white space at either end.
    var trimmed: String {
        var text = self
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
