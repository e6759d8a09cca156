/// Why an archive or package was refused.
public struct PackageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and, where there is something to be done, what.
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// Reads the members of a tar archive: plain files only, with pax and GNU long names.
///
/// What could write outside a folder or stand for something else is refused as a whole: absolute paths, `..`, links,
/// devices, sparse files. AppleDouble members (`._name`) are passed over.
struct TarReader {
    struct Member {
        var path: String
        var content: Range<Int>
    }

    static let maximumMembers = 200_000
    static let maximumPath = 4096
    private static let block = 512

    /// The members of an archive.
    ///
    /// - Throws: ``PackageError`` when the archive is damaged or holds what is refused.
    static func members(of bytes: [UInt8]) throws(PackageError) -> [Member] {
        guard bytes.count >= block else { throw PackageError("it is no tar archive: it is too short") }
        var members: [Member] = []
        var at = 0
        var longName: String?
        var paxName: String?
        var paxSize: Int?
        while at + block <= bytes.count {
            let header = at..<at + block
            if bytes[header].allSatisfy({ $0 == 0 }) { return members }
            try checkSum(of: bytes, header)
            guard let written = number(bytes, at + 124, 12) else { throw PackageError("a tar header has no size") }
            let size = paxSize ?? written
            at += block
            guard size >= 0, size <= bytes.count - at else {
                throw PackageError("the archive ends inside a member")
            }
            let content = at..<at + size
            at += (size + block - 1) / block * block
            let kind = bytes[header.lowerBound + 156]
            switch kind {
            case UInt8(ascii: "x"):
                let attributes = try paxAttributes(bytes, content)
                if let path = attributes["path"] { paxName = path }
                if let size = attributes["size"] {
                    guard let size = Int(size) else { throw PackageError("a pax header has a size that is no number") }
                    paxSize = size
                }
                continue
            case UInt8(ascii: "g"), UInt8(ascii: "K"):
                continue
            case UInt8(ascii: "L"):
                guard size <= maximumPath else {
                    throw PackageError("a member's name is longer than \(maximumPath) bytes")
                }
                longName = text(bytes, content)
                continue
            default: break
            }
            let name = paxName ?? longName ?? headerName(bytes, header)
            paxName = nil
            longName = nil
            paxSize = nil
            switch kind {
            case UInt8(ascii: "5"):
                try check(path: name)
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
                let path = try check(path: name)
                if path.hasSuffix("/") || isAppleDouble(path) { continue }
                guard members.count < maximumMembers else {
                    throw PackageError("the archive has more than \(maximumMembers) members")
                }
                members.append(Member(path: path, content: content))
            case UInt8(ascii: "1"), UInt8(ascii: "2"):
                throw PackageError("the archive has a link ('\(name)'): links are refused")
            default:
                throw PackageError("the archive has a member that is no plain file ('\(name)'): it is refused")
            }
        }
        // Some tools leave out the two empty blocks at the end.
        guard at >= bytes.count else { throw PackageError("the archive ends inside a header") }
        return members
    }

    /// The path without `./` in front.
    ///
    /// - Throws: where it leads outside the folder that it is unpacked into.
    @discardableResult
    static func check(path: String) throws(PackageError) -> String {
        var path = path[...]
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        guard !path.hasPrefix("/"), !path.utf8.contains(0), !path.utf8.contains(UInt8(ascii: "\\")),
            path.utf8.count <= maximumPath,
            !path.split(separator: "/", omittingEmptySubsequences: false).contains("..")
        else { throw PackageError("the archive has a member that leads outside it ('\(path)'): it is refused") }
        return String(path)
    }

    static func isAppleDouble(_ path: String) -> Bool {
        path.split(separator: "/").contains { $0.hasPrefix("._") || $0 == "__MACOSX" || $0 == ".DS_Store" }
    }

    private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: bytes[range].prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func headerName(_ bytes: [UInt8], _ header: Range<Int>) -> String {
        let start = header.lowerBound
        let name = text(bytes, start..<start + 100)
        // Only POSIX headers have a prefix; GNU's use the room otherwise.
        guard bytes[start + 257..<start + 263].elementsEqual([0x75, 0x73, 0x74, 0x61, 0x72, 0]) else { return name }
        let prefix = text(bytes, start + 345..<start + 500)
        return prefix.isEmpty ? name : prefix + "/" + name
    }

    /// A number in octal, or in GNU's binary form for large ones.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
        if bytes[start] & 0x80 != 0 {
            var value = Int(bytes[start] & 0x7F)
            for byte in bytes[start + 1..<start + count] {
                guard value <= Int.max >> 8 else { return nil }
                value = value << 8 | Int(byte)
            }
            return value
        }
        var value = 0
        var any = false
        for byte in bytes[start..<start + count] {
            if byte == 0x20 || byte == 0 {
                if any { break }
                continue
            }
            guard byte >= 0x30, byte <= 0x37 else { return nil }
            value = value << 3 | Int(byte - 0x30)
            any = true
        }
        return any ? value : nil
    }

    private static func checkSum(of bytes: [UInt8], _ header: Range<Int>) throws(PackageError) {
        var sum = 0
        for place in header {
            let isOwn = (148..<156).contains(place - header.lowerBound)
            sum += isOwn ? 0x20 : Int(bytes[place])
        }
        guard number(bytes, header.lowerBound + 148, 8) == sum else {
            throw PackageError("a tar header is damaged (its checksum is wrong), or the file is no tar archive")
        }
    }

    /// `27 path=some/long/name\n`, repeated.
    private static func paxAttributes(
        _ bytes: [UInt8], _ range: Range<Int>
    ) throws(PackageError) -> [String: String] {
        var found: [String: String] = [:]
        var at = range.lowerBound
        while at < range.upperBound {
            guard let space = bytes[at..<range.upperBound].firstIndex(of: 0x20), space - at < 12,
                let count = Int(text(bytes, at..<space)), count > space - at, at + count <= range.upperBound
            else { throw PackageError("a pax header is damaged") }
            let record = space + 1..<at + count - 1
            if !record.isEmpty, let equals = bytes[record].firstIndex(of: UInt8(ascii: "=")) {
                let key = text(bytes, record.lowerBound..<equals)
                if key == "path" || key == "size" { found[key] = text(bytes, equals + 1..<record.upperBound) }
            }
            at += count
        }
        return found
    }
}
