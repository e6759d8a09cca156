/// Invented resources on which expressions are timed: a Patient of 2.4 kB, an Observation of 1.7 kB and a Bundle of
/// 1 MB with 496 entries, the same shapes as those on which other engines were measured.
enum InventedResources {
    static let given = ["Ada", "Bilal", "Carys", "Dylan", "Esther", "Femi", "Grace", "Harri", "Imani", "Jamie"]
    static let family = [
        "Abara", "Brown", "Cohen", "Davies", "Evans", "Fraser", "Green", "Hughes", "Ismail", "Jones",
    ]

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// A name for a thing that looks like a UUID and is always the same.
    static func urn(_ name: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func next() -> String {
            for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            let text = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        let digits = Array(next() + next())
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return "urn:uuid:\(part(0..<8))-\(part(8..<12))-\(part(12..<16))-\(part(16..<20))-\(part(20..<32))"
    }

    static func patient(_ i: Int) -> String {
        let g = given
        let f = family
        let birthDate = "\(1930 + i % 90)-\(padded(i % 12 + 1, 2))-\(padded(i % 28 + 1, 2))"
        var parts: [String] = []
        parts.append(
            #""resourceType":"Patient","id":"p\#(i)","meta":{"versionId":"\#(i % 7 + 1)","lastUpdated":"2024-03-\#(padded(i % 28 + 1, 2))T10:00:00+00:00","profile":["http://example.org/StructureDefinition/Patient"]}"#
        )
        parts.append(
            #""text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Patient \#(i)</p></div>"}"#
        )
        parts.append(
            #""contained":[{"resourceType":"Organization","id":"surgery","identifier":[{"system":"http://example.org/ods","value":"A\#(padded(i, 5))"}],"name":"Hill Surgery"},{"resourceType":"Practitioner","id":"gp","name":[{"family":"\#(f[i % 10])","given":["\#(g[(i + 3) % 10])"],"prefix":["Dr"]}]}]"#
        )
        parts.append(
            #""extension":[{"url":"http://example.org/ethnic","valueCodeableConcept":{"coding":[{"system":"http://example.org/ethnic-codes","code":"A","display":"Any"}]}},{"url":"http://example.org/residence","extension":[{"url":"status","valueCode":"H"},{"url":"period","valuePeriod":{"start":"2000-01-01"}}]}]"#
        )
        parts.append(
            #""identifier":[{"extension":[{"url":"http://example.org/verified","valueCodeableConcept":{"coding":[{"system":"http://example.org/verify","code":"01"}]}}],"use":"official","system":"http://example.org/number","value":"\#(9_000_000_000 + i)"},{"use":"secondary","system":"http://example.org/hospital","value":"H\#(padded(i, 6))","assigner":{"display":"City Hospital"}}]"#
        )
        parts.append(#""active":true"#)
        parts.append(
            #""name":[{"use":"official","family":"\#(f[i % 10])","given":["\#(g[i % 10])","\#(g[(i * 3 + 1) % 10])"],"prefix":["Mx"],"period":{"start":"1980-01-01"}},{"use":"usual","given":["\#(g[i % 10].prefix(3))"]},{"use":"maiden","family":"\#(f[(i + 5) % 10])","given":["\#(g[i % 10])"],"period":{"end":"2002"}}]"#
        )
        parts.append(
            #""telecom":[{"system":"phone","value":"01632 \#(960_000 + i % 1000)","use":"home","rank":1},{"system":"phone","value":"+44 7700 \#(900_000 + i % 1000)","use":"mobile","rank":2},{"system":"email","value":"p\#(i)@example.org"}]"#
        )
        parts.append(
            #""gender":"\#(["female", "male", "other", "unknown"][i % 4])","birthDate":"\#(birthDate)","_birthDate":{"extension":[{"url":"http://example.org/birth-time","valueDateTime":"1970-01-01T10:20:30Z"}]}"#
        )
        parts.append(
            #""address":[{"use":"home","line":["\#(i) High Street","Village"],"city":"Town","postalCode":"ZZ99 3VZ","period":{"start":"2011-05-01"}}]"#
        )
        parts.append(
            #""maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M","display":"Married"}]}"#
        )
        parts.append(
            #""contact":[{"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0131","code":"N"}]}],"name":{"family":"\#(f[i % 10])","given":["Sam"]},"telecom":[{"system":"phone","value":"01632 960999"}]}]"#
        )
        parts.append(
            #""communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"cy"}]},"preferred":true}]"#)
        parts.append(
            ##""generalPractitioner":[{"reference":"#gp","display":"Own doctor"}],"managingOrganization":{"reference":"#surgery"}"##
        )
        return "{" + parts.joined(separator: ",") + "}"
    }

    static func quantity(_ value: Int) -> String {
        #"{"value":\#(value),"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}"#
    }

    static func observation(_ i: Int, subject: String = "Patient/p1") -> String {
        let components = [("8480-6", "Systolic", 120), ("8462-4", "Diastolic", 80)].map { code, display, value in
            #"{"code":{"coding":[{"system":"http://loinc.org","code":"\#(code)","display":"\#(display)"}]},"valueQuantity":\#(quantity(value + i % 9))}"#
        }
        var parts: [String] = []
        parts.append(
            #""resourceType":"Observation","id":"o\#(i)","meta":{"versionId":"1","lastUpdated":"2024-03-01T10:00:00.000Z"},"status":"final""#
        )
        parts.append(
            #""contained":[{"resourceType":"Device","id":"cuff","identifier":[{"system":"http://example.org/device","value":"d\#(i)"}]}]"#
        )
        parts.append(#""extension":[{"url":"http://example.org/note","valueString":"left arm"}]"#)
        parts.append(
            #""category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs","display":"Vital Signs"}]}]"#
        )
        parts.append(
            #""code":{"coding":[{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure panel"},{"system":"http://snomed.info/sct","code":"75367002","display":"Blood pressure"}],"text":"Blood pressure"}"#
        )
        parts.append(
            #""subject":{"reference":"\#(subject)","display":"Somebody"},"effectiveDateTime":"2024-02-\#(padded(i % 28 + 1, 2))T09:30:00Z","issued":"2024-02-28T10:00:00.000Z","performer":[{"reference":"Practitioner/gp1"}]"#
        )
        parts.append(
            ##""valueQuantity":\##(quantity(93 + i % 9)),"interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"N"}]}],"note":[{"text":"Seated, rested"}],"device":{"reference":"#cuff"}"##
        )
        parts.append(
            #""referenceRange":[{"low":\#(quantity(60)),"high":\#(quantity(110)),"text":"usual"}],"component":[\#(components.joined(separator: ","))]"#
        )
        return "{" + parts.joined(separator: ",") + "}"
    }

    static func bundle(patients: Int = 124) -> String {
        var entries: [String] = []
        for n in 0..<patients {
            let address = urn("patient/\(n)")
            entries.append(#"{"fullUrl":"\#(address)","resource":\#(patient(n))}"#)
            for k in 0..<3 {
                entries.append(
                    #"{"fullUrl":"\#(urn("observation/\(n)/\(k)"))","resource":\#(observation(n * 3 + k, subject: address))}"#
                )
            }
        }
        return
            #"{"resourceType":"Bundle","id":"b1","type":"collection","timestamp":"2024-03-01T00:00:00Z","entry":[\#(entries.joined(separator: ","))]}"#
    }
}
