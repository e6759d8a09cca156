import ElementModel
import Record
import Testing

@Suite("Slips of XML")
struct XMLSlipTests {
    private static func patient(_ inside: String) -> String {
        "<Patient xmlns=\"http://hl7.org/fhir\">\(inside)</Patient>"
    }

    static let cases: [SlipCase] = [
        SlipCase(
            name: "text that is not well-formed", text: patient("<name><family value=\"S\"></name>"), rule: .xmlSyntax,
            place: "", column: 69, elements: 0),
        SlipCase(name: "an empty document", text: "", rule: .xmlSyntax, place: "", column: 1, elements: 0),
        SlipCase(
            name: "an unknown entity", text: patient("<id value=\"&nbsp;\"/>"), rule: .xmlSyntax, place: "", column: 55,
            elements: 0),
        SlipCase(
            name: "no namespace", text: "<Patient><id value=\"a\"/></Patient>", rule: .xmlNamespace, place: "Patient",
            column: 1, elements: 2),
        SlipCase(
            name: "the wrong namespace inside", text: patient("<id xmlns=\"urn:x\" value=\"a\"/>"), rule: .xmlNamespace,
            place: "Patient.id", column: 38, elements: 2),
        SlipCase(
            name: "a narrative in FHIR's namespace",
            text: patient("<text><status value=\"generated\"/><div>x</div></text>"), rule: .xmlNamespace,
            place: "Patient.text.div", column: 71, elements: 4),
        SlipCase(
            name: "a root that is no resource", text: "<HumanName xmlns=\"http://hl7.org/fhir\"/>",
            rule: .resourceUnknown,
            place: "", column: 1, elements: 0),
        SlipCase(
            name: "an unknown contained resource",
            text: patient("<contained><Unicorn><a value=\"1\"/></Unicorn></contained>"),
            rule: .resourceUnknown, place: "Patient.contained[0]", column: 49, elements: 3),
        SlipCase(
            name: "two resources in one place",
            text: patient("<contained><Basic><id value=\"a\"/></Basic><Basic><id value=\"b\"/></Basic></contained>"),
            rule: .resourceCount, place: "Patient.contained[0]", column: 79, elements: 5),
        SlipCase(
            name: "an undefined element", text: patient("<nam><a value=\"b\"/></nam>"), rule: .elementUnknown,
            place: "Patient", column: 38, elements: 3),
        SlipCase(
            name: "an attribute written as an element", text: patient("<name><id value=\"a\"/></name>"),
            rule: .elementUnknown, place: "Patient.name[0]", column: 44, elements: 3),
        SlipCase(
            name: "an undefined attribute", text: patient("<id value=\"a\" extra=\"b\"/>"), rule: .attributeUnknown,
            place: "Patient.id", column: 38, elements: 2),
        SlipCase(
            name: "a value on an element that is no primitive",
            text: patient("<name value=\"a\"><family value=\"b\"/></name>"),
            rule: .attributeUnknown, place: "Patient.name[0]", column: 38, elements: 3),
        SlipCase(
            name: "xsi:type",
            text: patient("<id xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"id\" value=\"a\"/>"),
            rule: .attributeUnknown, place: "Patient.id", column: 38, elements: 2),
        SlipCase(
            name: "a schema location",
            text:
                "<Patient xmlns=\"http://hl7.org/fhir\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://hl7.org/fhir x.xsd\"><id value=\"a\"/></Patient>",
            rule: .attributeUnknown, place: "Patient", column: 1, elements: 2),
        SlipCase(
            name: "text between elements", text: patient("<id value=\"a\"/>stray"), rule: .textUnexpected,
            place: "Patient", column: 53, elements: 2),
        SlipCase(
            name: "an element without content", text: patient("<active/>"), rule: .elementEmpty,
            place: "Patient.active", column: 38, elements: 2),
        SlipCase(
            name: "a place for a resource without one", text: patient("<contained/>"), rule: .elementEmpty,
            place: "Patient.contained[0]", column: 38, elements: 2),
        SlipCase(
            name: "a document type", text: "<!DOCTYPE Patient><Patient xmlns=\"http://hl7.org/fhir\"/>",
            rule: .xmlDocumentType, place: "", column: 1, elements: 0),
        SlipCase(
            name: "a processing instruction", text: patient("<?go there?><id value=\"a\"/>"), rule: .xmlInstruction,
            place: "Patient", column: 38, elements: 2),
        SlipCase(
            name: "CDATA", text: patient("<![CDATA[ ]]><id value=\"a\"/>"), rule: .xmlCharacterData, place: "Patient",
            column: 38, elements: 2),
        SlipCase(
            name: "another encoding",
            text:
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/></Patient>",
            rule: .encoding, place: "", column: 1, elements: 2),
        SlipCase(
            name: "elements out of order", text: patient("<active value=\"true\"/><id value=\"a\"/>"),
            rule: .elementOrder, place: "Patient.id", column: 60, elements: 3),
        SlipCase(
            name: "repetitions that are not together",
            text: patient("<name><text value=\"a\"/></name><gender value=\"male\"/><name><text value=\"b\"/></name>"),
            rule: .elementOrder, place: "Patient.name[1]", column: 90, elements: 6),
        SlipCase(
            name: "a prefix without a namespace", text: patient("<id value=\"a\"/><f:active value=\"true\"/>"),
            rule: .xmlNamespace, place: "Patient.active", column: 53, elements: 3),
    ]

