internal import CZlib

/// Compression by zlib: the only place that calls it.
public enum Deflate {
    /// How a compressed stream is wrapped.
    public enum Format: Sendable {
        /// With zlib's own header and checksum.
        case zlib
        /// As a `.gz` file; several may follow each other.
        case gzip

        fileprivate var windowBits: Int32 { self == .zlib ? 15 : 31 }
    }

    /// The version of zlib at run time.
    public static var libraryVersion: String { String(cString: zlibVersion()) }

    /// Compresses bytes; the same bytes always give the same result with the same zlib.
    ///
    /// - Parameters:
    ///   - bytes: what to compress.
    ///   - format: how to wrap it; no time stamp is written.
    ///   - level: 1 is fast, 9 is small.
    /// - Throws: ``CompressionError`` when memory cannot be had.
    public static func compress(
        _ bytes: UnsafeRawBufferPointer, format: Format = .zlib, level: Int32 = 9
    ) throws(CompressionError) -> [UInt8] {
        var stream = z_stream()
        guard assay_deflate_init(&stream, level, format.windowBits) == Z_OK else {
            throw CompressionError(.memory, "zlib could not be started")
        }
        defer { deflateEnd(&stream) }
        var result: [UInt8] = []
        var input = Input(bytes)
        var status = Z_OK
        while status != Z_STREAM_END {
            input.feed(&stream)
            let flush = input.isAtEnd ? Z_FINISH : Z_NO_FLUSH
            status = drain(&stream, into: &result, piece: 1 << 16) { deflate(&$0, flush) }
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw CompressionError(.memory, "zlib could not compress")
            }
        }
        return result
    }

    /// Compresses bytes.
    public static func compress(
        _ bytes: [UInt8], format: Format = .zlib, level: Int32 = 9
    ) throws(CompressionError) -> [UInt8] {
        do {
            return try bytes.withUnsafeBytes { try compress($0, format: format, level: level) }
        } catch let error as CompressionError {
            throw error
        } catch {
            throw CompressionError(.corrupt, "\(error)")
        }
    }

    /// Undoes the compression.
    ///
    /// - Parameters:
    ///   - bytes: the compressed stream.
    ///   - format: how it is wrapped.
    ///   - limit: a larger content is refused before it is held in memory.
    ///   - expected: how many bytes are expected, where that is known; only a hint.
    /// - Throws: ``CompressionError`` when the stream is damaged, ends early, or holds more than `limit`.
    public static func expand(
        _ bytes: UnsafeRawBufferPointer, format: Format = .zlib, limit: Int, expected: Int = 0
    ) throws(CompressionError) -> [UInt8] {
        var stream = z_stream()
        guard assay_inflate_init(&stream, format.windowBits) == Z_OK else {
            throw CompressionError(.memory, "zlib could not be started")
        }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var input = Input(bytes)
        var piece = min(max(expected + 1, 1 << 16), max(limit, 1 << 16))
        if expected > 0 { result.reserveCapacity(piece) }
        while true {
            input.feed(&stream)
            let before = result.count
            let status = drain(&stream, into: &result, piece: piece) { inflate(&$0, Z_NO_FLUSH) }
            piece = max(1 << 16, min(result.count, 1 << 22))
            guard result.count <= limit else {
                throw CompressionError(.tooLarge, "the content is larger than \(limit) bytes")
            }
            switch status {
            case Z_STREAM_END:
                let rest = input.rest(&stream)
                // Another member follows, or padding that other tools leave.
                guard format == .gzip, rest.count >= 2, rest[0] == 0x1F, rest[1] == 0x8B else { return result }
                inflateReset(&stream)
            case Z_OK, Z_BUF_ERROR:
                if input.isAtEnd, stream.avail_in == 0, result.count == before {
                    throw CompressionError(.truncated, "the compressed stream ends too early")
                }
            case Z_MEM_ERROR:
                throw CompressionError(.memory, "zlib ran out of memory")
            default:
                let reason = stream.msg.map { String(cString: $0) } ?? "damaged data"
                throw CompressionError(.corrupt, "the compressed stream is damaged (\(reason))")
            }
        }
    }

    /// Undoes the compression.
    public static func expand(
        _ bytes: [UInt8], format: Format = .zlib, limit: Int, expected: Int = 0
    ) throws(CompressionError) -> [UInt8] {
        do {
            return try bytes.withUnsafeBytes { try expand($0, format: format, limit: limit, expected: expected) }
        } catch let error as CompressionError {
            throw error
        } catch {
            throw CompressionError(.corrupt, "\(error)")
        }
    }

    /// Runs one step with fresh room behind `result`, and keeps what was written.
    private static func drain(
        _ stream: inout z_stream, into result: inout [UInt8], piece: Int, step: (inout z_stream) -> Int32
    ) -> Int32 {
        let count = result.count
        var status = Z_OK
        var written = 0
        let room = [UInt8](unsafeUninitializedCapacity: piece) { buffer, initialized in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(clamping: buffer.count)
            let available = Int(stream.avail_out)
            status = step(&stream)
            written = available - Int(stream.avail_out)
            initialized = written
        }
        if count == 0 { result = room } else { result += room }
        stream.next_out = nil
        stream.avail_out = 0
        return status
    }
}

/// Bytes handed to zlib piece by piece, since it counts in 32 bits.
private struct Input {
    private let bytes: UnsafeRawBufferPointer
    private var given = 0
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Whether all bytes were handed over.
    var isAtEnd: Bool { given == bytes.count }

    mutating func feed(_ stream: inout z_stream) {
        guard stream.avail_in == 0, given < bytes.count, let start = bytes.baseAddress else { return }
        let count = min(bytes.count - given, 1 << 30)
        stream.next_in = UnsafeMutablePointer(mutating: (start + given).assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(count)
        given += count
    }

    /// What zlib has not used.
    func rest(_ stream: inout z_stream) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[(given - Int(stream.avail_in))...])
    }
}
