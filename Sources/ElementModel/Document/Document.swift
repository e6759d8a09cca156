public import Record
internal import Synchronization

/// A resource that was read: its bytes, its elements, and what the reader found wrong with its form.
///
/// Owns the memory that ``ElementView`` points to. Immutable once read, hence safe to share.
public final class Document: @unchecked Sendable {
    /// How the resource was written.
    public enum Format: String, Sendable { case json, xml }

    public let format: Format
    public let release: FHIRRelease
    /// What the reader found wrong (``ReadingRule``): each with its place, in the order of places; empty for a clean
    /// file.
    public let findings: [Finding]
    /// Whether there is a resource to look at; where not, ``findings`` has a fatal one and the view is empty.
    public var isReadable: Bool { count > 0 }

    let sourceBuffer: UnsafeMutableBufferPointer<UInt8>
    let sourceCount: Int
    let poolBuffer: UnsafeMutableBufferPointer<UInt8>
    let recordBuffer: UnsafeMutableBufferPointer<ElementRecord>
    let count: Int
    private let firstLine: Int
    private let positions: Mutex<SourcePositions?>

    /// Takes over the buffers.
    init(
        format: Format, release: FHIRRelease, slips: SlipList, source: UnsafeMutableBufferPointer<UInt8>,
        sourceCount: Int, firstLine: Int, pool: UnsafeMutableBufferPointer<UInt8>,
        records: UnsafeMutableBufferPointer<ElementRecord>,
        count: Int
    ) {
        self.format = format
        self.release = release
        self.sourceBuffer = source
        self.sourceCount = sourceCount
        self.poolBuffer = pool
        self.recordBuffer = records
        self.count = count
        self.firstLine = firstLine
        if slips.slips.isEmpty {
            self.findings = []
            self.positions = Mutex(nil)
        } else {
            let positions = SourcePositions(bytes: source.baseAddress!, count: sourceCount, firstLine: firstLine)
            let view = ElementView(
                records: records.baseAddress!, count: count, source: source.baseAddress!, pool: pool.baseAddress!,
                types: TypeTable(release))
            self.findings = slips.findings(view: view, positions: positions)
            self.positions = Mutex(positions)
        }
    }

    deinit {
        sourceBuffer.deallocate()
        poolBuffer.deallocate()
        recordBuffer.deallocate()
    }

    /// The bytes that were read (as UTF-8, where the file was in another encoding); valid while the document lives.
    public var source: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: UnsafePointer(sourceBuffer.baseAddress), count: sourceCount)
    }

    /// The line and column of an offset in ``source``.
    public func position(offset: Int) -> SourcePosition {
        positions.withLock { positions in
            if let positions { return positions.position(offset) }
            let made = SourcePositions(bytes: view.source, count: sourceCount, firstLine: firstLine)
            positions = made
            return made.position(offset)
        }
    }

    /// Where an element stands: its value in JSON, its start tag in XML.
    public func position(of element: ElementID) -> SourcePosition {
        guard element.exists, element.index < count else { return SourcePosition(line: 1, column: 1) }
        return position(offset: Int(recordBuffer[element.index].source))
    }

    /// The element as a FHIRPath expression from the root, with indices on repeating elements.
    public func path(of element: ElementID, choice: ChoiceStyle = .plain) -> String {
        view.path(of: element, choice: choice)
    }
}
