internal import ElementModel
internal import Units

/// An item of a collection as the evaluator holds it: 24 bytes, no references.
///
/// ```
///  0  kind     what it is
///  1  scale    decimals and quantities: places after the point; strings: 1 where known to be ASCII
///  2  extra    integers: 1 for a Long; decimals: 1 for a zero with a minus sign; quantities: 1 for a calendar unit
///  4  place    elements: number of the view; quantities: number of the unit
///  8  low      element, integer, boolean, start of a string, low half of a decimal, fields of a date
/// 16  high     length of a string, high half of a decimal, rest of a date
/// ```
struct Item: BitwiseCopyable {
    enum Kind: UInt8 {
        case none
        case element
        case boolean, integer, decimal, string, date, dateTime, time, quantity
        /// What `type()` gives: namespace (place: 0 System, 1 FHIR) and name.
        case typeInfo
    }

    var kind: Kind
    var scale: UInt8 = 0
    var extra: UInt16 = 0
    var place: UInt32 = 0
    var low: UInt64 = 0
    var high: UInt64 = 0

    static var none: Item { Item(kind: .none) }

    @inline(__always) init(kind: Kind) { self.kind = kind }
    @inline(__always) init(element: ElementID, view: UInt32) {
        kind = .element
        place = view
        low = UInt64(element.rawValue)
    }
    @inline(__always) init(boolean: Bool) {
        kind = .boolean
        low = boolean ? 1 : 0
    }
    /// An Integer; what 32 bits do not hold is a Long.
    @inline(__always) init(integer: Int64) {
        kind = .integer
        extra = Int32(exactly: integer) == nil ? 1 : 0
        low = UInt64(bitPattern: integer)
    }
    @inline(__always) init(long: Int64) {
        kind = .integer
        extra = 1
        low = UInt64(bitPattern: long)
    }
    @inline(__always) init(string: UnsafeBufferPointer<UInt8>) {
        kind = .string
        low = UInt64(UInt(bitPattern: string.baseAddress))
        high = UInt64(string.count)
    }
    @inline(__always) init(decimal: Decimal) {
        kind = .decimal
        scale = UInt8(truncatingIfNeeded: decimal.scale)
        extra = decimal.isNegativeZero ? 1 : 0
        low = UInt64(truncatingIfNeeded: decimal.mantissa)
        high = UInt64(truncatingIfNeeded: decimal.mantissa >> 64)
    }
    @inline(__always) init(_ kind: Kind, temporal: Temporal) {
        self.kind = kind
        low = temporal.fields
        high = temporal.rest
    }
    @inline(__always) init(quantity: Decimal, unit: UInt32, isCalendarUnit: Bool) {
        self.init(decimal: quantity)
        kind = .quantity
        place = unit
        extra = isCalendarUnit ? 1 : 0
    }

    @inline(__always) var element: ElementID { ElementID(rawValue: UInt32(truncatingIfNeeded: low)) }
    @inline(__always) var boolean: Bool { low != 0 }
    @inline(__always) var integer: Int64 { Int64(bitPattern: low) }
    @inline(__always) var temporal: Temporal { Temporal(fields: low, rest: high) }
    @inline(__always) var string: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: UnsafePointer(bitPattern: UInt(low)), count: Int(high))
    }
    /// The number of a decimal or quantity.
    @inline(__always) var decimal: Decimal {
        Decimal(
            mantissa: Int128(truncatingIfNeeded: Int64(bitPattern: high)) << 64 | Int128(low), scale: Int(scale),
            isNegativeZero: kind == .decimal && extra == 1)
    }
    /// The number of an integer, decimal or quantity.
    @inline(__always) var number: Decimal { kind == .integer ? Decimal(integer) : decimal }
    @inline(__always) var isLong: Bool { kind == .integer && extra == 1 }
    @inline(__always) var isNumber: Bool { kind == .integer || kind == .decimal }
    @inline(__always) var isTemporal: Bool { kind == .date || kind == .dateTime || kind == .time }
}
