#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The command line: the table of commands, and the way in.
public enum AssayCommand {
    /// The version of Assay.
    public static let version = "0.1.0"

    /// Every command, in the order in which help shows them.
    static let commands: [Command] = [
        run, prove, reference, validate, fhirpath, snapshot, packagesList, packagesShow, packagesCheck, packagesPack,
        packagesLock,
        packagesAdd, packagesRemove, suitesList, suitesShow, suitesLint, suitesCoverage, suitesNew, terminologyImport,
        completions,
    ]

    /// Options that every command takes.
    static let globalOptions: [Option] = [
        Option(
            "home", value: "DIR",
            "where profiles/ and testcases/ are (else ASSAY_HOME, beside the program, the checkout)"),
        Option("help", short: "h", "show this help"),
    ]

    /// Runs a command line.
    ///
    /// - Parameters:
    ///   - arguments: the words after the program's name.
    ///   - console: where it prints.
    /// - Returns: the exit code: 0 passed, 1 failed, 2 usage, 3 could not be judged, 70 a defect of Assay.
    public static func run(_ arguments: [String], console: Console = Console()) async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        let parser = ArgumentParser(commands: commands, globalOptions: globalOptions)
        let help = HelpText(commands: commands, globalOptions: globalOptions, console: console)
        do throws(UsageError) {
            switch try parser.parse(arguments) {
            case .version:
                console.print("assay \(version)")
                return 0
            case .help(let path):
                guard let text = help.text(for: path) else {
                    throw UsageError(message: "there is no command '\(path.joined(separator: " "))'")
                }
                console.print(text)
                return 0
            case .run(let command, let operands, let given):
                return await command.run(
                    Invocation(command: command, operands: operands, given: given, console: console))
            }
        } catch {
            console.fail(error.message)
            console.say("Try 'assay help\(error.command.map { " " + $0 } ?? "")'.")
            return 2
        }
    }

    private static let completions = Command(
        "completions", summary: "print a completion script for a shell",
        operands: .init(placeholder: "bash|zsh|fish", minimum: 1, maximum: 1),
        examples: [
            .init("assay completions bash > ~/.local/share/bash-completion/completions/assay", "complete in bash")
        ]
    ) { invocation in
        let drawn = Completions(commands: commands, globalOptions: globalOptions)
        guard let script = drawn.script(for: invocation.operands[0]) else {
            invocation.console.fail("no completions for '\(invocation.operands[0])': bash, zsh and fish are known")
            return 2
        }
        invocation.console.write(script.utf8)
        return 0
    }
}
