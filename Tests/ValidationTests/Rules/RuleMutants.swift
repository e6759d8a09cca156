import Record
import Testing
import Validation

/// A change that makes a valid resource break one rule.
struct RuleMutant: Sendable, CustomTestStringConvertible {
    /// The releases in which the rule is shown.
    enum Releases: Sendable { case both, r4, stu3 }
    let rule: Rule
    let releases: Releases
    /// The resource that is changed, of ``RuleBases``.
    let base: String
    /// Changes, parted by ` ; `: `/pointer = JSON` sets, `- /pointer` removes.
    let changes: String
    /// Rules that cannot but fail with it.
    let also: [Rule]
    /// The options under which the rule is in force.
    let setting: Setting

    enum Setting: Sendable { case standard, explains, hl7, withoutExamples }

    init(
        _ rule: Rule, _ releases: Releases, _ base: String, _ changes: String, also: [Rule] = [],
        setting: Setting = .standard
    ) {
        self.rule = rule
        self.releases = releases
        self.base = base
        self.changes = changes
        self.also = also
        self.setting = setting
    }
    var testDescription: String { "\(rule.rawValue): \(base), \(changes)" }
}

extension RuleMutant {
    /// For each rule at least one mutant.
    static let all: [RuleMutant] =
        frame + structure + primitives + identity + references + bundles + terminology
        + narrative + questionnaires + conformance + bounds + terminologies + measures + structures

