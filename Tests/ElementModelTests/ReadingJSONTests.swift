import ElementModel
import Record
import TestSupport
import Testing

/// Reads a JSON text as R4.
func json(_ text: String, release: FHIRRelease = .r4) -> Document {
    Document.read(json: Array(text.utf8), release: release)
}

/// The elements as `path type value` lines.
func outline(_ document: Document) -> [String] {
    let view = document.view
    return (0..<view.count).map { number in
        let element = ElementID(number)
        var line = "\(view.path(of: element)) \(view.types.text(view.type(element)))"
        if view.hasValue(element) { line += " \(view.value(element).text)" }
        return line
    }
}

@Suite("Reading JSON")
struct ReadingJSONTests {
    @Test("Arrays become repeated siblings, choices keep their type") func outlines() {
        let document = json(
            """
            {"resourceType": "Patient", "id": "a", "active": true,
             "name": [{"family": "Smith", "given": ["Ann", "B\\u00e9a"]}],
             "multipleBirthInteger": 2, "contact": [{"gender": "male"}]}
            """)
        #expect(document.findings == [])
        #expect(
            outline(document) == [
                "Patient Patient", "Patient.id id a", "Patient.active boolean true", "Patient.name[0] HumanName",
                "Patient.name[0].family string Smith", "Patient.name[0].given[0] string Ann",
                "Patient.name[0].given[1] string Béa", "Patient.multipleBirth integer 2",
                "Patient.contact[0] Patient.contact", "Patient.contact[0].gender code male",
            ])
        let birth = document.view.child(.root, .multipleBirthInteger)
        #expect(document.path(of: birth, choice: .typed) == "Patient.multipleBirth.ofType(integer)")
        #expect(document.view.child(.root, defined: .multipleBirth) == birth)
        #expect(document.position(of: birth) == SourcePosition(line: 3, column: 26))
    }

    @Test("Twins join their primitives, in whichever order") func twins() {
        let document = json(
            """
            {"resourceType": "Patient",
             "_birthDate": {"id": "b", "extension": [{"url": "http://x", "valueString": "y"}]},
             "birthDate": "2000-01-01",
             "name": [{"given": ["A", null, "C"], "_given": [null, {"id": "g"}, {"id": "h"}]}],
             "_gender": {"id": "only"}}
            """)
        #expect(document.findings == [])
        #expect(
            outline(document) == [
                "Patient Patient", "Patient.birthDate date 2000-01-01", "Patient.birthDate.id string b",
                "Patient.birthDate.extension[0] Extension", "Patient.birthDate.extension[0].url uri http://x",
                "Patient.birthDate.extension[0].value string y", "Patient.name[0] HumanName",
                "Patient.name[0].given[0] string A", "Patient.name[0].given[1] string",
                "Patient.name[0].given[1].id string g", "Patient.name[0].given[2] string C",
                "Patient.name[0].given[2].id string h", "Patient.gender code", "Patient.gender.id string only",
            ])
    }

    @Test("Resources inside resources have their own types") func resources() {
        let document = json(
            """
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"resource": {"resourceType": "Patient", "contained": [{"resourceType": "Practitioner", "id": "p"}]}}]}
            """)
        #expect(document.findings == [])
        #expect(
            outline(document) == [
                "Bundle Bundle", "Bundle.type code collection", "Bundle.entry[0] Bundle.entry",
                "Bundle.entry[0].resource Patient", "Bundle.entry[0].resource.contained[0] Practitioner",
                "Bundle.entry[0].resource.contained[0].id id p",
            ])
        let view = document.view
        #expect(view.flags(ElementID(3)) == .resource)
        #expect(view.flags(ElementID(4)) == [.resource, .contained])
        #expect(view.resource(of: ElementID(5)) == ElementID(4))
    }

    @Test("Decimals and strings are kept as written") func exact() {
        let document = json(
            #"{"resourceType":"Observation","status":"final","code":{"text":" a\tb\ud83d\ude00 "},"valueQuantity":{"value":1.50E+02}}"#
        )
        #expect(document.findings == [])
        #expect(outline(document)[3] == "Observation.code.text string  a\tb😀 ")
        #expect(outline(document)[5] == "Observation.value.value decimal 1.50E+02")
    }

    @Test("The lines of an NDJSON file are read one by one, with their numbers") func lines() {
        let text = "{\"resourceType\":\"Patient\",\"id\":\"a\"}\r\n\n  \n{\"resourceType\":\"Patient\",\"foo\":1}"
        let reader = DocumentReader()
        var found: [String] = []
        Array(text.utf8).withUnsafeBytes { bytes in
            for line in ResourceLines(bytes) {
                let document = reader.read(line.bytes, format: .json, release: .r4, firstLine: line.number)
                found.append("\(line.number) \(document.view.count) \(document.position(of: .root))")
                found += document.findings.map { "\($0.rule) \($0.line):\($0.column)" }
            }
        }
        #expect(
            found == [
                "1 2 SourcePosition(line: 1, column: 1)", "4 2 SourcePosition(line: 4, column: 1)",
                "property-unknown 4:27",
            ])
    }

    @Test("Reading allocates nothing per element", .enabled(if: Build.isOptimised, "holds only in release builds"))
    func allocations() {
        func bundle(_ entries: Int) -> [UInt8] {
            let entry = #"{"resource":{"resourceType":"Patient","name":[{"given":["A\n"],"_given":[{"id":"x"}]}]}}"#
            let list = Array(repeating: entry, count: entries).joined(separator: ",")
            return Array(#"{"resourceType":"Bundle","type":"collection","entry":[\#(list)]}"#.utf8)
        }
        let reader = DocumentReader()
        let (small, large) = (bundle(10), bundle(10_000))
        _ = reader.read(large, release: .r4)
        let few = Allocations.count { _ = reader.read(small, release: .r4) }
        let many = Allocations.count { _ = reader.read(large, release: .r4) }
        #expect(few == many && few < 20, "\(few) and \(many)")
        #expect(Allocations.count { Allocations.deliberate() } == 1)
    }
}
