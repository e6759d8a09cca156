import Definitions
import ElementModel
import Record
import TestSupport
import Testing

@Suite("Decoding") struct DecodingTests {
    /// The definition of a resource written in JSON or XML.
    static func definition(_ text: String, _ release: FHIRRelease) -> Definition {
        Package(
            id: PackageID(name: "test", version: "1"), release: release, files: [(name: "x", bytes: Array(text.utf8))]
        ).definition(0)
    }

    static func element(_ json: String, _ release: FHIRRelease) throws -> ElementDefinition {
        let text =
            #"{"resourceType":"StructureDefinition","url":"u:x","name":"X","status":"draft","kind":"resource","#
            + #""abstract":false,"type":"Patient","differential":{"element":[\#(json)]}}"#
        guard case .structureDefinition(let found) = definition(text, release) else { throw Unexpected() }
        return try #require(found.differential.first)
    }
    struct Unexpected: Error {}

    @Test("STU3's repeated type entries become one, R4's lists stay") func types() throws {
        let stu3 = try Self.element(
            #"""
            {"path":"Patient.x","type":[{"code":"Reference","targetProfile":"u:a"},{"code":"Reference","targetProfile":"u:b",
            "aggregation":["contained"]},{"code":"string"},{"code":"Quantity","profile":"u:q"},{"code":"Quantity"}]}
            """#, .stu3)
        #expect(stu3.types.map(\.code) == ["Reference", "string", "Quantity"])
        #expect(stu3.types[0].targetProfiles == ["u:a", "u:b"])
        // An entry that asks for nothing allows anything.
        #expect(stu3.types[0].aggregation.isEmpty)
        #expect(stu3.types[2].profiles.isEmpty)
        let r4 = try Self.element(
            #"{"path":"Patient.x","type":[{"code":"Reference","targetProfile":["u:a","u:b"],"aggregation":["contained"]}]}"#,
            .r4)
        #expect(r4.types.first?.targetProfiles == ["u:a", "u:b"])
        #expect(r4.types.first?.aggregation == [.contained])
    }

    @Test("A binding's value set, in the forms of both releases") func bindings() throws {
        let reference = try Self.element(
            #"{"path":"Patient.x","binding":{"strength":"required","valueSetReference":{"reference":" u:v "}}}"#, .stu3)
        #expect(reference.binding?.valueSet == "u:v")
        #expect(reference.binding?.isPlainURI == false)
        let uri = try Self.element(
            #"{"path":"Patient.x","binding":{"strength":"example","valueSetUri":"u:v"}}"#, .stu3)
        #expect(uri.binding?.valueSet == "u:v")
        #expect(uri.binding?.isPlainURI == true)
        let canonical = try Self.element(
            #"""
            {"path":"Patient.x","binding":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet",
            "valueCanonical":"u:max"}],"strength":"extensible","valueSet":"u:v|1"}}
            """#, .r4)
        #expect(canonical.binding?.valueSet == "u:v|1")
        #expect(canonical.binding?.maxValueSet == "u:max")
        #expect(canonical.binding?.strength == .extensible)
    }

    @Test("The value inside a primitive has a FHIRPath type in both releases") func primitiveValues() throws {
        let stu3 = try Self.element(
            #"""
            {"path":"boolean.value","type":[{"_code":{"extension":[{
            "url":"http://hl7.org/fhir/StructureDefinition/structuredefinition-json-type","valueString":"boolean"}]}}]}
            """#, .stu3)
        #expect(stu3.types.first?.code == "http://hl7.org/fhirpath/System.Boolean")
        let r4 = try Self.element(
            #"""
            {"path":"boolean.value","type":[{"extension":[{
            "url":"http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type","valueUrl":"boolean"}],
            "code":"http://hl7.org/fhirpath/System.Boolean"}]}
            """#, .r4)
        #expect(r4.types.first?.code == "http://hl7.org/fhirpath/System.Boolean")
        #expect(r4.types.first?.fhirType == "boolean")
    }

    @Test("An extension's contexts, in the forms of both releases") func contexts() throws {
        let start = #"{"resourceType":"StructureDefinition","url":"u:x","kind":"complex-type","type":"Extension","#
        guard
            case .structureDefinition(let stu3) = Self.definition(
                start + #""contextType":"extension","context":["u:a","u:b"]}"#, .stu3),
            case .structureDefinition(let other) = Self.definition(
                start + #""contextType":"datatype","context":["*"]}"#, .stu3),
            case .structureDefinition(let r4) = Self.definition(
                start
                    + #""context":[{"type":"element","expression":"Patient"},{"type":"fhirpath","expression":"a.b"}]}"#,
                .r4)
        else { throw Unexpected() }
        #expect(
            stu3.contexts == [.init(kind: .extension, expression: "u:a"), .init(kind: .extension, expression: "u:b")])
        #expect(other.contexts == [.init(kind: .element, expression: "*")])
        #expect(
            r4.contexts == [.init(kind: .element, expression: "Patient"), .init(kind: .fhirpath, expression: "a.b")])
    }

    @Test("What is wrong is reported with file and line, and the rest is read") func slips() throws {
        let text = """
            {"resourceType":"StructureDefinition","url":"u:x","kind":"resource","type":"Patient",
            "differential":{"element":[
            {"path":"Patient.a","max":"many"},
            {"path":"Patient.b","binding":{"strength":"strong"}},
            {"path":"Patient.c","min":1}]}}
            """
        let package = PackageTests.package([("x.json", text)])
        guard case .structureDefinition(let found) = package.definition(0) else { throw Unexpected() }
        #expect(found.differential.count == 3)
        #expect(found.differential.last?.min == 1)
        let own = package.problems.filter { ["bad-max", "unknown-code"].contains($0.kind) }
        #expect(own.map(\.line) == [3, 4])
        #expect(own.allSatisfy { $0.file == "x.json" && $0.package == package.id })
    }

    @Test("JSON and XML give the same records", arguments: FHIRRelease.allCases)
    func syntaxes(release: FHIRRelease) throws {
        let store = try ProfilesTests.store()
        let name = release == .r4 ? "fhir.r4.ukcore.stu2#2.0.2" : "gpc.stu3.fhir-assets#1.1.3"
        let package = try store.package(name)
        for member in 0..<package.count {
            let document = package.document(member)
            let other = Package(
                id: package.id, release: release,
                files: [(name: "x.xml", bytes: document.xml())])
            switch (package.definition(member), other.definition(0)) {
            case (.structureDefinition(let one), .structureDefinition(let two)):
                #expect(one.differential == two.differential, "\(one.url)")
                #expect(one.contexts == two.contexts)
                #expect(one.canonical == two.canonical)
            case (.valueSet(let one), .valueSet(let two)):
                #expect(one.compose == two.compose, "\(one.url)")
                #expect(one.expansion == two.expansion, "\(one.url)")
            case (.codeSystem(let one), .codeSystem(let two)):
                #expect(one.concepts == two.concepts, "\(one.url)")
                #expect(one.properties == two.properties)
            case (.conceptMap(let one), .conceptMap(let two)): #expect(one.groups == two.groups)
            case (.messageDefinition(let one), .messageDefinition(let two)): #expect(one.focus == two.focus)
            case (.operationDefinition(let one), .operationDefinition(let two)):
                #expect(one.parameters == two.parameters)
            case (let one, let two): Issue.record("\(one) \(two)")
            }
        }
    }
}
