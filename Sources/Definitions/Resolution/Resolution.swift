/// What came of looking for a canonical.
public enum Resolution: Sendable, Hashable {
    /// It stands there.
    case found(DefinitionOrigin)
    /// The URL is known, but not in the version asked for; these versions are.
    case otherVersions([String])
    /// Nothing in reach defines the URL.
    case unknown
}

/// Chooses among versions of packages and definitions.
public enum VersionOrder {
    /// Whether the left version is older: numbers compare as numbers, a pre-release is older than its release.
    public static func isOlder(_ left: String, _ right: String) -> Bool {
        let one = parts(left)
        let other = parts(right)
        for (a, b) in zip(one.numbers, other.numbers) where a != b { return compare(a, b) }
        if one.numbers.count != other.numbers.count { return one.numbers.count < other.numbers.count }
        switch (one.label, other.label) {
        case (nil, nil), (nil, _?): return false
        case (_?, nil): return true
        case (let a?, let b?):
            let left = a.split(separator: ".")
            let right = b.split(separator: ".")
            for (a, b) in zip(left, right) where a != b { return compare(a, b) }
            return left.count < right.count
        }
    }

    private static func compare(_ left: Substring, _ right: Substring) -> Bool {
        switch (Int(left), Int(right)) {
        case (let a?, let b?): return a < b
        // Words stand after numbers.
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil): return left < right
        }
    }

    private static func parts(_ version: String) -> (numbers: [Substring], label: Substring?) {
        let core = version.split(separator: "+", maxSplits: 1).first ?? ""
        let pieces = core.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = pieces.first else { return ([], nil) }
        return (first.split(separator: "."), pieces.count > 1 ? pieces[1] : nil)
    }

    /// Whether a version is in a range: exact, with `x` or `*` as its last part, `^1.2`, `~1.2`, `latest`, `current`.
    public static func matches(_ version: String, range: String) -> Bool {
        if version == range || range == "latest" || range == "*" || range.isEmpty { return true }
        if range == "current" || range == "dev" { return true }
        let isWild = range.hasSuffix(".x") || range.hasSuffix(".*") || range.hasSuffix(".X")
        let (numbers, label) = parts(version)
        if isWild {
            let wanted = range.split(separator: ".").prefix { $0 != "x" && $0 != "*" && $0 != "X" }
            return label == nil && numbers.starts(with: wanted)
        }
        guard let mark = range.first, mark == "^" || mark == "~" else { return false }
        let bound = String(range.dropFirst())
        let wanted = parts(bound).numbers
        let kept = mark == "^" ? wanted.prefix(wanted.first == "0" ? 2 : 1) : wanted.prefix(2)
        return numbers.starts(with: kept) && !isOlder(version, bound) && label == nil
    }
}
