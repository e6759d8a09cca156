internal import Definitions
internal import Files
internal import JSON
internal import Record

extension AssayCommand {
    /// What several package commands take.
    enum PackageOption {
        static let package = Option(
            "package", value: "NAME#VERSION|PATH", repeatable: true, "a package to use instead of profiles/")
        static let definitions = Option(
            "definitions", value: "PATH", repeatable: true, "extra definitions: a file or a folder")
        static let format = Option("format", choices: ["text", "json"], "what standard output shows (default text)")
        static let lock = Option("lock", value: "FILE", "use exactly the packages of a lock file")
    }

    /// The packages that are to be had: those that come with Assay, and the cache that FHIR tools share.
    static func packageStore(_ invocation: Invocation) throws(PackageError) -> PackageStore {
        let lock = try invocation["lock"].map { (path) throws(PackageError) in try PackageLock(path: path) }
        let profiles = Home.find(option: invocation["home"])?.profiles
        return try PackageStore(profiles: profiles, lock: lock)
    }

    /// Runs a body that may find a package missing or broken.
    static func guardingPackages(_ invocation: Invocation, _ body: () throws -> Int32) -> Int32 {
        do {
            return try body()
        } catch let error as PackageError {
            invocation.console.fail(error.description)
            return 2
        } catch let error as FileError {
            invocation.console.fail(error.description)
            return 2
        } catch {
            invocation.console.fail("\(error)")
            return 70
        }
    }

    // MARK: list

    static let packagesList = Command(
        "packages list", summary: "list the packages that are there",
        discussion: ["Those that come with Assay, in order of precedence, and those in ~/.fhir/packages."],
        options: [PackageOption.format],
        run: { invocation in
            guardingPackages(invocation) {
                let store = try packageStore(invocation)
                let console = invocation.console
                let isJSON = invocation["format"] == "json"
                for entry in store.index.packages {
                    let count = entry.counts.reduce(0) { $0 + $1.count }
                    if isJSON {
                        let line: JSONValue = [
                            "name": .string(entry.id.name), "version": .string(entry.id.version),
                            "fhirVersion": .string(entry.release.version), "place": "profiles",
                            "definitions": .number("\(count)"), "bytes": .number("\(entry.bytes)"),
                        ]
                        console.print(line.text())
                    } else {
                        console.print(
                            console.styled(entry.id.description, .bold)
                                + "  FHIR \(entry.release.version), \(count) definitions, comes with Assay")
                        for stand in entry.standsInFor {
                            console.print(
                                "    stands in for \(stand.missing), which \(stand.namedBy) names and is not to be had")
                        }
                    }
                }
                for id in store.cached() {
                    if isJSON {
                        let line: JSONValue = [
                            "name": .string(id.name), "version": .string(id.version), "place": "cache",
                        ]
                        console.print(line.text())
                    } else {
                        console.print(console.styled(id.description, .bold) + "  in \(store.cache ?? "")")
                    }
                }
                return 0
            }
        })

    // MARK: show

    static let packagesShow = Command(
        "packages show", summary: "show a package: what it needs, what is in it",
        operands: .init(placeholder: "NAME#VERSION|PATH [CANONICAL]", minimum: 1, maximum: 2),
        options: [PackageOption.format],
        examples: [.init("assay packages show fhir.r4.ukcore.stu2#2.0.2", "what UK Core has")],
        run: { invocation in
            guardingPackages(invocation) {
                let store = try packageStore(invocation)
                let package = try store.package(invocation.operands[0])
                let console = invocation.console
                let wanted = invocation.operands.count > 1 ? Canonical(invocation.operands[1]) : nil
                let members = wanted.map { package.members(url: $0.url) } ?? Array(0..<package.count)
                if let wanted, members.isEmpty {
                    throw PackageError("\(package.id) does not define \(wanted.url)")
                }
                if invocation["format"] == "json" {
                    for member in members {
                        let header = package.header(ofMember: member)
                        var line: JSONObject = [
                            "resourceType": .string(header.resourceType),
                            "file": .string(package.fileName(ofMember: member)),
                        ]
                        line["url"] = header.url.map { .string($0) }
                        line["version"] = header.version.map { .string($0) }
                        line["type"] = header.type.map { .string($0) }
                        console.print(JSONValue.object(line).text())
                    }
                    return 0
                }
                if wanted == nil { describe(package, store, console) }
                for member in members {
                    let header = package.header(ofMember: member)
                    let version = header.version.map { "|\($0)" } ?? ""
                    let type = header.type.map { " (\($0))" } ?? ""
                    console.print("  \(header.resourceType) \(header.url ?? header.name ?? "")\(version)\(type)")
                }
                return 0
            }
        })

    private static func describe(_ package: Package, _ store: PackageStore, _ console: Console) {
        console.print(console.styled(package.id.description, .bold) + "  FHIR \(package.release.version)")
        console.print("  from \(package.path)")
        if let entry = store.index.packages.first(where: { $0.id == package.id }) {
            console.print("  source: \(entry.source)")
            console.print("  rights: \(entry.rights)")
        }
        for need in package.manifest.dependencies {
            let versions = store.versions(of: need.name)
            let fits = versions.filter { VersionOrder.matches($0, range: need.version) }
            console.print(
                "  needs \(need.name)#\(need.version)"
                    + (fits.isEmpty
                        ? versions.isEmpty ? ": not there" : ": only \(versions.joined(separator: ", "))" : ""))
        }
    }

