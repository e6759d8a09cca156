import Record
import TestSupport
import Testing
import Validation

/// The published NHS and HL7 examples, judged as HL7's reference engines judge them.
///
/// `scripts/oracle` lists what differs; `docs/disputed-points.md` and `docs/example-findings.md` say why.
@Suite(
    "Published examples",
    .enabled(if: Shared.folder != nil && Build.isOptimised, "needs the shared material and a release build"))
struct OracleExamplesTests {
    @Test("With --compat hl7 the verdicts are those of the reference engines")
    func agreesInCompatibleMode() throws {
        let agreed = try ExampleCorpus.agreement(.hl7)
        #expect(agreed["4.0 valid"] ?? 0 >= 588)
        #expect(agreed["4.0 invalid"] ?? 0 >= 107)
        #expect(agreed["3.0 valid"] ?? 0 >= 239)
        #expect(agreed["3.0 invalid"] ?? 0 >= 138)
    }

    @Test("By the specification they differ in the disputed points only")
    func agreesBySpecification() throws {
        let agreed = try ExampleCorpus.agreement(.specification)
        #expect(agreed["4.0 valid"] ?? 0 >= 585)
        #expect(agreed["4.0 invalid"] ?? 0 >= 104)
        #expect(agreed["3.0 valid"] ?? 0 >= 236)
        #expect(agreed["3.0 invalid"] ?? 0 >= 130)
    }
}
