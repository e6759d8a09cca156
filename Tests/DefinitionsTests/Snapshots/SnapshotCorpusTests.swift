import Definitions
import Files
import Record
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct SnapshotCorpusTests {
    @Test(.enabled(if: Shared.folder != nil, "needs the shared packages"))
    func `Published snapshots are regenerated`() throws {
        let folder = try #require(Shared.folder) + "/packages"
        let store = try PackageStore(profiles: nil, cache: nil)
        var out = ""
        for (file, release) in [
            ("hl7.fhir.r4.core-4.0.1.tgz", FHIRRelease.r4), ("fhir.r4.ukcore.stu2-2.0.2.tgz", .r4),
            ("hl7.fhir.r3.core-3.0.1.tgz", .stu3), ("gpc.stu3.fhir-assets-1.1.3.tgz", .stu3),
            ("careconnect.stu3-3.1.0.tgz", .stu3), ("nhsd.assets.stu3-1.7.0.tgz", .stu3),
        ] {
            let package = try store.package(folder + "/" + file)
            let context = try store.context(release: release, roots: [package], beside: folder)
            let source = SnapshotSource(context, isThorough: true)
            var counts: [String: Int] = [:]
            var spent = Duration.zero
            for member in package.members(of: .structureDefinition) {
                guard case .structureDefinition(let definition) = package.definition(member) else { continue }
                let clock = ContinuousClock()
                let start = clock.now
                let snapshot = source.snapshot(of: definition)
                spent += clock.now - start
                for d in snapshot.diagnostics {
                    counts["D \(d.rule.rawValue)", default: 0] += 1
                    out += "DIAG|\(file)|\(d.definition)|\(d.rule.rawValue)|\(d.element)|\(d.message)\n"
                }
                counts["basis \(snapshot.basis)", default: 0] += 1
                guard let comparison = source.comparison(of: definition) else { continue }
                counts[comparison.differences.isEmpty ? "same" : "different", default: 0] += 1
                for d in comparison.differences {
                    counts[d.kind.rawValue, default: 0] += 1
                    out +=
                        "DIFF|\(file)|\(definition.url)|\(d.kind)|\(d.element)|\(d.regenerated)|\(d.published)|\(d.cause)\n"
                }
            }
            print("SNAP \(file) \(spent)", counts.sorted { $0.key < $1.key })
        }
        if let report = getenv("ASSAY_SNAPSHOT_REPORT") { try Files.write(out, to: String(cString: report)) }
    }
}