    // MARK: check

    static let packagesCheck = Command(
        "packages check", summary: "look for what is wrong with packages themselves",
        discussion: [
            "Files that cannot be read, references that lead nowhere, canonicals that say different things in several"
                + " packages, differentials that loosen what they constrain, and published snapshots that differ from"
                + " their differentials. Nothing of it is held against an instance.",
            "Exit 1 where there is an error, 0 otherwise.",
        ],
        operands: .init(placeholder: "NAME#VERSION|PATH…", minimum: 1),
        options: [
            PackageOption.format, PackageOption.lock,
            Option("no-snapshots", "leave the snapshots out"),
            Option(
                "severity", choices: ["error", "warning", "information"], "the least that is shown (default warning)"),
        ],
        run: { invocation in
            guardingPackages(invocation) {
                let store = try packageStore(invocation)
                let least: Severity =
                    switch invocation["severity"] {
                    case "error": .error
                    case "information": .information
                    default: .warning
                    }
                var errors = 0
                for reference in invocation.operands {
                    let package = try store.package(reference)
                    let context = try store.context(release: package.release, roots: [package])
                    let check = PackageCheck(context, comparesSnapshots: !invocation.has("no-snapshots"))
                    let problems = check.problems(of: [package])
                    errors += problems.count { $0.severity >= .error }
                    report(problems.filter { $0.severity >= least }, of: package, invocation)
                }
                return errors > 0 ? 1 : 0
            }
        })

    static func report(_ problems: [PackageProblem], of package: Package, _ invocation: Invocation) {
        let console = invocation.console
        if invocation["format"] == "json" {
            for problem in problems {
                var line: JSONObject = [
                    "package": .string(problem.package.description), "severity": .string(problem.severity.code),
                    "kind": .string(problem.kind), "file": .string(problem.file), "message": .string(problem.message),
                ]
                if problem.line > 0 { line["line"] = .number("\(problem.line)") }
                console.print(JSONValue.object(line).text())
            }
            return
        }
        console.print(
            console.styled(package.id.description, .bold)
                + "  \(problems.count) problem\(problems.count == 1 ? "" : "s")")
        for problem in problems {
            let place = problem.line > 0 ? "\(problem.file):\(problem.line)" : problem.file
            console.print(
                "  \(problem.severity.code) [\(problem.kind)] \(place.isEmpty ? "" : place + ": ")\(problem.message)")
        }
    }

    // MARK: pack

    static let packagesPack = Command(
        "packages pack", summary: "make lean packages: the computable facts without the prose",
        discussion: [
            "What is dropped: narrative, prose, mappings, contacts, comments, examples, and displays of SNOMED CT, LOINC"
                + " and dm+d, whose codes stay. The same package always gives the same bytes.",
            "With --recipe all packages that come with Assay are made, with their index.",
        ],
        operands: .init(placeholder: "PACKAGE…", minimum: 0),
        options: [
            Option("output", short: "o", value: "DIR", "where the lean packages are written (default: here)"),
            Option("recipe", value: "FILE", "pack what a recipe names, and write the index"),
            Option("from", value: "DIR", "with --recipe: where the published packages are"),
            Option("keep-displays", "keep displays of licensed terminologies: only for those who hold the licences"),
        ],
        examples: [
            .init("assay packages pack my.package-1.0.0.tgz", "make my.package-1.0.0.lean"),
            .init("assay packages pack --recipe profiles/recipe.json --from packages -o profiles", "renew profiles/"),
        ],
        run: { invocation in
            guardingPackages(invocation) {
                let console = invocation.console
                let output = invocation["output"] ?? "."
                let keeps = invocation.has("keep-displays")
                if let path = invocation["recipe"] {
                    guard let from = invocation["from"], invocation.operands.isEmpty else {
                        console.fail("--recipe needs --from DIR, and takes no packages besides")
                        return 2
                    }
                    let recipe = try ProfileRecipe(path: path)
                    var total = 0
                    try recipe.pack(from: from, to: output, keepsDisplays: keeps) { entry, problems in
                        total += entry.bytes
                        console.print("\(entry.id)  \(entry.bytes) bytes, \(problems.count) problems")
                        for problem in problems { console.say("  \(problem)") }
                    }
                    console.print("\(total) bytes in all")
                    return 0
                }
                guard !invocation.operands.isEmpty else {
                    console.fail("which packages? Name them, or give --recipe FILE")
                    return 2
                }
                try Files.makeFolder(output)
                for path in invocation.operands {
                    let package = try Package.open(path)
                    let made = try LeanPacker(keepsDisplays: keeps).pack(package)
                    let file = Files.join(output, LeanPackage.fileName(package.id))
                    try Files.write(made.bytes, to: file)
                    console.print("\(file)  \(made.bytes.count) bytes, \(made.problems.count) problems")
                    for problem in made.problems { console.say("  \(problem)") }
                }
                return 0
            }
        })
}
