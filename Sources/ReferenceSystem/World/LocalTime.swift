internal import Glibc

/// Instants, and the wall clock of the United Kingdom.
enum LocalTime {
    /// Seconds since 1970 of a civil date at midnight UTC.
    static func epoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Days from civil: years begin in March, so that leap days come last.
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400
    }

    static func civil(_ epoch: Int) -> (year: Int, month: Int, day: Int) {
        let days = Int((Double(epoch) / 86_400).rounded(.down)) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func daysIn(_ year: Int, _ month: Int) -> Int {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Seconds by which the United Kingdom is ahead of UTC: 3600 from the last Sunday of March to that of October.
    static func offset(at epoch: Int) -> Int {
        let year = civil(epoch).year
        func lastSunday(_ month: Int) -> Int {
            let last = Self.epoch(year, month, 31)
            // 1970-01-01 was a Thursday.
            let weekday = (last / 86_400 + 4) % 7
            return last - weekday * 86_400 + 3600
        }
        return epoch >= lastSunday(3) && epoch < lastSunday(10) ? 3600 : 0
    }

    /// Midnight, by the wall clock, of the day that holds an instant.
    static func midnight(of epoch: Int) -> Int {
        let (year, month, day) = civil(epoch + offset(at: epoch))
        return wall(year, month, day, 0, 0)
    }

    /// The instant at which the wall clock shows a time.
    static func wall(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int) -> Int {
        let utc = epoch(year, month, day) + hour * 3600 + minute * 60
        return utc - offset(at: utc - offset(at: utc))
    }

    /// The instant at which the wall clock shows a time, so many days after the day that holds `epoch`.
    static func wall(daysAfter epoch: Int, _ days: Int, _ hour: Int, _ minute: Int) -> Int {
        let (year, month, day) = civil(epoch + offset(at: epoch))
        let target = civil(Self.epoch(year, month, day) + days * 86_400)
        return wall(target.year, target.month, target.day, hour, minute)
    }

    private static func digits(_ value: Int, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    /// `2026-03-29`, by the wall clock.
    static func date(_ epoch: Int) -> String {
        let (year, month, day) = civil(epoch + offset(at: epoch))
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }

    /// `2026-06-01T09:00:00+01:00`.
    static func text(_ epoch: Int) -> String {
        let offset = offset(at: epoch)
        let seconds = ((epoch + offset) % 86_400 + 86_400) % 86_400
        let time = "\(digits(seconds / 3600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))"
        return "\(date(epoch))T\(time)\(offset == 0 ? "+00:00" : "+01:00")"
    }

    /// `2026-06-01T08:00:00Z`.
    static func utcText(_ epoch: Int) -> String {
        let (year, month, day) = civil(epoch)
        let seconds = (epoch % 86_400 + 86_400) % 86_400
        return
            "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))T\(digits(seconds / 3600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))Z"
    }

    /// `Mon, 01 Jun 2026 08:00:00 GMT` (RFC 9110, section 5.6.7).
    static func httpText(_ epoch: Int) -> String {
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (year, month, day) = civil(epoch)
        let weekday = names[((epoch / 86_400) % 7 + 7) % 7]
        let time = utcText(epoch).dropFirst(11).prefix(8)
        return "\(weekday), \(digits(day, 2)) \(months[month - 1]) \(digits(year, 4)) \(time) GMT"
    }
}

/// A FHIR date or dateTime as it was written: an instant with the precision that it was given in.
struct WrittenTime: Sendable, Hashable {
    enum Precision: Int, Comparable {
        case year, month, day, minute, second
        static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }
    /// The first second that the text means; a date without offset is a day by the wall clock.
    var start: Int
    /// The first second after what it means.
    var end: Int
    var precision: Precision
    /// `nil` where none was written; `Z` counts as written so.
    var zone: String?

    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        var index = 0
        func number(_ count: Int) -> Int? {
            guard index + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[index..<index + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            index += count
            return value
        }
        func skip(_ character: Unicode.Scalar) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }
        guard let year = number(4), year > 0 else { return nil }
        if index == bytes.count {
            precision = .year
            start = LocalTime.wall(year, 1, 1, 0, 0)
            end = LocalTime.wall(year + 1, 1, 1, 0, 0)
            return
        }
        guard skip("-"), let month = number(2), (1...12).contains(month) else { return nil }
        if index == bytes.count {
            precision = .month
            start = LocalTime.wall(year, month, 1, 0, 0)
            end = month == 12 ? LocalTime.wall(year + 1, 1, 1, 0, 0) : LocalTime.wall(year, month + 1, 1, 0, 0)
            return
        }
        guard skip("-"), let day = number(2), day >= 1, day <= LocalTime.daysIn(year, month) else { return nil }
        if index == bytes.count {
            precision = .day
            start = LocalTime.wall(year, month, day, 0, 0)
            end = LocalTime.wall(daysAfter: start + 7200, 1, 0, 0)
            return
        }
        guard skip("T"), let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60 else {
            return nil
        }
        var seconds = 0
        var given = Precision.minute
        if skip(":") {
            guard let value = number(2), value < 60 else { return nil }
            seconds = value
            given = .second
            if skip(".") {
                let begin = index
                while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
                guard index > begin else { return nil }
            }
        }
        let utc = LocalTime.epoch(year, month, day) + hour * 3600 + minute * 60 + seconds
        if index == bytes.count {
            zone = nil
            start = LocalTime.wall(year, month, day, hour, minute) + seconds
        } else if skip("Z") {
            zone = "Z"
            start = utc
        } else {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") else {
                return nil
            }
            let sign = bytes[index] == UInt8(ascii: "+") ? 1 : -1
            zone = String(decoding: bytes[index...], as: UTF8.self)
            index += 1
            guard let hours = number(2), hours <= 14, skip(":"), let minutes = number(2), minutes < 60 else {
                return nil
            }
            start = utc - sign * (hours * 3600 + minutes * 60)
        }
        guard index == bytes.count else { return nil }
        precision = given
        end = start + (given == .minute ? 60 : 1)
    }
}
