import ElementModel
import Record
import TestSupport
import Testing
import Validation

/// What two reference engines report alike on the NHS's own files. `scripts/oracle-nhs-errors` compares rule by rule, and
/// says why the rest is not told.
@Suite(
    "Errors that the engines share",
    .enabled(if: Shared.folder != nil && Build.isOptimised, "needs the shared material and a release build"))
struct SharedErrorTests {
    @Test("What both engines report is told here too, at the same place")
    func told() throws {
        var told: [FHIRRelease: Int] = [:]
        let reader = DocumentReader()
        try ExampleCorpus.forEach(.specification) { example in
            if example.file.hasPrefix("hl7.") || example.shared.isEmpty { return }
            let document = reader.read(example.bytes, release: example.release)
            let places = Set(example.validator.validate(document).map { Self.place($0.expression) })
            for error in example.shared {
                if error.id.isEmpty || example.release == .stu3 && Self.isExplained(error.id, error.path) { continue }
                if places.contains(Self.place(error.path)) { told[example.release, default: 0] += 1 }
            }
        }
        #expect(told[.stu3] ?? 0 >= 380)
        #expect(told[.r4] ?? 0 >= 81)
    }

    /// Errors that come of faulty published snapshots, or of rules that STU3 does not have.
    private static func isExplained(_ id: String, _ path: String) -> Bool {
        let later: Set<String> = [
            "BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED", "Bundle_BUNDLE_Entry_NoFullUrl", "Bundle_BUNDLE_FullUrl_Missing",
            "BUNDLE_ENTRY_URL_ABSOLUTE", "Reference_REF_CantMatchChoice",
        ]
        return later.contains(id) || id == "Validation_VAL_Profile_NotAllowed" && path.contains(".resource")
    }

    /// A path without the comments of HL7's validator, the types of choices, and the index of its last step.
    private static func place(_ path: String) -> String {
        var out = ""
        var rest = Substring(path)
        while let character = rest.first {
            if rest.hasPrefix("/*") {
                while !rest.isEmpty, !rest.hasPrefix("*/") { rest.removeFirst() }
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix(".ofType(") || rest.hasPrefix("[url=") {
                let end: Character = rest.hasPrefix("[") ? "]" : ")"
                rest = rest.drop { $0 != end }.dropFirst()
            } else {
                out.append(character)
                rest.removeFirst()
            }
        }
        while out.hasSuffix("/") { out.removeLast() }
        if out.hasSuffix("]"), let open = out.lastIndex(of: "[") { out.removeSubrange(open...) }
        while out.hasSuffix("/") { out.removeLast() }
        return out
    }
}
