import Definitions
import ElementModel
import Record
import Terminology
import TestSupport
import Testing

@Suite("Membership in value sets")
struct MembershipTests {
    /// A small code system: animal > (mammal > (cat, dog), bird), a retired one, and one that is not to be chosen.
    static let animals: CodeSystem = {
        var system = CodeSystem(release: .r4, url: "http://x/animals", version: "1")
        system.hierarchyMeaning = "is-a"
        system.properties = [.init(code: "legs", type: "integer"), .init(code: "pet", type: "boolean")]
        func legs(_ count: Int) -> CodeSystem.Concept.Value { .init(code: "legs", type: "integer", value: "\(count)") }
        system.concepts = [
            .init(
                code: "animal", display: "Animal",
                properties: [.init(code: "notSelectable", type: "boolean", value: "true")]),
            .init(code: "mammal", display: "Mammal", parent: 0),
            .init(
                code: "cat", display: "Cat", designations: [.init(language: "cy", value: "Cath")],
                properties: [legs(4), .init(code: "pet", type: "boolean", value: "true")], parent: 1),
            .init(code: "dog", display: "Dog", properties: [legs(4)], parent: 1),
            .init(code: "bird", display: "Bird", properties: [legs(2)], parent: 0),
            .init(
                code: "dodo", display: "Dodo", properties: [.init(code: "inactive", type: "boolean", value: "true")],
                parent: 4),
            .init(
                code: "bat", display: "Bat", properties: [.init(code: "parent", type: "code", value: "bird")], parent: 1
            ),
        ]
        return system
    }()

    static func service(_ more: [Definition] = []) -> TerminologyService {
        var part = CodeSystem(release: .r4, url: "http://x/part", content: .fragment)
        part.concepts = [.init(code: "known", display: "Known")]
        var loud = CodeSystem(release: .r4, url: "http://x/loud")
        loud.isCaseSensitive = false
        loud.concepts = [.init(code: "Loud")]
        let package = Package(
            id: PackageID(name: "test", version: "1"), release: .r4,
            definitions: [.codeSystem(animals), .codeSystem(part), .codeSystem(loud)] + more)
        return TerminologyService(definitions: DefinitionContext(release: .r4, roots: [package]))
    }

    static func set(_ include: [ValueSet.Include], exclude: [ValueSet.Include] = [], url: String = "http://x/set")
        -> ValueSet
    {
        var set = ValueSet(release: .r4, url: url)
        set.compose = .init(include: include, exclude: exclude)
        return set
    }

    static func ask(
        _ set: ValueSet, _ code: String, system: String? = "http://x/animals", in service: TerminologyService? = nil
    )
        -> Membership
    {
        (service ?? Self.service()).compile(set).membership(code, system)
    }

    @Test("Codes that are listed", arguments: [("cat", true), ("dog", false), ("Cat", false), ("", false)])
    func listed(code: String, isIn: Bool) {
        let set = Self.set([.init(system: "http://x/animals", concepts: [.init(code: "cat")])])
        #expect(Self.ask(set, code).isMember == isIn)
        #expect(Self.ask(set, code, system: nil).isMember == isIn)
        #expect(Self.ask(set, code, system: "http://x/other").isMember == false)
    }

    @Test(
        "All codes of a system",
        arguments: [
            ("http://x/animals", "cat", Membership.member),
            ("http://x/animals", "unicorn", .notMember),
            ("http://x/animals", "dodo", .memberWithRemark(.inactive)),
            ("http://x/animals", "animal", .memberWithRemark(.abstract)),
            ("http://x/part", "known", .member),
            ("http://x/part", "other", .undecided(.codeSystemIncomplete("http://x/part"))),
            ("http://x/none", "a", .undecided(.codeSystemUnknown("http://x/none"))),
            ("http://x/loud", "LOUD", .member),
            ("urn:ietf:bcp:13", "text/plain; charset=utf-8", .member),
            ("urn:ietf:bcp:13", "text", .notMember),
            ("urn:ietf:bcp:47", "en-GB", .member),
            ("urn:ietf:bcp:47", "e", .notMember),
        ])
    func whole(system: String, code: String, expected: Membership) {
        #expect(Self.ask(Self.set([.init(system: system)]), code, system: system) == expected)
    }

