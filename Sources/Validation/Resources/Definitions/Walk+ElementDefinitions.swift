internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Record

/// The rows of a StructureDefinition, each by itself (R4 and STU3, *ElementDefinition*).
extension Walk {
    /// The StructureDefinition whose rows are judged.
    private struct Structure {
        var url: String
        var version: String?
        var type: String
        var isConstraint: Bool
        var isLogical: Bool
        var base: Snapshot?
        /// Whether it is the list of the snapshot.
        var isSnapshot: Bool
    }

    func checkElements(ofStructure node: ElementID, base: StructureDefinition?) {
        var structure = Structure(
            url: string(node, .url) ?? "", version: string(node, .version), type: string(node, .type) ?? "",
            isConstraint: string(node, .derivation) == "constraint", isLogical: string(node, .kind) == "logical",
            base: base.map { store.snapshots.snapshot(of: $0) }, isSnapshot: false)
        for part in [Symbol.differential, .snapshot] {
            let list = view.child(node, part)
            guard list.exists else { continue }
            structure.isSnapshot = part == .snapshot
            var invariants: [String: String] = [:]
            for row in all(list, .element) { check(row, of: structure, &invariants) }
        }
    }

    private func check(_ row: ElementID, of structure: Structure, _ invariants: inout [String: String]) {
        guard let path = string(row, .path) else { return }
        checkSlicing(row, path, structure)
        let ownMeaning = view.child(row, .meaningWhenMissing)
        if ownMeaning.exists, structure.isConstraint, !structure.isSnapshot, path != "Extension",
            !path.hasSuffix(".extension")
        {
            raise(
                .structureElement, row, "SD_ELEMENT_NOT_IN_CONSTRAINT",
                "A profile cannot say what it means when '\(path)' is missing.")
        }
        let codes = typeCodes(row, path)
        for type in all(row, .type) { check(type, of: row, path, structure) }
        checkCharacteristics(row, codes)
        checkBinding(row, path, codes, structure)
        if structure.isSnapshot {
            checkValues(row, path, codes)
            checkTable(row, path, structure)
        }
        for constraint in all(row, .constraint) {
            check(constraint, of: row, path, codes, structure, &invariants)
        }
    }

    /// The types of a row, by the names that they have in FHIR; the root has its own.
    private func typeCodes(_ row: ElementID, _ path: String) -> [String] {
        if !path.contains(".") { return [path] }
        return all(row, .type).compactMap(typeCode)
    }
    private func typeCode(_ type: ElementID) -> String? {
        let fhirType = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type"
        if let stated = extensions(type, fhirType).first {
            let value = view.child(stated, defined: .value)
            if value.exists, view.hasValue(value) { return view.value(value).text }
        }
        return string(type, .code)
    }

    // MARK: Slicing

    private func checkSlicing(_ row: ElementID, _ path: String, _ structure: Structure) {
        let slicing = view.child(row, .slicing)
        guard slicing.exists else { return }
        guard path.contains(".") else {
            if !structure.isSnapshot || !isCompatible {
                raise(
                    .structureDefinition, row, "SD_NO_SLICING_ON_ROOT",
                    "The root of a definition cannot be sliced: there is one of it.")
            }
            return
        }
        if let head = path.split(separator: ".").first,
            let definition = judgement.context.structureDefinition(ofType: String(head)),
            let element = store.snapshots.snapshot(of: definition).elements.first(where: { $0.path == path }),
            element.max == 1, !path.contains("[x]")
        {
            raise(
                .structureElement, slicing, "SD_PATH_NO_SLICING",
                "'\(path)' occurs once at most and has one type, so that there is nothing to slice.")
        }
        let types = all(row, .type).compactMap(typeCode)
        guard types.count == 1, isBaseType(types[0]) else { return }
        for discriminator in all(slicing, .discriminator) {
            guard let expression = string(discriminator, .path) else { continue }
            guard
                let problem = problems(in: expression, ofType: types[0]).first
            else { continue }
            raise(
                .expressionInvalid, discriminator, "SD_PATH_NOT_VALID",
                "The path '\(expression)' of the discriminator leads nowhere from '\(path)': \(problem)")
        }
    }

    private func isBaseType(_ name: String) -> Bool {
        let type = types.type(named: name)
        return type != .none && !types.isAbstract(type) && name != "BackboneElement" && name != "Element"
    }

