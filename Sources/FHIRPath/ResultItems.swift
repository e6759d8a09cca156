public import ElementModel
public import Units

/// One item of a result.
public enum ResultItem {
    /// An element of a document.
    case element(ElementView, ElementID)
    case boolean(Bool)
    case integer(Int64)
    case decimal(Decimal)
    case string(String)
    case date(Temporal)
    case dateTime(Temporal)
    case time(Temporal)
    /// A value and its unit: UCUM (`mg`) or a calendar word (`week`).
    case quantity(Decimal, unit: String, isCalendarUnit: Bool)
    /// What `type()` answers.
    case type(namespace: String, name: String)
}

extension ResultItem {
    /// The type as the official suite spells it: a FHIR type's name, or a System type's in FHIR's spelling.
    public var typeName: String {
        switch self {
        case .element(let view, let element): view.types.text(view.type(element))
        case .boolean: "boolean"
        case .integer: "integer"
        case .decimal: "decimal"
        case .string: "string"
        case .date: "date"
        case .dateTime: "dateTime"
        case .time: "time"
        case .quantity: "Quantity"
        case .type: "TypeInfo"
        }
    }

    /// The value as text, dates and times without `@`; `nil` for an element that has none.
    public var text: String? {
        switch self {
        case .element(let view, let element): view.hasValue(element) ? view.value(element).text : nil
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .decimal(let value): value.text
        case .string(let value): value
        case .date(let value), .dateTime(let value), .time(let value): value.text
        case .quantity(let value, let unit, let isCalendarUnit):
            isCalendarUnit
                ? value.text + " " + CalendarUnit.words(unit, of: value) : "\(value.text) '\(unit)'"
        case .type(let namespace, let name): "\(namespace).\(name)"
        }
    }
}

/// What an evaluation gave: items in order.
public struct ResultItems: Sequence {
    public var items: [ResultItem]
    /// Why parts of the expression could not be decided (a value set nobody knows …); empty in the usual case. Where
    /// it is not, the items must not be taken for the answer.
    public var undecided: [String]

    public init(items: [ResultItem], undecided: [String] = []) {
        self.items = items
        self.undecided = undecided
    }
    public var count: Int { items.count }
    public var isEmpty: Bool { items.isEmpty }
    public var first: ResultItem? { items.first }
    public func makeIterator() -> IndexingIterator<[ResultItem]> { items.makeIterator() }
}

/// What a rule says of an element.
public enum BooleanOutcome: Sendable, Equatable {
    case isTrue
    case isFalse
    /// The expression gave nothing. (An invariant counts that as not met.)
    case isEmpty
    /// Nobody knows, and why: terminology, a limit, an evaluation error of the rule itself.
    case undecidable(ExpressionError)
}

extension ResultItem {
    /// The value as the official suite spells it: dates and times with `@`, everything else as text; `nil` where there
    /// is none.
    public var suiteText: String? {
        switch self {
        case .element(let view, let element):
            guard let text else { return nil }
            switch view.types.primitive(view.type(element)) {
            case .date, .dateTime, .instant: return "@" + text
            case .time: return "@T" + text
            default: return text
            }
        case .date, .dateTime: return text.map { "@" + $0 }
        case .time: return text.map { "@T" + $0 }
        default: return text
        }
    }
}
