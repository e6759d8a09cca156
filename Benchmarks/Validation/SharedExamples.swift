import Definitions
import ElementModel
import Files
import Record
import Validation

/// Published examples, where the folder that holds them lies beside the checkout; no row where it does not.
func sharedExamples(_ store: PackageStore, core: Validator) -> [Benchmark] {
    guard let home = Home.find() else { return [] }
    let folder = Files.join(Files.folder(of: home.path), "shared/examples")
    var rows: [Benchmark] = []
    if let context = try? store.context(release: .r4, packages: ["fhir.r4.ukcore.stu2#2.0.2"]) {
        rows += judging(
            "uk-core-examples", Files.join(folder, "fhir.r4.ukcore.stu3.currentbuild"),
            by: Validator(definitions: context))
    }
    rows += judging("r4-examples", Files.join(folder, "hl7.r4"), by: core)
    return rows
}

/// All the resources of a folder, read before and judged one after another; counts the elements judged.
private func judging(_ name: String, _ folder: String, by validator: Validator) -> [Benchmark] {
    guard let names = try? Files.list(folder) else { return [] }
    let documents = names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".xml") }.sorted().compactMap {
        (try? Files.read(Files.join(folder, $0))).map { Document.read($0, release: .r4) }
    }
    .filter(\.isReadable)
    let elements = documents.reduce(0) { $0 + $1.view.count }
    if documents.isEmpty { return [] }
    return [
        Benchmark("validation/\(name) (\(documents.count) files)", expected: elements) { count in
            var judged = 0
            for _ in 0..<count {
                judged = 0
                for document in documents {
                    _ = validator.validate(document)
                    judged += document.view.count
                }
            }
            return judged
        }
    ]
}
