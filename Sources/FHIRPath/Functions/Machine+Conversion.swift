internal import Units

extension Machine {
    /// The `to…()` and `convertsTo…()` functions.
    mutating func conversion(_ function: Function, _ call: Call) throws(ExpressionError) {
        guard let input = try single(call, function) else {
            top = call.start
            return
        }
        var item = system(input)
        if item.kind == .element {
            if isValueless(item) {
                top = call.start
                return
            }
            item = quantity(item) ?? item
        }
        let asks: Bool
        let result: Item?
        switch function {
        case .toBoolean, .convertsToBoolean:
            asks = function == .convertsToBoolean
            result = boolean(item)
        case .toInteger, .convertsToInteger, .toLong, .convertsToLong:
            asks = function == .convertsToInteger || function == .convertsToLong
            result = integer(item, is32Bits: function == .toInteger || function == .convertsToInteger)
        case .toDecimal, .convertsToDecimal:
            asks = function == .convertsToDecimal
            result = decimal(item)
        case .toString, .convertsToString:
            asks = function == .convertsToString
            result = try string(item)
        case .toDate, .convertsToDate:
            asks = function == .convertsToDate
            result = date(item)
        case .toDateTime, .convertsToDateTime:
            asks = function == .convertsToDateTime
            result = dateTime(item)
        case .toTime, .convertsToTime:
            asks = function == .convertsToTime
            result = item.kind == .time ? item : text(item, .time).map { Item(.time, temporal: $0) }
        default:
            asks = function == .convertsToQuantity
            let wanted = try string(call.first.lowerBound, call.first.upperBound, call.instruction, "The unit")
            var value = toQuantity(item)
            if let wanted, let found = value {
                let unit = units.number(wanted)
                let other = Item(
                    quantity: .zero, unit: unit, isCalendarUnit: CalendarUnit(word: units.text(unit)) != nil)
                value = Quantities.convert(found, toUnitOf: other, units).map {
                    Item(quantity: $0, unit: unit, isCalendarUnit: other.extra == 1)
                }
            }
            result = value
        }
        top = call.start
        if asks {
            try push(Item(boolean: result != nil))
        } else if let result {
            try push(result)
        }
    }

    private func boolean(_ item: Item) -> Item? {
        switch item.kind {
        case .boolean: return item
        case .integer, .decimal:
            if item.number == .one { return Item(boolean: true) }
            return item.number.isZero ? Item(boolean: false) : nil
        case .string:
            switch Machine.ownText(item.string).lowercased() {
            case "true", "t", "yes", "y", "1", "1.0": return Item(boolean: true)
            case "false", "f", "no", "n", "0", "0.0": return Item(boolean: false)
            default: return nil
            }
        default: return nil
        }
    }

    private func integer(_ item: Item, is32Bits: Bool) -> Item? {
        let value: Int64?
        switch item.kind {
        case .integer: value = item.integer
        case .boolean: value = item.boolean ? 1 : 0
        case .string: value = Machine.integer(item.string)
        default: value = nil
        }
        guard let value, !is32Bits || Int32(exactly: value) != nil else { return nil }
        return is32Bits ? Item(integer: value) : Item(long: value)
    }

    private func decimal(_ item: Item) -> Item? {
        switch item.kind {
        case .decimal: return item
        case .integer: return Item(decimal: Decimal(item.integer))
        case .boolean: return Item(decimal: Decimal(mantissa: item.boolean ? 10 : 0, scale: 1))
        case .string:
            guard !item.string.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) else {
                return nil
            }
            return Decimal(bytes: item.string).map { Item(decimal: $0) }
        default: return nil
        }
    }

    private mutating func string(_ item: Item) throws(ExpressionError) -> Item? {
        switch item.kind {
        case .string: return item
        case .boolean: return Item(string: copy(item.boolean ? "true" : "false"))
        case .integer: return Item(string: try digits(item.integer))
        case .decimal: return Item(string: copy(item.decimal.text))
        case .date, .dateTime, .time: return Item(string: copy(item.temporal.text))
        case .quantity:
            let unit = units.text(item.place)
            return Item(
                string: copy(
                    item.decimal.text
                        + (item.extra == 1 ? " " + CalendarUnit.words(unit, of: item.decimal) : " '\(unit)'")))
        default: return nil
        }
    }

    /// An integer's digits, without a detour over String.
    private mutating func digits(_ value: Int64) throws(ExpressionError) -> UnsafeBufferPointer<UInt8> {
        let memory = try room(20)
        var at = 20
        var left = value.magnitude
        repeat {
            at -= 1
            memory[at] = 0x30 + UInt8(truncatingIfNeeded: left % 10)
            left /= 10
        } while left > 0
        if value < 0 {
            at -= 1
            memory[at] = UInt8(ascii: "-")
        }
        return UnsafeBufferPointer(start: memory + at, count: 20 - at)
    }

    private func text(_ item: Item, _ form: Temporal.Form) -> Temporal? {
        guard item.kind == .string else { return nil }
        var bytes = item.string
        // `T14:34` is written too.
        if form == .time, bytes.first == UInt8(ascii: "T") { bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst()) }
        return Temporal(bytes: bytes, form: form)
    }

    private func date(_ item: Item) -> Item? {
        switch item.kind {
        case .date: return item
        case .dateTime:
            let value = item.temporal
            return Item(
                .date,
                temporal: Temporal(
                    year: value.year, month: value.month, day: value.day, precision: min(value.precision, .day)))
        default:
            guard let value = text(item, .dateTime), value.zone == nil || value.hasTime else { return nil }
            return Item(
                .date,
                temporal: Temporal(
                    year: value.year, month: value.month, day: value.day, precision: min(value.precision, .day)))
        }
    }

    private func dateTime(_ item: Item) -> Item? {
        switch item.kind {
        case .dateTime: item
        case .date: Item(.dateTime, temporal: item.temporal)
        default: text(item, .dateTime).map { Item(.dateTime, temporal: $0) }
        }
    }

    private mutating func toQuantity(_ item: Item) -> Item? {
        switch item.kind {
        case .quantity: return item
        case .integer, .decimal: return Item(quantity: item.number, unit: UnitStore.one, isCalendarUnit: false)
        case .boolean:
            return Item(
                quantity: Decimal(mantissa: item.boolean ? 10 : 0, scale: 1), unit: UnitStore.one,
                isCalendarUnit: false)
        case .string: return quantity(text: item.string)
        default: return nil
        }
    }

    /// `4 days`, `1 'wk'`, `1.0`
    private mutating func quantity(text: UnsafeBufferPointer<UInt8>) -> Item? {
        var at = 0
        while at < text.count, text[at] != 0x20, text[at] != 0x09, text[at] != UInt8(ascii: "'"),
            !(text[at] >= 0x61 && text[at] <= 0x7A)
        {
            at += 1
        }
        guard let value = Decimal(bytes: UnsafeBufferPointer(rebasing: text[..<at])) else { return nil }
        while at < text.count, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
        if at == text.count { return Item(quantity: value, unit: UnitStore.one, isCalendarUnit: false) }
        let unit = String(decoding: text[at...], as: UTF8.self)
        if unit.hasPrefix("'"), unit.hasSuffix("'"), unit.utf8.count > 2 {
            return Item(quantity: value, unit: units.number(String(unit.dropFirst().dropLast())), isCalendarUnit: false)
        }
        guard let calendar = CalendarUnit(word: unit) else { return nil }
        return Item(quantity: value, unit: units.number(calendar.word), isCalendarUnit: true)
    }
}
