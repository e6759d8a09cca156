internal import Glibc

extension Unit {
    /// A value of this unit in another one.
    ///
    /// - Returns: `nil` where the units do not measure the same or the digits do not fit.
    public func convert(_ value: Decimal, to other: Unit) -> Decimal? {
        guard isComparable(to: other) else { return nil }
        if self == other { return value }
        if function == 0, other.function == 0 {
            return factor.times(other.factor.inverse).applied(to: value) ?? approximate(value, to: other)
        }
        guard let base = inBaseUnits(value) else { return nil }
        return other.fromBaseUnits(base)
    }

    /// A value of this unit in base units.
    public func inBaseUnits(_ value: Decimal) -> Decimal? {
        guard !isOpaque else { return nil }
        guard let function = Scale(rawValue: function) else { return factor.applied(to: value) }
        guard let scaled = UnitFactor(tens: functionTens).applied(to: value) else { return nil }
        switch function {
        case .none: return factor.applied(to: value)
        case .celsius: return scaled.adding(Scale.iceCelsius)
        case .fahrenheit: return scaled.adding(Scale.zeroFahrenheit).flatMap { factor.applied(to: $0) }
        case .reaumur: return factor.applied(to: scaled)?.adding(Scale.iceCelsius)
        default: return function.toProper(scaled.double).flatMap { factor.applied(to: $0) }
        }
    }

    /// What `value` base units are in this unit.
    func fromBaseUnits(_ value: Decimal) -> Decimal? {
        guard !isOpaque else { return nil }
        guard let function = Scale(rawValue: function) else { return nil }
        let scaled: Decimal?
        switch function {
        case .none: return factor.inverse.applied(to: value)
        case .celsius: scaled = value.subtracting(Scale.iceCelsius)
        case .fahrenheit: scaled = factor.inverse.applied(to: value)?.subtracting(Scale.zeroFahrenheit)
        case .reaumur: scaled = value.subtracting(Scale.iceCelsius).flatMap { factor.inverse.applied(to: $0) }
        default: scaled = factor.inverse.applied(to: value).flatMap { function.fromProper($0.double) }
        }
        return scaled.flatMap { UnitFactor(tens: -functionTens).applied(to: $0) }
    }

    /// Compares a value of this unit with one of another: -1, 0 or 1; `nil` where they cannot be compared.
    public func compare(_ value: Decimal, to other: Decimal, in unit: Unit) -> Int? {
        guard isComparable(to: unit) else { return nil }
        if self == unit { return Decimal.compare(value, other) }
        // Whole multiples compare exactly in the smaller of the two units.
        if function == 0, unit.function == 0 {
            if let converted = factor.times(unit.factor.inverse).applied(to: value) {
                return Decimal.compare(converted, other)
            }
            if let converted = unit.factor.times(factor.inverse).applied(to: other) {
                return Decimal.compare(value, converted)
            }
            return nil
        }
        guard let first = inBaseUnits(value), let second = unit.inBaseUnits(other) else { return nil }
        return Decimal.compare(first, second)
    }

    private func approximate(_ value: Decimal, to other: Unit) -> Decimal? {
        guard !factor.isLost, !other.factor.isLost else { return nil }
        let result = value.double * factor.double / other.factor.double
        return result.isFinite && result != 0 ? Decimal(result) : nil
    }

    /// The scales that are no multiples of a unit, numbered as in the generated table.
    enum Scale: UInt8 {
        case none, celsius, fahrenheit, reaumur, tanTimes100, hundredTan, hpX, hpC, hpM, hpQ, pH, ln, lg, lgTimes2
        case sqrt, ld

        static var iceCelsius: Decimal { Decimal(mantissa: 27315, scale: 2) }
        static var zeroFahrenheit: Decimal { Decimal(mantissa: 45967, scale: 2) }

        /// The value on a plain scale.
        func toProper(_ value: Double) -> Decimal? {
            let result: Double
            switch self {
            case .none, .celsius, .fahrenheit, .reaumur: result = value
            case .tanTimes100, .hundredTan: result = Glibc.atan(value / 100)
            case .hpX, .pH: result = Glibc.pow(10, -value)
            case .hpC: result = Glibc.pow(100, -value)
            case .hpM: result = Glibc.pow(1000, -value)
            case .hpQ: result = Glibc.pow(50000, -value)
            case .ln: result = Glibc.exp(value)
            case .lg: result = Glibc.pow(10, value)
            case .lgTimes2: result = Glibc.pow(10, value / 2)
            case .sqrt: result = value * value
            case .ld: result = Glibc.pow(2, value)
            }
            return result.isFinite ? Decimal(result) : nil
        }

        /// The value on this scale.
        func fromProper(_ value: Double) -> Decimal? {
            let result: Double
            switch self {
            case .none, .celsius, .fahrenheit, .reaumur: result = value
            case .tanTimes100, .hundredTan: result = Glibc.tan(value) * 100
            case .hpX, .pH: result = -Glibc.log10(value)
            case .hpC: result = -Glibc.log10(value) / 2
            case .hpM: result = -Glibc.log10(value) / 3
            case .hpQ: result = -Glibc.log(value) / Glibc.log(50000)
            case .ln: result = Glibc.log(value)
            case .lg: result = Glibc.log10(value)
            case .lgTimes2: result = 2 * Glibc.log10(value)
            case .sqrt: result = value.squareRoot()
            case .ld: result = Glibc.log2(value)
            }
            return result.isFinite ? Decimal(result) : nil
        }
    }
}
