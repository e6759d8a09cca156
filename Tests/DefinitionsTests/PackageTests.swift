import Definitions
import ElementModel
import Files
import Record
import TestSupport
import Testing

@Suite("Packages") struct PackageTests {
    static let patient = #"""
        {"resourceType":"StructureDefinition","id":"p","url":" http://example.org/p ","version":"1.0","name":"P",
        "status":"active","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
        "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
        "differential":{"element":[{"id":"Patient","path":"Patient"},
        {"id":"Patient.identifier","path":"Patient.identifier","min":1,"max":"*",
        "slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
        {"id":"Patient.identifier:nhs","path":"Patient.identifier","sliceName":"nhs","max":"1"},
        {"id":"Patient.identifier:nhs.system","path":"Patient.identifier.system","fixedUri":"https://fhir.nhs.uk/x"}]}}
        """#
    static let stu3Extension = #"""
        <StructureDefinition xmlns="http://hl7.org/fhir"><url value="http://example.org/e"/><name value="E"/>
        <kind value="complex-type"/><abstract value="false"/><contextType value="resource"/><context value="Patient"/>
        <type value="Extension"/><baseDefinition value="http://hl7.org/fhir/StructureDefinition/Extension"/>
        <derivation value="constraint"/></StructureDefinition>
        """#

    static func package(_ files: [(String, String)]) -> Package {
        Package(
            id: PackageID(name: "test", version: "1"), release: .r4,
            files: files.map { (name: $0.0, bytes: Array($0.1.utf8)) })
    }

    @Test("A definition is found by its URL, and stray spaces are dropped and reported") func stray() throws {
        let package = Self.package([("p.json", Self.patient)])
        #expect(package.members(url: "http://example.org/p") == [0])
        #expect(package.problems.isEmpty)
        guard case .structureDefinition(let found) = package.definition(0) else {
            Issue.record("not a structure definition")
            return
        }
        #expect(found.url == "http://example.org/p")
        #expect(found.type == "Patient")
        #expect(found.isProfile)
        #expect(package.problems.map(\.kind) == ["stray-space"])
        #expect(package.problems.first?.line == 1)
    }

    @Test("A differential is decoded") func differential() throws {
        let package = Self.package([("p.json", Self.patient)])
        let context = DefinitionContext(release: .r4, roots: [package])
        let profile = try #require(context.structureDefinition("http://example.org/p|1.0"))
        #expect(
            profile.differential.map(\.id) == [
                "Patient", "Patient.identifier", "Patient.identifier:nhs", "Patient.identifier:nhs.system",
            ])
        let slicing = try #require(profile.differential[1].slicing)
        #expect(slicing.discriminators == [.init(kind: .value, path: "system")])
        #expect(profile.differential[1].max == ElementDefinition.unbounded)
        #expect(profile.differential[2].min == nil)
        #expect(profile.differential[3].fixed?.text == "https://fhir.nhs.uk/x")
        #expect(profile.differential[3].fixed?.typeName == "uri")
        #expect(context.structureDefinition("http://example.org/p|2.0") == nil)
        #expect(
            context.resolve("http://example.org/p|2.0", kind: nil) == .otherVersions(["1.0"]))
        #expect(context.resolve("http://example.org/q", kind: nil) == .unknown)
    }

    @Test("The header of an XML resource is read without the rest") func xmlHeader() throws {
        let header = try #require(MemberHeader(of: Array(Self.stu3Extension.utf8)))
        #expect(header.url == "http://example.org/e")
        #expect(header.type == "Extension")
        #expect(header.derivation == "constraint")
    }

    @Test("A file that is no resource is reported, and the rest is read") func broken() throws {
        let package = Self.package([("p.json", Self.patient), ("x.json", "[1"), ("y.json", "{\"a\":1}")])
        #expect(package.count == 1)
        #expect(package.problems.map(\.file) == ["x.json", "y.json"])
    }

    // MARK: Archives

    static func header(_ name: String, size: Int, kind: String, magic: String = "ustar\u{0}00") -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ place: Int) { for (n, byte) in text.utf8.enumerated() { block[place + n] = byte } }
        put(String(name.prefix(100)), 0)
        put("0000644", 100)
        let octal = String(size, radix: 8)
        put(String(repeating: "0", count: 11 - octal.count) + octal, 124)
        put("        ", 148)
        put(kind, 156)
        put(magic, 257)
        let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", 148)
        return block
    }
    static func member(_ name: String, _ content: String, kind: String = "0") -> [UInt8] {
        let bytes = Array(content.utf8)
        return header(name, size: bytes.count, kind: kind) + bytes
            + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }
    static let manifest = member("package/package.json", #"{"name":"a","version":"1","fhirVersions":["4.0.1"]}"#)
    static let end = [UInt8](repeating: 0, count: 1024)

    @Test("A plain archive opens; names in pax and GNU form are read; AppleDouble members are passed over")
    func archive() throws {
        let long = "package/" + String(repeating: "l", count: 150) + ".json"
        let pax = " path=\(long)\n"
        let record = "\(pax.utf8.count + 3)\(pax)"
        let bytes =
            Self.manifest + Self.member("package/p.json", Self.patient) + Self.member("package/._p.json", "rubbish")
            + Self.member("x", record, kind: "x") + Self.member("short", Self.patient)
            + Self.member("././@LongLink", long + "\u{0}", kind: "L") + Self.member("short", Self.patient) + Self.end
        let package = try Package.open(archive: bytes)
        #expect(package.id.description == "a#1")
        #expect((0..<package.count).map { package.fileName(ofMember: $0) } == ["package/p.json", long, long])
        #expect(package.problems.map(\.kind) == ["duplicate"])
    }

    @Test(
        "Evil archives are refused as a whole",
        arguments: [
            ("leads outside", member("package/../../etc/passwd", "x")),
            ("leads outside", member("/etc/passwd", "x")),
            ("leads outside", member("package\\..\\x.json", "x")),
            ("link", member("package/x.json", "", kind: "2")),
            ("link", member("package/x.json", "", kind: "1")),
            ("no plain file", member("package/x", "", kind: "3")),
            ("no plain file", member("package/x", "", kind: "S")),
            ("inside a member", header("package/x.json", size: 1 << 30, kind: "0")),
            ("checksum", Array(repeating: 65, count: 512)),
            ("no package.json", member("package/x.json", "{}")),
            ("pax header is damaged", member("x", "999 path=a\n", kind: "x")),
        ])
    func evil(reason: String, bytes: [UInt8]) throws {
        let archive = (reason.contains("package.json") ? [] : Self.manifest) + bytes + Self.end
        let error = #expect(throws: PackageError.self) { _ = try Package.open(archive: archive) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test(
        "A manifest with a name that leads elsewhere is refused",
        arguments: [#"{"name":"../a","version":"1"}"#, #"{"name":"a","version":"1/2"}"#, #"{"name":"a"}"#, "[]", "{"])
    func manifests(text: String) {
        #expect(throws: PackageError.self) {
            _ = try Package.open(archive: Self.member("package/package.json", text) + Self.end)
        }
    }

    @Test("A package for a release that Assay does not judge is refused with the release named") func release() {
        let error = #expect(throws: PackageError.self) {
            _ = try Package.open(
                archive: Self.member("package/package.json", #"{"name":"a","version":"1","fhirVersions":["5.0.0"]}"#)
                    + Self.end)
        }
        #expect(error?.description.contains("5.0.0") == true)
    }
}

@Suite("Versions") struct VersionTests {
    @Test(
        "Older and newer",
        arguments: [
            ("1.0.0", "1.0.1"), ("1.9", "1.10"), ("2.0.0-beta", "2.0.0"), ("1.0", "1.0.1"), ("1.0.0-a.2", "1.0.0-a.10"),
            ("0.22.0-pre-release", "0.22.0"),
        ])
    func order(older: String, newer: String) {
        #expect(VersionOrder.isOlder(older, newer))
        #expect(!VersionOrder.isOlder(newer, older))
        #expect(!VersionOrder.isOlder(older, older))
    }

    @Test(
        "Ranges",
        arguments: [
            ("1.2.3", "1.2.3", true), ("1.2.3", "1.2.x", true), ("1.3.0", "1.2.x", false), ("1.20.0", "1.2.x", false),
            ("1.9.0", "^1.2.0", true), ("2.0.0", "^1.2.0", false), ("1.1.0", "^1.2.0", false),
            ("1.2.9", "~1.2.0", true), ("1.3.0", "~1.2.0", false), ("7.0.1", "latest", true), ("1.0", "1.0.0", false),
            ("1.2.0-beta", "1.2.x", false),
        ])
    func ranges(version: String, range: String, isIn: Bool) {
        #expect(VersionOrder.matches(version, range: range) == isIn)
    }
}
