public import Record

/// What a scan of a primitive's value found: the first thing that is wrong with it, the gravest first.
public enum PrimitiveOutcome: UInt8, Sendable, Hashable {
    case ok
    /// There are no characters.
    case empty
    /// There is only white space.
    case blank
    /// The characters do not have the form that the type asks for.
    case wrongForm
    /// A number beyond what the type can hold: 32 bits, or below its smallest.
    case outOfRange
    /// A date or time that does not exist: 30 February, month 13.
    case impossible
    /// A date and time without a time zone.
    case withoutZone
    /// Longer than the type allows: an id of more than 64, a string of more than 1,048,576 characters.
    case tooLong
    /// A control character other than tab, carriage return and line feed.
    case controlCharacter
    /// White space at the beginning or the end.
    case edgeSpace
    /// White space inside, or two in a row in a code.
    case innerSpace
    /// An oid or uuid without `urn:oid:` or `urn:uuid:`.
    case withoutPrefix
    /// A year that is possible but unlikely: before 1800 or after 2100.
    case implausible
}

/// Scans of primitive values by hand-written functions over bytes: no regular expressions, no allocation.
///
/// They follow the regular expressions of each release's definitions, and the rules beside them: 32-bit bounds, days
/// that exist, sizes (R4 2.24.0.1, STU3 2.25.0.1).
public enum PrimitiveScanner {
    /// Judges the form of a value.
    ///
    /// - Parameters:
    ///   - value: the value as it was written.
    ///   - kind: how the type is written; ``PrimitiveKind/xhtml`` and ``PrimitiveKind/none`` are only looked at for
    ///     being empty.
    ///   - release: whose rules hold.
    public static func scan(_ value: ByteSlice, as kind: PrimitiveKind, release: FHIRRelease) -> PrimitiveOutcome {
        if value.isEmpty { return .empty }
        switch kind {
        case .none, .xhtml: return .ok
        case .boolean: return value == "true" || value == "false" ? .ok : .wrongForm
        case .integer: return integer(value, allowsSign: true, least: -2_147_483_648)
        case .unsignedInt: return integer(value, allowsSign: false, least: 0)
        case .positiveInt: return integer(value, allowsSign: false, least: 1)
        case .decimal: return decimal(value, allowsExponent: release == .r4)
        case .string, .markdown: return string(value)
        case .code: return code(value)
        case .id: return id(value)
        case .uri, .url, .canonical: return uri(value)
        case .oid: return oid(value, release: release)
        case .uuid: return uuid(value)
        case .base64Binary: return base64(value)
        case .date: return date(value, release: release)
        case .dateTime: return dateTime(value, release: release, isInstant: false)
        case .instant: return dateTime(value, release: release, isInstant: true)
        case .time: return time(value, release: release)
        }
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
}
