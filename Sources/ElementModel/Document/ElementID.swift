/// The number of an element in its ``Document``: elements are numbered in preorder, the root is 0.
public struct ElementID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public init(_ value: Int) { self.rawValue = UInt32(truncatingIfNeeded: value) }
    @inlinable public var index: Int { Int(rawValue) }
    @inlinable public static func < (left: ElementID, right: ElementID) -> Bool { left.rawValue < right.rawValue }
    /// The root resource.
    @inlinable public static var root: ElementID { ElementID(rawValue: 0) }
    /// No element.
    @inlinable public static var none: ElementID { ElementID(rawValue: .max) }
    @inlinable public var exists: Bool { rawValue != .max }
}
