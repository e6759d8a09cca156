internal import ElementModel

/// An expression that was read, checked and translated once: immutable, to be shared by all threads.
///
/// ```swift
/// let options = ExpressionOptions(release: .r4, contextType: "Patient")
/// let expression = try CompiledExpression("name.given", options: options)
/// let names = try evaluator.evaluate(expression, in: document.view)
/// ```
public final class CompiledExpression: Sendable {
    /// The expression as written.
    public let text: String
    public let options: ExpressionOptions
    /// What the static checker found; of an author's expression always nothing, since it throws.
    public var diagnostics: [ExpressionError] { program.diagnostics }
    /// Whether it asks for more than the resource holds: `conformsTo`, `memberOf`, `resolve`, `slice` …
    public var needsDefinitions: Bool { program.needsDefinitions }
    let program: Program

    /// Reads, checks and translates an expression.
    ///
    /// - Throws: ``ExpressionError``: a syntax error; an unknown type or variable; or, of an author's expression whose
    ///   context's type is given, what the static checker found first. (Published invariants are compiled all the
    ///   same, and keep the findings as ``diagnostics``.)
    public init(_ text: String, options: ExpressionOptions) throws(ExpressionError) {
        self.text = text
        self.options = options
        self.program = try Program(text, options: options)
    }

    /// Everything that is wrong with an expression, for linting: the error that keeps it from compiling, or what the
    /// static checker finds.
    public static func problems(in text: String, options: ExpressionOptions) -> [ExpressionError] {
        var lenient = options
        lenient.leniency = .publishedInvariant
        do throws(ExpressionError) {
            if options.leniency == .author { _ = try Parser.parse(text, options: options) }
            return try CompiledExpression(text, options: lenient).diagnostics
        } catch {
            return [error]
        }
    }
}
