internal import Definitions
internal import Files
internal import HTTPTransport
internal import Registry

extension AssayCommand {
    static let packagesAdd = Command(
        "packages add", summary: "put packages into ~/.fhir/packages, with what they need",
        discussion: [
            "A file is taken as it is. Anything else is fetched from the registries that --registry names, and from"
                + " nowhere else: without it nothing is sent. Every package is checked against the hash that the registry"
                + " gives. A package that is there is left as it is."
        ],
        operands: .init(placeholder: "NAME[#VERSION]|FILE…", minimum: 1),
        options: [
            Option("registry", value: "URL", repeatable: true, "where packages may be fetched from, in this order"),
            Option(
                "archives-from", value: "ORIGIN", repeatable: true,
                "another place that a registry may keep its archives in (https://host)"),
            Option("cache", value: "DIR", "the folder to put them into (default ~/.fhir/packages)"),
            Option("proxy", value: "URL", "a proxy for all requests"),
            Option("ca", value: "FILE", "the certificate authorities to trust"),
            Option("timeout", value: "SECONDS", integer: true, "for one answer (default 60)"),
        ],
        examples: [
            .init("assay packages add my.package-1.0.0.tgz", "add a file"),
            .init("assay packages add my.package#1.0.x --registry https://registry.example", "fetch a package"),
        ],
        run: { invocation in
            let console = invocation.console
            guard let folder = invocation["cache"] ?? PackageStore.userCache else {
                console.fail("there is no home folder: name the folder with --cache DIR")
                return 2
            }
            let cache = PackageCache(folder: folder)
            do throws(PackageError) {
                let profiles = Home.find(option: invocation["home"])?.profiles
                let store = try PackageStore(profiles: profiles, cache: folder)
                var tls = TransportTLS()
                tls.authorities = invocation["ca"]
                let client = RegistryClient(
                    registries: invocation.all("registry").map { .init(url: $0) },
                    archiveOrigins: invocation.all("archives-from"), proxy: invocation["proxy"], tls: tls,
                    timeout: Double(invocation.integer("timeout") ?? 60))
                let installer = PackageInstaller(client: client, cache: cache, store: store)
                var missing = 0
                for operand in invocation.operands {
                    if Files.exists(operand) {
                        try addFile(operand, to: cache, console)
                        continue
                    }
                    let id = PackageID(operand)
                    let name = id?.name ?? operand
                    try await installer.add(name, range: id?.version ?? "latest") { step in
                        switch step.outcome {
                        case .added(let hash):
                            console.print("\(step.id)  added, \(hash.map { "checked by \($0)" } ?? "no hash given")")
                        case .present: console.print("\(step.id)  is there")
                        case .missing(let reason):
                            missing += 1
                            console.say("\(step.id)  missing: \(reason)")
                        }
                    }
                }
                return missing > 0 ? 1 : 0
            } catch {
                console.fail(error.description)
                return 2
            }
        })

    private static func addFile(
        _ path: String, to cache: PackageCache, _ console: Console
    ) throws(PackageError) {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path, limit: 1 << 29)
        } catch {
            throw PackageError("\(error)")
        }
        do throws(PackageError) {
            let id = try PackageUnpacking.manifest(of: bytes).id
            let isNew = try cache.install(bytes)
            console.print("\(id)  \(isNew ? "added" : "is there")")
        } catch {
            throw PackageError("'\(path)': \(error)")
        }
    }

    static let packagesRemove = Command(
        "packages remove", summary: "remove packages from ~/.fhir/packages",
        operands: .init(placeholder: "NAME#VERSION…", minimum: 1),
        options: [Option("cache", value: "DIR", "the folder (default ~/.fhir/packages)")],
        run: { invocation in
            let console = invocation.console
            guard let folder = invocation["cache"] ?? PackageStore.userCache else {
                console.fail("there is no home folder: name the folder with --cache DIR")
                return 2
            }
            do throws(PackageError) {
                var isComplete = true
                for operand in invocation.operands {
                    guard let id = PackageID(operand) else {
                        throw PackageError("'\(operand)' is no name#version")
                    }
                    if try PackageCache(folder: folder).remove(id) {
                        console.print("\(id)  removed")
                    } else {
                        isComplete = false
                        console.fail("package \(id) is not in \(folder)")
                    }
                }
                return isComplete ? 0 : 1
            } catch {
                console.fail(error.description)
                return 2
            }
        })
}
