import Definitions
import ElementModel
import Files
import JSON
import Record
import TestSupport
import Validation

/// The published examples, each with the package that its folder names.
enum ExampleCorpus {
    /// Folders whose examples belong to a package of another name, or to the core alone.
    private static let packages: [String: String] = [
        "gpconnect.simulator": "gpc.stu3.fhir-assets", "pds.examples": "uk.nhsdigital.pds.r4",
        "nrl.examples": "fhir.r4.ukcore.stu3.currentbuild", "hl7.r4": "", "hl7.stu3": "",
    ]

    /// One example: its file, what the reference engines say of it, and what to judge it by.
    struct Example {
        let file: String
        let verdict: String
        let release: FHIRRelease
        let validator: Validator
        /// What both engines report, the first thirty: places and message ids.
        let shared: [(path: String, id: String)]
        let bytes: [UInt8]
    }

    /// Calls `body` with each example in turn.
    static func forEach(
        _ compatibility: ValidationOptions.Compatibility, _ body: (Example) throws -> Void
    ) throws {
        let shared = Shared.folder ?? ""
        let cases = try JSONValue(parsing: Files.read(shared + "/oracle/nhs/cases.json")).array ?? []
        let archives = try Files.list(shared + "/packages").sorted()
        let store = try PackageStore(profiles: Checkout.folder + "/profiles", cache: nil)
        var options = ValidationOptions()
        options.compatibility = compatibility
        var validators: [String: Validator] = [:]
        for example in cases {
            guard let file = example["file"]?.string, let verdict = example["verdict"]?.string,
                let number = example["release"]?.string
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
            guard let validator = validators[key] else { continue }
            let errors = (example["found_by_both"]?.array ?? []).map {
                (path: $0["path"]?.string ?? "", id: $0["id"]?.string ?? "")
            }
            try body(
                Example(
                    file: file, verdict: verdict, release: release, validator: validator, shared: errors,
                    bytes: Files.read(shared + "/examples/" + file)))
        }
    }

    /// How many verdicts agree with the reference engines', by release and verdict.
    static func agreement(_ compatibility: ValidationOptions.Compatibility) throws -> [String: Int] {
        var agreed: [String: Int] = [:]
        let reader = DocumentReader()
        try forEach(compatibility) { example in
            guard example.verdict == "valid" || example.verdict == "invalid" else { return }
            let document = reader.read(example.bytes, release: example.release)
            let isValid = !example.validator.validate(document).contains { $0.severity >= .error }
            if isValid == (example.verdict == "valid") {
                agreed["\(example.release == .stu3 ? "3.0" : "4.0") \(example.verdict)", default: 0] += 1
            }
        }
        return agreed
    }
}
