import Scenarios
import Terminology
import Testing

@Suite("Values of templates")
struct ValuesTests {
    // 2026-07-01T08:30:00Z, summer time.
    let values = Values(
        named: ["patient.id": "42", "alias": "${patient.id}"], seed: 7, scenario: "s", now: 1_782_894_600)

    @Test(
        "Names stand for data, the clock and chance",
        arguments: [
            ("Patient/${patient.id}", "Patient/42"), ("${alias}", "42"), ("no name", "no name"),
            ("${today}", "2026-07-01"),
            ("${today+14d}", "2026-07-15"), ("${now}", "2026-07-01T09:30:00+01:00"),
            ("${utc-1h}", "2026-07-01T07:30:00Z"),
            ("${epoch+300s}", "1782894900"), ("${text:12}", "word1 word2."),
        ])
    func fill(template: String, expected: String) throws {
        #expect(try values.fill(template) == expected)
    }

    @Test("A name that stands for nothing is told", arguments: ["${nobody}", "${now+5x}", "${open"])
    func missing(template: String) {
        #expect(throws: MissingValue.self) { try values.fill(template) }
    }

    @Test("Data that names itself ends")
    func cycle() throws {
        let values = Values(named: ["a": "${b}", "b": "${a}"])
        #expect(try values.fill("${a}").contains("${"))
    }

    @Test("Chance is the same for the same seed, scenario, step and name, and other for any other")
    func uuid() throws {
        let first = try values.fill("${uuid:trace}")
        #expect(first == (try values.fill("${uuid:trace}")))
        #expect(first != (try values.fill("${uuid:other}")))
        var other = values
        other.step = "next"
        #expect(first != (try other.fill("${uuid:trace}")))
        let parts = first.split(separator: "-").map(\.count)
        #expect(parts == [8, 4, 4, 4, 12])
        #expect(first.dropFirst(14).first == "4")
    }

    @Test(
        "The clock of the United Kingdom changes on the last Sundays of March and October",
        arguments: [
            ("2026-03-29T00:59:59Z", "2026-03-29T00:59:59+00:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T02:00:00+01:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25T01:59:59+01:00"),
            ("2026-10-25T01:00:00Z", "2026-10-25T01:00:00+00:00"),
            ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00+00:00"),
        ])
    func summerTime(utc: String, local: String) throws {
        let instant = try #require(Calendar.instant(utc))
        #expect(Calendar.local(instant) == local)
        #expect(Calendar.instant(local) == instant)
        #expect(Calendar.utc(instant) == utc)
    }

    @Test(
        "What is no instant is refused",
        arguments: ["", "2026", "2026-13-01", "2026-01-01T25:00:00Z", "2026-01-01T09:00:00", "x026-01-01"])
    func notAnInstant(text: String) { #expect(Calendar.instant(text) == nil) }

    @Test("NHS numbers are told by their check digit")
    func nhsNumbers() {
        #expect(NHSNumber.isValid("9990000077"))
        for wrong in ["9990000078", "999000007", "99900000777", "999 000 0077", "", "abcdefghij"] {
            #expect(!NHSNumber.isValid(wrong))
        }
    }
}
