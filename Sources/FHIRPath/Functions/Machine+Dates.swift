internal import Units

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Machine {
    /// `now()`, `today()`, `timeOfDay()`: one moment for the whole evaluation, in UTC.
    mutating func clock(_ function: Function, _ call: Call) throws(ExpressionError) {
        let now: Temporal
        if let moment {
            now = moment
        } else {
            var seconds = host.now ?? 0
            if host.now == nil {
                var time = timespec()
                clock_gettime(CLOCK_REALTIME, &time)
                seconds = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
            }
            now = Temporal.moment(seconds)
            moment = now
        }
        let item: Item
        switch function {
        case .today:
            item = Item(.date, temporal: Temporal(year: now.year, month: now.month, day: now.day, precision: .day))
        case .timeOfDay: item = Item(.time, temporal: Machine.timeOfDay(now))
        default: item = Item(.dateTime, temporal: now)
        }
        try replace(from: call.start, with: item)
    }

    private static func timeOfDay(_ value: Temporal) -> Temporal {
        Temporal(
            year: 0, month: 0, day: 0, hour: value.hour, minute: value.minute, second: value.second,
            nanoseconds: value.nanoseconds, fractionDigits: value.fractionDigits, precision: value.precision)
    }

    /// `lowBoundary`, `highBoundary` and `precision`
    mutating func boundary(_ function: Function, _ call: Call) throws(ExpressionError) {
        guard let input = try single(call, function) else {
            top = call.start
            return
        }
        let digits = try integer(call.first.lowerBound, call.first.upperBound, call.instruction, "The precision")
        var item = system(input)
        if item.kind == .element, let quantity = quantity(item) { item = quantity }
        top = call.start
        switch item.kind {
        case .integer, .decimal, .quantity:
            if function == .precision {
                try push(Item(integer: Int64(item.number.scale)))
            } else if let bound = Machine.boundary(item.number, isLow: function == .lowBoundary, places: digits ?? 8) {
                if item.kind == .quantity {
                    try push(Item(quantity: bound, unit: item.place, isCalendarUnit: item.extra == 1))
                } else {
                    try push(Item(decimal: bound))
                }
            }
        case .date, .dateTime, .time:
            let value = item.temporal
            if function == .precision {
                try push(Item(integer: Int64(value.digitCount)))
                return
            }
            let standard: Int64 = item.kind == .date ? 8 : item.kind == .time ? 9 : 17
            guard let wanted = Temporal.precision(digits: Int(clamping: digits ?? standard), isTime: item.kind == .time)
            else { return }
            if item.kind == .date, wanted > .day { return }
            try push(Item(item.kind, temporal: value.boundary(isLow: function == .lowBoundary, to: wanted)))
        case .element where isValueless(item): return
        default:
            throw failure(
                call.instruction, "\(function.name)() was asked of \(description(item)).",
                expected: "a number, a quantity, a date or a time", found: description(item))
        }
    }

    /// The least or greatest number that rounds to a decimal, with so many places; `nil` where there is none.
    static func boundary(_ value: Decimal, isLow: Bool, places: Int64) -> Decimal? {
        guard places >= 0, places <= 31 else { return nil }
        // Half of the last place: downwards in size where the bound lies nearer to zero.
        guard value.scale < Decimal.maximumScale, let size = value.magnitude.rounded(places: value.scale + 1) else {
            return nil
        }
        let grows = value.isZero || isLow == value.isNegative
        let isNegative = value.isNegative || value.isZero && isLow
        let half = Decimal(mantissa: 5, scale: value.scale + 1)
        guard let bound = grows ? size.adding(half) : size.subtracting(half) else { return nil }
        guard let rounded = bound.rounded(places: Int(places), grows ? .halfAwayFromZero : .towardZero) else {
            return nil
        }
        return isNegative
            ? Decimal(mantissa: -rounded.mantissa, scale: rounded.scale, isNegativeZero: true) : rounded
    }

    /// The parts of a date or time.
    mutating func component(_ function: Function, _ call: Call) throws(ExpressionError) {
        guard let input = try single(call, function) else { return }
        let item = system(input)
        top = call.start
        guard item.isTemporal else {
            throw failure(
                call.instruction, "\(function.name)() was asked of \(description(item)).",
                expected: "a date or a time", found: description(item))
        }
        let value = item.temporal
        func push(_ needed: Temporal.Precision, _ number: Int) throws(ExpressionError) {
            if value.precision >= needed { try self.push(Item(integer: Int64(number))) }
        }
        switch function {
        case .yearOf: if item.kind != .time { try push(.year, value.year) }
        case .monthOf: if item.kind != .time { try push(.month, value.month) }
        case .dayOf: if item.kind != .time { try push(.day, value.day) }
        case .hourOf: try push(.hour, value.hour)
        case .minuteOf: try push(.minute, value.minute)
        case .secondOf: try push(.second, value.second)
        case .millisecondOf: try push(.millisecond, value.nanoseconds / 1_000_000)
        case .timezoneOffsetOf:
            if let zone = value.zone {
                let offset = Decimal(zone).divided(by: Decimal(60)) ?? .zero
                try self.push(Item(decimal: offset))
            }
        case .dateOf:
            guard item.kind != .time else { return }
            let date = Temporal(
                year: value.year, month: value.month, day: value.day, precision: min(value.precision, .day))
            try self.push(Item(.date, temporal: date))
        default: if value.hasTime { try self.push(Item(.time, temporal: Machine.timeOfDay(value))) }
        }
    }
}
