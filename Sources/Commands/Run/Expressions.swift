internal import ElementModel
internal import FHIRPath
internal import Record
internal import Scenarios
internal import Synchronization

/// The FHIRPath of scenarios: each expression compiled once, evaluators kept for the next one who asks.
final class Expressions: Sendable {
    private struct Key: Hashable {
        var release: FHIRRelease
        var text: String
    }
    /// An evaluator has working memory of its own and serves one caller at a time.
    private struct Idle: @unchecked Sendable { var evaluators: [Evaluator] = [] }

    /// Whose definitions answer what expressions ask of profiles and terminology.
    private let validators: ReleaseValidators?

    init(validators: ReleaseValidators? = nil) { self.validators = validators }

    private let compiled = Mutex<[Key: Result<CompiledExpression, ExpressionError>]>([:])
    private let idle = Mutex(Idle())

    private func expression(_ text: String, _ release: FHIRRelease) throws(ExpressionError) -> CompiledExpression {
        let key = Key(release: release, text: text)
        if let known = compiled.withLock({ $0[key] }) { return try known.get() }
        let made = Result<CompiledExpression, ExpressionError> { () throws(ExpressionError) in
            try CompiledExpression(text, options: ExpressionOptions(release: release))
        }
        compiled.withLock { $0[key] = made }
        return try made.get()
    }

    /// The values of an expression on an element.
    func values(_ text: String, _ document: Document, _ element: ElementID) throws(PathFault) -> [PathValue] {
        let evaluator = idle.withLock { idle in
            Idle(evaluators: [idle.evaluators.popLast() ?? Evaluator()])
        }.evaluators[0]
        do throws(ExpressionError) {
            let expression = try expression(text, document.release)
            var host = EvaluationHost()
            let answers = ExpressionDefinitions(validators).answer(expression, on: document, in: &host)
            defer { withExtendedLifetime(answers) {} }
            evaluator.host = host
            let items = try evaluator.evaluate(expression, in: document.view, focus: element)
            evaluator.host = EvaluationHost()
            let box = Idle(evaluators: [evaluator])
            idle.withLock { $0.evaluators += box.evaluators }
            if let reason = items.undecided.first {
                throw ExpressionError(.execution, at: 0, reason, isUndecidable: true)
            }
            return items.map { item in
                if case .element(_, let element) = item { return PathValue(element: element, text: item.text) }
                return PathValue(element: nil, text: item.text)
            }
        } catch {
            throw PathFault(message: error.description, isUndecided: error.isUndecidable)
        }
    }

    /// What the outer parts of an expression gave on an element: `code.coding → 2 items; code.coding.where(…) → nothing`.
    func trace(_ text: String, _ document: Document, _ element: ElementID) -> String {
        final class Steps { var parts: [String] = [] }
        let steps = Steps()
        guard
            let expression = try? CompiledExpression(
                text, options: ExpressionOptions(release: document.release, isTraced: true))
        else { return "" }
        var host = EvaluationHost()
        let answers = ExpressionDefinitions(validators).answer(expression, on: document, in: &host)
        defer { withExtendedLifetime(answers) {} }
        host.step = { step in
            // The whole is known to be false, and literals say nothing.
            guard step.depth == 0, step.expression != text, !step.expression.hasPrefix("'"), steps.parts.count < 12
            else { return }
            // Other values may differ from run to run, and reports of equal runs are equal.
            let value: String
            switch step.items.first {
            case nil: value = "nothing"
            case .boolean(let truth)? where step.items.count == 1: value = truth ? "true" : "false"
            default: value = step.items.count == 1 ? "1 item" : "\(step.items.count) items"
            }
            steps.parts.append("\(step.expression) → \(value)")
        }
        _ = try? Evaluator(host: host).evaluate(expression, in: document.view, focus: element)
        return steps.parts.joined(separator: "; ")
    }
}
