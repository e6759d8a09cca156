/// What is wrong with a command line: printed on standard error, exit code 2.
public struct UsageError: Error, Sendable, Hashable {
    public var message: String
    public var command: String?
}

/// Understands command lines by the table of commands, as people know it from other tools: `--option=value`, `--`,
/// grouped short flags, and a suggestion where a word is nearly right.
package struct ArgumentParser {
    package let commands: [Command]
    package let globalOptions: [Option]

    package init(commands: [Command], globalOptions: [Option]) {
        self.commands = commands
        self.globalOptions = globalOptions
    }

    package enum Outcome {
        case run(Command, operands: [String], given: [String: [String]])
        /// Help for everything (`nil`), a group of commands, or one command.
        case help([String])
        case version
    }

    package func parse(_ arguments: [String]) throws(UsageError) -> Outcome {
        var words = arguments[...]
        // Options that stand before the command count for it.
        var leading: [String] = []
        while let first = words.first, first.hasPrefix("-") {
            if first == "--help" || first == "-h" { return .help([]) }
            if first == "--version" { return .version }
            guard
                let option = globalOptions.first(where: { first == "--\($0.name)" || first.hasPrefix("--\($0.name)=") })
            else { throw UsageError(message: unknownOption(first, in: globalOptions)) }
            leading.append(words.removeFirst())
            if option.value != nil, !first.contains("="), let value = words.popFirst() { leading.append(value) }
        }
        guard let first = words.first else { return .help([]) }
        if first == "help" { return .help(Array(words.dropFirst())) }
        guard let command = match(words) else {
            let group = commands.filter { $0.path.first == first }
            if !group.isEmpty {
                if words.count == 1 || words.contains("--help") || words.contains("-h") { return .help([first]) }
                let second = words[words.startIndex + 1]
                throw UsageError(
                    message: "unknown command '\(first) \(second)'"
                        + suggestion(second, among: group.compactMap { $0.path.count > 1 ? $0.path[1] : nil }) {
                            "\(first) \($0)"
                        },
                    command: first)
            }
            throw UsageError(
                message: "unknown command '\(first)'"
                    + suggestion(first, among: commands.map { $0.path[0] } + ["help"]) { $0 })
        }
        return try parse(leading + words.dropFirst(command.path.count), for: command)
    }

    private func match(_ words: ArraySlice<String>) -> Command? {
        commands.filter { words.starts(with: $0.path) }.max { $0.path.count < $1.path.count }
    }

    private func parse(_ words: [String], for command: Command) throws(UsageError) -> Outcome {
        let options = command.options + globalOptions
        var operands: [String] = []
        var given: [String: [String]] = [:]
        var rest = words[...]
        func failure(_ message: String) -> UsageError { UsageError(message: message, command: command.name) }
        func record(_ option: Option, _ value: String) throws(UsageError) {
            if !option.isRepeatable, option.value != nil, given[option.name] != nil {
                throw failure("--\(option.name) is given twice")
            }
            if !option.choices.isEmpty, !option.choices.contains(value) {
                throw failure(
                    "--\(option.name) cannot be '\(value)': it is one of \(option.choices.joined(separator: ", "))")
            }
            if option.isInteger, Int(value).map({ $0 >= 0 }) != true {
                throw failure("--\(option.name) takes a whole number, not '\(value)'")
            }
            given[option.name, default: []].append(value)
        }
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            if word == "--help" || word == "-h" { return .help(command.path) }
            if word.hasPrefix("--") {
                let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let option = options.first(where: { $0.name == parts[0] }) else {
                    throw failure(unknownOption(word, in: options))
                }
                if option.value == nil {
                    guard parts.count == 1 else { throw failure("--\(option.name) takes no value") }
                    given[option.name, default: []].append("")
                } else if parts.count == 2 {
                    try record(option, String(parts[1]))
                } else if let value = rest.popFirst() {
                    try record(option, value)
                } else {
                    throw failure("--\(option.name) needs a value: --\(option.name) \(option.value ?? "")")
                }
            } else if word.hasPrefix("-"), word.count > 1 {
                var letters = word.dropFirst()
                while let letter = letters.popFirst() {
                    guard let option = options.first(where: { $0.short == letter }) else {
                        throw failure(unknownOption("-\(letter)", in: options))
                    }
                    guard option.value != nil else {
                        given[option.name, default: []].append("")
                        continue
                    }
                    if !letters.isEmpty {
                        try record(option, String(letters.first == "=" ? letters.dropFirst() : letters))
                        letters = ""
                    } else if let value = rest.popFirst() {
                        try record(option, value)
                    } else {
                        throw failure("-\(letter) needs a value")
                    }
                }
            } else {
                operands.append(word)
            }
        }
        if operands.count < command.operands.minimum {
            throw failure("missing \(command.operands.placeholder)")
        }
        if operands.count > command.operands.maximum {
            throw failure("'\(operands[command.operands.maximum])' is one operand too many")
        }
        return .run(command, operands: operands, given: given)
    }

    private func unknownOption(_ word: String, in options: [Option]) -> String {
        let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
        return "unknown option '\(word)'" + suggestion(name, among: options.map(\.name) + ["help"]) { "--\($0)" }
    }

    private func suggestion(_ word: String, among names: [String], _ shown: (String) -> String) -> String {
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = editDistance(word, name)
            if distance <= max(1, name.count / 3), distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best.map { ": did you mean '\(shown($0.name))'?" } ?? ""
    }
}

/// How many letters must be changed, added, removed or swapped with their neighbour to make one word of the other.
package func editDistance(_ left: String, _ right: String) -> Int {
    let a = Array(left.utf8.prefix(64))
    let b = Array(right.utf8.prefix(64))
    var rows = [Array(0...b.count)]
    for i in a.indices.map({ $0 + 1 }) {
        var row = [i]
        for j in b.indices.map({ $0 + 1 }) {
            let same = a[i - 1] == b[j - 1]
            var cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1))
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, rows[i - 2][j - 2] + 1) }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
