internal import ElementModel

/// A literal reference taken apart, without copying.
struct ReferenceText {
    enum Form {
        /// `#id`, or `#` alone.
        case local
        /// `Type/id`, with a version or without.
        case relative
        /// `http://…/Type/id`, or any other absolute URL.
        case absolute
        /// `urn:uuid:…`, `urn:oid:…`.
        case urn
        /// `Type?query`.
        case query
        /// None of them.
        case invalid
    }
    var form: Form
    /// The text without version and fragment.
    var base: ByteSlice
    /// `Type` and `id` where the form tells them.
    var type: ByteSlice?
    var id: ByteSlice?
    var version: ByteSlice?
    /// What stands after `#`.
    var fragment: ByteSlice?

    init(_ text: ByteSlice, types: TypeTable) {
        var rest = text
        base = text
        if !rest.isEmpty, rest[0] == UInt8(ascii: "#") {
            form = .local
            fragment = rest[1..<rest.count]
            return
        }
        if let hash = rest.lastPlace(of: UInt8(ascii: "#")) {
            fragment = rest[hash + 1..<rest.count]
            rest = rest[0..<hash]
        }
        base = rest
        if rest.starts(with: "urn:") {
            form = .urn
            return
        }
        let isAbsolute = rest.isAbsoluteURI
        if !isAbsolute, let mark = rest.firstPlace(of: UInt8(ascii: "?")) {
            form = .query
            type = rest[0..<mark]
            return
        }
        if let history = rest.range(of: "/_history/") {
            version = rest[history + 10..<rest.count]
            rest = rest[0..<history]
            base = rest
        }
        form = isAbsolute ? .absolute : .invalid
        guard let slash = rest.lastPlace(of: UInt8(ascii: "/")) else { return }
        let id = rest[slash + 1..<rest.count]
        let before = rest[0..<slash]
        let typeStart = before.lastPlace(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let name = before[typeStart..<before.count]
        let known = name.isEmpty ? Symbol.none : Symbol(bytes: name.buffer)
        let isResource = known != .none && types.kind(types.type(named: known)) == .resource
        let isID = ReferenceText.isID(id)
        if isResource, isID {
            type = name
            self.id = id
            if !isAbsolute { form = typeStart == 0 ? .relative : .invalid }
        }
    }

    static func isID(_ text: ByteSlice) -> Bool {
        guard text.count > 0, text.count <= 64 else { return false }
        for byte in text.buffer {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."): continue
            default: return false
            }
        }
        return true
    }
}

extension ByteSlice {
    /// Where a text stands in it.
    func range(of text: StaticString) -> Int? {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return nil }
        var at = 0
        while at + length <= count {
            if self[at] == text.utf8Start[0], self[at..<at + length] == text { return at }
            at += 1
        }
        return nil
    }
}
