/// One command of the table from which parsing, `--help`, completions and the reference page are drawn.
public struct Command: Sendable {
    /// The words that call it: `["packages", "pack"]`.
    public let path: [String]
    /// What it does, in one line.
    public let summary: String
    /// What else a user should know, one paragraph an item.
    public let discussion: [String]
    /// What stands after the options, as shown in the usage line: `INPUT…`.
    public let operands: Operands
    public let options: [Option]
    public let examples: [Example]
    public let run: @Sendable (Invocation) async -> Int32

    public init(
        _ path: String, summary: String, discussion: [String] = [], operands: Operands = .none, options: [Option] = [],
        examples: [Example] = [], run: @escaping @Sendable (Invocation) async -> Int32
    ) {
        self.path = path.split(separator: " ").map(String.init)
        self.summary = summary
        self.discussion = discussion
        self.operands = operands
        self.options = options
        self.examples = examples
        self.run = run
    }

    public var name: String { path.joined(separator: " ") }

    /// What a command takes besides options.
    public struct Operands: Sendable {
        public var placeholder: String
        public var minimum: Int
        public var maximum: Int
        public static let none = Operands(placeholder: "", minimum: 0, maximum: 0)
        public init(placeholder: String, minimum: Int, maximum: Int = .max) {
            self.placeholder = placeholder
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// A command line and what it is good for.
    public struct Example: Sendable {
        public var line: String
        public var purpose: String
        public init(_ line: String, _ purpose: String) {
            self.line = line
            self.purpose = purpose
        }
    }
}

/// An option of a command.
public struct Option: Sendable {
    public let name: String
    public let short: Character?
    /// What the value is called in help; `nil` for a flag.
    public let value: String?
    /// The values that are allowed, where only some are.
    public let choices: [String]
    public let isRepeatable: Bool
    public let isInteger: Bool
    public let summary: String

    public init(
        _ name: String, short: Character? = nil, value: String? = nil, choices: [String] = [], repeatable: Bool = false,
        integer: Bool = false, _ summary: String
    ) {
        self.name = name
        self.short = short
        self.value = choices.isEmpty ? value : value ?? choices.joined(separator: "|")
        self.choices = choices
        self.isRepeatable = repeatable
        self.isInteger = integer
        self.summary = summary
    }
}

/// A command line that was understood: the options given, the operands, and where to print.
public struct Invocation: Sendable {
    public let command: Command
    public let operands: [String]
    public let console: Console
    let given: [String: [String]]

    init(command: Command, operands: [String], given: [String: [String]], console: Console) {
        self.command = command
        self.operands = operands
        self.given = given
        self.console = console
    }

    /// Whether a flag was given.
    public func has(_ option: String) -> Bool { given[option] != nil }
    /// The value of an option; of several, the last.
    public subscript(option: String) -> String? { given[option]?.last }
    /// All values of a repeatable option, in their order.
    public func all(_ option: String) -> [String] { given[option] ?? [] }
    /// The value of an option that takes a whole number (checked when it was parsed).
    public func integer(_ option: String) -> Int? { self[option].flatMap { Int($0) } }
}
