internal import ElementModel
internal import Glibc
internal import Units

/// How a value stands to a bound.
enum Comparison {
    case below, equal, above, incomparable, notApplicable

    init(_ order: Int) { self = order < 0 ? .below : order > 0 ? .above : .equal }
}

/// `minValue[x]` and `maxValue[x]` (ElementDefinition, R4 and STU3): a bound of the element's own type, or, of a date, a
/// duration that counts from now.
extension Judgement {
    /// How an element stands to a bound.
    func compare(
        _ node: ElementID, _ view: ElementView, _ bound: ElementID, _ boundView: ElementView,
        isMinimum: Bool = false
    ) -> Comparison {
        if view.types.kind(view.type(node)) == .primitive {
            guard view.hasValue(node) else { return .notApplicable }
            let kind = view.types.primitive(view.type(node))
            if boundView.hasValue(bound) { return compare(view.value(node), boundView.value(bound), as: kind) }
            guard kind == .date || kind == .dateTime || kind == .instant,
                let limit = moment(boundView, bound, isBefore: isMinimum)
            else { return .notApplicable }
            return withExtendedLifetime(limit) {
                limit.withUnsafeBufferPointer { bytes in
                    guard let start = bytes.baseAddress else { return .notApplicable }
                    return dates(view.value(node), ByteSlice(start: start, count: bytes.count))
                }
            }
        }
        let value = view.child(node, .value)
        let limit = boundView.child(bound, .value)
        guard value.exists, view.hasValue(value), limit.exists, boundView.hasValue(limit),
            let one = Decimal(bytes: view.value(value).buffer), let two = Decimal(bytes: boundView.value(limit).buffer)
        else { return .notApplicable }
        let mine = unit(view, node)
        let theirs = unit(boundView, bound)
        if mine.code == theirs.code, mine.system == theirs.system { return Comparison(Decimal.compare(one, two)) }
        // A bound that names no unit holds for the number.
        guard let other = theirs.code else { return Comparison(Decimal.compare(one, two)) }
        guard let code = mine.code, let system = mine.system else { return .incomparable }
        guard system == "http://unitsofmeasure.org", system == theirs.system,
            let order = UCUM.compare(one, code.text, two, other.text)
        else { return .incomparable }
        return Comparison(order)
    }

    private func unit(_ view: ElementView, _ node: ElementID) -> (system: ByteSlice?, code: ByteSlice?) {
        let system = view.child(node, .system)
        let code = view.child(node, .code)
        return (
            system.exists && view.hasValue(system) ? view.value(system) : nil,
            code.exists && view.hasValue(code) ? view.value(code) : nil
        )
    }

    private func compare(_ value: ByteSlice, _ bound: ByteSlice, as kind: PrimitiveKind) -> Comparison {
        switch kind {
        case .integer, .positiveInt, .unsignedInt, .decimal:
            guard let one = Decimal(bytes: value.buffer), let two = Decimal(bytes: bound.buffer) else {
                return .notApplicable
            }
            return Comparison(Decimal.compare(one, two))
        case .date, .dateTime, .instant: return dates(value, bound)
        case .time: return times(value, bound)
        default: return .notApplicable
        }
    }

    /// Dates compare field by field, to the precision that both have; times with zones in UTC. A bound counts itself in,
    /// and so a whole day counts with it.
    private func dates(_ value: ByteSlice, _ bound: ByteSlice) -> Comparison {
        if let one = InstantText.seconds(value), let two = InstantText.seconds(bound) {
            return Comparison(one < two ? -1 : one > two ? 1 : 0)
        }
        let length = min(value.count, bound.count, 10)
        for place in 0..<length where value[place] != bound[place] {
            return value[place] < bound[place] ? .below : .above
        }
        return value.count > 10 && bound.count > 10 ? .incomparable : .equal
    }

