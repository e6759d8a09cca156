public import ElementModel

/// Code systems that are grammars or published tables rather than lists in a package.
public enum SpecialCodeSystem: String, Sendable, Hashable, CaseIterable {
    case ucum = "http://unitsofmeasure.org"
    case mimeTypes = "urn:ietf:bcp:13"
    case languages = "urn:ietf:bcp:47"
    case countries = "urn:iso:std:iso:3166"
    case currencies = "urn:iso:std:iso:4217"
    case uris = "urn:ietf:rfc:3986"

    /// The code system of a URL; STU3's and misspelt ones count too.
    public init?(url: String) {
        switch url {
        case "urn:ietf:bcp:13", "http://www.rfc-editor.org/bcp/bcp13.txt": self = .mimeTypes
        case "http://tools.ietf.org/html/bcp47": self = .languages
        default: self.init(rawValue: url)
        }
    }

    /// Whether a text is a code of the system.
    ///
    /// - Returns: `nil` where that cannot be told here.
    public func contains(_ code: ByteSlice) -> Bool? {
        switch self {
        case .ucum: nil
        case .mimeTypes: SpecialCodeSystem.isMediaType(code)
        case .languages: SpecialCodeSystem.isLanguageTag(code)
        case .countries: nil
        case .currencies: nil
        case .uris: !code.isEmpty && !code.buffer.contains { $0 <= 0x20 }
        }
    }

    /// The form of RFC 6838: `type/subtype`, with parameters.
    static func isMediaType(_ code: ByteSlice) -> Bool {
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
            } else if !token() {
                return false
            }
        }
        return true
    }

    /// The form of BCP 47: language of two to eight letters, script, region, variants, extensions, private use.
    static func isLanguageTag(_ code: ByteSlice) -> Bool {
        var subtags: [ByteSlice] = []
        var start = 0
        for place in 0...code.count where place == code.count || code[place] == UInt8(ascii: "-") {
            subtags.append(code[start..<place])
            start = place + 1
        }
        func isLetters(_ tag: ByteSlice) -> Bool {
            tag.buffer.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        }
        func isAlphanumeric(_ tag: ByteSlice) -> Bool {
            tag.buffer.allSatisfy { (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
        }
        guard subtags.allSatisfy({ (1...8).contains($0.count) && isAlphanumeric($0) }) else { return false }
        let first = subtags[0]
        if first == "x" || first == "X" { return subtags.count > 1 }
        if first == "i" { return subtags.count > 1 }
        return first.count >= 2 && isLetters(first)
    }
}
