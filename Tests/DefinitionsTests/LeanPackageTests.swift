import Definitions
import Files
import Record
import TestSupport
import Testing

@Suite("Lean packages") struct LeanPackageTests {
    static func folder() throws -> String {
        let path = "/tmp/assay-lean-\(UInt64.random(in: 0 ... .max))"
        try Files.makeFolder(path)
        return path
    }

    static let set = #"""
        {"resourceType":"ValueSet","id":"v","url":"u:v","version":"1","name":"V","status":"active","publisher":"x",
        "text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},
        "compose":{"include":[{"system":"http://snomed.info/sct","concept":[{"code":"1","display":"One"}]},
        {"system":"http://loinc.org","concept":[{"code":"2-3","display":"Two"}]},
        {"system":"u:s","concept":[{"code":"a","display":"A \"quoted\" \u00e9"}]}]},
        "expansion":{"timestamp":"2020","contains":[{"system":"http://snomed.info/sct","code":"1","display":"One"},
        {"system":"u:s","code":"a","display":"A"}]}}
        """#

    static func packed(_ files: [(String, String)], keepsDisplays: Bool = false) throws -> Package {
        let folder = try Self.folder()
        let made = try LeanPacker(keepsDisplays: keepsDisplays).pack(PackageTests.package(files))
        let path = folder + "/test-1.lean"
        try Files.write(made.bytes, to: path)
        return try Package.open(path)
    }

    @Test("A structure definition comes back with what judging needs") func structure() throws {
        let whole = PackageTests.package([("p.json", PackageTests.patient)])
        let lean = try Self.packed([("p.json", PackageTests.patient)])
        #expect(lean.id == whole.id)
        #expect(lean.count == 1)
        #expect(lean.header(ofMember: 0) == whole.header(ofMember: 0))
        guard case .structureDefinition(let one) = whole.definition(0),
            case .structureDefinition(let other) = lean.definition(0)
        else {
            Issue.record("not a structure definition")
            return
        }
        #expect(one.differential == other.differential)
        #expect(lean.members(url: "http://example.org/p") == [0])
        #expect(lean.members(url: "http://example.org/q").isEmpty)
    }

    @Test("Displays of licensed terminologies go, their codes stay") func displays() throws {
        let lean = try Self.packed([("v.json", Self.set)])
        guard case .valueSet(let set) = lean.definition(0) else {
            Issue.record("not a value set")
            return
        }
        let concepts = (set.compose?.include ?? []).flatMap(\.concepts)
        #expect(concepts.map(\.code) == ["1", "2-3", "a"])
        #expect(concepts.map(\.display) == [nil, nil, "A \"quoted\" é"])
        #expect(set.expansion?.contains.map(\.code) == ["1", "a"])
        #expect(set.expansion?.contains.map(\.display) == [nil, "A"])
        let kept = try Self.packed([("v.json", Self.set)], keepsDisplays: true)
        guard case .valueSet(let whole) = kept.definition(0) else { return }
        #expect(whole.compose?.include.first?.concepts.first?.display == "One")
    }

    @Test("The same package gives the same bytes") func deterministic() throws {
        let files = [("p.json", PackageTests.patient), ("v.json", Self.set)]
        let one = try LeanPacker().pack(PackageTests.package(files)).bytes
        let other = try LeanPacker().pack(PackageTests.package(files.reversed())).bytes
        #expect(one == other)
    }

    @Test("A damaged lean package is refused or reported, never a crash") func damaged() throws {
        let folder = try Self.folder()
        let bytes = try LeanPacker().pack(
            PackageTests.package([("p.json", PackageTests.patient), ("v.json", Self.set)])
        ).bytes
        let path = folder + "/x.lean"
        var refused = 0
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var broken = bytes
            broken[place] ^= 0xFF
            try Files.write(broken, to: path)
            guard let package = try? Package.open(path) else {
                refused += 1
                continue
            }
            package.readAll()
            if !package.problems.isEmpty { refused += 1 }
        }
        #expect(refused > bytes.count / 3 * 8 / 10)
        for count in stride(from: 0, to: bytes.count, by: 7) {
            try Files.write(bytes[..<count], to: path)
            guard let package = try? Package.open(path) else { continue }
            package.readAll()
            #expect(!package.problems.isEmpty)
        }
    }
}

@Suite("The packages that come with Assay") struct ProfilesTests {
    static func store() throws -> PackageStore {
        try PackageStore(profiles: Checkout.folder + "/profiles", cache: nil)
    }

    @Test("UK Core's patient is the published one, and what it refers to is there") func ukCore() throws {
        let context = try Self.store().context(release: .r4, packages: nil)
        let patient = try #require(
            context.structureDefinition("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"))
        #expect(patient.origin?.package.id.name == "fhir.r4.ukcore.stu2")
        #expect(context.publishedSnapshot(of: patient) != nil)
        let missing = DefinitionReference.all(of: .structureDefinition(patient)).filter {
            context.definition($0.canonical, kind: $0.kind, from: patient.origin) == nil
        }
        #expect(missing.isEmpty, "\(missing)")
        #expect(context.problems.isEmpty, "\(context.problems)")
    }

    @Test("GP Connect's patient, in STU3, with the packages that it needs") func gpConnect() throws {
        let context = try Self.store().context(release: .stu3, packages: ["gpc.stu3.fhir-assets#1.1.3"])
        #expect(
            context.packages.map(\.id.name) == [
                "gpc.stu3.fhir-assets", "careconnect.stu3", "nhsd.assets.stu3", "hl7.fhir.r3.core",
            ])
        let patient = try #require(
            context.structureDefinition("https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"))
        #expect(patient.differential.count > 10)
        let subject = try #require(
            context.structureDefinition(ofType: "Observation")?.differential.first { $0.path == "Observation.subject" })
        #expect(subject.types.count == 1)
        #expect(subject.types.first?.targetProfiles.count == 4)
    }

    @Test("No package named: the core of the release, with what every R4 package has") func core() throws {
        let r4 = try Self.store().context(release: .r4, packages: [])
        #expect(
            r4.packages.map(\.id.name) == [
                "hl7.terminology.r4", "hl7.fhir.uv.extensions.r4", "hl7.fhir.r4.core",
            ])
        #expect(r4.structureDefinition("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient") == nil)
        let stu3 = try Self.store().context(release: .stu3, packages: [])
        #expect(stu3.packages.map(\.id.name) == ["hl7.fhir.r3.core"])
    }

    @Test("A package that is not there is said to be missing, with the versions that are") func unknown() throws {
        let error = #expect(throws: PackageError.self) {
            _ = try Self.store().context(release: .r4, packages: ["fhir.r4.ukcore.stu2#9.9.9"])
        }
        #expect(error?.description.contains("2.0.2") == true)
        #expect(throws: PackageError.self) { _ = try Self.store().context(release: .r4, packages: ["nonsense"]) }
    }

    @Test("Many readers at the same time see the same definitions") func concurrent() async throws {
        let context = try Self.store().context(release: .r4, packages: nil)
        let urls = context.all(.structureDefinition).prefix(300).compactMap {
            $0.package.header(ofMember: $0.member).url
        }
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    urls.reduce(0) { $0 + (context.structureDefinition($1)?.differential.count ?? -1000) }
                }
            }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(counts.count == 1)
        #expect(counts.first.map { $0 > 300 } == true)
    }

    @Test("The draft of UK Core stands in for the version that BaRS names") func standIn() throws {
        let entry = try #require(
            Self.store().index.packages.first { $0.id.name == "fhir.r4.ukcore.stu3.currentbuild" })
        #expect(entry.standsInFor.map(\.namedBy) == ["uk.nhsdigital.bars.r4"])
    }

    @Test("Every package has its source, rights and counts, and the whole is under 10 MB") func index() throws {
        let packages = try Self.store().index.packages
        #expect(packages.count >= 13)
        #expect(packages.allSatisfy { !$0.source.isEmpty && !$0.rights.isEmpty && !$0.counts.isEmpty })
        #expect(packages.reduce(0) { $0 + $1.bytes } < 10_000_000)
    }

    @Test(
        "Packing the published packages again gives the same bytes",
        .enabled(if: Shared.folder != nil, "needs the shared folder"))
    func rebuild() throws {
        let folder = try LeanPackageTests.folder()
        let recipe = try ProfileRecipe(path: Checkout.folder + "/profiles/recipe.json")
        try recipe.pack(from: (Shared.folder ?? "") + "/packages", to: folder)
        #expect(try ProfileIndex(folder: folder) == Self.store().index)
    }
}
