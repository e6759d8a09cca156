import Definitions
import ElementModel
import Files
import JSON
import Record
import Testing

@Suite("What is wrong with packages") struct PackageCheckTests {
    static func problems(_ files: [(String, String)]) -> [PackageProblem] {
        let package = PackageTests.package(files)
        let context = DefinitionContext(release: .r4, roots: [package])
        return PackageCheck(context, comparesSnapshots: false).problems(of: [package])
    }

    @Test("A reference that leads nowhere, to another version, or to another kind") func references() {
        let set = { (url: String, include: String) in
            #"{"resourceType":"ValueSet","url":"\#(url)","version":"1","status":"active","compose":{"include":[\#(include)]}}"#
        }
        let found = Self.problems([
            ("a.json", set("u:a", #"{"valueSet":["u:gone"]}"#)),
            ("b.json", set("u:b", #"{"valueSet":["u:a|2"]}"#)),
            ("c.json", set("u:c", #"{"system":"u:a"}"#)),
            ("d.json", set("u:d", #"{"valueSet":["u:a|1"]},{"system":"u:far"}"#)),
        ])
        #expect(found.map(\.file) == ["a.json", "b.json", "c.json", "d.json"])
        #expect(found.map(\.kind) == ["unresolved", "unresolved", "wrong-kind", "code-system-absent"])
        #expect(found.map(\.severity) == [.warning, .warning, .error, .information])
    }

    @Test("The same canonical with other content in two packages is reported about the packages") func clash() {
        func set(_ code: String, _ version: String) -> [UInt8] {
            Array(
                #"{"resourceType":"ValueSet","url":"u:v","version":"\#(version)","status":"active","compose":{"include":[{"system":"u:s","concept":[{"code":"\#(code)"}]}]}}"#
                    .utf8)
        }
        func package(_ name: String, _ bytes: [UInt8]) -> Package {
            Package(id: PackageID(name: name, version: "1"), release: .r4, files: [(name: "v.json", bytes: bytes)])
        }
        func kinds(_ one: Package, _ other: Package) -> [String] {
            PackageCheck(DefinitionContext(release: .r4, roots: [one, other])).clashes(among: [one]).map(\.kind)
        }
        #expect(kinds(package("one", set("a", "1")), package("two", set("b", "1"))) == ["clash"])
        #expect(kinds(package("one", set("a", "1")), package("two", set("a", "1"))).isEmpty)
        #expect(kinds(package("one", set("a", "1")), package("two", set("b", "2"))) == ["versions"])
    }

    @Test("A definition is written with its snapshot, and reads back the same") func writing() throws {
        let package = PackageTests.package([("p.json", PackageTests.patient)])
        guard case .structureDefinition(let definition) = package.definition(0) else { return }
        let bytes = definition.json(snapshot: definition.differential)
        let again = Package(
            id: PackageID(name: "again", version: "1"), release: .r4, files: [(name: "p.json", bytes: bytes)])
        #expect(again.publishedSnapshot(ofMember: 0) == definition.differential)
        guard case .structureDefinition(let other) = again.definition(0) else { return }
        #expect(other.differential == definition.differential)
        #expect(again.problems.allSatisfy { $0.kind == "stray-space" }, "\(again.problems)")
    }
}

@Suite("Lock files and guides") struct PackageLockTests {
    static func folder(_ files: [(String, String)]) throws -> String {
        let folder = try LeanPackageTests.folder()
        for (name, text) in files {
            let path = folder + "/" + name
            try Files.makeFolder(Files.folder(of: path))
            try Files.write(text, to: path)
        }
        return folder
    }

    static func cache() throws -> String {
        let core = #"{"name":"hl7.fhir.r4.core","version":"4.0.1","fhirVersions":["4.0.1"]}"#
        return try folder([
            ("hl7.fhir.r4.core#4.0.1/package/package.json", core),
            (
                "one#1.0.0/package/package.json",
                #"{"name":"one","version":"1.0.0","fhirVersions":["4.0.1"],"dependencies":{"two":"1.x"}}"#
            ),
            ("two#1.0.0/package/package.json", #"{"name":"two","version":"1.0.0","fhirVersions":["4.0.1"]}"#),
            ("two#1.0.0/package/p.json", PackageTests.patient),
            ("two#1.1.0/package/package.json", #"{"name":"two","version":"1.1.0","fhirVersions":["4.0.1"]}"#),
        ])
    }

    @Test("A range takes the newest that fits; a lock holds to what was there before") func lock() throws {
        let cache = try Self.cache()
        let store = try PackageStore(profiles: nil, cache: cache)
        let context = try store.context(release: .r4, packages: ["one#1.0.0"])
        #expect(context.packages.map(\.id.description) == ["one#1.0.0", "two#1.1.0", "hl7.fhir.r4.core#4.0.1"])
        let path = cache + "/lock"
        try Files.write(try PackageLock(context).json, to: path)
        let newer = cache + "/two#1.2.0/package"
        try Files.makeFolder(newer)
        try Files.write(#"{"name":"two","version":"1.2.0","fhirVersions":["4.0.1"]}"#, to: newer + "/package.json")
        let free = try PackageStore(profiles: nil, cache: cache).context(release: .r4, packages: ["one#1.0.0"])
        #expect(free.packages[1].id.version == "1.2.0")
        let lock = try PackageLock(path: path)
        let held = try PackageStore(profiles: nil, cache: cache, lock: lock)
            .context(release: .r4, packages: ["one#1.0.0"])
        #expect(held.packages[1].id.version == "1.1.0")
    }

    @Test("A package whose content changed is not the locked one") func changed() throws {
        let cache = try Self.cache()
        let context = try PackageStore(profiles: nil, cache: cache).context(release: .r4, packages: ["two#1.0.0"])
        let lock = try PackageLock(context)
        try Files.write(
            PackageTests.patient.replacing("\"1.0\"", with: "\"1.1\""), to: cache + "/two#1.0.0/package/p.json")
        let error = #expect(throws: PackageError.self) {
            _ = try PackageStore(profiles: nil, cache: cache, lock: lock).package("two#1.0.0")
        }
        #expect(error?.description.contains("lock file") == true)
    }

    @Test("The folder of a guide's sources is a package") func guide() throws {
        let folder = try Self.folder([
            (
                "fsh-generated/resources/ImplementationGuide-x.json",
                #"""
                {"resourceType":"ImplementationGuide","id":"x","url":"u:ig","version":"0.1.0","name":"X","status":"draft",
                "packageId":"my.guide","fhirVersion":["4.0.1"],"dependsOn":[{"uri":"u:d","packageId":"two","version":"1.x"}],
                "definition":{"resource":[{"reference":{"reference":"Patient/a"}}]}}
                """#
            ),
            ("input/profiles/p.json", PackageTests.patient), ("output/p.json", PackageTests.patient),
        ])
        let package = try Package.open(folder)
        #expect(package.id.description == "my.guide#0.1.0")
        #expect(package.manifest.dependencies == [.init(name: "two", version: "1.x")])
        #expect(package.members(url: "http://example.org/p").count == 1)
    }

    @Test("Loose files and folders lie over the packages") func layer() throws {
        let folder = try Self.folder([("deep/er/p.json", PackageTests.patient), ("deep/notes.json", "[]")])
        let store = try PackageStore(profiles: nil, cache: try Self.cache())
        let context = try store.context(release: .r4, packages: ["one#1.0.0"], definitions: [folder])
        #expect(context.structureDefinition("http://example.org/p") != nil)
        #expect(context.roots.first?.problems.first?.kind == "unreadable")
        #expect(throws: PackageError.self) {
            _ = try store.context(release: .r4, packages: [], definitions: ["/nowhere/x.json"])
        }
    }
}
