internal import ElementModel

/// What one definition refers to by canonical.
public struct DefinitionReference: Sendable, Hashable {
    public var canonical: String
    /// What must stand there; `nil` where any kind may.
    public var kind: DefinitionKind?
    /// Where it is referred to: an element id, `compose.include`, …
    public var place: String

    public init(canonical: String, kind: DefinitionKind?, place: String) {
        self.canonical = canonical
        self.kind = kind
        self.place = place
    }

    /// The references of a definition, in its order.
    public static func all(of definition: Definition) -> [DefinitionReference] {
        switch definition {
        case .structureDefinition(let record): references(record)
        case .valueSet(let record): references(record)
        case .codeSystem(let record): references(record)
        case .searchParameter(let record):
            (record.derivedFrom.map { [.init(canonical: $0, kind: .searchParameter, place: "derivedFrom")] } ?? [])
                + record.components.map {
                    .init(canonical: $0.definition, kind: .searchParameter, place: "component.definition")
                }
        case .operationDefinition(let record):
            [record.inputProfile, record.outputProfile].compactMap { $0 }
                .map { .init(canonical: $0, kind: .structureDefinition, place: "profile") }
                + (record.base.map { [.init(canonical: $0, kind: .operationDefinition, place: "base")] } ?? [])
        case .capabilityStatement(let record): references(record)
        case .messageDefinition(let record):
            record.focus.compactMap(\.profile)
                .map { .init(canonical: $0, kind: .structureDefinition, place: "focus.profile") }
        case .conceptMap, .namingSystem, .other: []
        }
    }

    private static func references(_ record: StructureDefinition) -> [DefinitionReference] {
        var found: [DefinitionReference] = []
        func add(_ canonical: String?, _ kind: DefinitionKind?, _ place: String) {
            guard let canonical, !canonical.isEmpty, !canonical.hasPrefix("#") else { return }
            found.append(.init(canonical: canonical, kind: kind, place: place))
        }
        add(record.baseDefinition, .structureDefinition, "baseDefinition")
        for profile in record.imposedProfiles { add(profile, .structureDefinition, "imposeProfile") }
        for element in record.differential {
            for type in element.types {
                for profile in type.profiles { add(profile, .structureDefinition, element.id) }
                for profile in type.targetProfiles { add(profile, .structureDefinition, element.id) }
            }
            add(element.binding?.valueSet, .valueSet, element.id)
            add(element.binding?.maxValueSet, .valueSet, element.id)
            add(element.binding?.minValueSet, .valueSet, element.id)
            for binding in element.binding?.additional ?? [] { add(binding.valueSet, .valueSet, element.id) }
            for value in [element.fixed, element.pattern] {
                for system in value.map(systems) ?? [] { add(system, .codeSystem, element.id) }
            }
        }
        return found
    }

    /// The code systems inside a fixed or pattern value.
    private static func systems(_ value: DefinitionValue) -> [String] {
        let view = value.view
        var found: [String] = []
        var element = value.element
        let end = view.end(element)
        while element < end {
            let type = view.types.text(view.type(view.parent(element)))
            if view.name(element) == .system, type == "Coding" { found.append(view.value(element).text) }
            element = ElementID(rawValue: element.rawValue + 1)
        }
        return withExtendedLifetime(value.document) { found }
    }

    private static func references(_ record: ValueSet) -> [DefinitionReference] {
        var found: [DefinitionReference] = []
        for include in (record.compose?.include ?? []) + (record.compose?.exclude ?? []) {
            if let system = include.system {
                let version = include.version.map { "|" + $0 } ?? ""
                found.append(.init(canonical: system + version, kind: .codeSystem, place: "compose.include.system"))
            }
            for set in include.valueSets {
                found.append(.init(canonical: set, kind: .valueSet, place: "compose.include.valueSet"))
            }
        }
        return found
    }

    private static func references(_ record: CodeSystem) -> [DefinitionReference] {
        record.supplements.map { [.init(canonical: $0, kind: .codeSystem, place: "supplements")] } ?? []
    }

    private static func references(_ record: CapabilityStatement) -> [DefinitionReference] {
        var found: [DefinitionReference] = []
        for rest in record.rest {
            for resource in rest.resources {
                let place = "rest.resource.\(resource.type)"
                for profile in ([resource.profile].compactMap { $0 }) + resource.supportedProfiles {
                    found.append(.init(canonical: profile, kind: .structureDefinition, place: place))
                }
                for parameter in resource.searchParameters {
                    guard let definition = parameter.definition else { continue }
                    found.append(.init(canonical: definition, kind: .searchParameter, place: place))
                }
                for operation in resource.operations {
                    guard let definition = operation.definition else { continue }
                    found.append(.init(canonical: definition, kind: .operationDefinition, place: place))
                }
            }
        }
        for message in record.messaging.flatMap(\.supportedMessages) where !message.definition.isEmpty {
            found.append(.init(canonical: message.definition, kind: .messageDefinition, place: "messaging"))
        }
        return found
    }
}