    private func problems(in expression: String, ofType type: String?) -> [String] {
        CompiledExpression.problems(
            in: expression,
            options: ExpressionOptions(release: types.release, contextType: type, leniency: .publishedInvariant)
        ).map(\.message)
    }

    // MARK: Types

    private func check(_ type: ElementID, of row: ElementID, _ path: String, _ structure: Structure) {
        guard let code = string(type, .code) else { return }
        let targets = all(type, .targetProfile)
        if !targets.isEmpty, !ElementCharacteristics(ofType: code).contains(.target), types.type(named: code) != .none {
            raise(
                .structureElementType, row, "SD_ILLEGAL_CHARACTERISTICS",
                "The type \(code) has target profiles, which only references have.")
        }
        for target in targets where view.hasValue(target) { checkTarget(target, of: code, structure) }
        for profile in all(type, .profile) where view.hasValue(profile) { checkProfile(profile, of: code) }
    }

    private func checkProfile(_ profile: ElementID, of code: String) {
        let canonical = view.value(profile).text
        guard let definition = judgement.context.structureDefinition(canonical) else {
            if canonical.contains("#") { return }
            raise(
                .structureElementType, profile, "SD_ED_TYPE_PROFILE_UNKNOWN",
                "The profile '\(canonical)' is not among the definitions.", severity: .warning, decided: false)
            return
        }
        let wanted = types.type(named: code)
        guard wanted != .none else { return }
        let about = types.type(named: definition.type)
        let isRight = definition.type == code || (types.isAbstract(wanted) && types.isKind(about, of: wanted))
        if about != .none, !isRight {
            raise(
                .structureElementType, profile, "SD_ED_TYPE_PROFILE_WRONG",
                "The profile '\(definition.url)' describes \(definition.type), not \(code).")
        }
    }

    private func checkTarget(_ target: ElementID, of code: String, _ structure: Structure) {
        let canonical = view.value(target).text
        guard code == "Reference" || code == "canonical" || code == "CodeableReference" else {
            raise(
                .structureElementType, target, "SD_ED_TYPE_NO_TARGET_PROFILE",
                "The type \(code) refers to nothing, and so has no target profile.")
            return
        }
        guard let definition = judgement.context.structureDefinition(canonical) else {
            raise(
                .structureElementType, target, "SD_ED_TYPE_PROFILE_UNKNOWN",
                "The profile '\(canonical)' is not among the definitions.", severity: .warning, decided: false)
            return
        }
        if definition.kind != .resource, !(structure.isLogical && definition.kind == .logical) {
            raise(
                .structureElementType, target, "SD_ED_TYPE_PROFILE_WRONG_TARGET",
                "A \(code) leads to resources; '\(canonical)' describes \(definition.type).")
        } else if code == "canonical", definition.type != "Resource", !Self.isCanonical(definition.type, types) {
            raise(
                .structureElementType, target, "SD_ED_TYPE_PROFILE_WRONG_TARGET",
                "A canonical leads to resources that have a canonical URL; \(definition.type) has none.")
        }
    }

    private static func isCanonical(_ name: String, _ types: TypeTable) -> Bool {
        let type = types.type(named: name)
        guard type != .none else { return true }
        return types.child(of: type, named: .url) != .none && types.child(of: type, named: .status) != .none
    }

    // MARK: What types can have

    private func checkCharacteristics(_ row: ElementID, _ codes: [String]) {
        // Of types that are unknown here nothing is said.
        guard !codes.isEmpty, codes.allSatisfy({ types.type(named: $0) != .none }) else { return }
        if codes.contains(where: { types.isAbstract(types.type(named: $0)) }), !isCompatible { return }
        var have: ElementCharacteristics = []
        for code in codes { have.formUnion(ElementCharacteristics(ofType: code)) }
        func check(_ isThere: Bool, _ wanted: ElementCharacteristics, _ what: String) {
            guard isThere, !have.contains(wanted) else { return }
            raise(
                .structureElement, row, "SD_ILLEGAL_CHARACTERISTICS",
                "The element has \(what), which elements of \(codes.joined(separator: ", ")) cannot have.")
        }
        let base = "http://hl7.org/fhir/StructureDefinition/"
        check(view.child(row, .maxLength).exists, .length, "a maxLength")
        check(!extensions(row, base + "minLength").isEmpty, .length, "a least length")
        check(view.child(row, defined: .minValue).exists, .bounds, "a least value")
        check(view.child(row, defined: .maxValue).exists, .bounds, "a greatest value")
        check(!extensions(row, base + "maxDecimalPlaces").isEmpty, .decimals, "a number of decimal places")
        check(!extensions(row, base + "maxSize").isEmpty, .size, "a greatest size")
    }

