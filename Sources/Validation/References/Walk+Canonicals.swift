internal import Definitions
internal import ElementModel
internal import Record

extension Walk {
    /// What a canonical names is there, and is of a type that the element may name (R4, *Data Types*, *canonical*).
    ///
    /// STU3 has no canonicals.
    func checkCanonicalTarget(_ node: ElementID, _ row: TypeRow, _ active: ActiveRule) {
        guard issues.speculation == 0, view.hasValue(node) else { return }
        let name = view.name(node)
        // These have rules of their own.
        if name == .questionnaire || (name == .profile && view.name(view.parent(node)) == .meta) { return }
        let value = view.value(node)
        guard value.count > 0, value[0] != UInt8(ascii: "#"), value.isAbsoluteURI else { return }
        let canonical = value.text
        guard case .found(let place) = judgement.context.resolve(canonical, kind: nil) else {
            if !Self.saysItself(name) { note(.canonicalUnresolved, node, severity: .information, text: canonical) }
            return
        }
        let found = place.package.header(ofMember: place.member).resourceType
        var allowed: [String] = []
        for number in row.targets.range {
            let target = store.canonical(ofReference: active.profile.pointee.references[number])
            guard let definition = judgement.context.structureDefinition(target) else { return }
            allowed.append(definition.type)
        }
        if allowed.contains(found) || allowed.contains("Resource") || allowed.contains("DomainResource") { return }
        note(.canonicalType, node, active, text: "\(canonical)\u{0}a \(found)")
    }

    /// Whether a rule of its own says that what an element names is not at hand.
    private static func saysItself(_ name: Symbol) -> Bool {
        switch name {
        case .profile, .targetProfile, .valueSet, .measure, .derivedFrom, .baseDefinition, .inputProfile,
            .outputProfile, .supplements:
            true
        default: false
        }
    }
}
