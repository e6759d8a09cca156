internal import ElementModel

extension DefinitionDecoder {
    mutating func capabilityStatement() -> CapabilityStatement {
        let root = ElementID.root
        var made = CapabilityStatement(
            release: document.release, url: url(root, .url) ?? "", version: string(root, .version),
            name: string(root, .name) ?? "")
        made.status = string(root, .status)
        made.kind = string(root, .kind)
        made.fhirVersion = string(root, .fhirVersion)
        made.formats = strings(root, .format)
        made.instantiates = urls(root, .instantiates)
        made.imports = urls(root, .imports)
        made.implementationGuides = urls(root, .implementationGuide)
        for child in view.children(root) {
            switch view.name(child) {
            case .rest: made.rest.append(rest(child))
            case .messaging:
                var messaging = CapabilityStatement.Messaging()
                for part in view.children(child) where view.name(part) == .supportedMessage {
                    let definition = view.child(part, .definition)
                    messaging.supportedMessages.append(
                        .init(
                            mode: string(part, .mode) ?? "",
                            definition: definition == .none ? "" : reference(definition) ?? ""))
                }
                made.messaging.append(messaging)
            default: break
            }
        }
        made.document = document
        made.origin = origin
        return made
    }

    private mutating func rest(_ element: ElementID) -> CapabilityStatement.Rest {
        var made = CapabilityStatement.Rest(mode: string(element, .mode) ?? "")
        for child in view.children(element) {
            switch view.name(child) {
            case .resource: made.resources.append(resource(child))
            case .interaction: made.interactions.append(interaction(child))
            case .searchParam: made.searchParameters.append(parameter(child))
            case .operation: made.operations.append(operation(child))
            default: break
            }
        }
        return made
    }

    private mutating func resource(_ element: ElementID) -> CapabilityStatement.Resource {
        var made = CapabilityStatement.Resource(type: string(element, .type) ?? "")
        for child in view.children(element) {
            switch view.name(child) {
            case .profile: made.profile = reference(child)
            case .supportedProfile: made.supportedProfiles.append(url(child))
            case .interaction: made.interactions.append(interaction(child))
            case .versioning: made.versioning = text(child)
            case .readHistory: made.readHistory = bool(child)
            case .updateCreate: made.updateCreate = bool(child)
            case .conditionalCreate: made.conditionalCreate = bool(child)
            case .conditionalRead: made.conditionalRead = text(child)
            case .conditionalUpdate: made.conditionalUpdate = bool(child)
            case .conditionalDelete: made.conditionalDelete = text(child)
            case .referencePolicy: made.referencePolicies.append(text(child))
            case .searchInclude: made.searchIncludes.append(text(child))
            case .searchRevInclude: made.searchRevIncludes.append(text(child))
            case .searchParam: made.searchParameters.append(parameter(child))
            case .operation: made.operations.append(operation(child))
            default: break
            }
        }
        return made
    }

    private func expectation(_ element: ElementID) -> String? {
        extensions(element)[url: DefinitionExtensionURL.expectation]?.value?.text
    }

    private func interaction(_ element: ElementID) -> CapabilityStatement.Interaction {
        .init(code: string(element, .code) ?? "", expectation: expectation(element))
    }

    private mutating func parameter(_ element: ElementID) -> CapabilityStatement.Parameter {
        .init(
            name: string(element, .name) ?? "", definition: url(element, .definition), type: string(element, .type),
            expectation: expectation(element))
    }

    private mutating func operation(_ element: ElementID) -> CapabilityStatement.Operation {
        let definition = view.child(element, .definition)
        return .init(
            name: string(element, .name) ?? "", definition: definition == .none ? nil : reference(definition),
            expectation: expectation(element))
    }
}
