public import ElementModel

/// The kinds of resources that define something.
public enum DefinitionKind: UInt8, Sendable, Hashable, CaseIterable {
    case structureDefinition = 1
    case valueSet, codeSystem, conceptMap, searchParameter, operationDefinition, capabilityStatement
    case messageDefinition, namingSystem
    /// Any other resource with a canonical URL (Questionnaire, StructureMap, ImplementationGuide, …).
    case other

    /// The kind of a resource type; ``other`` for what has no records of its own.
    public init(resourceType: some StringProtocol) {
        self =
            switch resourceType {
            case "StructureDefinition": .structureDefinition
            case "ValueSet": .valueSet
            case "CodeSystem": .codeSystem
            case "ConceptMap": .conceptMap
            case "SearchParameter": .searchParameter
            case "OperationDefinition": .operationDefinition
            case "CapabilityStatement": .capabilityStatement
            case "MessageDefinition": .messageDefinition
            case "NamingSystem": .namingSystem
            default: .other
            }
    }
}

/// A definition that was read from a package.
public enum Definition: Sendable {
    case structureDefinition(StructureDefinition)
    case valueSet(ValueSet)
    case codeSystem(CodeSystem)
    case conceptMap(ConceptMap)
    case searchParameter(SearchParameter)
    case operationDefinition(OperationDefinition)
    case capabilityStatement(CapabilityStatement)
    case messageDefinition(MessageDefinition)
    case namingSystem(NamingSystem)
    /// A resource without a record of its own, as it is.
    case other(Document, DefinitionOrigin?)
}
