import ElementModel
import Files
import Record
import TestSupport
import Testing

/// A steady stream of numbers, so that a failure can be repeated.
struct SteadyNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

@Suite("Hostile input")
struct HostileInputTests {
    static let seeds: [String] = [
        """
        {"resourceType": "Patient", "id": "a", "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},
         "contained": [{"resourceType": "Organization", "id": "o", "name": "N\\u00e9\\ud83d\\ude00"}],
         "name": [{"family": "Smith", "given": ["A", null], "_given": [null, {"id": "g", "extension": [{"url": "u", "valueDecimal": 1.50}]}]}],
         "_birthDate": {"id": "b"}, "birthDate": "2000-01-01", "active": true, "multipleBirthInteger": 2, "contact": [{}], "unknown": [[1, {"a": null}]]}
        """,
        """
        {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Observation",
        "status":"final","code":{"coding":[{"system":"s","code":"c"}]},"valueQuantity":{"value":-1.0e3}}},{"resource":{"resourceType":"Parameters",
        "parameter":[{"name":"p","resource":{"resourceType":"Basic"}}]}}]}
        """,
        """
        <?xml version="1.0" encoding="UTF-8"?><!-- c --><Patient xmlns="http://hl7.org/fhir"><id value="a"/><text><status value="generated"/>
        <div xmlns="http://www.w3.org/1999/xhtml"><p>x &amp; y<br/></p></div></text><contained><Organization><id value="o"/></Organization></contained>
        <extension url="u"><valueDecimal id="d" value="1.50"/></extension><active value="true"/><name><given value="A&#10;&lt;"><extension url="v"/></given></name>
        <unknown a="b"><c value="d"/></unknown><?pi?></Patient>
        """,
        """
        <h:Bundle xmlns:h="http://hl7.org/fhir" xmlns:x="http://www.w3.org/1999/xhtml"><h:type value="collection"/><h:entry><h:resource><h:Basic><h:text>
        <h:status value="generated"/><x:div><x:p class="a&quot;">x</x:p></x:div></h:text></h:Basic></h:resource></h:entry></h:Bundle>
        """,
    ]