    // MARK: Bindings

    private func checkBinding(_ row: ElementID, _ path: String, _ codes: [String], _ structure: Structure) {
        let binding = view.child(row, .binding)
        guard binding.exists else { return }
        let areKnown = !codes.isEmpty && codes.allSatisfy { types.type(named: $0) != .none }
        let canBind = codes.contains { ElementCharacteristics(ofType: $0).contains(.binding) }
        if structure.isSnapshot, areKnown, !canBind {
            raise(
                .structureElement, row, "SD_ILLEGAL_CHARACTERISTICS",
                "The element has a binding, which elements of \(codes.joined(separator: ", ")) cannot have.")
            raise(
                .structureBinding, binding, "SD_ED_BIND_NO_BINDABLE",
                "'\(path)' has no type whose values are codes: \(codes.joined(separator: ", ")).")
        }
        let set = view.child(binding, defined: .valueSet)
        guard set.exists, let canonical = target(of: set), !canonical.isEmpty, !canonical.hasPrefix("#") else { return }
        switch judgement.context.resolve(canonical, kind: nil) {
        case .found(let place):
            let kind = place.package.header(ofMember: place.member).resourceType
            if kind != "ValueSet" {
                // STU3 has URIs of code systems there, such as that of SNOMED CT, as external definitions.
                let isPlain = types.release == .stu3 && view.name(set) == .valueSetUri
                raise(
                    .structureBinding, binding, "SD_ED_BIND_NOT_VS",
                    "A binding is to a value set; '\(canonical)' is a \(kind).",
                    severity: isPlain && !isCompatible ? .warning : .error)
            }
        default:
            if judgement.valueSet(canonical, from: nil) != nil { return }
            raise(
                .structureBinding, binding, "SD_ED_BIND_UNKNOWN_VS",
                "The value set '\(canonical)' of the binding is not among the definitions.", severity: .warning,
                decided: false)
        }
    }

    // MARK: Snapshots

    /// Fixed and default values and patterns are of one of the element's types.
    private func checkValues(_ row: ElementID, _ path: String, _ codes: [String]) {
        guard let id = string(row, .id), id.contains(".") else { return }
        // In STU3 the value of a primitive type has a type that only extensions of it name.
        if codes.isEmpty, all(row, .type).isEmpty, !view.child(row, .contentReference).exists {
            raise(
                .structureElement, row, "SD_NO_TYPES_OR_CONTENTREF",
                "In a snapshot each element has a type, or refers to another element's content; '\(id)' has neither.")
            return
        }
        guard !codes.isEmpty else { return }
        for name in [Symbol.defaultValue, .fixed, .pattern] {
            let value = view.child(row, defined: name)
            guard value.exists else { continue }
            let type = view.types.text(view.type(value))
            guard !type.isEmpty, !codes.contains(type), !codes.contains(where: { isDerived($0, from: type) }) else {
                continue
            }
            raise(
                .structureValue, value, "SD_VALUE_TYPE_IILEGAL",
                "The value is a \(type), but '\(id)' can only be \(codes.joined(separator: ", ")).")
        }
    }

    private func isDerived(_ type: String, from other: String) -> Bool {
        if type.hasPrefix("http://hl7.org/fhirpath/") { return true }
        let one = types.type(named: type)
        if one == .none { return !isCompatible }
        if types.isAbstract(one) { return true }
        // Age and the other quantities take the values of a Quantity.
        return !isCompatible && types.isKind(one, of: types.type(named: other))
    }

