import Definitions
import Record

/// Opening packages and looking definitions up, from `profiles/`.
func definitionsSuite() -> [Benchmark] {
    guard let profiles = Home.find()?.profiles else { return [] }
    let patient = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"
    func open() -> DefinitionContext? {
        try? PackageStore(profiles: profiles, cache: nil).context(release: .r4, packages: nil)
    }
    guard let warm = open(), let size = warm.structureDefinition(patient)?.differential.count else { return [] }
    return [
        // Everything anew each time: files opened, index inflated, block inflated, definition decoded.
        Benchmark("definitions/open-and-resolve-ukcore-patient", target: 0.005, expected: size) { count in
            var found = 0
            for _ in 0..<count { found = open()?.structureDefinition(patient)?.differential.count ?? 0 }
            return found
        },
        Benchmark("definitions/resolve-again", target: 0.000_01, expected: size) { count in
            var found = 0
            for _ in 0..<count { found = warm.structureDefinition(patient)?.differential.count ?? 0 }
            return found
        },
        // The definitions are decoded already; the snapshots, and those that they need, are made anew each time.
        Benchmark("definitions/snapshots-of-patient-and-ukcore-patient", target: 0.002, expected: 2) { count in
            var found = 0
            for _ in 0..<count {
                let source = SnapshotSource(warm)
                found = [warm.structureDefinition(ofType: "Patient"), warm.structureDefinition(patient)]
                    .compactMap { $0 }.count { source.snapshot(of: $0).elements.count > 40 }
            }
            return found
        },
        Benchmark("definitions/decode-every-r4-definition", expected: warm.packages.reduce(0) { $0 + $1.count }) {
            count in
            var found = 0
            for _ in 0..<count {
                found = 0
                for package in open()?.packages ?? [] {
                    package.readAll()
                    found += package.count
                }
            }
            return found
        },
    ]
}
