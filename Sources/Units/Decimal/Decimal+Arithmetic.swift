extension Decimal {
    /// Both numbers with the same scale; `nil` where the digits do not fit.
    private static func aligned(_ left: Decimal, _ right: Decimal) -> (Int128, Int128, Int)? {
        if left.scale == right.scale { return (left.mantissa, right.mantissa, left.scale) }
        let scale = max(left.scale, right.scale)
        if let first = left.rounded(places: scale), let second = right.rounded(places: scale) {
            return (first.mantissa, second.mantissa, scale)
        }
        // Zeros at the end may be all that does not fit.
        let first = left.trimmed
        let second = right.trimmed
        let smaller = max(first.scale, second.scale)
        guard smaller < scale, let first = first.rounded(places: smaller), let second = second.rounded(places: smaller)
        else { return nil }
        return (first.mantissa, second.mantissa, smaller)
    }

    /// The sum, or `nil` where it does not fit.
    public func adding(_ other: Decimal) -> Decimal? {
        guard let (left, right, scale) = Decimal.aligned(self, other) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow || sum == .min ? nil : Decimal(mantissa: sum, scale: scale)
    }

    /// The difference, or `nil` where it does not fit.
    public func subtracting(_ other: Decimal) -> Decimal? { adding(other.negated) }

    /// The product, or `nil` where its whole part does not fit.
    public func multiplied(by other: Decimal) -> Decimal? {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
        let scale = scale + other.scale
        if !overflow, product != .min, scale <= Decimal.maximumScale { return Decimal(mantissa: product, scale: scale) }
        let (high, low) = mantissa.magnitude.multipliedFullWidth(by: other.mantissa.magnitude)
        return Decimal.fitted(high: high, low: low, scale: scale, isNegative: isNegative != other.isNegative)
    }

    /// Drops places (rounding the last one) until the digits fit.
    private static func fitted(high: UInt128, low: UInt128, scale: Int, isNegative: Bool) -> Decimal? {
        var high = high
        var low = low
        var scale = scale
        var last: UInt128 = 0
        while high != 0 || low > UInt128(Int128.max) - 1 || scale > maximumScale {
            guard scale > 0 else { return nil }
            let (upper, carry) = high.quotientAndRemainder(dividingBy: 10)
            let (lower, remainder) = UInt128(10).dividingFullWidth((carry, low))
            high = upper
            low = lower
            last = remainder
            scale -= 1
        }
        if last >= 5 { low += 1 }
        return Decimal(mantissa: isNegative ? -Int128(low) : Int128(low), scale: scale)
    }

    /// The quotient, exact where it ends within what fits, else rounded to at least 28 significant digits; `nil` for
    /// a division by zero or a result that does not fit.
    public func divided(by other: Decimal) -> Decimal? {
        guard !other.isZero else { return nil }
        guard !isZero else { return .zero }
        let numerator = mantissa.magnitude
        let denominator = other.mantissa.magnitude
        var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        // scale of the result, which may be negative on the way.
        var scale = scale - other.scale
        var digits = 0
        var probe = quotient
        while probe != 0 {
            digits += 1
            probe /= 10
        }
        while remainder != 0, digits < Decimal.quotientDigits, scale < Decimal.maximumScale {
            let (high, low) = remainder.multipliedFullWidth(by: 10)
            let (digit, rest) = denominator.dividingFullWidth((high, low))
            quotient = quotient * 10 + digit
            remainder = rest
            if quotient != 0 { digits += 1 }
            scale += 1
        }
        if remainder != 0, remainder >= denominator - remainder { quotient += 1 }
        while scale < 0 {
            let (product, overflow) = quotient.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            quotient = product
            scale += 1
        }
        guard quotient < UInt128(Int128.max) else { return nil }
        let value = Int128(quotient)
        return Decimal(mantissa: isNegative != other.isNegative ? -value : value, scale: scale).trimmed
    }

    /// The quotient without its part after the point; `nil` for a division by zero.
    public func dividedWhole(by other: Decimal) -> Int128? {
        guard !other.isZero else { return nil }
        if let (left, right, _) = Decimal.aligned(self, other) { return left / right }
        return divided(by: other)?.truncated
    }

    /// What remains of the whole division, with the sign of `self`; `nil` for a division by zero.
    public func remainder(dividingBy other: Decimal) -> Decimal? {
        guard !other.isZero, let (left, right, scale) = Decimal.aligned(self, other) else { return nil }
        return Decimal(mantissa: left % right, scale: scale)
    }

    /// The number raised to a whole power; `nil` where it does not fit.
    public func raised(to exponent: Int) -> Decimal? {
        var result = Decimal.one
        var base = self
        var left = exponent.magnitude
        while left > 0 {
            if left & 1 == 1 {
                guard let product = result.multiplied(by: base) else { return nil }
                result = product
            }
            left >>= 1
            if left > 0 {
                guard let square = base.multiplied(by: base) else { return nil }
                base = square
            }
        }
        return exponent < 0 ? Decimal.one.divided(by: result) : result
    }
}
