internal import ElementModel
internal import Record

extension DefinitionDecoder {
    // MARK: ValueSet

    mutating func valueSet() -> ValueSet {
        let root = ElementID.root
        var made = ValueSet(
            release: document.release, url: url(root, .url) ?? "", version: string(root, .version),
            name: string(root, .name) ?? "")
        if made.url.isEmpty { note(.error, "missing-url", root, "the value set has no url: nothing can refer to it") }
        made.status = string(root, .status)
        made.isExperimental = bool(root, .experimental)
        made.isImmutable = bool(root, .immutable)
        let compose = view.child(root, .compose)
        if compose != .none { made.compose = self.compose(compose) }
        let expansion = view.child(root, .expansion)
        if expansion != .none { made.expansion = self.expansion(expansion) }
        made.extensions = extensions(root)
        made.document = document
        made.origin = origin
        return made
    }

    private mutating func compose(_ element: ElementID) -> ValueSet.Compose {
        var made = ValueSet.Compose(lockedDate: string(element, .lockedDate), inactive: bool(element, .inactive))
        for child in view.children(element) {
            switch view.name(child) {
            case .include: made.include.append(include(child))
            case .exclude: made.exclude.append(include(child))
            default: break
            }
        }
        return made
    }

    private mutating func include(_ element: ElementID) -> ValueSet.Include {
        var made = ValueSet.Include()
        for child in view.children(element) {
            switch view.name(child) {
            case .system: made.system = url(child)
            case .version: made.version = text(child)
            case .valueSet: made.valueSets.append(url(child))
            case .concept:
                var concept = ValueSet.Concept(code: "")
                for part in view.children(child) {
                    switch view.name(part) {
                    case .code: concept.code = text(part)
                    case .display: concept.display = text(part)
                    case .designation: if let found = designation(part) { concept.designations.append(found) }
                    default: break
                    }
                }
                made.concepts.append(concept)
            case .filter:
                made.filters.append(
                    .init(
                        property: string(child, .property) ?? "", op: string(child, .op) ?? "",
                        value: string(child, .value) ?? ""))
            default: break
            }
        }
        return made
    }

    private func designation(_ element: ElementID) -> Designation? {
        guard let value = string(element, .value) else { return nil }
        let use = view.child(element, .use)
        return Designation(
            language: string(element, .language), useSystem: use == .none ? nil : string(use, .system),
            useCode: use == .none ? nil : string(use, .code), value: value)
    }

    private mutating func expansion(_ element: ElementID) -> ValueSet.Expansion {
        var made = ValueSet.Expansion()
        for child in view.children(element) {
            switch view.name(child) {
            case .identifier: made.identifier = text(child)
            case .timestamp: made.timestamp = text(child)
            case .total: made.total = int(child)
            case .offset: made.offset = int(child)
            case .parameter:
                let value = view.children(child).first { view.definitionName($0) == .value }
                made.parameters.append(
                    .init(name: string(child, .name) ?? "", value: value.map { text($0) } ?? ""))
            case .contains: addEntry(child, parent: -1, to: &made.contains)
            default: break
            }
        }
        let marks = extensions(element)
        made.isIncomplete = [DefinitionExtensionURL.tooCostly, DefinitionExtensionURL.unclosed]
            .contains { marks[url: $0]?.value?.text == "true" }
        return made
    }

    /// Adds an entry and what stands under it; the reader bounds the depth.
    private mutating func addEntry(_ element: ElementID, parent: Int, to list: inout [ValueSet.Expansion.Entry]) {
        var made = ValueSet.Expansion.Entry(parent: parent)
        for child in view.children(element) {
            switch view.name(child) {
            case .system: made.system = url(child)
            case .version: made.version = text(child)
            case .code: made.code = text(child)
            case .display: made.display = text(child)
            case .abstract: made.isAbstract = bool(child) ?? false
            case .inactive: made.isInactive = bool(child) ?? false
            case .designation: if let found = designation(child) { made.designations.append(found) }
            default: break
            }
        }
        let number = list.count
        list.append(made)
        for child in view.children(element) where view.name(child) == .contains {
            addEntry(child, parent: number, to: &list)
        }
    }

    // MARK: CodeSystem

