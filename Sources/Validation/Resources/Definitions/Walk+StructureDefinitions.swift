internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Record

/// StructureDefinitions as such (R4 and STU3, *StructureDefinition*): what they say of themselves, and where an extension may stand.
///
/// What a differential makes of its base is judged apart, by ``checkDifferential()``.
extension Walk {
    func checkStructure(_ node: ElementID) {
        let canonical = string(node, .baseDefinition)
        let base = canonical.flatMap { judgement.context.structureDefinition($0) }
        checkType(ofStructure: node)
        checkContexts(ofStructure: node)
        if let base { checkKind(ofStructure: node, by: base) }
        // HL7's validator looks at the elements only where it has the base.
        if base == nil, isCompatible { return }
        checkElements(ofStructure: node, base: base)
        if string(node, .type) == "Extension", canonical == Canonical.ofType("Extension").url {
            checkURL(ofExtension: node)
        }
    }

    // MARK: Kind and type

    private func checkKind(ofStructure node: ElementID, by base: StructureDefinition) {
        let kind = string(node, .kind)
        guard let derivation = string(node, .derivation) else {
            raise(
                .structureType, node, "SD_MUST_HAVE_DERIVATION",
                "The definition has a base, but does not say whether it constrains or specializes it. Add derivation.",
                severity: isCompatible ? .error : .warning)
            return
        }
        guard let kind, kind != base.kind.rawValue else { return }
        if derivation == "constraint" {
            raise(
                .structureType, node, "SD_DERIVATION_KIND_MISMATCH",
                "A profile has the kind of what it constrains: \(base.kind.rawValue), not \(kind).")
        }
        if !base.isAbstract {
            raise(
                .structureType, node, "SD_CONSTRAINED_KIND_NO_MATCH",
                "The kind is \(kind), but the base '\(base.url)' is of the kind \(base.kind.rawValue).")
        }
    }

    /// StructureDefinition.type: names of types that the specification defines; URLs in logical models only.
    private func checkType(ofStructure node: ElementID) {
        let stated = view.child(node, .type)
        guard types.release != .stu3, stated.exists, let type = string(node, .type) else { return }
        let isSpecialization = string(node, .derivation) == "specialization"
        let url = string(node, .url) ?? ""
        if type.isAbsolute {
            let space = type.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            if space == "http://hl7.org/fhir/StructureDefinition" { return }
            if !url.hasPrefix(space) {
                raise(
                    .structureType, stated, "SD_TYPE_NOT_MATCH_NS",
                    "The type '\(type)' lies elsewhere than the definition, '\(url)'.", severity: .warning)
            }
            if string(node, .kind) != "logical" {
                raise(
                    .structureType, stated, "SD_TYPE_NOT_LOGICAL",
                    "A type with a URL is one of a logical model; this is of the kind '\(string(node, .kind) ?? "")'.")
            }
            return
        }
        guard let definition = judgement.context.structureDefinition(ofType: type) else {
            raise(
                .structureType, stated, "SD_TYPE_NOT_LOCAL",
                "FHIR defines no type '\(type)'. The type of a logical model is a URL: '\(url)', for example.")
            return
        }
        if isSpecialization, definition.url != url {
            raise(
                .structureType, stated, "SD_TYPE_NOT_DERIVED",
                "The type '\(type)' is FHIR's own, and cannot be defined anew. A profile on it has the derivation "
                    + "'constraint'.")
        }
    }

    // MARK: Extensions

    /// An extension's url is that of its definition.
    private func checkURL(ofExtension node: ElementID) {
        guard let url = string(node, .url) else { return }
        let list = view.child(node, .differential)
        let rows = list.exists ? all(list, .element).filter { string($0, .path) == "Extension.url" } : []
        let fixed = rows.map { view.child($0, defined: .fixed) }.first
        guard let fixed, fixed.exists, view.hasValue(fixed) else {
            raise(
                .structureExtension, node, "SD_EXTENSION_URL_MISSING",
                "The differential should fix Extension.url to '\(url)'.", severity: isCompatible ? .error : .warning)
            return
        }
        if view.value(fixed).text != url {
            raise(
                .structureExtension, node, "SD_EXTENSION_URL_MISMATCH",
                "The differential fixes Extension.url to '\(view.value(fixed).text)'; it must be the URL of the "
                    + "definition, '\(url)'.")
        }
    }

