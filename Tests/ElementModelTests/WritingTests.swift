import ElementModel
import Files
import Record
import TestSupport
import Testing

/// A document as lines that do not depend on how it was written: names, types and values, children in the order of
/// the definitions.
func signature(_ document: Document) -> [String] {
    let view = document.view
    var lines: [String] = []
    func add(_ element: ElementID, _ depth: Int) {
        let record = view[element]
        var line = String(repeating: " ", count: depth) + record.name.text + " " + view.types.text(record.type)
        if record.index >= 0 { line += " \(record.index)" }
        if view.hasValue(element) { line += " = \(view.value(element).text)" }
        lines.append(line)
        var children = Array(view.children(element))
        children.sort { left, right in
            let (a, b) = (view[left], view[right])
            return (a.child.rawValue, left) < (b.child.rawValue, right)
        }
        for child in children { add(child, depth + 1) }
    }
    if document.isReadable { add(.root, 0) }
    return lines
}

/// The first line in which two documents differ.
func difference(_ left: Document, _ right: Document) -> String? {
    let (left, right) = (signature(left), signature(right))
    for (a, b) in zip(left, right) where a.utf8.elementsEqual(b.utf8) == false { return "\(a) ≠ \(b)" }
    return left.count == right.count ? nil : "\(left.count) elements ≠ \(right.count)"
}

@Suite("Writing")
struct WritingTests {
    @Test("JSON comes back as it was, twins and all") func jsonToJSON() {
        let text = """
            {"resourceType":"Patient","id":"a","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},\
            "contained":[{"resourceType":"Observation","status":"final","code":{"text":"a\\nb"},"valueQuantity":{"value":1.50}}],\
            "name":[{"family":"S","given":["A",null,"C"],"_given":[null,{"id":"g"},null]}],\
            "_gender":{"id":"only"},"birthDate":"2000","_birthDate":{"extension":[{"url":"u","valueBoolean":true}]}}
            """
        let document = json(text)
        #expect(document.findings == [])
        #expect(String(decoding: document.json(), as: UTF8.self) == text)
        #expect(signature(Document.read(json: document.json(style: .pretty), release: .r4)) == signature(document))
    }

    @Test("XML has the order of the definitions, attributes and wrapped resources") func jsonToXML() {
        let document = json(
            """
            {"resourceType":"Patient","birthDate":"2000","_birthDate":{"id":"b"},"name":[{"id":"n","given":["A & \\"B\\"\\n"]}],
             "contained":[{"resourceType":"Organization","id":"o"}],"extension":[{"url":"u","valueDecimal":1.00}],"id":"a"}
            """)
        #expect(
            String(decoding: document.xml(), as: UTF8.self)
                == #"<Patient xmlns="http://hl7.org/fhir"><id value="a"/><contained><Organization><id value="o"/></Organization></contained>"#
                + #"<extension url="u"><valueDecimal value="1.00"/></extension>"#
                + ##"<name id="n"><given value="A &amp; &quot;B&quot;&#10;"/></name><birthDate id="b" value="2000"/></Patient>"##
        )
        #expect(
            String(decoding: document.xml(style: .pretty), as: UTF8.self).split(separator: "\n").prefix(5) == [
                #"<Patient xmlns="http://hl7.org/fhir">"#, #"  <id value="a"/>"#, "  <contained>", "    <Organization>",
                #"      <id value="o"/>"#,
            ])
    }

    @Test("A part can be written on its own") func parts() {
        let document = json(
            #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p"}}]}"#
        )
        let view = document.view
        let resource = view.child(view.child(.root, .entry), .resource)
        #expect(String(decoding: view.json(of: resource), as: UTF8.self) == #"{"resourceType":"Patient","id":"p"}"#)
        #expect(
            String(decoding: view.xml(of: resource), as: UTF8.self)
                == #"<Patient xmlns="http://hl7.org/fhir"><id value="p"/></Patient>"#)
        #expect(String(decoding: view.json(of: view.child(.root, .type)), as: UTF8.self) == #""collection""#)
        #expect(view.json(of: .none) == [])
    }

    @Test(
        "A narrative becomes well-formed XML",
        arguments: [
            (
                #"<div xmlns=\"http://www.w3.org/1999/xhtml\">a&nbsp;b</div>"#,
                "<div xmlns=\"http://www.w3.org/1999/xhtml\">a&#160;b</div>"
            ),
            (
                #"<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>\u0000"#,
                "<div xmlns=\"http://www.w3.org/1999/xhtml\">&lt;div xmlns=&quot;http://www.w3.org/1999/xhtml&quot;&gt;a&lt;/div&gt;\u{FFFD}</div>"
            ),
            ("<div>a</div>", "<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>"),
            (
                #"<div xmlns=\"http://www.w3.org/1999/xhtml\">a<br></div>"#,
                "<div xmlns=\"http://www.w3.org/1999/xhtml\">&lt;div xmlns=&quot;http://www.w3.org/1999/xhtml&quot;&gt;a&lt;br&gt;&lt;/div&gt;</div>"
            ),
        ])
    func narrative(text: String, written: String) {
        let document = json(#"{"resourceType":"Patient","text":{"status":"generated","div":"\#(text)"}}"#)
        let back = Document.read(xml: document.xml(), release: .r4)
        #expect(back.findings == [])
        #expect(back.view.value(ElementID(3)).text == written)
    }
}

