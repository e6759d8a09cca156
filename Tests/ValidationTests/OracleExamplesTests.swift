import Definitions
import ElementModel
import Files
import JSON
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

/// The examples, each with the package that its folder names.
private enum ExampleCorpus {
    /// Folders whose examples belong to a package of another name, or to the core alone.
    static let packages: [String: String] = [
        "gpconnect.simulator": "gpc.stu3.fhir-assets", "pds.examples": "uk.nhsdigital.pds.r4",
        "nrl.examples": "fhir.r4.ukcore.stu3.currentbuild", "hl7.r4": "", "hl7.stu3": "",
    ]

    /// How many verdicts agree, by release and verdict.
    static func agreement(_ compatibility: ValidationOptions.Compatibility) throws -> [String: Int] {
        let shared = Shared.folder ?? ""
        let cases = try JSONValue(parsing: Files.read(shared + "/oracle/nhs/cases.json")).array ?? []
        let archives = try Files.list(shared + "/packages").sorted()
        let store = try PackageStore(profiles: Checkout.folder + "/profiles", cache: nil)
        var options = ValidationOptions()
        options.compatibility = compatibility
        var validators: [String: Validator] = [:]
        var agreed: [String: Int] = [:]
        let reader = DocumentReader()
        for example in cases {
            guard let file = example["file"]?.string, let expected = example["verdict"]?.string,
                expected == "valid" || expected == "invalid", let number = example["release"]?.string
            else { continue }
            let release: FHIRRelease = number == "3.0" ? .stu3 : .r4
            let folder = String(file.prefix { $0 != "/" })
            let key = "\(number) \(folder)"
            if validators[key] == nil {
                let name = packages[folder] ?? folder
                let archive = archives.first {
                    $0.hasPrefix(name + "-") && $0.dropFirst(name.count + 1).first?.isNumber == true
                }
                let roots = name.isEmpty ? [] : [archive].compactMap { $0 }.map { shared + "/packages/" + $0 }
                validators[key] = Validator(
                    definitions: try store.context(
                        release: release, packages: roots, definitions: [], beside: shared + "/packages"),
                    options: options)
            }
            let document = reader.read(try Files.read(shared + "/examples/" + file), release: release)
            let isValid = validators[key]?.validate(document).contains { $0.severity >= .error } == false
            if isValid == (expected == "valid") { agreed["\(number) \(expected)", default: 0] += 1 }
        }
        return agreed
    }
}
