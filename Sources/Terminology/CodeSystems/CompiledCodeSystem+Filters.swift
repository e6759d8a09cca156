internal import Definitions

/// Which concepts of a code system pass the filters of an include, worked out once: then a question is one look.
struct FilterSelection: Sendable {
    /// Per concept: out, in, or the number of the filter that could not be evaluated and two.
    private(set) var states: [UInt8]

    static var isOut: UInt8 { 0 }
    static var isIn: UInt8 { 1 }

    init(_ system: CompiledCodeSystem, _ filters: [CompiledFilter]) {
        states = [UInt8](repeating: FilterSelection.isIn, count: system.definition.concepts.count)
        for (number, filter) in filters.enumerated() {
            let undecided = UInt8(min(number + 2, 255))
            let selected = system.select(filter)
            for concept in states.indices where states[concept] != FilterSelection.isOut {
                switch selected?[concept] ?? system.passes(concept, filter) {
                case true?: break
                case false?: states[concept] = FilterSelection.isOut
                case nil: states[concept] = undecided
                }
            }
        }
    }
}

extension CompiledCodeSystem {
    /// The concepts that a filter on the hierarchy selects; `nil` for other filters and where it cannot be told.
    fileprivate func select(_ filter: CompiledFilter) -> [Bool]? {
        guard CompiledCodeSystem.hierarchical.contains(filter.op) else { return nil }
        guard CompiledCodeSystem.isConcept(filter.property) || filter.property == "parent" || filter.property == "child"
        else { return nil }
        let count = definition.concepts.count
        guard let target = self.number(of: filter.value) else {
            guard isComplete else { return nil }
            return [Bool](repeating: filter.op == "is-not-a", count: count)
        }
        var marks = [Bool](repeating: false, count: count)
        switch filter.op {
        case "child-of":
            for child in children[target] { marks[child] = true }
        case "generalizes": mark(&marks, from: target, along: parents)
        default: mark(&marks, from: target, along: children)
        }
        switch filter.op {
        case "is-not-a": for number in marks.indices { marks[number].toggle() }
        case "descendent-of", "descendant-of": marks[target] = false
        case "descendent-leaf", "descendant-leaf":
            marks[target] = false
            for number in marks.indices where marks[number] { marks[number] = children[number].isEmpty }
        default: break
        }
        return marks
    }

    private func mark(_ marks: inout [Bool], from start: Int, along edges: [[Int]]) {
        marks[start] = true
        var queue = [start]
        while let next = queue.popLast() {
            for other in edges[next] where !marks[other] {
                marks[other] = true
                queue.append(other)
            }
        }
    }

    private static let hierarchical: Set<String> = [
        "is-a", "descendent-of", "descendant-of", "child-of", "is-not-a", "generalizes", "descendent-leaf",
        "descendant-leaf",
    ]

    private static func isConcept(_ property: String) -> Bool { property == "concept" || property == "code" }

    /// Whether a concept passes a filter on its properties (R4 and STU3, *ValueSet.compose.include.filter*).
    ///
    /// - Returns: `nil` where the filter asks for what is not known here.
    fileprivate func passes(_ number: Int, _ filter: CompiledFilter) -> Bool? {
        if filter.op == "=", filter.property == "parent" || filter.property == "child" {
            guard let target = self.number(of: filter.value) else { return isComplete ? false : nil }
            return (filter.property == "parent" ? parents : children)[number].contains(target)
        }
        let values = values(filter.property, of: number)
        switch filter.op {
        case "in", "not-in":
            guard let values else { return nil }
            let isIn = values.contains { filter.values.contains($0) }
            return filter.op == "in" ? isIn : !isIn
        case "=":
            guard let values else { return nil }
            if values.isEmpty, isBoolean(filter.property) { return filter.value == "false" }
            return values.contains(filter.value)
        case "exists":
            guard let values else { return nil }
            return values.isEmpty == (filter.value == "false")
        case "regex":
            guard let values else { return nil }
            var isUnknown = false
            for value in values {
                switch filter.matches(value) {
                case true?: return true
                case false?: break
                case nil: isUnknown = true
                }
            }
            return isUnknown ? nil : false
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
        case "code", "concept": return [concept.code]
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
