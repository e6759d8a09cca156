internal import ElementModel
internal import Patterns
internal import Record

/// A translated expression: instructions and what they refer to. Immutable.
final class Program: @unchecked Sendable {
    let instructions: UnsafeMutableBufferPointer<Instruction>
    let constants: UnsafeMutableBufferPointer<Item>
    let types: UnsafeMutableBufferPointer<TypeReference>
    let patterns: [Pattern?]
    /// The names of the caller's variables.
    let names: [String]
    /// How many places for saved collections it needs.
    let savedCount: Int
    /// Whether it calls a function that asks the host for definitions or terminology.
    let needsDefinitions: Bool
    let table: TypeTable
    let isLenient: Bool
    let isSTU3: Bool
    let text: String
    /// What the static checker found.
    let diagnostics: [ExpressionError]
    /// The bytes of literals.
    private let bytes: [UnsafeMutableBufferPointer<UInt8>]

    init(_ text: String, options: ExpressionOptions) throws(ExpressionError) {
        let tree = try Parser.parse(text, options: options)
        var checker = Checker(tree: tree, options: options)
        checker.run()
        diagnostics = checker.diagnostics
        if options.leniency == .author, options.contextType != nil,
            let first = checker.diagnostics.first(where: { $0.kind == .semantic })
        {
            throw first
        }
        var compiler = Compiler(tree: tree, options: options)
        try compiler.compile()
        instructions = Program.copy(compiler.instructions)
        constants = Program.copy(compiler.constants)
        types = Program.copy(compiler.types)
        patterns = compiler.patterns
        names = compiler.names
        savedCount = compiler.savedCount
        needsDefinitions = tree.nodes.contains { node in
            guard case .function(_, let function, _) = node.kind else { return false }
            return Function.askingDefinitions.contains(function)
        }
        bytes = compiler.takeBytes()
        table = TypeTable(options.release)
        isLenient = options.leniency == .publishedInvariant
        isSTU3 = options.release == .stu3
        self.text = text
    }

    deinit {
        instructions.deallocate()
        constants.deallocate()
        types.deallocate()
        for buffer in bytes { buffer.deallocate() }
    }

    private static func copy<Element: BitwiseCopyable>(_ array: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(array.count, 1))
        _ = buffer.initialize(from: array)
        return buffer
    }
}
