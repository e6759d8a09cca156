/// Units of measure: the Unified Code for Units of Measure (UCUM), case sensitive.
///
/// The units come from UCUM's own table (``version``); the grammar is checked, and values are converted exactly
/// wherever the factors are fractions.
public enum UCUM {
    /// The code system that units are codes of.
    public static var system: StaticString { "http://unitsofmeasure.org" }
    /// The version of UCUM whose units are known.
    public static var version: String { UnitTable.version }

    /// The unit that a code stands for; `nil` where it is no valid UCUM.
    public static func parse(_ code: UnsafeBufferPointer<UInt8>) -> Unit? {
        var parser = UnitParser(code)
        return parser.parse()
    }
    /// The unit that a code stands for; `nil` where it is no valid UCUM.
    public static func parse(_ code: some StringProtocol) -> Unit? {
        var code = String(code)
        return code.withUTF8 { parse($0) }
    }

    /// Whether a code is a valid unit.
    public static func isValid(_ code: UnsafeBufferPointer<UInt8>) -> Bool { parse(code) != nil }
    /// Whether a code is a valid unit.
    public static func isValid(_ code: some StringProtocol) -> Bool { parse(code) != nil }

    /// What is wrong with a code; `nil` where it is a valid unit.
    public static func problem(in code: UnsafeBufferPointer<UInt8>) -> UnitProblem? {
        var parser = UnitParser(code)
        return parser.parse() == nil ? parser.problem : nil
    }
    /// What is wrong with a code; `nil` where it is a valid unit.
    public static func problem(in code: some StringProtocol) -> UnitProblem? {
        var code = String(code)
        return code.withUTF8 { problem(in: $0) }
    }

    /// Whether values in both units can be compared; `nil` where either is no valid unit.
    public static func comparable(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool? {
        guard let first = parse(left), let second = parse(right) else { return nil }
        return first.isComparable(to: second)
    }

    /// A value in another unit; `nil` where the units do not measure the same or the digits do not fit.
    public static func convert(
        _ value: Decimal, from: some StringProtocol, to: some StringProtocol
    ) -> Decimal? {
        guard let source = parse(from), let target = parse(to) else { return nil }
        return source.convert(value, to: target)
    }

    /// A value in base units, and which these are (`g.m-1.s-2`); `nil` where the code is no unit that can be reduced.
    public static func canonical(_ value: Decimal, _ code: some StringProtocol) -> (value: Decimal, unit: String)? {
        guard let unit = parse(code), let base = unit.baseUnits, let value = unit.inBaseUnits(value) else { return nil }
        return (value, base)
    }

    /// Compares two values: -1, 0 or 1; `nil` where they cannot be compared.
    public static func compare(
        _ left: Decimal, _ leftUnit: some StringProtocol, _ right: Decimal, _ rightUnit: some StringProtocol
    ) -> Int? {
        guard let first = parse(leftUnit), let second = parse(rightUnit) else { return nil }
        return first.compare(left, to: right, in: second)
    }
}
