internal import Compression
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A lean package on disk: the index is read when something is first looked for, a block when a definition in it is.
final class LeanStorage: Sendable {
    let path: String
    private let descriptor: Int32
    private let header: Header
    private let state = Mutex(State())

    private struct Header {
        var manifest: Int
        var compressedIndex: Int
        var index: Int
        var firstBlock: Int { LeanFormat.headerSize + manifest + compressedIndex }
    }

    private struct State {
        var index: LeanIndex?
        var failure: PackageError?
        /// Blocks inflated lately; what lies together is used together.
        var blocks: [(number: Int, bytes: [UInt8])] = []
    }

    private static let keptBlocks = 24

    /// Whether the file begins as lean packages do.
    static func isLean(_ path: String) -> Bool {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return (try? read(descriptor, at: 0, count: LeanFormat.magic.count)) == LeanFormat.magic
    }

    /// Opens a file and reads its manifest.
    ///
    /// - Throws: ``PackageError`` when it is no lean package or one of a newer format.
    static func open(_ path: String) throws(PackageError) -> (LeanStorage, PackageManifest) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PackageError("it cannot be read: \(String(cString: strerror(errno)))") }
        do throws(PackageError) {
            let bytes = try read(descriptor, at: 0, count: LeanFormat.headerSize)
            guard bytes.starts(with: LeanFormat.magic) else { throw PackageError("it is no lean package") }
            let numbers = bytes.withUnsafeBytes { raw in
                (0..<4).map {
                    Int(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 8 + 4 * $0, as: UInt32.self)))
                }
            }
            guard numbers[0] == Int(LeanFormat.version) else {
                throw PackageError(
                    "it has format \(numbers[0]) of lean packages, this Assay reads \(LeanFormat.version)")
            }
            guard numbers[1] < 1 << 20, numbers[3] < LeanFormat.maximumIndex else {
                throw PackageError("it is damaged: its header names impossible sizes")
            }
            let header = Header(manifest: numbers[1], compressedIndex: numbers[2], index: numbers[3])
            let manifest = try PackageManifest(
                parsing: try read(descriptor, at: LeanFormat.headerSize, count: header.manifest))
            return (LeanStorage(path: path, descriptor: descriptor, header: header), manifest)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private init(path: String, descriptor: Int32, header: Header) {
        self.path = path
        self.descriptor = descriptor
        self.header = header
    }

    deinit { close(descriptor) }

    private static func read(_ descriptor: Int32, at offset: Int, count: Int) throws(PackageError) -> [UInt8] {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while done < count, let start = buffer.baseAddress {
                let read = pread(descriptor, start + done, count - done, off_t(offset + done))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                done += read
            }
            initialized = done
        }
        guard done == count else { throw PackageError("it is cut short") }
        return bytes
    }

    /// The index, read when it is first asked for; empty, with ``failure`` set, where it is damaged.
    var index: LeanIndex {
        state.withLock { state in
            if let index = state.index { return index }
            let made: LeanIndex
            do throws(PackageError) {
                let compressed = try LeanStorage.read(
                    descriptor, at: LeanFormat.headerSize + header.manifest, count: header.compressedIndex)
                made = try LeanIndex(LeanStorage.expand(compressed, count: header.index))
            } catch {
                state.failure = error
                made = LeanIndex()
            }
            state.index = made
            return made
        }
    }

    /// Why the index could not be read, where it could not.
    var failure: PackageError? {
        _ = index
        return state.withLock { $0.failure }
    }

    private static func expand(_ bytes: [UInt8], count: Int) throws(PackageError) -> [UInt8] {
        do {
            let found = try Deflate.expand(bytes, limit: count, expected: count)
            guard found.count == count else { throw PackageError("it is damaged: a part has the wrong size") }
            return found
        } catch let error as PackageError {
            throw error
        } catch {
            throw PackageError("it is damaged: \(error)")
        }
    }

    /// The bytes of a definition, or of its published snapshot.
    func bytes(_ member: Int, snapshot: Bool = false) throws(PackageError) -> [UInt8] {
        let index = index
        guard let place = index.place(member, snapshot: snapshot) else { return [] }
        let block = try block(place.block, index)
        guard place.offset < block.count, let end = block[place.offset...].firstIndex(of: 0) else {
            throw PackageError("it is damaged: a definition is not where the index says")
        }
        return Array(block[place.offset..<end])
    }

    private func block(_ number: Int, _ index: LeanIndex) throws(PackageError) -> [UInt8] {
        let kept = state.withLock { state in state.blocks.first { $0.number == number }?.bytes }
        if let kept { return kept }
        let row = index.block(number)
        guard row.inflated <= LeanFormat.maximumBlock else { throw PackageError("it is damaged: a block is too large") }
        let compressed = try LeanStorage.read(descriptor, at: header.firstBlock + row.offset, count: row.compressed)
        let bytes = try LeanStorage.expand(compressed, count: row.inflated)
        state.withLock { state in
            if state.blocks.count >= LeanStorage.keptBlocks { state.blocks.removeFirst() }
            state.blocks.append((number, bytes))
        }
        return bytes
    }
}

