import Testing
public import Units

@Suite("UCUM") struct UCUMTests {
    @Test(
        "units that UCUM knows are valid",
        arguments: [
            "m", "kg", "mg/dL", "mm[Hg]", "Cel", "[degF]", "%", "1", "10*3/uL", "10*-6", "10^9/L", "/min",
            "{beats}/min",
            "mmol/L", "kg/m2", "m.s-2", "m.s-2/(kg.m)", "[iU]/L", "[in_i]", "[lb_av]", "ug/kg/h", "mL/min/{1.73_m2}",
            "a",
            "[pH]", "dB", "g/(8.h)", "g/(8.h){shift}", "umol/L{total}", "{score}", "[arb'U]/mL", "dag", "dam", "cd",
            "m+2", "2.mg",
            "%[slope]",
            "[m/s2/Hz^(1/2)]", "B[10.nV]", "B[SPL]", "MiBy", "((m))", "L", "l", "mL", "ml", "10", "[CFU]/mL", "mo_s",
            "[drp]/min", "osm/kg", "meq/L", "[ppm]", "kat/L", "n[iU]/mL", "g%", "[pi].rad/360", "mm[H2O]",
        ])
    func valid(_ code: String) { #expect(UCUM.problem(in: code) == nil) }

    @Test(
        "other texts are not valid, and the place is said",
        arguments: [
            ("", UnitProblem.Kind.empty, 0), ("beats/min", .unknownUnit, 0), ("mmHg", .unknownUnit, 0),
            ("KG", .unknownUnit, 0),
            ("mg /dL", .unexpectedCharacter, 2), ("mg//dL", .missingUnit, 3), ("mg/", .missingUnit, 3),
            ("(mg", .unclosed, 0),
            ("mg)", .unexpectedCharacter, 2), ("{score", .unclosed, 0), ("{a b}", .unexpectedCharacter, 2),
            ("µg", .unexpectedCharacter, 0),
            ("mm[Hg", .unclosed, 2), ("m^2", .unknownUnit, 0), ("m-", .unexpectedCharacter, 2),
            ("kin_i", .unknownUnit, 0),
            ("k[in_i]", .unknownUnit, 0), ("10-2", .unexpectedCharacter, 2), ("mg/dl.", .missingUnit, 6),
            ("tablet", .unknownUnit, 0),
            ("IU", .unknownUnit, 0), ("°C", .unexpectedCharacter, 0), ("days", .unknownUnit, 0),
            ("m99999", .tooLarge, 1),
        ])
    func invalid(_ code: String, _ kind: UnitProblem.Kind, _ offset: Int) {
        let problem = UCUM.problem(in: code)
        #expect(problem?.kind == kind)
        #expect(problem?.offset == offset)
        #expect(!UCUM.isValid(code))
    }

    @Test(
        "what is wrong is said in words",
        arguments: [
            ("mmHg", "there is no unit 'mmHg'; 'mm[Hg]' may be meant"),
            ("kg/patch", "there is no unit 'patch'; what is counted stands in braces: {patch}"),
            ("mg dL", "at character 3 stands what no unit has"), ("(mg", "the bracket at character 1 is not closed"),
        ])
    func words(_ code: String, _ expected: String) throws {
        let bytes = Array(code.utf8)
        #expect(bytes.withUnsafeBufferPointer { UCUM.problem(in: $0)?.words(in: $0) } == expected)
    }

    @Test("a unit of any depth or length ends in an answer, not in a crash")
    func bounded() {
        #expect(UCUM.problem(in: String(repeating: "(", count: 900))?.kind == .tooLarge)
        #expect(UCUM.problem(in: String(repeating: "m.", count: 600))?.kind == .tooLarge)
        #expect(UCUM.isValid("999999999999999999999999999999999999999999999.m"))
        #expect(UCUM.convert(1, from: "999999999999999999999999999999999999999999999.m", to: "m") == nil)
        #expect(UCUM.parse("(m9999)9999") == nil)
        #expect(UCUM.isValid("m9999.m9999.m9999.m9999.m9999"))
    }

    @Test(
        "values are converted exactly",
        arguments: [
            ("1", "kg", "g", "1000"), ("1.50", "m", "cm", "150"), ("98.6", "[degF]", "Cel", "37"),
            ("37", "Cel", "[degF]", "98.6"),
            ("0", "Cel", "K", "273.15"), ("1", "[in_i]", "cm", "2.54"), ("1", "[ft_i]", "[in_i]", "12"),
            ("120", "mm[Hg]", "Pa", "15998.64"),
            ("5", "mmol/L", "umol/L", "5000"), ("1", "wk", "d", "7"), ("1", "h", "s", "3600"),
            ("180", "deg", "deg", "180"),
            ("1", "L", "dm3", "1"), ("4", "m2", "cm2", "40000"), ("7", "%", "1", "0.07"),
            ("1", "[IU]/L", "[iU]/L", "1"),
            ("1", "k[iU]", "[iU]", "1000"), ("80", "Reamur", "K", "-"), ("80", "[degRe]", "Cel", "100"),
            ("25", "mCel", "K", "273.175"),
            ("1", "{tablet}", "1", "1"), ("60", "/min", "Hz", "1"), ("2", "10*3/uL", "10*9/L", "2"),
            ("1", "a", "d", "365.25"),
            ("180", "deg", "'", "10800"), ("1", "J", "kg.m2.s-2", "1"), ("1", "[lb_av]", "g", "453.59237"),
        ])
    func converts(_ value: String, _ from: String, _ to: String, _ expected: String) throws {
        let converted = UCUM.convert(try #require(Decimal(value)), from: from, to: to)
        #expect(converted == Decimal(expected))
    }

    @Test(
        "only units of the same kind can be compared",
        arguments: [
            ("kg", "g", true), ("kg", "m", false), ("[iU]", "1", false), ("[iU]", "[CFU]", false),
            ("[iU]/mL", "[IU]/L", true),
            ("Cel", "K", true), ("Cel/s", "K/s", false), ("mol", "1", true), ("m", "m2", false), ("%", "[pi]", true),
            ("[iU].[CFU]", "[CFU].[iU]", true), ("[iU].[CFU]/[iU]", "[CFU]", true),
        ])
    func comparable(_ left: String, _ right: String, _ expected: Bool) {
        #expect(UCUM.comparable(left, right) == expected)
        #expect(UCUM.comparable(right, left) == expected)
    }

    @Test("values in different units compare exactly")
    func compares() {
        #expect(UCUM.compare(1, "kg", 1000, "g") == 0)
        #expect(UCUM.compare(Decimal("999.999999999999999999")!, "g", 1, "kg") == -1)
        #expect(UCUM.compare(1, "wk", 6, "d") == 1)
        #expect(UCUM.compare(1, "m", 1, "s") == nil)
        #expect(UCUM.compare(Decimal("36.6")!, "Cel", 98, "[degF]") == -1)
    }

    @Test(
        "values have a canonical form",
        arguments: [
            ("1", "N", "1000", "g.m.s-2"), ("2", "mm[Hg]", "266644", "g.m-1.s-2"), ("5", "{a}", "5", "1"),
            ("1", "k[iU]/L", "1000000", "m-3.[iU]"),
            ("0", "Cel", "273.15", "K"),
        ])
    func canonical(_ value: String, _ unit: String, _ expected: String, _ base: String) throws {
        let result = UCUM.canonical(try #require(Decimal(value)), unit)
        #expect(result?.value == Decimal(expected))
        #expect(result?.unit == base)
    }

    @Test("logarithmic and homeopathic scales go there and back")
    func scales() throws {
        for (unit, proper) in [
            ("[pH]", "mol/L"), ("B", "1"), ("Np", "1"), ("[hp'_X]", "1"), ("[hp'_C]", "1"), ("B[V]", "V"),
            ("bit_s", "1"), ("[p'diop]", "rad"),
        ] {
            let there = try #require(UCUM.convert(2, from: unit, to: proper))
            let back = try #require(UCUM.convert(there, from: proper, to: unit))
            #expect(abs(back.double - 2) < 1e-9, "\(unit)")
        }
        #expect(UCUM.convert(7, from: "[pH]", to: "mol/L")?.double == 1e-7)
        #expect(UCUM.convert(30, from: "dB", to: "1")?.double == 1000)
    }
}

extension Decimal: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}