    @Test(
        "Filters",
        arguments: [
            ("concept", "is-a", "mammal", ["mammal", "cat", "dog", "bat"]),
            ("concept", "descendent-of", "mammal", ["cat", "dog", "bat"]),
            ("concept", "is-not-a", "mammal", ["animal", "bird", "dodo"]),
            ("concept", "child-of", "animal", ["mammal", "bird"]),
            ("concept", "generalizes", "cat", ["animal", "mammal", "cat"]),
            ("concept", "descendent-leaf", "animal", ["cat", "dog", "dodo", "bat"]),
            ("concept", "in", "cat, dog", ["cat", "dog"]),
            ("concept", "not-in", "cat,dog,bat,dodo", ["animal", "mammal", "bird"]),
            ("legs", "=", "4", ["cat", "dog"]),
            ("legs", "exists", "true", ["cat", "dog", "bird"]),
            ("legs", "exists", "false", ["animal", "mammal", "dodo", "bat"]),
            ("pet", "=", "false", ["animal", "mammal", "dog", "bird", "dodo", "bat"]),
            ("parent", "=", "bird", ["dodo", "bat"]),
            ("child", "=", "cat", ["mammal"]),
        ] as [(String, String, String, [String])])
    func filters(property: String, op: String, value: String, expected: [String]) {
        let set = Self.set([
            .init(system: "http://x/animals", filters: [.init(property: property, op: op, value: value)])
        ])
        let compiled = Self.service().compile(set)
        let found = Self.animals.concepts.map(\.code).filter {
            compiled.membership($0, "http://x/animals").isMember == true
        }
        #expect(found == expected)
    }

    @Test("A filter on what is not known is undecided")
    func unknownFilter() {
        let set = Self.set([
            .init(system: "http://x/animals", filters: [.init(property: "colour", op: "=", value: "red")])
        ])
        #expect(Self.ask(set, "cat") == .undecided(.filter("colour = red")))
        #expect(Self.ask(set, "unicorn") == .notMember)
    }

    @Test("Filters of one include hold together, several includes one or another, excludes take away")
    func combinations() {
        let mammals = ValueSet.Filter(property: "concept", op: "is-a", value: "mammal")
        let fourLegs = ValueSet.Filter(property: "legs", op: "=", value: "4")
        let both = Self.set([.init(system: "http://x/animals", filters: [mammals, fourLegs])])
        #expect(Self.ask(both, "cat") == .member)
        #expect(Self.ask(both, "bat") == .notMember)
        let either = Self.set([
            .init(system: "http://x/animals", concepts: [.init(code: "bird")]),
            .init(system: "http://x/animals", filters: [fourLegs]),
        ])
        #expect(Self.ask(either, "bird") == .member)
        #expect(Self.ask(either, "dog") == .member)
        #expect(Self.ask(either, "bat") == .notMember)
        let less = Self.set(
            [.init(system: "http://x/animals")],
            exclude: [.init(system: "http://x/animals", concepts: [.init(code: "cat")])])
        #expect(Self.ask(less, "cat") == .notMember)
        #expect(Self.ask(less, "dog") == .member)
        let unknown = Self.set(
            [.init(system: "http://x/animals")], exclude: [.init(valueSets: ["http://x/nowhere"])])
        #expect(Self.ask(unknown, "dog") == .undecided(.valueSetUnknown("http://x/nowhere")))
    }

    @Test("Inactive codes are out where the value set says so")
    func inactive() {
        var set = Self.set([.init(system: "http://x/animals")])
        #expect(Self.ask(set, "dodo") == .memberWithRemark(.inactive))
        set.compose?.inactive = false
        #expect(Self.ask(set, "dodo") == .notMember)
        #expect(Self.ask(set, "cat") == .member)
    }

    @Test("Imported sets must all have the code")
    func imports() {
        let pets = Self.set(
            [.init(system: "http://x/animals", concepts: [.init(code: "cat"), .init(code: "dog")])],
            url: "http://x/pets")
        let cats = Self.set([.init(system: "http://x/animals", concepts: [.init(code: "cat")])], url: "http://x/cats")
        let service = Self.service([.valueSet(pets), .valueSet(cats)])
        let both = Self.set([.init(valueSets: ["http://x/pets", "http://x/cats"])])
        #expect(Self.ask(both, "cat", in: service) == .member)
        #expect(Self.ask(both, "dog", in: service) == .notMember)
        #expect(service.compile(both).systems == ["http://x/animals"])
        let missing = Self.set([.init(valueSets: ["http://x/nowhere"])])
        #expect(Self.ask(missing, "cat", in: service) == .undecided(.valueSetUnknown("http://x/nowhere")))
    }

    @Test("A set that includes itself is undecided, not endless")
    func cycle() throws {
        let one = Self.set([.init(valueSets: ["http://x/two"])], url: "http://x/one")
        let two = Self.set([.init(valueSets: ["http://x/one"])], url: "http://x/two")
        let service = Self.service([.valueSet(one), .valueSet(two)])
        let compiled = try #require(service.valueSet("http://x/one"))
        #expect(compiled.membership("cat", "http://x/animals").isMember == nil)
    }

    @Test("A whole expansion answers what the rules cannot; one that is cut short does not")
    func expansions() {
        var set = Self.set([.init(system: "http://x/none")])
        set.expansion = .init(total: 1, contains: [.init(system: "http://x/none", code: "a")])
        #expect(Self.ask(set, "a", system: "http://x/none") == .member)
        #expect(Self.ask(set, "b", system: "http://x/none") == .notMember)
        set.expansion?.total = 5
        #expect(Self.ask(set, "b", system: "http://x/none").isMember == nil)
    }

