import ElementModel
import TestSupport
import Testing

@Suite("The narrative")
struct NarrativeRulesTests {
    static func problems(_ text: String) -> [NarrativeRules.Problem.Kind] {
        var found: [NarrativeRules.Problem.Kind] = []
        Array(text.utf8).withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            NarrativeRules.read(ByteSlice(start: start, count: buffer.count)) { problem in
                found.append(problem.kind)
                return true
            }
        }
        return found
    }

    static func div(_ content: String) -> String { "<div xmlns=\"http://www.w3.org/1999/xhtml\">\(content)</div>" }

    @Test(
        "allows what the specification allows",
        arguments: [
            "text", "<p>a</p>", "<p style='x' title=\"y\">a<br/>b</p>", "<img src='#x' alt='a'/>",
            "<a href='http://x'>a</a>",
            "<table><tr><td colspan='2'>x</td></tr></table>", "&lt;&amp;&#160;&#xA0;", "<!-- c -->x", " <b >x</b >",
            "<img src='data:image/png;base64,AA=='/>", "<p xml:lang='en'>x</p>",
        ])
    func allows(content: String) {
        #expect(Self.problems(Self.div(content)) == [])
    }

    @Test(
        "names what it does not allow",
        arguments: [
            ("<script>x</script>", [.elementNotAllowed]),
            ("<p onclick='x'>x</p>", [.attributeNotAllowed]),
            ("<p href='x'>x</p>", [.attributeNotAllowed]),
            ("<iframe src='x'/>x", [.elementNotAllowed, .attributeNotAllowed]),
            ("<a href=' JavaScript:x'>x</a>", [.unsafeAddress]),
            ("<img src='data:text/html,x'/>", [.unsafeAddress]),
            ("x&nbsp;", [.unknownEntity]),
            ("x & y", [.unknownEntity]),
            ("x<![CDATA[y]]>", [.markupNotAllowed]),
            ("x<?php y?>", [.markupNotAllowed]),
            ("<p a='1'/>x", [.attributeNotAllowed]),
            ("<p id='1' id='2'>x</p>", [.duplicateAttribute]),
            ("", [.noContent]),
            ("  <p> </p>", [.noContent]),
        ] as [(String, [NarrativeRules.Problem.Kind])])
    func refuses(content: String, kinds: [NarrativeRules.Problem.Kind]) {
        #expect(Self.problems(Self.div(content)) == kinds)
    }

    @Test(
        "names what stands in the wrong place",
        arguments: [
            ("<p><div>x</div></p>", [.blockInParagraph]),
            ("<h1><table><tr><td>x</td></tr></table></h1>", [.blockInText]),
            ("<b>x<b>y</b></b>", [.recursion]), ("<br>x</br>", [.notEmpty]), ("<li>x</li>", [.outOfPlace]),
            ("<ul>x<li>y</li></ul>", [.wrongChild]), ("<ul><p>x</p></ul>", [.wrongChild]),
            ("<table><td>x</td></table>", [.outOfPlace]), ("<ul> <li>x<ul><li>y</li></ul></li> </ul>", []),
            ("<table><colgroup><col/></colgroup><tbody><tr><th>x</th><td><p>y</p></td></tr></tbody></table>", []),
            ("<dl><dt>x</dt><dd>y <kbd>z</kbd></dd></dl><address>a<br/>b</address>", []),
            ("<p bgcolor='red'>x</p>", [.attributeDisputed]),
        ] as [(String, [NarrativeRules.Problem.Kind])])
    func nesting(content: String, kinds: [NarrativeRules.Problem.Kind]) {
        #expect(Self.problems(Self.div(content)) == kinds)
    }

    @Test(
        "stops at broken markup",
        arguments: [
            "<p>x", "<p>x</b></p>", "<p x>y</p>", "<p x=1>y</p>", "x<", "<p", "<p a='", "</p>", "x<!-- y",
        ])
    func broken(content: String) {
        #expect(Self.problems(Self.div(content)).contains(.notWellFormed))
    }

    @Test(
        "has one root, a div in the XHTML namespace",
        arguments: [
            ("<div>x</div>", .wrongNamespace), ("<p xmlns='http://www.w3.org/1999/xhtml'>x</p>", .rootNotDiv),
            ("x" + div("y"), .rootNotDiv), (div("x") + div("y"), .rootNotDiv), (" ", .rootNotDiv),
            ("<div xmlns='http://x'>x</div>", .wrongNamespace),
        ] as [(String, NarrativeRules.Problem.Kind)])
    func root(text: String, kind: NarrativeRules.Problem.Kind) {
        #expect(Self.problems(text).contains(kind))
    }

    @Test("does not nest without end")
    func depth() {
        let deep = String(repeating: "<b>", count: 100_000)
        #expect(Self.problems(Self.div(deep)).contains(.tooDeep))
    }

    @Test("tells ids, links and languages")
    func marks() {
        let text =
            "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang='en' xml:lang='en'><a name='n' href='#f'>x</a><p id='i'/></div>"
        var marks: [String] = []
        Array(text.utf8).withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            NarrativeRules.read(ByteSlice(start: start, count: buffer.count), report: { _ in true }) {
                mark, value, onRoot in
                marks.append("\(mark) \(value.text) \(onRoot)")
            }
        }
        #expect(
            marks == ["language en true", "xmlLanguage en true", "id n false", "fragmentLink f false", "id i false"])
    }
}
