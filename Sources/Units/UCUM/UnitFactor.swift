/// How many base units a unit is: `numerator / denominator × 10^tens × π^pi`, exact as long as the digits fit.
struct UnitFactor: Sendable, Hashable {
    private(set) var numerator: UInt128
    private(set) var denominator: UInt128
    private(set) var tens: Int
    private(set) var pi: Int
    /// Whether the digits did not fit: nothing can be converted with it.
    private(set) var isLost = false

    init(numerator: UInt128 = 1, denominator: UInt128 = 1, tens: Int = 0, pi: Int = 0) {
        self.numerator = numerator
        self.denominator = denominator
        self.tens = tens
        self.pi = pi
    }

    static var one: UnitFactor { UnitFactor() }
    static var lost: UnitFactor {
        var made = UnitFactor()
        made.isLost = true
        return made
    }

    var inverse: UnitFactor {
        guard !isLost, numerator != 0 else { return .lost }
        return UnitFactor(numerator: denominator, denominator: numerator, tens: -tens, pi: -pi)
    }

    func times(_ other: UnitFactor) -> UnitFactor {
        guard !isLost, !other.isLost else { return .lost }
        if numerator == 1, denominator == 1, other.numerator == 1, other.denominator == 1 {
            return UnitFactor(tens: tens + other.tens, pi: pi + other.pi)
        }
        let first = UnitFactor.gcd(numerator, other.denominator)
        let second = UnitFactor.gcd(other.numerator, denominator)
        let (top, topLost) = (numerator / first).multipliedReportingOverflow(by: other.numerator / second)
        let (bottom, bottomLost) = (denominator / second).multipliedReportingOverflow(by: other.denominator / first)
        guard !topLost, !bottomLost else { return .lost }
        var made = UnitFactor(numerator: top, denominator: bottom, tens: tens + other.tens, pi: pi + other.pi)
        made.dropTens()
        return made
    }

    /// A whole power; bounded, since a unit's exponent is text of unknown origin.
    func raised(to exponent: Int) -> UnitFactor {
        guard !isLost else { return .lost }
        if numerator == 1, denominator == 1 { return UnitFactor(tens: tens * exponent, pi: pi * exponent) }
        guard exponent.magnitude <= 128 else { return .lost }
        var made = UnitFactor.one
        for _ in 0..<exponent.magnitude { made = made.times(self) }
        return exponent < 0 ? made.inverse : made
    }

    private mutating func dropTens() {
        guard numerator != 0 else { return }
        while numerator % 10 == 0 {
            numerator /= 10
            tens += 1
        }
        while denominator % 10 == 0 {
            denominator /= 10
            tens -= 1
        }
    }

    private static func gcd(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var left = left
        var right = right
        while right != 0 { (left, right) = (right, left % right) }
        return max(left, 1)
    }

    /// π to 33 places.
    private static var piDigits: Decimal {
        Decimal(mantissa: 3_141_592_653_589_793_238_462_643_383_279_503, scale: 33)
    }

    /// `value` times the factor; `nil` where the digits do not fit.
    func applied(to value: Decimal) -> Decimal? {
        guard !isLost, numerator <= UInt128(Int128.max), denominator <= UInt128(Int128.max) else { return nil }
        guard !value.isZero else { return .zero }
        var result = value.trimmed
        // Powers of ten first where they shorten, last where they lengthen.
        if tens > 0 {
            guard let scaled = UnitFactor.shifted(result, by: tens) else { return nil }
            result = scaled
        }
        if numerator != 1 {
            guard let product = result.multiplied(by: Decimal(numerator)) else { return nil }
            result = product
        }
        if denominator != 1 {
            guard let quotient = result.divided(by: Decimal(denominator)) else { return nil }
            result = quotient
        }
        if pi != 0 {
            guard let power = UnitFactor.piDigits.raised(to: pi), let product = result.multiplied(by: power) else {
                return nil
            }
            result = product
        }
        if tens < 0 {
            guard let scaled = UnitFactor.shifted(result, by: tens) else { return nil }
            result = scaled
        }
        return result.isZero ? nil : result.trimmed
    }

    /// `value × 10^places`, by moving the point.
    private static func shifted(_ value: Decimal, by places: Int) -> Decimal? {
        guard places.magnitude <= 76 else { return nil }
        let scale = value.scale - places
        if scale < 0 {
            guard -scale <= Decimal.maximumScale, let power = Decimal(10).raised(to: -scale) else { return nil }
            return Decimal(mantissa: value.mantissa, scale: 0).multiplied(by: power)
        }
        if scale <= Decimal.maximumScale { return Decimal(mantissa: value.mantissa, scale: scale) }
        // Places beyond what is kept may go as long as significant digits stay.
        let excess = scale - Decimal.maximumScale
        guard value.digitCount - excess >= 15 else {
            let short = value.trimmed
            guard short.scale - places <= Decimal.maximumScale else { return nil }
            return Decimal(mantissa: short.mantissa, scale: short.scale - places)
        }
        return Decimal(mantissa: value.mantissa, scale: excess).rounded(places: 0).map {
            Decimal(mantissa: $0.mantissa, scale: Decimal.maximumScale)
        }
    }

    /// The nearest double.
    var double: Double {
        var result = Double(numerator) / Double(denominator)
        var left = tens.magnitude
        while left > 0, result.isFinite, result != 0 {
            let step = min(left, 22)
            var power = 1.0
            for _ in 0..<step { power *= 10 }
            result = tens < 0 ? result / power : result * power
            left -= step
        }
        for _ in 0..<min(pi.magnitude, 64) { result = pi < 0 ? result / .pi : result * .pi }
        return result
    }
}
