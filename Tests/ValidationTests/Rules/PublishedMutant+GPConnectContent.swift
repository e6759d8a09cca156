import Validation

extension PublishedMutant {
    /// Mutants of files of GP Connect: what elements say and where references lead.
    static let ofGPConnectContent: [PublishedMutant] = [
        .init(.identifierSystem, .record, [(#"https://identifiers.provider.test/observation"#, #"observation"#)]),
        .init(
            .identifierURIValue, .record,
            [
                (#"https://identifiers.provider.test/observation"#, #"urn:ietf:rfc:3986"#),
                (#"urn:uuid:ea2fee8d-ba31-4ad7-a43c-0b320009235b"#, #"not a URI"#),
            ]),
        .init(
            .identifierURISystem, .record,
            [
                (#"https://identifiers.provider.test/observation"#, #"https://tools.ietf.org/html/rfc4122"#),
                (#"urn:uuid:ea2fee8d-ba31-4ad7-a43c-0b320009235b"#, #"17"#),
            ]),
        .init(
            .nhsNumber, .record,
            [
                (#"https://identifiers.provider.test/observation"#, #"https://fhir.nhs.uk/Id/nhs-number"#),
                (#"urn:uuid:ea2fee8d-ba31-4ad7-a43c-0b320009235b"#, #"9000000008"#),
            ]),
        .init(.odsCode, .consultation, [(#"FQW30"#, #"not an ODS code"#)]),
        .init(
            .extensionUnknown, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><extension url="https://fhir.test/absent"><valueString value="x"/></extension><identifier>"#
                )
            ]),
        .init(
            .extensionURLMissing, .record,
            [(#"</meta><identifier>"#, #"</meta><extension><valueString value="x"/></extension><identifier>"#)],
            also: [.cardinalityMin]),
        .init(
            .extensionURLRelative, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><extension url="remark"><valueString value="x"/></extension><identifier>"#
                )
            ]),
        .init(
            .extensionContext, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><extension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-OutcomeOfAttendance-1"><valueCodeableConcept><coding><system value="https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-OutcomeOfAttendance-1"/><code value="1"/></coding></valueCodeableConcept></extension><identifier>"#
                )
            ]),
        .init(
            .extensionUndefinedPart, .consultation,
            [
                (
                    #"<extension url="BusAckRequested"><valueBoolean value="true"/></extension>"#,
                    #"<extension url="BusAckRequested"><valueBoolean value="true"/></extension><extension url="Other"><valueBoolean value="true"/></extension>"#
                )
            ]),
        .init(
            .modifierUnknown, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><modifierExtension url="https://fhir.test/absent"><valueString value="x"/></modifierExtension><identifier>"#
                )
            ]),
        .init(
            .referenceEmpty, .record,
            [
                (
                    #"<performer><reference value="Practitioner/39f59e67-d56b-446c-bca9-2c37e7b32c7c"/>"#,
                    #"<performer id="p">"#
                )
            ], also: [.invariant]),
        .init(.referenceForm, .record, [(#"<reference value="Practitioner/39f"#, #"<reference value="39f"#)]),
        .init(
            .referenceUnresolvedContained, .record,
            [(#"Practitioner/39f59e67-d56b-446c-bca9-2c37e7b32c7c"#, #"#absent"#)], also: [.invariant]),
        .init(
            .referenceTargetType, .record,
            [(#"<reference value="Encounter/43b"#, #"<reference value="Organization/43b"#)]),
        .init(
            .referenceTargetProfile, .consultation,
            [
                (#"<profile value="https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"/>"#, #""#),
                (#"<use value="official"/>"#, #"<use value="usual"/>"#),
            ]),
        .init(
            .referenceQuery, .record,
            [(#"Practitioner/39f59e67-d56b-446c-bca9-2c37e7b32c7c"#, #"Practitioner?identifier=1"#)]),
        .init(
            .bundleFullURLAbsolute, .consultation,
            [(#"<fullUrl value="urn:uuid:8bb8867d-44e4-4ddb-9e4d-3e3c4b4631ba"/>"#, #"<fullUrl value="8bb8867d"/>"#)]),
        .init(
            .bundleFullURLMismatch, .consultation,
            [
                (
                    #"<fullUrl value="urn:uuid:8bb8867d-44e4-4ddb-9e4d-3e3c4b4631ba"/>"#,
                    #"<fullUrl value="https://fhir.test/MessageHeader/other"/>"#
                )
            ]),
        .init(
            .bundleFullURLWithoutID, .consultation,
            [
                (
                    #"<fullUrl value="urn:uuid:8bb8867d-44e4-4ddb-9e4d-3e3c4b4631ba"/>"#,
                    #"<fullUrl value="https://fhir.test/MessageHeader/other"/>"#
                ), (#"<id value="8bb8867d-44e4-4ddb-9e4d-3e3c4b4631ba"/>"#, #""#),
            ]),
        .init(
            .bundleEntryNotFound, .consultation,
            [
                (
                    #"<reference value="urn:uuid:59efe993-edfb-4b57-984b-e6dc556d9b6a"/></encounter>"#,
                    #"<reference value="urn:uuid:59efe994-edfb-4b57-984b-e6dc556d9b6a"/></encounter>"#
                )
            ], also: [.bundleReferenceNotLocal]),
        .init(
            .bundleEntryUnreachable, .consultation,
            [
                (
                    #"</Bundle>"#,
                    #"<entry><fullUrl value="urn:uuid:0b6a4d02-94dd-4d8a-8c3f-0d1c6d2f4e11"/><resource><Basic><id value="0b6a4d02-94dd-4d8a-8c3f-0d1c6d2f4e11"/><code><text value="x"/></code></Basic></resource></entry></Bundle>"#
                )
            ]),
        .init(
            .bundleDocumentDate, .consultation,
            [
                (
                    #"<lastUpdated value="2023-08-08T09:12:14.2711908+01:00"/><profile value="https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Document-Bundle-1"/>"#,
                    #"<profile value="https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Document-Bundle-1"/>"#
                )
            ]),
        .init(
            .bundleLinkNotAllowed, .consultation,
            [
                (
                    #"<type value="message"/>"#,
                    #"<type value="message"/><link><relation value="next"/><url value="https://fhir.test/a"/></link>"#
                )
            ], also: [.cardinalityMax]),
        .init(
            .bundleLinkDuplicate, .consultation,
            [
                (
                    #"<type value="message"/>"#,
                    #"<type value="message"/><link><relation value="self"/><url value="https://fhir.test/a"/></link><link><relation value="self"/><url value="https://fhir.test/b"/></link>"#
                )
            ], also: [.cardinalityMax]),
        .init(.bindingRequired, .record, [(#"<status value="final"/>"#, #"<status value="done"/>"#)]),
        .init(
            .bindingRequiredMissing, .consultation,
            [
                (
                    #"<coding><system value="https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1"/><code value="01"/><display value="Number present and verified"/></coding>"#,
                    #""#
                )
            ], also: [.referenceTargetProfile]),
        .init(
            .bindingExtensible, .consultation,
            [
                (
                    #"<system value="https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-ParticipantType-1"/>"#,
                    #"<system value="https://fhir.test/codes"/>"#
                )
            ]),
        .init(
            .codeUnknown, .consultation, [(#"<code value="REC"/>"#, #"<code value="XXX"/>"#)],
            also: [.bindingExtensible]),
        .init(
            .displayWrong, .consultation,
            [(#"<display value="ITK Update Record"/>"#, #"<display value="All is well"/>"#)]),
        .init(.codingWithoutSystem, .record, [(#"<system value="http://snomed.info/sct"/>"#, #""#)]),
        .init(.systemRelative, .record, [(#"<system value="http://snomed.info/sct"/>"#, #"<system value="snomed"/>"#)]),
        .init(
            .systemIsValueSet, .record,
            [
                (
                    #"<system value="http://snomed.info/sct"/>"#,
                    #"<system value="http://hl7.org/fhir/ValueSet/observation-codes"/>"#
                )
            ]),
        .init(.snomedCheckDigit, .record, [(#"43381005"#, #"43381006"#)]),
        .init(.unitInvalid, .consultation, [(#"<code value="mm[Hg]"/>"#, #"<code value="mmHg"/>"#)]),
        .init(
            .narrativeForm, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><text><status value="generated"/><div><p>x</p></div></text><identifier>"#
                )
            ], also: [.invariant], reader: ["xml-namespace"]),
        .init(
            .narrativeElement, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><script>x</script><p>x</p></div></text><identifier>"#
                )
            ], also: [.invariant]),
        .init(
            .narrativeAttribute, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x">x</p></div></text><identifier>"#
                )
            ], also: [.invariant]),
        .init(
            .narrativeLink, .record,
            [
                (
                    #"</meta><identifier>"#,
                    ##"</meta><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p><a href="#end">x</a></p></div></text><identifier>"##
                )
            ]),
        .init(
            .narrativeLanguage, .record,
            [
                (#"</meta>"#, #"</meta><language value="en"/>"#),
                (
                    #"<identifier><system"#,
                    #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml" lang="cy"><p>x</p></div></text><identifier><system"#
                ),
            ]),
        .init(
            .bundleLinkDuplicate, .documents,
            [
                (
                    #"<id value="__SSP"#,
                    #"<link><relation value="next"/><url value="https://fhir.test/a"/></link><link><relation value="next"/><url value="https://fhir.test/b"/></link><id value="__SSP"#
                )
            ], also: [.cardinalityMax], reader: ["element-order"]),
        .init(.bundleSearchID, .documents, [(#"<id value="__DOCREF_ID__"></id>"#, #""#)]),
        .init(
            .extensionVersion, .consultation,
            [
                (
                    #"<extension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-OutcomeOfAttendance-1">"#,
                    #"<extension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-OutcomeOfAttendance-1|1.0">"#
                )
            ], also: [.fixedValue, .referenceTargetProfile]),
        .init(
            .extensionNotModifier, .consultation,
            [
                (
                    #"</extension><identifier><system value="https://fhir.provider.example/identifier/encounter""#,
                    #"</extension><modifierExtension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-OutcomeOfAttendance-1"><valueCodeableConcept><coding><system value="https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-OutcomeOfAttendance-1"/><code value="1"/></coding></valueCodeableConcept></modifierExtension><identifier><system value="https://fhir.provider.example/identifier/encounter""#
                )
            ]),
        .init(
            .invariantUndecided, .consultation,
            [(#"<whenPrepared value="2023-08-08"/>"#, #"<whenPrepared value="2023-08-08T10:00:00+01:00"/>"#)]),
        .init(
            .referenceUnresolved, .consultation,
            [
                (
                    #"<reference value="urn:uuid:59efe993-edfb-4b57-984b-e6dc556d9b6a"/></encounter>"#,
                    #"<reference value="urn:uuid:59efe993-edfb-4b57-984b-e6dc556d9b6a#part"/></encounter>"#
                )
            ]),
        .init(
            .referenceTargetUndecided, .consultation,
            [
                (
                    #"<actor><reference value="urn:uuid:40471edc-4514-4a84-8ca0-abfa5c76604b"/>"#,
                    #"<actor><reference value="urn:uuid:aaeba6df-72b8-4723-8525-db2c557cc9c0"/>"#
                )
            ]),
        .init(
            .bundleEntryFirstType, .consultation, [(#"<type value="message"/>"#, #"<type value="document"/>"#)],
            also: [.fixedValue]),
        .init(
            .bundleEntryReferenceBase, .consultation,
            [
                (#"<fullUrl value="urn:uuid:32d0f223-2049-4ccc-8082-6606420df62c"/>"#, #""#),
                (
                    #"<reference value="urn:uuid:40471edc-4514-4a84-8ca0-abfa5c76604b"/></assessor>"#,
                    #"<reference value="Practitioner/7"/></assessor>"#
                ),
            ], also: [.bundleEntryNotFound, .bundleEntryUnreachable, .bundleReferenceNotLocal]),
        .init(
            .bundleReferenceNotLocal, .consultation,
            [
                (
                    #"<reference value="urn:uuid:40471edc-4514-4a84-8ca0-abfa5c76604b"/></assessor>"#,
                    #"<reference value="urn:uuid:40471edd-4514-4a84-8ca0-abfa5c76604b"/></assessor>"#
                )
            ]),
        .init(
            .bundleReferenceNearMiss, .consultation,
            [
                (
                    #"<reference value="urn:uuid:40471edc-4514-4a84-8ca0-abfa5c76604b"/></assessor>"#,
                    #"<reference value="Practitioner/40471edc-4514-4a84-8ca0-abfa5c76604b"/></assessor>"#
                )
            ]),
        .init(
            .bundleReferenceAmbiguous, .consultation,
            [
                (
                    #"</Bundle></resource>"#,
                    #"<entry><fullUrl value="urn:uuid:40471edc-4514-4a84-8ca0-abfa5c76604b"/><resource><Basic><id value="40471edc-4514-4a84-8ca0-abfa5c76604b"/><code><text value="x"/></code></Basic></resource></entry></Bundle></resource>"#
                )
            ], also: [.bundleEntryUnreachable, .invariant]),
        .init(
            .bindingMaximum, .record, [(#"</meta>"#, #"</meta><language value="english-language-of-us"/>"#)],
            also: [.bindingExtensible]),
        .init(.bindingUndecided, .medicines, [(#"<code value="INPR13809NEMIS""#, #"<code value="INPR00000NEMIS""#)]),
        .init(
            .narrativeImage, .record,
            [
                (
                    #"</meta><identifier>"#,
                    ##"</meta><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>x<img src="#absent" alt="x"/></p></div></text><identifier>"##
                )
            ]),
        .init(
            .narrativeAddress, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p><a href="">x</a></p></div></text><identifier>"#
                )
            ]),
        .init(
            .narrativeNesting, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p><p>x</p></p></div></text><identifier>"#
                )
            ]),
        .init(
            .narrativeIDDuplicate, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p id="a">x</p><p id="a">y</p></div></text><identifier>"#
                )
            ]),
        .init(
            .extensionRelease, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><extension url="http://hl7.org/fhir/9.9/StructureDefinition/extension-Patient.animal"><valueString value="x"/></extension><identifier>"#
                )
            ]),
        .init(
            .resourceIDMissing, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><contained><Organization><name value="A"/></Organization></contained><identifier>"#
                )
            ]),
        .init(
            .bundleFullURLCanonical, .consultation,
            [
                (
                    #"</Bundle></resource>"#,
                    #"<entry><fullUrl value="http://fhir.test/letters"/><resource><ValueSet><id value="v"/><url value="http://fhir.test/letters"/><status value="draft"/></ValueSet></resource></entry></Bundle></resource>"#
                )
            ], also: [.bundleEntryUnreachable, .invariant]),
    ]
}
