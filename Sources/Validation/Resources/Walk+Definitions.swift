internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Record
internal import Terminology

extension Walk {
    /// Judges a resource that defines something by what no invariant states.
    func checkDefinition(_ node: ElementID, _ name: Symbol) {
        switch name {
        case .SearchParameter: checkSearchParameter(node)
        case .CodeSystem:
            checkCodeSystem(node)
            checkConcepts(ofCodeSystem: node)
        case .ValueSet:
            checkValueSet(node)
            checkConcepts(ofValueSet: node)
        case .OperationDefinition: checkOperation(node)
        case .ConceptMap: checkConceptMap(node)
        case .Measure: checkMeasure(node)
        case .MeasureReport: checkMeasureReport(node)
        case .StructureDefinition: checkStructureDefinition(node)
        default: break
        }
    }

    private func own(_ rule: Rule, _ node: ElementID, _ hl7: String, _ message: String, severity: Severity = .error) {
        note(rule, node, severity: severity, text: hl7 + "\u{0}" + message)
    }
    private func text(_ node: ElementID, _ name: Symbol) -> String? {
        let child = view.child(node, name)
        return child.exists && view.hasValue(child) ? view.value(child).text : nil
    }
    private func all(_ node: ElementID, _ name: Symbol) -> [ElementID] {
        view.children(node).filter { view.name($0) == name }
    }

    // MARK: SearchParameter

    private func checkSearchParameter(_ node: ElementID) {
        if text(node, .type) == "composite", all(node, .component).count < 2 {
            own(
                .searchParameterComponents, node, "SEARCHPARAMETER_MISSING_COMPONENTS",
                "A composite search parameter is composed of two others or more: add its components.")
        }
        if let expression = text(node, .expression) {
            do {
                let bases = all(node, .base).compactMap { view.hasValue($0) ? view.value($0).text : nil }
                let compiled = try CompiledExpression(
                    expression,
                    options: ExpressionOptions(
                        release: types.release, contextType: bases.count == 1 ? bases[0] : nil,
                        leniency: .publishedInvariant))
                if !selectsNothing(expression, of: bases) { noteDoubts(compiled, view.child(node, .expression)) }
            } catch {
                own(
                    .expressionInvalid, view.child(node, .expression), "ED_SEARCH_EXPRESSION_ERROR",
                    "The expression is no valid FHIRPath: \(error.message)")
            }
        }
        let bases = all(node, .base).compactMap { view.hasValue($0) ? view.value($0).text : nil }
        if let expression = text(node, .expression), selectsNothing(expression, of: bases) {
            own(
                .expressionInvalid, view.child(node, .expression), "ED_SEARCH_EXPRESSION_ERROR",
                "The expression speaks of other types alone than those that the parameter is for (\(bases.joined(separator: ", "))), so that it selects nothing."
            )
        }
        guard let derived = text(node, .derivedFrom), let parent = judgement.context.searchParameter(derived) else {
            return
        }
        let strangers = bases.filter { !parent.base.contains($0) && !parent.base.contains("Resource") }
        if !strangers.isEmpty {
            own(
                .searchParameterBase, node, "SEARCHPARAMETER_BASE_WRONG",
                "The definition that this one is derived from is for \(parent.base.joined(separator: ", ")), not for \(strangers.joined(separator: ", "))."
            )
        }
    }

    /// Whether every part of a union begins with the name of a type that is none of the bases.
    private func selectsNothing(_ expression: String, of bases: [String]) -> Bool {
        let kinds = bases.map { types.type(named: $0) }
        guard !bases.isEmpty, !kinds.contains(.none) else { return false }
        let parts = expression.split(separator: "|").map { part in
            part.drop { $0 == " " || $0 == "(" }.prefix { $0.isLetter }
        }
        return parts.allSatisfy { start in
            let type = types.type(named: String(start))
            guard type != .none, start.first?.isUppercase == true else { return false }
            return !kinds.contains { types.isKind($0, of: type) || types.isKind(type, of: $0) }
        }
    }

    // MARK: CodeSystem and ValueSet