    static let frame: [RuleMutant] = [
        .init(
            .resourceIDLength, .both, "patient",
            ##"/id = "01234567890123456789012345678901234567890123456789012345678901234""##),
        .init(.resourceIDForm, .both, "patient", ##"/id = "p_1""##),
        .init(.elementIDForm, .both, "patient", ##"/name/0/id = "n 1""##),
        .init(.elementIDDuplicate, .both, "patient", ##"/telecom/0/id = "n1""##),
        .init(
            .containedIDDuplicate, .both, "patient",
            ##"/contained/- = {"resourceType": "Organization", "id": "org", "name": "Other"}"##),
        .init(
            .resourceIDMissing, .both, "patient", ##"- /contained/0/id"##,
            also: [.referenceUnresolvedContained, .invariant]),
        .init(.containedOrphan, .both, "patient", ##"- /managingOrganization"##, also: [.invariant]),
        .init(
            .securityLabelDuplicate, .both, "patient",
            ##"/meta/security = [{"system": "http://example.org/labels", "code": "x"}, {"system": "http://example.org/labels", "code": "x"}]"##,
            also: [.bindingExtensible]),
        .init(
            .profileWrongType, .both, "patient",
            ##"/meta/profile = ["http://hl7.org/fhir/StructureDefinition/Observation"]"##),
        .init(
            .profileUnknown, .both, "patient",
            ##"/meta/profile = ["http://example.org/fhir/StructureDefinition/absent"]"##),
        .init(
            .profileBroken, .both, "patient",
            ##"/meta/profile = ["http://example.org/fhir/StructureDefinition/rules-broken"]"##),
    ]

    static let structure: [RuleMutant] = [
        .init(.cardinalityMin, .both, "patient", ##"- /communication/0/language"##),
        .init(.cardinalityMax, .both, "profiled", ##"/name/- = {"text": "Other"}"##),
        .init(.cardinalityMax, .both, "ruled", ##"/bodySite = {"text": "arm"}"##),
        .init(.typeNotAllowed, .both, "ruled", ##"- /valueQuantity ; /valueString = "80 kg""##),
        .init(.typeProfileUnknown, .both, "ruled", ##"/referenceRange/0/high = {"value": 90}"##),
        .init(.typeProfileNone, .both, "ruled", ##"/referenceRange/0/low/code = "m""##, also: [.fixedValue]),
        .init(.sliceMin, .both, "ruled", ##"- /identifier/0"##),
        .init(.sliceMax, .both, "ruled", ##"/identifier/1/system = "http://example.org/first""##),
        .init(.sliceClosed, .both, "ruled", ##"/identifier/1/system = "http://example.org/third""##),
        .init(
            .sliceOrder, .both, "ruled",
            ##"/identifier/0/system = "http://example.org/second" ; /identifier/1/system = "http://example.org/first""##
        ),
        .init(
            .sliceOpenAtEnd, .both, "ruled",
            ##"/component/0 = {"code": {"text": "Other"}, "valueString": "x"} ; /component/1/code = {"coding": [{"system": "http://example.org/tests", "code": "pulse"}]}"##
        ),
        .init(
            .sliceSeveral, .both, "ruled",
            ##"/category/0/coding/- = {"system": "http://example.org/categories", "code": "laboratory"}"##),
        .init(
            .sliceUndecided, .both, "ruled", ##"/performer/0/reference = "Practitioner/elsewhere" ; - /contained/1"##),
        .init(.fixedValue, .both, "ruled", ##"/method/coding/0/code = "guess""##),
        .init(.fixedMissing, .both, "ruled", ##"- /method/coding/0/code"##),
        .init(.fixedExtra, .both, "ruled", ##"/method/text = "By scales""##),
        .init(.patternValue, .both, "ruled", ##"/code/coding/0/code = "height""##),
        .init(.patternMissing, .both, "ruled", ##"- /code/coding/0/code"##),
        .init(.valueBelowMinimum, .both, "ruled", ##"/valueQuantity/value = 9.9"##),
        .init(.valueAboveMaximum, .both, "ruled", ##"/valueQuantity/value = 200.1"##),
        .init(
            .valueBelowMinimum, .both, "ruled",
            ##"/valueQuantity = {"value": 9999, "system": "http://unitsofmeasure.org", "code": "g"}"##),
        .init(.valueNotComparable, .both, "ruled", ##"/valueQuantity/code = "cm""##),
        .init(.valueLength, .both, "ruled", ##"/referenceRange/0/text = "much too long a text""##),
        .init(.valueLengthMinimum, .both, "ruled", ##"/referenceRange/0/text = "u""##),
        .init(.primitiveRegex, .both, "profiled", ##"/name/0/text = "ann""##),
        .init(
            .invariantUndecided, .both, "ruled",
            ##"/referenceRange/0/type = {"coding": [{"system": "http://example.org/fhir/CodeSystem/rules-codes", "code": "a"}]}"##,
            also: [.bindingExtensible]),
        .init(
            .valueAlternatives, .r4, "profiled",
            ##"- /birthDate ; /_birthDate = {"extension": [{"url": "http://example.org/fhir/StructureDefinition/rules-pair", "extension": [{"url": "one", "valueString": "x"}]}]}"##
        ),
        .init(.invariant, .both, "ruled", ##"- /method"##),
        .init(.invariant, .both, "patient", ##"/contact/0 = {"gender": "male"}"##),
    ]

    static let primitives: [RuleMutant] = [
        .init(.primitiveEmpty, .both, "patient", ##"/name/0/family = """##, also: [.invariant]),
        .init(.primitiveWhitespace, .both, "patient", ##"/name/0/family = " Example""##),
        .init(.booleanForm, .both, "xml", ##"<active value="true"/> => <active value="yes"/>"##),
        .init(.integerForm, .both, "patient", ##"/multipleBirthInteger = 1.5"##),
        .init(.integerRange, .both, "patient", ##"/telecom/0/rank = 0"##),
        .init(
            .integerForm, .both, "xml", ##"<multipleBirthInteger value="1"/> => <multipleBirthInteger value="01"/>"##),
        .init(.integerRange, .both, "patient", ##"/multipleBirthInteger = 2147483648"##),
        .init(
            .decimalForm, .both, "xml",
            ##"</Patient> => <contact><extension url="http://example.org/absent"><valueDecimal value="1,5"/></extension><name><text value="Bo"/></name></contact></Patient>"##
        ),
        .init(.idForm, .both, "xml", ##"<versionId value="1"/> => <versionId value="1_2"/>"##),
        .init(.dateForm, .both, "patient", ##"/birthDate = "1980-02-30""##),
        .init(.dateTimeForm, .both, "observation", ##"/effectiveDateTime = "2024-05-01 10:00""##),
        .init(.dateTimeZone, .both, "observation", ##"/effectiveDateTime = "2024-05-01T10:00:00""##),
        .init(.dateImplausible, .both, "patient", ##"/birthDate = "0080-02-28""##),
        .init(.instantForm, .both, "observation", ##"/issued = "2024-05-01""##),
        .init(.timeForm, .both, "observation", ##"/component/0/valueTime = "25:00:00""##),
        .init(
            .codeForm, .both, "observation", ##"/code/coding/0/code = "27113001 ""##,
            also: [.codeUnknown, .snomedCheckDigit]),
        .init(.uuidForm, .both, "patient", ##"/identifier/0/system = "urn:uuid:53fefa32""##),
        .init(.oidForm, .both, "patient", ##"/identifier/0/system = "urn:oid:1.a""##),
        .init(.uriForm, .both, "patient", ##"/identifier/0/system = "http://example.org/a b""##),
        .init(.uriForm, .both, "patient", ##"/identifier/0/system = "oid:1.2.3""##),
        .init(.base64Form, .both, "attachment", ##"/photo/0/data = "aGVsbG8*""##),
        .init(.base64Whitespace, .both, "attachment", ##"/photo/0/data = "aGVs bG8=""##),
        .init(.stringControl, .both, "patient", ##"/name/0/text = "Ann\u0007""##),
        .init(.stringHidden, .both, "patient", ##"/name/0/text = "Ann\u202Eelpmaxe""##),
        .init(.stringMarkup, .both, "patient", ##"/name/0/text = "Ann <script>x</script>""##),
        .init(.markdownMarkup, .both, "parameter", ##"/description = "By <b>name</b>""##),
        .init(.attachmentSize, .both, "attachment", ##"/photo/0/size = 6"##),
        .init(.attachmentWithoutContent, .both, "attachment", ##"/photo/0 = {"language": "en"}"##),
    ]

    static let identity: [RuleMutant] = [
        .init(
            .canonicalAbsolute, .r4, "answers", ##"/questionnaire = "Questionnaire/q1""##,
            also: [.answerQuestionnaireUnknown]),
        .init(
            .canonicalFragment, .r4, "answers", ##"/questionnaire = "#absent""##, also: [.answerQuestionnaireUnknown]),
        .init(.identifierSystem, .both, "patient", ##"/identifier/0/system = "nhs-number""##),
        .init(.identifierURIValue, .both, "patient", ##"/identifier/1/value = "not a uri""##),
        .init(
            .identifierURISystem, .both, "patient", ##"/identifier/0/system = "https://tools.ietf.org/html/rfc4122""##),
        .init(.nhsNumber, .both, "patient", ##"/identifier/0/value = "9000000008""##),
        .init(.odsCode, .both, "practitioner", ##"/identifier/0/value = "not an ODS code""##),
        .init(
            .extensionUnknown, .both, "patient",
            ##"/extension = [{"url": "http://fhir.test/absent", "valueString": "x"}]"##),
        .init(
            .extensionURLMissing, .both, "patient", ##"/extension = [{"valueString": "x"}]"##, also: [.cardinalityMin]),
        .init(.extensionURLRelative, .both, "patient", ##"/extension = [{"url": "remark", "valueString": "x"}]"##),
        .init(
            .extensionContext, .both, "profiled",
            ##"/name/0/extension = [{"url": "http://example.org/fhir/StructureDefinition/rules-pair", "extension": [{"url": "one", "valueString": "x"}]}]"##
        ),
        .init(.extensionContextInvariant, .both, "profiled", ##"- /active"##),
        .init(
            .extensionContextUndecided, .both, "profiled",
            ##"/extension/- = {"url": "http://example.org/fhir/StructureDefinition/rules-odd", "valueString": "x"}"##),
        .init(
            .extensionUndefinedPart, .both, "profiled",
            ##"/extension/1/extension/- = {"url": "two", "valueString": "x"}"##),
        .init(
            .extensionNotModifier, .both, "profiled",
            ##"/modifierExtension/- = {"url": "http://example.org/fhir/StructureDefinition/rules-remark", "valueString": "x"}"##
        ),
        .init(
            .extensionIsModifier, .both, "profiled",
            ##"/extension/- = {"url": "http://example.org/fhir/StructureDefinition/rules-negation", "valueBoolean": true}"##
        ),
        .init(
            .extensionVersion, .both, "profiled",
            ##"/extension/0/url = "http://example.org/fhir/StructureDefinition/rules-remark|1.0""##, also: [.fixedValue]
        ),
        .init(
            .modifierUnknown, .both, "patient",
            ##"/modifierExtension = [{"url": "http://fhir.test/absent", "valueString": "x"}]"##),
        .init(
            .typeNotAllowed, .both, "profiled",
            ##"/extension/0 = {"url": "http://example.org/fhir/StructureDefinition/rules-remark", "valueBoolean": true}"##
        ),
        .init(.cardinalityMin, .both, "profiled", ##"- /extension/0/valueString"##, also: [.invariant]),
        .init(
            .extensionValueType, .both, "profiled",
            ##"/extension/0 = {"url": "http://example.org/fhir/StructureDefinition/rules-remark", "valueBoolean": true}"##,
            also: [.typeNotAllowed], setting: .hl7),
        .init(
            .extensionWithoutValue, .both, "profiled", ##"- /extension/0/valueString"##,
            also: [.cardinalityMin, .invariant], setting: .hl7),
        .init(
            .extensionRelease, .both, "patient",
            ##"/extension = [{"url": "http://hl7.org/fhir/9.9/StructureDefinition/extension-Patient.animal", "valueString": "x"}]"##
        ),
        .init(
            .extensionRelease, .both, "patient",
            ##"/extension = [{"url": "http://hl7.org/fhir/3.0/StructureDefinition/extension-Patient.horns", "valueString": "x"}]"##
        ),
        .init(
            .extensionRelease, .both, "patient",
            ##"/extension = [{"url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.horns", "valueString": "x"}]"##
        ),
    ]

    static let references: [RuleMutant] = [
        .init(.referenceEmpty, .both, "patient", ##"/generalPractitioner/0 = {"id": "x"}"##, also: [.invariant]),
        .init(
            .referenceUnresolved, .both, "collection",
            ##"/entry/0/resource/managingOrganization/reference = "Organization/c#part""##),
        .init(
            .referenceTargetUndecided, .both, "profiled",
            ##"/contained/- = {"resourceType": "Organization", "id": "org", "name": "Clinic"} ; /managingOrganization = {"reference": "#org"}"##
        ),
        .init(.referenceForm, .both, "patient", ##"/generalPractitioner/0/reference = "Practitioner""##),
        .init(.referenceForm, .both, "patient", ##"/generalPractitioner/0/reference = "Practitioner/a b""##),
        .init(
            .referenceUnresolvedContained, .both, "patient", ##"/generalPractitioner/0/reference = "#absent""##,
            also: [.invariant]),
        .init(.referenceTargetType, .both, "patient", ##"/generalPractitioner/0/reference = "Patient/p9""##),
        .init(.referenceTypeMismatch, .r4, "patient", ##"/generalPractitioner/0/type = "Organization""##),
        .init(.referenceTargetProfile, .both, "profiled", ##"- /contained/0/name"##),
        .init(
            .referenceAggregation, .both, "collection",
            ##"/entry/0/resource = {"resourceType": "Observation", "id": "a", "meta": {"profile": ["http://example.org/fhir/StructureDefinition/rules-observation"]}, "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>O</p></div>"}, "identifier": [{"system": "http://example.org/first", "value": "1"}], "status": "final", "code": {"coding": [{"system": "http://example.org/tests", "code": "weight"}]}, "method": {"coding": [{"system": "http://example.org/methods", "code": "scales"}]}, "device": {"reference": "Device/elsewhere"}} ; /entry/0/fullUrl = "https://example.org/fhir/Observation/a""##
        ),
        .init(.referenceQuery, .both, "history", ##"/type = "collection" ; - /entry/0/request"##),
    ]

    static let bundles: [RuleMutant] = [
        .init(
            .bundleEntryFirst, .both, "document", ##"- /entry/0/resource ; - /entry/1 ; - /entry/1"##,
            also: [.invariant, .invariantUndecided]),
        .init(.bundleEntryFirstType, .both, "document", ##"- /entry/0"##, also: [.invariant, .bundleEntryUnreachable]),
        .init(.bundleEntryFullURL, .r4, "search", ##"- /entry/1/fullUrl"##, also: [.bundleReferenceNearMiss]),
        .init(
            .bundleEntryReferenceBase, .both, "search", ##"- /entry/0/fullUrl"##,
            also: [.bundleEntryFullURL, .bundleReferenceNearMiss]),
        .init(
            .bundleFullURLAbsolute, .both, "search", ##"/entry/1/fullUrl = "Organization/c""##,
            also: [.bundleReferenceNearMiss]),
        .init(.bundleFullURLMismatch, .both, "search", ##"/entry/0/fullUrl = "https://example.org/fhir/Patient/b""##),
        .init(
            .bundleFullURLCanonical, .both, "collection",
            ##"/entry/1 = {"fullUrl": "http://example.org/letters", "resource": {"resourceType": "ValueSet", "id": "v", "url": "http://example.org/letters", "status": "draft", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>V</p></div>"}}}"##,
            also: [.invariant]),
        .init(
            .bundleStylesheet, .both, "document", ##"/link = [{"relation": "stylesheet", "url": "Binary/style"}]"##),
        .init(
            .bundleStylesheet, .both, "document",
            ##"/link = [{"relation": "stylesheet", "url": "https://example.org/style.css"}]"##),
        .init(.bundleSearchResource, .both, "search", ##"- /entry/1/resource"##, also: [.invariant]),
        .init(.bundleSearchType, .both, "search", ##"/link/0/url = "https://example.org/fhir/Organization?name=C""##),
        .init(.bundleSearchType, .both, "search", ##"/entry/1/search/mode = "outcome""##),
        .init(.bundleFullURLWithoutID, .both, "collection", ##"- /entry/1/resource/id"##),
        .init(
            .bundleEntryNotFound, .both, "document",
            ##"/entry/0/resource/subject/reference = "https://example.org/fhir/Patient/x""##,
            also: [.bundleEntryUnreachable]),
        .init(
            .bundleReferenceNotLocal, .both, "collection",
            ##"/entry/0/resource/managingOrganization/reference = "urn:uuid:44444444-4444-4444-8444-444444444444""##),
        .init(
            .bundleReferenceNearMiss, .both, "collection",
            ##"/entry/0/resource/managingOrganization/reference = "https://elsewhere.example.org/fhir/Organization/c""##
        ),
        .init(
            .bundleReferenceAmbiguous, .both, "collection",
            ##"/entry/- = {"fullUrl": "https://example.org/fhir/Organization/c", "resource": {"resourceType": "Organization", "id": "c", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>C</p></div>"}, "name": "Other"}}"##,
            also: [.invariant]),
        .init(
            .bundleEntryUnreachable, .both, "document",
            ##"/entry/- = {"fullUrl": "urn:uuid:55555555-5555-4555-8555-555555555555", "resource": {"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>B</p></div>"}, "name": [{"text": "Bo"}]}}"##
        ),
        .init(.bundleDocumentDate, .stu3, "document", ##"- /meta"##),
        .init(.bundleLinkDuplicate, .both, "search", ##"/link/1/relation = "self""##),
        .init(
            .bundleLinkNotAllowed, .both, "collection",
            ##"/link = [{"relation": "next", "url": "https://example.org/fhir?page=2"}]"##),
        .init(.bundleSearchMode, .both, "search", ##"- /entry/0/search"##),
        .init(.bundleSelfLink, .both, "search", ##"- /link/0"##),
        .init(.bundleSearchID, .both, "search", ##"- /entry/1/resource/id"##, also: [.bundleFullURLWithoutID]),
        .init(
            .bundleEntryType, .both, "only",
            ##"/entry/0/resource/resourceType = "Person" ; /entry/0/fullUrl = "https://example.org/fhir/Person/a""##),
        .init(.bundleEntryFirstType, .both, "message", ##"- /entry/0"##, also: [.invariant]),
        .init(
            .signatureForm, .r4, "collection",
            ##"/signature = {"type": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.5"}], "when": "2024-05-01T10:00:00Z", "who": {"display": "Cole"}, "sigFormat": "application/jose", "data": "aGVsbG8="}"##,
            also: [.codeSystemUnknown, .bindingUndecided, .bindingPreferred, .codeUnknown]),
        .init(
            .signatureForm, .stu3, "collection",
            ##"/signature = {"type": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.5"}], "when": "2024-05-01T10:00:00Z", "whoReference": {"display": "Cole"}, "contentType": "application/signature+xml", "blob": "aGVsbG8="}"##,
            also: [.codeSystemUnknown, .bindingUndecided, .bindingPreferred, .codeUnknown]),
        .init(
            .signatureUnverified, .r4, "collection",
            ##"/signature = {"type": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.5"}], "when": "2024-05-01T10:00:00Z", "who": {"display": "Cole"}, "sigFormat": "application/jose", "data": "YS4uYg=="}"##,
            also: [.codeSystemUnknown, .bindingUndecided, .bindingPreferred, .codeUnknown]),
    ]

    static let terminology: [RuleMutant] = [
        .init(.bindingRequired, .both, "patient", ##"/gender = "woman""##),
        .init(
            .bindingRequired, .both, "profiled",
            ##"/maritalStatus/coding/0/code = "z" ; - /maritalStatus/coding/0/display"##),
        .init(.bindingRequiredMissing, .both, "profiled", ##"/maritalStatus = {"text": "married"}"##),
        .init(.bindingExtensible, .both, "profiled", ##"/contact/0/relationship/0/coding/0/code = "b""##),
        .init(
            .bindingMaximum, .both, "profiled", ##"/contact/0/relationship/0/coding/0/code = "z""##,
            also: [.bindingExtensible]),
        .init(
            .bindingPreferred, .r4, "observation",
            ##"/referenceRange = [{"text": "x", "type": {"coding": [{"system": "http://example.org/fhir/CodeSystem/rules-codes", "code": "a"}]}}]"##
        ),
        .init(
            .bindingUndecided, .both, "ruled",
            ##"/referenceRange/0/appliesTo = [{"coding": [{"system": "http://example.org/absent", "code": "x"}]}]"##),
        .init(
            .codeSystemSupplement, .r4, "observation",
            ##"/code/coding/0 = {"system": "http://example.org/fhir/CodeSystem/rules-supplement", "code": "a"}"##),
        .init(
            .valueSetUnknown, .both, "profiled",
            ##"/communication = [{"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "en"}]}}]"##),
        .init(
            .codeSystemUnknown, .both, "observation",
            ##"/code/coding/0 = {"system": "http://example.org/absent", "code": "x"}"##),
        .init(
            .codeUnknown, .both, "observation",
            ##"/code/coding/0 = {"system": "http://example.org/fhir/CodeSystem/rules-codes", "code": "x"}"##),
        .init(.displayWrong, .both, "profiled", ##"/maritalStatus/coding/0/display = "Letter Q""##),
        .init(.codingWithoutSystem, .both, "observation", ##"- /code/coding/0/system"##),
        .init(.systemRelative, .both, "observation", ##"/code/coding/0/system = "snomed""##),
        .init(
            .systemIsValueSet, .both, "observation",
            ##"/code/coding/0 = {"system": "http://example.org/fhir/ValueSet/rules-set", "code": "a"}"##),
        .init(
            .codeInactive, .both, "observation",
            ##"/code/coding/0 = {"system": "http://example.org/fhir/CodeSystem/rules-codes", "code": "old"}"##),
        .init(.snomedCheckDigit, .both, "observation", ##"/code/coding/0/code = "27113002""##),
        .init(.unitInvalid, .both, "observation", ##"/valueQuantity/code = "kilos""##),
    ]

    static let narrative: [RuleMutant] = [
        .init(
            .narrativeForm, .both, "patient", ##"/text/div = "<p xmlns=\"http://www.w3.org/1999/xhtml\">Ann</p>""##,
            also: [.invariant]),
        .init(
            .narrativeElement, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><script>x</script><p>Ann</p></div>""##,
            also: [.invariant]),
        .init(
            .narrativeAttribute, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p onclick=\"x\">Ann</p></div>""##,
            also: [.invariant]),
        .init(
            .narrativeLink, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p id=\"top\"><a href=\"#end\">Ann</a></p></div>""##
        ),
        .init(
            .narrativeImage, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p id=\"top\"><img src=\"#picture\" alt=\"x\"/></p></div>""##
        ),
        .init(
            .narrativeAddress, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><a href=\"http://example.org/a b\">Ann</a></p></div>""##
        ),
        .init(
            .narrativeNesting, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ann<table><tr><td>x</td></tr></table></p></div>""##
        ),
        .init(
            .narrativeIDDuplicate, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p id=\"a\">Ann</p><p id=\"a\">Bo</p></div>""##
        ),
        .init(
            .narrativeTextLink, .both, "patient",
            ##"/text/extension = [{"url": "http://hl7.org/fhir/StructureDefinition/textLink", "extension": [{"url": "htmlid", "valueString": "absent"}, {"url": "data", "valueUri": "#n1"}]}]"##,
            also: [.extensionUnknown, .extensionContext]),
        .init(
            .narrativeLanguageMissing, .both, "profiled",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><div lang=\"en\"><p>Ann</p></div></div>""##),
        .init(
            .narrativeLanguage, .both, "patient",
            ##"/text/div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"cy\"><p>Ann</p></div>""##),
    ]

    static let questionnaires: [RuleMutant] = [
        .init(.questionnaireEnableWhen, .both, "questions", ##"/item/1/enableWhen/0/question = "9""##),
        .init(.questionnaireEnableWhen, .both, "questions", ##"/item/1/enableWhen/0/question = "2""##),
        .init(
            .answerQuestionnaireUnknown, .r4, "answers",
            ##"/questionnaire = "http://example.org/fhir/Questionnaire/absent""##),
        .init(
            .answerQuestionnaireUnknown, .stu3, "answers",
            ##"/questionnaire/reference = "http://example.org/fhir/Questionnaire/absent""##),
        .init(
            .answerQuestionnaireType, .r4, "answers",
            ##"/questionnaire = "http://example.org/fhir/ValueSet/rules-set""##),
        .init(
            .answerItemUnknown, .both, "answers", ##"/item/0/linkId = "drinks""##,
            also: [.answerItemMissing, .answerItemNotEnabled]),
        .init(
            .answerItemUnknown, .both, "answers",
            ##"/item/- = {"linkId": "drinks", "answer": [{"valueBoolean": true}]}"##),
        .init(
            .answerItemOrder, .both, "answers",
            ##"/item/0 = {"linkId": "number", "answer": [{"valueInteger": 20}]} ; /item/1 = {"linkId": "smokes", "answer": [{"valueBoolean": true}]}"##
        ),
        .init(.answerItemMissing, .both, "answers", ##"- /item/0 ; - /item/0"##),
        .init(.answerItemNotEnabled, .both, "answers", ##"/item/0/answer/0/valueBoolean = false"##),
        .init(.answerType, .both, "answers", ##"/item/1/answer/0 = {"valueString": "twenty"}"##),
        .init(.answerGroup, .both, "answers", ##"/item/2/answer = [{"valueString": "x"}]"##, also: [.invariant]),
        .init(
            .answerDisplay, .both, "answers",
            ##"/item/2/item/0 = {"linkId": "hint", "answer": [{"valueString": "x"}]}"##, also: [.answerItemOrder]),
        .init(.answerCount, .both, "answers", ##"/item/1/answer/- = {"valueInteger": 21}"##),
        .init(.answerOption, .both, "answers", ##"/item/2/item/1/answer/0/valueCoding/code = "blue""##),
        .init(.answerBounds, .both, "answers", ##"/item/1/answer/0/valueInteger = 101"##),
        .init(.answerLength, .both, "answers", ##"/item/2/item/0/answer/0/valueString = "much too long""##),
        .init(.answerDecimals, .both, "answers", ##"/item/2/item/2/answer/0/valueDecimal = 80.55"##),
        .init(
            .answerOccurrence, .both, "answers",
            ##"/item/2/item/3 = {"linkId": "pets", "answer": [{"valueString": "a"}, {"valueString": "b"}, {"valueString": "c"}]}"##
        ),
        .init(
            .answerUnit, .both, "answers",
            ##"/item/2/item/3 = {"linkId": "height", "answer": [{"valueQuantity": {"value": 1, "system": "http://unitsofmeasure.org", "code": "m"}}]}"##
        ),
        .init(.answerText, .both, "answers", ##"/item/0/text = "Do you drink?""##),
        .init(
            .answerPattern, .both, "answers",
            ##"/item/2/item/- = {"linkId": "postcode", "answer": [{"valueString": "ab1"}]}"##),
        .init(
            .answerAttachment, .both, "answers",
            ##"/item/2/item/- = {"linkId": "photo", "answer": [{"valueAttachment": {"contentType": "text/plain", "url": "https://example.org/a"}}]}"##
        ),
        .init(.answerAuthored, .both, "answers", ##"/authored = "2019-05-01T10:00:00Z""##),
        .init(.answerItemMissing, .both, "answers", ##"/status = "in-progress" ; - /item/0 ; - /item/0"##),
        .init(
            .questionnaireDerivation, .r4, "questions",
            ##"/derivedFrom = ["http://example.org/fhir/Questionnaire/absent"]"##),
        .init(
            .questionnaireDerivation, .r4, "questions",
            ##"/derivedFrom = ["http://example.org/fhir/Questionnaire/rules-questions"] ; /_derivedFrom = [{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType", "valueCoding": {"system": "http://hl7.org/fhir/questionnaire-derivationType", "code": "compliesWith"}}]}]"##
        ),
        .init(
            .answerReference, .both, "answers", ##"/item/2/item/3/answer/0/valueReference/reference = "Patient/p1""##),
    ]

    static let conformance: [RuleMutant] = [
        .init(.codeSystemCount, .both, "codes", ##"/count = 3"##),
        .init(
            .codeSystemProperty, .r4, "codes", ##"/property/0/uri = "http://hl7.org/fhir/concept-properties#colour""##),
        .init(.valueSetSystem, .both, "set", ##"/compose/include/0/system = "rules-codes""##),
        .init(.valueSetCode, .both, "set", ##"/compose/include/0/concept/0/code = "q""##),
        .init(.conceptMapCode, .both, "map", ##"/group/0/element/0/code = "q""##),
        .init(.searchParameterComponents, .both, "parameter", ##"/type = "composite""##),
        .init(
            .urlExample, .both, "patient", ##"/identifier/0/system = "http://example.org/identifiers""##,
            setting: .withoutExamples),
        .init(
            .sliceApplied, .both, "ruled", ##"/identifier/1/system = "http://example.org/first""##, also: [.sliceMax],
            setting: .explains),
        .init(
            .profileApplied, .both, "patient",
            ##"/meta/profile = ["http://hl7.org/fhir/StructureDefinition/Patient"]"##, setting: .explains),
        .init(.sliceNone, .both, "ruled", ##"/category/- = {"text": "other"}"##, setting: .explains),
        .init(.codingWithoutCode, .both, "observation", ##"- /code/coding/0/code"##, setting: .hl7),
        .init(.expressionInvalid, .both, "parameter", ##"/expression = "Patient.name(""##),
        .init(.expressionDoubtful, .both, "parameter", ##"/expression = "Patient.nam""##),
        .init(
            .structureDefinition, .both, "structure",
            ##"/differential/element/0/slicing = {"discriminator": [{"type": "value", "path": "id"}], "rules": "open"}"##,
            also: [.invariant]),
        .init(
            .searchParameterBase, .both, "parameter",
            ##"/derivedFrom = "http://example.org/fhir/SearchParameter/rules-name" ; /base = ["Patient", "Practitioner"]"##
        ),
        .init(.measureReportScore, .r4, "report", ##"/group/0/measureScore = {"value": 1}"##),
        .init(
            .measureReportGroup, .r4, "report", ##"/group/0/stratifier/0 = {"stratum": [{"value": {"text": "x"}}]}"##),
        .init(.measureLibrary, .r4, "measured", ##"/group/0/stratifier/0/criteria/language = "text/cql""##),
    ]
}
