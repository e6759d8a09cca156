import Definitions
import Files
import Record
import Terminology
import TestSupport
import Testing

/// A release of our own: a handful of concepts in an extension's namespace, in the published file formats.
@Suite("Importing release files")
struct TerminologyImportTests {
    static let thing = "138875005"
    static let animal = "11000003104"
    static let mammal = "21000003109"
    static let cat = "31000003106"
    static let retired = "41000003103"
    static let pets = "51000003100"

    static func lines(_ rows: [[String]]) -> String { rows.map { $0.joined(separator: "\t") + "\r\n" }.joined() }

    static func writeRelease(to folder: String) throws {
        let concepts = Files.join(folder, "RF2/Snapshot/Terminology")
        let sets = Files.join(folder, "RF2/Snapshot/Refset/Content")
        try Files.makeFolder(concepts)
        try Files.makeFolder(sets)
        let active = [thing, animal, mammal, cat, pets].map { [$0, "20250101", "1", "m", "d"] }
        try Files.write(
            lines(
                [["id", "effectiveTime", "active", "moduleId", "definitionStatusId"]] + active + [
                    [retired, "20250601", "0", "m", "d"], [retired, "20240101", "1", "m", "d"],
                ]), to: Files.join(concepts, "sct2_Concept_Full_GB_20250601.txt"))
        func row(_ id: Int, _ child: String, _ parent: String, _ type: String = "116680003", _ active: String = "1")
            -> [String]
        {
            ["\(id)", "20250101", active, "m", child, parent, "0", type, "900000000000011006", "x"]
        }
        try Files.write(
            lines([
                [
                    "id", "effectiveTime", "active", "moduleId", "sourceId", "destinationId", "relationshipGroup",
                    "typeId",
                    "characteristicTypeId", "modifierId",
                ], row(1, animal, thing), row(2, mammal, animal), row(3, cat, mammal), row(4, retired, animal),
                row(5, cat, retired, "116680003", "0"), row(6, cat, mammal, "363698007"),
            ]), to: Files.join(concepts, "sct2_Relationship_Full_GB_20250601.txt"))
        try Files.write(
            lines([
                [
                    "id", "effectiveTime", "active", "moduleId", "conceptId", "languageCode", "typeId", "term",
                    "caseSignificanceId",
                ], ["11", "20250101", "1", "m", cat, "en", "900000000000003001", "Cat (animal)", "c"],
                ["12", "20250101", "1", "m", cat, "en", "900000000000013009", "Cat", "c"],
                ["13", "20250101", "1", "m", cat, "en", "900000000000013009", "Moggy", "c"],
                ["14", "20250101", "0", "m", cat, "en", "900000000000013009", "Dog", "c"],
            ]), to: Files.join(concepts, "sct2_Description_Full-en_GB_20250601.txt"))
        try Files.write(
            lines([
                ["id", "effectiveTime", "active", "moduleId", "refsetId", "referencedComponentId"],
                ["c757873d-ec9a-4326-a141-556f43239520", "20250101", "1", "m", pets, cat],
                ["c757873d-ec9a-4326-a141-556f43239521", "20250101", "0", "m", pets, mammal],
            ]), to: Files.join(sets, "der2_Refset_SimpleFull_GB_20250601.txt"))
        try Files.write(
            lines([
                ["id", "effectiveTime", "active", "moduleId", "refsetId", "referencedComponentId", "acceptabilityId"],
                [
                    "c757873d-ec9a-4326-a141-556f43239522", "20250101", "1", "m", "999001261000000100", "13",
                    "900000000000548007",
                ],
            ]), to: Files.join(sets, "der2_cRefset_LanguageFull-en_GB_20250601.txt"))
        try Files.write(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <VIRTUAL_MED_PRODUCTS><!-- <VMP> -->
            <VMPS><VMP><VPID>\(cat)</VPID><NM>Purr &amp; sleep 5mg tablets</NM></VMP>
            <VMP><VPID>\(mammal)</VPID><INVALID>1</INVALID><NM>Old</NM></VMP></VMPS></VIRTUAL_MED_PRODUCTS>
            """, to: Files.join(folder, "f_vmp2_3010125.xml"))
        try Files.write(
            "<VIRTUAL_THERAPEUTIC_MOIETIES><VTM><VTMID>\(animal)</VTMID><NM>Purr</NM></VTM></VIRTUAL_THERAPEUTIC_MOIETIES>",
            to: Files.join(folder, "f_vtm2_3010125.xml"))
    }

    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        return try body(folder.path)
    }

    static func withIndex<Result>(_ body: (TerminologyIndex) throws -> Result) throws -> Result {
        try withFolder { folder in
            try writeRelease(to: folder)
            let path = Files.join(folder, "index.sqlite")
            let outcome = try TerminologyImport.run([folder], to: path)
            #expect(outcome.files == 7 && outcome.concepts == 7 && outcome.products == 3)
            return try body(try TerminologyIndex(path: path))
        }
    }

    @Test("Codes, activity, displays and products are found")
    func codes() throws {
        try Self.withIndex { index in
            func contains(_ code: String) -> Bool? {
                withSlice(code) { index.contains(system: TerminologyIndex.snomed, code: $0) }
            }
            #expect(contains(Self.cat) == true && contains("22298006") == false && contains("cat") == false)
            #expect(contains("\(Self.cat):363698007=\(Self.mammal)") == nil)
            func isActive(_ code: String) -> Bool? {
                withSlice(code) { index.isActive(system: TerminologyIndex.snomed, code: $0) }
            }
            #expect(isActive(Self.cat) == true && isActive(Self.retired) == false)
            #expect(
                withSlice(Self.cat) { index.displays(system: TerminologyIndex.snomed, code: $0) } == [
                    "Moggy", "Cat", "Cat (animal)",
                ])
            #expect(
                withSlice(Self.cat) { index.displays(system: TerminologyIndex.dmd, code: $0) } == [
                    "Purr & sleep 5mg tablets"
                ])
            #expect(withSlice(Self.mammal) { index.isActive(system: TerminologyIndex.dmd, code: $0) } == false)
            #expect(withSlice(Self.cat) { index.contains(system: "http://loinc.org", code: $0) } == nil)
            #expect(index.facts["snomed"] == "20250601" && index.facts["dmd"] == "3010125")
            #expect(index.isKind(system: TerminologyIndex.snomed, code: Self.cat, of: Self.animal) == true)
            #expect(index.isKind(system: TerminologyIndex.snomed, code: Self.animal, of: Self.cat) == false)
            #expect(index.isKind(system: TerminologyIndex.snomed, code: Self.cat, of: Self.retired) == false)
        }
    }

    @Test("Value sets on SNOMED CT and dm+d are decided")
    func valueSets() throws {
        try Self.withIndex { index in
            let package = Package(id: PackageID(name: "test", version: "1"), release: .r4, definitions: [])
            let service = TerminologyService(
                definitions: DefinitionContext(release: .r4, roots: [package]), oracle: index)
            func ask(
                _ property: String, _ op: String, _ value: String, _ code: String,
                _ system: String = TerminologyIndex.snomed
            )
                -> Bool?
            {
                let set = MembershipTests.set([
                    .init(system: system, filters: [.init(property: property, op: op, value: value)])
                ])
                return service.compile(set).membership(code, system).isMember
            }
            #expect(ask("concept", "is-a", Self.animal, Self.cat) == true)
            #expect(ask("concept", "is-a", Self.cat, Self.animal) == false)
            #expect(ask("concept", "descendent-of", Self.cat, Self.cat) == false)
            #expect(ask("concept", "in", Self.pets, Self.cat) == true)
            #expect(ask("concept", "in", Self.pets, Self.mammal) == false)
            #expect(ask("constraint", "=", "< \(Self.animal) MINUS ^ \(Self.pets)", Self.mammal) == true)
            #expect(ask("constraint", "=", "< \(Self.animal) MINUS ^ \(Self.pets)", Self.cat) == false)
            #expect(ask("constraint", "=", "< \(Self.animal) : 363698007 = \(Self.mammal)", Self.cat) == true)
            #expect(ask("constraint", "=", "no constraint", Self.cat) == nil)
            #expect(ask("parent", "=", "VMP", Self.cat, TerminologyIndex.dmd) == true)
            #expect(ask("parent", "=", "VTM", Self.cat, TerminologyIndex.dmd) == false)
            let implicit = try #require(service.valueSet("http://snomed.info/sct?fhir_vs=ecl/%3C%3C%20\(Self.mammal)"))
            #expect(implicit.membership(Self.cat, TerminologyIndex.snomed).isMember == true)
            #expect(implicit.membership(Self.animal, TerminologyIndex.snomed).isMember == false)
        }
    }

    @Test("Folders without release files, broken files and foreign indexes are refused by name")
    func refused() throws {
        try Self.withFolder { folder in
            let path = Files.join(folder, "index.sqlite")
            func failure(_ body: () throws -> Void) -> String {
                do { try body() } catch { return "\(error)" }
                return ""
            }
            #expect(failure { _ = try TerminologyImport.run([folder], to: path) }.contains("holds no release files"))
            #expect(failure { _ = try TerminologyImport.run([folder + "/none"], to: path) }.contains("is not there"))
            try Files.write("id\tother\n", to: Files.join(folder, "sct2_Concept_Snapshot_X_1.txt"))
            #expect(failure { _ = try TerminologyImport.run([folder], to: path) }.contains("line 1"))
            try Files.write(
                "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId\n1\tx\t1\tm\td\n",
                to: Files.join(folder, "sct2_Concept_Snapshot_X_1.txt"))
            #expect(failure { _ = try TerminologyImport.run([folder], to: path) }.contains("line 2"))
            #expect(!Files.exists(path))
            try Files.write("no database", to: path)
            #expect(failure { _ = try TerminologyIndex(path: path) }.contains("is no index"))
        }
    }

    @Test("Without a release a code with a wrong check digit is out, a named one is in, the rest is undecided")
    func withoutRelease() {
        let set = MembershipTests.set([
            .init(
                system: TerminologyIndex.snomed,
                filters: [.init(property: "constraint", op: "=", value: "<< \(Self.animal) OR \(Self.cat)")])
        ])
        func ask(_ code: String) -> Bool? { MembershipTests.ask(set, code, system: TerminologyIndex.snomed).isMember }
        #expect(ask(Self.animal) == true && ask(Self.cat) == true)
        #expect(ask(Self.mammal) == nil)
        #expect(ask("12345678") == false && ask("cat") == false)
        #expect(ask("\(Self.cat):363698007=\(Self.mammal)") == nil)
    }
}
