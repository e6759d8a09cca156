/// An expression that was read, checked and translated once: immutable, to be shared by all threads.
///
/// ```swift
/// let expression = try CompiledExpression("name.given", options: ExpressionOptions(release: .r4, contextType: "Patient"))
/// let names = try evaluator.evaluate(expression, in: document.view)
/// ```
public final class CompiledExpression: Sendable {
    /// The expression as written.
    public let text: String
    public let options: ExpressionOptions
    let program: Program

    /// Reads, checks and translates an expression.
    ///
    /// - Throws: ``ExpressionError``: a syntax error; or, where the context's type is given, what the static checker
    ///   found first (``ExpressionChecker`` lists everything).
    public init(_ text: String, options: ExpressionOptions) throws(ExpressionError) {
        self.text = text
        self.options = options
        self.program = try Program(text, options: options)
    }
}
