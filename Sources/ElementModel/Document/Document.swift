public import Record

/// A resource that was read: its bytes, its elements, and what the reader found wrong with its form.
///
/// Owns the memory that ``ElementView`` points to. Immutable once read, hence safe to share.
public final class Document: @unchecked Sendable {
    /// How the resource was written.
    public enum Format: String, Sendable { case json, xml }

    public let format: Format
    public let release: FHIRRelease
    /// What the reader found wrong (rules 1–23): each with its place; empty for a clean file.
    public let findings: [Finding]
    /// Whether there is a resource to look at; where not, ``findings`` has a fatal one and the view is empty.
    public var isReadable: Bool { count > 0 }

    let sourceBuffer: UnsafeMutableBufferPointer<UInt8>
    let poolBuffer: UnsafeMutableBufferPointer<UInt8>
    let recordBuffer: UnsafeMutableBufferPointer<ElementRecord>
    let count: Int

    /// Takes over the buffers.
    init(
        format: Format, release: FHIRRelease, findings: [Finding], source: UnsafeMutableBufferPointer<UInt8>,
        pool: UnsafeMutableBufferPointer<UInt8>, records: UnsafeMutableBufferPointer<ElementRecord>, count: Int
    ) {
        self.format = format
        self.release = release
        self.findings = findings
        self.sourceBuffer = source
        self.poolBuffer = pool
        self.recordBuffer = records
        self.count = count
    }

    deinit {
        sourceBuffer.deallocate()
        poolBuffer.deallocate()
        recordBuffer.deallocate()
    }
}