    @Test("A code without a system finds the systems that have it")
    func inference() {
        let set = Self.set([.init(system: "http://x/animals"), .init(system: "http://x/part")])
        #expect(Self.service().compile(set).systems(having: "cat") == ["http://x/animals"])
        #expect(Self.service().compile(set).systems(having: "known") == ["http://x/part"])
    }

    @Test(
        "Displays",
        arguments: [
            ("Cat", TerminologyService.DisplayAnswer.right), ("Cath", .right), ("cat ", .nearlyRight(expected: "Cat")),
            ("Dog", .wrong(expected: ["Cat", "Cath"])),
        ])
    func displays(display: String, expected: TerminologyService.DisplayAnswer) {
        #expect(Self.service().display(display, "cat", "http://x/animals") == expected)
        #expect(Self.service().display(display, "a", "http://x/none") == .unknown)
    }

    @Test("Subsumption follows the hierarchy")
    func subsumption() {
        let service = Self.service()
        #expect(service.subsumes(system: "http://x/animals", ancestor: "animal", code: "bat") == true)
        #expect(service.subsumes(system: "http://x/animals", ancestor: "bat", code: "animal") == false)
        #expect(service.subsumes(system: "http://x/none", ancestor: "a", code: "b") == nil)
    }

    @Test("Implicit value sets of SNOMED CT are known by their form")
    func implicit() throws {
        let all = try #require(Self.service().valueSet("http://snomed.info/sct?fhir_vs"))
        #expect(all.membership("138875005", "http://snomed.info/sct").isMember == nil)
        #expect(all.membership("x", "http://x").isMember == false)
        let below = try #require(Self.service().valueSet("http://snomed.info/sct?fhir_vs=isa/138875005"))
        #expect(below.definition.compose?.include[0].filters[0].op == "is-a")
        #expect(Self.service().valueSet("http://x/nowhere") == nil)
    }

    @Test("Asking allocates nothing", .enabled(if: Build.isOptimised, "only optimised code is held to it"))
    func allocations() throws {
        let compiled = Self.service().compile(
            Self.set([.init(system: "http://x/animals", concepts: Self.animals.concepts.map { .init(code: $0.code) })]))
        let code = Array("bat".utf8)
        let system = Array("http://x/animals".utf8)
        var found = 0
        code.withUnsafeBufferPointer { code in
            system.withUnsafeBufferPointer { system in
                guard let first = code.baseAddress, let second = system.baseAddress else { return }
                let one = ByteSlice(start: first, count: code.count)
                let other = ByteSlice(start: second, count: system.count)
                let count = Allocations.count {
                    for _ in 0..<1000 where compiled.membership(code: one, system: other).isMember == true {
                        found += 1
                    }
                }
                #expect(count == 0)
            }
        }
        #expect(found == 1000)
    }

    @Test(
        "Filters, hierarchies, tables and units allocate nothing once they were asked",
        .enabled(if: Build.isOptimised, "only optimised code is held to it"),
        arguments: [
            ("http://x/animals", "concept", "is-a", "mammal", "bat"), ("http://x/animals", "legs", "=", "4", "cat"),
            ("urn:iso:std:iso:4217", "", "", "", "GBP"), ("urn:iso:std:iso:3166", "", "", "", "GB"),
            ("http://unitsofmeasure.org", "", "", "", "mm[Hg]"), ("http://unitsofmeasure.org", "", "", "", "[iU]/mL"),
            ("urn:ietf:bcp:47", "", "", "", "en-GB"), ("urn:ietf:bcp:13", "", "", "", "text/plain"),
        ])
    func allocationsOfRules(system: String, property: String, op: String, value: String, code: String) {
        let filters: [ValueSet.Filter] = property.isEmpty ? [] : [.init(property: property, op: op, value: value)]
        let compiled = Self.service().compile(Self.set([.init(system: system, filters: filters)]))
        #expect(compiled.membership(code, system).isMember == true)
        let found = withSlice(code) { code in
            withSlice(system) { system in
                Allocations.count {
                    for _ in 0..<1000 { _ = compiled.membership(code: code, system: system) }
                }
            }
        }
        #expect(found == 0)
    }
}

extension CompiledValueSet {
    func membership(_ code: String, _ system: String?) -> Membership {
        withSlice(code) { code in
            guard let system else { return membership(code: code, system: nil) }
            return withSlice(system) { membership(code: code, system: $0) }
        }
    }
    func systems(having code: String) -> [String] { withSlice(code) { systems(having: $0) } }
}

extension TerminologyService {
    func display(_ display: String, _ code: String, _ system: String) -> DisplayAnswer {
        withSlice(code) { self.display(display, code: $0, system: system) }
    }
}

func withSlice<Result>(_ text: String, _ body: (ByteSlice) -> Result) -> Result {
    let bytes = Array(text.utf8) + [0]
    return bytes.withUnsafeBufferPointer {
        body(ByteSlice(start: $0.baseAddress.unsafelyUnwrapped, count: bytes.count - 1))
    }
}
