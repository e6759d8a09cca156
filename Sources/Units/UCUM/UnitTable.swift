internal import CUnitTables
internal import Glibc

/// The generated rows: atoms sorted by code, and prefixes.
enum UnitTable {
    private static var rows: UnsafePointer<assay_ucum_atom> { assay_ucum.atoms }

    /// The code of a base unit.
    static func baseUnit(_ index: Int) -> String {
        let base = assay_ucum.base
        let names = (base.0, base.1, base.2, base.3, base.4, base.5, base.6)
        return withUnsafeBytes(of: names) {
            $0.bindMemory(to: UnsafePointer<CChar>.self)[index]
        }.text
    }

    static var version: String { assay_ucum.version.text }

    static func code(ofRow index: Int) -> String {
        var row = rows[index]
        let count = Int(row.length)
        return withUnsafeBytes(of: &row.code) { String(decoding: $0.prefix(count), as: UTF8.self) }
    }

    /// The row of a code, -1 where there is none. Binary search: ten comparisons of a few bytes.
    static func find(_ code: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = code.baseAddress, code.count <= 16 else { return -1 }
        var low = 0
        var high = Int(assay_ucum.atom_count) - 1
        while low <= high {
            let middle = (low + high) / 2
            let row = rows + middle
            let length = Int(row.pointee.length)
            var order = memcmp(row, start, min(length, code.count))
            if order == 0 { order = length < code.count ? -1 : length > code.count ? 1 : 0 }
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle - 1 }
        }
        return -1
    }

    /// A metric row behind a prefix: `kg`, `uL`, `dag`.
    static func findPrefixed(_ code: UnsafeBufferPointer<UInt8>) -> (row: Int, factor: UnitFactor)? {
        for index in 0..<Int(assay_ucum.prefix_count) {
            let prefix = assay_ucum.prefixes + index
            let length = Int(prefix.pointee.length)
            guard code.count > length, let start = code.baseAddress, memcmp(prefix, start, length) == 0 else {
                continue
            }
            let row = find(UnsafeBufferPointer(rebasing: code[length...]))
            guard row >= 0, rows[row].flags & 1 != 0 else { continue }
            return (
                row,
                UnitFactor(numerator: UInt128(prefix.pointee.factor), tens: Int(prefix.pointee.tens))
            )
        }
        return nil
    }

    /// The unit of a row.
    static func unit(_ index: Int) -> Unit {
        let row = rows + index
        var unit = Unit()
        let powers = row.pointee.dimension
        unit.dimension = SIMD8(
            Int16(powers.0), Int16(powers.1), Int16(powers.2), Int16(powers.3), Int16(powers.4), Int16(powers.5),
            Int16(powers.6), 0)
        if row.pointee.flags & 2 != 0 {
            unit.arbitrary.first = Unit.Power(row: row.pointee.same, exponent: 1)
        }
        unit.factor = UnitFactor(
            numerator: UInt128(row.pointee.numerator), denominator: UInt128(row.pointee.denominator),
            tens: Int(row.pointee.tens), pi: Int(row.pointee.pi))
        unit.function = row.pointee.function
        return unit
    }
}

extension UnsafePointer<CChar> {
    fileprivate var text: String { String(cString: self) }
}
