import Definitions
import Record
import TestSupport
import Testing

@Suite("Real packages", .enabled(if: Shared.folder != nil, "needs the shared folder"))
struct RealPackageTests {
    static let folder = (Shared.folder ?? "") + "/packages"

    @Test("UK Core with its dependencies") func ukCore() throws {
        let store = try PackageStore(profiles: nil, cache: nil)
        let context = try store.context(
            release: .r4, packages: [Self.folder + "/fhir.r4.ukcore.stu2-2.0.2.tgz"])
        #expect(
            context.packages.map(\.id.name) == [
                "fhir.r4.ukcore.stu2", "hl7.terminology.r4", "hl7.fhir.uv.extensions.r4", "hl7.fhir.r4.core",
            ])
        let patient = try #require(
            context.structureDefinition("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"))
        #expect(patient.hasPublishedSnapshot)
        #expect(patient.differential.count > 10)
        let snapshot = try #require(context.publishedSnapshot(of: patient))
        #expect(snapshot.count > patient.differential.count)
        let base = try #require(context.structureDefinition(ofType: "Patient"))
        #expect(base.baseDefinition == "http://hl7.org/fhir/StructureDefinition/DomainResource")
        let gender = try #require(base.differential.first { $0.path == "Patient.gender" })
        let set = try #require(context.valueSet(gender.binding?.valueSet ?? "", from: base.origin))
        #expect(set.compose?.include.first?.system == "http://hl7.org/fhir/administrative-gender")
        #expect(context.problems.isEmpty)
    }
}
