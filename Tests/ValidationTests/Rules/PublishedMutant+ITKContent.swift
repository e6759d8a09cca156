import Validation

extension PublishedMutant {
    /// Mutants of files of ITK3: what elements say and where references lead.
    static let ofITKContent: [PublishedMutant] = [
        .init(
            .identifierSystem, .discharge,
            [(#"<system value="https://tools.ietf.org/html/rfc4122"/><value"#, #"<system value="discharges"/><value"#)]),
        .init(
            .identifierURIValue, .response,
            [(#"<identifier><value"#, #"<identifier><system value="urn:ietf:rfc:3986"/><value"#)]),
        .init(.identifierURISystem, .discharge, [(#"434f40c3-de6c-435a-914d-fb274b9a5e99"#, #"17"#)]),
        .init(
            .nhsNumber, .response,
            [
                (
                    #"<identifier><value value="9918442c-deb0-44d0-bd80-741016eabba2""#,
                    #"<identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="9000000008""#
                )
            ]),
        .init(
            .odsCode, .response,
            [
                (
                    #"<identifier><value value="9918442c-deb0-44d0-bd80-741016eabba2""#,
                    #"<identifier><system value="https://fhir.nhs.uk/Id/ods-organization-code"/><value value="not an ODS code""#
                )
            ]),
        .init(
            .extensionUnknown, .response,
            [
                (
                    #"</extension><event>"#,
                    #"</extension><extension url="https://fhir.test/absent"><valueString value="x"/></extension><event>"#
                )
            ]),
        .init(
            .extensionURLMissing, .response,
            [(#"</extension><event>"#, #"</extension><extension><valueString value="x"/></extension><event>"#)],
            also: [.cardinalityMin]),
        .init(
            .extensionURLRelative, .response,
            [
                (
                    #"</extension><event>"#,
                    #"</extension><extension url="remark"><valueString value="x"/></extension><event>"#
                )
            ]),
        .init(
            .extensionContext, .response,
            [
                (
                    #"</extension><event>"#,
                    #"</extension><extension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-OutcomeOfAttendance-1"><valueCodeableConcept><coding><system value="https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-OutcomeOfAttendance-1"/><code value="1"/></coding></valueCodeableConcept></extension><event>"#
                )
            ]),
        .init(
            .extensionUndefinedPart, .response,
            [
                (
                    #"<extension url="InfAckRequested"><valueBoolean value="true"/></extension>"#,
                    #"<extension url="InfAckRequested"><valueBoolean value="true"/></extension><extension url="Other"><valueBoolean value="true"/></extension>"#
                )
            ]),
        .init(
            .modifierUnknown, .response,
            [
                (
                    #"<event>"#,
                    #"<modifierExtension url="https://fhir.test/absent"><valueString value="x"/></modifierExtension><event>"#
                )
            ]),
        .init(
            .referenceEmpty, .discharge,
            [
                (
                    #"<individual><reference value="urn:uuid:c6d67f90-7b84-4462-ab33-3777c56afd4a"/>"#,
                    #"<individual id="p">"#
                )
            ], also: [.bundleEntryUnreachable, .cardinalityMin, .invariant]),
        .init(
            .referenceForm, .response,
            [
                (
                    #"<reference value="urn:uuid:1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/>"#,
                    #"<reference value="Practitioner"/>"#
                )
            ], also: [.bundleEntryUnreachable]),
        .init(
            .referenceUnresolvedContained, .response,
            [
                (
                    #"<reference value="urn:uuid:1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/>"#,
                    ##"<reference value="#absent"/>"##
                )
            ], also: [.bundleEntryUnreachable, .invariant]),
        .init(
            .referenceTargetType, .response,
            [
                (
                    #"<reference value="urn:uuid:1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/>"#,
                    #"<reference value="urn:uuid:f19e4165-b379-4377-ad43-df65f609eba5"/>"#
                )
            ], also: [.bundleEntryUnreachable]),
        .init(
            .referenceTargetProfile, .response,
            [
                (
                    #"<meta><profile value="https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-ITK-Header-Practitioner-1"/></meta>"#,
                    #""#
                ),
                (
                    #"<identifier><system value="https://fhir.nhs.uk/Id/sds-user-id"/><value value="099945750518"/></identifier>"#,
                    #"<identifier><system value="https://fhir.nhs.uk/Id/sds-user-id"/><value value="099945750518"/></identifier><identifier><system value="https://fhir.nhs.uk/Id/sds-user-id"/><value value="099945750518"/></identifier>"#
                ),
            ]),
        .init(
            .referenceQuery, .response,
            [
                (
                    #"<reference value="urn:uuid:1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/>"#,
                    #"<reference value="Practitioner?identifier=1"/>"#
                )
            ], also: [.bundleEntryUnreachable]),
        .init(
            .bundleFullURLAbsolute, .response,
            [(#"<fullUrl value="urn:uuid:a2a4e566-097f-11e7-93ae-92361f002671"/>"#, #"<fullUrl value="a2a4e566"/>"#)]),
        .init(
            .bundleFullURLMismatch, .response,
            [
                (
                    #"<fullUrl value="urn:uuid:a2a4e566-097f-11e7-93ae-92361f002671"/>"#,
                    #"<fullUrl value="https://fhir.test/MessageHeader/other"/>"#
                )
            ]),
        .init(
            .bundleFullURLWithoutID, .response,
            [
                (
                    #"<fullUrl value="urn:uuid:a2a4e566-097f-11e7-93ae-92361f002671"/>"#,
                    #"<fullUrl value="https://fhir.test/MessageHeader/other"/>"#
                ), (#"<id value="a2a4e566-097f-11e7-93ae-92361f002671"/>"#, #""#),
            ]),
        .init(
            .bundleEntryNotFound, .discharge,
            [
                (
                    #"<reference value="urn:uuid:c8225cc8-8026-466f-80f8-fc2832a4b9d5"/>"#,
                    #"<reference value="urn:uuid:c8225cc9-8026-466f-80f8-fc2832a4b9d5"/>"#
                )
            ], also: [.bundleReferenceNotLocal]),
        .init(
            .bundleEntryUnreachable, .response,
            [
                (
                    #"</Bundle>"#,
                    #"<entry><fullUrl value="urn:uuid:0b6a4d02-94dd-4d8a-8c3f-0d1c6d2f4e11"/><resource><Basic><id value="0b6a4d02-94dd-4d8a-8c3f-0d1c6d2f4e11"/><code><text value="x"/></code></Basic></resource></entry></Bundle>"#
                )
            ]),
        .init(
            .bundleLinkNotAllowed, .response,
            [
                (
                    #"<type value="message"/>"#,
                    #"<type value="message"/><link><relation value="next"/><url value="https://fhir.test/a"/></link>"#
                )
            ], also: [.cardinalityMax]),
        .init(
            .bundleLinkDuplicate, .response,
            [
                (
                    #"<type value="message"/>"#,
                    #"<type value="message"/><link><relation value="self"/><url value="https://fhir.test/a"/></link><link><relation value="self"/><url value="https://fhir.test/b"/></link>"#
                )
            ], also: [.cardinalityMax]),
        .init(.bindingRequired, .response, [(#"<code value="fatal-error"/>"#, #"<code value="grave"/>"#)]),
        .init(
            .bindingRequiredMissing, .response,
            [
                (
                    #"<coding><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1"/><code value="30002"/><display value="Patient not known here. (aka ‘patient record not present in system’)"/></coding>"#,
                    #"<text value="Unknown"/>"#
                )
            ], also: [.cardinalityMin, .referenceTargetProfile]),
        .init(.bindingExtensible, .discharge, [(#"<code value="EMER"/>"#, #"<code value="AMBX"/>"#)]),
        .init(
            .codeUnknown, .discharge, [(#"<code value="PART"/>"#, #"<code value="XXX"/>"#)], also: [.bindingExtensible]),
        .init(.displayWrong, .response, [(#"<display value="ITK Response"/>"#, #"<display value="All is well"/>"#)]),
        .init(
            .codingWithoutSystem, .discharge,
            [(#"<system value="http://snomed.info/sct"/><code value="29857009"/>"#, #"<code value="29857009"/>"#)]),
        .init(
            .systemRelative, .discharge,
            [(#"<system value="http://hl7.org/fhir/v3/ParticipationType"/>"#, #"<system value="participation"/>"#)],
            also: [.bindingExtensible]),
        .init(
            .systemIsValueSet, .discharge,
            [
                (
                    #"<system value="http://hl7.org/fhir/v3/ParticipationType"/>"#,
                    #"<system value="http://hl7.org/fhir/ValueSet/encounter-participant-type"/>"#
                )
            ], also: [.bindingExtensible]),
        .init(.snomedCheckDigit, .discharge, [(#"29857009"#, #"29857008"#)]),
        .init(.unitInvalid, .discharge, [(#"<code value="mg"/>"#, #"<code value="milligrams"/>"#)]),
        .init(
            .narrativeForm, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<text><status value="generated"/><div><p>x</p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ], also: [.invariant], reader: ["xml-namespace"]),
        .init(
            .narrativeElement, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><script>x</script><p>x</p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ], also: [.invariant]),
        .init(
            .narrativeAttribute, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x">x</p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ], also: [.invariant]),
        .init(
            .narrativeLink, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    ##"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p><a href="#end">x</a></p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"##
                )
            ]),
        .init(
            .narrativeLanguage, .response,
            [
                (#"ITK-MessageHeader-2"/></meta>"#, #"ITK-MessageHeader-2"/></meta><language value="en"/>"#),
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml" lang="cy"><p>x</p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                ),
            ]),
        .init(
            .extensionVersion, .response,
            [(#"Extension-ITK-MessageHandling-2""#, #"Extension-ITK-MessageHandling-2|1.0""#)],
            also: [.fixedValue, .sliceMin]),
        .init(
            .extensionNotModifier, .discharge,
            [
                (
                    #"</extension><identifier><system value="https://tools.ietf.org/html/rfc4122"/><value value="ff84120c"#,
                    #"</extension><modifierExtension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-OutcomeOfAttendance-1"><valueCodeableConcept><coding><system value="https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-OutcomeOfAttendance-1"/><code value="1"/></coding></valueCodeableConcept></modifierExtension><identifier><system value="https://tools.ietf.org/html/rfc4122"/><value value="ff84120c"#
                )
            ]),
        .init(
            .invariantUndecided, .discharge, [(#"<verificationStatus value="confirmed"/>"#, #""#)],
            also: [.cardinalityMin]),
        .init(
            .referenceUnresolved, .response,
            [
                (
                    #"f19e4165-b379-4377-ad43-df65f609eba5"/></details>"#,
                    #"f19e4165-b379-4377-ad43-df65f609eba5#part"/></details>"#
                )
            ], also: [.bundleEntryUnreachable]),
        .init(
            .bundleEntryFirstType, .response, [(#"<type value="message"/>"#, #"<type value="document"/>"#)],
            also: [.bundleDocumentDate, .fixedValue, .invariant]),
        .init(
            .bundleEntryReferenceBase, .response,
            [
                (#"<fullUrl value="urn:uuid:a2a4e566-097f-11e7-93ae-92361f002671"/>"#, #""#),
                (
                    #"<reference value="urn:uuid:1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/>"#,
                    #"<reference value="Practitioner/7"/>"#
                ),
            ], also: [.bundleEntryUnreachable]),
        .init(
            .bundleReferenceNotLocal, .response,
            [(#"<reference value="urn:uuid:f19e4165-"#, #"<reference value="urn:uuid:f19e4166-"#)],
            also: [.bundleEntryUnreachable]),
        .init(
            .bundleReferenceNearMiss, .response,
            [
                (
                    #"<reference value="urn:uuid:1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/>"#,
                    #"<reference value="Practitioner/1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/>"#
                )
            ], also: [.bundleEntryUnreachable]),
        .init(
            .bundleReferenceAmbiguous, .response,
            [
                (
                    #"</Bundle>"#,
                    #"<entry><fullUrl value="urn:uuid:1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/><resource><Basic><id value="1f0f66e6-f3b9-4092-a493-d635dbf4dacf"/><code><text value="x"/></code></Basic></resource></entry></Bundle>"#
                )
            ], also: [.bundleEntryUnreachable, .invariant]),
        .init(
            .bindingMaximum, .response,
            [
                (
                    #"ITK-MessageHeader-2"/></meta>"#,
                    #"ITK-MessageHeader-2"/></meta><language value="english-language-of-us"/>"#
                )
            ], also: [.bindingExtensible]),
        .init(.bindingUndecided, .discharge, [(#"<code value="1077031000000103"/>"#, #"<code value="29857009"/>"#)]),
        .init(
            .narrativeImage, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    ##"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>x<img src="#absent" alt="x"/></p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"##
                )
            ]),
        .init(
            .narrativeAddress, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p><a href="">x</a></p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ]),
        .init(
            .narrativeNesting, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p><p>x</p></p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ]),
        .init(
            .narrativeIDDuplicate, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p id="a">x</p><p id="a">y</p></div></text><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ]),
        .init(
            .extensionRelease, .response,
            [
                (
                    #"</extension><event>"#,
                    #"</extension><extension url="http://hl7.org/fhir/9.9/StructureDefinition/extension-Patient.animal"><valueString value="x"/></extension><event>"#
                )
            ]),
        .init(
            .resourceIDMissing, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<contained><Organization><name value="A"/></Organization></contained><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ]),
        .init(
            .bundleFullURLCanonical, .response,
            [
                (
                    #"</Bundle>"#,
                    #"<entry><fullUrl value="http://fhir.test/letters"/><resource><ValueSet><id value="v"/><url value="http://fhir.test/letters"/><status value="draft"/></ValueSet></resource></entry></Bundle>"#
                )
            ], also: [.bundleEntryUnreachable, .invariant]),
    ]
}
