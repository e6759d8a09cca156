internal import ElementModel

extension DefinitionValue {
    /// Whether the value has all that a pattern asks for
    /// ([pattern](https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_)).
    public func includes(_ pattern: DefinitionValue) -> Bool {
        DefinitionValue.includes(document.view, element, pattern.document.view, pattern.element)
    }

    /// The value as a number, for whole and decimal numbers.
    var number: Double? {
        switch typeName {
        case "integer", "decimal", "positiveInt", "unsignedInt", "integer64": text.flatMap { Double($0) }
        default: nil
        }
    }

    /// Documents are bounded in depth, and so is the recursion.
    private static func includes(
        _ value: ElementView, _ element: ElementID, _ pattern: ElementView, _ wanted: ElementID
    ) -> Bool {
        if pattern.hasValue(wanted) {
            guard value.hasValue(element), value.value(element) == pattern.value(wanted) else { return false }
        }
        for child in pattern.children(wanted) {
            let name = pattern.name(child)
            // Of a list, the pattern's items must each be found somewhere.
            guard
                value.children(element).contains(where: {
                    value.name($0) == name && includes(value, $0, pattern, child)
                })
            else { return false }
        }
        return true
    }
}
