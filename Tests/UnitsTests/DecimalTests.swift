import Testing
import Units

@Suite struct DecimalTests {
    @Test(
        "Digits stay as written",
        arguments: ["0", "1.50", "-0.0034", "12345678901234567890.123456789012345678", "100", "0.00000001", "-7"])
    func text(_ text: String) throws { #expect(try #require(Decimal(text)).text == text) }

    @Test("What is no decimal is refused", arguments: ["", "-", ".5", "5.", "1e", "1.2.3", "abc", "1e99999", "--1"])
    func refused(_ text: String) { #expect(Decimal(text) == nil) }

    @Test("Exponents are worked out") func exponents() {
        #expect(Decimal("1.5e2")?.text == "150")
        #expect(Decimal("15E-3")?.text == "0.015")
    }

    @Test("Equality is by value, not by digits") func equality() throws {
        let short = try #require(Decimal("1.0"))
        let long = try #require(Decimal("1.000"))
        #expect(short == long)
        #expect(short.hashValue == long.hashValue)
        #expect(try #require(Decimal("1.01")) > long)
        #expect(try #require(Decimal("-2")) < short)
    }

    @Test(
        "Arithmetic is exact",
        arguments: [
            ("1.2", "*", "1.8", "2.16"), ("0.1", "+", "0.2", "0.3"), ("1", "/", "2", "0.5"), ("2", "/", "2", "1"),
            ("1", "/", "3", "0.333333333333333333333333333333"), ("2.2", "%", "1.8", "0.4"),
            ("5", "-", "7.25", "-2.25"),
            ("100", "/", "0.25", "400"), ("1", "/", "400", "0.0025"),
            ("9999999999999999999999999999", "+", "1", "10000000000000000000000000000"),
        ])
    func arithmetic(_ left: String, _ sign: String, _ right: String, _ result: String) throws {
        let left = try #require(Decimal(left))
        let right = try #require(Decimal(right))
        let value =
            switch sign {
            case "+": left.adding(right)
            case "-": left.subtracting(right)
            case "*": left.multiplied(by: right)
            case "/": left.divided(by: right)
            default: left.remainder(dividingBy: right)
            }
        #expect(value?.text == result)
    }

    @Test("A division by zero has no result") func zero() {
        #expect(Decimal.one.divided(by: .zero) == nil)
        #expect(Decimal.one.remainder(dividingBy: .zero) == nil)
    }

    @Test("Places are rounded by the rule asked for") func rounding() throws {
        let value = try #require(Decimal("-1.587"))
        #expect(value.rounded(places: 2)?.text == "-1.59")
        #expect(value.rounded(places: 2, .towardZero)?.text == "-1.58")
        #expect(value.rounded(places: 0, .down)?.text == "-2")
        #expect(value.rounded(places: 0, .up)?.text == "-1")
        #expect(value.rounded(places: 5)?.text == "-1.58700")
    }

    @Test("Products beyond 38 digits lose only places after the point") func long() throws {
        let value = try #require(Decimal("1.2345678901234567890123456789"))
        #expect(value.multiplied(by: value)?.text.hasPrefix("1.52415787532388367504953515") == true)
        #expect(Decimal("99999999999999999999")?.multiplied(by: try #require(Decimal("99999999999999999999"))) == nil)
    }
}