    @Test("Each is reported with its place, and reading goes on", arguments: cases)
    func slip(_ wanted: SlipCase) {
        let document = xml(wanted.text)
        let finding = document.findings.first { $0.rule == wanted.rule.id }
        #expect(finding != nil, "\(document.findings)")
        #expect(finding?.expression == wanted.place)
        #expect(finding?.line == wanted.line)
        #expect(finding?.column == wanted.column)
        #expect(document.view.count == wanted.elements)
        if wanted.elements > 0, wanted.rule != .xmlNamespace {
            #expect(document.findings.count == 1, "\(document.findings)")
        }
        if wanted.elements == 0 { #expect(document.findings.map(\.severity) == [.fatal]) }
    }

    @Test("Comments, prefixes and other orders of attributes are fine") func fine() {
        let document = xml(
            """
            <f:Patient xmlns:f="http://hl7.org/fhir"><!-- c --><f:name id='n'><f:text value='t'/></f:name>
            </f:Patient>
            """)
        #expect(document.findings == [])
        #expect(document.view.count == 4)
    }

    @Test(
        "Nothing is fetched, expanded or looped over",
        arguments: [
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&e;\"/></Patient>",
            "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><Patient>&c;</Patient>",
            "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><Patient/>",
            "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><Patient/>",
        ])
    func attacks(text: String) {
        let document = xml(text)
        #expect(!document.isReadable)
        #expect(document.findings.map(\.rule) == ["xml-document-type"])
    }

    @Test("Deep nesting ends at the limit, in the narrative too") func deep() {
        let elements = xml(
            "<Patient xmlns=\"http://hl7.org/fhir\">" + String(repeating: "<extension url=\"u\">", count: 50_000))
        #expect(elements.findings.map(\.rule) == ["reading-limit"])
        let narrative = xml(
            "<Patient xmlns=\"http://hl7.org/fhir\"><text><div xmlns=\"http://www.w3.org/1999/xhtml\">"
                + String(repeating: "<b>", count: 50_000))
        #expect(narrative.findings.map(\.rule) == ["reading-limit"])
    }

    @Test("Other encodings are read, and reported") func encodings() {
        let text = "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"Né\"/></name></Patient>"
        let latin =
            Array("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>".utf8)
            + text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { utf16 += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
        for bytes in [latin, utf16] {
            let document = Document.read(xml: bytes, release: .r4)
            #expect(document.findings.map(\.rule) == ["encoding"])
            #expect(document.view.value(ElementID(2)).text == "Né")
        }
        let wrong = Document.read(
            xml: Array("<?xml version=\"1.0\" encoding=\"EBCDIC-UK\"?>".utf8) + Array(text.utf8), release: .r4)
        #expect(wrong.findings.map(\.severity) == [.fatal])
        let marked = Document.read(xml: [0xEF, 0xBB, 0xBF] + Array(text.utf8), release: .r4)
        #expect(marked.findings == [])
        #expect(marked.view.value(ElementID(2)).text == "Né")
        var invalid = Array(text.utf8)
        if let place = invalid.firstIndex(of: 0xC3) { invalid[place] = 0xFF }
        let repaired = Document.read(xml: invalid, release: .r4)
        #expect(repaired.findings.map(\.rule) == ["encoding"])
        #expect(repaired.findings.first?.column == 60)
        #expect(repaired.view.count == 3)
    }

    @Test("A truncated document has one fatal finding, wherever it is cut") func truncated() {
        let text = Self.patient("<name><family value=\"Sm&amp;h\"/></name>")
        for count in 0..<text.utf8.count {
            let document = Document.read(xml: Array(text.utf8.prefix(count)), release: .r4)
            #expect(!document.isReadable)
            #expect(document.findings.map(\.severity) == [.fatal], "\(count) \(document.findings)")
        }
    }

    @Test("One reader reads JSON and XML of both releases in turn, and each alone") func reuse() {
        let reader = DocumentReader()
        let text = Self.patient("<name><family value=\"Né\"/></name>")
        for _ in 0..<600 {
            #expect(reader.read(Array(text.utf8), release: .r4).view.count == 3)
            #expect(!reader.read(Array("<Patient".utf8), release: .stu3).isReadable)
            let document = reader.read(
                Array(#"{"resourceType":"Patient","name":[{"family":"x"}]}"#.utf8), release: .stu3)
            #expect(document.findings == [] && document.view.count == 3)
        }
    }
}
