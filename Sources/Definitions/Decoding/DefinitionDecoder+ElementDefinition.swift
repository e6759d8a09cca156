internal import ElementModel
internal import Record

extension DefinitionDecoder {
    private static let minValueDuration = Symbol("minValueDuration")
    private static let maxValueDuration = Symbol("maxValueDuration")

    mutating func elementDefinition(_ element: ElementID) -> ElementDefinition {
        let path = Canonical.trimmed(string(element, .path) ?? "")
        if path.isEmpty { note(.error, "missing-path", element, "an element definition has no path") }
        var made = ElementDefinition(path: path)
        var id: String?
        for child in view.children(element) {
            switch view.definitionName(child) {
            case .id: id = text(child)
            case .sliceName: made.sliceName = text(child)
            case .sliceIsConstraining: made.sliceIsConstraining = bool(child)
            case .min: made.min = int(child)
            case .max: made.max = maximum(child)
            case .base: made.base = base(child)
            case .slicing: made.slicing = slicing(child)
            case .type: addType(child, to: &made.types)
            case .contentReference: made.contentReference = url(child)
            case .fixed: made.fixed = value(child)
            case .pattern: made.pattern = value(child)
            case .defaultValue: made.defaultValue = value(child)
            case .minValue: made.minValue = value(child)
            case .maxValue: made.maxValue = value(child)
            case .example: examples(child, into: &made.examples)
            case .maxLength: made.maxLength = int(child)
            case .binding: made.binding = binding(child)
            case .constraint: if let found = constraint(child) { made.constraints.append(found) }
            case .condition: made.conditions.append(text(child))
            case .mustSupport: made.mustSupport = bool(child)
            case .isModifier: made.isModifier = bool(child)
            case .isSummary: made.isSummary = bool(child)
            case .representation: made.representation.append(text(child))
            case .`extension`: break
            // A bound relative to now; the text of R4 and STU3 allows it, their list of types lacks it.
            case Self.minValueDuration: made.minValue = value(child)
            case Self.maxValueDuration: made.maxValue = value(child)
            default: break
            }
        }
        made.extensions = extensions(element)
        // A made-up id must not look as if its author had said to which slice the rows below belong.
        made.hasOwnID = id != nil
        made.id = id ?? made.sliceName.map { "\(path):\($0)" } ?? path
        return made
    }

    /// `*` or a number.
    private mutating func maximum(_ element: ElementID) -> Int? {
        let value = view.value(element)
        if value == "*" { return ElementDefinition.unbounded }
        guard let number = Int(value.text), number >= 0 else {
            note(.error, "bad-max", element, "'\(value.text)' is neither a number nor '*'")
            return nil
        }
        return number
    }

    private mutating func base(_ element: ElementID) -> ElementDefinition.Base? {
        guard let path = string(element, .path) else { return nil }
        let max = view.child(element, .max)
        let min = view.child(element, .min)
        return ElementDefinition.Base(
            path: path, min: min == .none ? 0 : int(min) ?? 0,
            max: max == .none ? ElementDefinition.unbounded : maximum(max) ?? ElementDefinition.unbounded)
    }

    private mutating func slicing(_ element: ElementID) -> ElementDefinition.Slicing {
        var made = ElementDefinition.Slicing()
        for child in view.children(element) {
            switch view.name(child) {
            case .rules: made.rules = code(child, ElementDefinition.Slicing.Rules.self) ?? .open
            case .ordered: made.isOrdered = bool(child) ?? false
            case .discriminator:
                let kind = view.child(child, .type)
                guard let path = string(child, .path) ?? (view.hasValue(child) ? text(child) : nil) else { continue }
                // Before STU3 a discriminator was a bare path.
                let found = kind == .none ? nil : code(kind, ElementDefinition.Discriminator.Kind.self)
                made.discriminators.append(.init(kind: found ?? .value, path: Canonical.trimmed(path)))
            default: break
            }
        }
        return made
    }

