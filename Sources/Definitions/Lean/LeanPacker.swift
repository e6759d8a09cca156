internal import Compression
internal import ElementModel
internal import JSON
internal import Record

/// Makes a lean package of a published one.
public struct LeanPacker {
    /// Whether displays of SNOMED CT, LOINC and dm+d stay: for those who have the licences.
    public var keepsDisplays: Bool
    /// Which definitions are packed; `nil` for all.
    public var isWanted: (@Sendable (MemberHeader) -> Bool)?

    public init(keepsDisplays: Bool = false, isWanted: (@Sendable (MemberHeader) -> Bool)? = nil) {
        self.keepsDisplays = keepsDisplays
        self.isWanted = isWanted
    }

    /// What was made.
    public struct Result: Sendable {
        public var bytes: [UInt8]
        public var counts: [ProfileIndex.Entry.Count]
        /// Members that could not be read and are left out, and what was found wrong in others.
        public var problems: [PackageProblem]
    }

    private struct Member {
        var header: MemberHeader
        var content: [UInt8]
        var snapshot: [UInt8]
        var place: (block: Int, offset: Int) = (0, 0)
        var snapshotPlace: (block: Int, offset: Int)?
    }

    /// Packs a package.
    ///
    /// - Throws: ``PackageError`` when the result cannot be written down.
    public func pack(_ package: Package) throws(PackageError) -> Result {
        var members: [Member] = []
        let filter = LeanFilter(keepsDisplays: keepsDisplays)
        for number in 0..<package.count {
            let header = package.header(ofMember: number)
            guard LeanFilter.resourceTypes.contains(header.resourceType), isWanted?(header) ?? true else { continue }
            // Decoding notes what is wrong with it.
            _ = package.definition(number)
            let document = package.document(number)
            guard document.isReadable else { continue }
            members.append(
                Member(
                    header: header, content: LeanWriter.resource(document, filter: filter),
                    snapshot: LeanWriter.snapshot(document, filter: filter)))
        }
        members.sort { LeanPacker.precedes($0.header, $1.header) }

        var blocks = BlockWriter()
        for number in members.indices { members[number].place = try blocks.add(members[number].content) }
        try blocks.close()
        for number in members.indices where !members[number].snapshot.isEmpty {
            members[number].snapshotPlace = try blocks.add(members[number].snapshot)
        }
        try blocks.close()

        let manifest = manifest(of: package)
        let index = LeanPacker.index(members, blocks)
        var bytes = LeanFormat.magic
        LeanPacker.append(LeanFormat.version, to: &bytes)
        let compressed = try compress(index)
        LeanPacker.append(UInt32(manifest.count), to: &bytes)
        LeanPacker.append(UInt32(compressed.count), to: &bytes)
        LeanPacker.append(UInt32(index.count), to: &bytes)
        bytes += manifest
        bytes += compressed
        bytes += blocks.bytes
        var counts: [String: Int] = [:]
        for member in members { counts[member.header.resourceType, default: 0] += 1 }
        return Result(
            bytes: bytes,
            counts: counts.sorted { $0.key < $1.key }.map { .init(type: $0.key, count: $0.value) },
            problems: package.problems)
    }

    /// Types before profiles before everything else, so that what is used together lies together.
    private static func precedes(_ left: MemberHeader, _ right: MemberHeader) -> Bool {
        let one = key(left)
        let other = key(right)
        return one.lexicographicallyPrecedes(other) { a, b in a.utf8.lexicographicallyPrecedes(b.utf8) }
    }

    private static func key(_ header: MemberHeader) -> [String] {
        let kinds = ["primitive-type", "complex-type", "resource"]
        let kind = header.kind.flatMap { kinds.firstIndex(of: $0) } ?? kinds.count
        let order =
            header.resourceType == "StructureDefinition"
            ? header.derivation != "constraint" ? kind : header.type == "Extension" ? 5 : 4
            : 10 + Int(header.definitionKind.rawValue)
        return [
            order < 10 ? "0\(order)" : "\(order)", header.type ?? "", header.url ?? "", header.version ?? "",
            header.id ?? "", header.name ?? "",
        ]
    }

