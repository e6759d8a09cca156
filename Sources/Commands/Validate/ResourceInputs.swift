internal import Files
internal import Glibc

/// One resource to judge: a file, or a line of one.
struct ResourceInput: Sendable {
    var file: String
    /// The line of an NDJSON file.
    var line: Int?
    /// The content, where it is at hand; else the file is read when its turn comes.
    var bytes: [UInt8]?
    /// Why there is nothing to read.
    var problem: FileError?
}

/// The resources that the operands of the command name, batch by batch, so that a stream of any length is judged in
/// bounded memory.
struct ResourceInputs {
    static let batchCount = 256
    static let batchBytes = 16 << 20
    static let limit = 1 << 28

    private var paths: [String]
    private var lines: LineReader?

    init(_ operands: [String]) { paths = operands.reversed() }

    /// The next resources; empty at the end.
    ///
    /// - Throws: ``FileError`` where a path that was named cannot be read.
    mutating func nextBatch() throws(FileError) -> [ResourceInput] {
        var batch: [ResourceInput] = []
        var size = 0
        while batch.count < ResourceInputs.batchCount, size < ResourceInputs.batchBytes {
            if lines != nil {
                if let next = try lines?.next() {
                    size += next.bytes.count
                    if next.bytes.allSatisfy({ $0 <= 0x20 }) { continue }
                    batch.append(ResourceInput(file: lines?.path ?? "", line: next.number, bytes: next.bytes))
                } else {
                    lines = nil
                }
                continue
            }
            guard let path = paths.popLast() else { break }
            if path == "-" {
                batch += try standardInput()
            } else if Files.isFolder(path) {
                do {
                    paths += try folder(path).reversed()
                } catch {
                    batch.append(ResourceInput(file: path, problem: error))
                }
            } else if path.hasSuffix(".ndjson") {
                do {
                    lines = try LineReader(path)
                } catch {
                    batch.append(ResourceInput(file: path, problem: error))
                }
            } else {
                batch.append(ResourceInput(file: path))
                size += 4096
            }
        }
        return batch
    }

    /// What a folder holds, subfolders after files' names in one order of bytes.
    private func folder(_ path: String) throws(FileError) -> [String] {
        var found: [String] = []
        for name in try Files.list(path) {
            if name.hasPrefix(".") { continue }
            let full = Files.join(path, name)
            if Files.isFolder(full) || name.hasSuffix(".json") || name.hasSuffix(".xml") || name.hasSuffix(".ndjson") {
                found.append(full)
            }
        }
        return found
    }

    /// Standard input: one resource, or a stream of them, one a line. The first two lines tell which, so that a stream
    /// need not be read whole.
    private mutating func standardInput() throws(FileError) -> [ResourceInput] {
        var reader = try LineReader("/dev/stdin", name: "-")
        var head: [UInt8] = []
        var first: ResourceInput?
        while let line = try reader.next() {
            let isObject =
                line.bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
                && line.bytes.last { $0 > 0x20 } == UInt8(ascii: "}")
            head += line.bytes
            head.append(0x0A)
            if line.bytes.allSatisfy({ $0 <= 0x20 }) { continue }
            guard isObject else { break }
            let input = ResourceInput(file: "-", line: line.number, bytes: line.bytes)
            if let first {
                lines = reader
                return [first, input]
            }
            first = input
        }
        while let line = try reader.next() {
            head += line.bytes
            head.append(0x0A)
            guard head.count <= ResourceInputs.limit else {
                throw FileError(path: "-", reason: "is larger than \(ResourceInputs.limit) bytes")
            }
        }
        return [ResourceInput(file: "-", bytes: head)]
    }
}

/// Reads a file line by line, keeping one piece of it in memory.
struct LineReader {
    let path: String
    private let descriptor: Int32
    /// What was read and not yet given out begins at `start`.
    private var rest: [UInt8] = []
    private var start = 0
    private var number = 0
    private var isAtEnd = false
    private let keeper: Keeper

    private final class Keeper {
        let descriptor: Int32
        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit { close(descriptor) }
    }

    init(_ path: String, name: String? = nil) throws(FileError) {
        self.path = name ?? path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, reason: String(cString: strerror(errno))) }
        keeper = Keeper(descriptor)
    }

    mutating func next() throws(FileError) -> (bytes: [UInt8], number: Int)? {
        var searched = start
        while true {
            if let end = rest[searched...].firstIndex(of: 0x0A) {
                let line = Array(rest[start..<end])
                start = end + 1
                number += 1
                return (line, number)
            }
            rest.removeSubrange(..<start)
            start = 0
            searched = rest.count
            if isAtEnd {
                if rest.isEmpty { return nil }
                defer { rest = [] }
                number += 1
                return (rest, number)
            }
            guard rest.count <= ResourceInputs.limit else {
                throw FileError(path: path, reason: "line \(number + 1) is longer than \(ResourceInputs.limit) bytes")
            }
            let piece = 1 << 18
            rest.append(contentsOf: repeatElement(0, count: piece))
            let count = rest.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress.map { $0 + searched }, piece)
            }
            rest.removeLast(piece - max(count, 0))
            if count < 0, errno != EINTR { throw FileError(path: path, reason: String(cString: strerror(errno))) }
            if count == 0 { isAtEnd = true }
        }
    }
}
