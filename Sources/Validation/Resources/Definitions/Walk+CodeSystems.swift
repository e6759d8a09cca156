internal import Definitions
internal import ElementModel
internal import Record
internal import Terminology

/// Code systems and their supplements (R4 and STU3, *CodeSystem*).
extension Walk {
    func checkCodeSystem(_ node: ElementID) {
        checkContent(ofCodeSystem: node)
        checkValueSet(ofCodeSystem: node)
        let properties = definedProperties(node)
        var codes: Set<String> = []
        forEachConcept(below: node) { concept in
            guard let code = string(concept, .code) else { return }
            if !codes.insert(code).inserted {
                raise(
                    .codeSystemCode, concept, "CODESYSTEM_DUPLICATE_CODE",
                    "The code '\(code)' is defined more than once. Each code stands once in its code system.")
            }
        }
        checkSupplement(node)
        checkProperties(ofCodeSystem: node, properties, codes: codes)
    }

    // MARK: What it says of its content

    private func checkContent(ofCodeSystem node: ElementID) {
        let content = string(node, .content)
        let stated = view.child(node, .content)
        let supplemented = string(node, .supplements)
        if let supplemented, !supplemented.isEmpty {
            if content != "supplement" {
                raise(
                    .codeSystemContent, stated.exists ? stated : node, "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG",
                    "The code system supplements '\(supplemented)', so its content must be 'supplement', not "
                        + "'\(content ?? "")'. Change it, or remove supplements.")
            }
            let caseSensitive = view.child(node, .caseSensitive)
            if caseSensitive.exists {
                raise(
                    .codeSystemContent, caseSensitive, "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL",
                    "A supplement takes case sensitivity from the code system that it supplements. Remove caseSensitive.",
                    severity: isCompatible ? .error : .warning)
            }
        } else if content == "supplement" {
            raise(
                .codeSystemContent, stated, "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_MISSING",
                "The content is said to be a supplement, but nothing says of which code system. Add supplements.")
            raise(
                .codeSystemSupplement, node, "CODESYSTEM_CS_SUPP_NO_SUPP",
                "The code system is a supplement, and must name the code system that it supplements.")
        }
        let concepts = all(node, .concept)
        if content == "not-present", let first = concepts.first {
            raise(
                .codeSystemContent, first, "CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED",
                "The content is said to be not present, but here is a concept. Remove the concepts, or say that the "
                    + "content is a fragment or complete.")
        }
        if content == "complete", concepts.isEmpty {
            raise(
                .codeSystemContent, node, "CODESYSTEM_CS_COMPLETE_AND_EMPTY",
                "The code system says that it is complete, but it has no concepts.", severity: .warning)
        }
        checkCount(ofCodeSystem: node, content: content)
    }

    private func checkCount(ofCodeSystem node: ElementID, content: String?) {
        let count = view.child(node, .count)
        guard count.exists, let stated = string(node, .count).flatMap({ Int($0) }) else { return }
        var found = 0
        forEachConcept(below: node) { _ in found += 1 }
        switch content {
        case "complete" where found != stated:
            raise(
                .codeSystemCount, count, "CODESYSTEM_CS_COUNT_COMPLETE_WRONG",
                "The count is given as \(stated), but the code system, which says that it is complete, has \(found) concepts."
            )
        case "fragment" where found >= stated, "example" where found >= stated:
            raise(
                .codeSystemCount, count, "CODESYSTEM_CS_COUNT_FRAGMENT_WRONG",
                "The count is given as \(stated); a part of the code system, as this is said to be, must have fewer than "
                    + "that, but here are \(found).", severity: .warning)
        case "supplement" where isCompatible:
            // The specification does not say what the count of a supplement counts.
            guard let url = string(node, .supplements), let other = judgement.context.codeSystem(url) else { return }
            if found != other.count ?? 0 {
                raise(
                    .codeSystemCount, count, "CODESYSTEM_CS_COUNT_SUPPLEMENT_WRONG",
                    "The count is not that of the code system that is supplemented.")
            }
        default: break
        }
    }

    // MARK: The value set of all its codes

    /// CodeSystem.valueSet: "shall include all codes from this code system, and only codes from this code system".
    private func checkValueSet(ofCodeSystem node: ElementID) {
        guard let canonical = string(node, .valueSet), let set = judgement.context.valueSet(canonical) else { return }
        let url = string(node, .url) ?? ""
        func wrong(_ hl7: String, _ message: String) {
            raise(.codeSystemValueSet, node, hl7, "The value set '\(canonical)' of all codes " + message)
        }
        guard let compose = set.compose, compose.include.count == 1, let include = compose.include.first else {
            wrong("CODESYSTEM_CS_VS_INVALID", "must include the code system, and nothing else, in one include.")
            return
        }
        guard include.system == url else {
            wrong("CODESYSTEM_CS_VS_WRONGSYSTEM", "includes '\(include.system ?? "")', not the code system '\(url)'.")
            return
        }
        if !include.valueSets.isEmpty || !include.concepts.isEmpty || !include.filters.isEmpty {
            wrong(
                "CODESYSTEM_CS_VS_INCLUDEDETAILS",
                "must include the whole code system: without concepts, filters or other value sets.")
        }
        if let expansion = set.expansion, isCompatible {
            var found = 0
            forEachConcept(below: node) { _ in found += 1 }
            if expansion.contains.filter({ $0.parent < 0 }).count != found {
                wrong("CODESYSTEM_CS_VS_EXP_MISMATCH", "has an expansion of another number of codes.")
            }
        }
    }

    // MARK: Supplements

    private func checkSupplement(_ node: ElementID) {
        guard let canonical = string(node, .supplements), !canonical.isEmpty, !options.noTerminology else { return }
        let other = Canonical(canonical)
        var isKnown = true
        for concept in all(node, .concept) {
            let code = view.child(concept, .code)
            guard code.exists, view.hasValue(code) else { continue }
            switch judgement.terminology.membership(
                code: view.value(code), ofSystem: other.url, version: other.version)
            {
            case .notMember:
                if isCompatible, judgement.terminology.codeSystem(other.url)?.isComplete != true { continue }
                raise(
                    .codeSystemSupplement, concept, "CODESYSTEM_CS_SUPP_INVALID_CODE",
                    "The code system that is supplemented, '\(canonical)', has no code '\(view.value(code).text)'.")
            case .undecided: isKnown = false
            default: break
            }
        }
        if !isKnown {
            raise(
                .codeSystemSupplement, node, "CODESYSTEM_CS_SUPP_CANT_CHECK",
                "Whether the concepts are those of '\(canonical)' cannot be told: its codes are not here.",
                severity: .warning, decided: false)
        }
    }

    func forEachConcept(below node: ElementID, _ body: (ElementID) -> Void) {
        var element = node.rawValue + 1
        let end = view.end(node).rawValue
        while element < end {
            let id = ElementID(rawValue: element)
            if view.name(id) == .contained {
                element = view.end(id).rawValue
                continue
            }
            if view.name(id) == .concept { body(id) }
            element += 1
        }
    }
}
