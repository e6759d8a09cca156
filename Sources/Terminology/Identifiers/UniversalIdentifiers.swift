public import ElementModel

/// The forms of universal identifiers, with `urn:` or bare.
public enum UniversalIdentifier {
    /// Whether a text is a UUID: 8-4-4-4-12 hexadecimal digits.
    ///
    /// - Parameter lowerCase: whether capitals are refused, as FHIR's `uuid` does.
    public static func isUUID(_ text: ByteSlice, lowerCase: Bool = false) -> Bool {
        guard text.count == 36 else { return false }
        for place in 0..<36 {
            let byte = text[place]
            switch place {
            case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
            default:
                let isDigit = byte >= 0x30 && byte <= 0x39
                let isLow = byte >= 0x61 && byte <= 0x66
                let isHigh = byte >= 0x41 && byte <= 0x46
                guard isDigit || isLow || (isHigh && !lowerCase) else { return false }
            }
        }
        return true
    }

    /// Whether a text is an OID: numbers without leading zeros between dots, the first 0 to 2.
    public static func isOID(_ text: ByteSlice) -> Bool {
        guard text.count >= 3, text[0] >= UInt8(ascii: "0"), text[0] <= UInt8(ascii: "2"), text[1] == UInt8(ascii: ".")
        else { return false }
        var start = 2
        for place in 2...text.count where place == text.count || text[place] == UInt8(ascii: ".") {
            guard place > start, place - start == 1 || text[start] != UInt8(ascii: "0") else { return false }
            for digit in start..<place where text[digit] < 0x30 || text[digit] > 0x39 { return false }
            start = place + 1
        }
        return true
    }

    /// The part after `urn:uuid:`; `nil` where the text does not begin so.
    public static func uuid(ofURN text: ByteSlice) -> ByteSlice? { rest(text, "urn:uuid:") }
    /// The part after `urn:oid:`; `nil` where the text does not begin so.
    public static func oid(ofURN text: ByteSlice) -> ByteSlice? { rest(text, "urn:oid:") }

    private static func rest(_ text: ByteSlice, _ prefix: StaticString) -> ByteSlice? {
        let count = prefix.utf8CodeUnitCount
        guard text.count >= count, text[0..<count] == prefix else { return nil }
        return text[count..<text.count]
    }
}
