internal import Record

extension PrimitiveScanner {
    static func date(_ value: ByteSlice, release: FHIRRelease) -> PrimitiveOutcome {
        var at = 0
        let outcome = day(value, &at, release: release)
        return outcome == .wrongForm || at != value.count ? .wrongForm : outcome
    }

    static func dateTime(_ value: ByteSlice, release: FHIRRelease, isInstant: Bool) -> PrimitiveOutcome {
        var at = 0
        let outcome = day(value, &at, release: release)
        if outcome == .wrongForm { return .wrongForm }
        if at == value.count { return isInstant ? .wrongForm : outcome }
        // A time wants the whole day before it.
        let isSigned = value[0] == UInt8(ascii: "-")
        guard value[at] == UInt8(ascii: "T"), at == (isSigned ? 11 : 10) else { return .wrongForm }
        at += 1
        guard clock(value, &at, release: release) else { return .wrongForm }
        if at == value.count { return .withoutZone }
        guard zone(value, &at), at == value.count else { return .wrongForm }
        return outcome
    }

    static func time(_ value: ByteSlice, release: FHIRRelease) -> PrimitiveOutcome {
        var at = 0
        return clock(value, &at, release: release) && at == value.count ? .ok : .wrongForm
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    private static func day(_ value: ByteSlice, _ at: inout Int, release: FHIRRelease) -> PrimitiveOutcome {
        var isNegative = false
        if release == .stu3, value[0] == UInt8(ascii: "-") {
            isNegative = true
            at = 1
        }
        guard let year = number(value, &at, count: 4) else { return .wrongForm }
        if release == .r4, year == 0 { return .wrongForm }
        let plausible: PrimitiveOutcome = isNegative || year < 1800 || year > 2100 ? .implausible : .ok
        guard at < value.count, value[at] == UInt8(ascii: "-") else { return plausible }
        at += 1
        guard let month = number(value, &at, count: 2) else { return .wrongForm }
        let isMonth = month >= 1 && month <= 12
        guard at < value.count, value[at] == UInt8(ascii: "-") else { return isMonth ? plausible : .impossible }
        at += 1
        guard let day = number(value, &at, count: 2) else { return .wrongForm }
        return isMonth && day >= 1 && day <= days(month, year) ? plausible : .impossible
    }

    static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// `hh:mm:ss` with any fraction; the leap second only where the release's expression has it.
    private static func clock(_ value: ByteSlice, _ at: inout Int, release: FHIRRelease) -> Bool {
        guard let hour = number(value, &at, count: 2), hour < 24, at < value.count, value[at] == UInt8(ascii: ":")
        else { return false }
        at += 1
        guard let minute = number(value, &at, count: 2), minute < 60, at < value.count, value[at] == UInt8(ascii: ":")
        else { return false }
        at += 1
        guard let second = number(value, &at, count: 2), second < (release == .r4 ? 61 : 60) else { return false }
        if at < value.count, value[at] == UInt8(ascii: ".") {
            at += 1
            return digits(value, from: &at) > 0
        }
        return true
    }

    /// `Z` or an offset of up to fourteen hours.
    private static func zone(_ value: ByteSlice, _ at: inout Int) -> Bool {
        if value[at] == UInt8(ascii: "Z") {
            at += 1
            return true
        }
        guard value[at] == UInt8(ascii: "+") || value[at] == UInt8(ascii: "-") else { return false }
        at += 1
        guard let hour = number(value, &at, count: 2), at < value.count, value[at] == UInt8(ascii: ":") else {
            return false
        }
        at += 1
        guard let minute = number(value, &at, count: 2) else { return false }
        return hour <= 13 && minute < 60 || hour == 14 && minute == 0
    }

    @inline(__always)
    private static func number(_ value: ByteSlice, _ at: inout Int, count: Int) -> Int? {
        guard at + count <= value.count else { return nil }
        var number = 0
        for place in at..<at + count {
            guard isDigit(value[place]) else { return nil }
            number = number * 10 + Int(value[place] - 0x30)
        }
        at += count
        return number
    }
}
