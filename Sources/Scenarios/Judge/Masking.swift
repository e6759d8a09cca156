internal import Record

/// Puts names in place of values that vary from run to run, so that two runs can be compared byte for byte.
struct Masking {
    /// Values and their names, longest value first.
    private let names: [(value: String, name: String)]

    init(_ values: Values, base: String) {
        var names: [(value: String, name: String)] = base.isEmpty ? [] : [(base, "base")]
        for (name, value) in values.named where value.utf8.count >= 4 && !name.hasPrefix("variant") {
            names.append((value, name))
        }
        self.names = names.sorted { ($0.value.utf8.count, $1.name) > ($1.value.utf8.count, $0.name) }
    }

    func callAsFunction(_ text: String) -> String {
        var text = text
        for (value, name) in names where text.contains(value) { text = text.replacing(value, with: "${\(name)}") }
        return Self.generic(text)
    }

    func callAsFunction(_ finding: Finding) -> Finding {
        var finding = finding
        finding.message = self(finding.message)
        // The place within the bytes shifts with every id and date before it; the expression does not.
        finding.line = 0
        finding.column = 0
        return finding
    }

    /// UUIDs, dates, instants, entity tags and ids that are numbers, wherever they come from.
    static func generic(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return text }
        var out: [UInt8] = []
        var index = 0
        func isDigit(_ i: Int) -> Bool { i < bytes.count && bytes[i] >= 0x30 && bytes[i] <= 0x39 }
        func isHex(_ i: Int) -> Bool {
            isDigit(i) || i < bytes.count && (bytes[i] | 0x20) >= 0x61 && (bytes[i] | 0x20) <= 0x66
        }
        func isWord(_ i: Int) -> Bool {
            i >= 0 && i < bytes.count && (isDigit(i) || (bytes[i] | 0x20) >= 0x61 && (bytes[i] | 0x20) <= 0x7A)
        }
        func matches(_ start: Int, _ shape: [Int], _ test: (Int) -> Bool) -> Int? {
            var i = start
            for (part, length) in shape.enumerated() {
                if part > 0 {
                    guard i < bytes.count, bytes[i] == UInt8(ascii: "-") else { return nil }
                    i += 1
                }
                for _ in 0..<length {
                    guard test(i) else { return nil }
                    i += 1
                }
            }
            return i
        }
        while index < bytes.count {
            if !isWord(index - 1) {
                if let end = matches(index, [8, 4, 4, 4, 12], isHex), !isWord(end) {
                    out += "${uuid}".utf8
                    index = end
                    continue
                }
                if var end = matches(index, [4, 2, 2], isDigit) {
                    var name = "${date}"
                    if end < bytes.count, bytes[end] == UInt8(ascii: "T") {
                        name = "${instant}"
                        while end < bytes.count, isWord(end) || ":.+-".utf8.contains(bytes[end]) { end += 1 }
                        // A full stop at the end is the sentence's.
                        while end > index, ":.+-".utf8.contains(bytes[end - 1]) { end -= 1 }
                    }
                    out += name.utf8
                    index = end
                    continue
                }
                if index > 1, bytes[index - 1] == UInt8(ascii: "/"), isWord(index - 2), isDigit(index) {
                    var end = index
                    while isDigit(end) { end += 1 }
                    if !isWord(end), end == bytes.count || bytes[end] != UInt8(ascii: ".") {
                        out += "${id}".utf8
                        index = end
                        continue
                    }
                }
            }
            out.append(bytes[index])
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }
}
