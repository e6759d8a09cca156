public import ElementModel
internal import Units

/// Code systems that are grammars or published tables rather than lists in a package.
public enum SpecialCodeSystem: String, Sendable, Hashable, CaseIterable {
    case ucum = "http://unitsofmeasure.org"
    case mimeTypes = "urn:ietf:bcp:13"
    case languages = "urn:ietf:bcp:47"
    case countries = "urn:iso:std:iso:3166"
    case subdivisions = "urn:iso:std:iso:3166:-2"
    case currencies = "urn:iso:std:iso:4217"
    case uris = "urn:ietf:rfc:3986"

    /// The code system of a URL; STU3's and misspelt ones count too.
    public init?(url: String) {
        switch url {
        case "urn:ietf:bcp:13", "http://www.rfc-editor.org/bcp/bcp13.txt": self = .mimeTypes
        case "http://tools.ietf.org/html/bcp47": self = .languages
        case "urn:iso:std:iso:3166-2": self = .subdivisions
        default: self.init(rawValue: url)
        }
    }

    /// Whether a text is a code of the system.
    ///
    /// - Returns: undecided where the tables may be older than the code.
    public func membership(of code: ByteSlice) -> Membership {
        switch self {
        case .ucum: UCUM.isValid(code.buffer) ? .member : .notMember
        case .mimeTypes: SpecialCodeSystem.isMediaType(code) ? .member : .notMember
        case .languages: LanguageTag.membership(of: code)
        case .countries: SpecialCodeSystem.country(code)
        case .subdivisions: CodeTable.subdivisions.contains(code) ? .member : .notMember
        case .currencies: CodeTable.currencies.contains(code) ? .member : .notMember
        case .uris: !code.isEmpty && !code.buffer.contains { $0 <= 0x20 } ? .member : .notMember
        }
    }

    /// Whether a code of the system passes a filter of a value set.
    ///
    /// - Returns: `nil` where the filter asks for what is not known here.
    func passes(_ code: ByteSlice, _ filter: CompiledFilter) -> Bool? {
        if filter.property == "code" || filter.property == "concept" {
            switch filter.op {
            case "=": return code.equals(filter.value)
            case "in": return filter.values.contains { code.equals($0) }
            case "not-in": return !filter.values.contains { code.equals($0) }
            case "regex": return filter.matches(code)
            default: return nil
            }
        }
        guard self == .ucum else { return nil }
        switch (filter.property, filter.op) {
        case ("canonical", "="):
            guard let unit = UCUM.parse(code.buffer), let wanted = UCUM.parse(filter.value) else { return nil }
            return unit.isComparable(to: wanted)
        default: return nil
        }
    }

    private static func country(_ code: ByteSlice) -> Membership {
        if CodeTable.countriesOfTwo.contains(code) || CodeTable.countriesOfThree.contains(code)
            || CodeTable.countriesByNumber.contains(code)
        {
            return .member
        }
        return CodeTable.formerCountries.contains(code) ? .memberWithRemark(.deprecated) : .notMember
    }

    /// The form of RFC 6838: `type/subtype`, with parameters.
    static func isMediaType(_ code: ByteSlice) -> Bool {
        // The short words that FHIR itself allows where a format is named.
        if code == "json" || code == "xml" || code == "ttl" { return true }
        var place = 0
        func token() -> Bool {
            let start = place
            while place < code.count {
                switch code[place] {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"),
                    UInt8(ascii: "&"), UInt8(ascii: "-"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "+"), UInt8(ascii: "*"):
                    place += 1
                default: return place > start
                }
            }
            return place > start
        }
        guard token(), place < code.count, code[place] == UInt8(ascii: "/") else { return false }
        place += 1
        guard token() else { return false }
        while place < code.count {
            while place < code.count, code[place] == 0x20 { place += 1 }
            guard place < code.count, code[place] == UInt8(ascii: ";") else { return false }
            place += 1
            while place < code.count, code[place] == 0x20 { place += 1 }
            guard token(), place < code.count, code[place] == UInt8(ascii: "=") else { return false }
            place += 1
            if place < code.count, code[place] == UInt8(ascii: "\"") {
                place += 1
                while place < code.count, code[place] != UInt8(ascii: "\"") { place += 1 }
                guard place < code.count else { return false }
                place += 1
            } else {
                // Parameters are met with unquoted URLs in them.
                let start = place
                while place < code.count, code[place] > 0x20, code[place] != UInt8(ascii: ";") { place += 1 }
                guard place > start else { return false }
            }
        }
        return true
    }
}
