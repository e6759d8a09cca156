/// Draws completion scripts for bash, zsh and fish from the table of commands.
struct Completions {
    let commands: [Command]
    let globalOptions: [Option]

    func script(for shell: String) -> String? {
        switch shell {
        case "bash": bash()
        case "zsh": "autoload -U bashcompinit && bashcompinit\n" + bash()
        case "fish": fish()
        default: nil
        }
    }

    private func bash() -> String {
        var cases: [String] = []
        for command in commands {
            let words = (command.options + globalOptions).map { "--\($0.name)" } + ["--help"]
            cases.append("    '\(command.name)') words='\(words.joined(separator: " "))' ;;")
        }
        let groups = Set(commands.filter { $0.path.count > 1 }.map { $0.path[0] }).sorted()
        for group in groups {
            let words = commands.filter { $0.path[0] == group && $0.path.count > 1 }.map { $0.path[1] }
            cases.append("    '\(group)') words='\(words.joined(separator: " "))' ;;")
        }
        var first: [String] = []
        for command in commands where !first.contains(command.path[0]) { first.append(command.path[0]) }
        return """
            _assay() {
              local current="${COMP_WORDS[COMP_CWORD]}" words='' key=''
              if [ "$COMP_CWORD" -eq 1 ]; then words='\(first.joined(separator: " ")) help --help --version'
              else
                key="${COMP_WORDS[1]}"
                case " \(groups.joined(separator: " ")) " in
                  *" $key "*) [ "$COMP_CWORD" -gt 2 ] && key="$key ${COMP_WORDS[2]}" ;;
                esac
                case "$key" in
            \(cases.joined(separator: "\n"))
                esac
              fi
              COMPREPLY=($(compgen -W "$words" -- "$current"))
              [ "${current#-}" = "$current" ] && [ "$COMP_CWORD" -gt 1 ] && COMPREPLY+=($(compgen -f -- "$current"))
            }
            complete -o filenames -F _assay assay

            """
    }

    private func fish() -> String {
        var lines: [String] = []
        func quoted(_ text: String) -> String { "'" + text.split(separator: "'").joined(separator: "\\'") + "'" }
        var shown: Set<String> = []
        for command in commands {
            if shown.insert(command.path[0]).inserted {
                lines.append(
                    "complete -c assay -n __fish_use_subcommand -a \(command.path[0]) -d \(quoted(command.path.count == 1 ? command.summary : ""))"
                )
            }
            var condition = "__fish_seen_subcommand_from \(command.path[0])"
            if command.path.count > 1 {
                lines.append(
                    "complete -c assay -n \(quoted(condition)) -a \(command.path[1]) -d \(quoted(command.summary))")
                condition += "; and __fish_seen_subcommand_from \(command.path[1])"
            }
            for option in command.options {
                var line = "complete -c assay -n \(quoted(condition)) -l \(option.name) -d \(quoted(option.summary))"
                if let short = option.short { line += " -s \(short)" }
                if option.value != nil { line += " -r" }
                if !option.choices.isEmpty { line += " -a \(quoted(option.choices.joined(separator: " ")))" }
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
