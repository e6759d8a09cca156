public import ElementModel

/// NHS numbers: ten digits, the last a check digit modulo 11 (NHS Data Dictionary, *NHS NUMBER*).
public enum NHSNumber {
    /// The naming system of NHS numbers.
    public static var system: StaticString { "https://fhir.nhs.uk/Id/nhs-number" }

    /// Whether a text is an NHS number with the right check digit; nothing stands between the digits.
    public static func isValid(_ text: ByteSlice) -> Bool {
        guard hasForm(text) else { return false }
        var sum = 0
        for place in 0..<9 { sum += Int(text[place] - 0x30) * (10 - place) }
        let check = (11 - sum % 11) % 11
        return check != 10 && check == Int(text[9] - 0x30)
    }

    /// Whether a text is an NHS number with the right check digit; nothing stands between the digits.
    public static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return false }
            return isValid(ByteSlice(start: start, count: bytes.count))
        }
    }

    /// Whether a text is ten digits, whatever the last one.
    public static func hasForm(_ text: ByteSlice) -> Bool {
        text.count == 10 && text.buffer.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}

/// Codes of the Organisation Data Service: organisations, sites, practices.
public enum ODSCode {
    /// The naming system of organisations.
    public static var organisationSystem: StaticString { "https://fhir.nhs.uk/Id/ods-organization-code" }
    /// The naming system of sites.
    public static var siteSystem: StaticString { "https://fhir.nhs.uk/Id/ods-site-code" }

    /// Whether a text has the form of a code: three to twelve capitals and digits.
    public static func hasForm(_ text: ByteSlice) -> Bool {
        (3...12).contains(text.count)
            && text.buffer.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) }
    }
}
