internal import Definitions
internal import ElementModel
internal import Record
internal import Terminology

/// Concept maps (R4 and STU3, *ConceptMap*).
extension Walk {
    func checkConceptMap(_ node: ElementID) {
        let source = checkScope(node, .source)
        let target = checkScope(node, .target)
        for group in all(node, .group) {
            var seen: [String: String] = [:]
            for element in all(group, .element) {
                let code = view.child(element, .code)
                if !options.noTerminology { check(code, in: group, .source, of: source, side: "SOURCE") }
                for one in all(element, .target) {
                    let other = view.child(one, .code)
                    if !options.noTerminology { check(other, in: group, .target, of: target, side: "TARGET") }
                    guard let from = string(element, .code), let to = string(one, .code),
                        let relation = string(one, .equivalence)
                    else { continue }
                    // What a target depends on tells one from another.
                    if !all(one, .dependsOn).isEmpty { continue }
                    let before = seen.updateValue(relation, forKey: from + "\u{0}" + to)
                    guard let before else { continue }
                    raise(
                        .conceptMapDuplicate, one,
                        "CONCEPTMAP_GROUP_TARGET_DUPLICATION" + (before == relation ? "" : "_DIFFERENT"),
                        "'\(from)' is mapped to '\(to)' more than once"
                            + (before == relation ? "." : ", as '\(before)' and as '\(relation)'."),
                        severity: .warning)
                }
            }
        }
    }

    /// The value set that a map is from or to.
    private func checkScope(_ node: ElementID, _ name: Symbol) -> CompiledValueSet? {
        let child = view.child(node, defined: name)
        guard child.exists, let canonical = target(of: child), !canonical.isEmpty, !canonical.hasPrefix("#") else {
            return nil
        }
        if let found = judgement.valueSet(canonical, from: nil) { return found }
        if case .found(let place) = judgement.context.resolve(canonical, kind: nil) {
            let kind = place.package.header(ofMember: place.member).resourceType
            if kind != "ValueSet" {
                raise(
                    .conceptMapScope, child, "CONCEPTMAP_VS_NOT_A_VS",
                    "A map is from and to value sets; '\(canonical)' is a \(kind).")
            }
        }
        return nil
    }

    private func check(
        _ code: ElementID, in group: ElementID, _ name: Symbol, of set: CompiledValueSet?, side: String
    ) {
        guard code.exists, view.hasValue(code), let stated = string(group, name) else { return }
        let canonical = Canonical(stated)
        let system = canonical.url
        let value = view.value(code)
        let version = string(group, name == .source ? .sourceVersion : .targetVersion) ?? canonical.version
        let membership = judgement.terminology.membership(code: value, ofSystem: system, version: version)
        if membership == .notMember {
            if isCompatible, ["http://snomed.info/sct", "http://loinc.org"].contains(system) { return }
            raise(
                .conceptMapCode, code, "CONCEPTMAP_GROUP_\(side)_CODE_INVALID",
                "There is no code '\(value.text)' in the code system '\(system)'.")
            return
        }
        guard let set else { return }
        let answer = system.withSlice { set.membership(code: value, system: $0) }
        guard answer == .notMember else { return }
        let isKnown = membership.isMember == true
        // Without a terminology server, HL7's validator looks at codes of code systems that it has, and no others.
        if isCompatible, !isKnown { return }
        let suffix = version == nil ? "" : "_VER"
        raise(
            .conceptMapCode, code,
            isKnown ? "CONCEPTMAP_GROUP_\(side)_CODE_INVALID_VS" : "CONCEPTMAP_VS_INVALID_CONCEPT_CODE\(suffix)",
            "The code '\(value.text)' is not in the value set '\(set.definition.url)' that the map is for.")
    }
}
