import ElementModel
import Record
import TestSupport
import Testing
import Validation

/// What must not change a verdict, tried on every published example: the syntax that a resource is written in, and the
/// Bundle that it travels in.
@Suite(
    "The same verdict",
    .enabled(if: Shared.folder != nil && Build.isOptimised, "needs the shared material and a release build"))
struct SameVerdictTests {
    /// The errors on a document, each as rule, constraint and place.
    ///
    /// Below a Bundle's entry, rules on references are left out: an entry is where they can be resolved, and a lone
    /// resource is not.
    private static func errors(
        _ findings: [Finding], below prefix: String = "", type: String = "", countsReferences: Bool = true
    ) -> Set<String> {
        Set(
            findings.compactMap { finding in
                guard finding.severity >= .error, countsReferences || !finding.rule.hasPrefix("reference-") else {
                    return nil
                }
                var place = finding.expression
                if !prefix.isEmpty {
                    guard place == prefix || place.hasPrefix(prefix + ".") else { return nil }
                    place = type + place.dropFirst(prefix.count)
                }
                return "\(finding.rule) \(finding.constraint ?? "") \(place)"
            })
    }

    /// Calls `body` with each example that its reader finds nothing wrong with: that is about one syntax, and is not
    /// written again. Where it could compare something, it answers true.
    ///
    /// - Returns: how many were compared.
    private static func compared(
        _ body: (ExampleCorpus.Example, Document, DocumentReader) throws -> Bool
    ) throws -> Int {
        let reader = DocumentReader()
        var count = 0
        try ExampleCorpus.forEach(.specification) { example in
            let given = reader.read(example.bytes, release: example.release)
            guard given.isReadable, !given.findings.contains(where: { $0.severity >= .error }) else { return }
            if try body(example, given, reader) { count += 1 }
        }
        return count
    }

    @Test("JSON and XML of one resource are judged alike")
    func bothSyntaxes() throws {
        let count = try Self.compared { example, given, reader in
            let json = reader.read(given.json(), release: example.release)
            let xml = reader.read(given.xml(), release: example.release)
            let one = Self.errors(example.validator.validate(json))
            let two = Self.errors(example.validator.validate(xml))
            #expect(one == two, "\(example.file)")
            return true
        }
        #expect(count > 1200)
    }

    @Test("A resource is judged alike alone and as an entry of a collection")
    func insideBundle() throws {
        let count = try Self.compared { example, given, reader in
            let type = given.view.types.text(given.view.type(.root))
            let id = given.view.child(.root, .id)
            guard type != "Bundle", id.exists, given.view.hasValue(id) else { return false }
            let text =
                #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://example.org/\#(type)/\#(given.view.value(id).text)","resource":"#
            let bundle = reader.read(Array(text.utf8) + given.json() + Array("}]}".utf8), release: example.release)
            let alone = Self.errors(
                example.validator.validate(reader.read(given.json(), release: example.release)),
                countsReferences: false)
            let inside = Self.errors(
                example.validator.validate(bundle), below: "Bundle.entry[0].resource", type: type,
                countsReferences: false)
            #expect(alone == inside, "\(example.file)")
            return true
        }
        #expect(count > 1000)
    }
}
