internal import ElementModel
internal import Record

extension DefinitionDecoder {
    mutating func structureDefinition() -> StructureDefinition {
        let root = ElementID.root
        var kind: StructureDefinition.Kind?
        var derivation: StructureDefinition.Derivation?
        for child in view.children(root) {
            switch view.name(child) {
            case .kind: kind = code(child, StructureDefinition.Kind.self)
            case .derivation: derivation = code(child, StructureDefinition.Derivation.self)
            default: break
            }
        }
        let url = url(root, .url) ?? ""
        if url.isEmpty { note(.error, "missing-url", root, "the definition has no url: nothing can refer to it") }
        var made = StructureDefinition(
            release: document.release, url: url, version: string(root, .version), name: string(root, .name) ?? "",
            kind: kind ?? .resource, type: string(root, .type) ?? "", isAbstract: bool(root, .abstract) ?? false,
            baseDefinition: self.url(root, .baseDefinition), derivation: derivation)
        // Some published types are URLs of FHIR's own definitions.
        if made.type.hasPrefix("http://hl7.org/fhir/StructureDefinition/"), kind != .logical {
            made.type = String(made.type.dropFirst("http://hl7.org/fhir/StructureDefinition/".count))
        }
        made.status = string(root, .status)
        made.fhirVersion = string(root, .fhirVersion)
        made.contexts = contexts()
        made.contextInvariants = strings(root, .contextInvariant)
        made.extensions = extensions(root)
        made.imposedProfiles = made.extensions.all(url: DefinitionExtensionURL.imposeProfile)
            .compactMap { canonical($0) }
        made.compliesWithProfiles = made.extensions.all(url: DefinitionExtensionURL.compliesWithProfile)
            .compactMap { canonical($0) }
        made.differential = elements(of: .differential)
        let snapshot = view.child(root, .snapshot)
        made.hasPublishedSnapshot = snapshot != .none && view.child(snapshot, .element) != .none
        made.document = document
        made.origin = origin
        return made
    }

    /// The element definitions of the differential or of the snapshot.
    mutating func elements(of part: Symbol) -> [ElementDefinition] {
        let list = view.child(.root, part)
        guard list != .none else { return [] }
        var found: [ElementDefinition] = []
        for child in view.children(list) where view.name(child) == .element {
            found.append(elementDefinition(child))
        }
        return found
    }

    /// R4's list of kinds and expressions, or STU3's one kind for a list of paths.
    private mutating func contexts() -> [StructureDefinition.Context] {
        var found: [StructureDefinition.Context] = []
        let contextType = string(.root, .contextType)
        for child in view.children(.root) where view.name(child) == .context {
            if view.hasValue(child) {
                let kind: StructureDefinition.Context.Kind = contextType == "extension" ? .extension : .element
                found.append(.init(kind: kind, expression: url(child)))
            } else if let expression = url(child, .expression) {
                let kind = string(child, .type).flatMap { StructureDefinition.Context.Kind(rawValue: $0) }
                found.append(.init(kind: kind ?? .element, expression: expression))
            }
        }
        return found
    }
}
