/// The values that `${…}` stands for: test data, what steps saved, the variant's row, the clock, and chance.
///
/// Chance is hash(seed, scenario, step, name): the same seed gives the same values, whatever runs beside.
public struct Values: Sendable, Hashable {
    /// Values by name: data of the pack and the target, the variant's row, what was saved.
    public private(set) var named: [String: String]
    public var seed: UInt64
    /// The scenario's id with its variant.
    public var scenario: String
    /// The step that is being taken.
    public var step = ""
    /// Seconds since 1970 that count as now.
    public var now: Int

    public init(named: [String: String] = [:], seed: UInt64 = 0, scenario: String = "", now: Int = 0) {
        self.named = named
        self.seed = seed
        self.scenario = scenario
        self.now = now
    }

    public subscript(name: String) -> String? {
        get { named[name] ?? computed(name) }
        set { named[name] = newValue }
    }

    /// Fills in a template.
    ///
    /// - Throws: ``MissingValue`` for the first name that stands for nothing.
    public func fill(_ template: String) throws(MissingValue) -> String { try fill(template, depth: 0) }

    /// A value may itself be a template (test data that names other test data), a few levels deep.
    private func fill(_ template: String, depth: Int) throws(MissingValue) -> String {
        guard template.utf8.contains(UInt8(ascii: "$")) else { return template }
        var out = ""
        var rest = template[...]
        while let start = rest.firstRange(of: "${") {
            out += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw MissingValue(name: String(rest[start.lowerBound...]))
            }
            let name = String(rest[start.upperBound..<end])
            guard let value = self[name] else { throw MissingValue(name: name) }
            out += value.contains("${") && depth < 4 ? try fill(value, depth: depth + 1) : value
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }

    /// An instant that another value holds, moved: `${slot.start+5m}`, on the clock of the United Kingdom.
    private func moved(_ name: String) -> String? {
        guard let sign = name.lastIndex(where: { $0 == "+" || $0 == "-" }), sign > name.startIndex,
            let offset = Self.seconds(name[sign...]), let text = named[String(name[..<sign])],
            let instant = Calendar.instant(text)
        else { return nil }
        return text.count == 10 ? Calendar.localDate(instant + offset) : Calendar.local(instant + offset)
    }

    /// A text of a length, with words in it, so that what is cut off can be told.
    static func text(_ length: Int) -> String {
        var out = ""
        var number = 1
        while out.utf8.count < length {
            out += "word\(number) "
            number += 1
        }
        return String(out.prefix(max(0, length - 1))) + (length > 0 ? "." : "")
    }

    /// `text:N`, `uuid`, `uuid:label`, `now`, `today`, `epoch`, each of the clock's with `+2d`, `-90m`, `+1h`, `+300s` after it.
    private func computed(_ name: String) -> String? {
        if name == "uuid" || name.hasPrefix("uuid:") { return uuid(name) }
        if name.hasPrefix("text:"), let length = Int(name.dropFirst(5)), length <= 100_000 { return Self.text(length) }
        for word in ["now", "today", "epoch", "utc"]
        where name.hasPrefix(word) {
            guard let offset = Self.seconds(name.dropFirst(word.count)) else { continue }
            switch word {
            case "now": return Calendar.local(now + offset)
            case "utc": return Calendar.utc(now + offset)
            case "today": return Calendar.localDate(now + offset)
            default: return String(now + offset)
            }
        }
        return moved(name)
    }

    static func seconds(_ text: Substring) -> Int? {
        if text.isEmpty { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-", let unit = text.last,
            let factor = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800][unit],
            let count = Int(text.dropFirst().dropLast()), count < 100_000
        else { return nil }
        return (sign == "-" ? -1 : 1) * count * factor
    }

    private func uuid(_ name: String) -> String {
        var high = Self.hash(seed, "\(scenario)/\(step)/\(name)/1")
        var low = Self.hash(seed, "\(scenario)/\(step)/\(name)/2")
        high = high & ~0xF000 | 0x4000
        low = low & ~(0b11 << 62) | (0b10 << 62)
        func hex(_ value: UInt64, _ digits: Int) -> String {
            let text = String(value, radix: 16)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let left = hex(high, 16)
        let right = hex(low, 16)
        return
            "\(left.prefix(8))-\(left.dropFirst(8).prefix(4))-\(left.dropFirst(12))-\(right.prefix(4))-\(right.dropFirst(4))"
    }

    /// A well-mixed number of a seed and a name.
    public static func hash(_ seed: UInt64, _ name: String) -> UInt64 {
        var value = seed &+ 0x9E37_79B9_7F4A_7C15
        for byte in name.utf8 {
            value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// A name in a template that stands for nothing.
public struct MissingValue: Error, Sendable, Hashable {
    public var name: String
    public init(name: String) { self.name = name }
}
