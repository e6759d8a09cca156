internal import Glibc

/// Reads a large text file line by line, in bounded memory.
struct LineReader: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private(set) var line = 0
    private static let pieceSize = 1 << 18
    private static let maximumLine = 1 << 24

    init(_ path: String) throws(TerminologyIndexError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else {
            throw TerminologyIndexError(path: path, reason: "cannot be read: \(String(cString: strerror(errno)))")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Gives the next line's fields, separated by tabs, without the line end.
    ///
    /// - Returns: `false` where there are no more lines.
    mutating func next(_ fields: inout [String]) throws(TerminologyIndexError) -> Bool {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                take(start..<end, &fields)
                start = end + 1
                return true
            }
            if isAtEnd {
                guard start < buffer.count else { return false }
                take(start..<buffer.count, &fields)
                start = buffer.count
                return true
            }
            try fill()
        }
    }

    private mutating func take(_ range: Range<Int>, _ fields: inout [String]) {
        line += 1
        fields.removeAll(keepingCapacity: true)
        var range = range
        if let last = range.last, buffer[last] == UInt8(ascii: "\r") { range = range.dropLast() }
        var from = range.lowerBound
        for place in range where buffer[place] == UInt8(ascii: "\t") {
            fields.append(String(decoding: buffer[from..<place], as: UTF8.self))
            from = place + 1
        }
        fields.append(String(decoding: buffer[from..<range.upperBound], as: UTF8.self))
    }

    private mutating func fill() throws(TerminologyIndexError) {
        guard buffer.count - start <= LineReader.maximumLine else {
            throw TerminologyIndexError(path: path, reason: "line \(line + 1) is too long: this is no release file")
        }
        buffer.removeFirst(start)
        start = 0
        let descriptor = self.descriptor
        var count = 0
        let piece = [UInt8](unsafeUninitializedCapacity: LineReader.pieceSize) { bytes, filled in
            count = read(descriptor, bytes.baseAddress, bytes.count)
            filled = max(count, 0)
        }
        buffer += piece
        if count < 0 {
            throw TerminologyIndexError(path: path, reason: "cannot be read: \(String(cString: strerror(errno)))")
        }
        if count == 0 { isAtEnd = true }
    }
}
