import Commands
import Testing

@Suite("The command line is understood as people know it")
struct ArgumentParserTests {
    static let parser = ArgumentParser(
        commands: [
            Command(
                "run", summary: "", operands: .init(placeholder: "SUITE…", minimum: 0),
                options: [
                    Option("target", short: "t", value: "FILE", ""),
                    Option("only", value: "ID", repeatable: true, ""),
                    Option("jobs", short: "j", value: "N", integer: true, ""),
                    Option("format", choices: ["text", "json"], ""),
                    Option("quiet", short: "q", ""),
                    Option("verbose", short: "v", ""),
                ]
            ) { _ in 0 },
            Command("packages pack", summary: "", operands: .init(placeholder: "PACKAGE", minimum: 1, maximum: 1)) {
                _ in
                0
            },
        ], globalOptions: [Option("home", value: "DIR", "")])

    static func understood(_ line: String) throws -> (operands: [String], given: [String: [String]]) {
        guard case .run(_, let operands, let given) = try parser.parse(line.split(separator: " ").map(String.init))
        else {
            Issue.record("not a command to run: \(line)")
            return ([], [:])
        }
        return (operands, given)
    }

    @Test(
        "Options and operands",
        arguments: [
            ("run", [], [:]),
            ("run a b", ["a", "b"], [:]),
            ("run --target x.yaml a", ["a"], ["target": ["x.yaml"]]),
            ("run --target=x.yaml a", ["a"], ["target": ["x.yaml"]]),
            ("run -tx.yaml", [], ["target": ["x.yaml"]]),
            ("run -t x.yaml -j 4", [], ["target": ["x.yaml"], "jobs": ["4"]]),
            ("run -qv", [], ["quiet": [""], "verbose": [""]]),
            ("run --only a --only b", [], ["only": ["a", "b"]]),
            ("run -- --target", ["--target"], [:]),
            ("run -", ["-"], [:]),
            ("run --format json", [], ["format": ["json"]]),
            ("--home /x run a", ["a"], ["home": ["/x"]]),
            ("packages pack one", ["one"], [:]),
        ] as [(String, [String], [String: [String]])])
    func understands(line: String, operands: [String], given: [String: [String]]) throws {
        let outcome = try Self.understood(line)
        #expect(outcome.operands == operands)
        #expect(outcome.given == given)
    }

    @Test(
        "What is wrong is named, and what was meant is guessed",
        arguments: [
            ("rum", "did you mean 'run'"),
            ("run --targt x", "did you mean '--target'"),
            ("run --target", "needs a value"),
            ("run --jobs many", "whole number"),
            ("run --jobs -1", "whole number"),
            ("run --format xml", "one of text, json"),
            ("run --quiet=yes", "takes no value"),
            ("run --target a --target b", "twice"),
            ("run -x", "unknown option '-x'"),
            ("packages pac x", "did you mean 'packages pack'"),
            ("packages pack", "missing PACKAGE"),
            ("packages pack a b", "one operand too many"),
            ("--hme /x run", "did you mean '--home'"),
        ])
    func refuses(line: String, saying: String) {
        let error = #expect(throws: UsageError.self) {
            _ = try Self.parser.parse(line.split(separator: " ").map(String.init))
        }
        #expect(error?.message.contains(saying) == true, "\(error?.message ?? "")")
    }

    @Test(
        "Help is asked for in many ways", arguments: ["", "help", "--help", "-h", "run --help", "help run", "packages"])
    func help(line: String) throws {
        guard case .help = try Self.parser.parse(line.split(separator: " ").map(String.init)) else {
            Issue.record("no help for \(line)")
            return
        }
    }

    @Test(
        "The distance of two words",
        arguments: [
            ("", "", 0), ("a", "", 1), ("run", "rum", 1), ("taregt", "target", 1), ("abc", "xyz", 3),
        ])
    func distance(left: String, right: String, expected: Int) {
        #expect(editDistance(left, right) == expected)
        #expect(editDistance(right, left) == expected)
    }
}
