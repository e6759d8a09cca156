public import Record

/// Reads documents one after another and keeps its working memory in between: one reader per worker.
///
/// ```swift
/// let reader = DocumentReader()
/// let document = reader.read(bytes, release: .r4)
/// let view = document.view
/// ```
public final class DocumentReader {
    /// Zero bytes after every source, so that scanning tests no byte for the end.
    static let padding = 64

    public let limits: ReadingLimits
    /// Whether comments in JSON pass without a finding.
    public let allowsComments: Bool
    /// For tests that compare the two ways of reading XML.
    package var readsXMLByLibraryAlone = false
    private var firstLine = 1
    private var tape = JSONTape()
    private var overlay: JSONOverlay
    private var parser: XMLParser?
    private let open: UnsafeMutablePointer<UInt32>

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - limits: how much is read of a document.
    ///   - allowsComments: whether comments in JSON, which its grammar does not have, pass without a finding.
    public init(limits: ReadingLimits = ReadingLimits(), allowsComments: Bool = false) {
        self.limits = limits
        self.allowsComments = allowsComments
        let open = UnsafeMutablePointer<UInt32>.allocate(capacity: max(limits.depth, 1))
        self.open = open
        let tape = JSONTape()
        self.overlay = JSONOverlay(source: UnsafePointer(tape.kind), nodes: tape.nodes)
        self.tape = tape
    }

    deinit { open.deallocate() }

    /// Reads a resource.
    ///
    /// - Parameters:
    ///   - bytes: the file, one line of an NDJSON file, or a body; copied.
    ///   - format: JSON or XML; where `nil`, told from the first byte that is not white space.
    ///   - release: which release's type table it is read against.
    ///   - firstLine: the number of its first line in the file that it is part of.
    /// - Returns: the document; never fails: what is wrong stands in its ``Document/findings``.
    public func read(
        _ bytes: UnsafeRawBufferPointer, format: Document.Format? = nil, release: FHIRRelease, firstLine: Int = 1
    ) -> Document {
        self.firstLine = firstLine
        let format = format ?? Document.Format(of: bytes)
        guard bytes.count <= min(limits.bytes, Int(UInt32.max) - DocumentReader.padding) else {
            var slips = SlipList(limit: limits.findings)
            slips.add(
                .limit, at: 0, element: .none,
                "The document has \(bytes.count) bytes, more than the \(limits.bytes) that are read at most.")
            return unreadable(copy(UnsafeRawBufferPointer(rebasing: bytes[..<0])), 0, format, release, slips)
        }
        return format == .json
            ? readJSON(copy(bytes), bytes.count, release) : readXML(copy(bytes), bytes.count, release)
    }

    /// Reads a resource.
    public func read(_ bytes: [UInt8], format: Document.Format? = nil, release: FHIRRelease) -> Document {
        bytes.withUnsafeBytes { read($0, format: format, release: release) }
    }

    private func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableBufferPointer<UInt8> {
        let source = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count + DocumentReader.padding)
        let raw = UnsafeMutableRawBufferPointer(source)
        raw.copyMemory(from: bytes)
        UnsafeMutableRawBufferPointer(rebasing: raw[bytes.count...]).initializeMemory(as: UInt8.self, repeating: 0)
        return source
    }

    private func unreadable(
        _ source: UnsafeMutableBufferPointer<UInt8>, _ count: Int, _ format: Document.Format, _ release: FHIRRelease,
        _ slips: SlipList
    ) -> Document {
        Document(
            format: format, release: release, slips: slips, source: source, sourceCount: count, firstLine: firstLine,
            pool: .allocate(capacity: 1), records: .allocate(capacity: 1), count: 0)
    }

    private func readJSON(
        _ source: UnsafeMutableBufferPointer<UInt8>, _ count: Int, _ release: FHIRRelease
    ) -> Document {
        guard let bytes = UnsafePointer(source.baseAddress) else {
            return unreadable(source, count, .json, release, SlipList(limit: 0))
        }
        var slips = SlipList(limit: limits.findings)
        var scanner = JSONScanner(bytes: bytes, count: count, depth: limits.depth)
        var notes: [JSONTolerantScanner.Note] = []
        if !scanner.scan(into: &tape, open: open) {
            var tolerant = JSONTolerantScanner(
                bytes: bytes, count: count, depth: limits.depth, limit: limits.findings, allowsComments: allowsComments)
            tolerant.scan(into: &tape)
            notes = tolerant.notes
            if let fatal = tolerant.fatal {
                // The fatal one first, lest the others use up the limit.
                for note in [fatal] + notes {
                    slips.add(
                        note.rule, at: note.offset, element: .none, note.message,
                        severity: note.rule == fatal.rule ? .fatal : nil)
                }
                return unreadable(source, count, .json, release, slips)
            }
        }
        overlay.read(source: bytes, nodes: tape.nodes, types: TypeTable(release), slips: slips)
        if !notes.isEmpty { overlay.add(notes) }
        return Document(
            format: .json, release: release, slips: overlay.slips, source: source, sourceCount: count,
            firstLine: firstLine,
            pool: overlay.pool.copied(), records: overlay.records.copied(), count: overlay.records.count)
    }

    private func readXML(
        _ source: UnsafeMutableBufferPointer<UInt8>, _ count: Int, _ release: FHIRRelease
    ) -> Document {
        var source = source
        var count = count
        var slips = SlipList(limit: limits.findings)
        switch XMLEncoding.examine(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(source)[..<count])) {
        case .utf8: break
        case .unknown(let name):
            slips.add(
                .encoding, at: 0, element: .none,
                "The document is encoded as \(name.prefix(40)), which is not known here: FHIR wants UTF-8.",
                severity: .fatal)
            return unreadable(source, count, .xml, release, slips)
        case .converted(let bytes, let name):
            slips.add(
                .encoding, at: 0, element: .none, "The document is encoded as \(name): FHIR wants UTF-8.")
            source.deallocate()
            source = bytes.withUnsafeBytes { copy($0) }
            count = bytes.count
        case .repaired(let bytes, let place):
            slips.add(
                .encoding, at: place, element: .none, "The bytes here are not UTF-8, which FHIR wants.")
            source.deallocate()
            source = bytes.withUnsafeBytes { copy($0) }
            count = bytes.count
        }
        if parser == nil { parser = XMLParser() }
        guard let start = UnsafePointer(source.baseAddress),
            let overlay = parser?.parse(
                source: start, count: count, types: TypeTable(release), depth: limits.depth, slips: slips,
                isStrict: readsXMLByLibraryAlone)
        else { return unreadable(source, count, .xml, release, slips) }
        return Document(
            format: .xml, release: release, slips: overlay.pointee.slips, source: source, sourceCount: count,
            firstLine: firstLine,
            pool: overlay.pointee.pool.copied(), records: overlay.pointee.records.copied(),
            count: overlay.pointee.records.count)
    }
}

extension Document.Format {
    /// The format that a text seems to have: XML where it begins with `<`, JSON otherwise.
    public init(of bytes: UnsafeRawBufferPointer) {
        for byte in bytes.prefix(4096) {
            // White space, byte order marks of UTF-8 and UTF-16, and the zero bytes of UTF-16.
            if byte <= 0x20 || byte == 0xEF || byte == 0xBB || byte == 0xBF || byte >= 0xFE { continue }
            self = byte == UInt8(ascii: "<") ? .xml : .json
            return
        }
        self = .json
    }
}
