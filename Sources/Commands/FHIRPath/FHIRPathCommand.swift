extension AssayCommand {
    static let fhirpath = Command(
        "fhirpath", summary: "evaluate a FHIRPath expression",
        discussion: [
            "EXPR is checked against the type of FILE's resource before it runs: unknown paths and functions on input "
                + "that they cannot take are errors, with their place in the expression. FILE may be '-' for standard "
                + "input; without one, the expression stands alone.",
            "Exit code: 0 evaluated (whatever the result), 1 an error in the expression or nobody can say, 2 usage.",
        ],
        operands: .init(placeholder: "EXPR [FILE]", minimum: 0, maximum: 2),
        options: [
            Option("fhir-version", value: "4.0|3.0", "the release (default 4.0)"),
            Option("format", choices: ["text", "json"], "how to print (default text)"),
            Option("trace", "show every sub-expression, its items and their places"),
            Option("strict", "refuse what relies on an order that nobody promises"),
            Option("profile", value: "URL", "check EXPR against what this profile leaves of the type"),
            Option("published", "read the expression leniently, as a published invariant"),
            Option("cases", value: "FILE", "evaluate the jobs of FILE, one a line"),
        ],
        examples: [
            .init("assay fhirpath \"name.given\" patient.json", "the given names, one a line"),
            .init("assay fhirpath --trace \"name.where(use = 'official')\" patient.json", "see where items are lost"),
            .init("assay fhirpath \"@2024-02-29 + 1 year\"", "try something without a resource"),
        ],
        run: { invocation in
            do throws(Stop) {
                if let cases = invocation["cases"] {
                    guard invocation.operands.isEmpty else {
                        throw Stop(message: "fhirpath: --cases takes no expression and no file")
                    }
                    var session = FHIRPathCases(path: cases, home: invocation["home"])
                    return try session.perform(on: invocation.console)
                }
                return try FHIRPathEvaluation(invocation).perform()
            } catch {
                invocation.console.fail(error.message)
                return error.exitCode
            }
        })
}
