public import Record

/// Reads documents one after another and keeps its working memory in between: one reader per worker.
///
/// ```swift
/// let reader = DocumentReader()
/// let document = reader.read(bytes, release: .r4)
/// let view = document.view
/// ```
public final class DocumentReader {
    public let limits: ReadingLimits
    public init(limits: ReadingLimits = ReadingLimits()) { self.limits = limits }

    /// Reads a resource.
    ///
    /// - Parameters:
    ///   - bytes: the file, one line of an NDJSON file, or a body; copied.
    ///   - format: JSON or XML; where `nil`, told from the first byte that is not white space.
    ///   - release: which release's type table it is read against.
    /// - Returns: the document; never fails: what is wrong stands in its ``Document/findings``.
    public func read(
        _ bytes: UnsafeRawBufferPointer, format: Document.Format? = nil, release: FHIRRelease
    ) -> Document {
        Document(
            format: format ?? .json, release: release, findings: [], source: .allocate(capacity: 1),
            pool: .allocate(capacity: 1), records: .allocate(capacity: 1), count: 0)
    }

    /// Reads a resource.
    public func read(_ bytes: [UInt8], format: Document.Format? = nil, release: FHIRRelease) -> Document {
        bytes.withUnsafeBytes { read($0, format: format, release: release) }
    }
}

extension Document {
    /// Reads one resource with a reader of its own; for many, keep a ``DocumentReader``.
    public static func read(
        _ bytes: [UInt8], format: Format? = nil, release: FHIRRelease, limits: ReadingLimits = ReadingLimits()
    ) -> Document {
        DocumentReader(limits: limits).read(bytes, format: format, release: release)
    }
    /// Reads one JSON resource.
    public static func read(json: [UInt8], release: FHIRRelease, limits: ReadingLimits = ReadingLimits()) -> Document {
        read(json, format: .json, release: release, limits: limits)
    }
    /// Reads one XML resource.
    public static func read(xml: [UInt8], release: FHIRRelease, limits: ReadingLimits = ReadingLimits()) -> Document {
        read(xml, format: .xml, release: release, limits: limits)
    }
}
