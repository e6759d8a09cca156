/// A place in a source text.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// From 1.
    public var line: Int
    /// From 1, in UTF-16 units.
    public var column: Int
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Lines and columns of a text by offset: made only when somebody asks, with a mark every few thousand bytes so that
/// a document in one long line is no slower than another.
struct SourcePositions: @unchecked Sendable {
    private static let stride = 4096

    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private var marks: [SourcePosition] = []

    init(bytes: UnsafePointer<UInt8>, count: Int, firstLine: Int) {
        self.bytes = bytes
        self.count = count
        marks.reserveCapacity(count / SourcePositions.stride + 1)
        var position = SourcePosition(line: firstLine, column: 1)
        var at = 0
        while at < count {
            marks.append(position)
            let end = min(at + SourcePositions.stride, count)
            SourcePositions.advance(&position, over: UnsafeBufferPointer(start: bytes + at, count: end - at))
            at = end
        }
        if marks.isEmpty { marks.append(position) }
    }

    private static func advance(_ position: inout SourcePosition, over bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes {
            if byte == 0x0A {
                position.line += 1
                position.column = 1
            } else if byte & 0xC0 != 0x80 {
                // A scalar beyond the basic plane takes two UTF-16 units.
                position.column += byte >= 0xF0 ? 2 : 1
            }
        }
    }

    func position(_ offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), count)
        let mark = min(offset / SourcePositions.stride, marks.count - 1)
        var position = marks[mark]
        let start = mark * SourcePositions.stride
        SourcePositions.advance(&position, over: UnsafeBufferPointer(start: bytes + start, count: offset - start))
        return position
    }
}
