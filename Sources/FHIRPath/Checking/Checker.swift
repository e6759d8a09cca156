/// stub
struct Checker {
    var diagnostics: [ExpressionError] = []
    init(tree: SyntaxTree, options: ExpressionOptions) {}
    mutating func run() {}
}
