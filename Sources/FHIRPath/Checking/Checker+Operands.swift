internal import ElementModel

/// What operators and functions want of a value.
enum Operand {
    case boolean, integer, decimal, text, date, time, quantity
    /// Structures, types.
    case other
    /// What only a run can tell.
    case anything

    /// How it reads in a message.
    var words: String {
        switch self {
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .decimal: "a number"
        case .text: "a string"
        case .date: "a date"
        case .time: "a time"
        case .quantity: "a quantity"
        case .other, .anything: "an element"
        }
    }
    var isNumber: Bool { self == .integer || self == .decimal }
}

// Operands that never fit (FHIRPath 2.0, sections 6.1 to 6.6): each pair of types that the two sides may have is tried.
extension Checker {
    func operand(_ part: StaticType.Part) -> Operand {
        switch part {
        case .system(let kind):
            switch kind {
            case .boolean: return .boolean
            case .integer: return .integer
            case .decimal: return .decimal
            case .string: return .text
            case .date, .dateTime: return .date
            case .time: return .time
            case .quantity: return .quantity
            case .element: return .anything
            case .none, .typeInfo: return .other
            }
        case .fhir(let type):
            if type == .none || types.isAbstract(type) || types.kind(type) == .unknown { return .anything }
            if types.isKind(type, of: TypeReferences.quantity(types)) { return .quantity }
            guard types.kind(type) == .primitive else { return .other }
            switch types.primitive(type) {
            case .boolean: return .boolean
            case .integer, .unsignedInt, .positiveInt: return .integer
            case .decimal: return .decimal
            case .date, .dateTime, .instant: return .date
            case .time: return .time
            case .none: return .anything
            default: return .text
            }
        }
    }

    /// The operands that a value may be; `nil`: nothing is known, or there is none.
    private func operands(_ type: StaticType) -> [Operand]? {
        guard let parts = type.parts, !parts.isEmpty else { return nil }
        let found = parts.map { operand($0) }
        return found.contains(.anything) ? nil : found
    }

    /// Types an operator, and reports sides that never fit each other.
    mutating func checkOperator(
        _ operation: Operator, _ left: StaticType, _ right: StaticType, _ offset: Int
    ) -> StaticType {
        switch operation {
        case .union: return left.joined(right)
        case .concatenate:
            for side in [left, right] { _ = want(side, offset, "'&' joins strings", [.text], allowsPrimitives: true) }
            return .system(.string)
        case .multiply, .divide, .wholeDivide, .modulo, .add, .subtract:
            return checkArithmetic(operation, left, right, offset)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            if let ours = operands(left), let theirs = operands(right),
                !ours.contains(where: { one in theirs.contains { areOrdered(one, $0) } })
            {
                reportOperands(left, right, offset, "cannot be compared")
            }
        default: break
        }
        return .system(.boolean)
    }

    private func areOrdered(_ left: Operand, _ right: Operand) -> Bool {
        switch (left, right) {
        case (.other, _), (_, .other), (.boolean, _), (_, .boolean): false
        case (.quantity, _) where right.isNumber, (_, .quantity) where left.isNumber: true
        // A text beside a date is read as one.
        case (.text, .date), (.date, .text): true
        default: left == right || left.isNumber && right.isNumber
        }
    }

    private mutating func checkArithmetic(
        _ operation: Operator, _ left: StaticType, _ right: StaticType, _ offset: Int
    ) -> StaticType {
        guard let ours = operands(left), let theirs = operands(right) else {
            return StaticType(parts: nil, isSingle: true)
        }
        var results: [StaticType.Part] = []
        for one in ours {
            for other in theirs {
                guard let kind = result(operation, one, other) else { continue }
                let part = StaticType.Part.system(kind)
                if !results.contains(part) { results.append(part) }
            }
        }
        if results.isEmpty {
            reportOperands(left, right, offset, "do not fit the operator")
            return StaticType(parts: nil, isSingle: true)
        }
        // A date keeps its type, which may be FHIR's: only numbers and texts are certain.
        let isCertain = results.allSatisfy { [.system(.integer), .system(.decimal), .system(.string)].contains($0) }
        return StaticType(parts: isCertain ? results : nil, isSingle: true)
    }

