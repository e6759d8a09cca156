extension Temporal {
    /// The text as FHIR writes it, without FHIRPath's `@`.
    public var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        write { bytes.append($0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Hands over the bytes of ``text`` one by one.
    @inline(__always)
    func write(_ put: (UInt8) -> Void) {
        func digits(_ value: Int, _ count: Int) {
            var divisor = 1
            for _ in 1..<count { divisor *= 10 }
            var left = value
            while divisor > 0 {
                put(0x30 + UInt8(truncatingIfNeeded: left / divisor))
                left %= divisor
                divisor /= 10
            }
        }
        if !isTime {
            digits(year, 4)
            if precision >= .month {
                put(UInt8(ascii: "-"))
                digits(month, 2)
            }
            if precision >= .day {
                put(UInt8(ascii: "-"))
                digits(day, 2)
            }
            guard precision >= .hour else { return }
            put(UInt8(ascii: "T"))
        }
        digits(hour, 2)
        if precision >= .minute {
            put(UInt8(ascii: ":"))
            digits(minute, 2)
        }
        if precision >= .second {
            put(UInt8(ascii: ":"))
            digits(second, 2)
        }
        if precision >= .millisecond, fractionDigits > 0 {
            put(UInt8(ascii: "."))
            var divisor = 100_000_000
            var left = nanoseconds
            for _ in 0..<fractionDigits {
                put(divisor == 0 ? 0x30 : 0x30 + UInt8(truncatingIfNeeded: left / divisor))
                if divisor > 0 {
                    left %= divisor
                    divisor /= 10
                }
            }
        }
        guard let zone else { return }
        if zone == 0 {
            put(UInt8(ascii: "Z"))
            return
        }
        put(zone < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        digits(abs(zone) / 60, 2)
        put(UInt8(ascii: ":"))
        digits(abs(zone) % 60, 2)
    }

    /// What a text may hold.
    package enum Form {
        case date, dateTime, time
    }

    /// Reads `2015-02-04`, `2015-02-04T14:34:28.123+01:00`, `14:34`.
    ///
    /// - Returns: `nil` where the bytes are no such value (a thirteenth month, a stray letter).
    package init?(bytes: UnsafeBufferPointer<UInt8>, form: Form) {
        var at = 0
        let count = bytes.count
        func number(_ digits: Int) -> Int? {
            guard at + digits <= count else { return nil }
            var value = 0
            for offset in 0..<digits {
                let byte = bytes[at + offset]
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            at += digits
            return value
        }
        func take(_ byte: UInt8) -> Bool {
            guard at < count, bytes[at] == byte else { return false }
            at += 1
            return true
        }
        var year = 0
        var month = 1
        var day = 1
        var precision = Precision.year
        if form != .time {
            guard let value = number(4), value > 0 else { return nil }
            year = value
            if take(UInt8(ascii: "-")) {
                guard let value = number(2), value >= 1, value <= 12 else { return nil }
                month = value
                precision = .month
                if take(UInt8(ascii: "-")) {
                    guard let value = number(2), value >= 1, value <= Temporal.daysInMonth(year: year, month: month)
                    else { return nil }
                    day = value
                    precision = .day
                }
            }
            guard at < count else {
                self.init(year: year, month: month, day: day, precision: precision)
                return
            }
            guard form == .dateTime, take(UInt8(ascii: "T")) else { return nil }
            // A trailing T makes a literal's date a dateTime.
            guard at < count else {
                self.init(year: year, month: month, day: day, precision: precision)
                return
            }
            guard precision == .day else { return nil }
        }
        guard let hour = number(2), hour <= 23 else { return nil }
        precision = .hour
        var minute = 0
        var second = 0
        var nanoseconds = 0
        var digits = 0
        if take(UInt8(ascii: ":")) {
            guard let value = number(2), value <= 59 else { return nil }
            minute = value
            precision = .minute
            if take(UInt8(ascii: ":")) {
                guard let value = number(2), value <= 60 else { return nil }
                second = value
                precision = .second
                if take(UInt8(ascii: ".")) {
                    var weight = 100_000_000
                    while at < count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
                        nanoseconds += Int(bytes[at] - 0x30) * weight
                        weight /= 10
                        digits += 1
                        at += 1
                        guard digits <= 100 else { return nil }
                    }
                    guard digits > 0 else { return nil }
                    precision = .millisecond
                }
            }
        }
        var zone: Int?
        if at < count, form == .dateTime {
            if take(UInt8(ascii: "Z")) {
                zone = 0
            } else {
                let isWest = bytes[at] == UInt8(ascii: "-")
                guard isWest || bytes[at] == UInt8(ascii: "+") else { return nil }
                at += 1
                guard let hours = number(2), hours <= 14, take(UInt8(ascii: ":")), let minutes = number(2),
                    minutes <= 59
                else { return nil }
                zone = (hours * 60 + minutes) * (isWest ? -1 : 1)
            }
        }
        guard at == count else { return nil }
        self.init(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, nanoseconds: nanoseconds,
            fractionDigits: digits, precision: precision, zone: zone)
    }

    /// Reads a text.
    init?(_ text: String, form: Form) {
        var text = text
        guard let value = text.withUTF8({ Temporal(bytes: $0, form: form) }) else { return nil }
        self = value
    }
}
