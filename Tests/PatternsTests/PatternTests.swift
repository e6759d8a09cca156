import Patterns
import Testing

@Suite struct PatternTests {
    let matcher = PatternMatcher()

    @Test(
        "A pattern is looked for anywhere, or must cover the whole text",
        arguments: [
            ("b+", false, "abbc", Pattern.Answer.match), ("b+", true, "abbc", .noMatch), ("a|ab", true, "ab", .match),
            ("^$", false, "", .match), ("é", false, "café", .match), (".", true, "é", .match),
            ("x", false, "abc", .noMatch),
        ])
    func match(_ text: String, _ whole: Bool, _ subject: String, _ answer: Pattern.Answer) throws {
        let pattern = try Pattern(text, options: whole ? .whole : [])
        #expect(matcher.matches(pattern, subject) == answer)
    }

    @Test("A broken pattern says where it breaks") func broken() {
        let failure = #expect(throws: Pattern.Failure.self) { try Pattern("(a|b") }
        #expect(failure?.offset == 4)
        #expect(failure?.message.contains("parenthesis") == true)
    }

    @Test("Endless backtracking ends undecided, within a blink", .timeLimit(.minutes(1))) func bounded() throws {
        let pattern = try Pattern("^(a+)+$")
        #expect(matcher.matches(pattern, String(repeating: "a", count: 40) + "b") == .limit)
    }

    @Test("Bytes that are no UTF-8 are not decided") func notUTF8() throws {
        let pattern = try Pattern("a")
        let bytes: [UInt8] = [0x61, 0xFF]
        #expect(bytes.withUnsafeBufferPointer { matcher.matches(pattern, $0) } == .limit)
    }

    @Test("Every match is replaced, with groups") func replace() throws {
        let pattern = try Pattern("(?<day>[0-9]+)/([0-9]+)")
        func replaced(_ text: String, _ with: String) -> String? {
            let result = Array(text.utf8).withUnsafeBufferPointer { text in
                Array(with.utf8).withUnsafeBufferPointer { matcher.replacing(pattern, in: text, with: $0) }
            }
            return result.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(replaced("1/2 and 3/4", "$2-${day}") == "2-1 and 4-3")
        #expect(replaced("nothing", "x") == "nothing")
        #expect(replaced("1/2", String(repeating: "y", count: 2000))?.count == 2000)
    }
}