    mutating func codeSystem() -> CodeSystem {
        let root = ElementID.root
        var made = CodeSystem(
            release: document.release, url: url(root, .url) ?? "", version: string(root, .version),
            name: string(root, .name) ?? "")
        if made.url.isEmpty { note(.error, "missing-url", root, "the code system has no url: nothing can refer to it") }
        for child in view.children(root) {
            switch view.name(child) {
            case .status: made.status = text(child)
            case .experimental: made.isExperimental = bool(child)
            case .language: made.language = text(child)
            case .content: made.content = code(child, CodeSystem.Content.self) ?? .fragment
            case .caseSensitive: made.isCaseSensitive = bool(child)
            case .valueSet: made.valueSet = url(child)
            case .hierarchyMeaning: made.hierarchyMeaning = text(child)
            case .compositional: made.isCompositional = bool(child)
            case .versionNeeded: made.versionNeeded = bool(child)
            case .supplements: made.supplements = url(child)
            case .count: made.count = int(child)
            case .filter:
                made.filters.append(
                    .init(
                        code: string(child, .code) ?? "", operators: strings(child, .operator),
                        value: string(child, .value) ?? ""))
            case .property:
                made.properties.append(
                    .init(
                        code: string(child, .code) ?? "", uri: url(child, .uri), type: string(child, .type) ?? "code"))
            case .concept: addConcept(child, parent: -1, to: &made.concepts)
            default: break
            }
        }
        made.extensions = extensions(root)
        made.document = document
        made.origin = origin
        return made
    }

    private mutating func addConcept(_ element: ElementID, parent: Int, to list: inout [CodeSystem.Concept]) {
        var made = CodeSystem.Concept(code: "", parent: parent)
        var hasChildren = false
        var hasExtensions = false
        for child in view.children(element) {
            switch view.name(child) {
            case .code: made.code = text(child)
            case .display: made.display = text(child)
            case .designation: if let found = designation(child) { made.designations.append(found) }
            case .property: if let found = property(child) { made.properties.append(found) }
            case .concept: hasChildren = true
            case .`extension`: hasExtensions = true
            default: break
            }
        }
        if hasExtensions { made.extensions = extensions(element) }
        let number = list.count
        list.append(made)
        guard hasChildren else { return }
        for child in view.children(element) where view.name(child) == .concept {
            addConcept(child, parent: number, to: &list)
        }
    }

    private func property(_ element: ElementID) -> CodeSystem.Concept.Value? {
        guard let code = string(element, .code),
            let value = view.children(element).first(where: { view.definitionName($0) == .value })
        else { return nil }
        let type = view.types.text(view.type(value))
        guard type == "Coding" else { return .init(code: code, type: type, value: text(value)) }
        return .init(
            code: code, type: type, value: string(value, .code) ?? "",
            system: string(value, .system).map { Canonical.trimmed($0) })
    }

    // MARK: ConceptMap

    mutating func conceptMap() -> ConceptMap {
        let root = ElementID.root
        var made = ConceptMap(
            release: document.release, url: url(root, .url) ?? "", version: string(root, .version),
            name: string(root, .name) ?? "")
        made.status = string(root, .status)
        for child in view.children(root) {
            switch view.definitionName(child) {
            case .source: made.source = reference(child)
            case .target: made.target = reference(child)
            case .group: made.groups.append(group(child))
            default: break
            }
        }
        made.document = document
        made.origin = origin
        return made
    }

    private mutating func group(_ element: ElementID) -> ConceptMap.Group {
        var made = ConceptMap.Group(source: url(element, .source), target: url(element, .target))
        made.sourceVersion = string(element, .sourceVersion)
        made.targetVersion = string(element, .targetVersion)
        for child in view.children(element) {
            switch view.name(child) {
            case .element:
                var row = ConceptMap.Element(code: string(child, .code), targets: [])
                for part in view.children(child) where view.name(part) == .target {
                    row.targets.append(
                        .init(
                            code: string(part, .code), equivalence: string(part, .equivalence),
                            dependsOn: dependencies(part, .dependsOn), product: dependencies(part, .product)))
                }
                made.elements.append(row)
            case .unmapped:
                made.unmapped = .init(
                    mode: string(child, .mode) ?? "", code: string(child, .code), url: url(child, .url))
            default: break
            }
        }
        return made
    }

    private func dependencies(_ element: ElementID, _ name: Symbol) -> [ConceptMap.Dependency] {
        var found: [ConceptMap.Dependency] = []
        for child in view.children(element) where view.name(child) == name {
            // STU3 says `code` where R4 says `value`.
            found.append(
                .init(
                    property: string(child, .property) ?? "", system: string(child, .system),
                    value: string(child, .value) ?? string(child, .code) ?? ""))
        }
        return found
    }
}
