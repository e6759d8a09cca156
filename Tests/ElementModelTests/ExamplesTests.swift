import ElementModel
import Files
import Record
import TestSupport
import Testing

@Suite("Examples", .enabled(if: Shared.folder != nil, "needs the shared material"))
struct ExamplesTests {
    @Test("Every example is read, in any case") func all() throws {
        let reader = DocumentReader()
        for path in Corpus.files("examples") where path.hasSuffix(".json") || path.hasSuffix(".xml") {
            let document = reader.read(try Files.read(path), release: Corpus.release(of: path))
            #expect(document.isReadable || document.findings.contains { $0.severity == .fatal }, "\(path)")
        }
    }
}
