internal import Compression

/// Undoing what `Content-Encoding` says was done to a body.
enum ContentDecoding {
    enum Failure: Error {
        case tooLarge
        case corrupt
        case unknown

        func message(limit: Int) -> String {
            switch self {
            case .tooLarge: "the response is larger than \(limit) bytes once decompressed"
            case .corrupt: "the body is not what its Content-Encoding says"
            case .unknown: "the body has a Content-Encoding that was not asked for"
            }
        }
    }

    static func decoded(_ body: [UInt8], encoding: String?, limit: Int) throws(Failure) -> [UInt8] {
        guard let encoding, !body.isEmpty else { return body }
        var decoded = body
        for coding in encoding.split(separator: ",").reversed() {
            switch coding.lowercased().filter({ $0 != " " && $0 != "\t" }) {
            case "identity", "": break
            case "gzip", "x-gzip", "deflate":
                do {
                    decoded = try ContentCoding.inflate(decoded, limit: limit)
                } catch {
                    throw error == .tooLarge ? .tooLarge : .corrupt
                }
            default: throw .unknown
            }
        }
        return decoded
    }
}
