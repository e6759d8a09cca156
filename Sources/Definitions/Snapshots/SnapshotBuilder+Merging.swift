/// What a row may say of an element that the base has: more than the base, never less.
extension SnapshotBuilder {
    /// Merges a row into the element that it speaks of; where it would loosen the base, the base stands and the row is
    /// reported.
    func merge(_ row: ElementDefinition, into element: inout ElementDefinition, at place: Place, isNewSlice: Bool) {
        if let name = row.sliceName, place.path.utf8.contains(UInt8(ascii: ".")) { element.sliceName = name }
        if isSpecialization {
            override(row, in: &element)
        } else {
            // What the type's profile says of itself comes before what the row says.
            mergeTypes(row, into: &element)
            takeRootFacts(row, into: &element)
            mergeCardinality(row, into: &element, isNewSlice: isNewSlice)
            mergeValues(row, into: &element)
            mergeBinding(row, into: &element)
            mergeFlags(row, into: &element)
        }
        mergeLists(row, into: &element)
    }

    /// A type's own definition may say anything of what it inherits.
    private func override(_ row: ElementDefinition, in element: inout ElementDefinition) {
        element.min = row.min ?? element.min
        element.max = row.max ?? element.max
        if !row.types.isEmpty { element.types = row.types }
        element.fixed = row.fixed ?? element.fixed
        element.pattern = row.pattern ?? element.pattern
        element.defaultValue = row.defaultValue ?? element.defaultValue
        element.minValue = row.minValue ?? element.minValue
        element.maxValue = row.maxValue ?? element.maxValue
        element.maxLength = row.maxLength ?? element.maxLength
        element.binding = row.binding ?? element.binding
        element.mustSupport = row.mustSupport ?? element.mustSupport
        element.isModifier = row.isModifier ?? element.isModifier
        element.isSummary = row.isSummary ?? element.isSummary
        element.slicing = row.slicing ?? element.slicing
        element.contentReference = row.contentReference ?? element.contentReference
    }

    private func mergeCardinality(
        _ row: ElementDefinition, into element: inout ElementDefinition, isNewSlice: Bool
    ) {
        if let min = row.min {
            let base = element.min ?? 0
            if min < base, !isNewSlice {
                report(.minLowered, element: row.id, "min is \(min), but the base asks for at least \(base)")
            } else {
                element.min = min
            }
        }
        if let max = row.max {
            if let base = element.max, max > base {
                let max = max == ElementDefinition.unbounded ? "*" : "\(max)"
                report(.maxRaised, element: row.id, "max is \(max), but the base allows at most \(base)")
            } else {
                element.max = max
            }
        }
        if let min = element.min, let max = element.max, min > max, row.min != nil || row.max != nil {
            report(.minAboveMax, element: row.id, "min is \(min) and max is \(max): no instance can have both")
        }
    }

    // MARK: Values

    private func mergeValues(_ row: ElementDefinition, into element: inout ElementDefinition) {
        if let fixed = row.fixed {
            if let base = element.fixed, base != fixed {
                report(.fixedChanged, element: row.id, "the base fixes another value")
            } else if let base = element.pattern, !fixed.includes(base) {
                report(.patternChanged, element: row.id, "the fixed value does not fit the pattern of the base")
            }
            element.fixed = fixed
        }
        if let pattern = row.pattern {
            if let base = element.pattern, !pattern.includes(base) {
                report(.patternChanged, element: row.id, "the pattern leaves out what the base's pattern demands")
            } else if let base = element.fixed, row.fixed == nil, !base.includes(pattern) {
                report(.fixedChanged, element: row.id, "the base fixes a value that does not fit the pattern")
            }
            element.pattern = pattern
        }
        if let value = row.defaultValue {
            if let base = element.defaultValue, base != value {
                report(.defaultValueChanged, element: row.id, "a profile cannot change the default value of the base")
            } else {
                element.defaultValue = value
            }
        }
        if let length = row.maxLength {
            if let base = element.maxLength, length > base {
                report(.maxLengthRaised, element: row.id, "maxLength is \(length), but the base allows \(base)")
            } else {
                element.maxLength = length
            }
        }
        if let value = row.minValue {
            if let base = element.minValue?.number, let new = value.number, new < base {
                report(.minValueLowered, element: row.id, "minValue is lower than that of the base")
            } else {
                element.minValue = value
            }
        }
        if let value = row.maxValue {
            if let base = element.maxValue?.number, let new = value.number, new > base {
                report(.maxValueRaised, element: row.id, "maxValue is higher than that of the base")
            } else {
                element.maxValue = value
            }
        }
    }

