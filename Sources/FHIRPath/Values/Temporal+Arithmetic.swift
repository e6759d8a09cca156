internal import Units

/// The units of time that dates are added in.
package enum CalendarUnit: UInt8, CaseIterable, Sendable {
    case year, month, week, day, hour, minute, second, millisecond

    /// The unit of a calendar word, singular or plural.
    init?(word: some StringProtocol) {
        switch word {
        case "year", "years": self = .year
        case "month", "months": self = .month
        case "week", "weeks": self = .week
        case "day", "days": self = .day
        case "hour", "hours": self = .hour
        case "minute", "minutes": self = .minute
        case "second", "seconds": self = .second
        case "millisecond", "milliseconds": self = .millisecond
        default: return nil
        }
    }

    /// The unit of a UCUM code of definite length; `a` and `mo` are none, since no calendar has them.
    package init?(code: some StringProtocol) {
        switch code {
        case "wk": self = .week
        case "d": self = .day
        case "h": self = .hour
        case "min": self = .minute
        case "s": self = .second
        case "ms": self = .millisecond
        default: return nil
        }
    }

    /// The word as it stands behind a number: `1 day`, `3 days`.
    static func words(_ word: String, of number: Decimal) -> String { number == .one ? word : word + "s" }

    var word: String {
        switch self {
        case .year: "year"
        case .month: "month"
        case .week: "week"
        case .day: "day"
        case .hour: "hour"
        case .minute: "minute"
        case .second: "second"
        case .millisecond: "millisecond"
        }
    }

    /// The UCUM code that says the same; of a year and a month only roughly.
    var code: String {
        switch self {
        case .year: "a"
        case .month: "mo"
        case .week: "wk"
        case .day: "d"
        case .hour: "h"
        case .minute: "min"
        case .second: "s"
        case .millisecond: "ms"
        }
    }

    package var milliseconds: Int {
        switch self {
        case .year: 365 * 86_400_000
        case .month: 30 * 86_400_000
        case .week: 7 * 86_400_000
        case .day: 86_400_000
        case .hour: 3_600_000
        case .minute: 60_000
        case .second: 1000
        case .millisecond: 1
        }
    }
}

extension Temporal {
    /// The date or time so much later (earlier for a negative amount), in its own precision.
    ///
    /// The amount is taken in whole units; where the unit is finer than the value's precision, in whole units of that
    /// precision (24 hours are a day, 365 days a year).
    ///
    /// - Returns: `nil` where the result lies outside the years 1 to 9999.
    package func adding(_ amount: Int, _ unit: CalendarUnit) -> Temporal? {
        guard amount.magnitude < 1 << 50 else { return nil }
        if isTime { return addingToTime(amount, unit) }
        var months = 0
        var milliseconds = 0
        switch (unit, precision) {
        case (.year, _): months = amount * 12
        case (.month, .year): months = amount / 12 * 12
        case (.month, _): months = amount
        case (_, .year): months = days(amount, unit) / 365 * 12
        case (_, .month): months = days(amount, unit) / 30
        case (_, .day): milliseconds = days(amount, unit) * 86_400_000
        default:
            let length = length(of: precision)
            let (product, overflow) = amount.multipliedReportingOverflow(by: unit.milliseconds)
            if overflow { return nil }
            milliseconds = product / length * length
        }
        return months != 0 ? adding(months: months) : adding(milliseconds: milliseconds, unit)
    }

    private func days(_ amount: Int, _ unit: CalendarUnit) -> Int {
        let (product, overflow) = amount.multipliedReportingOverflow(by: unit.milliseconds)
        return overflow ? 0 : product / 86_400_000
    }

    private func length(of precision: Precision) -> Int {
        switch precision {
        case .hour: 3_600_000
        case .minute: 60_000
        case .second: 1000
        default: 1
        }
    }

    private func adding(months: Int) -> Temporal? {
        let total = year * 12 + month - 1 + months
        guard total >= 12, total < 120_000 else { return nil }
        let year = total / 12
        let month = total % 12 + 1
        let day = min(day, Temporal.daysInMonth(year: year, month: month))
        return Temporal(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, nanoseconds: nanoseconds,
            fractionDigits: fractionDigits, precision: precision, zone: zone)
    }