@Suite("Round trips", .enabled(if: Shared.folder != nil, "needs the shared material"))
struct RoundTripTests {
    /// Examples that are not asked to go round, since they are not FHIR of their release as they stand.
    static let broken: [String: String] = [
        "careconnect.stu3/Audit-Practitioner-Example-1b.json": "has properties that its release does not define",
        "careconnect.stu3/Consent-Example-2.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-EventMessageResponse-Bundle-Example-1a.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-EventMessageResponse-Bundle-Example-1b.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-FailsafeAlert-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-FailsafeAlert-Bundle-Example-3.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-FailsafeAlert-Bundle-Example-4.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-FailsafeAlertNullify-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-PDS-BirthNotification-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "careconnect.stu3/EMS-PDS-PersonDeath-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "fhir.r4.ukcore.stu3.currentbuild/UKCore-Questionnaire-EOLPlan-Example.xml": "has elements out of order",
        "gpc.stu3.fhir-assets/example--gpc-update-record--prsb--info-advice-given.xml": "has elements out of order",
        "gpc.stu3.fhir-assets/example--gpc-update-record--prsb--plan-requested-actions.xml":
            "has elements out of order",
        "gpc.stu3.fhir-assets/example--gpc-update-record--prsb--red-flags.xml": "has elements out of order",
        "gpc.stu3.fhir-assets/gpc-data-model--api-response-payload--medication.json":
            "has single values where arrays must be",
        "gpc.stu3.fhir-assets/medstat.json": "has properties that its release does not define",
        "gpconnect.simulator/conformance.xml": "is a DSTU2 resource",
        "gpconnect.simulator/document_reference_response.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/document_reference_response_gt_5MB.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/full_record.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/org_7_head.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/org_head.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/practitioner_1_head.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/record_26.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/record_28.xml": "is a template with tokens to be replaced",
        "gpconnect.simulator/record_29.xml": "is a template with tokens to be replaced",
        "nhsd.assets.stu3/Audit-Practitioner-Example-1b.json": "has properties that its release does not define",
        "nhsd.assets.stu3/DCH-AdditionalDemographics-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-AssessmentScales-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-BirthDetails-Bundle-Example-1.json": "has numbers in quotes",
        "nhsd.assets.stu3/DCH-DischargeDetails-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-EducationalHistory-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-ExaminationFindings-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-LegalInformation-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-MedicationAdministration-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-Observation-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-ParentGuardianorPersonalComment-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-PersonalContacts-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-ProfessionalContact-Professional-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-ProfessionalContact-Professional-Bundle-Example-1.xml": "has elements out of order",
        "nhsd.assets.stu3/DCH-SafetyAlerts-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/DCH-SocialContextHousehold-Bundle-Example-1.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/ITK-SendPayload-Payload-Removed-Example-1.xml": "has an empty element",
        "nhsd.assets.stu3/RARecord-Flag-1-example-3.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/RARecord-Flag-1-example-4.json": "has the fhir_comments of DSTU2",
        "nhsd.assets.stu3/RARecord-Flag-1-example-6.json": "has the fhir_comments of DSTU2",
        "uk.nhsdigital.pds.r4/Patient-example.json": "has single values where arrays must be",
        "uk.nhsdigital.pds.r4/RelatedPerson-example.json": "has booleans in quotes",
        "uk.nhsdigital.pds.r4/UKCore-Patient-Extension-NHSCommunication-Example.json": "has booleans in quotes",
        "uk.nhsdigital.r4.genomics/Bundle-NonWGSTestOrderForm-FetalScenario-Example.json":
            "has an array where none may be",
        "uk.nhsdigital.r4.genomics/Observation-NoTransfusionProbandFather-Example.json": "has a comma too many",
        "uk.nhsdigital.r4.genomics/Task-NonWGSRareDiseaseTestOrderRejected-FetalScenario-Example.json":
            "has an array where none may be",
        "uk.nhsdigital.scr.r4/Bundle-GP-InitialSummary.xml": "has elements out of order",
        "uk.nhsdigital.scr.r4/Bundle-GP-Summary.xml": "has elements out of order",
        "uk.nhsdigital.scr.r4/Composition-GP-InitialSummary.xml": "has elements out of order",
        "uk.nhsdigital.scr.r4/Composition-GP-Summary.xml": "has elements out of order",
        "uk.nhsdigital.scr.r4/SCR-AuditEvent-Example.xml": "has elements out of order",
        "uk.nhsengland.clinical-observations.r4/Bundle-TotalNews2ScoreAndObservations.json": "has empty objects",
        "uk.nhsengland.pathology.r4/path-R4-example-bundle-urine-MCS-01-report.xml": "has elements out of order",
        "uk.nhsengland.r4/CPIS-Flag-Example.xml": "has elements out of order",
        "uk.nhsengland.r4/Pathology-DiagnosticReport-Lab-Sn-Example.xml": "has elements out of order",
    ]

