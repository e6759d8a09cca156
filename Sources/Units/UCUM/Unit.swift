/// A UCUM unit, taken apart: what it measures and how many base units it is.
///
/// Two units are ``isComparable(to:)`` when they measure the same, whatever they are called: `mm[Hg]` and `kPa`.
/// Arbitrary units (`[iU]`, `[CFU]`) measure only themselves (UCUM section 24).
public struct Unit: Sendable, Hashable {
    /// Exponents of the base units m, s, g, rad, K, C, cd.
    var dimension = SIMD8<Int16>()
    /// Arbitrary units in it: row and exponent; row 0 (the percent sign) is none.
    var arbitrary: (first: Power, second: Power) = (Power(), Power())
    var factor = UnitFactor.one
    /// The scale of a unit that is no multiple of another (`Cel`, `[pH]`, `B`), 0 for none.
    var function: UInt8 = 0
    /// The power of ten of the prefix before such a unit.
    var functionTens = 0
    /// Whether the unit is valid but nothing can be computed with it, as a special unit inside a product.
    var isOpaque = false

    struct Power: Sendable, Hashable {
        var row: UInt16 = 0
        var exponent: Int16 = 0
    }

    init() {}

    public static func == (left: Unit, right: Unit) -> Bool {
        left.dimension == right.dimension && left.arbitrary == right.arbitrary && left.factor == right.factor
            && left.function == right.function && left.functionTens == right.functionTens
            && left.isOpaque == right.isOpaque
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(dimension)
        hasher.combine(factor)
        hasher.combine(function)
    }

    /// Whether values of both can be compared and converted.
    public func isComparable(to other: Unit) -> Bool {
        !isOpaque && !other.isOpaque && dimension == other.dimension && arbitrary == other.arbitrary
    }

    /// Whether it measures nothing but a count or a ratio: `1`, `%`, `mol`, `{tablets}`.
    public var isDimensionless: Bool {
        !isOpaque && dimension == SIMD8<Int16>() && arbitrary.first.row == 0
    }

    /// The product of the base units that it measures in: `g.m-1.s-2`; `1` for none, `nil` where it has none.
    public var baseUnits: String? {
        guard !isOpaque else { return nil }
        var parts: [String] = []
        // Mass first, then length, time and the rest, as people write them.
        for index in [2, 0, 1, 3, 4, 5, 6] where dimension[index] != 0 {
            let name = UnitTable.baseUnit(index)
            parts.append(dimension[index] == 1 ? name : "\(name)\(dimension[index])")
        }
        for power in [arbitrary.first, arbitrary.second] where power.row != 0 {
            let name = UnitTable.code(ofRow: Int(power.row))
            parts.append(power.exponent == 1 ? name : "\(name)\(power.exponent)")
        }
        return parts.isEmpty ? "1" : parts.joined(separator: ".")
    }

    // MARK: Algebra

    mutating func multiply(by other: Unit, power: Int) {
        guard !other.isOpaque, other.function == 0, function == 0 else {
            combineSpecial(with: other, power: power)
            return
        }
        for index in 0..<7 {
            let sum = Int(dimension[index]) + Int(other.dimension[index]) * power
            guard let exponent = Int16(exactly: sum) else {
                isOpaque = true
                return
            }
            dimension[index] = exponent
        }
        factor = factor.times(other.factor.raised(to: power))
        for part in [other.arbitrary.first, other.arbitrary.second] where part.row != 0 {
            add(part.row, Int(part.exponent) * power)
        }
    }

    /// A special unit stands alone (UCUM section 21); all else is valid text that nothing can be computed with.
    private mutating func combineSpecial(with other: Unit, power: Int) {
        if self == Unit(), power == 1 {
            self = other
        } else if other != Unit() {
            isOpaque = true
        }
    }

    /// Adds a power of an arbitrary unit; the two are kept in the order of their rows, and a third is too many.
    private mutating func add(_ row: UInt16, _ exponent: Int) {
        var (first, second) = arbitrary
        func raise(_ power: inout Power) {
            guard let sum = Int16(exactly: Int(power.exponent) + exponent) else {
                isOpaque = true
                return
            }
            power = sum == 0 ? Power() : Power(row: row, exponent: sum)
        }
        if first.row == row || first.row == 0 && second.row != row {
            raise(&first)
        } else if second.row == row || second.row == 0 {
            raise(&second)
        } else {
            isOpaque = true
        }
        let isSorted = second.row == 0 || (first.row != 0 && first.row < second.row)
        arbitrary = isSorted ? (first, second) : (second, first)
    }
}
