import Record
import Testing
import Validation

/// A profile on a type, with the elements of its differential.
private func profile(_ name: String, _ type: String, _ elements: String, more: String = "") -> String {
    """
    {"resourceType":"StructureDefinition","url":"https://example.org/\(name)","name":"T","status":"draft","kind":"resource",
    "abstract":false,\(more)"type":"\(type)","baseDefinition":"http://hl7.org/fhir/StructureDefinition/\(type)",
    "derivation":"constraint","differential":{"element":[\(elements)]}}
    """
}

private func errors(
    _ json: String, _ definitions: [String], _ release: FHIRRelease, hl7: Bool = false, now: Double? = nil
) -> [String] {
    Judge.findings(
        json, definitions: definitions, profile: "https://example.org/p", hl7: hl7, release: release, now: now
    ).filter { $0.severity >= .error }.map { "\($0.rule) \($0.expression)" }
}

@Suite("Slicing in all its forms", .enabled(if: Judge.isAvailable, "profiles/ is missing"))
struct SlicingFormTests {
    static let releases: [FHIRRelease] = [.r4, .stu3]

    private func patient(_ identifiers: String...) -> String {
        #"{"resourceType":"Patient","identifier":[\#(identifiers.joined(separator: ","))]}"#
    }
    private func identifier(_ system: String, _ use: String = "usual", _ value: String = "1") -> String {
        #"{"use":"\#(use)","system":"urn:test:\#(system)","value":"\#(value)"}"#
    }