    // MARK: Bindings

    private func mergeBinding(_ row: ElementDefinition, into element: inout ElementDefinition) {
        guard var binding = row.binding else { return }
        guard element.canBeBound else {
            report(.bindingDropped, element: row.id, "none of the element's types can be bound to codes")
            element.binding = nil
            return
        }
        if let base = element.binding {
            if binding.strength < base.strength {
                report(
                    .bindingWeakened, element: row.id,
                    "the binding is \(binding.strength), but that of the base is \(base.strength)")
                return
            }
            if binding.valueSet == nil {
                binding.valueSet = base.valueSet
                binding.isPlainURI = base.isPlainURI
            } else if base.strength == .required, let valueSet = base.valueSet, binding.valueSet != valueSet {
                report(
                    .bindingMoved, element: row.id,
                    "the base requires codes of '\(valueSet)': the value set here must be a part of that one")
            }
            binding.maxValueSet = binding.maxValueSet ?? base.maxValueSet
            binding.minValueSet = binding.minValueSet ?? base.minValueSet
            binding.additional = base.additional + binding.additional.filter { !base.additional.contains($0) }
        }
        element.binding = binding
    }

    // MARK: Flags

    private func mergeFlags(_ row: ElementDefinition, into element: inout ElementDefinition) {
        if let mustSupport = row.mustSupport {
            if element.mustSupport == true, !mustSupport {
                report(.mustSupportRemoved, element: row.id, "the base says mustSupport, which cannot be taken back")
            } else {
                element.mustSupport = mustSupport
            }
        }
        if let isModifier = row.isModifier {
            if isModifier != (element.isModifier ?? false), !element.isExtension {
                report(.isModifierChanged, element: row.id, "only an extension can say anew whether it is a modifier")
            } else {
                element.isModifier = isModifier
            }
        }
        element.isSummary = row.isSummary ?? element.isSummary
    }

    // MARK: Lists

    private func mergeLists(_ row: ElementDefinition, into element: inout ElementDefinition) {
        for constraint in row.constraints {
            var constraint = constraint
            constraint.source = constraint.source ?? definition.url
            guard let known = element.constraints.firstIndex(where: { $0.key == constraint.key }) else {
                element.constraints.append(constraint)
                continue
            }
            let base = element.constraints[known]
            if let expression = constraint.expression, expression != base.expression {
                if isSpecialization {
                    element.constraints[known] = constraint
                } else {
                    report(
                        .constraintChanged, element: row.id,
                        "the base has an invariant '\(constraint.key)' with another expression: both hold")
                    if !element.constraints.contains(where: { $0.key == constraint.key && $0.expression == expression })
                    {
                        element.constraints.append(constraint)
                    }
                }
            }
        }
        for condition in row.conditions where !element.conditions.contains(condition) {
            element.conditions.append(condition)
        }
        for example in row.examples where !element.examples.contains(example) { element.examples.append(example) }
        if !row.representation.isEmpty { element.representation = row.representation }
        for found in row.extensions {
            if let known = element.extensions.firstIndex(where: { $0.url == found.url }) {
                element.extensions[known] = found
            } else {
                element.extensions.append(found)
            }
        }
    }
}

extension ElementDefinition {
    var isExtension: Bool { name == "extension" || name == "modifierExtension" || path == "Extension" }

    /// Whether a binding can say anything of one of the types.
    fileprivate var canBeBound: Bool {
        if types.isEmpty { return true }
        return types.contains { type in
            switch type.code {
            case "code", "Coding", "CodeableConcept", "Quantity", "string", "uri", "CodeableReference", "Reference",
                "canonical", "url", "oid", "uuid", "id", "markdown", "Duration", "Age", "Count", "Distance", "Money",
                "SimpleQuantity", "Extension", "Element", "*":
                true
            default: type.code.utf8.contains(UInt8(ascii: ":"))
            }
        }
    }
}
