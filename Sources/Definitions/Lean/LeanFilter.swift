internal import ElementModel

/// What a lean package leaves out of a definition: everything that no judgement rests on.
///
/// The list is the whole of it; docs/packages.md repeats it in words.
struct LeanFilter {
    /// Whether displays of licensed terminologies stay.
    var keepsDisplays: Bool

    /// Left out of every resource.
    private static let ofResources: Set<String> = [
        "approvalDate", "author", "contact", "copyright", "copyrightLabel", "date", "description", "editor",
        "effectivePeriod", "endorser", "identifier", "implicitRules", "jurisdiction", "keyword", "lastReviewDate",
        "mapping", "meta", "publisher", "purpose", "relatedArtifact", "requirements", "reviewer", "text", "title",
        "topic", "usage", "useContext", "snapshot",
    ]

    /// Left out of one type: `Type.child`.
    private static let ofTypes: Set<String> = [
        "CapabilityStatement.document.documentation", "CapabilityStatement.implementation",
        "CapabilityStatement.messaging.documentation", "CapabilityStatement.rest.documentation",
        "CapabilityStatement.rest.interaction.documentation", "CapabilityStatement.rest.resource.documentation",
        "CapabilityStatement.rest.resource.interaction.documentation",
        "CapabilityStatement.rest.resource.operation.documentation",
        "CapabilityStatement.rest.resource.searchParam.documentation", "CapabilityStatement.rest.security.certificate",
        "CapabilityStatement.rest.security.description",
        "CapabilityStatement.software",
        "CodeSystem.concept.definition", "CodeSystem.filter.description", "CodeSystem.property.description",
        "CompartmentDefinition.resource.documentation",
        "ConceptMap.group.element.display", "ConceptMap.group.element.target.comment",
        "ConceptMap.group.element.target.dependsOn.display", "ConceptMap.group.element.target.display",
        "ConceptMap.group.element.target.product.display", "ConceptMap.group.unmapped.display",
        "ElementDefinition.alias", "ElementDefinition.binding.description", "ElementDefinition.code",
        "ElementDefinition.comment", "ElementDefinition.constraint.human",
        "ElementDefinition.constraint.requirements", "ElementDefinition.constraint.xpath",
        "ElementDefinition.definition", "ElementDefinition.example", "ElementDefinition.isModifierReason",
        "ElementDefinition.label", "ElementDefinition.mapping", "ElementDefinition.meaningWhenMissing",
        "ElementDefinition.orderMeaning", "ElementDefinition.requirements", "ElementDefinition.short",
        "ElementDefinition.slicing.description",
        "MessageDefinition.allowedResponse.situation",
        "NamingSystem.responsible", "NamingSystem.type", "NamingSystem.uniqueId.comment",
        "OperationDefinition.comment", "OperationDefinition.overload.comment",
        "OperationDefinition.parameter.documentation", "OperationDefinition.parameter.part.documentation",
        "SearchParameter.xpath",
    ]

    /// Extensions that say how a definition came about or is shown. Whatever is not named here stays.
    private static let extensions: Set<String> = [
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-wg",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-fmm",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-fmm-no-warnings",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-ballot-status",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-category",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-security-category",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-type-characteristics",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-summary",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-table-name",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-display-hint",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-explicit-type-name",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-xml-type",
        "http://hl7.org/fhir/StructureDefinition/structuredefinition-rdf-type",
        "http://hl7.org/fhir/StructureDefinition/elementdefinition-bindingName",
        "http://hl7.org/fhir/StructureDefinition/elementdefinition-isCommonBinding",
        "http://hl7.org/fhir/StructureDefinition/elementdefinition-translatable",
        "http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice-explanation",
        "http://hl7.org/fhir/StructureDefinition/resource-approvalDate",
        "http://hl7.org/fhir/StructureDefinition/resource-effectivePeriod",
        "http://hl7.org/fhir/StructureDefinition/resource-lastReviewDate",
        "http://hl7.org/fhir/StructureDefinition/artifact-author",
        "http://hl7.org/fhir/StructureDefinition/artifact-reference",
        "http://hl7.org/fhir/StructureDefinition/artifact-description",
        "http://hl7.org/fhir/StructureDefinition/valueset-reference",
        "http://hl7.org/fhir/StructureDefinition/valueset-concept-comments",
        "http://hl7.org/fhir/StructureDefinition/valueset-concept-definition",
        "http://hl7.org/fhir/StructureDefinition/valueset-conceptOrder",
        "http://hl7.org/fhir/StructureDefinition/codesystem-concept-comments",
        "http://hl7.org/fhir/StructureDefinition/codesystem-history",
        "http://hl7.org/fhir/StructureDefinition/codesystem-usage",
        "http://hl7.org/fhir/StructureDefinition/codesystem-conceptOrder",
        "http://hl7.org/fhir/StructureDefinition/cqf-shouldTraceDependency",
        "http://hl7.org/fhir/tools/StructureDefinition/binding-definition",
        "http://hl7.org/fhir/build/StructureDefinition/definition",
        "http://hl7.org/fhir/build/StructureDefinition/copyright",
    ]

    /// Code systems whose wording is licensed: their codes stay, their displays go.
    static func isLicensed(_ system: String) -> Bool {
        system.hasPrefix("http://snomed.info") || system.hasPrefix("https://snomed.info")
            || system.contains("loinc.org") || system.hasPrefix("http://read.info")
            || system.hasPrefix("https://dmd.nhs.uk") || system.hasPrefix("http://dmd.nhs.uk")
            || system.contains("/dmd") || system.contains("/dm+d") || system.hasSuffix("sct-description-id")
    }

    /// Whether an element stays.
    ///
    /// - Parameter system: the code system that displays here belong to.
    func keeps(_ element: ElementID, in view: ElementView, system: String?) -> Bool {
        let record = view[element]
        // A child that the release does not know cannot be read again.
        guard record.child != .none, !record.flags.contains(.unknown) else { return false }
        let name = view.definitionName(element)
        if name == .`extension` || name == .modifierExtension {
            let url = view.child(element, .url)
            return url == .none || !LeanFilter.extensions.contains(Canonical.trimmed(view.value(url).text))
        }
        if !keepsDisplays, let system, LeanFilter.isLicensed(system), name == .display || name == .designation {
            return false
        }
        let parent = record.parent
        if view.isResource(parent), LeanFilter.ofResources.contains(name.text) {
            // A code system's or value set's identifiers are other names that instances call it by.
            guard name == .identifier else { return false }
            let type = view.type(parent)
            return ["CodeSystem", "ValueSet"].contains(view.types.text(type))
        }
        return !LeanFilter.ofTypes.contains("\(view.types.text(view.type(parent))).\(name.text)")
    }

    /// The resource types that a lean package has.
    static let resourceTypes: Set<String> = [
        "StructureDefinition", "ValueSet", "CodeSystem", "ConceptMap", "SearchParameter", "OperationDefinition",
        "CapabilityStatement", "MessageDefinition", "NamingSystem", "CompartmentDefinition", "GraphDefinition",
    ]
}
