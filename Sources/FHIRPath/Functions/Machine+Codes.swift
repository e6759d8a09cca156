extension Machine {
    /// `encode`, `decode`, `escape`, `unescape`
    mutating func recode(
        _ function: Function, _ input: UnsafeBufferPointer<UInt8>, _ call: Call
    ) throws(ExpressionError) {
        let form = try string(
            call.first.lowerBound, call.first.upperBound, call.instruction, "The form of \(function.name)()")
        guard let form else {
            top = call.start
            return
        }
        let bytes: [UInt8]?
        switch (function, Machine.ownText(form)) {
        case (.encode, "hex"): bytes = Coding.hexadecimal(input)
        case (.encode, "base64"): bytes = Coding.base64(input, isForURLs: false)
        case (.encode, "urlbase64"): bytes = Coding.base64(input, isForURLs: true)
        case (.decode, "hex"): bytes = Coding.fromHexadecimal(input)
        case (.decode, "base64"): bytes = Coding.fromBase64(input, isForURLs: false)
        case (.decode, "urlbase64"): bytes = Coding.fromBase64(input, isForURLs: true)
        case (.escape, "html"): bytes = Coding.escapedHTML(input)
        case (.escape, "json"): bytes = Coding.escapedJSON(input)
        case (.unescape, "html"): bytes = Coding.unescapedHTML(input)
        case (.unescape, "json"): bytes = Coding.unescapedJSON(input)
        default:
            // An unknown form gives nothing.
            bytes = nil
        }
        top = call.start
        guard let bytes else { return }
        let memory = try room(bytes.count)
        bytes.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { memory.update(from: base, count: bytes.count) }
        }
        try push(Item(string: UnsafeBufferPointer(start: memory, count: bytes.count)))
    }
}

/// The forms that texts are encoded in.
private enum Coding {
    private static let digits = Array("0123456789abcdef".utf8)
    private static let plain = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let forURLs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func hexadecimal(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        input.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    static func fromHexadecimal(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard input.count % 2 == 0 else { return nil }
        var result: [UInt8] = []
        for place in stride(from: 0, to: input.count, by: 2) {
            guard let high = Character(Unicode.Scalar(input[place])).hexDigitValue,
                let low = Character(Unicode.Scalar(input[place + 1])).hexDigitValue
            else { return nil }
            result.append(UInt8(high << 4 | low))
        }
        return result
    }

    static func base64(_ input: UnsafeBufferPointer<UInt8>, isForURLs: Bool) -> [UInt8] {
        let letters = isForURLs ? forURLs : plain
        var result: [UInt8] = []
        result.reserveCapacity((input.count + 2) / 3 * 4)
        for place in stride(from: 0, to: input.count, by: 3) {
            let count = min(3, input.count - place)
            var group = UInt32(input[place]) << 16
            if count > 1 { group |= UInt32(input[place + 1]) << 8 }
            if count > 2 { group |= UInt32(input[place + 2]) }
            for letter in 0..<4 {
                result.append(
                    letter <= count ? letters[Int(group >> UInt32(18 - 6 * letter) & 63)] : UInt8(ascii: "="))
            }
        }
        return result
    }

    static func fromBase64(_ input: UnsafeBufferPointer<UInt8>, isForURLs: Bool) -> [UInt8]? {
        let letters = isForURLs ? forURLs : plain
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
        var result: [UInt8] = []
        var group: UInt32 = 0
        var bits = 0
        for byte in input {
            if byte == UInt8(ascii: "=") || Strings.isBlank(byte) { continue }
            guard values[Int(byte)] != 255 else { return nil }
            group = group << 6 | UInt32(values[Int(byte)])
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
            }
        }
        return result
    }

    static func escapedHTML(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        input.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "<"): Array("&lt;".utf8)
            case UInt8(ascii: ">"): Array("&gt;".utf8)
            case UInt8(ascii: "&"): Array("&amp;".utf8)
            case UInt8(ascii: "\""): Array("&quot;".utf8)
            case UInt8(ascii: "'"): Array("&#39;".utf8)
            default: [byte]
            }
        }
    }

    static func unescapedHTML(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let entities: [(name: [UInt8], byte: UInt8)] = [
            (Array("&lt;".utf8), UInt8(ascii: "<")), (Array("&gt;".utf8), UInt8(ascii: ">")),
            (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
            (Array("&apos;".utf8), UInt8(ascii: "'")), (Array("&#39;".utf8), UInt8(ascii: "'")),
        ]
        var result: [UInt8] = []
        var at = 0
        next: while at < input.count {
            if input[at] == UInt8(ascii: "&") {
                for entity in entities where input[at...].starts(with: entity.name) {
                    result.append(entity.byte)
                    at += entity.name.count
                    continue next
                }
            }
            result.append(input[at])
            at += 1
        }
        return result
    }

    static func escapedJSON(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        input.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""): Array("\\\"".utf8)
            case UInt8(ascii: "\\"): Array("\\\\".utf8)
            case 0x0A: Array("\\n".utf8)
            case 0x0D: Array("\\r".utf8)
            case 0x09: Array("\\t".utf8)
            case 0x08: Array("\\b".utf8)
            case 0x0C: Array("\\f".utf8)
            case 0..<0x20: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: [byte]
            }
        }
    }

    static func unescapedJSON(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var at = 0
        while at < input.count {
            guard input[at] == UInt8(ascii: "\\"), at + 1 < input.count else {
                result.append(input[at])
                at += 1
                continue
            }
            let escaped = input[at + 1]
            at += 2
            switch escaped {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "u") where at + 4 <= input.count:
                if let value = UInt32(String(decoding: input[at..<at + 4], as: UTF8.self), radix: 16),
                    let scalar = Unicode.Scalar(value)
                {
                    result += Array(String(Character(scalar)).utf8)
                }
                at += 4
            default: result.append(escaped)
            }
        }
        return result
    }
}
