import ElementModel
import Terminology
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    @Test(
        "SNOMED CT identifiers",
        arguments: [
            ("138875005", SNOMEDIdentifier.Kind.concept), ("404684003", .concept), ("22298006", .concept),
            ("680946014", .description),
            ("999000011000000103", .concept), ("196461000000101", .concept), ("1000000000", nil), ("138875006", nil),
            ("12345", nil),
            ("", nil), ("0138875005", nil), ("13887500a", nil),
        ])
    func snomed(code: String, kind: SNOMEDIdentifier.Kind?) {
        #expect(withSlice(code) { SNOMEDIdentifier.kind(of: $0) } == kind)
    }

    @Test("What is wrong with a SNOMED CT identifier is said")
    func snomedProblems() {
        func problem(_ code: String) -> SNOMEDIdentifier.Problem? {
            withSlice(code) { SNOMEDIdentifier.problem(in: $0) }
        }
        #expect(problem("138875006") == .checkDigit)
        #expect(problem("asthma") == .notDigits)
        #expect(problem("1234") == .length)
        #expect(withSlice("196461000000101") { SNOMEDIdentifier.isExtension($0) })
        #expect(withSlice("138875005") { !SNOMEDIdentifier.isExtension($0) })
        #expect(withSlice("128045006:363698007=56459004") { !SNOMEDIdentifier.isSingle($0) })
    }

    @Test(
        "NHS numbers",
        arguments: [
            ("9434765919", true), ("9434765918", false), ("943 476 5919", false), ("943476591", false),
            ("94347659190", false),
            ("9999999999", true), ("1234567890", false), ("", false), ("943476591X", false),
        ])
    func nhsNumbers(text: String, isValid: Bool) {
        #expect(withSlice(text) { NHSNumber.isValid($0) } == isValid)
    }

    @Test(
        "Codes of organisations",
        arguments: [("RR8", true), ("A1001", true), ("rr8", false), ("A", false), ("RR8-01", false)])
    func organisations(text: String, isValid: Bool) { #expect(withSlice(text) { ODSCode.hasForm($0) } == isValid) }

    @Test(
        "LOINC codes",
        arguments: [
            ("8480-6", true), ("8480-7", false), ("85354-9", true), ("LP43571-6", true), ("LA27975-4", true),
            ("LX1-1", false), ("8480", false),
            ("-6", false), ("", false),
        ])
    func loinc(text: String, isValid: Bool) { #expect(withSlice(text) { LOINCCode.isValid($0) } == isValid) }

    @Test("UUIDs and OIDs")
    func universal() {
        let small = "c757873d-ec9a-4326-a141-556f43239520"
        #expect(withSlice(small) { UniversalIdentifier.isUUID($0, lowerCase: true) })
        #expect(withSlice(small.uppercased()) { UniversalIdentifier.isUUID($0) })
        #expect(withSlice(small.uppercased()) { !UniversalIdentifier.isUUID($0, lowerCase: true) })
        #expect(withSlice(small + "0") { !UniversalIdentifier.isUUID($0) })
        #expect(withSlice("urn:uuid:" + small) { UniversalIdentifier.uuid(ofURN: $0)?.text } == small)
        #expect(withSlice("urn:oid:1.2.3") { UniversalIdentifier.oid(ofURN: $0)?.text } == "1.2.3")
        for (oid, isValid) in [
            ("1.2.840.10008", true), ("2.0", true), ("3.1", false), ("1.02", false), ("1..2", false), ("1.2.", false),
            ("1", false),
        ] {
            #expect(withSlice(oid) { UniversalIdentifier.isOID($0) } == isValid, "\(oid)")
        }
    }
}