    /// What an operator makes of two operands; `nil` where they do not fit.
    private func result(_ operation: Operator, _ left: Operand, _ right: Operand) -> Item.Kind? {
        switch (left, right) {
        case (.integer, .integer): return operation == .divide ? .decimal : .integer
        case _ where left.isNumber && right.isNumber: return operation == .wholeDivide ? .integer : .decimal
        case (.text, .text): return operation == .add ? .string : nil
        case (.date, .quantity): return operation == .add || operation == .subtract ? .dateTime : nil
        case (.time, .quantity): return operation == .add || operation == .subtract ? .time : nil
        case (.quantity, .quantity), (.quantity, .integer), (.quantity, .decimal), (.integer, .quantity),
            (.decimal, .quantity):
            return operation == .wholeDivide ? nil : .quantity
        default: return nil
        }
    }

    private mutating func reportOperands(_ left: StaticType, _ right: StaticType, _ offset: Int, _ what: String) {
        report(
            offset, "\(left.text(types)) and \(right.text(types)) \(what).",
            expected: "operands that fit each other", found: "\(left.text(types)) and \(right.text(types))",
            kind: .execution)
    }

    /// Reports a value that is never of one of the kinds.
    ///
    /// - Returns: whether it may be one.
    @discardableResult
    mutating func want(
        _ type: StaticType, _ offset: Int, _ what: String, _ kinds: [Operand], allowsPrimitives: Bool = false
    ) -> Bool {
        guard let parts = type.parts, !parts.isEmpty else { return true }
        let fits = parts.contains { part in
            let found = operand(part)
            if found == .anything || kinds.contains(found) { return true }
            // FHIR's dates and numbers are texts too where a text is asked for.
            if allowsPrimitives, case .fhir(let type) = part { return types.kind(type) == .primitive }
            return false
        }
        if !fits {
            let expected = kinds.first?.words ?? "a value"
            report(
                offset, "\(what), not \(type.text(types)).", expected: expected, found: type.text(types),
                kind: .execution)
        }
        return fits
    }

    // MARK: Functions

    /// What a function can be called on, among values.
    func wanted(_ function: Function) -> (kinds: [Operand], allowsPrimitives: Bool)? {
        switch function {
        case .indexOf, .lastIndexOf, .substring, .startsWith, .endsWith, .contains, .upper, .lower, .replace, .matches,
            .matchesFull, .replaceMatches, .length, .toChars, .encode, .decode, .escape, .unescape, .trim, .split,
            .join:
            return ([.text], true)
        case .exp, .ln, .log, .power, .sqrt: return ([.decimal, .integer], false)
        case .abs, .ceiling, .floor, .round, .truncate: return ([.decimal, .integer, .quantity], false)
        case .lowBoundary, .highBoundary, .precision:
            return ([.decimal, .integer, .quantity, .date, .time], false)
        case .yearOf, .monthOf, .dayOf, .hourOf, .minuteOf, .secondOf, .millisecondOf, .timezoneOffsetOf, .dateOf,
            .timeOf:
            return ([.date, .time], false)
        case .allTrue, .anyTrue, .allFalse, .anyFalse: return ([.boolean], false)
        default: return nil
        }
    }

    /// Reports arguments that a function never takes.
    mutating func checkArguments(_ function: Function, _ arguments: [NodeID], _ given: [StaticType]) {
        for (number, type) in given.enumerated() {
            let offset = tree[arguments[number]].range.lowerBound
            let what = "\(function.name)() takes"
            switch function {
            case .indexOf, .lastIndexOf, .startsWith, .endsWith, .contains, .matches, .matchesFull, .replace,
                .replaceMatches, .encode, .decode, .escape, .unescape, .split, .join, .extension, .conformsTo,
                .memberOf,
                .slice, .toQuantity, .convertsToQuantity:
                want(type, offset, "\(what) a string", [.text], allowsPrimitives: true)
            case .skip, .take, .substring, .lowBoundary, .highBoundary, .round:
                want(type, offset, "\(what) an integer", [.integer])
            case .log, .power: want(type, offset, "\(what) a number", [.decimal, .integer])
            case .comparable: want(type, offset, "\(what) a quantity", [.quantity, .integer, .decimal])
            default: break
            }
        }
    }
}
