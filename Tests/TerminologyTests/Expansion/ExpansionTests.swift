import Definitions
import Record
import Terminology
import Testing

@Suite("Listing the codes of a value set")
struct ExpansionTests {
    static func codes(_ set: ValueSet, limit: Int = 1000) -> [String]? {
        guard case .listed(let list) = MembershipTests.service().compile(set).expand(limit: limit) else { return nil }
        return list.entries.map(\.code)
    }

    @Test("Listed codes, filters, excludes and imports")
    func lists() {
        let animals = "http://x/animals"
        #expect(
            Self.codes(
                MembershipTests.set([
                    .init(system: animals, concepts: [.init(code: "cat"), .init(code: "cat"), .init(code: "dog")])
                ])) == ["cat", "dog"])
        let mammals = ValueSet.Filter(property: "concept", op: "descendent-of", value: "mammal")
        #expect(Self.codes(MembershipTests.set([.init(system: animals, filters: [mammals])])) == ["cat", "dog", "bat"])
        #expect(
            Self.codes(
                MembershipTests.set(
                    [.init(system: animals, filters: [mammals])],
                    exclude: [.init(system: animals, concepts: [.init(code: "bat")])]))
                == ["cat", "dog"])
        #expect(Self.codes(MembershipTests.set([.init(system: "urn:iso:std:iso:4217")]))?.contains("GBP") == true)
    }

    @Test("Displays, abstract and inactive codes are told")
    func remarks() throws {
        let outcome = MembershipTests.service().compile(MembershipTests.set([.init(system: "http://x/animals")]))
            .expand()
        guard case .listed(let list) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(
            list.entries.first == .init(system: "http://x/animals", code: "animal", display: "Animal", isAbstract: true)
        )
        #expect(list.entries.filter(\.isInactive).map(\.code) == ["dodo"])
    }

    @Test("Too many codes are no empty set, and what is not here is not listed")
    func limits() {
        let service = MembershipTests.service()
        #expect(
            service.compile(MembershipTests.set([.init(system: "http://x/animals")])).expand(limit: 3)
                == .tooCostly(limit: 3))
        #expect(
            service.compile(MembershipTests.set([.init(system: "http://x/part")])).expand()
                == .undecided(.codeSystemIncomplete("http://x/part")))
        #expect(
            service.compile(MembershipTests.set([.init(system: "http://unitsofmeasure.org")])).expand()
                == .undecided(.tooCostly("http://unitsofmeasure.org")))
        #expect(
            service.compile(MembershipTests.set([.init(valueSets: ["http://x/nowhere"])])).expand()
                == .undecided(.valueSetUnknown("http://x/nowhere")))
    }

    @Test("A published expansion stands in")
    func published() {
        var set = MembershipTests.set([.init(system: "http://x/none")])
        set.expansion = .init(total: 1, contains: [.init(system: "http://x/none", code: "a")])
        #expect(Self.codes(set) == ["a"])
    }
}
