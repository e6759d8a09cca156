internal import ElementModel

extension DefinitionDecoder {
    // MARK: SearchParameter

    mutating func searchParameter() -> SearchParameter {
        let root = ElementID.root
        var made = SearchParameter(
            release: document.release, url: url(root, .url) ?? "", version: string(root, .version),
            name: string(root, .name) ?? "", code: string(root, .code) ?? "", type: string(root, .type) ?? "")
        made.status = string(root, .status)
        made.base = strings(root, .base)
        made.expression = string(root, .expression)
        made.xpathUsage = string(root, .xpathUsage)
        made.target = strings(root, .target)
        made.multipleOr = bool(root, .multipleOr)
        made.multipleAnd = bool(root, .multipleAnd)
        made.comparators = strings(root, .comparator)
        made.modifiers = strings(root, .modifier)
        made.chains = strings(root, .chain)
        made.derivedFrom = url(root, .derivedFrom)
        for child in view.children(root) where view.name(child) == .component {
            let definition = view.child(child, .definition)
            made.components.append(
                .init(
                    definition: definition == .none ? "" : reference(definition) ?? "",
                    expression: string(child, .expression) ?? ""))
        }
        made.document = document
        made.origin = origin
        return made
    }

    // MARK: OperationDefinition

    mutating func operationDefinition() -> OperationDefinition {
        let root = ElementID.root
        var made = OperationDefinition(
            release: document.release, url: url(root, .url) ?? "", version: string(root, .version),
            name: string(root, .name) ?? "", code: string(root, .code) ?? "")
        made.status = string(root, .status)
        made.kind = string(root, .kind)
        made.affectsState = bool(root, .affectsState) ?? bool(root, .idempotent).map { !$0 }
        made.resource = strings(root, .resource)
        made.system = bool(root, .system) ?? false
        made.type = bool(root, .type) ?? false
        made.instance = bool(root, .instance) ?? false
        let base = view.child(root, .base)
        made.base = base == .none ? nil : reference(base)
        made.inputProfile = url(root, .inputProfile)
        made.outputProfile = url(root, .outputProfile)
        made.parameters = parameters(root, .parameter)
        made.document = document
        made.origin = origin
        return made
    }

    /// The parameters under an element, with their parts; the reader bounds the depth.
    private mutating func parameters(_ parent: ElementID, _ name: Symbol) -> [OperationDefinition.Parameter] {
        var found: [OperationDefinition.Parameter] = []
        for child in view.children(parent) where view.name(child) == name {
            let use = view.child(child, .use)
            var made = OperationDefinition.Parameter(
                name: string(child, .name) ?? "",
                use: use == .none ? .in : code(use, OperationDefinition.Parameter.Use.self) ?? .in, min: 0, max: 1)
            for part in view.children(child) {
                switch view.name(part) {
                case .min: made.min = int(part) ?? 0
                case .max: made.max = view.value(part) == "*" ? ElementDefinition.unbounded : int(part) ?? 1
                case .type: made.type = text(part)
                case .targetProfile: made.targetProfiles.append(url(part))
                case .profile: if let profile = reference(part) { made.targetProfiles.append(profile) }
                case .searchType: made.searchType = text(part)
                case .binding: made.binding = binding(part)
                default: break
                }
            }
            made.parts = parameters(child, .part)
            found.append(made)
        }
        return found
    }

    // MARK: MessageDefinition

    mutating func messageDefinition() -> MessageDefinition {
        let root = ElementID.root
        var made = MessageDefinition(
            release: document.release, url: url(root, .url) ?? "", version: string(root, .version),
            name: string(root, .name) ?? "")
        made.status = string(root, .status)
        for child in view.children(root) {
            switch view.definitionName(child) {
            case .base: made.base = reference(child)
            case .parent: if let parent = reference(child) { made.parents.append(parent) }
            case .event:
                if view.hasValue(child) {
                    made.eventURI = url(child)
                } else {
                    made.eventSystem = url(child, .system)
                    made.eventCode = string(child, .code)
                }
            case .category: made.category = text(child).lowercased()
            case .focus:
                var focus = MessageDefinition.Focus(code: string(child, .code) ?? "")
                for part in view.children(child) {
                    switch view.name(part) {
                    case .profile: focus.profile = reference(part)
                    case .min: focus.min = int(part)
                    case .max: focus.max = view.value(part) == "*" ? ElementDefinition.unbounded : int(part)
                    default: break
                    }
                }
                made.focus.append(focus)
            case .responseRequired:
                made.responseRequired = bool(child).map { $0 ? "always" : "never" } ?? text(child)
            case .allowedResponse:
                let message = view.child(child, .message)
                if message != .none, let canonical = reference(message) { made.allowedResponses.append(canonical) }
            default: break
            }
        }
        made.document = document
        made.origin = origin
        return made
    }

    // MARK: NamingSystem

    mutating func namingSystem() -> NamingSystem {
        let root = ElementID.root
        var made = NamingSystem(
            release: document.release, name: string(root, .name) ?? "", kind: string(root, .kind) ?? "")
        made.status = string(root, .status)
        for child in view.children(root) where view.name(child) == .uniqueId {
            made.uniqueIDs.append(
                .init(
                    type: string(child, .type) ?? "", value: Canonical.trimmed(string(child, .value) ?? ""),
                    isPreferred: bool(child, .preferred) ?? false))
        }
        made.document = document
        made.origin = origin
        return made
    }
}
