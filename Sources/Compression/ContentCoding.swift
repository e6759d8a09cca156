internal import CZlib

/// The content codings of HTTP that zlib knows: `gzip` and `deflate`.
public enum ContentCoding {
    /// Why bytes could not be inflated.
    public enum Failure: Error, Sendable, Hashable {
        case tooLarge
        case corrupt
    }

    /// The bytes as one gzip member.
    public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return [] }
        defer { deflateEnd(&stream) }
        var out = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
        var input = bytes
        let count = input.withUnsafeMutableBufferPointer { input in
            out.withUnsafeMutableBufferPointer { out in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = out.baseAddress
                stream.avail_out = UInt32(clamping: out.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? out.count - Int(stream.avail_out) : 0
            }
        }
        out.removeLast(out.count - count)
        return out
    }

    /// The content of gzip members, of a zlib stream, or of a bare deflate stream as some servers send.
    ///
    /// - Parameters:
    ///   - bytes: the whole stream.
    ///   - limit: more bytes of content than this are refused.
    public static func inflate(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        do {
            return try inflate(bytes, limit: limit, window: 15 + 32)
        } catch {
            guard error == .corrupt, bytes.first != 0x1F else { throw error }
            return try inflate(bytes, limit: limit, window: -15)
        }
    }

    private static func inflate(_ bytes: [UInt8], limit: Int, window: Int32) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .corrupt
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        var out: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65536)
        let failure: Failure? = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            while true {
                let (code, count) = piece.withUnsafeMutableBufferPointer { piece in
                    stream.next_out = piece.baseAddress
                    stream.avail_out = UInt32(piece.count)
                    let code = CZlib.inflate(&stream, Z_NO_FLUSH)
                    return (code, piece.count - Int(stream.avail_out))
                }
                guard out.count + count <= limit else { return .tooLarge }
                out += piece[..<count]
                switch code {
                case Z_OK: if count == 0, stream.avail_in == 0 { return .corrupt }
                case Z_STREAM_END:
                    if stream.avail_in == 0 { return nil }
                    // Another member may follow.
                    guard window > 15, inflateReset(&stream) == Z_OK else { return .corrupt }
                default: return .corrupt
                }
            }
        }
        if let failure { throw failure }
        return out
    }
}
