import Definitions
import ElementModel
import Files
import Record
import Validation

/// Judging resources, warm: read once, judged again and again, and read and judged together.
func validationSuite() -> [Benchmark] {
    guard let profiles = Home.find()?.profiles, let store = try? PackageStore(profiles: profiles, cache: nil),
        let core = try? store.context(release: .r4, packages: []),
        let all = try? store.context(release: .r4, packages: nil)
    else { return [] }
    let base = Validator(definitions: core)
    let ukCore = Validator(definitions: all)
    let patient = Array(samplePatient.utf8)
    let profile = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"

    func errors(_ findings: [Finding]) -> Int { findings.count { $0.severity >= .error } }
    func judged(_ name: String, _ bytes: [UInt8], by validator: Validator, profiles: [String], target: Double?)
        -> [Benchmark]
    {
        let document = Document.read(bytes, release: .r4)
        let reader = DocumentReader()
        let expected = errors(validator.validate(document, profiles: profiles))
        return [
            Benchmark("validation/\(name)", target: target, expected: expected) { count in
                var found = 0
                for _ in 0..<count { found = errors(validator.validate(document, profiles: profiles)) }
                return found
            },
            Benchmark("validation/read-and-\(name)", expected: expected) { count in
                var found = 0
                for _ in 0..<count {
                    found = errors(validator.validate(reader.read(bytes, release: .r4), profiles: profiles))
                }
                return found
            },
        ]
    }
    var rows = judged("patient-by-r4", patient, by: base, profiles: [], target: 20e-6)
    rows += judged("patient-by-uk-core", patient, by: ukCore, profiles: [profile], target: 40e-6)
    rows += judged("bundle-of-1900", sampleBundle(1900), by: base, profiles: [], target: 0.25)
    rows += sharedExamples(store, core: base)
    return rows
}

/// A patient of the size that people send, made for this measurement.
private let samplePatient = """
    {"resourceType":"Patient","id":"bench","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>Jo Bloggs, born 1 May 1980</p></div>"},
    "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000009"},{"use":"usual","system":"https://example.org/mrn","value":"123456"}],
    "active":true,"name":[{"use":"official","family":"Bloggs","given":["Jo","Alex"],"prefix":["Dr"],"period":{"start":"2001-01-01"}},{"use":"nickname","given":["Joey"]}],
    "telecom":[{"system":"phone","value":"01632 960001","use":"home"},{"system":"email","value":"jo@example.org","use":"work"}],
    "gender":"female","birthDate":"1980-05-01","deceasedBoolean":false,
    "address":[{"use":"home","line":["1 High Street","Little Hamlet"],"city":"Leeds","postalCode":"LS1 1AA","country":"GB"}],
    "contact":[{"name":{"family":"Bloggs","given":["Sam"]},"telecom":[{"system":"phone","value":"01632 960002"}]}],
    "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en-GB"}]},"preferred":true}],
    "generalPractitioner":[{"display":"Dr Example"}],"managingOrganization":{"display":"Example Surgery"}}
    """

/// A collection of patients and their observations, about 6 kB each with its notes.
private func sampleBundle(_ count: Int) -> [UInt8] {
    var text = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
    let note = String(repeating: "The patient was seen and examined. ", count: 120)
    for number in 0..<count {
        if number > 0 { text += "," }
        let base = "https://example.org/fhir"
        if number % 2 == 0 {
            let patient = samplePatient.split(separator: "\n").joined(separator: "\n")
            text +=
                "{\"fullUrl\":\"\(base)/Patient/p\(number)\",\"resource\":"
                + patient.replacing("\"id\":\"bench\"", with: "\"id\":\"p\(number)\"") + "}"
        } else {
            text +=
                "{\"fullUrl\":\"\(base)/Observation/o\(number)\",\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o\(number)\","
                + "\"status\":\"final\",\"code\":{\"text\":\"Body weight\"},\"subject\":{\"reference\":\"Patient/p\(number - 1)\"},"
                + "\"effectiveDateTime\":\"2024-01-01T10:00:00Z\",\"valueQuantity\":{\"value\":70.5,\"unit\":\"kg\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"kg\"},"
                + "\"note\":[{\"text\":\"\(note)\"},{\"text\":\"\(note)\"}]}}"
        }
    }
    return Array((text + "]}").utf8)
}
