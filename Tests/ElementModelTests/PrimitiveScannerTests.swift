import ElementModel
import Record
import Testing

@Suite("Primitive scanners")
struct PrimitiveScannerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var kind: PrimitiveKind
        var text: String
        var r4: PrimitiveOutcome
        var stu3: PrimitiveOutcome
        var testDescription: String { "\(kind) \(text)" }
        init(_ kind: PrimitiveKind, _ text: String, _ r4: PrimitiveOutcome, stu3: PrimitiveOutcome? = nil) {
            self.kind = kind
            self.text = text
            self.r4 = r4
            self.stu3 = stu3 ?? r4
        }
    }

    static let cases: [Case] = [
        Case(.boolean, "true", .ok), Case(.boolean, "false", .ok), Case(.boolean, "True", .wrongForm),
        Case(.boolean, "1", .wrongForm), Case(.boolean, "", .empty),
        Case(.integer, "0", .ok), Case(.integer, "-1", .ok), Case(.integer, "2147483647", .ok),
        Case(.integer, "-2147483648", .ok), Case(.integer, "2147483648", .outOfRange),
        Case(.integer, "-2147483649", .outOfRange), Case(.integer, "99999999999999999999999", .outOfRange),
        Case(.integer, "01", .wrongForm), Case(.integer, "+1", .wrongForm), Case(.integer, "1.0", .wrongForm),
        Case(.integer, "-", .wrongForm), Case(.integer, "1 ", .wrongForm),
        Case(.unsignedInt, "0", .ok), Case(.unsignedInt, "-1", .outOfRange), Case(.positiveInt, "1", .ok),
        Case(.positiveInt, "0", .outOfRange),
        Case(.decimal, "1.50", .ok), Case(.decimal, "-0.00", .ok), Case(.decimal, "1e-3", .ok, stu3: .wrongForm),
        Case(.decimal, "1.", .wrongForm), Case(.decimal, ".5", .wrongForm), Case(.decimal, "00.5", .wrongForm),
        Case(.decimal, "1,5", .wrongForm), Case(.decimal, "1e", .wrongForm), Case(.decimal, "-", .wrongForm),
        Case(.string, "a b\n", .edgeSpace), Case(.string, "a\tb", .ok), Case(.string, "  ", .blank),
        Case(.string, "a\u{1}", .controlCharacter), Case(.string, "é", .ok), Case(.markdown, "# a", .ok),
        Case(.code, "a", .ok), Case(.code, "a b", .ok), Case(.code, "a  b", .innerSpace), Case(.code, " a", .edgeSpace),
        Case(.code, "a ", .edgeSpace), Case(.code, " ", .blank),
        Case(.id, "a.B-9", .ok), Case(.id, "a_b", .wrongForm), Case(.id, String(repeating: "a", count: 64), .ok),
        Case(.id, String(repeating: "a", count: 65), .tooLong), Case(.id, "a b", .wrongForm),
        Case(.uri, "http://x/y", .ok), Case(.uri, "http://x y", .innerSpace), Case(.uri, "http://x ", .edgeSpace),
        Case(.uri, "oid:1.2", .withoutPrefix), Case(.uri, "uuid:1", .withoutPrefix), Case(.canonical, "#a", .ok),
        Case(.oid, "urn:oid:1.2.3", .ok), Case(.oid, "urn:oid:3.2", .wrongForm, stu3: .ok),
        Case(.oid, "urn:oid:1", .wrongForm, stu3: .ok), Case(.oid, "urn:oid:1.02", .wrongForm),
        Case(.oid, "1.2.3", .withoutPrefix), Case(.oid, "urn:oid:1..2", .wrongForm), Case(.oid, "urn:oid:", .wrongForm),
        Case(.uuid, "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", .ok),
        Case(.uuid, "urn:uuid:C757873D-ec9a-4326-a141-556f43239520", .wrongForm),
        Case(.uuid, "c757873d-ec9a-4326-a141-556f43239520", .withoutPrefix),
        Case(.uuid, "urn:uuid:c757873dec9a-4326-a141-556f43239520-", .wrongForm),
        Case(.base64Binary, "YWJj", .ok), Case(.base64Binary, "YWI=", .ok), Case(.base64Binary, "YQ==", .ok),
        Case(.base64Binary, "YWJ", .wrongForm), Case(.base64Binary, "YWJ\nj", .innerSpace),
        Case(.base64Binary, "Y===", .wrongForm), Case(.base64Binary, "YW=j", .wrongForm),
        Case(.base64Binary, "YW_j", .wrongForm), Case(.base64Binary, "====", .wrongForm),
        Case(.date, "2020", .ok), Case(.date, "2020-02", .ok), Case(.date, "2020-02-29", .ok),
        Case(.date, "2021-02-29", .impossible), Case(.date, "1900-02-29", .impossible), Case(.date, "2000-02-29", .ok),
        Case(.date, "2020-13", .impossible), Case(.date, "2020-00-10", .impossible),
        Case(.date, "2020-01-00", .impossible),
        Case(.date, "0000", .wrongForm, stu3: .implausible), Case(.date, "-0044", .wrongForm, stu3: .implausible),
        Case(.date, "1799-01-01", .implausible), Case(.date, "2020-1-1", .wrongForm),
        Case(.date, "20200101", .wrongForm),
        Case(.date, "2020-01-01T00:00:00Z", .wrongForm), Case(.date, "2020-", .wrongForm),
        Case(.dateTime, "2020", .ok), Case(.dateTime, "2020-01-01T10:00:00Z", .ok),
        Case(.dateTime, "2020-01-01T10:00:00.123456789+14:00", .ok),
        Case(.dateTime, "2020-01-01T10:00:00", .withoutZone),
        Case(.dateTime, "2020-01-01T10:00Z", .wrongForm), Case(.dateTime, "2020-01T10:00:00Z", .wrongForm),
        Case(.dateTime, "2020-01-01T24:00:00Z", .wrongForm),
        Case(.dateTime, "2020-01-01T10:00:60Z", .ok, stu3: .wrongForm),
        Case(.dateTime, "2020-01-01T10:00:00+14:01", .wrongForm),
        Case(.dateTime, "2020-01-01T10:00:00+1:00", .wrongForm),
        Case(.dateTime, "2020-01-01t10:00:00Z", .wrongForm), Case(.dateTime, "2020-02-30T10:00:00Z", .impossible),
        Case(.dateTime, "2020-01-01T10:00:00Zx", .wrongForm), Case(.dateTime, "2020-01-01T", .wrongForm),
        Case(.instant, "2020-01-01T10:00:00.1Z", .ok), Case(.instant, "2020-01-01", .wrongForm),
        Case(.instant, "2020-01-01T10:00:00", .withoutZone),
        Case(.time, "23:59:59", .ok), Case(.time, "23:59:60", .ok, stu3: .wrongForm), Case(.time, "23:59", .wrongForm),
        Case(.time, "23:59:59Z", .wrongForm), Case(.time, "10:00:00.5", .ok), Case(.time, "10:00:00.", .wrongForm),
    ]

    @Test("Each value has one outcome in each release", arguments: cases)
    func outcome(_ wanted: Case) {
        let bytes = Array(wanted.text.utf8) + [0]
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            let value = ByteSlice(start: start, count: buffer.count - 1)
            #expect(PrimitiveScanner.scan(value, as: wanted.kind, release: .r4) == wanted.r4)
            #expect(PrimitiveScanner.scan(value, as: wanted.kind, release: .stu3) == wanted.stu3)
        }
    }

    @Test("A string may have 1,048,576 characters, however many bytes they take") func length() {
        for (count, outcome) in [(1_048_576, PrimitiveOutcome.ok), (1_048_577, .tooLong)] {
            let bytes = Array(String(repeating: "é", count: count).utf8)
            bytes.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let value = ByteSlice(start: start, count: buffer.count)
                #expect(PrimitiveScanner.scan(value, as: .string, release: .r4) == outcome)
            }
        }
    }
}