    /// `hh:mm:ss` with or without a fraction: what is longer has digits that the other lacks.
    private func times(_ value: ByteSlice, _ bound: ByteSlice) -> Comparison {
        for place in 0..<max(value.count, bound.count) {
            func digit(_ text: ByteSlice) -> UInt8 {
                if place < text.count { return text[place] }
                return place == 8 ? UInt8(ascii: ".") : UInt8(ascii: "0")
            }
            let one = digit(value)
            let two = digit(bound)
            if one != two { return one < two ? .below : .above }
        }
        return .equal
    }

    // MARK: Durations

    /// Now less a duration (a minimum), or with it (a maximum), as the text of an instant: "The duration value is
    /// positive, and is subtracted from the current clock to determine the minimum allowable value" (R4 and STU3,
    /// *ElementDefinition.minValue*).
    private func moment(_ view: ElementView, _ bound: ElementID, isBefore: Bool) -> [UInt8]? {
        let value = view.child(bound, .value)
        guard value.exists, view.hasValue(value), var amount = Double(view.value(value).text) else { return nil }
        let code = view.child(bound, .code)
        let word = view.child(bound, .unit)
        guard
            let unit = code.exists && view.hasValue(code)
                ? view.value(code) : word.exists && view.hasValue(word) ? view.value(word) : nil
        else { return nil }
        if isBefore { amount = -amount }
        var moment = CivilTime(seconds: now)
        switch unit.text {
        case "a": moment.add(months: amount * 12)
        case "mo": moment.add(months: amount)
        case "wk": moment = CivilTime(seconds: now + amount * 7 * 86400)
        case "d": moment = CivilTime(seconds: now + amount * 86400)
        case "h": moment = CivilTime(seconds: now + amount * 3600)
        case "min": moment = CivilTime(seconds: now + amount * 60)
        case "s": moment = CivilTime(seconds: now + amount)
        default: return nil
        }
        guard (0...9999).contains(moment.year) else { return nil }
        return Array(moment.text.utf8)
    }

    /// The instant that relative bounds count from.
    private var now: Double {
        if let given = options.now { return given }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec)
    }
}

/// A moment in UTC, in fields.
private struct CivilTime {
    var year: Int
    var month: Int
    var day: Int
    var second: Int

    init(seconds: Double) {
        let whole = Int(seconds.rounded(.down))
        let days = whole >= 0 ? whole / 86400 : (whole - 86399) / 86400
        second = whole - days * 86400
        // The day of the Gregorian calendar, from days since 1970; years begin in March here.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Calendar months: a day that the month lacks becomes its last.
    mutating func add(months: Double) {
        guard abs(months) < 120_000 else {
            year = months < 0 ? -1 : 10_000
            return
        }
        let all = year * 12 + month - 1 + Int(months.rounded())
        year = all >= 0 ? all / 12 : (all - 11) / 12
        month = all - year * 12 + 1
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        day = min(day, lengths[month - 1])
    }

    var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(padded(second / 3600, 2)):"
            + "\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))Z"
    }
}

/// A date and time with a zone, as seconds; `nil` for anything less precise.
private enum InstantText {
    static func seconds(_ text: ByteSlice) -> Double? {
        guard text.count >= 20, text[10] == UInt8(ascii: "T") else { return nil }
        func number(_ range: Range<Int>) -> Int? { Int(text[range].text) }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        var at = 19
        var fraction = 0.0
        if text[at] == UInt8(ascii: ".") {
            var scale = 0.1
            at += 1
            while at < text.count, text[at] >= 0x30, text[at] <= 0x39 {
                fraction += Double(text[at] - 0x30) * scale
                scale /= 10
                at += 1
            }
        }
        guard at < text.count else { return nil }
        var offset = 0
        if text[at] != UInt8(ascii: "Z") {
            guard at + 6 <= text.count, let hours = Int(text[at + 1..<at + 3].text),
                let minutes = Int(text[at + 4..<at + 6].text)
            else { return nil }
            offset = (hours * 60 + minutes) * (text[at] == UInt8(ascii: "-") ? -60 : 60)
        }
        // Days since 1970 of the Gregorian calendar.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return Double(days * 86400 + hour * 3600 + minute * 60 + second - offset) + fraction
    }
}
