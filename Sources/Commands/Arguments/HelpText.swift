/// Draws help from the table of commands.
struct HelpText {
    let commands: [Command]
    let globalOptions: [Option]
    let console: Console

    /// Help for everything, for a group (`packages`) or for one command.
    func text(for path: [String]) -> String? {
        if path.isEmpty { return overview() }
        if let command = commands.first(where: { $0.path == path }) { return page(for: command) }
        let group = commands.filter { $0.path.starts(with: path) }
        return group.isEmpty ? nil : overview(of: group, path: path)
    }

    private func heading(_ text: String) -> String { console.styled(text, .bold) }

    private func overview() -> String {
        var lines = [
            "assay: proves that systems talk to each other as the published NHS standards ask.", "",
            heading("Usage"), "  assay COMMAND [OPTIONS] [OPERANDS]", "", heading("Commands"),
        ]
        var shown: Set<String> = []
        var rows: [(String, String)] = []
        for command in commands where shown.insert(command.path[0]).inserted {
            let group = commands.filter { $0.path[0] == command.path[0] }
            if group.count == 1, command.path.count == 1 {
                rows.append((command.path[0], command.summary))
            } else {
                let words = group.map { $0.path.dropFirst().joined(separator: " ") }.filter { !$0.isEmpty }
                rows.append((command.path[0], words.joined(separator: ", ")))
            }
        }
        lines += table(rows)
        lines += ["", heading("Options")] + table(optionRows(globalOptions))
        lines += [
            "", heading("First steps"),
            "  assay run                          judge the embedded reference system: see what a report looks like",
            "  assay run --target target.yaml     judge a system of your own",
            "  assay validate patient.json        judge a resource against the profiles that it claims",
            "  assay help COMMAND                 tell all about a command",
            "", heading("Exit codes"),
            "  0 passed   1 failed   2 usage or configuration   3 could not be judged   70 a defect of Assay",
        ]
        return lines.joined(separator: "\n")
    }

    private func overview(of group: [Command], path: [String]) -> String {
        var lines = [
            heading("Usage"), "  assay \(path.joined(separator: " ")) COMMAND [OPTIONS] [OPERANDS]", "",
            heading("Commands"),
        ]
        lines += table(group.map { ($0.name, $0.summary) })
        lines += ["", "  assay help \(group.first?.name ?? "")   tells all about one of them"]
        return lines.joined(separator: "\n")
    }

    private func page(for command: Command) -> String {
        var usage = "  assay \(command.name)"
        if !command.options.isEmpty { usage += " [OPTIONS]" }
        if !command.operands.placeholder.isEmpty {
            usage +=
                command.operands.minimum == 0
                ? " [\(command.operands.placeholder)]" : " \(command.operands.placeholder)"
        }
        var lines = ["assay \(command.name): \(command.summary)", "", heading("Usage"), usage]
        for paragraph in command.discussion {
            lines.append("")
            lines += wrapped(paragraph, width: min(console.width, 100) - 2).map { "  " + $0 }
        }
        if !command.options.isEmpty { lines += ["", heading("Options")] + table(optionRows(command.options)) }
        lines += ["", heading("Options of every command")] + table(optionRows(globalOptions))
        if !command.examples.isEmpty {
            lines += ["", heading("Examples")]
            for example in command.examples { lines += ["  \(example.line)", "      \(example.purpose)"] }
        }
        return lines.joined(separator: "\n")
    }

    private func optionRows(_ options: [Option]) -> [(String, String)] {
        options.map { option in
            var name = option.short.map { "-\($0), " } ?? ""
            name += "--\(option.name)"
            if let value = option.value { name += " \(value)" }
            return (name, option.summary + (option.isRepeatable ? " (may be repeated)" : ""))
        }
    }

    private func table(_ rows: [(String, String)]) -> [String] {
        let width = min(rows.map(\.0.count).max() ?? 0, 34)
        let room = max(30, min(console.width, 110) - width - 4)
        var lines: [String] = []
        for (name, text) in rows {
            let parts = wrapped(text, width: room)
            if name.count > width {
                lines.append("  \(name)")
                lines += parts.map { String(repeating: " ", count: width + 4) + $0 }
            } else {
                lines.append("  " + name + String(repeating: " ", count: width - name.count + 2) + (parts.first ?? ""))
                lines += parts.dropFirst().map { String(repeating: " ", count: width + 4) + $0 }
            }
        }
        return lines
    }
}

/// Breaks a text into lines at its spaces.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > width {
            lines.append(line)
            line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
}
