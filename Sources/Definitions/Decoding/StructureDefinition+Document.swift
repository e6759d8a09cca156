public import ElementModel

extension StructureDefinition {
    /// Reads a StructureDefinition from its document, with the snapshot that it comes with.
    ///
    /// - Parameter document: any document.
    /// - Returns: `nil` where it is no StructureDefinition.
    public static func read(
        _ document: Document
    ) -> (definition: StructureDefinition, snapshot: [ElementDefinition])? {
        var decoder = DefinitionDecoder(document)
        guard case .structureDefinition(let definition) = decoder.decode() else { return nil }
        return (definition, decoder.elements(of: .snapshot))
    }
}
