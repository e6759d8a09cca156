internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Record

extension Walk {
    /// Judges the StructureDefinition at hand by what its differential makes of its base.
    func checkDifferential() {
        guard document.isReadable, let (definition, snapshot) = StructureDefinition.read(document) else { return }
        for problem in definitionChecks.problems(in: definition, snapshot: snapshot) {
            // HL7's validator refuses a differential whose rows are out of order.
            let severity: Severity =
                isCompatible && problem.hl7 == nil && problem.severity == .warning ? .error : problem.severity
            note(
                .structureDefinition, element(problem.place), severity: severity,
                text: (problem.hl7 ?? "") + "\u{0}" + problem.message)
        }
        checkExpressions()
    }

    /// Invariants that a definition states are FHIRPath.
    private func checkExpressions() {
        for row in rows(.differential) {
            for constraint in view.children(row) where view.name(constraint) == .constraint {
                let expression = view.child(constraint, .expression)
                guard expression.exists, view.hasValue(expression) else { continue }
                do {
                    _ = try CompiledExpression(
                        view.value(expression).text, options: ExpressionOptions(release: types.release))
                } catch {
                    note(
                        .expressionInvalid, constraint, severity: .error,
                        text: "ED_INVARIANT_EXPRESSION_ERROR\u{0}The expression of the invariant is no valid FHIRPath: "
                            + error.message)
                }
            }
        }
    }

    private func rows(_ part: Symbol) -> [ElementID] {
        let list = view.child(.root, part)
        return list.exists ? view.children(list).filter { view.name($0) == .element } : []
    }

    private func element(_ place: StructureDefinitionChecks.Place) -> ElementID {
        func row(_ part: StructureDefinitionChecks.Part, _ number: Int) -> ElementID? {
            let rows = rows(part == .differential ? .differential : .snapshot)
            return rows.indices.contains(number) ? rows[number] : nil
        }
        switch place {
        case .root: return .root
        case .type:
            let type = view.child(.root, .type)
            return type.exists ? type : .root
        case .context(let number):
            let contexts = view.children(.root).filter { view.name($0) == .context }
            return contexts.indices.contains(number) ? contexts[number] : .root
        case .element(let part, let number): return row(part, number) ?? .root
        case .profile(let part, let number, let canonical):
            guard let row = row(part, number) else { return .root }
            for type in view.children(row) where view.name(type) == .type {
                for profile in view.children(type) where view.name(profile) == .profile && view.hasValue(profile) {
                    if view.value(profile).text == canonical { return profile }
                }
            }
            return row
        }
    }
}
