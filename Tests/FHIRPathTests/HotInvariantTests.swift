import ElementModel
import FHIRPath
import Files
import Record
import TestSupport
import Testing

@Suite(.enabled(if: Shared.folder != nil, "needs the shared material")) struct HotInvariantTests {
    static let cases: [(FHIRRelease, String, String)] = [
        (.r4, "hl7.fhir.r4.core-4.0.1.tgz", "hl7.r4"), (.stu3, "hl7.fhir.r3.core-3.0.1.tgz", "hl7.stu3"),
    ]

    /// The types that an invariant belongs to.
    static func type(of invariant: HotInvariant) -> String {
        switch invariant {
        case .ele1: "Element"
        case .ext1: "Extension"
        case .dom2, .dom3, .dom4, .dom5: "DomainResource"
        case .ref1: "Reference"
        }
    }

    @Test("What is written by hand agrees with its expression on the examples, and on spoilt ones", arguments: cases)
    func agree(_ release: FHIRRelease, _ package: String, _ folder: String) throws {
        let published = try PublishedInvariant.all(in: package)
        let types = TypeTable(release)
        let evaluator = Evaluator()
        let reader = DocumentReader()
        var seen: [HotInvariant: (yes: Int, no: Int)] = [:]
        var rules: [(HotInvariant, TypeID, CompiledExpression)] = []
        for invariant in HotInvariant.allCases {
            guard let found = published.first(where: { $0.key == invariant.rawValue }) else { continue }
            let text = try #require(PublishedFault.repaired(release, key: found.key, expression: found.expression))
            let options = ExpressionOptions(release: release, leniency: .publishedInvariant)
            rules.append(
                (
                    invariant, types.type(named: HotInvariantTests.type(of: invariant)),
                    try CompiledExpression(text, options: options)
                ))
        }
        #expect(rules.count >= 6)
        for path in InvariantCorpus.files([folder]) {
            guard let bytes = try? Files.read(path) else { continue }
            // Every third file also with its local references, its values and its extensions spoilt.
            var versions = [bytes]
            if let text = String(validating: bytes, as: UTF8.self), path.hasSuffix(".json") {
                versions.append(Array(text.replacing("\"#", with: "\"#un").utf8))
                versions.append(Array(text.replacing("\"valueString\"", with: "\"valueOther\"").utf8))
                versions.append(Array(text.replacing("\"reference\"", with: "\"display\"").utf8))
                versions.append(
                    Array(
                        text.replacing(
                            "\"contained\": [\n    {",
                            with:
                                "\"contained\": [\n    {\"contained\":[{\"resourceType\":\"Basic\"}],\"meta\":{\"versionId\":\"1\",\"security\":[{\"code\":\"R\"}]},"
                        ).utf8))
            }
            for version in versions {
                let document = reader.read(version, release: release)
                guard document.isReadable else { continue }
                let view = document.view
                for number in 0..<view.count {
                    let element = ElementID(number)
                    // What no type knows, no invariant stands on.
                    guard view.type(element) != .none else { continue }
                    for (invariant, type, expression) in rules where types.isKind(view.type(element), of: type) {
                        let expected = evaluator.evaluateBoolean(expression, in: view, focus: element) == .isTrue
                        let found = invariant.holds(view, element)
                        if expected {
                            seen[invariant, default: (0, 0)].yes += 1
                        } else {
                            seen[invariant, default: (0, 0)].no += 1
                        }
                        if found != expected {
                            Issue.record(
                                "\(invariant.rawValue) of \(Files.name(of: path)) \(document.path(of: element)): by hand \(found), by expression \(expected)"
                            )
                            return
                        }
                    }
                }
            }
        }
        for (invariant, _, _) in rules {
            #expect((seen[invariant]?.yes ?? 0) > 0, "\(invariant.rawValue) was never true")
            print(
                "HOT \(release) \(invariant.rawValue) true \(seen[invariant]?.yes ?? 0) false \(seen[invariant]?.no ?? 0)"
            )
        }
    }
}
