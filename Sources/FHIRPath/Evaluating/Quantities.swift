internal import Units

/// Comparing and computing quantities with UCUM.
enum Quantities {
    /// -1, 0 or 1, or `nil` where the units do not compare (calendar years and months are no UCUM `a` and `mo`).
    static func compare(_ left: Item, _ right: Item, _ units: UnitStore, isEquivalence: Bool = false) -> Int? {
        if left.place == right.place, left.extra == right.extra { return Decimal.compare(left.decimal, right.decimal) }
        guard let one = code(left, units, isEquivalence), let other = code(right, units, isEquivalence) else {
            return nil
        }
        if left.extra != right.extra || left.extra == 1, !isEquivalence {
            // A calendar year or month compares with its own kind only.
            let variable = ["a", "mo"]
            if left.extra == 1, right.extra == 1 {
                if variable.contains(one) != variable.contains(other) { return nil }
                if variable.contains(one) {
                    let months = { (item: Item, code: String) in
                        item.decimal.multiplied(by: Decimal(code == "a" ? 12 : 1))
                    }
                    guard let first = months(left, one), let second = months(right, other) else { return nil }
                    return Decimal.compare(first, second)
                }
            } else if left.extra == 1 && variable.contains(one) || right.extra == 1 && variable.contains(other) {
                return nil
            }
        }
        if one == other { return Decimal.compare(left.decimal, right.decimal) }
        guard let first = UCUM.parse(one), let second = UCUM.parse(other), first.isComparable(to: second) else {
            return nil
        }
        return first.compare(left.decimal, to: right.decimal, in: second)
    }

    /// `~`: the same amount, as precise as the less precise of the two is.
    static func areEquivalent(_ left: Item, _ right: Item, _ units: UnitStore) -> Bool {
        func same(_ one: Decimal, _ other: Decimal) -> Bool {
            let places = min(one.scale, other.scale)
            return one.rounded(places: places) == other.rounded(places: places)
        }
        if left.place == right.place, left.extra == right.extra { return same(left.decimal, right.decimal) }
        if compare(left, right, units, isEquivalence: true) == 0 { return true }
        // In the unit of either, where the other's digits say more than is known.
        if let converted = convert(right, toUnitOf: left, units), same(left.decimal, converted) { return true }
        if let converted = convert(left, toUnitOf: right, units), same(right.decimal, converted) { return true }
        return false
    }

    /// The UCUM code of a quantity's unit.
    static func code(_ item: Item, _ units: UnitStore, _ isEquivalence: Bool = false) -> String? {
        let text = units.text(item.place)
        guard item.extra == 1 else { return text }
        return CalendarUnit(word: text)?.code
    }

    /// The number in the other's unit; `nil` where the units do not compare.
    static func convert(_ item: Item, toUnitOf other: Item, _ units: UnitStore) -> Decimal? {
        if item.place == other.place, item.extra == other.extra { return item.decimal }
        guard let one = code(item, units), let wanted = code(other, units) else { return nil }
        if one == wanted { return item.decimal }
        guard let from = UCUM.parse(one), let to = UCUM.parse(wanted) else { return nil }
        return from.convert(item.decimal, to: to)
    }

    /// The code of the product or quotient of two units.
    static func code(_ left: String, _ right: String, isProduct: Bool) -> String {
        if right == "1" { return left }
        let second =
            right.utf8.contains(UInt8(ascii: "/")) || right.utf8.contains(UInt8(ascii: ".")) ? "(\(right))" : right
        if left == "1" { return isProduct ? right : "/" + second }
        if left == right, !isProduct { return "1" }
        return left + (isProduct ? "." : "/") + second
    }
}