    @Test("Every example that reads without an error goes round, element for element")
    func examples() throws {
        let reader = DocumentReader()
        var done = 0
        var broken = 0
        for path in Corpus.files("examples") where path.hasSuffix(".json") || path.hasSuffix(".xml") {
            let release = Corpus.release(of: path)
            let first = reader.read(try Files.read(path), release: release)
            let name = path.split(separator: "/").suffix(2).joined(separator: "/")
            // A schema location is lost on the way, and nothing else.
            let hasErrors = first.findings.contains {
                $0.severity >= .error && $0.rule != ReadingRule.attributeUnknown.id
            }
            #expect(hasErrors || RoundTripTests.broken[name] == nil, "\(name)")
            if hasErrors {
                broken += 1
                if RoundTripTests.broken[name] == nil { print("Not listed: \(name) \(first.findings)") }
                continue
            }
            let style: WritingStyle = done % 2 == 0 ? .compact : .pretty
            let other = first.format == .json ? first.xml(style: style) : first.json(style: style)
            let second = reader.read(other, release: release)
            let third = reader.read(
                first.format == .json ? second.json(style: style) : second.xml(style: style), release: release)
            #expect(second.findings == [] && third.findings == [], "\(name)")
            #expect(second.format != first.format && third.format == first.format)
            #expect(difference(first, second) == nil, "\(name)")
            #expect(difference(first, third) == nil, "\(name)")
            done += 1
        }
        // Nearly all of them are sound: a reader that finds fault with more is itself at fault.
        #expect(done > 10 * broken, "\(done) went round, \(broken) did not")
    }
}
