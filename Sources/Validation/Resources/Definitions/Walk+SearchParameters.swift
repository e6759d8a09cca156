internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Record

/// Search parameters (R4 and STU3, *SearchParameter*).
extension Walk {
    func checkSearchParameter(_ node: ElementID) {
        if string(node, .type) == "composite", all(node, .component).count < 2 {
            raise(
                .searchParameterComponents, node, "SEARCHPARAMETER_MISSING_COMPONENTS",
                "A composite search parameter is composed of two others or more: add its components.")
        }
        let bases = strings(node, .base)
        if let expression = string(node, .expression) {
            let isIdle = selectsNothing(expression, of: bases)
            check(
                expression, at: view.child(node, .expression), of: bases.count == 1 ? bases[0] : nil, doubts: !isIdle)
            if isIdle {
                raise(
                    .expressionInvalid, view.child(node, .expression), "ED_SEARCH_EXPRESSION_ERROR",
                    "The expression speaks of other types alone than those that the parameter is for "
                        + "(\(bases.joined(separator: ", "))), so that it selects nothing.")
            }
        }
        for component in all(node, .component) {
            guard let expression = string(component, .expression) else { continue }
            check(expression, at: view.child(component, .expression), of: nil, doubts: false)
        }
        checkOrigin(ofSearchParameter: node, bases: bases)
    }

    private func check(_ expression: String, at place: ElementID, of type: String?, doubts: Bool) {
        do {
            let compiled = try CompiledExpression(
                expression,
                options: ExpressionOptions(release: types.release, contextType: type, leniency: .publishedInvariant))
            if doubts { noteDoubts(compiled, place) }
        } catch {
            raise(
                .expressionInvalid, place, "ED_SEARCH_EXPRESSION_ERROR",
                "The expression is no valid FHIRPath: \(error.message)")
        }
    }

    /// A parameter that is derived from another narrows it.
    private func checkOrigin(ofSearchParameter node: ElementID, bases: [String]) {
        guard let derived = string(node, .derivedFrom) else { return }
        guard let parent = judgement.context.searchParameter(derived) else {
            raise(
                .searchParameterOrigin, node, "SEARCHPARAMETER_NOTFOUND",
                "The search parameter '\(derived)' that this one is derived from is not among the definitions.",
                severity: .warning, decided: false)
            return
        }
        let strangers = bases.filter { !parent.base.contains($0) && !parent.base.contains("Resource") }
        if !strangers.isEmpty {
            raise(
                .searchParameterBase, node, "SEARCHPARAMETER_BASE_WRONG",
                "The definition that this one is derived from is for \(parent.base.joined(separator: ", ")), not for "
                    + "\(strangers.joined(separator: ", ")).")
        }
        if let type = string(node, .type), type != parent.type {
            raise(
                .searchParameterOrigin, node, "SEARCHPARAMETER_TYPE_WRONG",
                "The definition that this one is derived from has the type \(parent.type), not \(type).")
        }
        if let own = string(node, .expression), let other = parent.expression,
            parts(own, of: bases) != parts(other, of: bases)
        {
            raise(
                .searchParameterOrigin, node, "SEARCHPARAMETER_EXP_WRONG",
                "The definition that this one is derived from has the expression '\(other)'.", severity: .warning)
        }
    }

    /// The parts of a union that speak of the bases, in no order.
    private func parts(_ expression: String, of bases: [String]) -> [String] {
        expression.split(separator: "|").map { part in
            part.split(separator: " ").joined(separator: " ").trimmingParentheses
        }
        .filter { part in
            let start = String(part.prefix { $0.isLetter })
            return types.type(named: start) == .none || bases.contains(start)
        }
        .sorted()
    }

    /// Whether every part of a union begins with the name of a type that is none of the bases.
    private func selectsNothing(_ expression: String, of bases: [String]) -> Bool {
        let kinds = bases.map { types.type(named: $0) }
        guard !bases.isEmpty, !kinds.contains(.none) else { return false }
        let parts = expression.split(separator: "|").map { part in
            part.drop { $0 == " " || $0 == "(" }.prefix { $0.isLetter }
        }
        return parts.allSatisfy { start in
            let type = types.type(named: String(start))
            guard type != .none, start.first?.isUppercase == true else { return false }
            return !kinds.contains { types.isKind($0, of: type) || types.isKind(type, of: $0) }
        }
    }
}

extension String {
    /// Without the parentheses that enclose the whole.
    fileprivate var trimmingParentheses: String {
        hasPrefix("(") && hasSuffix(")") ? String(dropFirst().dropLast()) : self
    }
}
