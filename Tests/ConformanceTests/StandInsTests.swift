import Conformance
import Definitions
import Scenarios
import TestSupport
import Testing

@Suite("Definitions that stand in for others")
struct StandInsTests {
    @Test("A pack on a package that was published against a missing one is told, and no other")
    func reasons() throws {
        let home = Home(path: Checkout.folder)
        let index = try ProfileIndex(folder: home.profiles)
        var packs = try Catalogue(folder: home.testcases).packs
        #expect(StandIns.reasons(packs, index: index).isEmpty)
        let standIn = try #require(index.packages.flatMap(\.standsInFor).first)
        packs[0].packages = ["\(standIn.namedBy)#1.0.0"]
        let reasons = StandIns.reasons(packs, index: index)
        #expect(reasons.keys.sorted() == [packs[0].id])
        #expect(reasons[packs[0].id]?.contains(standIn.missing.description) == true)
    }
}
