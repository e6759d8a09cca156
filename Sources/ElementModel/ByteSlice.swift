/// Some bytes that a ``Document`` (or a static table) owns: a pointer and a count, compared byte by byte.
///
/// Valid only while its owner lives.
public struct ByteSlice: @unchecked Sendable {
    public let start: UnsafePointer<UInt8>
    public let count: Int
    @inlinable public init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }
    @inlinable public var isEmpty: Bool { count == 0 }
    @inlinable public subscript(position: Int) -> UInt8 { start[position] }
    @inlinable public var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
    /// The part `range`, clamped to nothing outside the slice.
    @inlinable public subscript(range: Range<Int>) -> ByteSlice {
        ByteSlice(start: start + range.lowerBound, count: range.count)
    }
    /// The text, with invalid UTF-8 replaced.
    public var text: String { String(decoding: buffer, as: UTF8.self) }
}

#if canImport(Glibc)
    public import Glibc
#elseif canImport(Darwin)
    public import Darwin
#endif

extension ByteSlice: Hashable {
    @inlinable public static func == (left: ByteSlice, right: ByteSlice) -> Bool {
        left.count == right.count && memcmp(left.start, right.start, left.count) == 0
    }
    /// Whether the bytes are those of an ASCII literal.
    @inlinable public static func == (left: ByteSlice, right: StaticString) -> Bool {
        left.count == right.utf8CodeUnitCount && memcmp(left.start, right.utf8Start, left.count) == 0
    }
    @inlinable public static func != (left: ByteSlice, right: StaticString) -> Bool { !(left == right) }
    @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(bytes: UnsafeRawBufferPointer(buffer)) }
    /// Whether the bytes are the UTF-8 of `text` (no Unicode equivalence: FHIR codes and ids compare byte by byte).
    public func equals(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { $0.count == count && ($0.isEmpty || memcmp($0.baseAddress!, start, count) == 0) }
    }
}
