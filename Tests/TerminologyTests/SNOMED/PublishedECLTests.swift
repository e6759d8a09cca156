import Definitions
import Files
import Terminology
import TestSupport
import Testing

/// The expression constraints that the NHS's published value sets use, each read and evaluated.
@Suite("Published expression constraints", .enabled(if: Shared.folder != nil, "needs the shared packages"))
struct PublishedECLTests {
    /// Below each concept that a constraint names stands one other, and each is a reference set with one member.
    struct Graph: ConceptGraph {
        static func below(_ concept: Int64) -> Int64 { concept ^ (1 << 62) }
        static func member(_ concept: Int64) -> Int64 { concept ^ (1 << 61) }
        let named: [Int64]
        func isActive(_ concept: Int64) -> Bool? { true }
        func parents(of concept: Int64) -> [Int64]? { ancestors(of: concept) }
        func ancestors(of concept: Int64) -> [Int64]? { named.filter { Self.below($0) == concept } }
        func referenceSets(of concept: Int64) -> [Int64]? { named.filter { Self.member($0) == concept } }
        func attributes(of concept: Int64) -> [ConceptAttribute]? { [] }
        func uses(of concept: Int64) -> [ConceptAttribute]? { [] }
    }

    /// Constraints that were published with a term that is never closed, or with concepts that nothing joins.
    static let broken: Set<String> = [
        "(<<229912004 | Enteral feeding (regime/therapy)",
        "(<<404684003 | Clinical finding | OR <<71388002 | Procedure)",
        "(<<71388002 | Procedure | OR <<129125009 | Procedure with explicit context)",
        "(<<71388002 | Procedure | OR <<243796009 | Situation with explicit context)",
        "(255604002 |Mild| OR 6736007 |Moderate| OR 24484000 |Severe| OR 399166001 |Fatal| 442452003 |Life threatening severity|)",
        "(<<105590001 |Substance OR <<373873005 |Pharmaceutical / biologic product| OR <<716186003 |No known allergy| OR 196461000000101 |Transfer-degraded drug allergy| OR 196471000000108 |Transfer-degraded non-drug allergy)",
    ]

    static let all: [String] = {
        guard let folder = Shared.folder, let store = try? PackageStore(profiles: nil, cache: nil) else { return [] }
        var found: Set<String> = []
        for file in ((try? Files.list(folder + "/packages")) ?? []).sorted() {
            guard file.hasSuffix(".tgz"), !file.hasPrefix("hl7."), !file.hasPrefix("hl7.terminology"),
                let package = try? store.package(folder + "/packages/" + file)
            else { continue }
            for member in package.members(of: .valueSet) {
                guard case .valueSet(let set) = package.definition(member), let compose = set.compose else { continue }
                for include in compose.include + compose.exclude where include.system == TerminologyIndex.snomed {
                    for filter in include.filters where ["constraint", "expression"].contains(filter.property) {
                        found.insert(filter.value)
                    }
                }
            }
        }
        return found.sorted()
    }()

    @Test("there are many of them, and all but those broken in print are read")
    func read() {
        #expect(Self.all.count >= 90)
        let refused = Self.all.filter { (try? ECLExpression($0)) == nil }
        #expect(refused.filter { !Self.broken.contains($0) } == [])
    }

    @Test("each is decided for every concept, as its words say", arguments: all)
    func evaluate(text: String) throws {
        guard let expression = try? ECLExpression(text) else { return }
        let named = Self.concepts(in: text)
        let graph = Graph(named: named)
        let candidates = named + named.map(Graph.below) + named.map(Graph.member) + [999_999_999_101]
        let inside = candidates.filter { expression.contains($0, in: graph) == true }
        #expect(candidates.allSatisfy { expression.contains($0, in: graph) != nil })
        #expect(!inside.isEmpty && inside.count < candidates.count)
        #expect(expression.contains(999_999_999_101, in: graph) == false)
        // Where one word speaks of all concepts, what it holds follows from the word alone.
        let words = text.lowercased()
        let isPlain = !words.contains("minus") && !words.contains("and ") && !words.contains(",")
        guard isPlain, let concept = named.first, named.count == 1 else { return }
        let holdsBelow = words.contains("descendant") || words.contains("<")
        let holdsItself = words.contains("orself") || words.contains("<<") || !holdsBelow
        let holdsMembers = words.contains("memberof") || words.contains("^")
        #expect(expression.contains(Graph.below(concept), in: graph) == holdsBelow)
        #expect(expression.contains(concept, in: graph) == (holdsItself && !holdsMembers))
        #expect(expression.contains(Graph.member(concept), in: graph) == holdsMembers)
    }

    /// The concepts that a constraint names, outside the terms between bars.
    static func concepts(in text: String) -> [Int64] {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        let outside = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        let numbers = outside.flatMap { $0.split { !$0.isNumber } }
        return Array(Set(numbers.compactMap { Int64($0) })).sorted()
    }
}
