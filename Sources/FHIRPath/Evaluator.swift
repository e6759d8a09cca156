public import ElementModel

/// Evaluates compiled expressions and keeps its working memory in between: one evaluator per worker.
///
/// ```swift
/// let evaluator = Evaluator()
/// let outcome = evaluator.evaluateBoolean(rule, in: view, focus: element)
/// ```
public final class Evaluator {
    /// What the expressions may ask of the world.
    public var host: EvaluationHost {
        get { machine.host }
        set { machine.host = newValue }
    }
    var machine: Machine

    public init(host: EvaluationHost = EvaluationHost(), limits: EvaluationLimits = EvaluationLimits()) {
        machine = Machine(host: host, limits: limits)
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
