internal import ElementModel

extension Checker {
    mutating func checkFunction(
        _ base: NodeID?, _ function: Function, _ arguments: [NodeID], _ offset: Int, _ context: inout Context
    ) -> StaticType {
        let input = base.map { check($0, &context) } ?? context.this
        if function.needsOrder { checkOrder(input, function.name + "()", offset) }
        checkInput(input, function, offset)
        switch function {
        case .where, .exists, .all:
            for argument in arguments { _ = checkAside(argument, checkedThis(input, context)) }
            return function == .where ? input : .system(.boolean)
        case .select, .repeat, .repeatAll:
            var projected = checkAside(arguments[0], checkedThis(input, context))
            if function != .select {
                // The projection also runs on what it gives.
                let again = checkAside(arguments[0], checkedThis(projected, context))
                projected = projected.joined(again)
            }
            if !input.isSingle || function != .select { projected.isSingle = false }
            projected.isOrdered = projected.isOrdered && input.isOrdered
            return projected
        case .iif:
            let inner = base == nil ? context : checkedThis(input, context)
            let criterion = checkAside(arguments[0], inner)
            if criterion.isSingle, let parts = criterion.parts, !parts.isEmpty, !parts.contains(where: isBoolean) {
                report(
                    tree[arguments[0]].range.lowerBound, "The criterion of iif() is no boolean.", expected: "a boolean",
                    found: criterion.text(types))
            }
            var result = checkAside(arguments[1], inner)
            if arguments.count > 2 {
                let other = checkAside(arguments[2], inner)
                let isSingle = result.isSingle && other.isSingle
                result = result.joined(other)
                result.isSingle = isSingle
            }
            return result
        case .aggregate:
            for argument in arguments { _ = checkAside(argument, checkedThis(input, context)) }
            return .unknown
        case .sort:
            for argument in arguments { _ = checkAside(argument, checkedThis(input, context)) }
            var result = input
            result.isOrdered = true
            return result
        case .trace:
            for argument in arguments { _ = checkAside(argument, checkedThis(input, context)) }
            return input
        case .defineVariable:
            var value = input
            if arguments.count > 1 {
                var inner = context
                inner.this = input
                value = checkAside(arguments[1], inner)
            }
            if case .literal(.string(let name)) = tree[arguments[0]].kind { context.variables[name] = value }
            return input
        case .coalesce:
            var result = StaticType.nothing
            for argument in arguments { result = result.joined(checkAside(argument, context)) }
            return result
        default: break
        }
        var given: [StaticType] = []
        for argument in arguments { given.append(checkAside(argument, context)) }
        checkArguments(function, arguments, given)
        return result(of: function, input, given)
    }

    private func isBoolean(_ part: StaticType.Part) -> Bool {
        switch part {
        case .system(let kind): kind == .boolean
        case .fhir(let type): types.primitive(type) == .boolean
        }
    }

    /// Whether a function can do anything with what it is called on: values want primitives, not structures.
    private mutating func checkInput(_ input: StaticType, _ function: Function, _ offset: Int) {
        let wantsQuantity: Bool
        switch function {
        case .indexOf, .lastIndexOf, .substring, .startsWith, .endsWith, .contains, .upper, .lower, .replace, .matches,
            .matchesFull, .replaceMatches, .length, .toChars, .encode, .decode, .escape, .unescape, .trim, .split,
            .join, .exp, .ln, .log, .power, .sqrt, .not:
            if function == .not { return }
            wantsQuantity = false
        case .abs, .ceiling, .floor, .round, .truncate, .lowBoundary, .highBoundary, .comparable: wantsQuantity = true
        default:
            if let wanted = wanted(function) {
                want(input, offset, "\(function.name)() is called on \(wanted.kinds[0].words)", wanted.kinds)
            }
            return
        }
        guard let parts = input.parts, !parts.isEmpty else { return }
        let fits = parts.contains { part in
            guard case .fhir(let type) = part else { return true }
            if types.kind(type) == .primitive || types.kind(type) == .unknown || types.isAbstract(type) { return true }
            return wantsQuantity && types.isKind(type, of: TypeReferences.quantity(types))
        }
        if fits {
            if let wanted = wanted(function) {
                want(
                    input, offset, "\(function.name)() is called on \(wanted.kinds[0].words)", wanted.kinds,
                    allowsPrimitives: wanted.allowsPrimitives)
            }
        } else {
            report(
                offset, "\(function.name)() cannot be called on \(input.text(types)).", expected: "a primitive value",
                found: input.text(types))
        }
    }

    private func result(of function: Function, _ input: StaticType, _ arguments: [StaticType]) -> StaticType {
        switch function {
        case .empty, .allTrue, .anyTrue, .allFalse, .anyFalse, .subsetOf, .supersetOf, .isDistinct, .not, .hasValue,
            .startsWith, .endsWith, .contains, .matches, .matchesFull, .convertsToBoolean, .convertsToInteger,
            .convertsToLong, .convertsToDate, .convertsToDateTime, .convertsToDecimal, .convertsToQuantity,
            .convertsToString, .convertsToTime, .toBoolean, .conformsTo, .memberOf, .subsumes, .subsumedBy, .htmlChecks,
            .comparable:
            return .system(.boolean)
        case .count, .indexOf, .lastIndexOf, .length, .toInteger, .toLong, .precision, .yearOf, .monthOf, .dayOf,
            .hourOf, .minuteOf, .secondOf, .millisecondOf:
            return .system(.integer)
        case .substring, .upper, .lower, .replace, .replaceMatches, .encode, .decode, .escape, .unescape, .trim, .join,
            .toString:
            return .system(.string)
        case .toChars, .split: return .system(.string, isSingle: false)
        case .toDecimal, .exp, .ln, .log, .sqrt, .timezoneOffsetOf: return .system(.decimal)
        case .toDate, .today, .dateOf: return .system(.date)
        case .toDateTime, .now: return .system(.dateTime)
        case .toTime, .timeOfDay, .timeOf: return .system(.time)
        case .toQuantity: return .system(.quantity)
        case .type: return .system(.typeInfo, isSingle: input.isSingle)
        case .first, .last, .single: return input.item
        case .tail, .skip, .take, .distinct, .intersect, .exclude, .checkModifiers, .slice: return input
        case .union, .combine: return input.joined(arguments[0])
        case .extension: return .fhir(types.type(named: Symbol.Extension), isSingle: false)
        case .children, .descendants: return StaticType(parts: nil, isSingle: false, isOrdered: false)
        default: return .unknown
        }
    }
}