    private func checkCodeSystem(_ node: ElementID) {
        let count = view.child(node, .count)
        if text(node, .content) == "complete", count.exists, let stated = text(node, .count).flatMap({ Int($0) }) {
            var found = 0
            var element = node.rawValue + 1
            while element < view.end(node).rawValue {
                if view.name(ElementID(rawValue: element)) == .concept { found += 1 }
                element += 1
            }
            if found != stated {
                own(
                    .codeSystemCount, count, "CODESYSTEM_CS_COUNT_COMPLETE_WRONG",
                    "The count is given as \(stated), but the code system, which says that it is complete, has \(found) concepts."
                )
            }
        }
        let prefix = "http://hl7.org/fhir/concept-properties#"
        for property in all(node, .property) {
            guard let uri = text(property, .uri), uri.hasPrefix(prefix) else { continue }
            let code = String(uri.dropFirst(prefix.count))
            let known = judgement.terminology.codeSystem("http://hl7.org/fhir/concept-properties")
            // Later releases define more, which code systems of R4 use as well.
            let later = [
                "status", "effectiveDate", "deprecationDate", "retirementDate", "partOf", "synonym", "comment",
                "itemWeight",
            ]
            if let known, known.isComplete, known.number(of: code) == nil, !later.contains(code) {
                own(
                    .codeSystemProperty, property, "CODESYSTEM_PROPERTY_BAD_HL7_URI",
                    "There is no property '\(code)' among those that FHIR defines.")
            }
        }
    }

    private func checkValueSet(_ node: ElementID) {
        let compose = view.child(node, .compose)
        guard compose.exists else { return }
        for part in view.children(compose) where view.name(part) == .include || view.name(part) == .exclude {
            guard let system = text(part, .system), !system.isEmpty else { continue }
            if system.hasPrefix("#") {
                own(
                    .valueSetSystem, part, "VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG",
                    "The system must be an absolute URI; '\(system)' names a contained resource.")
            } else if !view.value(view.child(part, .system)).isAbsoluteURI {
                own(
                    .valueSetSystem, part, "VALUESET_INCLUDE_SYSTEM_ABSOLUTE",
                    "The system must be an absolute URI, not '\(system)'.")
            }
        }
    }

    // MARK: ConceptMap

    private func checkConceptMap(_ node: ElementID) {
        if options.noTerminology { return }
        func scope(_ name: Symbol) -> CompiledValueSet? {
            let child = view.child(node, defined: name)
            guard child.exists else { return nil }
            if view.hasValue(child) { return judgement.valueSet(view.value(child).text, from: nil) }
            return text(child, .reference).flatMap { judgement.valueSet($0, from: nil) }
        }
        let source = scope(.source)
        let target = scope(.target)
        for group in all(node, .group) {
            for element in all(group, .element) {
                check(view.child(element, .code), system: text(group, .source), in: source, side: "SOURCE")
                for one in all(element, .target) {
                    check(view.child(one, .code), system: text(group, .target), in: target, side: "TARGET")
                }
            }
        }
    }

    private func check(_ code: ElementID, system: String?, in set: CompiledValueSet?, side: String) {
        guard code.exists, view.hasValue(code), let system else { return }
        let value = view.value(code)
        let membership = judgement.terminology.membership(code: value, ofSystem: system)
        if membership == .notMember {
            own(
                .conceptMapCode, code, "CONCEPTMAP_GROUP_\(side)_CODE_INVALID",
                "There is no code '\(value.text)' in the code system '\(system)'.")
            return
        }
        guard let set, membership.isMember == true else { return }
        let bytes = Array(system.utf8)
        let answer = bytes.withUnsafeBufferPointer { buffer -> Membership in
            guard let start = buffer.baseAddress else { return .notMember }
            return set.membership(code: value, system: ByteSlice(start: start, count: buffer.count))
        }
        if answer == .notMember {
            own(
                .conceptMapCode, code, "CONCEPTMAP_GROUP_\(side)_CODE_INVALID_VS",
                "The code '\(value.text)' is not in the value set '\(set.definition.url)' that the map is for.")
        }
    }

    // MARK: Measures

    private func checkMeasure(_ node: ElementID) {
        let libraries = all(node, .library).compactMap { view.hasValue($0) ? view.value($0).text : nil }
        let known = libraries.compactMap { canonical -> Document? in
            guard case .other(let document, _)? = judgement.context.definition(canonical), document.isReadable else {
                return nil
            }
            return document
        }
        for group in all(node, .group) {
            for part in all(group, .stratifier) {
                for owner in [part] + all(part, .component) {
                    let criteria = view.child(owner, .criteria)
                    guard criteria.exists, let language = text(criteria, .language), language.hasPrefix("text/cql")
                    else {
                        continue
                    }
                    if !known.isEmpty {
                        checkExpression(criteria, in: known)
                    } else if !isCompatible, !libraries.isEmpty {
                        note(
                            .measureLibrary, criteria, severity: .warning, decided: false,
                            text:
                                "MEASURE_M_CRITERIA_CQL_NO_LIB\u{0}The criteria are CQL, but none of the libraries of the Measure is among the definitions."
                        )
                    } else {
                        own(
                            .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_NO_LIB",
                            "The criteria are CQL, but no library that has them could be found.")
                    }
                }
            }
        }
    }

