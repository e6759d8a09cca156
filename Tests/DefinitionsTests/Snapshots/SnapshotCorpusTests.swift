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

/// Every published snapshot against the one made from its differential. What differs stands, counted by kind and cause,
/// in `docs/snapshot-differences.md`; with `ASSAY_UPDATE_DOCS` set the test writes that table instead of checking it.
@Suite struct SnapshotCorpusTests {
    private static let packages: [(file: String, release: FHIRRelease)] = [
        ("hl7.fhir.r4.core-4.0.1.tgz", .r4), ("fhir.r4.ukcore.stu2-2.0.2.tgz", .r4),
        ("hl7.fhir.r3.core-3.0.1.tgz", .stu3), ("gpc.stu3.fhir-assets-1.1.3.tgz", .stu3),
        ("careconnect.stu3-3.1.0.tgz", .stu3), ("nhsd.assets.stu3-1.7.0.tgz", .stu3),
    ]

    private struct Row: Hashable {
        var kind: SnapshotComparison.Kind
        var cause: SnapshotComparison.Cause
    }

    @Test(.enabled(if: Shared.folder != nil, "needs the shared packages"))
    func `What published snapshots say otherwise stands in the documentation`() throws {
        let folder = try #require(Shared.folder) + "/packages"
        let store = try PackageStore(profiles: nil, cache: nil)
        var table = SnapshotCorpusTests.mark + "\n\n"
        var details = ""
        for (file, release) in SnapshotCorpusTests.packages {
            let package = try store.package(folder + "/" + file)
            let source = SnapshotSource(try store.context(release: release, roots: [package], beside: folder))
            var published = 0
            var same = 0
            var asPublished: [String] = []
            var rows: [Row: (count: Int, definitions: Set<String>)] = [:]
            for member in package.members(of: .structureDefinition) {
                guard case .structureDefinition(let definition) = package.definition(member),
                    let comparison = source.comparison(of: definition)
                else { continue }
                published += 1
                if source.snapshot(of: definition).basis != .regenerated {
                    asPublished.append(definition.url)
                    continue
                }
                if comparison.differences.isEmpty { same += 1 }
                for difference in comparison.differences {
                    let row = Row(kind: difference.kind, cause: difference.cause)
                    rows[row, default: (0, [])].count += 1
                    rows[row, default: (0, [])].definitions.insert(definition.url)
                    details += "\(package.id)\t\(definition.url)\t\(difference.kind)\t\(difference.cause.rawValue)"
                    details += "\t\(difference.element)\t\(difference.regenerated)\t\(difference.published)\n"
                }
            }
            table += "### \(package.id)\n\n"
            table += "\(published) published, \(same) the same, \(asPublished.count) taken as published"
            table += asPublished.isEmpty ? ".\n\n" : ": \(asPublished.map { "`\($0)`" }.joined(separator: ", ")).\n\n"
            if !rows.isEmpty {
                table += "| what | cause | differences | definitions | for instance |\n|---|---|---|---|---|\n"
                for (row, found) in rows.sorted(by: {
                    ($0.key.cause.rawValue, $0.key.kind.rawValue) < ($1.key.cause.rawValue, $1.key.kind.rawValue)
                }) {
                    let example = found.definitions.min()?.split(separator: "/").last ?? ""
                    table += "| \(row.kind.rawValue) | \(row.cause.rawValue) | \(found.count)"
                    table += " | \(found.definitions.count) | \(example) |\n"
                }
                table += "\n"
            }
            // What a differential says is said in the snapshot, and almost all else is as it was published.
            #expect(same + asPublished.count > 0)
        }
        if let report = getenv("ASSAY_SNAPSHOT_REPORT") { try Files.write(details, to: String(cString: report)) }
        let path = Checkout.folder + "/docs/snapshot-differences.md"
        let document = try Files.readText(path)
        let start = try #require(document.firstRange(of: SnapshotCorpusTests.mark)?.lowerBound)
        if getenv("ASSAY_UPDATE_DOCS") != nil { try Files.write(document[..<start] + table, to: path) }
        #expect(try Files.readText(path).hasSuffix(table), "run with ASSAY_UPDATE_DOCS=1 and look at what changed")
    }

    private static let mark = "## Counted"

    @Test func `UK Core's Patient is made from its differential fast`() throws {
        let store = try PackageStore(profiles: Checkout.folder + "/profiles", cache: nil)
        let context = try store.context(release: .r4, packages: nil)
        let ukCore = try #require(
            context.structureDefinition("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"))
        let base = try #require(context.structureDefinition(ofType: "Patient"))
        var best = Duration.seconds(1)
        for _ in 0..<20 {
            let source = SnapshotSource(context)
            let start = ContinuousClock.now
            #expect(source.snapshot(of: base).elements.count > 40)
            #expect(source.snapshot(of: ukCore).elements.count > 100)
            best = min(best, ContinuousClock.now - start)
        }
        if getenv("ASSAY_SNAPSHOT_REPORT") != nil { print("Patient and UKCore-Patient: \(best)") }
        if Build.isOptimised { #expect(best < .milliseconds(4)) }
    }
}

extension String {
    fileprivate func firstRange(of part: String) -> Range<String.Index>? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(part) { return place..<index(place, offsetBy: part.count) }
            place = index(after: place)
        }
        return nil
    }
}
