internal import Units

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Machine {
    mutating func math(_ function: Function, _ call: Call) throws(ExpressionError) {
        guard let input = try single(call, function) else {
            top = call.start
            return
        }
        var item = system(input)
        if item.kind == .element, let quantity = quantity(item) { item = quantity }
        if isValueless(item) {
            top = call.start
            return
        }
        guard item.isNumber || item.kind == .quantity && [.abs, .ceiling, .floor, .round, .truncate].contains(function)
        else {
            throw failure(
                call.instruction, "\(function.name)() was asked of \(description(item)).", expected: "a number",
                found: description(item))
        }
        var argument: Item?
        if !call.first.isEmpty {
            guard call.first.count == 1 else {
                throw failure(
                    call.instruction, "\(function.name)() was given \(call.first.count) items.", expected: "one item")
            }
            let value = system(items[call.first.lowerBound])
            guard value.isNumber else {
                throw failure(
                    call.instruction, "\(function.name)() was given \(description(value)).", expected: "a number",
                    found: description(value))
            }
            argument = value
        }
        top = call.start
        if call.instruction.count == 1, argument == nil { return }
        let number = item.number
        func whole(_ rule: Decimal.Rounding) throws(ExpressionError) {
            guard let rounded = number.rounded(places: 0, rule) else { return }
            if item.kind == .quantity {
                try push(Item(quantity: rounded, unit: item.place, isCalendarUnit: item.extra == 1))
            } else if let integer = Int64(exactly: rounded.mantissa) {
                try push(Item(integer: integer))
            }
        }
        switch function {
        case .abs:
            switch item.kind {
            case .integer: if item.integer != .min { try push(Item(integer: Swift.abs(item.integer))) }
            case .decimal: try push(Item(decimal: number.magnitude))
            default: try push(Item(quantity: number.magnitude, unit: item.place, isCalendarUnit: item.extra == 1))
            }
        case .ceiling: try whole(.up)
        case .floor: try whole(.down)
        case .truncate: try whole(.towardZero)
        case .round:
            var places: Int64 = 0
            if let argument {
                guard argument.kind == .integer, argument.integer >= 0 else {
                    throw failure(
                        call.instruction, "The number of places is no whole number from 0 on.",
                        expected: "an integer from 0 on", found: description(argument))
                }
                places = argument.integer
            }
            let rounded = places >= number.scale ? number : number.rounded(places: Int(places))
            guard let rounded else { return }
            if item.kind == .quantity {
                try push(Item(quantity: rounded, unit: item.place, isCalendarUnit: item.extra == 1))
            } else {
                try push(Item(decimal: rounded))
            }
        case .power:
            guard let argument else { return }
            if let exponent = argument.number.wholeNumber, exponent.magnitude <= 100_000 {
                guard let result = number.raised(to: Int(exponent)) else { return }
                if item.kind == .integer, argument.kind == .integer, exponent >= 0,
                    let integer = Int64(exactly: result.mantissa)
                {
                    try push(Item(integer: integer))
                } else {
                    try push(Item(decimal: result.scale > 0 ? result.trimmed : result))
                }
            } else {
                try push(double: raise(number.double, argument.number.double))
            }
        case .sqrt:
            guard !number.isNegative else { return }
            try push(double: number.double.squareRoot())
        case .exp: try push(double: exponential(number.double))
        case .ln:
            guard number > .zero else { return }
            try push(double: logarithm(number.double))
        case .log:
            guard let base = argument?.number, number > .zero, base > .zero, base != .one else { return }
            let quotient = logarithm(number.double) / logarithm(base.double)
            // A whole power gives a whole number.
            let nearest = quotient.rounded()
            try push(double: Swift.abs(quotient - nearest) < 1e-12 ? nearest : quotient)
        default: break
        }
    }

    private mutating func push(double: Double) throws(ExpressionError) {
        if let value = Decimal(double) { try push(Item(decimal: value)) }
    }
}

// The C library's functions, whose names the functions of FHIRPath would hide.
private func raise(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
private func exponential(_ value: Double) -> Double { exp(value) }
private func logarithm(_ value: Double) -> Double { log(value) }
