/// What is wrong with a unit's text.
public struct UnitProblem: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// There is nothing.
        case empty
        /// No unit of UCUM is called so (with a prefix or without).
        case unknownUnit
        /// A character stands where it may not: white space, a second operator, anything that is not ASCII.
        case unexpectedCharacter
        /// An annotation, bracket or parenthesis is not closed.
        case unclosed
        /// A unit is missing, as behind an operator.
        case missingUnit
        /// It is longer or deeper than any unit is.
        case tooLarge
    }
    public var kind: Kind
    /// Where in the text, in bytes.
    public var offset: Int
    /// How many bytes it concerns.
    public var length: Int

    /// The problem in words, and what to do about it.
    ///
    /// - Parameter code: the text that was read.
    public func words(in code: UnsafeBufferPointer<UInt8>) -> String {
        let end = min(offset + max(length, 0), code.count)
        let part = offset < end ? String(decoding: code[offset..<end], as: UTF8.self) : ""
        switch kind {
        case .empty: return "it is empty"
        case .unknownUnit:
            if let meant = UnitProblem.meant[part] { return "there is no unit '\(part)'; '\(meant)' may be meant" }
            return "there is no unit '\(part)'; what is counted stands in braces: {\(part)}"
        case .unexpectedCharacter:
            return "at character \(offset + 1) stands what no unit has"
        case .unclosed: return "the bracket at character \(offset + 1) is not closed"
        case .missingUnit: return "a unit is missing at character \(offset + 1)"
        case .tooLarge: return "it is longer or has larger numbers than any unit"
        }
    }

    /// Units as they are often written, and as UCUM writes them.
    private static let meant = [
        "mmHg": "mm[Hg]", "mcg": "ug", "IU": "[IU]", "iu": "[IU]", "mEq": "meq", "day": "d", "days": "d", "hour": "h",
        "hours": "h", "week": "wk", "weeks": "wk", "month": "mo", "months": "mo", "year": "a", "years": "a",
        "minute": "min", "minutes": "min", "sec": "s", "second": "s", "seconds": "s", "lb": "[lb_av]", "lbs": "[lb_av]",
        "oz": "[oz_av]", "in": "[in_i]", "ft": "[ft_i]", "C": "Cel", "F": "[degF]", "ML": "mL", "MG": "mg", "KG": "kg",
        "cc": "mL", "gm": "g", "micromol": "umol", "percent": "%", "drop": "[drp]", "drops": "[drp]",
    ]
}

