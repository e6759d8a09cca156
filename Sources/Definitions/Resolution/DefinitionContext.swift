internal import ElementModel
public import Record

/// The definitions that a job is judged by: packages, their dependencies, the release's core, and extra definitions.
///
/// A canonical is looked for from where it is used: the package that refers, then its declared dependencies nearest
/// first, then the release's core, and last the roots of the context. Safe to share between concurrent readers.
public final class DefinitionContext: Sendable {
    public let release: FHIRRelease
    /// What was asked for, in order of precedence: extra definitions first, then packages.
    public let roots: [Package]
    /// Every package in reach, in the order in which an instance's canonicals are looked for.
    public let packages: [Package]
    /// The release's own definitions, where they could be found.
    public let core: Package?
    /// Dependencies that could not be had, and the like.
    public let problems: [PackageProblem]
    /// For each package, the packages that it sees, itself first and the core last.
    private let scopes: [ObjectIdentifier: [Package]]
    private let needs: [ObjectIdentifier: [Package]]

    /// Makes a context of packages that are open already.
    ///
    /// - Parameters:
    ///   - release: the release that is judged.
    ///   - roots: in order of precedence.
    ///   - dependency: finds the package that one depends on; `nil` where it is not to be had, which is reported.
    public init(
        release: FHIRRelease, roots: [Package],
        dependency: (PackageManifest.Dependency, Package) -> Package? = { _, _ in nil }
    ) {
        var graph = PackageGraph(release: release, roots: roots)
        graph.walk(dependency)
        self.release = release
        self.roots = roots
        self.core = graph.core
        self.problems = graph.problems
        self.scopes = graph.scopes()
        self.needs = graph.edges
        self.packages = graph.rootScope()
    }

    /// The packages that one declares that it needs, as they were found.
    public func dependencies(of package: Package) -> [Package] { needs[ObjectIdentifier(package)] ?? [] }

    /// The packages that are looked through for what `origin` refers to.
    private func scope(_ origin: DefinitionOrigin?) -> [Package]? {
        origin.flatMap { scopes[ObjectIdentifier($0.package)] }
    }

    // MARK: Looking up

    /// Where the definition of a canonical stands.
    ///
    /// - Parameters:
    ///   - canonical: the reference as it was written: `url`, `url|version`; a fragment is passed over.
    ///   - kind: what is looked for; `nil` for any.
    ///   - origin: the definition that refers; `nil` for an instance.
    public func resolve(
        _ canonical: String, kind: DefinitionKind?, from origin: DefinitionOrigin? = nil
    ) -> Resolution {
        let wanted = Canonical(canonical)
        guard !wanted.url.isEmpty else { return .unknown }
        var others: [String] = []
        if let scope = scope(origin), let found = find(wanted, kind, in: scope, others: &others) {
            return .found(found)
        }
        if let found = find(wanted, kind, in: packages, others: &others) { return .found(found) }
        return others.isEmpty ? .unknown : .otherVersions(others)
    }

    private func find(
        _ wanted: Canonical, _ kind: DefinitionKind?, in scope: [Package], others: inout [String]
    ) -> DefinitionOrigin? {
        for package in scope {
            var best: (member: Int, version: String)?
            for member in package.members(url: wanted.url) {
                if let kind, package.kind(ofMember: member) != kind { continue }
                let version = package.version(ofMember: member) ?? ""
                if let pinned = wanted.version, !matches(pinned, version, in: package) {
                    if !others.contains(version) { others.append(version) }
                    continue
                }
                if best == nil || best.map({ VersionOrder.isOlder($0.version, version) }) == true {
                    best = (member, version)
                }
            }
            if let best { return DefinitionOrigin(package: package, member: best.member) }
        }
        return nil
    }

    /// A pin is exact; only the core may be named by a part of its version.
    private func matches(_ pinned: String, _ version: String, in package: Package) -> Bool {
        pinned == version || (package === core && version.hasPrefix(pinned + "."))
    }

