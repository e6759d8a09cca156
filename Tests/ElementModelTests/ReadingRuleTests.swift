import ElementModel
import Record
import Testing

/// A text with one slip, and where it must be found.
struct SlipCase: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var rule: ReadingRule
    var place: String
    var line = 1
    var column: Int
    /// Elements that are read all the same; 0 where nothing can be.
    var elements: Int
    var testDescription: String { name }
}

@Suite("Slips of JSON")
struct JSONSlipTests {
    static let cases: [SlipCase] = [
        SlipCase(
            name: "text that is not JSON", text: "hello <", rule: .jsonTrailing, place: "", column: 7, elements: 0),
        SlipCase(name: "an empty document", text: "  ", rule: .jsonSyntax, place: "", column: 1, elements: 0),
        SlipCase(
            name: "a missing colon", text: #"{"resourceType" "Patient"}"#, rule: .jsonSyntax, place: "", column: 17,
            elements: 0),
        SlipCase(
            name: "a wrong bracket", text: #"{"resourceType": "Patient", "name": [{]}"#, rule: .jsonSyntax, place: "",
            column: 39, elements: 0),
        SlipCase(
            name: "no resourceType", text: #"{"id": "a"}"#, rule: .resourceTypeMissing, place: "", column: 1,
            elements: 0),
        SlipCase(
            name: "a resourceType that is no string", text: #"{"resourceType": 5}"#, rule: .resourceTypeMissing,
            place: "", column: 18, elements: 0),
        SlipCase(
            name: "an unknown resource", text: #"{"resourceType": "Unicorn"}"#, rule: .resourceUnknown, place: "",
            column: 18, elements: 0),
        SlipCase(
            name: "an unknown contained resource",
            text: #"{"resourceType": "Patient", "contained": [{"resourceType": "Unicorn", "a": 1}]}"#,
            rule: .resourceUnknown, place: "Patient.contained[0]", column: 60, elements: 3),
        SlipCase(
            name: "an abstract resource", text: #"{"resourceType": "Resource"}"#, rule: .resourceUnknown, place: "",
            column: 18, elements: 0),
        SlipCase(
            name: "an unknown property", text: #"{"resourceType": "Patient", "nam": [{"a": "b"}]}"#,
            rule: .propertyUnknown, place: "Patient", column: 29, elements: 3),
        SlipCase(
            name: "a twin of something that is no primitive",
            text: #"{"resourceType": "Patient", "_name": [{"id": "b"}]}"#, rule: .propertyUnknown, place: "Patient",
            column: 29, elements: 3),
        SlipCase(
            name: "a property twice", text: #"{"resourceType": "Patient", "id": "a", "id": "b"}"#,
            rule: .propertyDuplicate, place: "Patient", column: 40, elements: 2),
        SlipCase(
            name: "a twin twice",
            text: #"{"resourceType": "Patient", "_gender": {"id": "a"}, "_gender": {"id": "b"}}"#,
            rule: .propertyDuplicate, place: "Patient", column: 53, elements: 3),
        SlipCase(
            name: "an object where an array must be", text: #"{"resourceType": "Patient", "name": {"family": "S"}}"#,
            rule: .arrayExpected, place: "Patient.name", column: 37, elements: 3),
        SlipCase(
            name: "an array where none may be", text: #"{"resourceType": "Patient", "gender": ["male"]}"#,
            rule: .arrayUnexpected, place: "Patient.gender", column: 39, elements: 2),
        SlipCase(
            name: "a string where an object must be", text: #"{"resourceType": "Patient", "name": ["Smith"]}"#,
            rule: .objectExpected, place: "Patient.name[0]", column: 38, elements: 2),
        SlipCase(
            name: "an object where a value must be", text: #"{"resourceType": "Patient", "gender": {"a": 1}}"#,
            rule: .simpleValueExpected, place: "Patient.gender", column: 39, elements: 2),
        SlipCase(
            name: "a number in quotes", text: #"{"resourceType": "Patient", "multipleBirthInteger": "2"}"#,
            rule: .numberExpected, place: "Patient.multipleBirth", column: 53, elements: 2),
        SlipCase(
            name: "a boolean in quotes", text: #"{"resourceType": "Patient", "active": "true"}"#,
            rule: .booleanExpected, place: "Patient.active", column: 39, elements: 2),
        SlipCase(
            name: "a number where a string must be", text: #"{"resourceType": "Patient", "birthDate": 2000}"#,
            rule: .stringExpected, place: "Patient.birthDate", column: 42, elements: 2),
        SlipCase(
            name: "an empty object", text: #"{"resourceType": "Patient", "maritalStatus": {}}"#, rule: .objectEmpty,
            place: "Patient.maritalStatus", column: 46, elements: 2),
        SlipCase(
            name: "an empty array", text: #"{"resourceType": "Patient", "name": []}"#, rule: .arrayEmpty,
            place: "Patient.name", column: 37, elements: 1),
        SlipCase(
            name: "a comment to the end of the line",
            text: "{\"resourceType\": \"Patient\", // here\n\"id\": \"a\"}", rule: .jsonComment, place: "Patient",
            column: 29, elements: 2),
        SlipCase(
            name: "a comment in a list",
            text: #"{"resourceType": "Patient", "name": [/* none */ {"family": "S"}]}"#, rule: .jsonComment,
            place: "Patient.name", column: 38, elements: 3),
        SlipCase(
            name: "a missing comma between properties", text: "{\"resourceType\": \"Patient\"\n \"id\": \"a\"}",
            rule: .jsonCommaMissing, place: "Patient", line: 2, column: 2, elements: 2),
        SlipCase(
            name: "a missing comma between items",
            text: #"{"resourceType": "Patient", "name": [{"given": ["A" "B"]}]}"#, rule: .jsonItemCommaMissing,
            place: "Patient.name[0].given", column: 53, elements: 4),
        SlipCase(
            name: "a comma at the end of an object", text: #"{"resourceType": "Patient", "id": "a",}"#,
            rule: .jsonCommaExtra, place: "Patient", column: 38, elements: 2),
        SlipCase(
            name: "a comma at the end of an array", text: #"{"resourceType": "Patient", "name": [{"given": ["A",]}]}"#,
            rule: .jsonCommaExtra, place: "Patient.name[0].given", column: 52, elements: 3),
        SlipCase(
            name: "two commas", text: #"{"resourceType": "Patient",, "id": "a"}"#, rule: .jsonCommaExtra,
            place: "Patient", column: 28, elements: 2),
        SlipCase(
            name: "a name without quotes", text: #"{"resourceType": "Patient", id: "a"}"#, rule: .jsonNameQuotes,
            place: "Patient", column: 29, elements: 2),
        SlipCase(
            name: "a name in single quotes", text: #"{"resourceType": "Patient", 'id': "a"}"#, rule: .jsonNameQuotes,
            place: "Patient", column: 29, elements: 2),
        SlipCase(
            name: "a value without quotes", text: #"{"resourceType": "Patient", "gender": male}"#,
            rule: .jsonValueQuotes, place: "Patient", column: 39, elements: 2),
        SlipCase(
            name: "a value in single quotes", text: #"{"resourceType": "Patient", "gender": 'male'}"#,
            rule: .jsonValueQuotes, place: "Patient", column: 39, elements: 2),
        SlipCase(
            name: "null as a value", text: #"{"resourceType": "Patient", "gender": null}"#, rule: .nullUnexpected,
            place: "Patient.gender", column: 39, elements: 1),
        SlipCase(
            name: "null in an array without a twin",
            text: #"{"resourceType": "Patient", "name": [{"given": ["A", null]}]}"#, rule: .nullUnexpected,
            place: "Patient.name[0].given", column: 54, elements: 3),
        SlipCase(
            name: "null where an object must be", text: #"{"resourceType": "Patient", "name": [null]}"#,
            rule: .nullUnexpected, place: "Patient.name", column: 38, elements: 1),
        SlipCase(
            name: "a twin that is no object", text: #"{"resourceType": "Patient", "gender": "male", "_gender": "x"}"#,
            rule: .twinUnexpected, place: "Patient.gender", column: 58, elements: 2),
        SlipCase(
            name: "a number with a leading zero",
            text: #"{"resourceType": "Patient", "multipleBirthInteger": 02}"#, rule: .jsonNumber, place: "Patient",
            column: 53, elements: 2),
        SlipCase(
            name: "an unknown escape", text: #"{"resourceType": "Patient", "id": "a\q"}"#, rule: .jsonEscape,
            place: "Patient", column: 37, elements: 2),
        SlipCase(
            name: "half a surrogate pair", text: #"{"resourceType": "Patient", "id": "\ud800"}"#, rule: .jsonEscape,
            place: "Patient", column: 36, elements: 2),
        SlipCase(
            name: "a line break in a string", text: "{\"resourceType\": \"Patient\", \"id\": \"a\nb\"}",
            rule: .jsonControl, place: "Patient", column: 37, elements: 2),
        SlipCase(
            name: "text behind the resource", text: #"{"resourceType": "Patient", "id": "a"} {}"#, rule: .jsonTrailing,
            place: "", column: 40, elements: 2),
        SlipCase(
            name: "a byte order mark", text: "\u{FEFF}{\"resourceType\": \"Patient\", \"id\": \"a\"}",
            rule: .jsonByteOrderMark, place: "Patient", column: 1, elements: 2),
        SlipCase(
            name: "a place behind characters of several UTF-16 units",
            text: #"{"resourceType": "Patient", "id": "é😀", "x": 1}"#, rule: .propertyUnknown, place: "Patient",
            column: 42, elements: 3),
    ]

