internal import Definitions
internal import ElementModel
internal import Record
internal import Terminology

/// Concepts that definitions of terminology list.
extension Walk {
    /// A code system's concepts have the properties that it defines, and those of a supplement are in the supplemented.
    func checkConcepts(ofCodeSystem node: ElementID) {
        var types: [String: String] = [:]
        for property in view.children(node) where view.name(property) == .property {
            if let code = string(property, .code) { types[code] = string(property, .type) ?? "" }
        }
        let supplemented: CompiledCodeSystem? =
            string(node, .content) == "supplement"
            ? string(node, .supplements).flatMap {
                judgement.terminology.codeSystem(Canonical($0).url, version: Canonical($0).version)
            } : nil
        forEachConcept(below: node) { concept in
            if let supplemented, supplemented.isComplete, let code = string(concept, .code),
                supplemented.number(of: code) == nil
            {
                note(
                    .codeSystemSupplement, concept, severity: .error,
                    text: "CODESYSTEM_CS_SUPP_INVALID_CODE\u{0}The code system that is supplemented, "
                        + "'\(supplemented.definition.url)', has no code '\(code)'.")
            }
            for property in view.children(concept) where view.name(property) == .property {
                guard let code = string(property, .code) else { continue }
                guard let type = types[code] else { continue }
                let value = view.children(property).first { view.definitionName($0) == .value }
                guard let value, !type.isEmpty else { continue }
                let found = view.types.text(view.type(value))
                if !found.isEmpty, found != type {
                    note(
                        .codeSystemProperty, property, severity: .error,
                        text: "CODESYSTEM_PROPERTY_WRONG_TYPE\u{0}The property '\(code)' is defined as a \(type), "
                            + "but has a \(found) here.")
                }
            }
        }
    }

    private func forEachConcept(below node: ElementID, _ body: (ElementID) -> Void) {
        var element = node.rawValue + 1
        let end = view.end(node).rawValue
        while element < end {
            let id = ElementID(rawValue: element)
            if view.name(id) == .concept { body(id) }
            element += 1
        }
    }

    /// The codes that a value set lists are in their code systems, where those are here and complete.
    func checkConcepts(ofValueSet node: ElementID) {
        if options.noTerminology { return }
        let compose = view.child(node, .compose)
        guard compose.exists else { return }
        for part in view.children(compose) where view.name(part) == .include || view.name(part) == .exclude {
            guard let system = string(part, .system), !system.hasPrefix("#") else { continue }
            let version = string(part, .version)
            for concept in view.children(part) where view.name(concept) == .concept {
                let code = view.child(concept, .code)
                guard code.exists, view.hasValue(code) else { continue }
                let membership = judgement.terminology.membership(
                    code: view.value(code), ofSystem: system, version: version)
                guard membership == .notMember else { continue }
                // Without a terminology server, HL7's validator says nothing of SNOMED CT.
                if isCompatible, system == "http://snomed.info/sct" { continue }
                let suffix = version == nil ? "" : "_VER"
                note(
                    .valueSetCode, concept, severity: .error,
                    text: "VALUESET_INCLUDE_INVALID_CONCEPT_CODE\(suffix)\u{0}"
                        + "There is no code '\(view.value(code).text)' in the code system '\(system)'.")
            }
        }
    }

    private func string(_ node: ElementID, _ name: Symbol) -> String? {
        let child = view.child(node, name)
        return child.exists && view.hasValue(child) ? view.value(child).text : nil
    }
}