    /// The structure definition of a canonical (`url`, `url|version`).
    ///
    /// - Parameters:
    ///   - canonical: the reference as it was written.
    ///   - origin: the definition that refers; `nil` for an instance.
    public func structureDefinition(_ canonical: String, from origin: DefinitionOrigin? = nil) -> StructureDefinition? {
        if case .structureDefinition(let found)? = definition(canonical, kind: .structureDefinition, from: origin) {
            return found
        }
        return nil
    }
    /// The release's own definition of a type: `Patient`, `HumanName`.
    public func structureDefinition(ofType name: String) -> StructureDefinition? {
        guard let core else { return nil }
        let url = Canonical.ofType(name).url
        for member in core.members(url: url) {
            if case .structureDefinition(let found) = core.definition(member) { return found }
        }
        return nil
    }
    /// The value set of a canonical.
    public func valueSet(_ canonical: String, from origin: DefinitionOrigin? = nil) -> ValueSet? {
        if case .valueSet(let found)? = definition(canonical, kind: .valueSet, from: origin) { return found }
        return nil
    }
    /// The code system of a canonical (of a coding: its `system`, with `|version` where it has one).
    public func codeSystem(_ canonical: String, from origin: DefinitionOrigin? = nil) -> CodeSystem? {
        if case .codeSystem(let found)? = definition(canonical, kind: .codeSystem, from: origin) { return found }
        return nil
    }
    /// The supplements of a code system that are in reach.
    public func supplements(of codeSystem: String, from origin: DefinitionOrigin? = nil) -> [CodeSystem] {
        let url = Canonical(codeSystem).url
        var found: [CodeSystem] = []
        for package in scope(origin) ?? packages {
            for member in package.supplements(of: url) {
                if case .codeSystem(let system) = package.definition(member) { found.append(system) }
            }
        }
        return found
    }
    public func conceptMap(_ canonical: String, from origin: DefinitionOrigin? = nil) -> ConceptMap? {
        if case .conceptMap(let found)? = definition(canonical, kind: .conceptMap, from: origin) { return found }
        return nil
    }
    public func searchParameter(_ canonical: String, from origin: DefinitionOrigin? = nil) -> SearchParameter? {
        if case .searchParameter(let found)? = definition(canonical, kind: .searchParameter, from: origin) {
            return found
        }
        return nil
    }
    public func operationDefinition(_ canonical: String, from origin: DefinitionOrigin? = nil) -> OperationDefinition? {
        if case .operationDefinition(let found)? = definition(canonical, kind: .operationDefinition, from: origin) {
            return found
        }
        return nil
    }
    public func capabilityStatement(_ canonical: String, from origin: DefinitionOrigin? = nil) -> CapabilityStatement? {
        if case .capabilityStatement(let found)? = definition(canonical, kind: .capabilityStatement, from: origin) {
            return found
        }
        return nil
    }
    public func messageDefinition(_ canonical: String, from origin: DefinitionOrigin? = nil) -> MessageDefinition? {
        if case .messageDefinition(let found)? = definition(canonical, kind: .messageDefinition, from: origin) {
            return found
        }
        return nil
    }
    /// The definition of a canonical; of one kind or, with `nil`, of any.
    public func definition(
        _ canonical: String, kind: DefinitionKind? = nil, from origin: DefinitionOrigin? = nil
    ) -> Definition? {
        guard case .found(let place) = resolve(canonical, kind: kind, from: origin) else { return nil }
        return place.package.definition(place.member)
    }

    /// Every definition of a kind in reach of an instance.
    public func all(_ kind: DefinitionKind) -> [DefinitionOrigin] {
        packages.flatMap { package in
            package.members(of: kind).map { DefinitionOrigin(package: package, member: $0) }
        }
    }

    /// The snapshot that the package has for a definition, as it was published; `nil` where there is none.
    public func publishedSnapshot(of definition: StructureDefinition) -> [ElementDefinition]? {
        guard definition.hasPublishedSnapshot else { return nil }
        if let origin = definition.origin { return origin.package.publishedSnapshot(ofMember: origin.member) }
        guard let document = definition.document else { return nil }
        var decoder = DefinitionDecoder(document)
        return decoder.elements(of: .snapshot)
    }
}
