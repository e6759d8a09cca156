import Record
import Testing
import Validation

/// Bundles and references, where the specification and HL7's reference validator differ, or a mutant does not reach.
@Suite("Bundles", .enabled(if: Judge.isAvailable, "needs profiles/"))
struct BundleTests {
    private func found(_ bundle: String, hl7: Bool = false, from least: Severity = .error) -> [String] {
        Judge.findings(bundle, definitions: [], hl7: hl7)
            .filter { $0.severity >= least && $0.rule.hasPrefix("bundle") || $0.rule.hasPrefix("reference") }
            .map { "\($0.rule) \($0.severity.code) \($0.expression)" }
    }

    private func patient(_ id: String, _ reference: String, fullURL: String? = nil, extra: String = "") -> String {
        let url = fullURL.map { #""fullUrl":"\#($0)","# } ?? ""
        return """
            {\(url)\(extra)"resource":{"resourceType":"Patient","id":"\(id)",
            "managingOrganization":{"reference":"\(reference)"}}}
            """
    }

    @Test("Paging links outside searches are odd; HL7's validator refuses them")
    func paging() {
        let bundle = """
            {"resourceType":"Bundle","type":"collection","link":[{"relation":"next","url":"https://a.example/n"}],
            "entry":[\(patient("a", "https://b.example/Organization/o", fullURL: "https://a.example/Patient/a"))]}
            """
        #expect(
            found(bundle, from: .warning) == ["bundle-link-not-allowed warning Bundle.link[0].relation"])
        #expect(found(bundle, hl7: true) == ["bundle-link-not-allowed error Bundle.link[0].relation"])
    }

    @Test("In a transaction only relative references need a fullUrl around them")
    func transaction() {
        let request = #""request":{"method":"PUT","url":"Patient/a"},"#
        func bundle(_ reference: String) -> String {
            #"{"resourceType":"Bundle","type":"transaction","entry":[\#(patient("a", reference, extra: request))]}"#
        }
        let place = "Bundle.entry[0].resource.managingOrganization"
        #expect(found(bundle("https://b.example/Organization/o")) == [])
        #expect(found(bundle("Organization/o")) == ["bundle-entry-reference-base error \(place)"])
        #expect(
            found(bundle("https://b.example/Organization/o"), hl7: true) == [
                "bundle-entry-fullurl error Bundle.entry[0]"
            ])
    }

    @Test("A reference by search stands in a transaction, in its right form")
    func queries() {
        let outside = #"{"resourceType":"Patient","managingOrganization":{"reference":"Organization?name=a"}}"#
        #expect(found(outside) == ["reference-query error Patient.managingOrganization"])
        #expect(found(outside, hl7: true) == [])
        #expect(
            found(outside.replacing("?name=a", with: "?name"), hl7: true) == [
                "reference-query error Patient.managingOrganization"
            ])
    }

    @Test("A document holds what its Composition refers to, not what an extension of it does")
    func documents() {
        func bundle(_ more: String) -> String {
            """
            {"resourceType":"Bundle","type":"document","timestamp":"2024-05-01T10:00:00Z",
            "identifier":{"system":"https://a.example/i","value":"1"},"entry":[
            {"fullUrl":"https://a.example/Composition/c","resource":{"resourceType":"Composition","id":"c",
            "status":"final","type":{"text":"x"},"date":"2024","title":"x","author":[{"display":"x"}],
            "section":[{"title":"s","text":{"status":"generated",
            "div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},\(more)}]}}]}
            """
        }
        let reference = #"{"reference":"https://b.example/Observation/o"}"#
        let place = ".resource.section[0].entry[0]"
        #expect(
            found(bundle(#""entry":[\#(reference)]"#)) == ["bundle-entry-not-found error Bundle.entry[0]\(place)"])
        #expect(
            found(bundle(#""entry":[\#(reference)]"#), hl7: true) == [
                "bundle-entry-not-found error Bundle.entry[1].resource.section[1].entry[1]"
            ])
        let inExtension = #""extension":[{"url":"https://example.org/e","valueReference":\#(reference)}]"#
        #expect(found(bundle(inExtension)) == [])
    }

    @Test("What only refers to the document is tolerated, Provenance without a word")
    func reverse() {
        func bundle(_ type: String, _ field: String) -> String {
            """
            {"resourceType":"Bundle","type":"document","timestamp":"2024-05-01T10:00:00Z",
            "identifier":{"system":"https://a.example/i","value":"1"},"entry":[
            {"fullUrl":"https://a.example/Composition/c","resource":{"resourceType":"Composition","id":"c",
            "status":"final","type":{"text":"x"},"date":"2024","title":"x","author":[{"display":"x"}]}},
            {"fullUrl":"https://a.example/\(type)/p","resource":{"resourceType":"\(type)","id":"p",\(field)}}]}
            """
        }
        let reference = #"{"reference":"Composition/c"}"#
        #expect(found(bundle("Provenance", #""target":[\#(reference)]"#), from: .warning) == [])
        #expect(
            found(bundle("Basic", #""subject":\#(reference)"#), from: .warning) == [
                "bundle-entry-unreachable warning Bundle.entry[1]"
            ])
        #expect(
            found(bundle("Basic", #""subject":{"display":"x"}"#), from: .warning) == [
                "bundle-entry-unreachable error Bundle.entry[1]"
            ])
    }

    @Test("Entries of a search say why they are there, and are what was searched for")
    func searches() {
        func bundle(_ entries: String) -> String {
            """
            {"resourceType":"Bundle","type":"searchset","link":[{"relation":"self",
            "url":"https://a.example/fhir?_type=Patient,Group&name=a"}],"entry":[\(entries)]}
            """
        }
        let other = "https://b.example/Organization/o"
        func entry(_ mode: String) -> String {
            patient("a", other, fullURL: "https://a.example/fhir/Patient/a", extra: #""search":{"mode":"\#(mode)"},"#)
        }
        #expect(found(bundle(entry("match")), from: .warning) == [])
        #expect(
            found(bundle(entry("match").replacing("Patient", with: "Person")), from: .warning) == [
                "bundle-search-type error Bundle.entry[0].resource"
            ])
        #expect(
            found(bundle(entry("outcome")), from: .warning) == ["bundle-search-type error Bundle.entry[0].resource"])
    }
}