    /// An expression that names one of the libraries must be defined in it.
    private func checkExpression(_ criteria: ElementID, in libraries: [Document]) {
        guard let expression = text(criteria, .expression), let dot = expression.firstIndex(of: ".") else { return }
        let owner = expression[..<dot]
        let name = expression[expression.index(after: dot)...]
        for library in libraries {
            let source = library.view
            let stated = source.child(.root, .name)
            guard stated.exists, source.hasValue(stated), source.value(stated).equals(String(owner)) else { continue }
            var texts: [String] = []
            for content in source.children(.root) where source.name(content) == .content {
                let data = source.child(content, .data)
                guard data.exists, source.hasValue(data), let bytes = SHA1.decoded(source.value(data)) else { continue }
                texts.append(String(decoding: bytes, as: UTF8.self))
            }
            if texts.isEmpty { return }
            let isDefined = texts.contains { text in
                text.contains("define \"\(name)\"") || text.contains("define \(name)")
                    || text.contains("name=\"\(name)\"")
            }
            if !isDefined {
                own(
                    .measureLibrary, criteria, "MEASURE_M_CRITERIA_CQL_NOT_FOUND",
                    "The library '\(owner)' defines nothing called '\(name)'.")
            }
            return
        }
    }

    private func checkMeasureReport(_ node: ElementID) {
        guard let canonical = text(node, .measure),
            case .other(let document, _)? = judgement.context.definition(canonical),
            document.isReadable
        else { return }
        let measure = document.view
        guard measure.types.text(measure.type(.root)) == "Measure" else { return }
        let groups = measure.children(.root).filter { measure.name($0) == .group }
        let reported = all(node, .group)
        guard groups.count == 1, let group = groups.first, reported.count == 1, let report = reported.first else {
            return
        }
        let wanted = measure.children(group).filter { measure.name($0) == .stratifier }
        guard !wanted.isEmpty else { return }
        let given = all(report, .stratifier)
        if given.isEmpty { return }
        let withoutCode = given.filter { !view.child($0, .code).exists }
        for stratifier in withoutCode {
            own(
                .measureReportGroup, stratifier, "MEASURE_MR_GRP_STRAT_NO_CODE",
                "The stratifier needs a code that says which one of the Measure it is.")
        }
        if withoutCode.count == given.count {
            own(
                .measureReportGroup, report, "MEASURE_MR_GRP_STRAT_MISSING_BY_CODE",
                "The Measure has \(wanted.count) stratifiers; none of them is in the report by its code.")
        }
        // A Measure without scores has none to report.
        let scoring = measure.child(.root, .scoring)
        if scoring.exists {
            let codes = measure.children(scoring).filter { measure.name($0) == .coding }.compactMap {
                coding -> String? in
                let code = measure.child(coding, .code)
                return code.exists && measure.hasValue(code) ? measure.value(code).text : nil
            }
            let score = view.child(report, .measureScore)
            if codes.contains("cohort"), score.exists {
                own(
                    .measureReportScore, score, "MEASURE_MR_SCORE_PROHIBITED_MS",
                    "The Measure describes a cohort, which has no score. Remove it.")
            }
        }
    }

    // MARK: StructureDefinition

    private func checkStructureDefinition(_ node: ElementID) {
        for part in [Symbol.differential, .snapshot] {
            let list = view.child(node, part)
            guard list.exists else { continue }
            for (number, element) in all(list, .element).enumerated() {
                if number == 0, view.child(element, .slicing).exists {
                    own(
                        .structureDefinition, element, "SD_NO_SLICING_ON_ROOT",
                        "The root of a definition cannot be sliced: there is one of it.")
                }
                for type in all(element, .type) {
                    guard let code = text(type, .code), case let wanted = types.type(named: code), wanted != .none
                    else { continue }
                    for profile in all(type, .profile) where view.hasValue(profile) {
                        guard let definition = judgement.context.structureDefinition(view.value(profile).text) else {
                            continue
                        }
                        let about = types.type(named: definition.type)
                        let isRight =
                            definition.type == code || (types.isAbstract(wanted) && types.isKind(about, of: wanted))
                        if about != .none, !isRight {
                            own(
                                .structureDefinition, profile, "SD_ED_TYPE_PROFILE_WRONG",
                                "The profile '\(definition.url)' describes \(definition.type), not \(code).")
                        }
                    }
                }
            }
        }
    }
}