    /// What stands in a snapshot by the table of *ElementDefinition*.
    private func checkTable(_ row: ElementID, _ path: String, _ structure: Structure) {
        let isRoot = !path.contains(".")
        let mode = structure.isConstraint ? "constraint" : "specialization"
        let never: [Symbol] =
            isRoot
            ? [
                .sliceName, .slicing, .requirements, .defaultValue, .fixed, .pattern, .example, .minValue, .maxValue,
                .maxLength,
            ] + (structure.isConstraint ? [.meaningWhenMissing] : [])
            : structure.isConstraint ? [] : [.sliceName, .fixed, .pattern, .minValue, .maxValue, .maxLength]
        for name in never where view.child(row, defined: name).exists {
            raise(
                .structureElement, row, "SD_TABLE_PROHIBITED",
                "In a \(mode), '\(path)' cannot have \(name.text).", severity: isCompatible ? .error : .warning)
        }
        if !structure.isConstraint, !isRoot {
            for name in [Symbol.min, .max] where !view.child(row, name).exists {
                raise(
                    .structureElement, row, "SD_TABLE_REQUIRED",
                    "In the snapshot of a \(mode), '\(path)' must have \(name.text).",
                    severity: isCompatible ? .error : .warning)
            }
        }
    }

    // MARK: Invariants

    private func check(
        _ constraint: ElementID, of row: ElementID, _ path: String, _ codes: [String], _ structure: Structure,
        _ known: inout [String: String]
    ) {
        guard let key = string(constraint, .key), !key.isEmpty else { return }
        guard let expression = string(constraint, .expression), !expression.isEmpty else {
            raise(
                .structureInvariant, constraint, "ED_INVARIANT_NO_EXPRESSION",
                "The invariant '\(key)' has no expression, so that nothing can check it.", severity: .information)
            return
        }
        let source = string(constraint, .source)
        if structure.isSnapshot {
            if let other = known[key], other != expression, key != "ele-1" {
                raise(
                    .structureInvariant, constraint, "ED_INVARIANT_EXPRESSION_CONFLICT",
                    "The invariant '\(key)' stands in the snapshot with another expression already: \(other)")
            }
            known[key] = known[key] ?? expression
            if source == nil || source == structure.url {
                checkExpression(constraint, expression, path, codes, structure)
            }
            return
        }
        if let source, source != structure.url, source != "\(structure.url)|\(structure.version ?? "")" {
            raise(
                .structureInvariant, constraint, "ED_INVARIANT_DIFF_NO_SOURCE",
                "An invariant in a differential is the definition's own, but '\(key)' names the source '\(source)'.",
                severity: isCompatible ? .error : .information)
            return
        }
        if let other = known[key] ?? inherited(key, structure), other != expression {
            raise(
                .structureInvariant, constraint, "ED_INVARIANT_KEY_ALREADY_USED",
                "The key '\(key)' is that of another invariant already: \(other)",
                severity: isCompatible ? .error : .warning)
            return
        }
        known[key] = known[key] ?? expression
    }

    /// The expression that an invariant has in the base.
    private func inherited(_ key: String, _ structure: Structure) -> String? {
        for element in structure.base?.elements ?? [] {
            for constraint in element.constraints where constraint.key == key { return constraint.expression }
        }
        // HL7's validator keeps the keys of all types of the release from being used anew.
        return isCompatible ? typeInvariants[key] : nil
    }

    func invariantsOfTypes() -> [String: String] {
        var found: [String: String] = [:]
        for origin in judgement.context.all(.structureDefinition) {
            guard case .structureDefinition(let definition) = origin.package.definition(origin.member),
                definition.derivation != .constraint, definition.url == Canonical.ofType(definition.type).url
            else { continue }
            for constraint in definition.differential.flatMap(\.constraints) where found[constraint.key] == nil {
                found[constraint.key] = constraint.expression
            }
        }
        return found
    }

    private func checkExpression(
        _ constraint: ElementID, _ expression: String, _ path: String, _ codes: [String], _ structure: Structure
    ) {
        var type: String?
        if codes.count == 1, isBaseType(codes[0]) { type = codes[0] }
        if codes == ["BackboneElement"] || codes == ["Element"], types.type(named: path) != .none { type = path }
        let options = ExpressionOptions(release: types.release, contextType: type, leniency: .publishedInvariant)
        do {
            let compiled = try CompiledExpression(expression, options: options)
            guard let doubt = compiled.diagnostics.first else { return }
            // HL7's validator refuses in a snapshot what means nothing for its context.
            guard isCompatible else { return noteDoubts(compiled, constraint) }
            raise(
                .expressionInvalid, constraint, "ED_INVARIANT_EXPRESSION_ERROR",
                "The expression of the invariant is no valid FHIRPath: \(doubt.message)")
        } catch {
            raise(
                .expressionInvalid, constraint, "ED_INVARIANT_EXPRESSION_ERROR",
                "The expression of the invariant is no valid FHIRPath: \(error.message)")
        }
    }
}
