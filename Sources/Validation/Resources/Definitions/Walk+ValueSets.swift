internal import Definitions
internal import ElementModel
internal import Patterns
internal import Record
internal import Terminology

/// Value sets (R4 and STU3, *ValueSet*).
extension Walk {
    func checkValueSet(_ node: ElementID) {
        let compose = view.child(node, .compose)
        guard compose.exists else { return }
        for part in view.children(compose) where view.name(part) == .include || view.name(part) == .exclude {
            checkImports(part)
            let concepts = all(part, .concept)
            let filters = all(part, .filter)
            guard let stated = string(part, .system), !stated.isEmpty else {
                if !concepts.isEmpty || !filters.isEmpty {
                    raise(
                        .valueSetSystem, part, "VALUESET_NO_SYSTEM_WARNING",
                        "Concepts and filters are those of a code system. Say of which one.", severity: .warning)
                }
                continue
            }
            let version = string(part, .version)
            let system = checkVersion(stated, version: version, of: part)
            if stated.hasPrefix("#") {
                raise(
                    .valueSetSystem, part, "VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG",
                    "The system must be an absolute URI; '\(stated)' names a contained resource.")
                checkContainedSystem(stated, version: version, of: part, in: node)
                continue
            }
            if !system.isAbsolute {
                raise(
                    .valueSetSystem, part, "VALUESET_INCLUDE_SYSTEM_ABSOLUTE",
                    "The system must be an absolute URI, not '\(stated)'.")
                continue
            }
            let definition =
                judgement.context.codeSystem(version.map { "\(system)|\($0)" } ?? system)
                ?? judgement.terminology.codeSystem(system, version: version)?.definition
            let isCodeSystem = checkKind(of: system, definition, part)
            if isCodeSystem, !options.noTerminology { checkConcepts(concepts, of: part, system: system, version) }
            for filter in filters { checkFilter(filter, system: system, version, definition) }
        }
    }

    // MARK: The code system

    /// A system is a URI, which has no version behind a bar.
    private func checkVersion(_ stated: String, version: String?, of part: ElementID) -> String {
        guard let bar = stated.firstIndex(of: "|") else { return stated }
        let inside = String(stated[stated.index(after: bar)...])
        let url = String(stated[..<bar])
        if inside.isEmpty {
            raise(
                .valueSetSystem, part, "VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_0",
                "The system ends with '|'. Write '\(url)'.", severity: .warning)
            return url
        }
        let number = version == nil ? 1 : version != inside ? 2 : 3
        raise(
            .valueSetSystem, part, "VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_\(number)",
            "The system has the version '\(inside)' in it. Write '\(url)' as the system, and the version as version"
                + (number == 2 ? ", which says '\(version ?? "")' now." : "."))
        return url
    }

    private func checkContainedSystem(_ reference: String, version: String?, of part: ElementID, in node: ElementID) {
        let wanted = String(reference.dropFirst())
        let contained = view.children(node).filter {
            view.flags($0).contains(.contained) && view.hasText($0, .id, wanted)
        }
        var systems = 0
        let suffix = version == nil ? "CS" : "CSVER"
        for resource in contained {
            guard view.types.text(view.type(resource)) == "CodeSystem" else {
                raise(
                    .valueSetSystem, part, "VALUESET_INCLUDE_CS_NOT_CS",
                    "'\(reference)' is a \(view.types.text(view.type(resource))), not a CodeSystem.")
                continue
            }
            if version == nil || string(resource, .version) == version { systems += 1 }
        }
        if systems == 0 {
            raise(
                .valueSetSystem, part, "VALUESET_INCLUDE_\(suffix)_NOT_FOUND",
                "No code system '\(reference)' is contained in the value set.")
        } else if systems > 1 {
            raise(
                .valueSetSystem, part, "VALUESET_INCLUDE_\(suffix)_MULTI_FOUND",
                "More than one code system '\(reference)' is contained in the value set.")
        }
    }