/// Reads the grammar of UCUM (section 2, case sensitive) into a ``Unit``, without allocating.
struct UnitParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var depth = 0
    private(set) var problem: UnitProblem?

    /// Longer than any unit that is meant.
    private static let maximumLength = 1000
    private static let maximumDepth = 32

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func parse() -> Unit? {
        guard !bytes.isEmpty else { return fail(.empty, 0) }
        guard bytes.count <= UnitParser.maximumLength else { return fail(.tooLarge, 0) }
        guard let unit = term() else { return nil }
        guard at == bytes.count else { return fail(.unexpectedCharacter, at) }
        return unit
    }

    private mutating func fail(_ kind: UnitProblem.Kind, _ offset: Int, _ length: Int = 1) -> Unit? {
        if problem == nil { problem = UnitProblem(kind: kind, offset: offset, length: length) }
        return nil
    }

    private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

    /// component (("." | "/") component)*, with "/" allowed in front.
    private mutating func term() -> Unit? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= UnitParser.maximumDepth else { return fail(.tooLarge, at) }
        var result = Unit()
        var power = 1
        if byte == UInt8(ascii: "/") {
            power = -1
            at += 1
        }
        while true {
            guard let next = component() else { return nil }
            result.multiply(by: next, power: power)
            switch byte {
            case UInt8(ascii: "."): power = 1
            case UInt8(ascii: "/"): power = -1
            default: return result
            }
            at += 1
        }
    }

    private mutating func component() -> Unit? {
        guard at < bytes.count else { return fail(.missingUnit, at, 0) }
        switch byte {
        case UInt8(ascii: "("):
            let open = at
            at += 1
            guard let inner = term() else { return nil }
            guard byte == UInt8(ascii: ")") else {
                return fail(at < bytes.count ? .unexpectedCharacter : .unclosed, at < bytes.count ? at : open)
            }
            at += 1
            // The grammar's table gives annotations to units only; UCUM's own examples write `g/(8.h){shift}` too.
            return byte == UInt8(ascii: "{") && !annotation() ? nil : inner
        case UInt8(ascii: "{"):
            return annotation() ? Unit() : nil
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ")"):
            return fail(.missingUnit, at)
        default:
            guard let unit = simple() else { return nil }
            return byte == UInt8(ascii: "{") && !annotation() ? nil : unit
        }
    }

    private mutating func annotation() -> Bool {
        let open = at
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "}") {
            guard bytes[at] > 0x20, bytes[at] < 0x7F, bytes[at] != UInt8(ascii: "{") else {
                _ = fail(.unexpectedCharacter, at)
                return false
            }
            at += 1
        }
        guard at < bytes.count else {
            _ = fail(.unclosed, open)
            return false
        }
        at += 1
        return true
    }

    /// A whole number, or an atom with its prefix and exponent.
    private mutating func simple() -> Unit? {
        let start = at
        guard scanSymbol() else { return nil }
        // Digits at the end are the exponent, unless all of it is digits (a factor) or it is the number ten.
        var end = at
        while end > start, isDigit(bytes[end - 1]) { end -= 1 }
        if end == start {
            guard byte != UInt8(ascii: "+"), byte != UInt8(ascii: "-") else {
                return fail(.unexpectedCharacter, at)
            }
            return number(start..<at)
        }
        var exponent = 1
        if end < at {
            guard let value = integer(end..<at) else { return fail(.tooLarge, end, at - end) }
            exponent = value
        } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
            let isNegative = byte == UInt8(ascii: "-")
            at += 1
            let digits = at
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
            guard at > digits else { return fail(.unexpectedCharacter, at) }
            guard let value = integer(digits..<at) else { return fail(.tooLarge, digits, at - digits) }
            exponent = isNegative ? -value : value
        }
        guard let unit = atom(start..<end) else { return fail(.unknownUnit, start, end - start) }
        guard exponent != 1 else { return unit }
        if unit.function != 0 { return Unit.opaque }
        var result = Unit()
        result.multiply(by: unit, power: exponent)
        return result
    }

    /// Takes all that may belong to a symbol; what stands in square brackets may be nearly anything.
    private mutating func scanSymbol() -> Bool {
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "["):
                let open = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "]") {
                    guard bytes[at] > 0x20, bytes[at] < 0x7F else {
                        _ = fail(.unexpectedCharacter, at)
                        return false
                    }
                    at += 1
                }
                guard at < bytes.count else {
                    _ = fail(.unclosed, open)
                    return false
                }
                at += 1
            case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"),
                UInt8(ascii: "+"), UInt8(ascii: "-"):
                if at == start { _ = fail(.unexpectedCharacter, at) }
                return at > start
            case 0x21...0x7E
            where bytes[at] != UInt8(ascii: "}") && bytes[at] != UInt8(ascii: "]")
                && bytes[at] != UInt8(ascii: "\"") && bytes[at] != UInt8(ascii: "="):
                at += 1
            default:
                _ = fail(.unexpectedCharacter, at)
                return false
            }
        }
        return at > start
    }

    private func atom(_ range: Range<Int>) -> Unit? {
        let code = UnsafeBufferPointer(rebasing: bytes[range])
        let row = UnitTable.find(code)
        if row >= 0 { return UnitTable.unit(row) }
        guard let (row, factor) = UnitTable.findPrefixed(code) else { return nil }
        var unit = UnitTable.unit(row)
        if unit.function != 0 {
            guard factor.numerator == 1 else { return Unit.opaque }
            unit.functionTens = factor.tens
        } else {
            unit.factor = unit.factor.times(factor)
        }
        return unit
    }

    private func number(_ range: Range<Int>) -> Unit {
        var value: UInt128 = 0
        for byte in bytes[range] {
            let (product, lost) = value.multipliedReportingOverflow(by: 10)
            guard !lost, product <= UInt128.max - 9 else {
                value = 0
                break
            }
            value = product + UInt128(byte - UInt8(ascii: "0"))
        }
        var unit = Unit()
        unit.factor = value == 0 ? .lost : UnitFactor.one.times(UnitFactor(numerator: value))
        return unit
    }

    private func integer(_ range: Range<Int>) -> Int? {
        guard range.count <= 4 else { return nil }
        return bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension Unit {
    /// Valid text with which nothing can be computed.
    static var opaque: Unit {
        var unit = Unit()
        unit.isOpaque = true
        return unit
    }
}
