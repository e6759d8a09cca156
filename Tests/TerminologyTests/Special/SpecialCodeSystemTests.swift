import Definitions
import Terminology
import Testing

@Suite("Code systems that are grammars or published lists")
struct SpecialCodeSystemTests {
    static func ask(_ system: String, _ code: String) -> Membership {
        withSlice(code) { MembershipTests.service().membership(code: $0, ofSystem: system) }
    }

    @Test(
        "Units, countries, subdivisions, currencies and media types",
        arguments: [
            ("http://unitsofmeasure.org", "mm[Hg]", Membership.member),
            ("http://unitsofmeasure.org", "mmHg", .notMember),
            ("urn:iso:std:iso:3166", "GB", .member), ("urn:iso:std:iso:3166", "GBR", .member),
            ("urn:iso:std:iso:3166", "826", .member), ("urn:iso:std:iso:3166", "UK", .notMember),
            ("urn:iso:std:iso:3166", "gb", .notMember), ("urn:iso:std:iso:3166", "", .notMember),
            ("urn:iso:std:iso:3166", "YU", .memberWithRemark(.deprecated)),
            ("urn:iso:std:iso:3166:-2", "GB-LND", .member), ("urn:iso:std:iso:3166:-2", "GB-XXX", .notMember),
            ("urn:iso:std:iso:4217", "GBP", .member), ("urn:iso:std:iso:4217", "POUND", .notMember),
            ("urn:iso:std:iso:4217", "GBX", .notMember), ("urn:ietf:bcp:13", "application/fhir+json", .member),
            ("urn:ietf:bcp:13", "application", .notMember), ("urn:ietf:rfc:3986", "urn:oid:1.2", .member),
            ("urn:ietf:rfc:3986", "two words", .notMember),
        ])
    func lists(system: String, code: String, expected: Membership) {
        #expect(Self.ask(system, code) == expected)
    }

    @Test(
        "Language tags",
        arguments: [
            "en", "EN-gb", "cy", "zh-Hans-CN", "es-419", "de-CH-1996", "sl-rozaj-biske", "x-mine", "en-x-test", "yue",
            "zh-yue-HK",
            "en-a-bbb-x-a-ccc", "de-DE-u-co-phonebk", "qaa", "en-Qabc", "mul", "en-BU",
        ])
    func languages(tag: String) { #expect(Self.ask("urn:ietf:bcp:47", tag) == .member) }

    @Test(
        "What is no language tag",
        arguments: [
            "", "e", "english-", "en_GB", "en-", "-en", "en--GB", "zq", "en-UK", "en-GB-GB", "en-Xyzq", "x", "en-x",
            "en-u", "abcd",
            "en-GB-Latn", "eng1", "en-\u{e9}",
        ])
    func notLanguages(tag: String) { #expect(Self.ask("urn:ietf:bcp:47", tag) == .notMember) }

    @Test("A language that may be younger than the table is undecided; a tag that was replaced is deprecated")
    func otherLanguages() {
        #expect(Self.ask("urn:ietf:bcp:47", "zzq").isMember == nil)
        #expect(Self.ask("urn:ietf:bcp:47", "i-klingon") == .memberWithRemark(.deprecated))
    }

    @Test(
        "Filters on them",
        arguments: [
            ("urn:iso:std:iso:3166", "code", "regex", "[A-Z]{3}", "GBR", true),
            ("urn:iso:std:iso:3166", "code", "regex", "[A-Z]{3}", "GB", false),
            ("urn:iso:std:iso:3166", "code", "regex", "[0-9]{3}", "826", true),
            ("urn:iso:std:iso:3166", "code", "regex", "[0-9]{3}", "999", false),
            ("http://unitsofmeasure.org", "canonical", "=", "m", "km", true),
            ("http://unitsofmeasure.org", "canonical", "=", "m", "kg", false),
            ("http://unitsofmeasure.org", "canonical", "=", "a", "min", true),
            ("http://unitsofmeasure.org", "canonical", "=", "a", "years", false),
            ("http://unitsofmeasure.org", "property", "=", "mass", "kg", nil),
            ("http://x/animals", "code", "regex", "[a-c].*", "cat", true),
            ("http://x/animals", "code", "regex", "a", "cat", false),
            ("http://x/animals", "display", "regex", "D.*", "dog", true),
            ("http://x/animals", "display", "regex", "(", "dog", nil),
        ])
    func filters(system: String, property: String, op: String, value: String, code: String, expected: Bool?) {
        let set = MembershipTests.set([
            .init(system: system, filters: [.init(property: property, op: op, value: value)])
        ])
        #expect(MembershipTests.ask(set, code, system: system).isMember == expected)
    }
}
