public import ElementModel

extension ValueSet {
    /// Reads a ValueSet from its document.
    ///
    /// - Parameter document: any document.
    /// - Returns: `nil` where it is no ValueSet.
    public static func read(_ document: Document) -> ValueSet? {
        var decoder = DefinitionDecoder(document)
        guard case .valueSet(let definition) = decoder.decode() else { return nil }
        return definition
    }
}