    /// What holds for every document, however broken its source.
    static func check(_ document: Document) {
        let view = document.view
        #expect(document.isReadable || document.findings.contains { $0.severity == .fatal })
        for number in 0..<view.count {
            let element = ElementID(number)
            let record = view[element]
            #expect(record.end > element && record.end.index <= view.count)
            if number == 0 {
                #expect(!record.parent.exists)
            } else {
                #expect(record.parent < element && record.end <= view.end(record.parent))
            }
            #expect(Int(record.source) <= document.source.count)
            if view.hasValue(element), !record.flags.contains(.decoded) {
                #expect(Int(record.valueStart) + Int(record.valueCount) <= document.source.count)
            }
        }
        for finding in document.findings { #expect(finding.line >= 0 && finding.column >= 0) }
        guard document.isReadable else { return }
        // Whatever was understood can be written, and what was written can be read.
        let json = Document.read(json: document.json(), release: document.release)
        let xml = Document.read(xml: document.xml(style: .pretty), release: document.release)
        #expect(json.isReadable, "\(json.findings)")
        #expect(xml.isReadable, "\(xml.findings)")
    }

    @Test("Cut off anywhere", arguments: seeds)
    func truncated(seed: String) {
        let reader = DocumentReader()
        let bytes = Array(seed.utf8)
        for count in 0..<bytes.count {
            let document = reader.read(Array(bytes[..<count]), release: .r4)
            #expect(!document.isReadable || bytes[count...].allSatisfy { $0 <= 0x20 })
        }
    }

    @Test("Bytes changed, dropped, doubled and moved", arguments: seeds)
    func mutated(seed: String) {
        let reader = DocumentReader(limits: ReadingLimits(depth: 64, findings: 50))
        var random = SteadyNumbers(seed: UInt64(seed.utf8.count))
        let interesting = Array("{}[]\"\\:,<>/&;='!?-0_aeun \n\0".utf8) + [0x80, 0xC3, 0xED, 0xF0, 0xFF]
        for _ in 0..<3000 {
            var bytes = Array(seed.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = interesting.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: place)
                case 3:
                    let end = min(place + Int.random(in: 1..<40, using: &random), bytes.count)
                    let other = Int.random(in: 0..<bytes.count, using: &random)
                    bytes.insert(contentsOf: Array(bytes[place..<end]), at: other)
                default: bytes.removeSubrange(place..<min(place + Int.random(in: 1..<20, using: &random), bytes.count))
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            Self.check(reader.read(bytes, release: random.next() % 2 == 0 ? .r4 : .stu3))
        }
    }

    @Test("Both ways of reading XML come to the same") func waysOfXML() throws {
        let (fast, library) = (DocumentReader(), DocumentReader())
        library.readsXMLByLibraryAlone = true
        func compare(_ bytes: [UInt8], _ release: FHIRRelease, _ what: @autoclosure () -> String) {
            let left = fast.read(bytes, format: .xml, release: release)
            let right = library.read(bytes, format: .xml, release: release)
            #expect(left.findings == right.findings, "\(what())")
            #expect(difference(left, right) == nil, "\(what())")
        }
        for path in Corpus.files("examples") where path.hasSuffix(".json") || path.hasSuffix(".xml") {
            let release = Corpus.release(of: path)
            let bytes = try Files.read(path)
            if path.hasSuffix(".xml") {
                compare(bytes, release, path)
            } else {
                compare(fast.read(bytes, release: release).xml(), release, path)
                compare(fast.read(bytes, release: release).xml(style: .pretty), release, path)
            }
        }
        var random = SteadyNumbers(seed: 7)
        let interesting = Array("<>/&;='\"!?-x:0]_ \n\t\r\0#".utf8) + [0x80, 0xC3, 0xA9, 0xEF, 0xBF, 0xBE]
        for seed in Self.seeds.suffix(2) + [Self.plain] {
            for _ in 0..<4000 {
                var bytes = Array(seed.utf8)
                for _ in 0..<Int.random(in: 1...2, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[place] = interesting.randomElement(using: &random) ?? 0
                    case 1: bytes.remove(at: place)
                    case 2: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: place)
                    default: bytes.removeSubrange(place..<min(place + 9, bytes.count))
                    }
                }
                compare(bytes, .r4, String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    static let plain = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- a - b --><Patient xmlns="http://hl7.org/fhir"><id value="a"/><text><status value="generated"/>
        <div xmlns="http://www.w3.org/1999/xhtml" class='x' xml:lang="en"><p title="a&lt;b">x &amp; é &#233;<br/></p><!-- d --></div></text>
        <contained><Organization xmlns="http://hl7.org/fhir"><name value="é"/></Organization></contained><extension url="u&amp;v"><valueString
        value = 'a&#x26;b&#10;"c"'/></extension><name id="é"><family value="A\r\nB\tC&#13;"></family ></name></Patient>
        """

    @Test("The tolerant scanner understands what the strict one does", arguments: seeds.prefix(2))
    func scanners(seed: String) {
        let strict = json(seed)
        let tolerant = DocumentReader(allowsComments: true).read(Array("/**/\(seed)".utf8), release: .r4)
        #expect(signature(strict) == signature(tolerant))
        #expect(strict.findings.map(\.rule) == tolerant.findings.map(\.rule))
    }

    @Test("A great many brackets are refused at once", arguments: ["[", "{\"a\":", "<a>"]) func brackets(unit: String) {
        let bytes = Array(String(repeating: unit, count: 20_000_000).utf8)
        let start = ContinuousClock.now
        let document = Document.read(bytes, release: .r4, limits: ReadingLimits(bytes: 1 << 30))
        #expect(document.findings.count == 1 && document.findings.first?.severity == .fatal)
        let refused = Document.read(bytes, release: .r4, limits: ReadingLimits(bytes: 1 << 20))
        #expect(refused.findings.map(\.rule) == ["reading-limit"])
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("Many unknown names do not slow reading down") func names() {
        var text = "{\"resourceType\":\"Patient\""
        for number in 0..<100_000 { text += ",\"made-up-\(number)\":\(number)" }
        text += "}"
        let start = ContinuousClock.now
        let document = json(text)
        #expect(document.view.count == 100_001)
        #expect(document.findings.count == 1001)
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test("Many twins, many repetitions and long strings take time in proportion") func proportion() {
        let given = String(repeating: "\"a\",", count: 200_000) + "\"b\""
        let twins = String(repeating: "{\"id\":\"x\"},", count: 200_000) + "null"
        let start = ContinuousClock.now
        let document = json("{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\(given)],\"_given\":[\(twins)]}]}")
        #expect(document.findings == [])
        #expect(document.view.count == 400_003)
        #expect(document.json().count > 3_000_000)
        #expect(ContinuousClock.now - start < .seconds(30))
    }
}
