internal import Definitions

/// The filters of value sets on SNOMED CT (R4 *SNOMED CT*, filter properties), as far as a graph answers them.
enum SNOMEDFilter {
    /// Whether a concept passes; `nil` where it cannot be told.
    ///
    /// - Parameter expression: gives the constraint that a text is, `nil` where it is none.
    static func passes(
        _ concept: Int64, _ filter: ValueSet.Filter, _ expression: (String) -> ECLExpression?,
        in graph: some ConceptGraph
    ) -> Bool? {
        switch filter.property {
        case "constraint", "expression":
            return filter.op == "=" ? expression(filter.value)?.contains(concept, in: graph) : nil
        case "concept", "code":
            let value = filter.value.filter { !$0.isWhitespace }
            if filter.op == "in" || filter.op == "not-in" {
                // `concept in <reference set>` is SNOMED's own use; a list of concepts is met too.
                let named = value.split(separator: ",").compactMap { Int64($0) }
                let isIn = ECLExpression.any(named) { id in
                    id == concept ? true : graph.referenceSets(of: concept).map { $0.contains(id) }
                }
                return filter.op == "in" ? isIn : isIn.map { !$0 }
            }
            guard let id = Int64(value) else { return nil }
            let operand = ECLExpression.concept(id)
            switch filter.op {
            case "=": return concept == id
            case "is-a": return ECLExpression.hierarchy(.descendantsOrSelf, operand).contains(concept, in: graph)
            case "is-not-a":
                return ECLExpression.hierarchy(.descendantsOrSelf, operand).contains(concept, in: graph).map { !$0 }
            case "descendent-of", "descendant-of":
                return ECLExpression.hierarchy(.descendants, operand).contains(concept, in: graph)
            case "child-of": return ECLExpression.hierarchy(.children, operand).contains(concept, in: graph)
            case "generalizes":
                return ECLExpression.hierarchy(.ancestorsOrSelf, operand).contains(concept, in: graph)
            default: return nil
            }
        case "parent":
            guard filter.op == "=", let id = Int64(filter.value) else { return nil }
            return ECLExpression.hierarchy(.children, .concept(id)).contains(concept, in: graph)
        case "inactive":
            guard filter.op == "=" else { return nil }
            return graph.isActive(concept).map { $0 != (filter.value == "true") }
        default:
            // The properties of the model: `246075003 = 387517004`.
            guard filter.op == "=", let type = Int64(filter.property), let target = Int64(filter.value) else {
                return nil
            }
            return graph.attributes(of: concept).map { $0.contains { $0.type == type && $0.target == target } }
        }
    }
}
