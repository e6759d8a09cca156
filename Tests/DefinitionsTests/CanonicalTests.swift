import Definitions
import Testing

@Suite("Canonicals are taken apart") struct CanonicalTests {
    @Test(
        "URL, version and fragment",
        arguments: [
            ("http://a/b", "http://a/b", nil, nil),
            ("http://a/b|1.0", "http://a/b", "1.0", nil),
            ("http://a/b#Patient.name", "http://a/b", nil, "Patient.name"),
            ("http://a/b|1.0#x", "http://a/b", "1.0", "x"),
            ("http://a/b#x|1.0", "http://a/b", "1.0", "x"),
            ("  http://a/b \n", "http://a/b", nil, nil),
            ("http://a/b|", "http://a/b", nil, nil),
            ("#local", "#local", nil, nil),
            ("", "", nil, nil),
        ] as [(String, String, String?, String?)])
    func parts(text: String, url: String, version: String?, fragment: String?) {
        let canonical = Canonical(text)
        #expect(canonical.url == url)
        #expect(canonical.version == version)
        #expect(canonical.fragment == fragment)
    }

    @Test(
        "A package id has a name and a version", arguments: [("a#1", true), ("a@1", true), ("a", false), ("#1", false)])
    func packageIDs(text: String, isID: Bool) { #expect((PackageID(text) != nil) == isID) }
}