/// The index of a lean package, used where it lies: nothing is made of it until it is asked for.
struct LeanIndex: Sendable {
    private let bytes: [UInt8]
    let count: Int
    private let blockCount: Int
    private let textCount: Int
    private let blocks: Int
    private let members: Int
    private let lookup: Int
    private let texts: Int
    private let text: Int

    private static let fields = LeanMember.allCases.count

    /// An index of nothing.
    init() {
        bytes = []
        (count, blockCount, textCount, blocks, members, lookup, texts, text) = (0, 0, 0, 0, 0, 0, 0, 0)
    }

    /// - Throws: ``PackageError`` when a number leads outside: afterwards none is checked again.
    init(_ bytes: [UInt8]) throws(PackageError) {
        guard bytes.count >= 16 else { throw PackageError("it is damaged: the index is too short") }
        let read = { (place: Int) -> Int in
            bytes.withUnsafeBytes {
                Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            }
        }
        self.bytes = bytes
        count = read(0)
        blockCount = read(4)
        textCount = read(8)
        let textBytes = read(12)
        blocks = 16
        members = blocks + blockCount * 12
        lookup = members + count * LeanIndex.fields * 4
        texts = lookup + count * 12
        text = texts + (textCount + 1) * 4
        guard text + textBytes == bytes.count, textCount > 0 else {
            throw PackageError("it is damaged: the index has the wrong size")
        }
        var last = 0
        for number in 0...textCount {
            let offset = read(texts + number * 4)
            guard offset >= last, offset <= textBytes else { throw PackageError("it is damaged: a text has no place") }
            last = offset
        }
        for member in 0..<count {
            let row = members + member * LeanIndex.fields * 4
            for field in LeanMember.resourceType.rawValue...LeanMember.fhirVersion.rawValue {
                guard read(row + field * 4) < textCount else { throw PackageError("it is damaged: a text is missing") }
            }
            let snapshot = read(row + LeanMember.snapshotBlock.rawValue * 4)
            guard read(row + LeanMember.block.rawValue * 4) < blockCount,
                snapshot < blockCount || snapshot == Int(UInt32.max), read(lookup + member * 12 + 8) <= count
            else { throw PackageError("it is damaged: a block is missing") }
        }
    }

    private func number(_ place: Int) -> Int {
        bytes.withUnsafeBytes { Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self))) }
    }

    private func field(_ member: Int, _ field: LeanMember) -> Int {
        number(members + (member * LeanIndex.fields + field.rawValue) * 4)
    }

    private func text(_ member: Int, _ field: LeanMember) -> String? {
        let number = self.field(member, field)
        guard number != 0 else { return nil }
        let start = text + self.number(texts + number * 4)
        let end = text + self.number(texts + number * 4 + 4)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    func block(_ number: Int) -> (offset: Int, compressed: Int, inflated: Int) {
        let row = blocks + number * 12
        return (self.number(row), self.number(row + 4), self.number(row + 8))
    }

    func place(_ member: Int, snapshot: Bool) -> (block: Int, offset: Int)? {
        let block = field(member, snapshot ? .snapshotBlock : .block)
        guard block < blockCount else { return nil }
        return (block, field(member, snapshot ? .snapshotPlace : .place))
    }

    func kind(_ member: Int) -> DefinitionKind {
        DefinitionKind(rawValue: UInt8(truncatingIfNeeded: field(member, .kind))) ?? .other
    }

    func supplements(_ member: Int) -> String? { text(member, .supplements) }

    func header(_ member: Int) -> MemberHeader {
        var made = MemberHeader(resourceType: text(member, .resourceType) ?? "")
        made.id = text(member, .id)
        made.url = text(member, .url)
        made.version = text(member, .version)
        made.name = text(member, .name)
        made.type = text(member, .type)
        made.kind = text(member, .structureKind)
        made.derivation = text(member, .derivation)
        made.supplements = text(member, .supplements)
        made.fhirVersion = text(member, .fhirVersion)
        return made
    }

    func version(_ member: Int) -> String? { text(member, .version) }

    func fileName(_ member: Int) -> String {
        guard member >= 0, member < count else { return "" }
        return "\(text(member, .resourceType) ?? "")/\(text(member, .id) ?? text(member, .name) ?? "")"
    }

    /// The members of a URL, in the order of the package.
    func members(url: String) -> [Int] {
        let wanted = LeanFormat.hash(url)
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if hash(middle) < wanted { low = middle + 1 } else { high = middle }
        }
        var found: [Int] = []
        while low < count, hash(low) == wanted {
            let member = number(lookup + low * 12 + 8)
            if member < count, text(member, .url) == url { found.append(member) }
            low += 1
        }
        return found
    }

    private func hash(_ row: Int) -> UInt64 {
        UInt64(number(lookup + row * 12)) | UInt64(number(lookup + row * 12 + 4)) << 32
    }
}
