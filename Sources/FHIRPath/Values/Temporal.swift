/// A date, a time or both, as precise as it was written.
///
/// Two words, compared as integers field by field:
/// ```
/// fields  year 16 · month 8 · day 8 · hour 8 · minute 8 · second 8 · precision 8
/// rest    nanoseconds 32 · zone in minutes 16 (Int16.min: none) · digits after the second 8 · unused 8
/// ```
public struct Temporal: Sendable, Hashable, BitwiseCopyable {
    /// The finest field that is there.
    public enum Precision: UInt8, Sendable, Comparable {
        case year = 1
        case month, day, hour, minute, second, millisecond
        public static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }

    var fields: UInt64
    var rest: UInt64

    init(fields: UInt64, rest: UInt64) {
        self.fields = fields
        self.rest = rest
    }

    /// - Parameter zone: minutes east of UTC, `nil` where none was written.
    public init(
        year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0,
        nanoseconds: Int = 0, fractionDigits: Int = 0, precision: Precision, zone: Int? = nil
    ) {
        var fields = UInt64(truncatingIfNeeded: year) << 48
        fields |= UInt64(truncatingIfNeeded: month & 0xFF) << 40
        fields |= UInt64(truncatingIfNeeded: day & 0xFF) << 32
        fields |= UInt64(truncatingIfNeeded: hour & 0xFF) << 24
        fields |= UInt64(truncatingIfNeeded: minute & 0xFF) << 16
        fields |= UInt64(truncatingIfNeeded: second & 0xFF) << 8
        self.fields = fields | UInt64(precision.rawValue)
        let zone = UInt16(bitPattern: Int16(truncatingIfNeeded: zone ?? Int(Int16.min)))
        self.rest =
            UInt64(UInt32(truncatingIfNeeded: nanoseconds)) | UInt64(zone) << 32
            | UInt64(UInt8(truncatingIfNeeded: fractionDigits)) << 48
    }

    public var year: Int { Int(fields >> 48) }
    public var month: Int { Int(fields >> 40 & 0xFF) }
    public var day: Int { Int(fields >> 32 & 0xFF) }
    public var hour: Int { Int(fields >> 24 & 0xFF) }
    public var minute: Int { Int(fields >> 16 & 0xFF) }
    public var second: Int { Int(fields >> 8 & 0xFF) }
    public var nanoseconds: Int { Int(rest & 0xFFFF_FFFF) }
    public var fractionDigits: Int { Int(rest >> 48 & 0xFF) }
    public var precision: Precision { Precision(rawValue: UInt8(truncatingIfNeeded: fields)) ?? .year }
    /// Minutes east of UTC; `nil` where the zone is not known.
    public var zone: Int? {
        let value = Int16(bitPattern: UInt16(truncatingIfNeeded: rest >> 32))
        return value == .min ? nil : Int(value)
    }
    /// Whether it stands for a time of day: those have no year.
    public var isTime: Bool { year == 0 }
    public var hasTime: Bool { precision >= .hour }
}

// MARK: The calendar

extension Temporal {
    /// The days since 1970-01-01 of a date in the Gregorian calendar.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of a number of days since 1970-01-01.
    static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Seconds since 1970 of the earliest moment it may mean, read in UTC.
    package var seconds: Int {
        Temporal.days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// The same moment in UTC; itself where it has no zone or no time.
    var inUTC: Temporal {
        guard let zone, zone != 0, hasTime, !isTime else { return self }
        let shifted = seconds - zone * 60
        let days = Int((Double(shifted) / 86_400).rounded(.down))
        let date = Temporal.date(days: days)
        let left = shifted - days * 86_400
        return Temporal(
            year: date.year, month: date.month, day: date.day, hour: left / 3600, minute: left % 3600 / 60,
            second: left % 60, nanoseconds: nanoseconds, fractionDigits: fractionDigits,
            precision: max(precision, zone % 60 == 0 ? precision : .minute), zone: 0)
    }

    /// The moment of a number of seconds since 1970, in UTC, to the millisecond.
    package static func moment(_ secondsSince1970: Double) -> Temporal {
        let whole = Int(secondsSince1970.rounded(.down))
        let days = Int((Double(whole) / 86_400).rounded(.down))
        let date = Temporal.date(days: days)
        let left = whole - days * 86_400
        let milliseconds = min(999, Int((secondsSince1970 - Double(whole)) * 1000))
        return Temporal(
            year: date.year, month: date.month, day: date.day, hour: left / 3600, minute: left % 3600 / 60,
            second: left % 60, nanoseconds: milliseconds * 1_000_000, fractionDigits: 3, precision: .millisecond,
            zone: 0)
    }
}

// MARK: Comparing

extension Temporal {
    @inline(__always)
    private static func mask(_ precision: Precision) -> UInt64 {
        let kept = UInt64(min(precision.rawValue, 6)) * 8 + 8
        return ~0 << (64 - kept)
    }

    /// -1, 0 or 1, or `nil` where precision or zones leave it open. Seconds and their fraction are one precision.
    static func compare(_ left: Temporal, _ right: Temporal) -> Int? {
        var left = left
        var right = right
        if left.rest >> 32 & 0xFFFF != right.rest >> 32 & 0xFFFF, !left.isTime, !right.isTime {
            if left.zone != nil, right.zone != nil {
                left = left.inUTC
                right = right.inUTC
            } else {
                return compareWithUnknownZone(left, right)
            }
        }
        let precision = min(left.precision, right.precision)
        let mask = mask(precision)
        let first = left.fields & mask
        let second = right.fields & mask
        if first != second { return first < second ? -1 : 1 }
        let isLeftFull = left.precision >= .second
        let isRightFull = right.precision >= .second
        if isLeftFull, isRightFull {
            return left.nanoseconds < right.nanoseconds ? -1 : left.nanoseconds == right.nanoseconds ? 0 : 1
        }
        return left.precision == right.precision ? 0 : nil
    }

    /// One side's zone is not known: what holds in every zone (14 hours either way) is certain.
    private static func compareWithUnknownZone(_ left: Temporal, _ right: Temporal) -> Int? {
        let first = left.range
        let second = right.range
        if first.upperBound < second.lowerBound { return -1 }
        if first.lowerBound > second.upperBound { return 1 }
        return nil
    }

    /// The seconds since 1970 that it may mean, in all zones where its own is not known.
    private var range: ClosedRange<Int> {
        let low = seconds
        let length: Int
        switch precision {
        case .year: length = (Temporal.days(year: year + 1, month: 1, day: 1) * 86_400) - low
        case .month: length = Temporal.daysInMonth(year: year, month: month) * 86_400
        case .day: length = 86_400
        case .hour: length = 3600
        case .minute: length = 60
        default: length = 1
        }
        if let zone { return low - zone * 60...low - zone * 60 + length - 1 }
        return low - 14 * 3600...low + length - 1 + 14 * 3600
    }
}
