import Definitions
import ElementModel
import Record
import TestSupport
import Testing
import Validation

@Suite(
    "Allocations", .enabled(if: Judge.isAvailable && Build.isOptimised, "profiles/ is missing, or not a release build"))
struct AllocationTests {
    /// A patient with so many names.
    private func patient(names: Int) -> Document {
        let name =
            "{\"use\":\"official\",\"family\":\"Bloggs\",\"given\":[\"Jo\",\"Alex\"],\"period\":{\"start\":\"2001-01-01\"}}"
        let all = Array(repeating: name, count: names).joined(separator: ",")
        return Document.read(
            json: Array("{\"resourceType\":\"Patient\",\"active\":true,\"name\":[\(all)],\"gender\":\"male\"}".utf8),
            release: .r4)
    }

    @Test("A node more costs no allocation more")
    func noneForANode() throws {
        let store = try PackageStore(profiles: Judge.profiles, cache: nil)
        let validator = Validator(definitions: try store.context(release: .r4, packages: []))
        let few = patient(names: 4)
        let many = patient(names: 400)
        // What is needed once: compiled profiles, value sets, the walk's own memory.
        for document in [few, many] { #expect(validator.validate(document).isEmpty) }
        let small = Allocations.count { _ = validator.validate(few) }
        let large = Allocations.count { _ = validator.validate(many) }
        #expect(large - small <= 4, "\(small) allocations for 4 names, \(large) for 400")
        // The counter sees one where there is one.
        #expect(Allocations.count { Allocations.deliberate() } >= 1)
    }
}
