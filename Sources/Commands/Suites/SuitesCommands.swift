internal import Conformance
internal import Definitions
internal import Files
internal import JSON
internal import Record
internal import Scenarios

extension AssayCommand {
    private static func guarded(
        _ invocation: Invocation, _ body: (Catalogue, String) throws -> Int32
    ) -> Int32 {
        do {
            let (home, catalogue) = try RunSession.load(invocation)
            return try body(catalogue, home.path)
        } catch let stop as Stop {
            invocation.console.fail(stop.message)
            return stop.exitCode
        } catch {
            invocation.console.fail("\(error)")
            return 70
        }
    }

    static let suitesList = Command(
        "suites list", summary: "list packs, journeys and scenarios",
        operands: .init(placeholder: "SUITE…", minimum: 0),
        options: [Option("format", choices: ["text", "json"], "what standard output shows (default text)")],
        run: { invocation in
            guarded(invocation) { catalogue, _ in
                let packs = catalogue.packs.filter {
                    invocation.operands.isEmpty || invocation.operands.contains($0.id)
                }
                if packs.isEmpty { throw Stop(message: "there is no pack or journey '\(invocation.operands[0])'") }
                if invocation["format"] == "json" {
                    for pack in packs {
                        for scenario in pack.scenarios {
                            let line: JSONValue = [
                                "pack": .string(pack.id), "scenario": .string(scenario.id),
                                "title": .string(scenario.title),
                                "variants": .array(scenario.variants.map { .string($0.id) }),
                                "tags": .array(scenario.tags.map { .string($0) }),
                                "requirements": .array(scenario.requirements.map { .string($0) }),
                            ]
                            invocation.console.print(line.text())
                        }
                    }
                    return 0
                }
                for pack in packs {
                    let console = invocation.console
                    console.print(
                        console.styled(pack.id, .bold) + "  \(pack.title) \(pack.version) (\(pack.scenarios.count))")
                    for scenario in pack.scenarios {
                        let rows = scenario.variants.count
                        console.print("  \(scenario.id)  \(scenario.title)" + (rows > 0 ? " [\(rows) variants]" : ""))
                    }
                }
                return 0
            }
        })

    static let suitesShow = Command(
        "suites show", summary: "show one scenario: steps, expectations, requirements, proofs",
        operands: .init(placeholder: "SCENARIO", minimum: 1, maximum: 1),
        run: { invocation in
            guarded(invocation) { catalogue, _ in
                let id = invocation.operands[0]
                guard let pack = catalogue.packs.first(where: { $0.scenarios.contains { $0.id == id } }),
                    let scenario = pack.scenarios.first(where: { $0.id == id })
                else { throw Stop(message: "there is no scenario '\(id)'; 'assay suites list' shows them") }
                let console = invocation.console
                console.print("\(console.styled(scenario.id, .bold))  \(scenario.title)")
                if !scenario.purpose.isEmpty { console.print("  \(scenario.purpose)") }
                console.print("  in \(scenario.place)")
                let known = catalogue.requirements
                for key in scenario.requirements {
                    console.print("  \(key)  \(known[key]?.requirement.text ?? "")")
                }
                if !scenario.variants.isEmpty {
                    console.print("  variants: \(scenario.variants.map(\.id).joined(separator: ", "))")
                }
                for (phase, step) in scenario.allSteps {
                    let name: String
                    switch step.action {
                    case .send(let interaction): name = "send \(interaction)"
                    case .await(let interaction): name = "await \(interaction)"
                    }
                    console.print("  \(phase.rawValue) \(console.styled(step.id, .bold)): \(name)")
                    for save in step.saves { console.print("      saves \(save.name)") }
                    for expectation in step.expectations {
                        let proof =
                            expectation.proofs.isEmpty ? "" : "  [\(expectation.proofs.joined(separator: ", "))]"
                        console.print("      \(expectation.id): \(expectation.words)\(proof)")
                    }
                }
                return 0
            }
        })

