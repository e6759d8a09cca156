/// A canonical reference taken apart: `url|version#fragment`.
public struct Canonical: Hashable, Sendable, CustomStringConvertible {
    /// The URL without version and fragment.
    public var url: String
    /// What stands after `|`.
    public var version: String?
    /// What stands after `#`.
    public var fragment: String?

    public init(url: String, version: String? = nil, fragment: String? = nil) {
        self.url = url
        self.version = version
        self.fragment = fragment
    }

    /// Takes a reference apart; white space around it is dropped.
    public init(_ text: some StringProtocol) {
        var bytes = Canonical.trimmed(text)[...]
        if let hash = bytes.utf8.firstIndex(of: UInt8(ascii: "#")), hash != bytes.startIndex {
            // Both `url|version#fragment` and `url#fragment|version` are met.
            let after = bytes[bytes.utf8.index(after: hash)...]
            if let bar = after.utf8.firstIndex(of: UInt8(ascii: "|")) {
                fragment = String(after[..<bar])
                version = String(after[after.utf8.index(after: bar)...])
            } else {
                fragment = String(after)
            }
            bytes = bytes[..<hash]
        }
        if let bar = bytes.utf8.firstIndex(of: UInt8(ascii: "|")) {
            version = String(bytes[bytes.utf8.index(after: bar)...])
            bytes = bytes[..<bar]
        }
        url = String(bytes)
        if version?.isEmpty == true { version = nil }
        if fragment?.isEmpty == true { fragment = nil }
    }

    public var description: String {
        url + (version.map { "|" + $0 } ?? "") + (fragment.map { "#" + $0 } ?? "")
    }

    /// The text without white space at either end.
    static func trimmed(_ text: some StringProtocol) -> String {
        let text = String(text)
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(text[first...last])
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}

extension Canonical: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

extension Canonical {
    /// The canonical of a type that FHIR itself defines: `http://hl7.org/fhir/StructureDefinition/Patient`.
    public static func ofType(_ name: some StringProtocol) -> Canonical {
        Canonical(url: "http://hl7.org/fhir/StructureDefinition/\(name)")
    }
}
