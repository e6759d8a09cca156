import Validation

extension PublishedMutant {
    static let ofITK = ofITKForm + ofITKContent

    /// Mutants of files of ITK3: the form of elements and values.
    static let ofITKForm: [PublishedMutant] = [
        .init(
            .resourceIDLength, .response,
            [
                (
                    #"<id value="1727d702-6c9a-4bb9-91a2-4f8034655635""#,
                    #"<id value="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#
                )
            ]),
        .init(.resourceIDForm, .response, [(#"<id value="1727d702-"#, #"<id value="1727d702_"#)]),
        .init(
            .profileVersion, .response,
            [(#"-Response-OperationOutcome-1""#, #"-Response-OperationOutcome-1|9.9.9""#)]),
        .init(.decimalRange, .discharge, [(#"<value value="2.5"/>"#, #"<value value="1.234567890123456789"/>"#)]),
        .init(.elementIDForm, .response, [(#"<event>"#, #"<event id="a b">"#)]),
        .init(
            .elementIDDuplicate, .response, [(#"<event>"#, #"<event id="x">"#), (#"<source>"#, #"<source id="x">"#)]),
        .init(
            .containedIDDuplicate, .discharge,
            [
                (
                    #"<extension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-EmergencyCareDischargeStatus-1">"#,
                    #"<contained><Location><id value="loc"/><name value="A"/></Location></contained><contained><Location><id value="loc"/><name value="B"/></Location></contained><extension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-EmergencyCareDischargeStatus-1">"#
                ),
                (
                    #"<reference value="urn:uuid:d8246f1c-7c03-4771-901b-dee1ee100790"/>"#,
                    ##"<reference value="#loc"/>"##
                ),
            ], also: [.bundleEntryUnreachable]),
        .init(
            .containedOrphan, .response,
            [
                (
                    #"<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#,
                    #"<contained><Organization><id value="org"/><name value="A"/></Organization></contained><extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2">"#
                )
            ]),
        .init(
            .securityLabelDuplicate, .response,
            [
                (
                    #"ITK-MessageHeader-2"/>"#,
                    #"ITK-MessageHeader-2"/><security><system value="http://hl7.org/fhir/v3/Confidentiality"/><code value="R"/></security><security><system value="http://hl7.org/fhir/v3/Confidentiality"/><code value="R"/></security>"#
                )
            ]),
        .init(
            .profileWrongType, .response, [(#"ITK-Response-OperationOutcome-1"#, #"ITK-MessageHeader-2"#)],
            also: [.referenceTargetProfile]),
        .init(.profileUnknown, .response, [(#"ITK-Response-OperationOutcome-1"#, #"ITK-Response-OperationOutcome-9"#)]),
        .init(.cardinalityMin, .response, [(#"<timestamp value="2017-01-23T10:11:15+00:00"/>"#, #""#)]),
        .init(
            .cardinalityMax, .response,
            [
                (
                    #"<timestamp value="2017-01-23T10:11:15+00:00"/>"#,
                    #"<timestamp value="2017-01-23T10:11:15+00:00"/><timestamp value="2017-01-23T10:11:15+00:00"/>"#
                )
            ]),
        .init(
            .typeNotAllowed, .response, [(#"<valueBoolean value="true"/>"#, #"<valueString value="true"/>"#)],
            also: [.sliceMin]),
        .init(
            .typeNotAllowed, .discharge,
            [
                (
                    #"<valueCodeableConcept><coding><system value="http://snomed.info/sct"/><code value="394576009"/><display value="Accident &amp; emergency"/></coding></valueCodeableConcept>"#,
                    #"<valueString value="x"/>"#
                )
            ], also: [.sliceMin]),
        .init(
            .sliceMax, .response,
            [
                (
                    #"<extension url="InfAckRequested"><valueBoolean value="true"/></extension>"#,
                    #"<extension url="InfAckRequested"><valueBoolean value="true"/></extension><extension url="InfAckRequested"><valueBoolean value="true"/></extension>"#
                )
            ]),
        .init(
            .sliceMin, .response,
            [(#"<extension url="InfAckRequested"><valueBoolean value="true"/></extension>"#, #""#)], also: [.invariant]),
        .init(.fixedValue, .discharge, [(#"<title value="Safeguarding"/>"#, #"<title value="Guarding"/>"#)]),
        .init(.sliceClosed, .discharge, [(#"<code value="886931000000107"/>"#, #"<code value="373942005"/>"#)]),
        .init(
            .invariant, .discharge, [(#"<item>"#, #"<deleted value="true"/><item>"#)], also: [.referenceTargetProfile]),
        .init(
            .sliceOpenAtEnd, .response,
            [
                (
                    #"<identifier><system value="https://fhir.nhs.uk/Id/sds-user-id"/><value value="099945750518"/></identifier>"#,
                    #"<identifier><system value="https://fhir.test/staff"/><value value="7"/></identifier><identifier><system value="https://fhir.nhs.uk/Id/sds-user-id"/><value value="099945750518"/></identifier>"#
                )
            ], also: [.referenceTargetProfile]),
        .init(
            .primitiveEmpty, .response, [(#"<family value="Socrates"/>"#, #"<family value=""/>"#)], also: [.invariant]),
        .init(.primitiveWhitespace, .response, [(#"<family value="Socrates"/>"#, #"<family value=" Socrates"/>"#)]),
        .init(.booleanForm, .response, [(#"<valueBoolean value="true"/>"#, #"<valueBoolean value="yes"/>"#)]),
        .init(.integerForm, .discharge, [(#"<frequency value="1"/>"#, #"<frequency value="01"/>"#)]),
        .init(.integerRange, .discharge, [(#"<frequency value="1"/>"#, #"<frequency value="2147483648"/>"#)]),
        .init(.decimalForm, .discharge, [(#"<value value="2.5"/>"#, #"<value value="2,5"/>"#)]),
        .init(.dateForm, .discharge, [(#"<birthDate value=""#, #"<birthDate value="1/"#)]),
        .init(
            .dateTimeForm, .discharge, [(#"<date value="2015-02-12T19:00:00+00:00"/>"#, #"<date value="12/02/2015"/>"#)]
        ),
        .init(
            .dateTimeZone, .discharge,
            [(#"<date value="2015-02-12T19:00:00+00:00"/>"#, #"<date value="2015-02-12T19:00:00"/>"#)]),
        .init(
            .dateImplausible, .discharge,
            [(#"<date value="2015-02-12T19:00:00+00:00"/>"#, #"<date value="0015-02-12T19:00:00+00:00"/>"#)]),
        .init(.instantForm, .response, [(#"2017-01-23T10:11:15+00:00"#, #"2017-01-23"#)]),
        .init(
            .timeForm, .discharge,
            [(#"<periodUnit value="d"/>"#, #"<periodUnit value="d"/><timeOfDay value="25:00:00"/>"#)]),
        .init(
            .codeForm, .discharge, [(#"<code value="29857009"/>"#, #"<code value=" 29857009"/>"#)],
            also: [.snomedCheckDigit]),
        .init(.idForm, .response, [(#"<meta>"#, #"<meta><versionId value="1_2"/>"#)]),
        .init(
            .oidForm, .discharge,
            [(#"<system value="https://tools.ietf.org/html/rfc4122"/><value"#, #"<system value="urn:oid:1.a"/><value"#)]
        ),
        .init(.uuidForm, .response, [(#"<fullUrl value="urn:uuid:a2a4e566-"#, #"<fullUrl value="urn:uuid:A2a4e566-"#)]),
        .init(
            .uriForm, .response, [(#"<endpoint value="1.2.826.0.1285.0.2.0.107"/>"#, #"<endpoint value="urn:of us"/>"#)]
        ),
        .init(
            .base64Form, .response,
            [(#"</name>"#, #"</name><photo><contentType value="image/png"/><data value="aGVsbG8*"/></photo>"#)],
            also: [.cardinalityMax, .referenceTargetProfile]),
        .init(
            .base64Whitespace, .response,
            [(#"</name>"#, #"</name><photo><contentType value="image/png"/><data value="aGVs bG8="/></photo>"#)],
            also: [.cardinalityMax, .referenceTargetProfile]),
        .init(
            .attachmentSize, .response,
            [
                (
                    #"</name>"#,
                    #"</name><photo><contentType value="image/png"/><data value="aGVsbG8="/><size value="6"/></photo>"#
                )
            ], also: [.cardinalityMax, .referenceTargetProfile]),
        .init(.stringHidden, .response, [(#"<family value="Socrates"/>"#, #"<family value="Socr&#x202E;ates"/>"#)]),
        .init(.stringMarkup, .response, [(#"<family value="Socrates"/>"#, #"<family value="&lt;b>Socrates"/>"#)]),
    ]
}
