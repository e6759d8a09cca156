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
            raise(
                Self.rule(of: problem), element(problem.place), problem.hl7 ?? "", problem.message, severity: severity,
                place: problem.path)
        }
        checkExpressions(of: definition)
    }

    private static func rule(of problem: StructureDefinitionChecks.Problem) -> Rule {
        switch problem.hl7 {
        case "SD_ED_TYPE_PROFILE_IS_MODIFIER", "SD_ED_TYPE_PROFILE_NOT_MODIFIER": .structureElementType
        case "SD_ILLEGAL_CHARACTERISTICS": .structureElement
        case "SD_VALUE_TYPE_IILEGAL": .structureValue
        case "SD_CONTEXT_SHOULD_NOT_BE_ELEMENT": .structureExtension
        default: .structureDefinition
        }
    }

    /// Invariants that a definition states are FHIRPath, and speak of elements that there are.
    private func checkExpressions(of definition: StructureDefinition) {
        for row in rows(.differential) {
            let path = string(row, .path) ?? ""
            let contexts = DefinitionPath.types(path, root: definition.type, in: types.release)
            let options = ExpressionOptions(
                release: types.release, contextType: contexts.count == 1 ? types.text(contexts[0]) : nil,
                leniency: .publishedInvariant,
                shape: ExpressionShape(definition.differential, name: definition.name, focus: path))
            for constraint in view.children(row) where view.name(constraint) == .constraint {
                let expression = view.child(constraint, .expression)
                guard expression.exists, view.hasValue(expression) else { continue }
                let text = view.value(expression).text
                do {
                    _ = try CompiledExpression(text, options: ExpressionOptions(release: types.release))
                    noteDoubts(try CompiledExpression(text, options: options), constraint)
                } catch {
                    raise(
                        .expressionInvalid, constraint, "ED_INVARIANT_EXPRESSION_ERROR",
                        "The expression of the invariant is no valid FHIRPath: \(error.message)")
                }
            }
        }
    }

    /// Warns of what an expression says that means nothing for its context.
    func noteDoubts(_ expression: CompiledExpression, _ node: ElementID) {
        guard let doubt = expression.diagnostics.first else { return }
        note(
            .expressionDoubtful, node, severity: .warning,
            text: "ED_INVARIANT_EXPRESSION_ERROR\u{0}'\(expression.text)' cannot work as it is meant: \(doubt.message) "
                + "It stands at byte \(doubt.offset) of the expression.")
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
