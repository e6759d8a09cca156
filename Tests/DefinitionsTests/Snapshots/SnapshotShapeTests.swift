import Definitions
import Record
import Testing

/// What snapshots look like: slices, choices, references to content, extensions.
@Suite struct SnapshotShapeTests {
    private static let releases: [FHIRRelease] = [.r4, .stu3]

    @Test(arguments: releases)
    func `A sparse path brings its ancestors and their type's elements`(_ release: FHIRRelease) {
        let made = SnapshotWorkbench(release: release).snapshot(
            .init("p", on: "Patient", rows: [#"{"path":"Patient.contact.telecom.system","min":1}"#]))
        #expect(made.diagnostics.isEmpty)
        #expect(made["Patient.contact.telecom.system"]?.min == 1)
        #expect(made["Patient.contact.telecom.system"]?.base?.path == "ContactPoint.system")
        #expect(
            made.ids(below: "Patient.contact.telecom")
                == [".id", ".extension", ".system", ".value", ".use", ".rank", ".period"])
        #expect(made.ids(below: "Patient.name").isEmpty)
    }

    @Test(arguments: releases)
    func `Slices come behind their entry and count from 0`(_ release: FHIRRelease) {
        let made = SnapshotWorkbench(release: release).snapshot(
            .init(
                "p", on: "Patient",
                rows: [
                    #"{"path":"Patient.identifier","min":1,"slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}}"#,
                    #"{"path":"Patient.identifier","sliceName":"nhs","max":"1"}"#,
                    #"{"path":"Patient.identifier.system","fixedUri":"http://a"}"#,
                    #"{"path":"Patient.identifier","sliceName":"local"}"#,
                ]))
        #expect(made.diagnostics.isEmpty)
        #expect(made["Patient.identifier"]?.min == 1)
        #expect(made["Patient.identifier:nhs"]?.min == 0)
        #expect(made["Patient.identifier:nhs"]?.max == 1)
        #expect(made["Patient.identifier:nhs.system"]?.fixed?.text == "http://a")
        #expect(made["Patient.identifier:local"]?.max == ElementDefinition.unbounded)
        #expect(made["Patient.identifier:local"]?.slicing == nil)
        let order = made.elements.map(\.id).filter { $0.hasPrefix("Patient.identifier") && !$0.contains(".system") }
        #expect(order.first == "Patient.identifier")
        #expect(order.last == "Patient.identifier:local")
    }

    @Test(arguments: releases)
    func `A slice that only ids name, on an element that is not sliced, is the element itself`(
        _ release: FHIRRelease
    ) {
        let made = SnapshotWorkbench(release: release).snapshot(
            .init(
                "p", on: "MedicationRequest",
                rows: [
                    #"{"path":"MedicationRequest.dispenseRequest.quantity.extension","slicing":{"discriminator":[{"type":"value","path":"url"}],"rules":"open"}}"#,
                    #"{"id":"MedicationRequest.dispenseRequest.quantity:Label.value","path":"MedicationRequest.dispenseRequest.quantity.value","min":1}"#,
                ]))
        #expect(made.diagnostics.isEmpty)
        #expect(made["MedicationRequest.dispenseRequest.quantity.value"]?.min == 1)
    }

    @Test(arguments: releases)
    func `A slice of a slice begins as that slice and stands behind it`(_ release: FHIRRelease) {
        let bench = SnapshotWorkbench(release: release)
        let base = SnapshotWorkbench.Text(
            "base", on: "Patient",
            rows: [
                #"{"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}}"#,
                #"{"path":"Patient.identifier","sliceName":"a","max":"3"}"#,
                #"{"path":"Patient.identifier.system","fixedUri":"http://a"}"#,
                #"{"path":"Patient.identifier","sliceName":"b"}"#,
            ])
        let middle = SnapshotWorkbench.Text(
            "middle", on: "Patient", base: SnapshotWorkbench.url("base"),
            rows: [
                #"{"path":"Patient.identifier","sliceName":"a/x"}"#,
                #"{"path":"Patient.identifier.value","min":1}"#,
            ])
        let made = bench.snapshot(
            base, middle,
            .init(
                "derived", on: "Patient", base: SnapshotWorkbench.url("middle"),
                rows: [#"{"path":"Patient.identifier","sliceName":"a/x/deep","min":1}"#]))
        #expect(!made.diagnostics.contains { $0.severity == .error }, "\(made.diagnostics)")
        let slices = made.elements.filter { $0.path == "Patient.identifier" }.map { $0.sliceName ?? "-" }
        #expect(slices == ["-", "a", "a/x", "a/x/deep", "b"])
        #expect(made["Patient.identifier:a/x/deep"]?.max == 3)
        #expect(made["Patient.identifier:a/x/deep.system"]?.fixed?.text == "http://a")
        #expect(made["Patient.identifier:a/x/deep.value"]?.min == 1)
        #expect(made["Patient.identifier:a.value"]?.min == 0)
    }

    // MARK: Choices

    @Test func `R4: the concrete name of a choice becomes its slice, and other types go`() {
        let made = SnapshotWorkbench(release: .r4).snapshot(
            .init(
                "p", on: "Observation",
                rows: [
                    #"{"path":"Observation.valueQuantity","min":1}"#,
                    #"{"path":"Observation.valueQuantity.code","min":1}"#,
                ]))
        #expect(made.diagnostics.allSatisfy { $0.severity == .information }, "\(made.diagnostics)")
        #expect(made["Observation.value[x]"]?.slicing?.rules == .closed)
        #expect(made["Observation.value[x]"]?.types.map(\.code) == ["Quantity"])
        #expect(made["Observation.value[x]:valueQuantity"]?.path == "Observation.value[x]")
        #expect(made["Observation.value[x]:valueQuantity"]?.min == 1)
        #expect(made["Observation.value[x]:valueQuantity.code"]?.min == 1)
    }

    @Test func `R4: a bare slice by type leaves the other types`() {
        let made = SnapshotWorkbench(release: .r4).snapshot(
            .init(
                "p", on: "Observation",
                rows: [#"{"path":"Observation.value[x]","sliceName":"valueQuantity"}"#]))
        #expect(made["Observation.value[x]"]?.slicing == .init(discriminators: [.init(kind: .type, path: "$this")]))
        #expect((made["Observation.value[x]"]?.types.count ?? 0) > 5)
        #expect(made["Observation.value[x]:valueQuantity"]?.types.map(\.code) == ["Quantity"])
    }

    @Test func `STU3: the concrete name takes the place of the choice`() {
        let bench = SnapshotWorkbench(release: .stu3)
        let base = SnapshotWorkbench.Text(
            "base", on: "Observation", rows: [#"{"path":"Observation.valueQuantity","sliceName":"valueQuantity"}"#])
        let made = bench.snapshot(base)
        #expect(made["Observation.value[x]"] == nil)
        #expect(made["Observation.valueQuantity"]?.types.map(\.code) == ["Quantity"])
        #expect(made["Observation.valueQuantity"]?.slicing == nil)
        #expect(made["Observation.valueQuantity"]?.base?.path == "Observation.value[x]")
        for path in ["Observation.valueQuantity", "Observation.value[x]"] {
            let derived = bench.snapshot(
                base,
                .init(
                    "derived", on: "Observation", base: SnapshotWorkbench.url("base"),
                    rows: [#"{"path":"\#(path)","min":1}"#]))
            #expect(derived.diagnostics.isEmpty)
            #expect(derived["Observation.valueQuantity"]?.min == 1)
        }
    }

    @Test(arguments: releases)
    func `A choice with fewer types stays one element`(_ release: FHIRRelease) {
        let made = SnapshotWorkbench(release: release).snapshot(
            .init(
                "p", on: "Observation",
                rows: [
                    #"{"path":"Observation.value[x]","type":[{"code":"CodeableConcept"}]}"#,
                    #"{"path":"Observation.value[x].text","min":1}"#,
                ]))
        #expect(made.diagnostics.isEmpty)
        #expect(made["Observation.value[x]"]?.slicing == nil)
        #expect(made["Observation.value[x].text"]?.min == 1)
    }

    // MARK: Content references, extensions

    @Test(arguments: releases)
    func `Rows below a content reference find the elements of its target`(_ release: FHIRRelease) {
        let made = SnapshotWorkbench(release: release).snapshot(
            .init(
                "p", on: "Questionnaire",
                rows: [
                    #"{"path":"Questionnaire.item.linkId","maxLength":5}"#,
                    #"{"path":"Questionnaire.item.item.item.text","min":1}"#,
                ]))
        #expect(made.diagnostics.isEmpty)
        #expect(made["Questionnaire.item.item"]?.contentReference == nil)
        #expect(made["Questionnaire.item.item"]?.types.map(\.code) == ["BackboneElement"])
        #expect(made["Questionnaire.item.item.item.text"]?.min == 1)
        // What the profile says of the target is said of the target alone.
        #expect(made["Questionnaire.item.linkId"]?.maxLength == 5)
        #expect(made["Questionnaire.item.item.linkId"]?.maxLength == nil)
        #expect(made["Questionnaire.item.item.item.item"]?.contentReference != nil)
    }

    @Test(arguments: releases)
    func `An extension needs no slicing entry, and its own definition says how often it may stand`(
        _ release: FHIRRelease
    ) {
        let bench = SnapshotWorkbench(release: release)
        let one = SnapshotWorkbench.Text(
            "one", on: "Extension",
            rows: [
                #"{"path":"Extension","min":0,"max":"1","isModifier":true}"#,
                #"{"path":"Extension.url","fixedUri":"http://test.example/one"}"#,
                #"{"path":"Extension.value[x]","min":1,"type":[{"code":"string"}]}"#,
            ])
        let made = bench.snapshot(
            one,
            .init(
                "p", on: "Patient",
                rows: [
                    #"{"path":"Patient.modifierExtension","sliceName":"one","type":[{"code":"Extension",PROFILE(http://test.example/one)}]}"#,
                    #"{"path":"Patient.modifierExtension.value[x]","maxLength":3}"#,
                ]))
        #expect(made.diagnostics.isEmpty, "\(made.diagnostics)")
        #expect(
            made["Patient.modifierExtension"]?.slicing == .init(discriminators: [.init(kind: .value, path: "url")]))
        #expect(made["Patient.modifierExtension:one"]?.max == 1)
        #expect(made["Patient.modifierExtension:one"]?.isModifier == true)
        #expect(made["Patient.modifierExtension:one.url"]?.fixed?.text == "http://test.example/one")
        #expect(made["Patient.modifierExtension:one.value[x]"]?.types.map(\.code) == ["string"])
        #expect(made["Patient.modifierExtension:one.value[x]"]?.maxLength == 3)
    }

    @Test(arguments: releases)
    func `Invariants gather, each with the definition that states it`(_ release: FHIRRelease) {
        let made = SnapshotWorkbench(release: release).snapshot(
            .init(
                "p", on: "Patient",
                rows: [
                    #"{"path":"Patient","constraint":[{"key":"t-1","severity":"error","human":"h","expression":"true"}]}"#
                ]))
        let constraints = made["Patient"]?.constraints ?? []
        #expect(constraints.last?.source == SnapshotWorkbench.url("p"))
        #expect(
            constraints.contains { $0.key == "dom-2" && $0.source != nil && $0.source != SnapshotWorkbench.url("p") })
    }

    // MARK: Definitions as a whole

    @Test func `A definition that builds on itself ends, and is named`() {
        let bench = SnapshotWorkbench(release: .r4)
        let made = bench.snapshot(
            .init(
                "a", on: "Patient", base: SnapshotWorkbench.url("b"), rows: [#"{"path":"Patient.name","min":1}"#]),
            .init(
                "b", on: "Patient", base: SnapshotWorkbench.url("a"), rows: [#"{"path":"Patient.name","min":1}"#]))
        #expect(made.basis == .incomplete)
        #expect(made.diagnostics.contains { $0.rule == .baseUnknown || $0.rule == .cycle })
    }

    @Test func `A base that is nowhere lets the published snapshot stand in, and says so`() {
        let bench = SnapshotWorkbench(release: .r4)
        let rows = [#"{"path":"Patient.name","min":1}"#]
        let published = [#"{"path":"Patient"}"#, #"{"path":"Patient.name","min":1,"max":"*"}"#]
        let made = bench.snapshot(
            .init("a", on: "Patient", base: "http://test.example/none", rows: rows, snapshot: published))
        #expect(made.basis == .publishedInstead)
        #expect(made.has(.baseUnknown) && made.has(.publishedInstead))
        #expect(made.elements.map(\.id) == ["Patient", "Patient.name"])
        let without = bench.snapshot(.init("a", on: "Patient", base: "http://test.example/none", rows: rows))
        #expect(without.basis == .incomplete)
    }

    @Test func `The published snapshot is taken where that is asked for`() {
        let bench = SnapshotWorkbench(release: .r4)
        let text = SnapshotWorkbench.Text(
            "a", on: "Patient", rows: [#"{"path":"Patient.name","min":1}"#],
            snapshot: [#"{"path":"Patient"}"#, #"{"path":"Patient.name","min":5,"max":"*"}"#])
        #expect(bench.snapshot(text, policy: .published)["Patient.name"]?.min == 5)
        #expect(bench.snapshot(text)["Patient.name"]?.min == 1)
    }

    @Test func `A definition without a differential has its published snapshot`() {
        let bench = SnapshotWorkbench(release: .r4)
        let made = bench.snapshot(.init("a", on: "Patient", rows: [], snapshot: [#"{"path":"Patient"}"#]))
        #expect(made.basis == .publishedInstead)
        #expect(made.has(.noDifferential))
    }

    @Test func `A type profile that comes back to the profile ends`() {
        let bench = SnapshotWorkbench(release: .r4)
        let made = bench.snapshot(
            .init(
                "p", on: "Bundle",
                rows: [
                    #"{"path":"Bundle.entry.resource","type":[{"code":"Bundle",PROFILE(http://test.example/p)}]}"#,
                    #"{"path":"Bundle.entry.resource.type","min":1}"#,
                ]))
        #expect(made["Bundle.entry.resource.type"]?.min == 1)
        #expect(made.elements.count < 200)
    }

    @Test func `Rows nested beyond reason are refused, not followed`() {
        let bench = SnapshotWorkbench(release: .r4)
        let path = "Questionnaire" + String(repeating: ".item", count: 5000)
        let made = bench.snapshot(.init("p", on: "Questionnaire", rows: [#"{"path":"\#(path)","min":1}"#]))
        #expect(made.has(.rowWithoutElement))
    }
}
