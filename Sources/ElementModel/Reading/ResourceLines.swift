/// The lines of an NDJSON file: one resource each, blank ones left out.
///
/// ```swift
/// for line in ResourceLines(bytes) {
///     let document = reader.read(line.bytes, format: .json, release: .r4, firstLine: line.number)
/// }
/// ```
public struct ResourceLines: Sequence, IteratorProtocol {
    /// A line that holds something.
    public struct Line {
        /// From 1.
        public let number: Int
        /// Without the line break; points into the file.
        public let bytes: UnsafeRawBufferPointer
    }

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private var number = 0

    /// - Parameter bytes: the file; must live as long as its lines are used.
    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    public mutating func next() -> Line? {
        while at < bytes.count {
            let start = at
            while at < bytes.count, bytes[at] != 0x0A { at += 1 }
            let line = UnsafeRawBufferPointer(rebasing: bytes[start..<at])
            at += 1
            number += 1
            if line.contains(where: { $0 > 0x20 }) { return Line(number: number, bytes: line) }
        }
        return nil
    }
}
