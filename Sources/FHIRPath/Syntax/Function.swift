/// The functions of FHIRPath and FHIR's additions (`is`, `as` and `ofType` are operators to the parser).
enum Function: UInt8, CaseIterable, Sendable {
    // Existence
    case empty, exists, all, allTrue, anyTrue, allFalse, anyFalse, subsetOf, supersetOf, count, distinct, isDistinct
    // Filtering and projection
    case `where`, select, `repeat`, repeatAll
    // Subsetting and combining
    case single, first, last, tail, skip, take, intersect, exclude, union, combine, coalesce
    // Conversion
    case iif, toBoolean, convertsToBoolean, toInteger, convertsToInteger, toLong, convertsToLong, toDate
    case convertsToDate, toDateTime, convertsToDateTime, toDecimal, convertsToDecimal, toQuantity, convertsToQuantity
    case toString, convertsToString, toTime, convertsToTime
    // Strings
    case indexOf, lastIndexOf, substring, startsWith, endsWith, contains, upper, lower, replace, matches, matchesFull
    case replaceMatches, length, toChars, encode, decode, escape, unescape, trim, split, join
    // Math
    case abs, ceiling, exp, floor, ln, log, power, round, sqrt, truncate
    // Trees
    case children, descendants
    // Utilities
    case trace, now, timeOfDay, today, defineVariable, lowBoundary, highBoundary, precision
    case yearOf, monthOf, dayOf, hourOf, minuteOf, secondOf, millisecondOf, timezoneOffsetOf, dateOf, timeOf
    // Types, booleans, aggregates, order
    case type, not, aggregate, sum, min, max, avg, sort
    // FHIR
    case `extension`, hasValue, getValue, resolve, elementDefinition, slice, checkModifiers, conformsTo, memberOf
    case subsumes, subsumedBy, htmlChecks, comparable

    init?(_ name: String) {
        switch name {
        // STU3's spelling.
        case "htmlchecks": self = .htmlChecks
        // The continuous build's names of the components.
        case "year": self = .yearOf
        case "month": self = .monthOf
        case "day": self = .dayOf
        case "hour": self = .hourOf
        case "minute": self = .minuteOf
        case "second": self = .secondOf
        case "millisecond": self = .millisecondOf
        case "timezoneOffset": self = .timezoneOffsetOf
        case "date": self = .dateOf
        case "time": self = .timeOf
        default:
            guard let function = Function.byName[name] else { return nil }
            self = function
        }
    }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    /// Its name in expressions.
    var name: String { "\(self)" }

    /// How many arguments it takes.
    var argumentCounts: ClosedRange<Int> {
        switch self {
        case .exists, .toQuantity, .convertsToQuantity, .join, .lowBoundary, .highBoundary, .round: 0...1
        case .trace, .defineVariable, .aggregate, .substring: 1...2
        case .iif: 2...3
        case .sort: 0...16
        case .coalesce, .checkModifiers: 1...16
        case .replace, .replaceMatches, .slice: 2...2
        case .matches, .matchesFull: 1...2
        case .all, .subsetOf, .supersetOf, .where, .select, .repeat, .repeatAll, .skip, .take, .intersect, .exclude,
            .union, .combine, .indexOf, .lastIndexOf, .startsWith, .endsWith, .contains, .encode, .decode, .escape,
            .unescape, .split, .log, .power, .extension, .conformsTo, .memberOf, .subsumes, .subsumedBy, .comparable:
            1...1
        default: 0...0
        }
    }

    /// Whether its arguments are worked out for each item (with `$this` and `$index`), by the function itself.
    var isLambda: Bool {
        switch self {
        case .exists, .all, .where, .select, .repeat, .repeatAll, .iif, .aggregate, .sort, .trace, .defineVariable,
            .coalesce:
            true
        default: false
        }
    }

    /// Those that the host must answer: from definitions, terminology, or what stands around the resource.
    static let askingDefinitions: Set<Function> = [
        .conformsTo, .memberOf, .subsumes, .subsumedBy, .slice, .elementDefinition, .resolve,
    ]

    /// Whether it relies on the order of its input.
    var needsOrder: Bool {
        switch self {
        case .first, .last, .tail, .skip, .take: true
        default: false
        }
    }
}