    @Test("Slices by position take as many items as they may hold", arguments: releases)
    func position(release: FHIRRelease) {
        let definition = profile(
            "p", "Patient",
            #"""
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":{"discriminator":[{"type":"position","path":"$this"}],"rules":"closed","ordered":true}},
            {"id":"Patient.identifier:one","path":"Patient.identifier","sliceName":"one","min":1,"max":"1"},
            {"id":"Patient.identifier:one.system","path":"Patient.identifier.system","fixedUri":"urn:test:a"},
            {"id":"Patient.identifier:two","path":"Patient.identifier","sliceName":"two","min":1,"max":"2"},
            {"id":"Patient.identifier:two.system","path":"Patient.identifier.system","fixedUri":"urn:test:b"}
            """#)
        #expect(errors(patient(identifier("a"), identifier("b")), [definition], release) == [])
        #expect(
            errors(patient(identifier("b"), identifier("b")), [definition], release)
                == ["fixed-value Patient.identifier[0].system"])
        #expect(errors(patient(identifier("a")), [definition], release) == ["slice-min Patient"])
        #expect(
            errors(patient(identifier("a"), identifier("b"), identifier("b"), identifier("b")), [definition], release)
                == ["slice-closed Patient.identifier[3]"])
    }

    @Test("Discriminators below one element are judged together on one of its repetitions", arguments: releases)
    func together(release: FHIRRelease) {
        let definition = profile(
            "p", "Observation",
            #"""
            {"id":"Observation.category","path":"Observation.category","slicing":{"discriminator":[{"type":"value","path":"coding.system"},{"type":"value","path":"coding.code"}],"rules":"open"}},
            {"id":"Observation.category:a","path":"Observation.category","sliceName":"a","min":1,"max":"1"},
            {"id":"Observation.category:a.coding","path":"Observation.category.coding","min":1},
            {"id":"Observation.category:a.coding.system","path":"Observation.category.coding.system","min":1,"fixedUri":"urn:test:s"},
            {"id":"Observation.category:a.coding.code","path":"Observation.category.coding.code","min":1,"fixedCode":"x"}
            """#)
        func observation(_ codings: String) -> String {
            #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"category":[{"coding":[\#(codings)]}]}"#
        }
        let right = #"{"system":"urn:test:s","code":"x"}"#
        #expect(errors(observation(right), [definition], release) == [])
        // System and code on different codings: no coding is the one meant.
        let split = observation(#"{"system":"urn:test:s","code":"y"},{"system":"urn:test:t","code":"x"}"#)
        #expect(errors(split, [definition], release) == ["slice-min Observation"])
        // HL7's validator tests each discriminator apart, and then finds the values of the slice wrong.
        #expect(!errors(split, [definition], release, hl7: true).contains("slice-min Observation"))
    }

    @Test("The default slice takes what no other takes", arguments: releases)
    func otherwise(release: FHIRRelease) {
        let definition = profile(
            "p", "Patient",
            #"""
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"closed"}},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","max":"1"},
            {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:a"},
            {"id":"Patient.identifier:@default","path":"Patient.identifier","sliceName":"@default","max":"1"},
            {"id":"Patient.identifier:@default.use","path":"Patient.identifier.use","min":1,"fixedCode":"secondary"}
            """#)
        #expect(errors(patient(identifier("a"), identifier("z", "secondary")), [definition], release) == [])
        #expect(
            errors(patient(identifier("a"), identifier("z")), [definition], release)
                == ["fixed-value Patient.identifier[1].use"])
        #expect(
            errors(patient(identifier("y", "secondary"), identifier("z", "secondary")), [definition], release)
                == ["slice-max Patient"])
    }

    @Test("Slices of slices of slices", arguments: releases)
    func reslices(release: FHIRRelease) {
        let definition = profile(
            "p", "Patient",
            #"""
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"}},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"open"}},
            {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:a"},
            {"id":"Patient.identifier:a/old","path":"Patient.identifier","sliceName":"a/old","slicing":{"discriminator":[{"type":"value","path":"value"}],"rules":"closed"}},
            {"id":"Patient.identifier:a/old.use","path":"Patient.identifier.use","min":1,"fixedCode":"secondary"},
            {"id":"Patient.identifier:a/old/one","path":"Patient.identifier","sliceName":"a/old/one","min":1,"max":"1"},
            {"id":"Patient.identifier:a/old/one.value","path":"Patient.identifier.value","min":1,"fixedString":"1"}
            """#)
        #expect(errors(patient(identifier("a", "secondary", "1")), [definition], release) == [])
        #expect(errors(patient(identifier("a", "usual", "7")), [definition], release) == ["slice-min Patient"])
        #expect(
            errors(patient(identifier("a", "secondary", "1"), identifier("a", "secondary", "2")), [definition], release)
                == ["slice-closed Patient.identifier[1]"])
    }

    @Test("Without a discriminator, the slice that an item conforms to is the one", arguments: releases)
    func content(release: FHIRRelease) {
        let definition = profile(
            "p", "Patient",
            #"""
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":{"rules":"closed"}},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","min":1,"max":"1"},
            {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:a"},
            {"id":"Patient.identifier:b","path":"Patient.identifier","sliceName":"b","max":"1"},
            {"id":"Patient.identifier:b.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:b"}
            """#)
        #expect(errors(patient(identifier("b"), identifier("a")), [definition], release) == [])
        #expect(
            errors(patient(identifier("a"), identifier("c")), [definition], release)
                == ["slice-closed Patient.identifier[1]"])
        #expect(errors(patient(identifier("b")), [definition], release) == ["slice-min Patient"])
    }
}

@Suite("What profiles ask for", .enabled(if: Judge.isAvailable, "profiles/ is missing"))
struct ProfileFormTests {
    static let releases: [FHIRRelease] = [.r4, .stu3]
    /// 2024-06-01T12:00:00Z.
    private static let now = 1_717_243_200.0

    @Test("Bounds relative to now", arguments: releases)
    func relativeBounds(release: FHIRRelease) {
        let unit = #""system":"http://unitsofmeasure.org""#
        for form in ["minValueQuantity", "minValueDuration"] {
            let definition = profile(
                "p", "Patient",
                #"""
                {"path":"Patient.birthDate","\#(form)":{"value":100,\#(unit),"code":"a"},"maxValueQuantity":{"value":0,\#(unit),"code":"d"}},
                {"path":"Patient.deceased[x]","type":[{"code":"dateTime"}],"\#(form)":{"value":6,\#(unit),"code":"h"}}
                """#)
            func found(_ birth: String, _ death: String) -> [String] {
                errors(
                    #"{"resourceType":"Patient","birthDate":"\#(birth)","deceasedDateTime":"\#(death)"}"#, [definition],
                    release, now: Self.now)
            }
            let death = "2024-06-01T08:00:00+01:00"
            #expect(found("1924-06-01", death) == [])
            #expect(found("1924", death) == [])
            #expect(found("1924-05-31", death) == ["value-below-minimum Patient.birthDate"])
            #expect(found("2024-06-02", death) == ["value-above-maximum Patient.birthDate"])
            #expect(found("2000-02-29", "2024-06-01T06:59:59+01:00") == ["value-below-minimum Patient.deceased"])
        }
    }

    @Test("Bounds beyond all numbers are not judged by, and stop nobody", arguments: releases, ["a", "mo", "d", "s"])
    func boundsBeyondReason(release: FHIRRelease, code: String) {
        let definition = profile(
            "p", "Patient",
            #"""
            {"path":"Patient.birthDate","minValueQuantity":{"value":1e300,"system":"http://unitsofmeasure.org","code":"\#(code)"}},
            {"path":"Patient.photo","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/maxSize","valueDecimal":1e300}]}
            """#)
        #expect(
            errors(
                #"{"resourceType":"Patient","birthDate":"1924-06-01","photo":[{"contentType":"a/b","data":"AAAA"}]}"#,
                [definition], release, now: Self.now) == [])
    }

    @Test("A profile that another imposes", arguments: releases)
    func imposed(release: FHIRRelease) {
        let value = release == .r4 ? "valueCanonical" : "valueUri"
        let imposing = profile(
            "p", "Patient", #"{"path":"Patient"}"#,
            more:
                #""extension":[{"url":"http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile","\#(value)":"https://example.org/q"}],"#
        )
        let other = profile("q", "Patient", #"{"path":"Patient.birthDate","min":1}"#)
        #expect(errors(#"{"resourceType":"Patient","birthDate":"2000"}"#, [imposing, other], release) == [])
        #expect(
            errors(#"{"resourceType":"Patient","active":true}"#, [imposing, other], release) == [
                "cardinality-min Patient"
            ])
    }

    @Test("Obligations and must-support ask nothing of an instance")
    func obligations() {
        let definition = profile(
            "p", "Patient",
            #"{"path":"Patient.birthDate","mustSupport":true,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/obligation","extension":[{"url":"code","valueCode":"SHALL:populate"}]}]}"#
        )
        #expect(errors(#"{"resourceType":"Patient","active":true}"#, [definition], .r4) == [])
    }

    @Test("Profiles named with a release of FHIR", arguments: releases)
    func releaseInName(release: FHIRRelease) {
        func rules(_ version: String, _ type: String) -> [String] {
            let url = "http://hl7.org/fhir/\(version)/StructureDefinition/\(type)"
            return Judge.findings(
                #"{"resourceType":"Patient","meta":{"profile":["\#(url)"]},"active":true}"#, definitions: [],
                release: release
            ).filter { $0.rule.hasPrefix("profile") }.map { "\($0.rule) \($0.severity.code)" }
        }
        let own = release == .r4 ? "4.0" : "3.0"
        #expect(rules(own, "Patient") == [])
        #expect(rules(own, "Observation") == ["profile-wrong-type error"])
        #expect(rules("1.0", "Patient") == ["profile-version information"])
    }

    @Test("Of several profiles that fit, and of several that do not", arguments: releases)
    func several(release: FHIRRelease) {
        func quantity(_ name: String, _ rule: String) -> String {
            """
            {"resourceType":"StructureDefinition","url":"https://example.org/\(name)","name":"T","status":"draft",
            "kind":"complex-type","abstract":false,"type":"Quantity",
            "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Quantity","derivation":"constraint",
            "differential":{"element":[\(rule)]}}
            """
        }
        let type =
            release == .r4
            ? #"{"code":"Quantity","profile":["https://example.org/q1","https://example.org/q2"]}"#
            : #"{"code":"Quantity","profile":"https://example.org/q1"},{"code":"Quantity","profile":"https://example.org/q2"}"#
        let definitions = [
            profile("p", "Observation", #"{"path":"Observation.referenceRange.low","type":[\#(type)]}"#),
            quantity(
                "q1",
                #"{"path":"Quantity.code","min":1},{"path":"Quantity.unit","min":1},{"path":"Quantity.system","min":1}"#
            ),
            quantity("q2", #"{"path":"Quantity.unit","min":1}"#),
        ]
        func found(_ low: String) -> [String] {
            Judge.findings(
                #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"referenceRange":[{"low":\#(low)}]}"#,
                definitions: definitions, profile: "https://example.org/p", release: release, explains: true
            ).filter { $0.rule.hasPrefix("type-profile") || $0.severity >= .error }.map {
                "\($0.rule) \($0.profile ?? "")"
            }
        }
        let both = #"{"value":1,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}"#
        #expect(found(both) == ["type-profile-several https://example.org/p"])
        #expect(found(#"{"value":1,"unit":"kg"}"#) == [])
        // What is told is what the nearest of them lacks.
        #expect(
            found(#"{"value":1}"#) == [
                "cardinality-min https://example.org/q2", "type-profile-none https://example.org/p",
            ])
    }

    @Test("A tighter binding that is met takes back what a looser one says", arguments: releases)
    func tighterBinding(release: FHIRRelease) {
        let set = release == .r4 ? "valueSet" : "valueSetUri"
        func values(_ name: String, _ code: String) -> String {
            #"{"resourceType":"ValueSet","url":"https://example.org/\#(name)","name":"V","status":"active","compose":{"include":[{"system":"urn:test:s","concept":[{"code":"\#(code)"}]}]}}"#
        }
        func definitions(_ strength: String) -> [String] {
            [
                profile(
                    "p", "Observation",
                    #"""
                    {"id":"Observation.method","path":"Observation.method","binding":{"strength":"extensible","\#(set)":"https://example.org/loose"}}
                    """#,
                    more:
                        #""extension":[{"url":"http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile","valueUri":"https://example.org/q"}],"#
                ),
                profile(
                    "q", "Observation",
                    #"{"path":"Observation.method","binding":{"strength":"\#(strength)","\#(set)":"https://example.org/tight"}}"#
                ),
                values("loose", "a"), values("tight", "b"),
            ]
        }
        func rules(_ code: String, _ strength: String) -> [String] {
            Judge.findings(
                #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"method":{"coding":[{"system":"urn:test:s","code":"\#(code)"}]}}"#,
                definitions: definitions(strength), profile: "https://example.org/p", release: release
            ).map(\.rule).filter { $0.hasPrefix("binding") }
        }
        #expect(rules("b", "required") == [])
        #expect(rules("b", "preferred") == ["binding-extensible"])
        #expect(rules("c", "required").sorted() == ["binding-extensible", "binding-required"])
    }

    @Test("Further bindings, and those for some contexts only")
    func furtherBindings() {
        func definition(_ more: String) -> [String] {
            [
                profile(
                    "p", "Observation",
                    #"""
                    {"path":"Observation.method","binding":{"strength":"example","valueSet":"https://example.org/any","extension":[
                    {"url":"http://hl7.org/fhir/tools/StructureDefinition/additional-binding","extension":[
                    {"url":"purpose","valueCode":"required"},{"url":"valueSet","valueCanonical":"https://example.org/set"}\#(more)]}]}}
                    """#),
                #"{"resourceType":"ValueSet","url":"https://example.org/set","name":"V","status":"active","compose":{"include":[{"system":"urn:test:s","concept":[{"code":"a"}]}]}}"#,
            ]
        }
        func found(_ code: String, _ more: String = "") -> [String] {
            errors(
                #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"method":{"coding":[{"system":"urn:test:s","code":"\#(code)"}]}}"#,
                definition(more), .r4)
        }
        #expect(found("a") == [])
        #expect(found("b") == ["binding-required Observation.method"])
        #expect(
            found(
                "b",
                #",{"url":"usage","valueUsageContext":{"code":{"code":"venue"},"valueCodeableConcept":{"text":"x"}}}"#)
                == [])
    }

    @Test("Vital signs are judged by their own profiles, told by their code")
    func vitalSigns() {
        func observation(_ code: String, _ unit: String) -> String {
            #"{"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"\#(code)"}]},"subject":{"reference":"Patient/1"},"effectiveDateTime":"2024-05-01","valueQuantity":{"value":80,"unit":"x","system":"http://unitsofmeasure.org","code":"\#(unit)"}}"#
        }
        #expect(Judge.errors(observation("29463-7", "kg")) == [])
        #expect(Judge.errors(observation("29463-7", "cm")) == ["binding-required Observation.value.code"])
        #expect(Judge.errors(observation("718-7", "cm")) == [])
    }

    @Test("A canonical leads to a definition of the type that is allowed")
    func canonicalTarget() {
        func request(_ canonical: String) -> [String] {
            Judge.errors(
                #"{"resourceType":"ServiceRequest","status":"active","intent":"order","subject":{"reference":"Patient/1"},"instantiatesCanonical":["\#(canonical)"]}"#
            )
        }
        #expect(
            request("http://hl7.org/fhir/ValueSet/administrative-gender")
                == ["canonical-type ServiceRequest.instantiatesCanonical[0]"])
        #expect(request("http://hl7.org/fhir/PlanDefinition/elsewhere") == [])
    }
}

/// What STU3 writes otherwise.
@Suite("STU3's own forms", .enabled(if: Judge.isAvailable, "profiles/ is missing"))
struct STU3FormTests {
    @Test("A choice under the name of one of its types")
    func renamedChoice() {
        let definition = profile(
            "p", "Observation", #"{"id":"Observation.valueQuantity","path":"Observation.valueQuantity","min":1}"#)
        func found(_ value: String) -> [String] {
            errors(
                #"{"resourceType":"Observation","status":"final","code":{"text":"x"}\#(value)}"#, [definition], .stu3)
        }
        #expect(found(#","valueQuantity":{"value":1}"#) == [])
        #expect(!found(#","valueString":"x""#).isEmpty)
        #expect(!found("").isEmpty)
    }

    @Test("Several type entries of one code are alternatives")
    func typeEntries() {
        let definition = profile(
            "p", "Observation",
            #"{"path":"Observation.subject","type":[{"code":"Reference","targetProfile":"http://hl7.org/fhir/StructureDefinition/Patient"},{"code":"Reference","targetProfile":"http://hl7.org/fhir/StructureDefinition/Group"}]}"#
        )
        func found(_ reference: String) -> [String] {
            errors(
                #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"\#(reference)"}}"#,
                [definition], .stu3)
        }
        #expect(found("Patient/1") == [])
        #expect(found("Group/1") == [])
        #expect(found("Device/1") == ["reference-target-type Observation.subject"])
    }

    @Test("Discriminators as bare paths, and an end that is open")
    func bareDiscriminators() {
        let definition = profile(
            "p", "Patient",
            #"""
            {"id":"Patient.identifier","path":"Patient.identifier","slicing":{"discriminator":["system"],"rules":"openAtEnd"}},
            {"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","min":1,"max":"1"},
            {"id":"Patient.identifier:a.system","path":"Patient.identifier.system","min":1,"fixedUri":"urn:test:a"}
            """#)
        func found(_ systems: String...) -> [String] {
            let list = systems.map { #"{"system":"urn:test:\#($0)","value":"1"}"# }.joined(separator: ",")
            return errors(#"{"resourceType":"Patient","identifier":[\#(list)]}"#, [definition], .stu3)
        }
        #expect(found("a", "z") == [])
        #expect(found("z") == ["slice-min Patient"])
        #expect(found("z", "a") == ["slice-open-at-end Patient.identifier[1]"])
    }
}