    private func adding(milliseconds: Int, _ unit: CalendarUnit) -> Temporal? {
        let day = Temporal.days(year: year, month: month, day: day)
        let ofDay = (hour * 3600 + minute * 60 + second) * 1000 + nanoseconds / 1_000_000
        let (sum, overflow) = milliseconds.addingReportingOverflow(ofDay)
        if overflow { return nil }
        let carried = sum >= 0 ? sum / 86_400_000 : (sum - 86_399_999) / 86_400_000
        let left = sum - carried * 86_400_000
        guard carried.magnitude < 4_000_000 else { return nil }
        let date = Temporal.date(days: day + carried)
        guard date.year >= 1, date.year <= 9999 else { return nil }
        return with(date.year, date.month, date.day, milliseconds: left)
    }

    private func addingToTime(_ amount: Int, _ unit: CalendarUnit) -> Temporal? {
        let (product, overflow) = amount.multipliedReportingOverflow(by: unit.milliseconds)
        if overflow { return nil }
        let added = product / length(of: precision) * length(of: precision) % 86_400_000
        let ofDay = (hour * 3600 + minute * 60 + second) * 1000 + nanoseconds / 1_000_000
        return with(0, 0, 0, milliseconds: ((ofDay + added) % 86_400_000 + 86_400_000) % 86_400_000)
    }

    private func with(_ year: Int, _ month: Int, _ day: Int, milliseconds: Int) -> Temporal {
        let hasFraction = precision == .millisecond
        return Temporal(
            year: year, month: month, day: day, hour: milliseconds / 3_600_000, minute: milliseconds / 60_000 % 60,
            second: milliseconds / 1000 % 60,
            nanoseconds: hasFraction ? milliseconds % 1000 * 1_000_000 + nanoseconds % 1_000_000 : 0,
            fractionDigits: hasFraction ? max(fractionDigits, 3) : 0, precision: precision, zone: zone)
    }

    /// The digits that it was written with: `2014` 4, `2014-01-05` 8, with milliseconds 17; of a time 2 to 9.
    var digitCount: Int {
        let beforeTime = isTime ? 8 : 0
        switch precision {
        case .year: return 4
        case .month: return 6
        case .day: return 8
        case .hour: return 10 - beforeTime
        case .minute: return 12 - beforeTime
        case .second: return 14 - beforeTime
        case .millisecond: return 17 - beforeTime
        }
    }

    /// The precision of a number of digits, or `nil`.
    static func precision(digits: Int, isTime: Bool) -> Precision? {
        switch digits + (isTime ? 8 : 0) {
        case 4 where !isTime: .year
        case 6 where !isTime: .month
        case 8 where !isTime: .day
        case 10: .hour
        case 12: .minute
        case 14: .second
        case 17: .millisecond
        default: nil
        }
    }

    /// The earliest or latest value of another precision that it may stand for.
    ///
    /// A missing zone is taken as the one farthest east or west; of a value that stops at the hour, the minute is 0.
    func boundary(isLow: Bool, to wanted: Precision) -> Temporal {
        let month = precision >= .month ? month : isLow ? 1 : 12
        let day = precision >= .day ? day : isLow ? 1 : Temporal.daysInMonth(year: year, month: month)
        let hour = precision >= .hour ? hour : isLow ? 0 : 23
        let minute = precision >= .hour ? minute : isLow ? 0 : 59
        let second = precision >= .second ? second : isLow ? 0 : 59
        let nanoseconds = precision >= .millisecond ? nanoseconds / 1_000_000 * 1_000_000 : isLow ? 0 : 999_000_000
        let zone = isTime || wanted < .hour ? nil : zone ?? (isLow ? 14 * 60 : -12 * 60)
        return Temporal(
            year: year, month: isTime ? 0 : wanted >= .month ? month : 1, day: isTime ? 0 : wanted >= .day ? day : 1,
            hour: wanted >= .hour ? hour : 0, minute: wanted >= .minute ? minute : 0,
            second: wanted >= .second ? second : 0, nanoseconds: wanted >= .millisecond ? nanoseconds : 0,
            fractionDigits: wanted >= .millisecond ? 3 : 0, precision: wanted, zone: zone)
    }
}
