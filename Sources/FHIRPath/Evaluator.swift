public import ElementModel
internal import Record

/// Evaluates compiled expressions and keeps its working memory in between: one evaluator per worker.
///
/// ```swift
/// let evaluator = Evaluator()
/// let outcome = evaluator.evaluateBoolean(rule, in: view, focus: element)
/// ```
///
/// Documents must live while an evaluation that walks them runs; results that hold elements hold no document.
public final class Evaluator {
    /// What the expressions may ask of the world.
    public var host: EvaluationHost {
        get { machine.host }
        set { machine.host = newValue }
    }
    /// How many references `resolve()` could not follow in the last evaluation.
    public var unresolvedCount: Int { machine.unresolvedCount }
    /// How many steps the last evaluation took.
    public var stepCount: Int { machine.limits.steps - machine.steps }
    // One evaluator belongs to one worker; the check at run time would cost a tenth of a short rule.
    @exclusivity(unchecked) private var machine: Machine

    public init(host: EvaluationHost = EvaluationHost(), limits: EvaluationLimits = EvaluationLimits()) {
        machine = Machine(host: host, limits: limits)
    }

    /// Evaluates an expression on an element.
    ///
    /// - Parameters:
    ///   - expression: the compiled expression, for the view's release.
    ///   - view: the document.
    ///   - focus: the element that `$this` and `%context` are at first.
    ///   - resource: `%resource`; `nil`: the innermost resource around the focus (STU3: the outermost container).
    ///   - rootResource: `%rootResource`; `nil`: the container of a contained resource, else the resource itself.
    ///   - variables: values of the variables that the expression's options name.
    /// - Returns: the items, in order.
    /// - Throws: ``ExpressionError`` of kind execution.
    public func evaluate(
        _ expression: CompiledExpression, in view: ElementView, focus: ElementID = .root, resource: ElementID? = nil,
        rootResource: ElementID? = nil, variables: [String: [ResultItem]] = [:]
    ) throws(ExpressionError) -> ResultItems {
        try machine.evaluate(
            expression.program, view, focus, resource ?? Evaluator.resource(of: focus, in: view),
            rootResource ?? Evaluator.rootResource(of: focus, in: view), variables)
        return machine.results(0, machine.top)
    }

    /// Evaluates an expression that needs no document: without one, paths give nothing.
    public func evaluate(
        _ expression: CompiledExpression, variables: [String: [ResultItem]] = [:]
    ) throws(ExpressionError) -> ResultItems {
        try machine.evaluate(expression.program, nil, .none, .none, .none, variables)
        return machine.results(0, machine.top)
    }

    /// Evaluates a rule: one item that is no boolean counts as true, and so do several in a lenient expression.
    ///
    /// Allocates nothing for the usual rule. Parameters as in ``evaluate(_:in:focus:resource:rootResource:variables:)``.
    public func evaluateBoolean(
        _ expression: CompiledExpression, in view: ElementView, focus: ElementID = .root, resource: ElementID? = nil,
        rootResource: ElementID? = nil
    ) -> BooleanOutcome {
        evaluateBoolean(
            expression, in: view, focus: focus, resource: resource ?? Evaluator.resource(of: focus, in: view),
            rootResource: rootResource ?? Evaluator.rootResource(of: focus, in: view), variables: nil)
    }

    private func evaluateBoolean(
        _ expression: CompiledExpression, in view: ElementView, focus: ElementID, resource: ElementID,
        rootResource: ElementID, variables: [String: [ResultItem]]?
    ) -> BooleanOutcome {
        do {
            try machine.evaluate(expression.program, view, focus, resource, rootResource, variables)
            let truth = try machine.truth(0, Instruction(operation: .data, offset: 0))
            if let reason = machine.undecided.first {
                return .undecidable(
                    ExpressionError(.execution, at: 0, "This could not be decided: \(reason).", isUndecidable: true))
            }
            switch truth {
            case .yes: return .isTrue
            case .no: return .isFalse
            case .empty: return .isEmpty
            }
        } catch {
            return .undecidable(error)
        }
    }

    /// How many items an expression gives, without making results of them.
    public func count(
        _ expression: CompiledExpression, in view: ElementView, focus: ElementID = .root
    ) throws(ExpressionError) -> Int {
        try machine.evaluate(
            expression.program, view, focus, Evaluator.resource(of: focus, in: view),
            Evaluator.rootResource(of: focus, in: view), nil)
        return machine.top
    }

    // MARK: The resources around an element

    /// `%resource` of an element: the innermost resource around it; in STU3, whose rules know no `%rootResource`, the
    /// container of a contained one.
    public static func resource(of element: ElementID, in view: ElementView) -> ElementID {
        view.release == .stu3 ? rootResource(of: element, in: view) : view.resource(of: element)
    }

    /// `%rootResource` of an element: the container of a contained resource, else the resource itself.
    public static func rootResource(of element: ElementID, in view: ElementView) -> ElementID {
        var resource = view.resource(of: element)
        while resource.exists, view.flags(resource).contains(.contained), view.parent(resource).exists {
            resource = view.resource(of: view.parent(resource))
        }
        return resource
    }
}

/// The bounds of one evaluation: what exceeds them is undecidable, never endless.
public struct EvaluationLimits: Sendable {
    /// How many instructions and elements may be worked on.
    public var steps = 200_000_000
    /// How many items may stand in collections at the same time.
    public var items = 8_000_000
    /// How many bytes of text may be made.
    public var textBytes = 128 * 1024 * 1024
    public init() {}
}
