internal import Terminology

extension AssayCommand {
    static let terminologyImport = Command(
        "terminology import", summary: "build a local index from SNOMED CT (RF2) and dm+d releases",
        discussion: [
            "FOLDER holds unpacked release files: SNOMED CT in Release Format 2, snapshot or full, and dm+d in XML. "
                + "Several releases may be given together, such as the International Edition and the UK extensions.",
            "The index answers which codes there are, what lies below a concept, reference sets and expression "
                + "constraints. Nothing of it leaves this machine. Licences of the releases are the user's.",
            "Exit code: 0 made, 2 a file is missing or broken.",
        ],
        operands: .init(placeholder: "FOLDER…", minimum: 1),
        options: [
            Option("output", short: "o", value: "FILE", "where to put the index (default terminology.sqlite)"),
            Option("quiet", short: "q", "do not name the files that are read"),
        ],
        examples: [
            .init(
                "assay terminology import SnomedCT_UK/ dmd/ -o uk.sqlite",
                "index a UK release with the dictionary of medicines"),
            .init("assay validate --terminology-index uk.sqlite patient.json", "judge with it"),
        ],
        run: { invocation in
            let console = invocation.console
            let path = invocation["output"] ?? "terminology.sqlite"
            do throws(TerminologyIndexError) {
                let outcome = try TerminologyImport.run(invocation.operands, to: path) { file in
                    if !invocation.has("quiet") { console.say("reading \(file)") }
                }
                let index = try TerminologyIndex(path: path)
                console.print("\(path): \(outcome.files) files")
                if let version = index.facts["snomed"] {
                    console.print(
                        "  SNOMED CT \(version): \(outcome.concepts) concepts, \(outcome.descriptions) descriptions, "
                            + "\(outcome.relationships) relationships, \(outcome.members) members of reference sets")
                }
                if let version = index.facts["dmd"] { console.print("  dm+d \(version): \(outcome.products) products") }
                return 0
            } catch {
                console.fail("terminology import: \(error)")
                return 2
            }
        })
}