    /// Adds a type entry; STU3 repeats an entry for each profile, R4 lists them.
    private mutating func addType(_ element: ElementID, to types: inout [ElementDefinition.TypeReference]) {
        var made = ElementDefinition.TypeReference(code: "")
        let code = view.child(element, .code)
        if code != .none {
            made.code = view.hasValue(code) ? url(code) : ""
            if let json = extensions(code)[url: DefinitionExtensionURL.jsonType]?.value?.text {
                made.fhirType = json
                if made.code.isEmpty { made.code = DefinitionDecoder.systemType(ofJSON: json) }
            }
        }
        for child in view.children(element) {
            switch view.name(child) {
            case .profile: made.profiles.append(url(child))
            case .targetProfile: made.targetProfiles.append(url(child))
            case .aggregation:
                if let found = self.code(child, ElementDefinition.TypeReference.Aggregation.self) {
                    made.aggregation.append(found)
                }
            case .versioning: made.versioning = text(child)
            default: break
            }
        }
        made.extensions = extensions(element)
        if let type = made.extensions[url: DefinitionExtensionURL.fhirType]?.value?.text { made.fhirType = type }
        made.regex =
            made.extensions[url: DefinitionExtensionURL.regex]?.value?.text
            ?? made.extensions[url: DefinitionExtensionURL.oldRegex]?.value?.text
        if isSTU3, let place = types.firstIndex(where: { $0.code == made.code }) {
            types[place].merge(made)
        } else {
            types.append(made)
        }
    }

    /// The FHIRPath type of a primitive's value in STU3, which says only how it looks in JSON.
    private static func systemType(ofJSON name: String) -> String {
        let type =
            switch name {
            case "boolean": "Boolean"
            case "number": "Decimal"
            default: "String"
            }
        return "http://hl7.org/fhirpath/System.\(type)"
    }

    private mutating func examples(_ element: ElementID, into list: inout [DefinitionValue]) {
        if let found = view.children(element).first(where: { view.definitionName($0) == .value }) {
            list.append(value(found))
        }
    }

    mutating func binding(_ element: ElementID) -> ElementDefinition.Binding? {
        let strength = view.child(element, .strength)
        var made = ElementDefinition.Binding(
            strength: strength == .none
                ? .example : code(strength, ElementDefinition.Binding.Strength.self) ?? .example)
        for child in view.children(element) where view.definitionName(child) == .valueSet {
            made.valueSet = reference(child)
            made.isPlainURI = isSTU3 && view.hasValue(child)
        }
        made.extensions = extensions(element)
        for found in made.extensions {
            switch found.url {
            case DefinitionExtensionURL.maxValueSet: made.maxValueSet = canonical(found)
            case DefinitionExtensionURL.minValueSet: made.minValueSet = canonical(found)
            case DefinitionExtensionURL.additionalBinding, DefinitionExtensionURL.backportedBinding:
                guard let purpose = found.nested("purpose").first?.value?.text,
                    let valueSet = canonical(found.nested("valueSet").first)
                else { continue }
                made.additional.append(
                    .init(
                        purpose: purpose, valueSet: valueSet,
                        any: found.nested("any").first?.value?.text.map { $0 == "true" }, element: found.element))
            default: break
            }
        }
        return made
    }

    private mutating func constraint(_ element: ElementID) -> ElementDefinition.Constraint? {
        guard let key = string(element, .key) else {
            note(.error, "missing-key", element, "an invariant has no key and is ignored")
            return nil
        }
        let severity = view.child(element, .severity)
        let extensions = extensions(element)
        var made = ElementDefinition.Constraint(
            key: key,
            severity: severity == .none ? .error : code(severity, ElementDefinition.Constraint.Severity.self) ?? .error)
        made.expression =
            string(element, .expression) ?? extensions[url: DefinitionExtensionURL.expression]?.value?.text
        made.source = url(element, .source)
        made.human = string(element, .human)
        made.isBestPractice = extensions[url: DefinitionExtensionURL.bestPractice]?.value?.text == "true"
        return made
    }
}

extension ElementDefinition.TypeReference {
    /// Takes over what another entry of the same code allows as well.
    fileprivate mutating func merge(_ other: Self) {
        // An entry without a profile allows any: so does the whole then.
        profiles = profiles.isEmpty || other.profiles.isEmpty ? [] : profiles.union(other.profiles)
        targetProfiles =
            targetProfiles.isEmpty || other.targetProfiles.isEmpty ? [] : targetProfiles.union(other.targetProfiles)
        aggregation = aggregation.isEmpty || other.aggregation.isEmpty ? [] : aggregation.union(other.aggregation)
        versioning = versioning ?? other.versioning
        fhirType = fhirType ?? other.fhirType
        regex = regex ?? other.regex
        extensions += other.extensions
    }
}

extension Array where Element: Equatable {
    /// The items of both, in order, each once.
    fileprivate func union(_ other: [Element]) -> [Element] { self + other.filter { !contains($0) } }
}
