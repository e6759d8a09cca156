/// An exact decimal number: `mantissa` × 10^-`scale`, up to 38 digits.
///
/// Keeps the digits as written (`1.50` has scale 2), compares by value. What does not fit answers `nil`; results of
/// multiplication and division are rounded (half away from zero) only where their digits exceed what fits.
public struct Decimal: Sendable, BitwiseCopyable {
    /// The digits.
    public let mantissa: Int128
    /// How many of the digits stand after the point, 0…``maximumScale``.
    public let scale: Int
    /// Whether it is a zero that was written with a minus sign; it equals any other zero.
    public let isNegativeZero: Bool

    /// More places than this after the point are rounded away.
    public static let maximumScale = 38
    /// How many significant digits a division that does not end yields.
    static let quotientDigits = 30

    /// The number `mantissa` × 10^-`scale`.
    public init(mantissa: Int128, scale: Int, isNegativeZero: Bool = false) {
        self.mantissa = mantissa
        self.scale = scale
        self.isNegativeZero = isNegativeZero && mantissa == 0
    }
    /// A whole number.
    public init(_ integer: some BinaryInteger) { self.init(mantissa: Int128(integer), scale: 0) }

    public static var zero: Decimal { Decimal(mantissa: 0, scale: 0) }
    public static var one: Decimal { Decimal(mantissa: 1, scale: 0) }

    public var isZero: Bool { mantissa == 0 }
    public var isNegative: Bool { mantissa < 0 }
    public var negated: Decimal { Decimal(mantissa: -mantissa, scale: scale) }
    public var magnitude: Decimal { mantissa < 0 ? negated : self }
    /// How many significant digits the mantissa has; 1 for zero.
    public var digitCount: Int {
        var count = 1
        while count < 39, mantissa.magnitude >= Decimal.powers[count] { count += 1 }
        return count
    }

    /// 10^0…10^38.
    static let powers: [UInt128] = {
        var powers: [UInt128] = [1]
        for _ in 0..<38 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()
}

extension Decimal: Hashable, Comparable {
    /// Equal by value: 1.0 equals 1.00.
    public static func == (left: Decimal, right: Decimal) -> Bool {
        left.scale == right.scale ? left.mantissa == right.mantissa : compare(left, right) == 0
    }
    public static func < (left: Decimal, right: Decimal) -> Bool { compare(left, right) < 0 }
    public func hash(into hasher: inout Hasher) {
        let normal = trimmed
        hasher.combine(normal.mantissa)
        hasher.combine(normal.scale)
    }

    /// -1, 0 or 1.
    public static func compare(_ left: Decimal, _ right: Decimal) -> Int {
        if left.scale == right.scale {
            return left.mantissa < right.mantissa ? -1 : left.mantissa == right.mantissa ? 0 : 1
        }
        if left.mantissa.signum() != right.mantissa.signum() {
            return left.mantissa.signum() < right.mantissa.signum() ? -1 : 1
        }
        if left.scale > right.scale { return -compare(right, left) }
        // left has fewer places: scale it up; where that overflows, it is the larger in size.
        let (product, overflow) = left.mantissa.multipliedReportingOverflow(
            by: Int128(powers[min(right.scale - left.scale, 38)]))
        if overflow { return Int(left.mantissa.signum()) }
        return product < right.mantissa ? -1 : product == right.mantissa ? 0 : 1
    }
}

extension Decimal {
    /// The same value without zeros at the end of the part after the point.
    public var trimmed: Decimal {
        var mantissa = mantissa
        var scale = scale
        while scale > 0 {
            let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            mantissa = quotient
            scale -= 1
        }
        return Decimal(mantissa: mantissa, scale: scale)
    }

    /// How a number is cut to fewer places.
    public enum Rounding: Sendable { case halfAwayFromZero, towardZero, down, up }

    /// The number with exactly `places` after the point; `nil` where its digits would not fit.
    public func rounded(places: Int, _ rule: Rounding = .halfAwayFromZero) -> Decimal? {
        if places >= scale {
            guard places <= Decimal.maximumScale, places - scale <= 38 else { return nil }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: Int128(Decimal.powers[places - scale]))
            return overflow ? nil : Decimal(mantissa: product, scale: places)
        }
        guard places >= 0 else { return nil }
        let divisor = Decimal.powers[min(scale - places, 38)]
        let (quotient, remainder) = mantissa.magnitude.quotientAndRemainder(dividingBy: divisor)
        var result = quotient
        if remainder != 0 {
            switch rule {
            case .towardZero: break
            case .halfAwayFromZero: if remainder >= divisor - remainder { result += 1 }
            case .down: if mantissa < 0 { result += 1 }
            case .up: if mantissa > 0 { result += 1 }
            }
        }
        return Decimal(mantissa: mantissa < 0 ? -Int128(result) : Int128(result), scale: places)
    }

    /// The whole number that it is, or `nil` where there is a part after the point.
    public var wholeNumber: Int128? {
        let normal = trimmed
        return normal.scale == 0 ? normal.mantissa : nil
    }
    /// The whole part.
    public var truncated: Int128 { rounded(places: 0, .towardZero)?.mantissa ?? 0 }
    /// The nearest double.
    public var double: Double { Double(text) ?? 0 }
}
