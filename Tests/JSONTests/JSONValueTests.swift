import JSON
import TestSupport
import Testing

@Suite("JSON values")
struct JSONValueTests {
    @Test(
        "are written as they were read",
        arguments: [
            "null", "true", "false", "0", "-1.50", "1e-7", "\"\"", "\"a\\\"b\\\\c\\n\"", "[]", "{}",
            "[1,[2],{\"a\":null}]",
            "{\"b\":1,\"a\":{\"c\":[true]}}", "\"é😀\"",
        ])
    func roundTrip(text: String) throws {
        #expect(try JSONValue(parsing: text).text() == text)
    }

    @Test(
        "undo escapes",
        arguments: [
            ("\"\\u00e9\"", "é"), ("\"\\ud83d\\ude00\"", "😀"), ("\"\\/\\b\\f\\r\\t\"", "/\u{8}\u{C}\r\t"),
        ])
    func escapes(text: String, value: String) throws {
        #expect(try JSONValue(parsing: text).string == value)
    }

    @Test(
        "name the place of a fault",
        arguments: [
            ("", 1, 1), ("{\"a\":1,}", 1, 8), ("[1\n,]", 2, 2), ("01", 1, 2), ("1.", 1, 3), ("\"a", 1, 3),
            ("\"\u{1}\"", 1, 2),
            ("{\"a\":1,\"a\":2}", 1, 8), ("[1] x", 1, 5), ("'a'", 1, 1), ("\"\\x\"", 1, 4), ("\"\\ud800\"", 1, 8),
            ("nul", 1, 1),
            ("// c\n1", 1, 1),
        ])
    func faults(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { _ = try JSONValue(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column, "\(error?.description ?? "")")
    }

    @Test("refuse to nest without end")
    func depth() {
        #expect(throws: JSONError.self) {
            _ = try JSONValue(parsing: String(repeating: "[", count: 100_000))
        }
        #expect(throws: Never.self) {
            _ = try JSONValue(parsing: String(repeating: "[", count: 150) + String(repeating: "]", count: 150))
        }
    }

    @Test("refuse bytes that are not UTF-8")
    func encoding() {
        #expect(throws: JSONError.self) { _ = try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test("are changed in place")
    func members() {
        var value: JSONValue = ["a": 1, "b": [true, nil]]
        value["a"] = nil
        value["c"] = "x"
        #expect(value.text() == #"{"b":[true,null],"c":"x"}"#)
        #expect(value["b"]?[0]?.bool == true)
        #expect(value["b"]?[7] == nil)
        #expect(value.text(indent: 2) == "{\n  \"b\": [\n    true,\n    null\n  ],\n  \"c\": \"x\"\n}")
    }
}
