public import Record

/// What is wrong with a StructureDefinition as such, beyond its invariants: for validating one as an instance.
///
/// It is judged by what its differential makes of the base, and by the definitions that it refers to. What cannot be
/// found is not held against it.
public struct StructureDefinitionChecks: Sendable {
    /// Something wrong, and where.
    public struct Problem: Sendable, Hashable {
        public var severity: Severity
        /// The message of HL7's reference validator that corresponds.
        public var hl7: String?
        public var place: Place
        /// The path in the instances that HL7's reference validator names as the place, where it does.
        public var path: String?
        public var message: String
    }

    /// A place in a StructureDefinition.
    public enum Place: Sendable, Hashable {
        case root
        /// The type of the definition.
        case type
        /// An entry of `context`.
        case context(Int)
        /// An entry of `differential.element` or `snapshot.element`.
        case element(Part, Int)
        /// A profile of a type of an element: numbers of element, type and profile. STU3 has one for each type entry.
        case profile(Part, Int, canonical: String)
    }
    public enum Part: Sendable, Hashable { case differential, snapshot }

    public let source: SnapshotSource

    public init(_ source: SnapshotSource) { self.source = source }

    /// Everything that is wrong with a definition.
    ///
    /// - Parameters:
    ///   - definition: what is judged; it need not be one of the source's definitions.
    ///   - snapshot: the snapshot that it comes with, if any.
    public func problems(in definition: StructureDefinition, snapshot: [ElementDefinition]) -> [Problem] {
        var found: [Problem] = []
        checkHead(definition, &found)
        checkPaths(definition, definition.differential, .differential, &found)
        checkPaths(definition, snapshot, .snapshot, &found)
        checkModifiers(definition, definition.differential, .differential, &found)
        checkModifiers(definition, snapshot, .snapshot, &found)
        if !definition.differential.isEmpty { checkDifferential(definition, &found) }
        return found
    }

    // MARK: The definition as a whole

    private func checkHead(_ definition: StructureDefinition, _ found: inout [Problem]) {
        for (number, context) in definition.contexts.enumerated()
        where definition.isExtension && context.kind == .element && context.expression == "Element" {
            found.append(
                Problem(
                    severity: .warning, hl7: "SD_CONTEXT_SHOULD_NOT_BE_ELEMENT", place: .context(number),
                    message: "The context Element lets the extension stand anywhere. Name the places that it is for."))
        }
        guard let canonical = definition.baseDefinition,
            let base = source.context.structureDefinition(canonical, from: definition.origin), !base.type.isEmpty
        else { return }
        let isSame = base.type == definition.type
        if definition.derivation == .constraint, !isSame {
            found.append(
                Problem(
                    severity: .error, hl7: "SD_CONSTRAINED_TYPE_NO_MATCH", place: .root,
                    message: "It constrains \(base.type), so its type must be \(base.type), not \(definition.type)."))
        } else if definition.derivation == .specialization, isSame {
            found.append(
                Problem(
                    severity: .error, hl7: "SD_SPECIALIZED_TYPE_MATCHES", place: .root,
                    message: "It defines a new type, so its type cannot be that of its base, \(base.type)."))
        }
    }

    /// Every path begins with the name of the type.
    private func checkPaths(
        _ definition: StructureDefinition, _ elements: [ElementDefinition], _ part: Part, _ found: inout [Problem]
    ) {
        let tail = definition.type.split(separator: "/").last.map(String.init) ?? definition.type
        guard !tail.isEmpty else { return }
        for (number, element) in elements.enumerated() {
            guard let first = element.path.split(separator: ".", maxSplits: 1).first, first != tail else { continue }
            found.append(
                Problem(
                    severity: .error, hl7: "SD_PATH_TYPE_MISMATCH", place: .element(part, number),
                    message: "The path '\(element.path)' must begin with the type, '\(tail)'."))
        }
    }

    /// Modifier extensions stand in modifierExtension, others in extension.
    private func checkModifiers(
        _ definition: StructureDefinition, _ elements: [ElementDefinition], _ part: Part, _ found: inout [Problem]
    ) {
        for (number, element) in elements.enumerated() {
            guard element.name == "extension" || element.name == "modifierExtension" else { continue }
            for profile in element.types.flatMap(\.profiles) {
                guard let other = source.context.structureDefinition(profile, from: definition.origin),
                    other.isExtension
                else { continue }
                let isModifier = source.snapshot(of: other).elements.first?.isModifier ?? false
                if isModifier == (element.name == "modifierExtension") { continue }
                found.append(
                    Problem(
                        severity: .error,
                        hl7: isModifier ? "SD_ED_TYPE_PROFILE_IS_MODIFIER" : "SD_ED_TYPE_PROFILE_NOT_MODIFIER",
                        place: .profile(part, number, canonical: profile),
                        message: isModifier
                            ? "'\(profile)' is a modifier extension: it stands in modifierExtension."
                            : "'\(profile)' is no modifier extension: it stands in extension."))
            }
        }
    }

