import Definitions
import Record
import Testing

/// Each rule of merging: what a profile may say of what its base says, and what it may not.
@Suite struct MergeRuleTests {
    struct Case: Sendable, CustomStringConvertible {
        var rule: SnapshotRule
        var type = "Patient"
        var base: [String] = []
        var good: [String]
        var bad: [String]
        var description: String { rule.rawValue }
    }

    private static let sliced =
        #"{"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}}"#
    private static let closed =
        #"{"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"closed"}}"#
    private static func slice(_ name: String, _ more: String = "") -> String {
        #"{"id":"Patient.identifier:\#(name)","path":"Patient.identifier","sliceName":"\#(name)"\#(more)}"#
    }

    static let cases: [Case] = [
        Case(
            rule: .minLowered, base: [#"{"path":"Patient.name","min":1}"#], good: [#"{"path":"Patient.name","min":2}"#],
            bad: [#"{"path":"Patient.name","min":0}"#]),
        Case(
            rule: .maxRaised, base: [#"{"path":"Patient.name","max":"2"}"#],
            good: [#"{"path":"Patient.name","max":"1"}"#], bad: [#"{"path":"Patient.name","max":"*"}"#]),
        Case(
            rule: .minAboveMax, good: [#"{"path":"Patient.name","min":2,"max":"2"}"#],
            bad: [#"{"path":"Patient.name","min":3,"max":"2"}"#]),
        Case(
            rule: .typeNotInBase, type: "Observation",
            base: [#"{"path":"Observation.value[x]","type":[{"code":"Quantity"},{"code":"string"}]}"#],
            good: [#"{"path":"Observation.value[x]","type":[{"code":"string"}]}"#],
            bad: [#"{"path":"Observation.value[x]","type":[{"code":"boolean"}]}"#]),
        Case(
            rule: .profileNotDerived, type: "Observation",
            good: [
                #"{"path":"Observation.referenceRange.low","type":[{"code":"Quantity","#
                    + #"PROFILE(http://hl7.org/fhir/StructureDefinition/SimpleQuantity)}]}"#
            ],
            bad: [
                #"{"path":"Observation.referenceRange.low","type":[{"code":"Quantity","#
                    + #"PROFILE(http://hl7.org/fhir/StructureDefinition/Count)}]}"#
            ]),
        Case(
            rule: .targetNotDerived,
            good: [
                #"{"path":"Patient.managingOrganization","type":[{"code":"Reference","#
                    + #"TARGET(http://hl7.org/fhir/StructureDefinition/Organization)}]}"#
            ],
            bad: [
                #"{"path":"Patient.managingOrganization","type":[{"code":"Reference","#
                    + #"TARGET(http://hl7.org/fhir/StructureDefinition/Patient)}]}"#
            ]),
        Case(
            rule: .profileOfOtherType,
            good: [#"{"path":"Patient.maritalStatus"}"#, #"{"path":"Patient.maritalStatus.text","min":1}"#],
            bad: [
                #"{"path":"Patient.maritalStatus","type":[{"code":"CodeableConcept","#
                    + #"PROFILE(http://hl7.org/fhir/StructureDefinition/SimpleQuantity)}]}"#,
                #"{"path":"Patient.maritalStatus.text","min":1}"#,
            ]),
        Case(
            rule: .profileUnknown,
            good: [#"{"path":"Patient.maritalStatus"}"#, #"{"path":"Patient.maritalStatus.text","min":1}"#],
            bad: [
                #"{"path":"Patient.maritalStatus","type":[{"code":"CodeableConcept",PROFILE(http://test.example/none)}]}"#,
                #"{"path":"Patient.maritalStatus.text","min":1}"#,
            ]),
        Case(
            rule: .aggregationWidened,
            base: [#"{"path":"Patient.managingOrganization","type":[{"code":"Reference","aggregation":["bundled"]}]}"#],
            good: [#"{"path":"Patient.managingOrganization","type":[{"code":"Reference","aggregation":["bundled"]}]}"#],
            bad: [
                #"{"path":"Patient.managingOrganization","type":[{"code":"Reference","aggregation":["contained","bundled"]}]}"#
            ]),
        Case(
            rule: .fixedChanged, base: [#"{"path":"Patient.gender","fixedCode":"male"}"#],
            good: [#"{"path":"Patient.gender","fixedCode":"male"}"#],
            bad: [#"{"path":"Patient.gender","fixedCode":"female"}"#]),
        Case(
            rule: .patternChanged,
            base: [#"{"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"system":"http://s"}]}}"#],
            good: [
                #"{"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"system":"http://s","code":"M"}]}}"#
            ],
            bad: [#"{"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"code":"M"}]}}"#]),
        Case(
            rule: .bindingWeakened, base: [#"{"path":"Patient.maritalStatus","binding":{"strength":"extensible"}}"#],
            good: [#"{"path":"Patient.maritalStatus","binding":{"strength":"required"}}"#],
            bad: [#"{"path":"Patient.maritalStatus","binding":{"strength":"preferred"}}"#]),
        Case(
            rule: .bindingDropped, good: [#"{"path":"Patient.maritalStatus","binding":{"strength":"required"}}"#],
            bad: [#"{"path":"Patient.birthDate","binding":{"strength":"required"}}"#]),
        Case(
            rule: .constraintChanged,
            base: [
                #"{"path":"Patient.name","constraint":[{"key":"t-1","severity":"error","human":"h","expression":"true"}]}"#
            ],
            good: [
                #"{"path":"Patient.name","constraint":[{"key":"t-2","severity":"error","human":"h","expression":"false"}]}"#
            ],
            bad: [
                #"{"path":"Patient.name","constraint":[{"key":"t-1","severity":"error","human":"h","expression":"false"}]}"#
            ]),
        Case(
            rule: .mustSupportRemoved, base: [#"{"path":"Patient.name","mustSupport":true}"#],
            good: [#"{"path":"Patient.name","mustSupport":true}"#],
            bad: [#"{"path":"Patient.name","mustSupport":false}"#]),
        Case(
            rule: .isModifierChanged, good: [#"{"path":"Patient.active","isModifier":true}"#],
            bad: [#"{"path":"Patient.name","isModifier":true}"#]),
        Case(
            rule: .maxLengthRaised, base: [#"{"path":"Patient.name.text","maxLength":10}"#],
            good: [#"{"path":"Patient.name.text","maxLength":9}"#],
            bad: [#"{"path":"Patient.name.text","maxLength":11}"#]),
        Case(
            rule: .minValueLowered, base: [#"{"path":"Patient.telecom.rank","minValuePositiveInt":2}"#],
            good: [#"{"path":"Patient.telecom.rank","minValuePositiveInt":3}"#],
            bad: [#"{"path":"Patient.telecom.rank","minValuePositiveInt":1}"#]),
        Case(
            rule: .maxValueRaised, base: [#"{"path":"Patient.telecom.rank","maxValuePositiveInt":2}"#],
            good: [#"{"path":"Patient.telecom.rank","maxValuePositiveInt":1}"#],
            bad: [#"{"path":"Patient.telecom.rank","maxValuePositiveInt":3}"#]),
        Case(
            rule: .defaultValueChanged, base: [#"{"path":"Patient.gender","defaultValueCode":"male"}"#],
            good: [#"{"path":"Patient.gender","defaultValueCode":"male"}"#],
            bad: [#"{"path":"Patient.gender","defaultValueCode":"female"}"#]),
        Case(
            rule: .rootSliced, good: [#"{"path":"Patient"}"#],
            bad: [
                #"{"path":"Patient","slicing":{"discriminator":[{"type":"value","path":"url"}],"rules":"open"}}"#
            ]),
        Case(
            rule: .slicingMissing, good: [sliced, slice("one"), slice("two")], bad: [slice("one"), slice("two")]),
        Case(
            rule: .discriminatorsChanged, base: [sliced, slice("one")],
            good: [
                #"{"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"},{"type":"value","path":"use"}],"rules":"open"}}"#
            ],
            bad: [
                #"{"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"open"}}"#
            ]),
        Case(rule: .slicingOpened, base: [closed, slice("one")], good: [closed], bad: [sliced]),
        Case(
            rule: .slicingUnordered,
            base: [
                #"{"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"ordered":true,"rules":"open"}}"#,
                slice("one"),
            ],
            good: [slice("one", #","max":"1""#)], bad: [sliced]),
        Case(
            rule: .sliceAfterClosing, base: [closed, slice("one")], good: [slice("one", #","max":"1""#)],
            bad: [slice("two")]),
        Case(
            rule: .duplicateSlice, good: [sliced, slice("one"), slice("two")],
            bad: [sliced, slice("one"), slice("one")]),
        Case(
            rule: .duplicateRow, good: [#"{"path":"Patient.name","min":1}"#],
            bad: [#"{"path":"Patient.name","min":1}"#, #"{"path":"Patient.name","max":"1"}"#]),
        Case(
            rule: .resliceWithoutSlice, good: [sliced, slice("one"), slice("one/a")], bad: [sliced, slice("one/a")]),
        Case(
            rule: .sliceMinimaAboveMax,
            good: [sliced, slice("one", #","min":1"#), slice("two", #","min":1"#)],
            bad: [
                sliced.replacing("\"slicing\"", with: "\"max\":\"1\",\"slicing\""), slice("one", #","min":1"#),
                slice("two", #","min":1"#),
            ]),
        Case(
            rule: .sliceMinimaAboveMin,
            good: [
                sliced.replacing("\"slicing\"", with: "\"min\":1,\"slicing\""), slice("one", #","min":1"#),
            ], bad: [sliced, slice("one", #","min":1"#)]),
        Case(
            rule: .rowWithoutElement, good: [#"{"path":"Patient.contact.name.family","min":1}"#],
            bad: [#"{"path":"Patient.contact.name.colour","min":1}"#]),
        Case(
            rule: .outOfOrder, good: [#"{"path":"Patient.name"}"#, #"{"path":"Patient.gender"}"#],
            bad: [#"{"path":"Patient.gender"}"#, #"{"path":"Patient.name"}"#]),
    ]

    @Test(arguments: cases, [FHIRRelease.r4, .stu3])
    func `A rule is reported where it is broken, and not where it is kept`(_ one: Case, _ release: FHIRRelease) {
        let bench = SnapshotWorkbench(release: release)
        let base = SnapshotWorkbench.Text("base", on: one.type, rows: one.base)
        func derived(_ rows: [String]) -> SnapshotWorkbench.Text {
            .init("derived", on: one.type, base: one.base.isEmpty ? nil : SnapshotWorkbench.url("base"), rows: rows)
        }
        let good = bench.snapshot(base, derived(one.good))
        #expect(!good.has(one.rule), "\(good.diagnostics)")
        #expect(good.basis == .regenerated)
        let bad = bench.snapshot(base, derived(one.bad))
        let found = bad.diagnostics.first { $0.rule == one.rule }
        #expect(found?.definition == SnapshotWorkbench.url("derived"), "\(bad.diagnostics)")
        #expect(found?.element.isEmpty == false)
        #expect(found?.message.isEmpty == false)
    }

    @Test func `Every rule of merging and slicing has a case`() {
        // Those of whole definitions are tested by themselves; sliceIsConstraining is R4's alone.
        let elsewhere: Set<SnapshotRule> = [
            .noDifferential, .baseUnknown, .cycle, .tooLarge, .publishedInstead, .typeUnknown, .bindingMoved,
            .sliceNotInBase,
        ]
        let tested = Set(MergeRuleTests.cases.map(\.rule))
        #expect(Set(SnapshotRule.allCases).subtracting(elsewhere).subtracting(tested).isEmpty)
    }

    @Test(arguments: [FHIRRelease.r4, .stu3])
    func `What would loosen the base leaves it as it was`(_ release: FHIRRelease) {
        let bench = SnapshotWorkbench(release: release)
        let base = SnapshotWorkbench.Text("base", on: "Patient", rows: [#"{"path":"Patient.name","min":1,"max":"2"}"#])
        let made = bench.snapshot(
            base,
            .init(
                "derived", on: "Patient", base: SnapshotWorkbench.url("base"),
                rows: [#"{"path":"Patient.name","min":0,"max":"3"}"#]))
        #expect(made["Patient.name"]?.min == 1)
        #expect(made["Patient.name"]?.max == 2)
        #expect(made["Patient.name"]?.base == .init(path: "Patient.name", min: 0, max: ElementDefinition.unbounded))
    }

    @Test func `A required binding may name a part of the base's value set, which is not decided here`() {
        let bench = SnapshotWorkbench(release: .r4)
        let made = bench.snapshot(
            .init(
                "derived", on: "Patient",
                rows: [
                    #"{"path":"Patient.gender","binding":{"strength":"required","valueSet":"http://test.example/part"}}"#
                ]))
        #expect(made.diagnostics.first { $0.rule == .bindingMoved }?.severity == .information)
        #expect(made["Patient.gender"]?.binding?.valueSet == "http://test.example/part")
    }

    @Test func `A slice that is said to constrain one of the base must be there`() {
        let bench = SnapshotWorkbench(release: .r4)
        let slicing =
            #"{"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}}"#
        let base = SnapshotWorkbench.Text(
            "base", on: "Patient", rows: [slicing, #"{"path":"Patient.identifier","sliceName":"one"}"#])
        func derived(_ name: String) -> Snapshot {
            bench.snapshot(
                base,
                .init(
                    "derived", on: "Patient", base: SnapshotWorkbench.url("base"),
                    rows: [#"{"path":"Patient.identifier","sliceName":"\#(name)","sliceIsConstraining":true}"#]))
        }
        #expect(!derived("one").has(.sliceNotInBase))
        #expect(derived("two").has(.sliceNotInBase))
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
