import Definitions
import ElementModel
import Record
import Terminology
import Units

/// Asking about codes and units, the definitions warm, and reading constraints.
func terminologySuite() -> [Benchmark] {
    func bytes(_ text: String) -> ByteSlice {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: text.utf8.count + 1)
        for (place, byte) in text.utf8.enumerated() { copy[place] = byte }
        return ByteSlice(start: UnsafePointer(copy), count: text.utf8.count)
    }
    func ask(_ name: String, _ code: String, _ work: @escaping (ByteSlice) -> Bool) -> Benchmark {
        let slice = bytes(code)
        return Benchmark(name, expected: 1) { count in
            var found = true
            for _ in 0..<count { found = work(slice) && found }
            return found ? 1 : 0
        }
    }
    var rows = [
        ask("terminology/unit-valid", "mm[Hg]") { UCUM.isValid($0.buffer) },
        ask("terminology/unit-valid-long", "10*3.uL-1/(kg.m2){total}") { UCUM.isValid($0.buffer) },
        ask("terminology/country", "GB") { SpecialCodeSystem.countries.membership(of: $0) == .member },
        ask("terminology/language", "en-GB") { SpecialCodeSystem.languages.membership(of: $0) == .member },
        ask("terminology/snomed-check-digit", "404684003") { SNOMEDIdentifier.problem(in: $0) == nil },
        Benchmark("terminology/unit-convert", expected: 1) { count in
            var found = true
            for _ in 0..<count {
                found = UCUM.convert(Decimal(mantissa: 986, scale: 1), from: "[degF]", to: "Cel") != nil && found
            }
            return found ? 1 : 0
        },
    ]
    guard let profiles = Home.find()?.profiles,
        let context = try? PackageStore(profiles: profiles, cache: nil).context(release: .r4, packages: nil)
    else { return rows }
    let service = TerminologyService(definitions: context)
    func member(_ name: String, _ set: String, _ code: String, _ system: String?) {
        guard let set = service.valueSet(set) else { return }
        let system = system.map(bytes)
        rows.append(ask(name, code) { set.membership(code: $0, system: system).isMember == true })
    }
    member(
        "terminology/member-listed", "http://hl7.org/fhir/ValueSet/administrative-gender", "female",
        "http://hl7.org/fhir/administrative-gender")
    member(
        "terminology/member-filtered", "http://terminology.hl7.org/ValueSet/v3-PurposeOfUse", "TREAT",
        "http://terminology.hl7.org/CodeSystem/v3-ActReason")
    member(
        "terminology/member-imported", "http://hl7.org/fhir/ValueSet/all-types", "Patient",
        "http://hl7.org/fhir/resource-types")
    return rows
}
