/// What an index says of one definition, without reading it whole.
public struct MemberHeader: Sendable, Hashable {
    public var resourceType: String
    public var id: String?
    public var url: String?
    public var version: String?
    public var name: String?
    /// Of a structure definition: the type that it defines or constrains.
    public var type: String?
    /// Of a structure definition: its kind.
    public var kind: String?
    /// Of a structure definition: `specialization` or `constraint`.
    public var derivation: String?
    /// Of a code system: what it adds to.
    public var supplements: String?
    public var fhirVersion: String?

    public init(resourceType: String) { self.resourceType = resourceType }

    public var definitionKind: DefinitionKind { DefinitionKind(resourceType: resourceType) }

    /// Takes a top-level member of the resource; others are passed over.
    mutating func set(_ name: some StringProtocol, _ value: String) {
        switch name {
        case "id": id = value
        case "url": url = Canonical.trimmed(value)
        case "version": version = value
        case "name": self.name = value
        case "type": type = value
        case "kind": kind = value
        case "derivation": derivation = value
        case "supplements": supplements = Canonical.trimmed(value)
        case "fhirVersion": fhirVersion = value
        default: break
        }
    }

    static let wanted: Set<String> = [
        "id", "url", "version", "name", "type", "kind", "derivation", "supplements", "fhirVersion",
    ]

    /// Reads the header of a resource, or `nil` where the bytes are no FHIR resource.
    public init?(of bytes: some Collection<UInt8>) {
        let found =
            bytes.withContiguousStorageIfAvailable { MemberHeader.scan($0) }
            ?? Array(bytes).withUnsafeBufferPointer { MemberHeader.scan($0) }
        guard let found else { return nil }
        self = found
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> MemberHeader? {
        let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        if first == UInt8(ascii: "<") {
            var scanner = XMLHeaderScanner(bytes)
            return scanner.scan()
        }
        if first == UInt8(ascii: "{") {
            var scanner = JSONHeaderScanner(bytes)
            return scanner.scan()
        }
        return nil
    }
}

/// Finds the top-level strings of a JSON object and hops over everything else. It checks no grammar: the reader does.
struct JSONHeaderScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func scan() -> MemberHeader? {
        var header = MemberHeader(resourceType: "")
        var depth = 0
        var key: Range<Int>?
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                at += 1
                if depth > 1 {
                    skip()
                    depth -= 1
                }
                key = nil
            case UInt8(ascii: "}"):
                return header.resourceType.isEmpty ? nil : header
            case UInt8(ascii: "\""):
                let text = string()
                if let name = key {
                    take(name, text, into: &header)
                    key = nil
                } else {
                    key = text
                }
            case UInt8(ascii: ","):
                key = nil
                at += 1
            default: at += 1
            }
        }
        return header.resourceType.isEmpty ? nil : header
    }

    private func take(_ name: Range<Int>, _ value: Range<Int>, into header: inout MemberHeader) {
        guard name.count <= 12 else { return }
        let key = String(decoding: bytes[name], as: UTF8.self)
        if key == "resourceType" {
            header.resourceType = String(decoding: bytes[value], as: UTF8.self)
        } else if MemberHeader.wanted.contains(key) {
            header.set(key, unescaped(value))
        }
    }

    /// The content of the string that begins here; stands behind it afterwards.
    private mutating func string() -> Range<Int> {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        let end = min(at, bytes.count)
        at = end + 1
        return start..<end
    }

    /// Hops over the rest of an object or array that was just entered.
    private mutating func skip() {
        var depth = 1
        while at < bytes.count, depth > 0 {
            switch bytes[at] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                _ = string()
                continue
            default: break
            }
            at += 1
        }
    }

    /// The simple escapes; a `\u` is left as it is, since URLs and codes have none.
    private func unescaped(_ range: Range<Int>) -> String {
        guard bytes[range].contains(UInt8(ascii: "\\")) else { return String(decoding: bytes[range], as: UTF8.self) }
        var text: [UInt8] = []
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == UInt8(ascii: "\\"), place + 1 < range.upperBound {
                place += 1
                switch bytes[place] {
                case UInt8(ascii: "n"): text.append(0x0A)
                case UInt8(ascii: "t"): text.append(0x09)
                case UInt8(ascii: "r"): text.append(0x0D)
                case UInt8(ascii: "u"): text += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
                default: text.append(bytes[place])
                }
            } else {
                text.append(bytes[place])
            }
            place += 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Finds the elements right under the root of an XML resource. It checks no grammar: the reader does.
struct XMLHeaderScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func scan() -> MemberHeader? {
        var header: MemberHeader?
        var depth = 0
        while let tag = nextTag() {
            var inside = tag
            if bytes[inside.lowerBound] == UInt8(ascii: "/") {
                depth -= 1
                if depth <= 0 { break }
                continue
            }
            let isEmpty = bytes[inside.upperBound - 1] == UInt8(ascii: "/")
            if isEmpty { inside = inside.lowerBound..<inside.upperBound - 1 }
            if depth == 0 {
                header = MemberHeader(resourceType: name(inside))
            } else if depth == 1 {
                let name = name(inside)
                if MemberHeader.wanted.contains(name), let value = valueAttribute(inside) { header?.set(name, value) }
            }
            if !isEmpty { depth += 1 }
        }
        return header
    }

    /// What stands between the next `<` and its `>`, comments and declarations left out.
    private mutating func nextTag() -> Range<Int>? {
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            if starts("<!--") {
                skip(past: "-->")
            } else if starts("<![CDATA[") {
                skip(past: "]]>")
            } else if starts("<!") || starts("<?") {
                skip(past: ">")
            } else {
                let start = at + 1
                var quote: UInt8?
                at = start
                while at < bytes.count {
                    let byte = bytes[at]
                    if let open = quote {
                        if byte == open { quote = nil }
                    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                        quote = byte
                    } else if byte == UInt8(ascii: ">") {
                        break
                    }
                    at += 1
                }
                let end = min(at, bytes.count)
                at = end + 1
                if end > start { return start..<end }
            }
        }
        return nil
    }

    private func starts(_ text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[at + $0] == text.utf8Start[$0] }
    }

    private mutating func skip(past text: StaticString) {
        while at < bytes.count, !starts(text) { at += 1 }
        at += text.utf8CodeUnitCount
    }

    private func name(_ tag: Range<Int>) -> String {
        let end = bytes[tag].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") } ?? tag.upperBound
        let name = String(decoding: bytes[tag.lowerBound..<end], as: UTF8.self)
        return name.split(separator: ":").last.map(String.init) ?? name
    }

    private func valueAttribute(_ tag: Range<Int>) -> String? {
        let wanted = Array("value".utf8)
        var place = tag.lowerBound
        while place + wanted.count < tag.upperBound, !bytes[place..<place + wanted.count].elementsEqual(wanted) {
            place += 1
        }
        guard let open = bytes[place..<tag.upperBound].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
            let close = bytes[(open + 1)..<tag.upperBound].firstIndex(of: bytes[open])
        else { return nil }
        return unescaped(bytes[(open + 1)..<close])
    }

    /// Undoes the five entities that XML has by itself.
    private func unescaped(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
        var result: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            let rest = text[place...]
            if let entity = Self.entities.first(where: { rest.starts(with: $0.name) }) {
                result.append(entity.byte)
                place += entity.name.count
            } else {
                result.append(text[place])
                place += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E), (Array("&quot;".utf8), 0x22),
        (Array("&apos;".utf8), 0x27), (Array("&amp;".utf8), 0x26),
    ]
}