    static let suitesLint = Command(
        "suites lint", summary: "check every pack: form, names, requirements, proofs, expressions",
        run: { invocation in
            guarded(invocation) { catalogue, _ in
                let remarks = PackRemarks.all(catalogue) + ExpressionRemarks.all(catalogue)
                for remark in remarks { invocation.console.print(remark) }
                let scenarios = catalogue.packs.reduce(0) { $0 + $1.scenarios.count }
                invocation.console.print(
                    "\(catalogue.packs.count) packs and journeys, \(scenarios) scenarios, "
                        + (remarks.isEmpty ? "nothing wrong" : "\(remarks.count) remarks"))
                return remarks.isEmpty ? 0 : 1
            }
        })

    static let suitesCoverage = Command(
        "suites coverage", summary: "show which requirements have scenarios, and which have none",
        operands: .init(placeholder: "PACK…", minimum: 0),
        options: [
            Option("format", choices: ["text", "json"], "what standard output shows (default text)"),
            Option("missing", "only requirements without a scenario"),
        ],
        run: { invocation in
            guarded(invocation) { catalogue, _ in
                let cited = Coverage.scenarios(catalogue)
                for pack in catalogue.packs where pack.kind == .standard {
                    if !invocation.operands.isEmpty, !invocation.operands.contains(pack.id) { continue }
                    let rows = pack.requirements.filter { Coverage.counts($0) }
                    let covered = rows.filter { cited[$0.key] != nil }
                    if invocation["format"] == "json" {
                        for requirement in pack.requirements {
                            let line: JSONValue = [
                                "key": .string(requirement.key), "pack": .string(pack.id),
                                "counts": .bool(Coverage.counts(requirement)),
                                "scenarios": .array((cited[requirement.key] ?? []).map { .string($0) }),
                            ]
                            invocation.console.print(line.text())
                        }
                        continue
                    }
                    let share = rows.isEmpty ? 0 : covered.count * 100 / rows.count
                    invocation.console.print(
                        "\(invocation.console.styled(pack.id, .bold))  \(covered.count) of \(rows.count) provider-side "
                            + "requirements of basis S, T or D have a scenario (\(share) %)")
                    for requirement in pack.requirements {
                        let scenarios = cited[requirement.key] ?? []
                        if invocation.has("missing"), !scenarios.isEmpty || !Coverage.counts(requirement) { continue }
                        let words = scenarios.isEmpty ? "-" : scenarios.joined(separator: " ")
                        invocation.console.print(
                            "  \(requirement.key)  \(requirement.strength.rawValue)  \(requirement.basis.rawValue)  \(words)"
                        )
                    }
                }
                return 0
            }
        })

    static let suitesNew = Command(
        "suites new", summary: "write the skeleton of a pack",
        operands: .init(placeholder: "ID", minimum: 1, maximum: 1),
        options: [Option("fhir", choices: ["4.0.1", "3.0.1"], "the release of FHIR (default 4.0.1)")],
        run: { invocation in
            guarded(invocation) { catalogue, home in
                let id = invocation.operands[0]
                guard !id.isEmpty,
                    id.utf8.allSatisfy({
                        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39
                    })
                else { throw Stop(message: "an id is made of letters, digits and hyphens, not '\(id)'") }
                let folder = Files.join(Files.join(home, "testcases"), id)
                if Files.exists(folder) { throw Stop(message: "\(folder) is there already") }
                do throws(FileError) {
                    for (name, text) in PackSkeleton.files(id, fhir: invocation["fhir"] ?? "4.0.1") {
                        try Files.makeFolder(Files.folder(of: Files.join(folder, name)))
                        try Files.write(text, to: Files.join(folder, name))
                    }
                } catch { throw Stop(message: "\(error)") }
                invocation.console.print("Written: \(folder). Next: assay suites lint; assay run \(id)")
                return 0
            }
        })
}
