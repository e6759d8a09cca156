extension PrimitiveScanner {
    static func integer(_ value: ByteSlice, allowsSign: Bool, least: Int64) -> PrimitiveOutcome {
        var at = 0
        let isNegative = value[0] == UInt8(ascii: "-")
        if isNegative { at = 1 }
        guard at < value.count else { return .wrongForm }
        let startsWithZero = value[at] == 0x30
        if startsWithZero, value.count > at + 1 { return .wrongForm }
        var number: Int64 = 0
        while at < value.count {
            guard isDigit(value[at]) else { return .wrongForm }
            // Beyond any bound it does not matter how far.
            if number < 1 << 40 { number = number * 10 + Int64(value[at] - 0x30) }
            at += 1
        }
        if isNegative {
            number = -number
            // A negative number in a type without a sign is a number all the same, only too small.
            if !allowsSign { return .outOfRange }
        }
        return number >= least && number <= 2_147_483_647 ? .ok : .outOfRange
    }

    static func decimal(_ value: ByteSlice, allowsExponent: Bool) -> PrimitiveOutcome {
        var at = value[0] == UInt8(ascii: "-") ? 1 : 0
        let whole = digits(value, from: &at)
        if whole == 0 || whole > 1 && value[at - whole] == 0x30 { return .wrongForm }
        if at < value.count, value[at] == UInt8(ascii: ".") {
            at += 1
            if digits(value, from: &at) == 0 { return .wrongForm }
        }
        if allowsExponent, at < value.count, value[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < value.count, value[at] == UInt8(ascii: "+") || value[at] == UInt8(ascii: "-") { at += 1 }
            if digits(value, from: &at) == 0 { return .wrongForm }
        }
        return at == value.count ? .ok : .wrongForm
    }

    /// Passes over digits and returns how many there were.
    @inline(__always)
    static func digits(_ value: ByteSlice, from at: inout Int) -> Int {
        let start = at
        while at < value.count, isDigit(value[at]) { at += 1 }
        return at - start
    }
}
