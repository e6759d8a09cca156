internal import Record

extension FindingsReport {
    private enum Paint: String { case red = "31", yellow = "33", green = "32", magenta = "35", faint = "2", bold = "1" }

    private func painted(_ text: String, _ paint: Paint) -> String {
        look.hasColour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A block a resource: its verdict, then its findings by place, the worst marked first.
    func text(_ judged: JudgedResource) -> String {
        let shown = judged.findings.filter { look.isVerbose || $0.severity >= .warning }
        if look.isQuiet, judged.isValid, shown.isEmpty { return "" }
        var head = judged.file
        if let line = judged.inputLine { head += ":\(line)" }
        if let resource = judged.resource { head += "  \(resource)" }
        let verdict =
            !judged.isValid
            ? painted("✗ invalid", .red)
            : judged.undecided > 0
                ? painted("? valid as far as it could be decided", .magenta) : painted("✓ valid", .green)
        var out = "\(verdict)  \(painted(head, .bold))\n"
        for finding in shown {
            let label: String =
                if !finding.decided {
                    painted("undecided", .magenta)
                } else {
                    switch finding.severity {
                    case .fatal: painted("fatal", .red)
                    case .error: painted("error", .red)
                    case .warning: painted("warning", .yellow)
                    case .information: painted("note", .faint)
                    }
                }
            // On a terminal the file stands above; elsewhere each line must tell its place alone.
            let file = look.hasColour ? "" : "\(judged.file):"
            let place = finding.line > 0 ? "\(file)\(finding.line):\(finding.column): " : ""
            out += "  \(place)\(label): \(FindingsReport.printable(finding.message))\n"
            var source = finding.expression
            source += "  [\(finding.rule)\(finding.constraint.map { " \($0)" } ?? "")]"
            if let profile = finding.profile { source += "  \(profile)" }
            if let element = finding.element { source += " at \(element)" }
            out += "      \(painted(FindingsReport.printable(source), .faint))\n"
        }
        return out
    }

    /// Control characters must not reach a terminal.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || ($0.value >= 0x7F && $0.value < 0xA0) }) else {
            return text
        }
        var out = ""
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.value < 0xA0)
            out.unicodeScalars.append(isControl ? (scalar == "\n" || scalar == "\t" ? " " : "\u{FFFD}") : scalar)
        }
        return out
    }

    var summary: String {
        func plural(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
        var line = plural(count, "resource") + ": \(count - invalid) valid, \(invalid) invalid"
        line += " (\(plural(errors, "error")), \(plural(warnings, "warning")), \(undecided) undecided)"
        return painted(line, invalid > 0 ? .red : .bold) + "\n"
    }

    /// One workflow command a finding, so that it is shown beside the line of the change.
    func github(_ judged: JudgedResource) -> String {
        func property(_ text: String) -> String {
            data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
        }
        func data(_ text: String) -> String {
            text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        }
        var out = ""
        for finding in judged.findings where look.isVerbose || finding.severity >= .warning {
            let level =
                switch finding.severity {
                case .fatal, .error: "error"
                case .warning: "warning"
                case .information: "notice"
                }
            let line = finding.line > 0 ? finding.line : judged.inputLine ?? 1
            out += "::\(level) file=\(property(judged.file)),line=\(line)"
            if finding.column > 0 { out += ",col=\(finding.column)" }
            out += ",title=\(property(finding.rule))::\(data("\(finding.expression): \(finding.message)"))\n"
        }
        return out
    }
}
