internal import Definitions
internal import Files
internal import Glibc
internal import Record
internal import Reports
internal import Validation

extension AssayCommand {
    static let validate = Command(
        "validate", summary: "judge resources against profiles",
        discussion: [
            "INPUT is a file, a folder (all .json, .xml and .ndjson in it) or '-' for standard input. Without --package, "
                + "everything in profiles/ is at hand; with it, the packages named, what they depend on, and the "
                + "release's core.",
            "What cannot be judged here (a code of a system that is not at hand, a profile that is missing) is said, "
                + "never passed over; --fail-on undecided makes it count.",
            "Exit code: 0 all valid, 1 something invalid or unreadable, 2 usage, unknown package or profile file.",
        ],
        operands: .init(placeholder: "INPUT…", minimum: 0),
        options: [
            Option("profile", value: "URL", repeatable: true, "a profile that every resource must conform to"),
            Option("package", value: "NAME#VERSION|PATH", repeatable: true, "judge by these packages"),
            Option("packages", value: "DIR", "where packages are looked for first"),
            Option("definitions", value: "PATH", repeatable: true, "extra definitions: a file or folder"),
            Option("fhir-version", value: "4.0|3.0", "the release; else it is told from the content"),
            Option("format", choices: FindingsReport.Format.allCases.map(\.rawValue), "how to report (default text)"),
            Option(
                "fail-on", choices: ["error", "warning", "undecided"], "the mildest issue that fails (default error)"),
            Option("jobs", value: "N", integer: true, "how many resources are judged at once (default: the cores)"),
            Option(
                "snapshots", choices: ["regenerated", "published"], "which snapshots to judge by (default regenerated)"),
            Option("compat", choices: ["hl7"], "judge disputed points as HL7's reference validator does"),
            Option(
                "best-practice", choices: ["ignore", "hint", "warning", "error"],
                "how best practice counts (default ignore)"),
            Option("cases", value: "FILE", "judge the jobs of FILE, one a line"),
            Option("explain", "say why profiles and slices were or were not applied"),
            Option("rules", "list the rules"),
            Option("quiet", short: "q", "leave out what is valid"),
            Option("verbose", short: "v", "show information findings too"),
        ] + TerminologyServer.options,
        examples: [
            .init("assay validate patient.json", "judge one resource by the profiles that it claims"),
            .init(
                "assay validate --package fhir.r4.ukcore.stu2#2.0.2 --format json examples/",
                "judge a folder by one package"),
            .init("cat out.ndjson | assay validate --format junit -", "judge a stream in a pipeline"),
        ],
        run: { invocation in
            if invocation.has("rules") {
                invocation.console.write(RuleCatalogue.markdown.utf8)
                return 0
            }
            do {
                if let cases = invocation["cases"] {
                    return try await CasesSession(invocation, path: cases).perform()
                }
                return try await ValidateSession(invocation).perform()
            } catch let stop as Stop {
                invocation.console.fail(stop.message)
                return stop.exitCode
            } catch {
                invocation.console.fail("\(error)")
                return 2
            }
        })
}
