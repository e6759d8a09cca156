import Validation

extension PublishedMutant {
    static let ofGPConnect = ofGPConnectForm + ofGPConnectContent

    /// Mutants of files of GP Connect: the form of elements and values.
    static let ofGPConnectForm: [PublishedMutant] = [
        .init(
            .resourceIDLength, .record,
            [
                (
                    #"<id value="ea2fee8d-ba31-4ad7-a43c-0b320009235b""#,
                    #"<id value="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#
                )
            ]),
        .init(.resourceIDForm, .record, [(#"<id value="ea2fee8d-"#, #"<id value="ea2fee8d_"#)]),
        .init(.profileVersion, .record, [(#"-GPC-Observation-1""#, #"-GPC-Observation-1|9.9.9""#)]),
        .init(.decimalRange, .consultation, [(#"<value value="120"/>"#, #"<value value="1.234567890123456789"/>"#)]),
        .init(.elementIDForm, .record, [(#"<code>"#, #"<code id="a b">"#)]),
        .init(.elementIDDuplicate, .record, [(#"<code>"#, #"<code id="x">"#), (#"<subject>"#, #"<subject id="x">"#)]),
        .init(
            .containedIDDuplicate, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><contained><Organization><id value="org"/><name value="A"/></Organization></contained><contained><Organization><id value="org"/><name value="B"/></Organization></contained><identifier>"#
                ),
                (
                    #"<reference value="Practitioner/39f59e67-d56b-446c-bca9-2c37e7b32c7c""#,
                    ##"<reference value="#org""##
                ),
            ]),
        .init(
            .containedOrphan, .record,
            [
                (
                    #"</meta><identifier>"#,
                    #"</meta><contained><Organization><id value="org"/><name value="A"/></Organization></contained><identifier>"#
                )
            ]),
        .init(
            .securityLabelDuplicate, .record,
            [
                (
                    #"<tag>"#,
                    #"<security><system value="http://hl7.org/fhir/v3/Confidentiality"/><code value="R"/></security><security><system value="http://hl7.org/fhir/v3/Confidentiality"/><code value="R"/></security><tag>"#
                )
            ]),
        .init(.profileWrongType, .record, [(#"CareConnect-GPC-Observation-1"#, #"CareConnect-GPC-Patient-1"#)]),
        .init(.profileUnknown, .record, [(#"CareConnect-GPC-Observation-1"#, #"CareConnect-GPC-Observation-9"#)]),
        .init(.cardinalityMin, .record, [(#"<status value="final"/>"#, #""#)]),
        .init(
            .cardinalityMax, .record,
            [(#"<status value="final"/>"#, #"<status value="final"/><status value="final"/>"#)]),
        .init(
            .typeNotAllowed, .consultation, [(#"<valueBoolean value="true"/>"#, #"<valueString value="true"/>"#)],
            also: [.sliceMin]),
        .init(
            .typeNotAllowed, .consultation,
            [
                (
                    #"<valueCodeableConcept><coding><system value="https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-OutcomeOfAttendance-1"/><code value="1"/></coding><text value="Discharged from Consultant's care (last attendance)"/></valueCodeableConcept>"#,
                    #"<valueString value="1"/>"#
                )
            ], also: [.referenceTargetProfile, .sliceMin]),
        .init(
            .sliceMax, .consultation,
            [
                (
                    #"<extension url="BusAckRequested"><valueBoolean value="true"/></extension>"#,
                    #"<extension url="BusAckRequested"><valueBoolean value="true"/></extension><extension url="BusAckRequested"><valueBoolean value="true"/></extension>"#
                )
            ]),
        .init(
            .sliceMin, .consultation,
            [(#"<extension url="BusAckRequested"><valueBoolean value="true"/></extension>"#, #""#)]),
        .init(.fixedValue, .medicines, [(#"<mode value="snapshot""#, #"<mode value="working""#)]),
        .init(
            .invariant, .consultation,
            [(#"<whenHandedOver value="2023-08-08"/>"#, #"<whenHandedOver value="2023-08-01"/>"#)]),
        .init(
            .valueLength, .consultation,
            [
                (
                    #"<valueString value="urn:uuid:59efe993-edfb-4b57-984b-e6dc556d9b6a"/>"#,
                    #"<valueString value="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"/>"#
                )
            ]),
        .init(
            .primitiveEmpty, .record, [(#"<text value="Passive smoker"/>"#, #"<text value=""/>"#)], also: [.invariant]),
        .init(
            .primitiveWhitespace, .record, [(#"<text value="Passive smoker"/>"#, #"<text value="Passive smoker "/>"#)]),
        .init(.booleanForm, .consultation, [(#"<valueBoolean value="true"/>"#, #"<valueBoolean value="yes"/>"#)]),
        .init(.integerForm, .consultation, [(#"<frequency value="1"/>"#, #"<frequency value="one"/>"#)]),
        .init(.integerRange, .consultation, [(#"<frequency value="1"/>"#, #"<frequency value="2147483648"/>"#)]),
        .init(.decimalForm, .consultation, [(#"<value value="120"/>"#, #"<value value="120,5"/>"#)]),
        .init(.dateForm, .consultation, [(#"<birthDate value="1971-08-08"/>"#, #"<birthDate value="1971-02-30"/>"#)]),
        .init(
            .dateTimeForm, .consultation,
            [(#"<effectiveDateTime value="2023-08-08"/>"#, #"<effectiveDateTime value="2023-08-08 10:00"/>"#)]),
        .init(
            .dateTimeZone, .consultation,
            [(#"<effectiveDateTime value="2023-08-08"/>"#, #"<effectiveDateTime value="2023-08-08T10:00:00"/>"#)]),
        .init(
            .dateImplausible, .consultation,
            [(#"<birthDate value="1971-08-08"/>"#, #"<birthDate value="0071-08-08"/>"#)]),
        .init(.instantForm, .record, [(#"2023-07-04T13:23:00.1516395+00:00"#, #"2023-07-04"#)]),
        .init(.timeForm, .record, [(#"</performer>"#, #"</performer><valueTime value="25:00:00"/>"#)]),
        .init(
            .codeForm, .record, [(#"<code value="social-context"/>"#, #"<code value="social  context"/>"#)],
            also: [.codeUnknown]),
        .init(.idForm, .record, [(#"<meta>"#, #"<meta><versionId value="1_2"/>"#)]),
        .init(.oidForm, .record, [(#"https://identifiers.provider.test/observation"#, #"urn:oid:1.a"#)]),
        .init(.uuidForm, .record, [(#"https://identifiers.provider.test/observation"#, #"urn:uuid:53fefa32"#)]),
        .init(
            .uriForm, .record,
            [(#"https://identifiers.provider.test/observation"#, #"https://identifiers.provider.test/an observation"#)]),
        .init(
            .base64Form, .consultation,
            [
                (
                    #"<prefix value="Dr"/></name>"#,
                    #"<prefix value="Dr"/></name><photo><contentType value="image/png"/><data value="aGVsbG8*"/></photo>"#
                )
            ]),
        .init(
            .base64Whitespace, .consultation,
            [
                (
                    #"<prefix value="Dr"/></name>"#,
                    #"<prefix value="Dr"/></name><photo><contentType value="image/png"/><data value="aGVs bG8="/></photo>"#
                )
            ]),
        .init(
            .attachmentSize, .consultation,
            [
                (
                    #"<prefix value="Dr"/></name>"#,
                    #"<prefix value="Dr"/></name><photo><contentType value="image/png"/><data value="aGVsbG8="/><size value="6"/></photo>"#
                )
            ]),
        .init(
            .stringHidden, .record, [(#"<text value="Passive smoker"/>"#, #"<text value="Passive &#x202E;rekoms"/>"#)]),
        .init(.stringMarkup, .record, [(#"<text value="Passive smoker"/>"#, #"<text value="&lt;b>Passive smoker"/>"#)]),
    ]
}
