internal import ElementModel
internal import FHIRPath
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
        if let one = seconds(value), let two = seconds(bound) {
            return Comparison(one < two ? -1 : one > two ? 1 : 0)
        }
        let length = min(value.count, bound.count, 10)
        for place in 0..<length where value[place] != bound[place] {
            return value[place] < bound[place] ? .below : .above
        }
        return value.count > 10 && bound.count > 10 ? .incomparable : .equal
    }

    /// A date and time with a zone, as seconds; `nil` for anything less precise.
    private func seconds(_ text: ByteSlice) -> Double? {
        guard let moment = Temporal(bytes: text.buffer, form: .dateTime), moment.precision >= .second,
            let zone = moment.zone
        else { return nil }
        return Double(moment.seconds - zone * 60) + Double(moment.nanoseconds) / 1e9
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
        let start = Temporal.moment(now)
        let moment: Temporal?
        switch unit.text {
        case "a": moment = Int(exactly: (amount * 12).rounded()).flatMap { start.adding($0, .month) }
        case "mo": moment = Int(exactly: amount.rounded()).flatMap { start.adding($0, .month) }
        case "wk", "d", "h", "min", "s":
            let length = CalendarUnit(code: unit.text).map { Double($0.milliseconds) / 1000 } ?? 0
            moment = Int(exactly: (amount * length).rounded(.down)).flatMap { start.adding($0, .second) }
        default: moment = nil
        }
        return moment.map { Array($0.text.utf8) }
    }

    /// The instant that relative bounds count from.
    private var now: Double {
        if let given = options.now { return given }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec)
    }
}
