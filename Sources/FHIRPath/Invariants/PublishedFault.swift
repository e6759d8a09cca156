public import Record

/// A published invariant that is known to be wrong, and what is done about it.
///
/// The table is keyed by release, key and a hash of the expression: a package that publishes a corrected expression
/// under the same key is taken at its word.
public struct PublishedFault: Sendable {
    /// What to evaluate instead.
    public enum Remedy: Sendable, Equatable {
        /// An expression that says what the invariant's wording says.
        case replace(String)
        /// Nothing: the invariant speaks of something that is not there.
        case skip
    }

    public let release: FHIRRelease
    public let key: String
    /// FNV-1a, 64 bits, of the expression without white space.
    public let hash: UInt64
    public let remedy: Remedy
    /// Why the published expression is wrong.
    public let reason: String

    init(_ release: FHIRRelease, _ key: String, _ hash: UInt64, _ remedy: Remedy, _ reason: String) {
        self.release = release
        self.key = key
        self.hash = hash
        self.remedy = remedy
        self.reason = reason
    }

    /// The hash of an expression: white space does not count, since packages wrap lines differently.
    public static func hash(_ expression: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in expression.utf8 where byte > 0x20 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// What is known of an invariant as it was published; `nil`: nothing against it.
    public static func known(_ release: FHIRRelease, key: String, expression: String) -> PublishedFault? {
        guard keys.contains(key) else { return nil }
        let hash = hash(expression)
        return table.first { $0.release == release && $0.key == key && $0.hash == hash }
    }

    /// The expression that is to be evaluated for a published invariant; `nil` where it is not to be evaluated at all.
    public static func repaired(_ release: FHIRRelease, key: String, expression: String) -> String? {
        guard let fault = known(release, key: key, expression: expression) else { return expression }
        if case .replace(let other) = fault.remedy { return other }
        return nil
    }

    private static let keys = Set(table.map(\.key))
}
