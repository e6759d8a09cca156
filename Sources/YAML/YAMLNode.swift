/// Where something stands in a text: both count from 1, columns in characters.
public struct YAMLPosition: Sendable, Hashable, CustomStringConvertible {
    public var line: Int
    public var column: Int
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
    public var description: String { "\(line):\(column)" }
}

/// One node of a YAML document, with its place in the file.
///
/// Plain scalars are what JSON knows: `true`, `false`, `null` and numbers; everything else is text, `yes`, `no`, `on`
/// and `off` included, so that a country code or a switch never changes its meaning.
public struct YAMLNode: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        /// The text of a scalar, and whether it stood without quotes.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([Member])
    }
    /// One key of a mapping with its value.
    public struct Member: Sendable, Hashable {
        public var key: String
        public var position: YAMLPosition
        public var value: YAMLNode
    }

    public var content: Content
    public var position: YAMLPosition

    public init(_ content: Content, at position: YAMLPosition) {
        self.content = content
        self.position = position
    }
}

extension YAMLNode {
    /// The text of a scalar; `nil` for a null and for anything else.
    public var text: String? {
        if case .scalar(let text, _) = content, !isNull { text } else { nil }
    }
    /// Whether the node is a plain `null`, `~` or nothing at all.
    public var isNull: Bool {
        if case .scalar(let text, isPlain: true) = content {
            text.isEmpty || text == "null" || text == "~"
        } else {
            false
        }
    }
    /// The value of a plain `true` or `false`.
    public var bool: Bool? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        return text == "true" ? true : text == "false" ? false : nil
    }
    /// The value of a plain whole number.
    public var int: Int? {
        guard case .scalar(let text, isPlain: true) = content, isNumber else { return nil }
        return Int(text)
    }
    /// Whether the node is a plain scalar that JSON would call a number.
    public var isNumber: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        func digits() -> Int {
            let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            rest.removeFirst(count)
            return count
        }
        // A leading zero (`007`, an ODS or phone number) makes it text.
        let leadsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, whole == 1 || !leadsWithZero else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
    /// The items of a sequence.
    public var items: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }
    /// The members of a mapping, in their order.
    public var members: [Member]? { if case .mapping(let members) = content { members } else { nil } }
    /// The value of a mapping's key.
    public subscript(key: String) -> YAMLNode? { members?.first { $0.key == key }?.value }
    /// The items of a sequence, or the node itself where one may stand for a list of one; nothing for null.
    public var list: [YAMLNode] { items ?? (isNull ? [] : [self]) }
    /// The texts of a list of scalars, or of a single one.
    public var texts: [String] { list.compactMap(\.text) }
    /// What the node is, for messages.
    public var kind: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar: isNull ? "nothing" : bool != nil ? "a boolean" : isNumber ? "a number" : "text"
        }
    }
}