    // MARK: What the differential makes of the base

    private func checkDifferential(_ definition: StructureDefinition, _ found: inout [Problem]) {
        let snapshot = source.snapshot(of: definition)
        if let missing = snapshot.diagnostics.first(where: {
            ($0.rule == .baseUnknown || $0.rule == .cycle) && $0.definition == definition.canonical
        }) {
            // Without the base nothing can be said of the rows.
            found.append(
                Problem(
                    severity: .warning, hl7: "Unable_to_find_base__for_", place: .root,
                    message: "No snapshot can be made: \(missing.message)."))
            return
        }
        var broken: [String] = []
        for diagnostic in snapshot.diagnostics where diagnostic.definition == definition.canonical {
            let place =
                definition.differential.firstIndex { $0.id == diagnostic.element }
                .map { Place.element(.differential, $0) } ?? .root
            switch diagnostic.rule {
            case .fixedChanged:
                let row = definition.differential.first { $0.id == diagnostic.element }
                found.append(
                    Problem(
                        severity: .error, hl7: "_DT_Fixed_Wrong", place: place, path: row?.path,
                        message: sentence(diagnostic)))
            case .bindingDropped:
                found.append(
                    Problem(
                        severity: .error, hl7: "SD_ILLEGAL_CHARACTERISTICS", place: place,
                        message: "The element has a binding, but \(diagnostic.message)."))
            case .rowWithoutElement, .tooLarge, .rootSliced: broken.append(diagnostic.message)
            case .outOfOrder:
                found.append(Problem(severity: .warning, hl7: nil, place: .root, message: sentence(diagnostic)))
            case .noDifferential, .publishedInstead, .typeUnknown, .profileUnknown, .profileOfOtherType,
                .profileNotDerived, .targetNotDerived:
                break
            default:
                if diagnostic.severity == .error {
                    found.append(Problem(severity: .error, hl7: nil, place: place, message: sentence(diagnostic)))
                }
            }
        }
        if let first = broken.first {
            let more = broken.count > 1 ? ", and \(broken.count - 1) more" : ""
            found.append(
                Problem(
                    severity: .error, hl7: "ERROR_GENERATING_SNAPSHOT", place: .root,
                    message: "The differential cannot be applied to its base: \(first)\(more)."))
        }
        checkValues(definition, snapshot, &found)
    }

    private func sentence(_ diagnostic: SnapshotDiagnostic) -> String {
        "'\(diagnostic.element)' does not fit the base: \(diagnostic.message)."
    }

    /// Fixed values, patterns, lengths and bounds are of a kind that the element's types have.
    private func checkValues(_ definition: StructureDefinition, _ snapshot: Snapshot, _ found: inout [Problem]) {
        var elements: [String: ElementDefinition] = [:]
        for element in snapshot.elements where elements[element.id] == nil { elements[element.id] = element }
        for (number, row) in definition.differential.enumerated() {
            guard let element = elements[row.id], !element.types.isEmpty else { continue }
            let types = element.types.map { $0.fhirType ?? $0.code }
            if types.contains(where: { ["Element", "Resource", "*"].contains($0) }) { continue }
            for (what, value) in [("fixed", row.fixed), ("pattern", row.pattern)] {
                guard let type = value?.typeName, !type.isEmpty, !types.contains(where: { fits(type, $0) }) else {
                    continue
                }
                found.append(
                    Problem(
                        severity: .error, hl7: "SD_VALUE_TYPE_IILEGAL", place: .element(.differential, number),
                        message: "The \(what) value is a \(type), but the element can only be "
                            + "\(types.joined(separator: ", "))."))
            }
            if row.maxLength != nil, !types.contains(where: hasLength) {
                found.append(
                    Problem(
                        severity: .error, hl7: "SD_ILLEGAL_CHARACTERISTICS", place: .element(.differential, number),
                        message: "The element has a maxLength, but \(types.joined(separator: ", ")) has no length."))
            }
        }
    }

    /// Whether a value of one type can be that of an element of another: by name, or System types by kind.
    private func fits(_ value: String, _ type: String) -> Bool {
        if value == type { return true }
        if type.hasPrefix("http://hl7.org/fhirpath/") { return true }
        // Profiles on a type, and types derived from it, share its values (Age is a Quantity).
        var canonical = SnapshotBuilder.canonical(type)
        for _ in 0..<4 {
            guard let found = source.context.structureDefinition(canonical), let base = found.baseDefinition else {
                return false
            }
            if base == SnapshotBuilder.canonical(value) { return true }
            canonical = base
        }
        return false
    }

    private func hasLength(_ type: String) -> Bool {
        switch type {
        case "string", "code", "id", "markdown", "uri", "url", "canonical", "oid", "uuid", "base64Binary", "integer",
            "decimal", "positiveInt", "unsignedInt", "date", "dateTime", "instant", "time", "xhtml", "Element":
            true
        default: type.hasPrefix("http://hl7.org/fhirpath/")
        }
    }
}
