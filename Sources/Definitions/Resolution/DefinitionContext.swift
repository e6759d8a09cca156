public import Record

/// The definitions that a job is judged by: packages, their dependencies, the release's core, and extra definitions.
///
/// A canonical is looked for from where it is used: the package that refers, then its declared dependencies nearest
/// first, then the release's core, and last the roots of the context. Safe to share between concurrent readers.
public final class DefinitionContext: Sendable {
    public let release: FHIRRelease
    /// What was asked for, in order of precedence: extra definitions first, then packages.
    public let roots: [Package]

    init(release: FHIRRelease, roots: [Package]) {
        self.release = release
        self.roots = roots
    }

    // MARK: Looking up

    /// The structure definition of a canonical (`url`, `url|version`).
    ///
    /// - Parameters:
    ///   - canonical: the reference as it was written.
    ///   - origin: the definition that refers; `nil` for an instance.
    public func structureDefinition(_ canonical: String, from origin: DefinitionOrigin? = nil) -> StructureDefinition? {
        nil
    }
    /// The release's own definition of a type: `Patient`, `HumanName`.
    public func structureDefinition(ofType name: String) -> StructureDefinition? { nil }
    /// The value set of a canonical.
    public func valueSet(_ canonical: String, from origin: DefinitionOrigin? = nil) -> ValueSet? { nil }
    /// The code system of a canonical (or of a coding's `system` and `version`).
    public func codeSystem(_ canonical: String, from origin: DefinitionOrigin? = nil) -> CodeSystem? { nil }
    /// The supplements of a code system that are in reach.
    public func supplements(of codeSystem: String, from origin: DefinitionOrigin? = nil) -> [CodeSystem] { [] }
    public func conceptMap(_ canonical: String, from origin: DefinitionOrigin? = nil) -> ConceptMap? { nil }
    public func searchParameter(_ canonical: String, from origin: DefinitionOrigin? = nil) -> SearchParameter? { nil }
    public func operationDefinition(_ canonical: String, from origin: DefinitionOrigin? = nil) -> OperationDefinition? {
        nil
    }
    public func capabilityStatement(_ canonical: String, from origin: DefinitionOrigin? = nil) -> CapabilityStatement? {
        nil
    }
    public func messageDefinition(_ canonical: String, from origin: DefinitionOrigin? = nil) -> MessageDefinition? {
        nil
    }
    /// Any definition of a canonical, whatever its kind.
    public func definition(_ canonical: String, from origin: DefinitionOrigin? = nil) -> Definition? { nil }

    /// The snapshot that the package has for a definition, as it was published; `nil` where there is none.
    public func publishedSnapshot(of definition: StructureDefinition) -> [ElementDefinition]? { nil }
}