    /// Whether the system is one whose codes can be looked at.
    private func checkKind(of system: String, _ definition: CodeSystem?, _ part: ElementID) -> Bool {
        let suffix = string(part, .version) == nil ? "CS" : "CSVER"
        guard let definition else {
            guard let set = judgement.context.valueSet(system) else { return true }
            let systems = Set((set.compose?.include ?? []).compactMap(\.system)).sorted()
            let hint =
                systems.count == 1
                ? " Its codes are those of '\(systems[0])'; perhaps that was meant."
                : systems.isEmpty ? "" : " Its codes are those of \(systems.joined(separator: ", "))."
            raise(
                .valueSetSystem, part,
                "VALUESET_INCLUDE_WRONG_VS" + (systems.isEmpty ? "" : systems.count == 1 ? "_HINT" : "_MANY"),
                "'\(system)' is a value set, not a code system. Import it with valueSet." + hint)
            return false
        }
        switch definition.content {
        case .supplement:
            raise(
                .valueSetSystem, part, "VALUESET_INCLUDE_\(suffix)_SUPPLEMENT",
                "'\(system)' is a supplement. Include the code system that it supplements, "
                    + "'\(definition.supplements ?? "")'.")
            return false
        case .example:
            raise(
                .valueSetSystem, part, "VALUESET_INCLUDE_\(suffix)_CONTENT",
                "Of the code system '\(system)' only examples are here, so that not all codes can be looked at.",
                severity: .warning, decided: false)
        default: break
        }
        return true
    }

    // MARK: Other value sets

    private func checkImports(_ part: ElementID) {
        for element in all(part, .valueSet) where view.hasValue(element) {
            let canonical = view.value(element).text
            if canonical.hasPrefix("#") || judgement.valueSet(canonical, from: nil) != nil { continue }
            if case .found(let place) = judgement.context.resolve(canonical, kind: nil) {
                let kind = place.package.header(ofMember: place.member).resourceType
                raise(
                    .valueSetImport, element, "VALUESET_REFERENCE_INVALID_TYPE",
                    "'\(canonical)' is a \(kind), not a ValueSet.", severity: .warning)
            } else {
                raise(
                    .valueSetImport, element, "VALUESET_REFERENCE_UNKNOWN",
                    "The value set '\(canonical)' that is imported is not among the definitions.",
                    severity: .warning, decided: false)
            }
        }
    }

    // MARK: Codes

    /// The codes that a value set lists are in their code systems, where those are here and complete.
    private func checkConcepts(
        _ concepts: [ElementID], of part: ElementID, system: String, _ version: String?
    ) {
        var unknown = false
        for concept in concepts {
            let code = view.child(concept, .code)
            guard code.exists, view.hasValue(code) else { continue }
            let membership = judgement.terminology.membership(
                code: view.value(code), ofSystem: system, version: version)
            if case .undecided(.codeSystemUnknown) = membership { unknown = true }
            guard membership == .notMember else { continue }
            // Without a terminology server, HL7's validator says nothing of SNOMED CT.
            if isCompatible, system == "http://snomed.info/sct" { continue }
            let suffix = version == nil ? "" : "_VER"
            raise(
                .valueSetCode, concept, "VALUESET_INCLUDE_INVALID_CONCEPT_CODE\(suffix)",
                "There is no code '\(view.value(code).text)' in the code system '\(system)'.")
        }
        guard unknown else { return }
        if options.examples == false, Self.isExample(system) {
            raise(
                .valueSetSystem, part, "VALUESET_EXAMPLE_SYSTEM_ERROR",
                "The code system '\(system)' is an example, and does not exist.")
        } else {
            raise(
                .valueSetCode, part, "VALUESET_UNC_SYSTEM_WARNING" + (version == nil ? "" : "_VER"),
                "Whether the codes exist cannot be told: the code system '\(system)' is not among the definitions.",
                severity: Self.isExample(system) ? .information : .warning, decided: false)
        }
    }

    private static func isExample(_ url: String) -> Bool {
        ["example.org", "example.com", "acme.com", "acme.org"].contains { url.firstRange(of: $0) != nil }
    }
}
