internal import Definitions
internal import Files
internal import Record

extension AssayCommand {
    static let snapshot = Command(
        "snapshot", summary: "print a StructureDefinition with its snapshot",
        discussion: [
            "The snapshot is made from the differential, as validation uses it; where a differential cannot be applied"
                + " the published one stands in, which is said on standard error.",
            "Definitions that come with Assay have no prose, so neither has what is printed.",
        ],
        operands: .init(placeholder: "CANONICAL|FILE", minimum: 1, maximum: 1),
        options: [
            PackageOption.package, PackageOption.definitions,
            Option("fhir-version", value: "4.0|3.0", "the release, where the definition does not tell"),
            Option(
                "snapshots", choices: ["regenerated", "published"],
                "which snapshots count (default regenerated)"),
        ],
        examples: [
            .init("assay snapshot https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient", "UK Core's patient"),
            .init("assay snapshot my-profile.json", "a profile of one's own"),
        ],
        run: { invocation in
            guardingPackages(invocation) {
                let store = try packageStore(invocation)
                let wanted = invocation.operands[0]
                let packages = invocation.all("package")
                var definitions = invocation.all("definitions")
                var told: FHIRRelease?
                if let version = invocation["fhir-version"] {
                    guard let release = FHIRRelease(version: version) else {
                        invocation.console.fail("--fhir-version \(version): Assay judges 4.0 and 3.0")
                        return 2
                    }
                    told = release
                }
                var canonical = wanted
                if Files.exists(wanted) {
                    guard let header = MemberHeader(of: try Files.read(wanted, limit: 1 << 28)),
                        header.resourceType == "StructureDefinition", let url = header.url
                    else { throw PackageError("'\(wanted)' is no StructureDefinition with a url") }
                    canonical = url
                    definitions.append(wanted)
                    told = told ?? header.fhirVersion.flatMap { FHIRRelease(version: $0) }
                }
                var releases = told.map { [$0] } ?? [FHIRRelease.r4, .stu3]
                if told == nil, let first = packages.first { releases = [try store.package(first).release] }
                for release in releases {
                    let context = try store.context(
                        release: release, packages: packages.isEmpty ? nil : packages, definitions: definitions)
                    guard let definition = context.structureDefinition(canonical) else { continue }
                    let policy = invocation["snapshots"].flatMap { SnapshotPolicy(rawValue: $0) } ?? .regenerated
                    let snapshot = SnapshotSource(context, policy: policy).snapshot(of: definition)
                    for diagnostic in snapshot.diagnostics {
                        invocation.console.say(
                            "\(diagnostic.severity.rawValue) [\(diagnostic.rule.rawValue)] "
                                + "\(diagnostic.element): \(diagnostic.message)")
                    }
                    invocation.console.write(definition.json(snapshot: snapshot.elements))
                    invocation.console.print("")
                    return 0
                }
                throw PackageError("'\(wanted)' is neither a file nor a StructureDefinition in the packages")
            }
        })
}
