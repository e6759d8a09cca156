internal import Database
internal import Files

/// Reads the XML files of the NHS dictionary of medicines and devices (dm+d) into an index.
enum MedicinesRelease {
    /// The files that are read: `f_vtm2_3….xml`.
    enum Kind: String, CaseIterable {
        case vtm = "VTM", vmp = "VMP", vmpp = "VMPP", amp = "AMP", ampp = "AMPP"

        init?(fileName name: String) {
            guard name.hasPrefix("f_"), name.hasSuffix(".xml") else { return nil }
            // The number behind the name is the format's version: f_vmp2 is not f_vmpp2.
            let word = name.dropFirst(2).prefix { $0.isLetter }
            guard let kind = Kind(rawValue: word.uppercased()) else { return nil }
            self = kind
        }

        /// The element that holds the identifier.
        var identifier: String {
            switch self {
            case .vtm: "VTMID"
            case .vmp: "VPID"
            case .vmpp: "VPPID"
            case .amp: "APID"
            case .ampp: "APPID"
            }
        }
    }

    /// The date of a release, from the names of its files: `f_vtm2_3181124.xml` is of 18 11 24.
    static func version(of files: [String]) -> String {
        for file in files where Kind(fileName: Files.name(of: file)) != nil {
            let parts = Files.name(of: file).dropLast(4).split(separator: "_")
            if let last = parts.last, last.allSatisfy(\.isNumber) { return String(last) }
        }
        return "unknown"
    }

    static func read(
        _ path: String, _ kind: Kind, into database: Database, _ outcome: inout TerminologyImport.Outcome
    ) throws {
        let insert = try database.prepare("INSERT OR REPLACE INTO product VALUES (?1, ?2, ?3, ?4)")
        var scanner = TagScanner(bytes: try Files.read(path, limit: 1 << 31), path: path)
        var id: Int64?
        var name: String?
        var isInvalid = false
        while let tag = try scanner.next() {
            switch tag.name {
            case kind.rawValue where tag.isEnd:
                guard let found = id, let called = name else {
                    throw TerminologyIndexError(
                        path: path,
                        reason: "a \(kind.rawValue) without \(kind.identifier) or NM near byte \(tag.offset)")
                }
                try insert.bind(1, found)
                try insert.bind(2, kind.rawValue)
                try insert.bind(3, called)
                try insert.bind(4, isInvalid ? 0 : 1)
                try insert.run()
                outcome.products += 1
                (id, name, isInvalid) = (nil, nil, false)
            case kind.rawValue: (id, name, isInvalid) = (nil, nil, false)
            case kind.identifier where !tag.isEnd: id = Int64(scanner.text())
            case "NM" where !tag.isEnd: name = scanner.text()
            // The longer name tells products of one name apart.
            case "DESC" where !tag.isEnd && kind == .amp: name = scanner.text()
            case "INVALID" where !tag.isEnd: isInvalid = scanner.text() == "1"
            default: break
            }
        }
    }
}

/// Goes through the tags of XML that is only elements and text, as dm+d's is.
struct TagScanner {
    struct Tag {
        var name: String
        var isEnd: Bool
        var offset: Int
    }

    private let bytes: [UInt8]
    private let path: String
    private var at = 0

    init(bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    /// The next tag; comments, instructions and text are passed over.
    mutating func next() throws(TerminologyIndexError) -> Tag? {
        while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
            at = open + 1
            guard at < bytes.count else { break }
            if bytes[at] == UInt8(ascii: "?") {
                at = bytes[at...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
                continue
            }
            if bytes[at] == UInt8(ascii: "!") {
                guard bytes[at...].starts(with: Array("!--".utf8)) else {
                    throw TerminologyIndexError(path: path, reason: "has a document type, which no release file has")
                }
                while at < bytes.count, !bytes[at...].starts(with: Array("-->".utf8)) { at += 1 }
                continue
            }
            let isEnd = bytes[at] == UInt8(ascii: "/")
            if isEnd { at += 1 }
            let start = at
            while at < bytes.count, bytes[at] > 0x20, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "/") {
                at += 1
            }
            let name = String(decoding: bytes[start..<at], as: UTF8.self)
            guard let close = bytes[at...].firstIndex(of: UInt8(ascii: ">")) else {
                throw TerminologyIndexError(path: path, reason: "ends inside a tag")
            }
            at = close + 1
            return Tag(name: name, isEnd: isEnd, offset: open)
        }
        return nil
    }

    /// The text from here to the next tag, with XML's five entities and numbers resolved.
    func text() -> String {
        let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let raw = String(decoding: bytes[at..<end], as: UTF8.self)
        guard raw.contains("&") else { return raw }
        var result = ""
        var rest = raw[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            guard let close = rest.firstIndex(of: ";"), rest.distance(from: mark, to: close) <= 10 else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            let entity = rest[rest.index(after: mark)..<close]
            result += TagScanner.character(entity) ?? String(rest[...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func character(_ entity: Substring) -> String? {
        switch entity {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        default:
            entity.hasPrefix("#")
                ? (entity.hasPrefix("#x")
                    ? UInt32(entity.dropFirst(2), radix: 16) : UInt32(entity.dropFirst()))
                    .flatMap(UnicodeScalar.init).map { String(Character($0)) }
                : nil
        }
    }
}
