import Terminology
import Testing

@Suite("Expression constraints of SNOMED CT")
struct ECLTests {
    /// 100001 > (100002 > 100003, 100004); 100003 has the attribute 200001 = 300002 in group 1 and 200002 = 300001.
    struct Graph: ConceptGraph {
        let parents: [Int64: [Int64]] = [
            100002: [100001], 100003: [100002], 100004: [100001], 300002: [300001], 200001: [200000],
        ]
        func isActive(_ concept: Int64) -> Bool? { concept < 900_000 }
        func parents(of concept: Int64) -> [Int64]? { parents[concept] ?? [] }
        func ancestors(of concept: Int64) -> [Int64]? {
            (parents[concept] ?? []).flatMap { [$0] + (ancestors(of: $0) ?? []) }
        }
        func referenceSets(of concept: Int64) -> [Int64]? { concept == 100004 ? [500001] : [] }
        let rows = [
            ConceptAttribute(source: 100003, type: 200001, target: 300002, group: 1),
            ConceptAttribute(source: 100003, type: 200002, target: 300001, group: 2),
        ]
        func attributes(of concept: Int64) -> [ConceptAttribute]? { rows.filter { $0.source == concept } }
        func uses(of concept: Int64) -> [ConceptAttribute]? { rows.filter { $0.target == concept } }
    }
    struct Nothing: ConceptGraph {
        func isActive(_ concept: Int64) -> Bool? { nil }
        func ancestors(of concept: Int64) -> [Int64]? { nil }
        func parents(of concept: Int64) -> [Int64]? { nil }
        func referenceSets(of concept: Int64) -> [Int64]? { nil }
        func attributes(of concept: Int64) -> [ConceptAttribute]? { nil }
        func uses(of concept: Int64) -> [ConceptAttribute]? { nil }
    }

    static let all: [Int64] = [100001, 100002, 100003, 100004, 300001, 300002]

    @Test(
        "What a constraint holds",
        arguments: [
            ("100003", [100003]), ("< 100001", [100002, 100003, 100004]),
            ("<< 100002 |name (thing)|", [100002, 100003]),
            ("<! 100001", [100002, 100004]), ("<<! 100001", [100001, 100002, 100004]), ("> 100003", [100001, 100002]),
            (">> 100003", [100001, 100002, 100003]), (">! 100003", [100002]), ("^ 500001", [100004]),
            ("memberOf 500001", [100004]),
            ("descendantOf 100001 OR 300001", [100002, 100003, 100004, 300001]),
            ("descendantorselfof 100002 or 300001", [100002, 100003, 300001]),
            ("< 100001 AND < 100002", [100003]), ("< 100001, < 100002", [100003]),
            ("< 100001 MINUS << 100002", [100004]),
            ("(< 100001) minus (100003 OR 100004)", [100002]), ("<< (100002 OR 100004)", [100002, 100003, 100004]),
            ("< 100001 : 200001 = 300002", [100003]), ("* : 200001 = << 300001", [100003]),
            ("* : << 200000 = 300002", [100003]),
            ("* : 200001 = 300001", []), ("< 100001 : 200001 != 300002", []),
            ("< 100001 : [0..0] 200001 = *", [100002, 100004]),
            ("* : { 200001 = *, 200002 = * }", []), ("* : 200001 = *, 200002 = *", [100003]),
            ("* : { 200001 = * }", [100003]),
            ("* : R 200001 = 100003", [300002]), ("100003 . 200001", [300002]),
            ("* : (200001 OR 200002) = 300001", [100003]),
            ("* : (200001 = 300002 OR 200002 = 300002)", [100003]), ("/* all */ *", all),
        ] as [(String, [Int64])])
    func contains(text: String, expected: [Int64]) throws {
        let expression = try ECLExpression(text)
        #expect(Self.all.filter { expression.contains($0, in: Graph()) == true } == expected)
        #expect(Self.all.allSatisfy { expression.contains($0, in: Graph()) != nil })
    }

    @Test(
        "Without a release only what is named is known",
        arguments: [
            ("100001 OR 100002", 100002, true), ("100001 OR 100002", 100003, false), ("<< 100001", 100001, true),
            ("<< 100001", 100002, nil),
            ("< 100001", 100001, false), ("< 100001 OR 100002", 100002, true), ("< 100001 OR 100002", 100003, nil),
            ("100001 MINUS < 100002", 100003, false),
            ("^ 500001", 100001, nil), ("100001 AND ^ 500001", 100002, false),
            ("100001 {{ term = \"x\" }}", 100001, nil),
        ] as [(String, Int64, Bool?)])
    func withoutRelease(text: String, concept: Int64, expected: Bool?) throws {
        #expect(try ECLExpression(text).contains(concept, in: Nothing()) == expected)
    }

    @Test(
        "What is no constraint is refused, with the place",
        arguments: [
            ("", 0), ("<", 1), ("12345", 0), ("100001 OR", 9), ("100001 100002", 7), ("(100001", 7),
            ("100001 |name", 12), ("100001 AND 100002 OR 100003", 18),
            ("* : 200001", 10),
        ])
    func refused(text: String, offset: Int) {
        #expect(performing: { try ECLExpression(text) }, throws: { ($0 as? ECLError)?.offset == offset })
    }

    @Test("Nesting and repetition are bounded", .timeLimit(.minutes(1)))
    func bounded() {
        #expect(throws: ECLError.self) { try ECLExpression(String(repeating: "(", count: 100_000)) }
        #expect(throws: ECLError.self) { try ECLExpression("* : " + String(repeating: "(", count: 60) + "x") }
        #expect(throws: ECLError.self) { try ECLExpression(String(repeating: "^", count: 500_000)) }
    }
}