    private func checkContexts(ofStructure node: ElementID) {
        let isExtension = string(node, .type) == "Extension"
        let contexts = all(node, .context)
        let invariants = all(node, .contextInvariant)
        if !isExtension {
            for context in contexts where !hasJSONName(node) {
                raise(
                    .structureExtension, context, "SD_NO_CONTEXT_WHEN_NOT_EXTENSION",
                    "Only extensions have a context, and this defines a \(string(node, .type) ?? "").")
            }
            for invariant in invariants {
                raise(
                    .structureExtension, invariant, "SD_NO_CONTEXT_INV_WHEN_NOT_EXTENSION",
                    "Only extensions have a context, and this defines a \(string(node, .type) ?? "").")
            }
            return
        }
        for context in contexts where types.release != .stu3 {
            guard let kind = string(context, .type), let expression = string(context, .expression) else { continue }
            if kind == "fhirpath", isElement(expression) == true {
                raise(
                    .structureExtension, context, "SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH",
                    "The context '\(expression)' is an element. Give it the type 'element'.", severity: .warning)
            }
            if kind == "element", isElement(expression) == false {
                raise(
                    .structureExtension, context, "SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND",
                    "FHIR has no element '\(expression)' on which the extension could stand.",
                    severity: extensions(context, Self.versionUse).isEmpty ? .error : .information)
            }
        }
        let elements = contexts.compactMap { context -> String? in
            if types.release == .stu3 { return view.hasValue(context) ? view.value(context).text : nil }
            return string(context, .type) == "element" ? string(context, .expression) : nil
        }
        for invariant in invariants where view.hasValue(invariant) {
            let problems = CompiledExpression.problems(
                in: view.value(invariant).text,
                options: ExpressionOptions(
                    release: types.release, contextType: elements.count == 1 ? elements[0] : nil,
                    leniency: .publishedInvariant, variables: ["extension"]))
            guard let first = problems.first else { continue }
            raise(
                .expressionInvalid, invariant, "ED_CONTEXT_INVARIANT_EXPRESSION_ERROR",
                "The expression of the context invariant is no valid FHIRPath: \(first.message)")
        }
    }

    private static let versionUse = "http://hl7.org/fhir/StructureDefinition/version-specific-use"

    /// Whether the specification has an element; `nil` where that cannot be told, as in a profile's.
    private func isElement(_ expression: String) -> Bool? {
        guard !expression.contains("#"), !expression.isAbsolute, !expression.contains("(") else { return nil }
        var parts = expression.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard !parts.isEmpty, let definition = judgement.context.structureDefinition(ofType: parts.removeFirst()) else {
            return false
        }
        var snapshot = store.snapshots.snapshot(of: definition)
        var place = 0
        for part in parts {
            let name = part.split(separator: ":").first.map(String.init) ?? part
            func child() -> Int? {
                snapshot.children(of: place).first {
                    let own = snapshot.elements[$0].name
                    return own == name || own == name + "[x]"
                        || (own.hasSuffix("[x]") && name.hasPrefix(own.dropLast(3)))
                }
            }
            if let found = child() {
                place = found
                continue
            }
            guard let type = snapshot.elements[place].types.first, snapshot.elements[place].types.count == 1,
                let inner = judgement.context.structureDefinition(ofType: type.code)
            else { return snapshot.elements[place].types.count == 1 ? false : nil }
            snapshot = store.snapshots.snapshot(of: inner)
            place = 0
            guard let found = child() else { return false }
            place = found
        }
        return true
    }

    /// A name in JSON lets an element of a logical model stand as if it were an extension.
    private func hasJSONName(_ node: ElementID) -> Bool {
        for part in [Symbol.snapshot, .differential] {
            let list = view.child(node, part)
            guard list.exists, let first = all(list, .element).first else { continue }
            return all(first, .extension).contains { string($0, .url)?.hasSuffix("-json-name") == true }
        }
        return false
    }
}
