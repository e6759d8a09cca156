public import Record

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
