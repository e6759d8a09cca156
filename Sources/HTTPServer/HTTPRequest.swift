public import Record

/// A request as a server received it, whole.
public struct HTTPRequest: Sendable, Hashable {
    public var method: String
    /// The request target exactly as it stood in the request line: path and query, escapes kept.
    public var target: String
    public var headers: [HeaderField]
    public var body: [UInt8]
    /// `1.0` or `1.1`.
    public var httpVersion: String
    /// The client's certificate (DER), where the server asked for one and an authority that it trusts signed it.
    public var clientCertificate: [UInt8]?

    public init(
        method: String, target: String, headers: [HeaderField] = [], body: [UInt8] = [], httpVersion: String = "1.1"
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.httpVersion = httpVersion
    }

    /// The part of the target before `?`, escapes kept.
    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The part of the target after `?`, escapes kept; `nil` where there is no `?`.
    public var query: String? {
        target.firstIndex(of: "?").map { String(target[target.index(after: $0)...]) }
    }

    /// The segments of the path with their escapes undone; `nil` where an escape is malformed or the path climbs (`..`).
    public var segments: [String]? {
        var found: [String] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            guard let segment = PercentEncoding.decoded(part, plusIsSpace: false), segment != "..", segment != ".",
                !segment.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "/") })
            else { return nil }
            found.append(segment)
        }
        return found
    }

    /// The parameters of the query in their order, with their escapes undone; `nil` where an escape is malformed.
    public var parameters: [QueryParameter]? { QueryParameter.read(query ?? "") }

    /// The first value of a header field, found without regard to letter case.
    public func header(_ name: String) -> String? { headers[field: name] }
}

/// One `name=value` of a query or of a form.
public struct QueryParameter: Sendable, Hashable {
    public var name: String
    public var value: String
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The parameters of a query or of an `application/x-www-form-urlencoded` body.
    ///
    /// - Returns: `nil` where an escape is malformed or does not decode to UTF-8.
    public static func read(_ text: String) -> [QueryParameter]? {
        var found: [QueryParameter] = []
        for part in text.split(separator: "&", omittingEmptySubsequences: true) {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decoded(halves[0], plusIsSpace: true),
                let value = halves.count > 1 ? PercentEncoding.decoded(halves[1], plusIsSpace: true) : ""
            else { return nil }
            found.append(QueryParameter(name, value))
        }
        return found
    }
}

/// Percent encoding (RFC 3986, section 2.1).
public enum PercentEncoding {
    /// The text with its escapes undone; `nil` where one is malformed or the result is not UTF-8.
    public static func decoded(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.count, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
                else { return nil }
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
                index += 1
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    /// The text with everything escaped but letters, digits and `-._~`.
    public static func encoded(_ text: some StringProtocol) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
