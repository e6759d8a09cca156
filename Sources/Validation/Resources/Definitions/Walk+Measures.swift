internal import Definitions
internal import ElementModel
internal import Record

/// Measures (R4 and STU3, *Measure*).
extension Walk {
    func checkMeasure(_ node: ElementID) {
        let canonicals = all(node, .library).compactMap { target(of: $0) }
        let libraries = canonicals.compactMap { library($0) }
        let groups = all(node, .group)
        func shouldHave(_ place: ElementID, _ hl7: String, _ message: String) {
            raise(.measureDefinition, place, hl7, message, severity: .warning)
        }
        if groups.isEmpty {
            shouldHave(node, "MEASURE_M_NO_GROUPS", "The Measure should have groups: without them it measures nothing.")
        }
        for group in groups {
            if groups.count > 1, !identifies(group) {
                shouldHave(
                    group, "MEASURE_M_GROUP_CODE",
                    "Each of several groups should have a code, by which a report says which group it is about.")
            }
            let populations = all(group, .population)
            if populations.isEmpty {
                shouldHave(group, "MEASURE_M_GROUP_POP", "The group should have populations.")
            }
            for population in populations where populations.count > 1 && !view.child(population, .code).exists {
                shouldHave(
                    population, "MEASURE_M_GROUP_POP_NO_CODE", "Each of several populations should have a code.")
            }
            let stratifiers = all(group, .stratifier)
            for stratifier in stratifiers {
                if stratifiers.count > 1, !identifies(stratifier) {
                    shouldHave(
                        stratifier, "MEASURE_M_GROUP_STRATA_NO_CODE", "Each of several stratifiers should have a code.")
                }
                let components = all(stratifier, .component)
                for component in components where components.count > 1 && !view.child(component, .code).exists {
                    shouldHave(
                        component, "MEASURE_M_GROUP_STRATA_COMP_NO_CODE",
                        "Each of several components should have a code.")
                }
                for owner in [stratifier] + components { checkCriteria(of: owner, canonicals, libraries) }
            }
        }
    }

    /// Whether a group or stratifier says which one it is; STU3 has identifiers for that.
    private func identifies(_ node: ElementID) -> Bool {
        view.child(node, .code).exists || view.child(node, .identifier).exists
    }

    private func library(_ canonical: String) -> Document? {
        guard case .other(let document, _)? = judgement.context.definition(canonical), document.isReadable,
            document.view.types.text(document.view.type(.root)) == "Library"
        else { return nil }
        return document
    }

    // MARK: Criteria

    private func checkCriteria(of owner: ElementID, _ canonicals: [String], _ libraries: [Document]) {
        let criteria = view.child(owner, .criteria)
        guard criteria.exists, let language = string(criteria, .language) else { return }
        guard language == "text/cql" || language == "text/cql.identifier" || language == "text/cql-identifier" else {
            raise(
                .measureLibrary, criteria, "MEASURE_M_CRITERIA_UNKNOWN",
                "Criteria in the language '\(language)' are not looked at.", severity: .information)
            return
        }
        if libraries.isEmpty {
            let isAbsent = !isCompatible && !canonicals.isEmpty
            raise(
                .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_NO_LIB",
                isAbsent
                    ? "The criteria are CQL, but none of the libraries of the Measure is among the definitions."
                    : "The criteria are CQL, but no library that has them could be found.",
                severity: isAbsent ? .warning : .error, decided: !isAbsent)
            return
        }
        guard let expression = string(criteria, .expression), !expression.isEmpty else { return }
        guard let dot = expression.firstIndex(of: ".") else {
            guard libraries.count == 1 else {
                raise(
                    .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_ONLY_ONE_LIB",
                    "The Measure has \(libraries.count) libraries. Say which one defines '\(expression)': "
                        + "write its name and a dot in front.")
                return
            }
            check(expression, of: criteria, in: libraries[0])
            return
        }
        let owner = String(expression[..<dot])
        let named = libraries.filter { $0.view.hasText(.root, .name, owner) }
        if named.count > 1 {
            raise(
                .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_LIB_DUPL",
                "More than one library of the Measure is called '\(owner)'.")
        }
        guard let library = named.first else {
            // Some of them may not be at hand.
            let isAbsent = !isCompatible && libraries.count < canonicals.count
            raise(
                .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_LIB_NOT_FOUND",
                "No library of the Measure is called '\(owner)'.", severity: isAbsent ? .warning : .error,
                decided: !isAbsent)
            return
        }
        check(String(expression[expression.index(after: dot)...]), of: criteria, in: library)
    }

    /// An expression that criteria name is defined in the library: in its CQL, or in the ELM made of it.
    private func check(_ name: String, of criteria: ElementID, in library: Document) {
        let source = library.view
        var texts: [String] = []
        var hasELM = false
        for content in source.children(.root) where source.name(content) == .content {
            let data = source.child(content, .data)
            guard data.exists, source.hasValue(data), let bytes = SHA1.decoded(source.value(data)) else { continue }
            if source.hasText(content, .contentType, "application/elm+xml") { hasELM = true }
            texts.append(String(decoding: bytes, as: UTF8.self))
        }
        let url = source.text(.root, .url) ?? ""
        if isCompatible, !hasELM {
            raise(
                .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_NO_ELM",
                "The library '\(url)' has no ELM in which the expression could be looked up.")
            return
        }
        if texts.isEmpty { return }
        let isDefined = texts.contains { text in
            text.contains("define \"\(name)\"") || text.contains("define \(name)") || text.contains("name=\"\(name)\"")
        }
        if !isDefined {
            raise(
                .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_NOT_FOUND",
                "The library '\(url)' defines nothing called '\(name)'.")
        }
    }
}

extension ElementView {
    func hasText(_ node: ElementID, _ name: Symbol, _ text: String) -> Bool {
        let child = child(node, name)
        return child.exists && hasValue(child) && value(child).equals(text)
    }
}