    private func manifest(of package: Package) -> [UInt8] {
        let manifest = package.manifest
        let object: JSONObject = [
            "name": .string(manifest.id.name), "version": .string(manifest.id.version),
            "fhirVersions": [.string(package.release.version)],
            "dependencies": .object(
                JSONObject(manifest.dependencies.map { .init(name: $0.name, value: .string($0.version)) })),
            "canonical": manifest.canonical.map { .string($0) } ?? .null,
            "license": manifest.license.map { .string($0) } ?? .null,
        ]
        let kept = object.members.filter { $0.value != .null }
        return JSONValue.object(JSONObject(kept)).serialized()
    }

    private func compress(_ bytes: [UInt8]) throws(PackageError) -> [UInt8] {
        do {
            return try Deflate.compress(bytes)
        } catch {
            throw PackageError("\(error)")
        }
    }

    fileprivate static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private static func index(_ members: [Member], _ blocks: BlockWriter) -> [UInt8] {
        var texts = TextTable()
        var rows: [UInt32] = []
        var lookup: [(hash: UInt64, member: UInt32)] = []
        for (number, member) in members.enumerated() {
            let header = member.header
            rows.append(UInt32(header.definitionKind.rawValue))
            for text in [
                header.resourceType, header.id, header.url, header.version, header.name, header.type, header.kind,
                header.derivation, header.supplements, header.fhirVersion,
            ] { rows.append(texts.number(of: text ?? "")) }
            rows.append(UInt32(member.place.block))
            rows.append(UInt32(member.place.offset))
            rows.append(member.snapshotPlace.map { UInt32($0.block) } ?? .max)
            rows.append(UInt32(member.snapshotPlace?.offset ?? 0))
            if let url = header.url { lookup.append((LeanFormat.hash(url), UInt32(number))) }
        }
        lookup.sort { ($0.hash, $0.member) < ($1.hash, $1.member) }
        var bytes: [UInt8] = []
        for number in [members.count, blocks.table.count, texts.texts.count, texts.bytes.count] {
            append(UInt32(number), to: &bytes)
        }
        for block in blocks.table {
            for number in [block.offset, block.compressed, block.inflated] { append(UInt32(number), to: &bytes) }
        }
        for number in rows { append(number, to: &bytes) }
        for row in 0..<members.count {
            let entry = row < lookup.count ? lookup[row] : (hash: .max, member: UInt32(members.count))
            append(UInt32(truncatingIfNeeded: entry.hash), to: &bytes)
            append(UInt32(truncatingIfNeeded: entry.hash >> 32), to: &bytes)
            append(entry.member, to: &bytes)
        }
        for offset in texts.offsets { append(UInt32(offset), to: &bytes) }
        return bytes + texts.bytes
    }
}

/// Texts, each once, numbered in the order in which they are met.
private struct TextTable {
    private(set) var texts: [String] = [""]
    private(set) var bytes: [UInt8] = []
    /// Where each begins, and where the last ends.
    private(set) var offsets: [Int] = [0, 0]
    private var numbers: [String: UInt32] = ["": 0]

    mutating func number(of text: String) -> UInt32 {
        if let found = numbers[text] { return found }
        let number = UInt32(texts.count)
        numbers[text] = number
        texts.append(text)
        bytes += Array(text.utf8)
        offsets.append(bytes.count)
        return number
    }
}

/// Puts contents one after another into blocks.
private struct BlockWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var table: [(offset: Int, compressed: Int, inflated: Int)] = []
    private var open: [UInt8] = []

    /// Each content ends with a NUL, so that no length is needed.
    mutating func add(_ content: [UInt8]) throws(PackageError) -> (block: Int, offset: Int) {
        if !open.isEmpty, open.count + content.count > LeanFormat.blockSize { try close() }
        let place = (block: table.count, offset: open.count)
        open += content
        open.append(0)
        return place
    }

    mutating func close() throws(PackageError) {
        guard !open.isEmpty else { return }
        do {
            let compressed = try Deflate.compress(open)
            table.append((bytes.count, compressed.count, open.count))
            bytes += compressed
        } catch {
            throw PackageError("\(error)")
        }
        open = []
    }
}
