import Testing
import YAML

@Suite("Reading YAML")
struct YAMLReaderTests {
    @Test("yes, no, on and off stay text; true, false and numbers are what they look like")
    func plainScalars() throws {
        let node = try YAMLNode(parsing: "a: yes\nb: off\nc: true\nd: 12\ne: \"12\"\nf: 007\ng:\nh: 1.50\ni: NO\n")
        #expect(node["a"]?.text == "yes")
        #expect(node["a"]?.bool == nil)
        #expect(node["b"]?.text == "off")
        #expect(node["c"]?.bool == true)
        #expect(node["d"]?.int == 12)
        #expect(node["e"]?.int == nil)
        #expect(node["e"]?.text == "12")
        #expect(node["f"]?.isNumber == false)
        #expect(node["g"]?.isNull == true)
        #expect(node["g"]?.text == nil)
        #expect(node["h"]?.isNumber == true)
        #expect(node["i"]?.text == "NO")
    }

    @Test("Every node knows its line and column")
    func positions() throws {
        let node = try YAMLNode(parsing: "a:\n  - one\n  - b: two\n")
        #expect(node["a"]?.items?[0].position == YAMLPosition(line: 2, column: 5))
        #expect(node["a"]?.items?[1]["b"]?.position == YAMLPosition(line: 3, column: 8))
        #expect(node["a"]?.items?[1].members?[0].position == YAMLPosition(line: 3, column: 5))
    }

    @Test("Aliases repeat what their anchor names")
    func aliases() throws {
        let node = try YAMLNode(parsing: "a: &x {k: v}\nb: *x\n")
        #expect(node["b"]?["k"]?.text == "v")
    }

    @Test(
        "What is wrong is said with file, line and column",
        arguments: [
            ("a: 1\na: 2\n", 2, "'a' is given twice"), ("a: [1, 2\n", 2, ""), ("a: *nobody\n", 1, "no anchor"),
            ("a: 1\n---\nb: 2\n", 2, "second document"), ("? [x]\n: 1\n", 1, "a key must be text"),
            ("a: \"\\q\"\n", 1, ""),
        ])
    func errors(text: String, line: Int, words: String) throws {
        let error = #expect(throws: YAMLError.self) { try YAMLNode(parsing: text, file: "pack.yaml") }
        #expect(error?.position.line == line)
        #expect(error?.description.hasPrefix("pack.yaml:\(line):") == true)
        if !words.isEmpty { #expect(error?.message.contains(words) == true) }
    }

    @Test("A file that aliases blow up is refused")
    func aliasBomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        let error = #expect(throws: YAMLError.self) { try YAMLNode(parsing: text) }
        #expect(error?.message.contains("aliases") == true)
    }

    @Test("Deep nesting is refused, not followed until the stack ends")
    func depth() {
        let text = String(repeating: "[", count: 5000)
        #expect(throws: YAMLError.self) { try YAMLNode(parsing: text) }
    }

    @Test("A file that is too large is refused")
    func size() {
        var limits = YAMLLimits()
        limits.bytes = 10
        #expect(throws: YAMLError.self) {
            try YAMLNode(parsing: Array("a: 123456789".utf8), file: "big.yaml", limits: limits)
        }
    }
}
