/// Dates and instants without Foundation: the proleptic Gregorian calendar, and the clock of the United Kingdom.
public enum Calendar {
    /// Days since 1970-01-01 of a date.
    public static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of a number of days since 1970-01-01.
    public static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }

    /// Whether British Summer Time holds: from 01:00 UTC on the last Sunday of March to that of October.
    public static func isSummerTime(_ instant: Int) -> Bool {
        let year = date(days: floorDivide(instant, 86400)).year
        func lastSunday(_ month: Int) -> Int {
            let last = days(year: year, month: month, day: 31)
            return (last - (last + 4) % 7) * 86400 + 3600
        }
        return instant >= lastSunday(3) && instant < lastSunday(10)
    }

    /// An instant as a FHIR dateTime on the clock of the United Kingdom: `2026-07-01T09:00:00+01:00`.
    public static func local(_ instant: Int) -> String {
        let isSummer = isSummerTime(instant)
        return text(instant + (isSummer ? 3600 : 0)) + (isSummer ? "+01:00" : "+00:00")
    }

    /// An instant in UTC: `2026-07-01T08:00:00Z`.
    public static func utc(_ instant: Int) -> String { text(instant) + "Z" }

    /// The date of an instant on the clock of the United Kingdom.
    public static func localDate(_ instant: Int) -> String {
        String(text(instant + (isSummerTime(instant) ? 3600 : 0)).prefix(10))
    }

    /// Reads an instant such as `2026-07-01T09:00:00+01:00`, `…Z`, or a date alone (midnight UTC).
    public static func instant(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), bytes[4] == 0x2D,
            bytes[7] == 0x2D, (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var seconds = days(year: year, month: month, day: day) * 86400
        if bytes.count == 10 { return seconds }
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), hour < 24, minute < 60, second < 61
        else { return nil }
        seconds += hour * 3600 + minute * 60 + second
        var rest = 19
        if bytes[rest] == UInt8(ascii: ".") {
            rest += 1
            while rest < bytes.count, bytes[rest] >= 0x30, bytes[rest] <= 0x39 { rest += 1 }
        }
        guard rest < bytes.count else { return nil }
        if bytes[rest] == UInt8(ascii: "Z"), rest + 1 == bytes.count { return seconds }
        guard bytes.count == rest + 6, let hours = number(rest + 1..<rest + 3),
            let minutes = number(rest + 4..<rest + 6)
        else { return nil }
        let offset = hours * 3600 + minutes * 60
        switch bytes[rest] {
        case UInt8(ascii: "+"): return seconds - offset
        case UInt8(ascii: "-"): return seconds + offset
        default: return nil
        }
    }

    private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : (a - b + 1) / b }

    private static func text(_ instant: Int) -> String {
        let day = floorDivide(instant, 86400)
        let second = instant - day * 86400
        let (year, month, dayOfMonth) = date(days: day)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let years = String(year)
        return String(repeating: "0", count: max(0, 4 - years.count)) + years + "-\(two(month))-\(two(dayOfMonth))T"
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }
}
