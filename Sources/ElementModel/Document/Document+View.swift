extension Document {
    /// The elements, as the hot path walks them. Keep the document alive while it is used.
    public var view: ElementView {
        ElementView(
            records: UnsafePointer(recordBuffer.baseAddress!), count: count,
            source: UnsafePointer(sourceBuffer.baseAddress!), pool: UnsafePointer(poolBuffer.baseAddress!),
            types: TypeTable(release))
    }
}
