internal import CElementTables

/// An element, type or property name as an integer.
///
/// One process-wide table holds the names of both releases (generated, read-only) and an append-only overflow for
/// names that neither release knows. Equal names have equal symbols in the whole process. Raw value 0 is "no name".
public struct Symbol: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public static func < (left: Symbol, right: Symbol) -> Bool { left.rawValue < right.rawValue }

    /// No name.
    @inlinable public static var none: Symbol { Symbol(rawValue: 0) }
}
