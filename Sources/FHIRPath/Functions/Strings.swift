/// What texts need that bytes alone do not tell: case, white space, characters. All count in Unicode code points.
enum Strings {
    @inline(__always)
    static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        return all < 0x80
    }

    /// How many code points there are.
    @inline(__always)
    static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The byte at which a code point starts; the count of bytes where there are fewer.
    static func byteOffset(_ bytes: UnsafeBufferPointer<UInt8>, ofCharacter number: Int) -> Int {
        var left = number
        var at = 0
        while at < bytes.count {
            if bytes[at] & 0xC0 != 0x80 {
                if left == 0 { return at }
                left -= 1
            }
            at += 1
        }
        return bytes.count
    }

    /// The first (or last) place of a text in another, as bytes.
    static func find(
        _ part: UnsafeBufferPointer<UInt8>, in whole: UnsafeBufferPointer<UInt8>, from start: Int = 0
    ) -> Int? {
        if part.isEmpty { return start <= whole.count ? start : nil }
        guard whole.count - start >= part.count else { return nil }
        let first = part[0]
        var at = start
        let last = whole.count - part.count
        while at <= last {
            if whole[at] == first {
                var same = 1
                while same < part.count, whole[at + same] == part[same] { same += 1 }
                if same == part.count { return at }
            }
            at += 1
        }
        return nil
    }

    static func findLast(_ part: UnsafeBufferPointer<UInt8>, in whole: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = whole.count - part.count
        while at >= 0 {
            var same = 0
            while same < part.count, whole[at + same] == part[same] { same += 1 }
            if same == part.count { return at }
            at -= 1
        }
        return nil
    }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    /// `~` of two texts: without regard to case, and with every run of white space as one blank.
    static func areEquivalent(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        folded(left).utf8.elementsEqual(folded(right).utf8)
    }

    private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            let next = isBlank(byte) ? 0x20 : byte
            if next == 0x20, result.last == 0x20 || result.isEmpty { continue }
            result.append(next)
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self).lowercased()
    }
}
