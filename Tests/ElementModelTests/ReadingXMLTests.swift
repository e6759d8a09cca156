import ElementModel
import Record
import Testing

/// Reads an XML text as R4.
func xml(_ text: String, release: FHIRRelease = .r4) -> Document {
    Document.read(xml: Array(text.utf8), release: release)
}

@Suite("Reading XML")
struct ReadingXMLTests {
    @Test("Attributes and elements become the same children as in JSON") func same() {
        let document = xml(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a comment -->
            <Patient xmlns="http://hl7.org/fhir">
              <id value="a"/>
              <extension url="http://x"><valueString id="s" value="1 &lt; 2 &amp;#38; &#38;amp;&#10;"/></extension>
              <active value="true"/>
              <name id="n"><family value="Smith"/><given value="Ann"/><given value="Béa"><extension url="u"><valueDecimal value="1.50"/></extension></given></name>
            </Patient>
            """)
        #expect(document.findings == [])
        #expect(
            outline(document) == [
                "Patient Patient", "Patient.id id a", "Patient.extension[0] Extension",
                "Patient.extension[0].url uri http://x", "Patient.extension[0].value string 1 < 2 &#38; &amp;\n",
                "Patient.extension[0].value.id string s", "Patient.active boolean true", "Patient.name[0] HumanName",
                "Patient.name[0].id string n", "Patient.name[0].family string Smith",
                "Patient.name[0].given[0] string Ann", "Patient.name[0].given[1] string Béa",
                "Patient.name[0].given[1].extension[0] Extension", "Patient.name[0].given[1].extension[0].url uri u",
                "Patient.name[0].given[1].extension[0].value decimal 1.50",
            ])
        let active = document.view.child(.root, .active)
        #expect(document.position(of: active) == SourcePosition(line: 6, column: 3))
    }

    @Test("A resource takes the place of the element around it") func resources() {
        let document = xml(
            """
            <Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><contained><Practitioner><id value="p"/>
            </Practitioner></contained></Patient></resource></entry></Bundle>
            """)
        #expect(document.findings == [])
        #expect(
            outline(document) == [
                "Bundle Bundle", "Bundle.entry[0] Bundle.entry", "Bundle.entry[0].resource Patient",
                "Bundle.entry[0].resource.contained[0] Practitioner", "Bundle.entry[0].resource.contained[0].id id p",
            ])
        #expect(document.view.flags(ElementID(3)) == [.resource, .contained])
    }

    @Test("The narrative is kept as written, and stands on its own where its namespace came from outside")
    func narrative() {
        let plain = xml(
            """
            <Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>\
            <div xmlns="http://www.w3.org/1999/xhtml"><p class='a'>x &amp; y<br/></p><!-- c --></div></text></Patient>
            """)
        #expect(plain.findings == [])
        #expect(
            outline(plain).last == """
                Patient.text.div xhtml <div xmlns="http://www.w3.org/1999/xhtml"><p class='a'>x &amp; y<br/></p><!-- c --></div>
                """)
        let prefixed = xml(
            """
            <Patient xmlns="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml"><text><status value="generated"/>\
            <h:div><h:p class='a"b&amp;lt;'>x &amp; y</h:p></h:div></text></Patient>
            """)
        #expect(prefixed.findings == [])
        #expect(
            outline(prefixed).last == """
                Patient.text.div xhtml <div xmlns="http://www.w3.org/1999/xhtml"><p class="a&quot;b&#38;lt;">x &amp; y</p></div>
                """)
    }
}
