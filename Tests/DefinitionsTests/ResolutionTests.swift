import Definitions
import Record
import Testing

@Suite("Canonicals resolve from where they are used") struct ResolutionTests {
    static func valueSet(_ url: String, _ version: String, _ name: String) -> Definition {
        .valueSet(ValueSet(release: .r4, url: url, version: version, name: name))
    }
    static func package(_ name: String, _ version: String = "1", needs: [(String, String)] = [], _ sets: [Definition])
        -> Package
    {
        Package(
            id: PackageID(name: name, version: version), release: .r4,
            dependencies: needs.map { .init(name: $0.0, version: $0.1) }, definitions: sets)
    }
    static func context(_ roots: [Package], all: [Package]) -> DefinitionContext {
        DefinitionContext(release: .r4, roots: roots) { dependency, _ in
            all.first {
                $0.id.name == dependency.name && VersionOrder.matches($0.id.version, range: dependency.version)
            }
        }
    }

    @Test("The package that refers comes first, then its dependencies, then the core, then the roots")
    func order() throws {
        let core = Self.package(
            "hl7.fhir.r4.core", "4.0.1", [Self.valueSet("u:c", "1", "core"), Self.valueSet("u:a", "1", "core")])
        let low = Self.package("low", "1", [Self.valueSet("u:a", "1", "low"), Self.valueSet("u:b", "1", "low")])
        let high = Self.package("high", needs: [("low", "1")], [Self.valueSet("u:a", "2", "high")])
        let other = Self.package(
            "other", "1", [Self.valueSet("u:d", "1", "other"), Self.valueSet("u:b", "9", "other")])
        let context = Self.context([other, high], all: [core, low])
        let fromHigh = DefinitionOrigin(package: high, member: 0)
        let fromLow = DefinitionOrigin(package: low, member: 0)
        #expect(context.valueSet("u:a", from: fromHigh)?.name == "high")
        #expect(context.valueSet("u:a", from: fromLow)?.name == "low")
        #expect(context.valueSet("u:a|1", from: fromHigh)?.name == "low")
        #expect(context.valueSet("u:b", from: fromHigh)?.name == "low")
        #expect(context.valueSet("u:b")?.name == "other")
        #expect(context.valueSet("u:c", from: fromHigh)?.name == "core")
        #expect(context.valueSet("u:d", from: fromHigh)?.name == "other")
        #expect(context.valueSet("u:a|7", from: fromHigh) == nil)
    }

    @Test("Two versions of a package stand side by side, each for those that need it") func sideBySide() throws {
        let old = Self.package("base", "1.0.0", [Self.valueSet("u:v", "1", "old")])
        let new = Self.package("base", "2.0.0", [Self.valueSet("u:v", "2", "new")])
        let one = Self.package("one", needs: [("base", "1.0.x")], [])
        let two = Self.package("two", needs: [("base", "2.0.0")], [])
        let context = Self.context([one, two], all: [old, new])
        #expect(context.valueSet("u:v", from: DefinitionOrigin(package: one, member: 0))?.name == "old")
        #expect(context.valueSet("u:v", from: DefinitionOrigin(package: two, member: 0))?.name == "new")
    }

    @Test("Packages that need each other are no trouble") func cycle() throws {
        let one = Self.package("one", needs: [("two", "1")], [Self.valueSet("u:1", "1", "one")])
        let two = Self.package("two", needs: [("one", "1")], [Self.valueSet("u:2", "1", "two")])
        let context = Self.context([one], all: [one, two])
        #expect(context.valueSet("u:2")?.name == "two")
        #expect(context.valueSet("u:1", from: DefinitionOrigin(package: two, member: 0))?.name == "one")
    }

    @Test("A dependency that is not there is reported about the package") func missing() {
        let one = Self.package("one", needs: [("gone", "1")], [])
        let context = Self.context([one], all: [])
        #expect(context.problems.map(\.kind) == ["missing-dependency"])
        #expect(context.problems.first?.package.name == "one")
    }
}
