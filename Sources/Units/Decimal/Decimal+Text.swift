extension Decimal: CustomStringConvertible {
    /// Reads a decimal as FHIR and FHIRPath write it: `-12.50`, `1e-3`, `+4`.
    ///
    /// - Returns: `nil` where the text is no decimal or has more digits than fit.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let value = text.withUTF8({ Decimal(bytes: $0) }) else { return nil }
        self = value
    }

    /// Reads a decimal from its bytes.
    public init?(bytes: UnsafeBufferPointer<UInt8>) {
        var at = 0
        let count = bytes.count
        var isNegative = false
        if at < count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
            isNegative = bytes[at] == UInt8(ascii: "-")
            at += 1
        }
        var mantissa: Int128 = 0
        var scale = 0
        var digits = 0
        var seenPoint = false
        // Most numbers are short: 18 digits fit a machine word.
        var small: Int64 = 0
        while at < count {
            let byte = bytes[at]
            if byte >= 0x30, byte <= 0x39 {
                digits += 1
                if seenPoint { scale += 1 }
                if digits <= 18 {
                    small = small &* 10 &+ Int64(byte &- 0x30)
                } else {
                    if digits == 19 { mantissa = Int128(small) }
                    let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                    let (sum, carried) = product.addingReportingOverflow(Int128(byte &- 0x30))
                    if overflow || carried { return nil }
                    mantissa = sum
                }
            } else if byte == UInt8(ascii: "."), !seenPoint, digits > 0 {
                seenPoint = true
            } else {
                break
            }
            at += 1
        }
        guard digits > 0, !seenPoint || scale > 0 else { return nil }
        if digits <= 18 { mantissa = Int128(small) }
        if at < count {
            guard bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") else { return nil }
            at += 1
            var isDown = false
            if at < count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
                isDown = bytes[at] == UInt8(ascii: "-")
                at += 1
            }
            guard at < count, count - at <= 4 else { return nil }
            var exponent = 0
            while at < count {
                guard bytes[at] >= 0x30, bytes[at] <= 0x39 else { return nil }
                exponent = exponent * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            scale += isDown ? exponent : -exponent
            while scale < 0 {
                let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                if overflow { return nil }
                mantissa = product
                scale += 1
            }
        }
        guard scale <= Decimal.maximumScale else { return nil }
        self.init(mantissa: isNegative ? -mantissa : mantissa, scale: scale, isNegativeZero: isNegative)
    }

    /// The nearest decimal to what a double prints as; `nil` for infinities and what does not fit.
    public init?(_ double: Double) {
        guard double.isFinite else { return nil }
        if double == 0 {
            self = .zero
            return
        }
        // Smaller than can be written: zero.
        if double.magnitude < 1e-30 {
            self = .zero
            return
        }
        self.init("\(double)")
        self = trimmed
    }

    /// The number as FHIR writes it, without an exponent.
    public var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(48)
        write { bytes.append($0) }
        return String(decoding: bytes, as: UTF8.self)
    }
    public var description: String { text }

    /// Hands over the bytes of ``text``, one by one, without allocating.
    @inlinable
    public func write(_ put: (UInt8) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { buffer in
            var at = buffer.count
            var left = mantissa.magnitude
            var written = 0
            repeat {
                if written == scale, scale > 0 {
                    at -= 1
                    buffer[at] = UInt8(ascii: ".")
                }
                at -= 1
                buffer[at] = 0x30 + UInt8(truncatingIfNeeded: left % 10)
                left /= 10
                written += 1
            } while left > 0 || written <= scale
            if mantissa < 0 || isNegativeZero { put(UInt8(ascii: "-")) }
            for byte in buffer[at...] { put(byte) }
        }
    }
}
