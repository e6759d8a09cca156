/// The encoding of an XML text: FHIR wants UTF-8; others that are common are turned into it, and reported.
enum XMLEncoding {
    enum Outcome {
        /// Well-formed UTF-8.
        case utf8
        /// Not what FHIR wants, but here it is as UTF-8.
        case converted([UInt8], named: String)
        /// Bytes that are not UTF-8 in a text that says it is: replaced by U+FFFD; the first stood at the offset.
        case repaired([UInt8], firstAt: Int)
        case unknown(String)
    }

    static func examine(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        if bytes.count >= 2 {
            if bytes[0] == 0xFE, bytes[1] == 0xFF { return utf16(bytes.dropFirst(2), bigEndian: true) }
            if bytes[0] == 0xFF, bytes[1] == 0xFE { return utf16(bytes.dropFirst(2), bigEndian: false) }
            if bytes[0] == 0, bytes[1] == UInt8(ascii: "<") { return utf16(bytes[...], bigEndian: true) }
            if bytes[0] == UInt8(ascii: "<"), bytes[1] == 0 { return utf16(bytes[...], bigEndian: false) }
        }
        let declared = declaredName(bytes)
        switch declared {
        case "", "utf-8", "utf8": break
        case "us-ascii", "ascii":
            return .converted(Array(bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }), named: declared)
        case "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "iso-8859-15":
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count + bytes.count / 8)
            for byte in bytes { append(UInt32(byte), to: &out) }
            return .converted(out, named: declared)
        default: return .unknown(declared)
        }
        let wrong = firstInvalid(bytes)
        if wrong == bytes.count { return .utf8 }
        return .repaired(Array(String(decoding: bytes, as: UTF8.self).utf8), firstAt: wrong)
    }

    /// Where the first byte stands that is not part of well-formed UTF-8; the count where there is none.
    ///
    /// The text must be followed by readable zero bytes.
    static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        var at = 0
        while at < bytes.count {
            if UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
                at += 8
            } else if start[at] < 0x80 {
                at += 1
            } else {
                let length = JSONText.scalarLength(start + at)
                if length == 0 || at + length > bytes.count { return at }
                at += length
            }
        }
        return bytes.count
    }

    /// The encoding that the XML declaration names, in lower case; empty where it names none.
    private static func declaredName(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
        let head = bytes[start...].prefix(200)
        guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else { return "" }
        let text = String(decoding: head[..<end], as: UTF8.self)
        let words = Array(text.utf8)
        let key = Array("encoding".utf8)
        guard let start = words.indices.first(where: { words[$0...].starts(with: key) }) else { return "" }
        let rest = words[(start + key.count)...]
        guard let open = rest.firstIndex(where: { $0 == 0x22 || $0 == 0x27 }) else { return "" }
        let value = rest[(open + 1)...].prefix { $0 != rest[open] }
        return String(decoding: value, as: UTF8.self).lowercased()
    }

    private static func utf16(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, bigEndian: Bool) -> Outcome {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var at = bytes.startIndex
        while at + 1 < bytes.endIndex {
            let first = UInt16(bytes[at])
            let second = UInt16(bytes[at + 1])
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            at += 2
        }
        return .converted(Array(String(decoding: units, as: UTF16.self).utf8), named: "utf-16")
    }

    private static func append(_ code: UInt32, to out: inout [UInt8]) {
        if code < 0x80 {
            out.append(UInt8(code))
        } else {
            out.append(UInt8(0xC0 | code >> 6))
            out.append(UInt8(0x80 | code & 0x3F))
        }
    }
}
