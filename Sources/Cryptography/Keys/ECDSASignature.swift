/// The two forms of an ECDSA signature: DER, as libcrypto has it, and the flat one of JOSE (RFC 7518, section 3.4).
enum ECDSASignature {
    static func flat(_ der: [UInt8], size: Int) -> [UInt8]? {
        var index = 0
        func length() -> Int? {
            guard index < der.count else { return nil }
            var value = Int(der[index])
            index += 1
            if value == 0x81 {
                guard index < der.count else { return nil }
                value = Int(der[index])
                index += 1
            } else if value > 0x80 {
                return nil
            }
            return index + value <= der.count ? value : nil
        }
        guard der.first == 0x30 else { return nil }
        index = 1
        guard length() != nil else { return nil }
        var out: [UInt8] = []
        for _ in 0..<2 {
            guard index < der.count, der[index] == 0x02 else { return nil }
            index += 1
            guard let count = length() else { return nil }
            let number = der[index..<index + count].drop { $0 == 0 }
            guard number.count <= size else { return nil }
            out += [UInt8](repeating: 0, count: size - number.count) + number
            index += count
        }
        return out
    }

    static func encoded(_ flat: [UInt8], size: Int) -> [UInt8]? {
        guard flat.count == size * 2 else { return nil }
        func number(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
            var bytes = Array(bytes.drop { $0 == 0 })
            if bytes.first.map({ $0 >= 0x80 }) ?? true { bytes.insert(0, at: 0) }
            return [0x02, UInt8(bytes.count)] + bytes
        }
        let content = number(flat[..<size]) + number(flat[size...])
        return [0x30] + (content.count < 0x80 ? [] : [0x81]) + [UInt8(content.count)] + content
    }
}