    @Test("Each is reported with its place, and reading goes on", arguments: cases)
    func slip(_ wanted: SlipCase) {
        let document = json(wanted.text)
        let finding = document.findings.first { $0.rule == wanted.rule.id }
        #expect(finding != nil, "\(document.findings)")
        #expect(finding?.expression == wanted.place)
        #expect(finding?.line == wanted.line)
        #expect(finding?.column == wanted.column)
        #expect(document.view.count == wanted.elements)
        #expect(document.isReadable == (wanted.elements > 0))
        if wanted.elements > 0 { #expect(document.findings.count == 1, "\(document.findings)") }
        if wanted.elements == 0 { #expect(document.findings.contains { $0.severity == .fatal }) }
    }

    @Test("Several slips are reported one by one, in the order of their places") func several() {
        let document = json(
            """
            {"resourceType": "Patient", // one
              "name": {"family": "Smith",},
              gender: 'male'
              "active": "yes",
              "foo": [], "foo": 1}
            """)
        #expect(
            document.findings.map { "\($0.rule) \($0.line):\($0.column) \($0.expression)" } == [
                "json-comment 1:29 Patient", "array-expected 2:11 Patient.name",
                "json-comma-extra 2:29 Patient.name[0]", "json-name-quotes 3:3 Patient",
                "json-value-quotes 3:11 Patient", "json-comma-missing 4:3 Patient",
                "boolean-expected 4:13 Patient.active", "property-unknown 5:3 Patient",
                "property-duplicate 5:14 Patient",
            ])
        #expect(document.view.value(document.view.child(.root, .gender)) == "male")
    }

    @Test("A text that is cut off has one fatal finding, wherever it is cut") func truncated() {
        let text =
            #"{"resourceType": "Patient", "id": "a", "name": [{"family": "S\u00e9", "given": ["A"]}], "active": true}"#
        for count in 1..<text.utf8.count {
            let document = Document.read(json: Array(text.utf8.prefix(count)), release: .r4)
            #expect(!document.isReadable)
            #expect(document.findings.map(\.rule) == ["json-truncated"])
            #expect(document.findings.first?.severity == .fatal)
        }
        #expect(json(text).findings.isEmpty)
    }

    @Test("What goes over a limit is undecided, not wrong") func limits() {
        let deep = String(repeating: "[", count: 100_000)
        let document = json(deep)
        #expect(document.findings.map(\.rule) == ["reading-limit"])
        #expect(document.findings.first?.decided == false)
        let long = Document.read(
            json: Array(#"{"resourceType":"Patient"}"#.utf8), release: .r4, limits: ReadingLimits(bytes: 10))
        #expect(long.findings.map(\.rule) == ["reading-limit"])
        let many = Document.read(
            json: Array("{\"resourceType\":\"Patient\"\(String(repeating: ",\"foo\":1", count: 50))}".utf8),
            release: .r4, limits: ReadingLimits(findings: 5))
        #expect(many.findings.count == 6)
        #expect(many.findings.last?.rule == "reading-limit")
    }

    @Test("Comments may be allowed") func comments() {
        let reader = DocumentReader(allowsComments: true)
        let document = reader.read(
            Array("/* a */ {\"resourceType\": \"Patient\", // b\n\"id\": \"a\"}".utf8), release: .r4)
        #expect(document.findings == [])
        #expect(document.view.count == 2)
    }

    @Test("Findings never repeat values") func privacy() {
        let document = json(
            #"{"resourceType": "Patient", "active": "SECRET", "gender": SECRET, "birthDate": 5, "name": "SECRET"}"#)
        #expect(document.findings.count == 5)
        for finding in document.findings { #expect(!finding.message.contains("SECRET")) }
    }

    @Test("STU3 and R4 know different elements") func releases() {
        let text = #"{"resourceType": "Patient", "animal": {"species": {"text": "cat"}}}"#
        #expect(json(text, release: .stu3).findings.isEmpty)
        #expect(json(text, release: .r4).findings.map(\.rule) == ["property-unknown"])
    }

    @Test(
        "A name that is not known comes with what was probably meant",
        arguments: [
            (#"{"resourceType":"Patient","brithDate":"2000"}"#, "Did you mean birthDate?"),
            (#"{"resourceType":"Patient","Gender":"male"}"#, "Did you mean gender?"),
            (#"{"resourceType":"Patient","animal":{"id":"a"}}"#, "STU3 has it: is this the right release?"),
            (#"{"resourceType":"Patient","deceased":true}"#, "Its name ends with its type: deceasedBoolean, …."),
            (
                #"{"resourceType":"Patient","fhir_comments":["a"]}"#,
                "Comments in JSON ended with DSTU2: leave them out."
            ),
            (#"{"resourceType":"Pateint"}"#, "Did you mean Patient?"),
            (#"{"resourceType":"ProcedureRequest"}"#, "STU3 has it: is this the right release?"),
            (#"<Patient xmlns="http://hl7.org/fhir"><names><text value="a"/></names></Patient>"#, "Did you mean name?"),
            (#"<Patient xmlns="http://hl7.org/fhir"><xyz value="a"/></Patient>"#, "not defined for Patient."),
        ])
    func hints(text: String, hint: String) {
        let document = Document.read(Array(text.utf8), release: .r4)
        #expect(document.findings.first?.message.hasSuffix(hint) == true, "\(document.findings)")
    }

    @Test("A resource's name may be written with escapes") func escapedType() {
        #expect(outline(json(#"{"resourceType":"Pati\u0065nt"}"#)) == ["Patient Patient"])
    }

    @Test("Elements may nest as deep as the limit, and are read, placed and written") func deepest() {
        let levels = 126
        var text = #"{"url":"u"}"#
        for _ in 1..<levels { text = #"{"url":"u","extension":[\#(text)]}"# }
        let document = json(#"{"resourceType":"Basic","extension":[\#(text)]}"#)
        #expect(document.findings == [])
        let last = ElementID(document.view.count - 1)
        #expect(document.path(of: last).split(separator: ".").count == levels + 2)
        let back = Document.read(xml: document.xml(style: .pretty), release: .r4)
        #expect(back.findings == [])
        #expect(signature(back) == signature(document))
    }
}

@Suite("Reading rules")
struct ReadingRuleTests {
    @Test("Each has a sentence of its own, and is shown by a case", arguments: ReadingRule.allCases)
    func described(rule: ReadingRule) {
        #expect(rule.summary.hasSuffix("."))
        #expect(ReadingRule.allCases.filter { $0.summary == rule.summary }.count == 1)
        let elsewhere: Set<ReadingRule> = [.limit, .jsonTruncated]
        let cases = JSONSlipTests.cases + XMLSlipTests.cases
        #expect(elsewhere.contains(rule) || cases.contains { $0.rule == rule })
    }
}
