internal import Definitions
internal import ElementModel
internal import Record

/// Reports by their Measure (R4 and STU3, *MeasureReport*).
extension Walk {
    func checkMeasureReport(_ node: ElementID) {
        let stated = view.child(node, .measure)
        guard stated.exists, let canonical = target(of: stated), !canonical.isEmpty else {
            raise(
                .measureReportMeasure, node, "MEASURE_MR_M_NONE",
                "The report names no Measure, so that its groups and scores cannot be judged.", severity: .information)
            return
        }
        guard let (measure, root) = measure(canonical, in: node) else {
            raise(
                .measureReportMeasure, node, "MEASURE_MR_M_NOTFOUND",
                "The Measure '\(canonical)' is not among the definitions, so that groups and scores are not judged by it.",
                severity: .warning, decided: false)
            return
        }
        let judge = ReportJudge(walk: self, node: node, measure: measure, root: root)
        judge.checkGroups()
    }

    private func measure(_ canonical: String, in node: ElementID) -> (ElementView, ElementID)? {
        if canonical.hasPrefix("#") {
            let id = String(canonical.dropFirst())
            for child in view.children(node)
            where view.flags(child).contains(.contained) && view.hasText(child, .id, id) {
                return view.types.text(view.type(child)) == "Measure" ? (view, child) : nil
            }
            return nil
        }
        guard case .other(let document, _)? = judgement.context.definition(canonical), document.isReadable,
            document.view.types.text(document.view.type(.root)) == "Measure"
        else { return nil }
        return (document.view, .root)
    }
}

/// Holds a report against the Measure that it is of.
private struct ReportJudge {
    let walk: Walk
    let node: ElementID
    let measure: ElementView
    let root: ElementID
    var view: ElementView { walk.view }

    private func wrong(
        _ rule: Rule, _ place: ElementID, _ hl7: String, _ message: String, isDisputed: Bool = false
    ) {
        walk.raise(rule, place, hl7, message, severity: isDisputed && !walk.isCompatible ? .warning : .error)
    }

    private var isComplete: Bool { walk.string(node, .status) == "complete" }
    private var type: String? { walk.string(node, .type) }

    // MARK: Groups

    func checkGroups() {
        let defined = children(measure, root, .group)
        let reported = walk.all(node, .group)
        if defined.count == 1, reported.count == 1 {
            let code = view.child(reported[0], .code)
            let other = measure.child(defined[0], .code)
            if code.exists, other.exists {
                if walk.isCompatible, codings(view, code).isEmpty {
                    wrong(
                        .measureReportGroup, reported[0], "MEASURE_MR_GRP_NO_USABLE_CODE",
                        "The code of the group has no coding with system and code.")
                } else if !matches(code, other) {
                    wrong(
                        .measureReportGroup, reported[0], "MEASURE_MR_GRP_NO_WRONG_CODE",
                        "The group has another code than that of the Measure.")
                }
            }
            check(group: reported[0], by: defined[0])
            return
        }
        // STU3 tells groups apart by identifiers.
        let key = walk.types.release == .stu3 ? Symbol.identifier : .code
        let seen = pair(
            reported, with: defined, as: .group, codes: { walk.all($0, key) }, defining: { children(measure, $0, key) },
            then: check(group:by:))
        if type == "data-collection" || type == "data-exchange" || !(isComplete || walk.isCompatible) { return }
        for group in defined where !seen.contains(group) {
            wrong(
                .measureReportGroup, node, "MEASURE_MR_GRP_MISSING_BY_CODE",
                "The Measure has the group \(words(measure.child(group, key))), which the report lacks.")
        }
    }

    private func check(group: ElementID, by defined: ElementID) {
        checkPopulations(of: group, by: defined)
        checkScore(of: group)
        checkStratifiers(of: group, by: defined)
    }

    /// What of a report has its counterpart in the Measure, told by codes.
    private struct Part {
        let rule: Rule
        let hl7: String
        let name: String
        /// What of the Measure, and of the report, has such parts.
        let holder: String
        let whole: String

        static let group = Part(
            rule: .measureReportGroup, hl7: "MEASURE_MR_GRP", name: "group", holder: "The Measure", whole: "report")
        static let population = Part(
            rule: .measureReportPopulation, hl7: "MEASURE_MR_GRP_POP", name: "population",
            holder: "The group of the Measure", whole: "group")
        static let stratifier = Part(
            rule: .measureReportGroup, hl7: "MEASURE_MR_GRP_STRAT", name: "stratifier",
            holder: "The group of the Measure", whole: "group")
    }

    /// Finds for each part of the report the one of the Measure with its code, each once.
    ///
    /// - Returns: the parts of the Measure that the report has.
    private func pair(
        _ reported: [ElementID], with wanted: [ElementID], as part: Part, codes: (ElementID) -> [ElementID],
        defining: (ElementID) -> [ElementID], then check: (ElementID, ElementID) -> Void = { _, _ in }
    ) -> Set<ElementID> {
        var seen: Set<ElementID> = []
        for one in reported {
            let mine = codes(one)
            guard !mine.isEmpty else {
                wrong(
                    part.rule, one, part.hl7 + "_NO_CODE",
                    "The \(part.name) needs a code that says which one of the Measure it is.")
                continue
            }
            let own = wanted.first { other in
                defining(other).contains { theirs in mine.contains { matches($0, theirs) } }
            }
            guard let own else {
                wrong(
                    part.rule, one, part.hl7 + "_UNK_CODE",
                    "\(part.holder) has no \(part.name) with the code of this one.")
                continue
            }
            guard seen.insert(own).inserted else {
                wrong(
                    part.rule, one, part.hl7 + "_DUPL_CODE",
                    "Another \(part.name) of the \(part.whole) has the same code.")
                continue
            }
            check(one, own)
        }
        return seen
    }

    // MARK: Populations and stratifiers

    private func checkPopulations(of group: ElementID, by defined: ElementID) {
        let wanted = children(measure, defined, .population)
        let seen = pair(
            walk.all(group, .population), with: wanted, as: .population, codes: { walk.all($0, .code) },
            defining: { children(measure, $0, .code) }, then: { population, _ in checkSubjects(of: population) })
        guard isComplete || walk.isCompatible else { return }
        for population in wanted where !seen.contains(population) {
            let code = measure.child(population, .code)
            if code.exists, codings(measure, code).contains(where: { $0.hasSuffix("|measure-observation") }) {
                continue
            }
            if !code.exists, !walk.isCompatible { continue }
            wrong(
                .measureReportPopulation, group, "MEASURE_MR_GRP_MISSING_BY_CODE",
                "The Measure has the population \(words(code)), which the group lacks.")
        }
    }

    private func checkSubjects(of population: ElementID) {
        let results = walk.all(population, .subjectResults)
        if type == "subject-list" {
            // A single List stands for all of them, which HL7's validator counts as one.
            if walk.isCompatible, let count = walk.string(population, .count).flatMap({ Int($0) }),
                count != results.count
            {
                wrong(
                    .measureReportPopulation, population, "MEASURE_MR_GRP_POP_COUNT_MISMATCH",
                    "The count is \(count), but there are \(results.count) lists of subjects.")
            }
        } else if !results.isEmpty {
            wrong(
                .measureReportPopulation, population, "MEASURE_MR_GRP_POP_NO_SUBJECTS",
                "Subjects are listed in reports of the type subject-list only.", isDisputed: true)
        }
    }

    private func checkStratifiers(of group: ElementID, by defined: ElementID) {
        if walk.types.release == .stu3 { return }
        let wanted = children(measure, defined, .stratifier)
        let reported = walk.all(group, .stratifier)
        // R4 allows several codes, one for each component.
        let seen = pair(
            reported, with: wanted, as: .stratifier, codes: { walk.all($0, .code) },
            defining: { one in
                children(measure, one, .code)
                    + children(measure, one, .component).flatMap { children(measure, $0, .code) }
            })
        guard isComplete || walk.isCompatible else { return }
        for stratifier in wanted where !seen.contains(stratifier) {
            let code = measure.child(stratifier, .code)
            if !code.exists, reported.isEmpty, !walk.isCompatible { continue }
            wrong(
                .measureReportGroup, group, "MEASURE_MR_GRP_STRAT_MISSING_BY_CODE",
                "The Measure has the stratifier \(words(code)), which the group lacks.")
        }
    }

    // MARK: Scores

    private func checkScore(of group: ElementID) {
        let score = view.child(group, .measureScore)
        let scoring = measure.child(root, .scoring)
        let kinds = scoring.exists ? codings(measure, scoring).compactMap { $0.split(separator: "|").last } : []
        if type == "data-collection" {
            if score.exists {
                wrong(
                    .measureReportScore, score, "MEASURE_MR_SCORE_PROHIBITED_RT",
                    "A report of the type data-collection has no score. Remove it.")
            }
            return
        }
        if kinds.contains("cohort") {
            // A Measure without scores has none to report.
            if score.exists {
                wrong(
                    .measureReportScore, score, "MEASURE_MR_SCORE_PROHIBITED_MS",
                    "The Measure describes a cohort, which has no score. Remove it.")
            }
            return
        }
        guard let kind = kinds.first(where: { ["proportion", "ratio", "continuous-variable"].contains($0) }) else {
            return
        }
        guard score.exists else {
            wrong(
                .measureReportScore, group, "MEASURE_MR_SCORE_REQUIRED",
                "The scoring of the Measure is \(kind), so the group should have a score.", isDisputed: true)
            return
        }
        // In STU3 the score is a decimal.
        let value = view.hasValue(score) ? score : view.child(score, .value)
        guard value.exists, view.hasValue(value) else {
            let alternative = "http://hl7.org/fhir/us/davinci-deqm/StructureDefinition/extension-alternateScoreType"
            if walk.extensions(score, alternative).isEmpty {
                wrong(
                    .measureReportScore, score, "MEASURE_MR_SCORE_VALUE_REQUIRED",
                    "The score of a \(kind) needs a value.", isDisputed: true)
            }
            return
        }
        if kind == "proportion" { checkProportion(score, value) }
    }

    private func checkProportion(_ score: ElementID, _ value: ElementID) {
        for name in [Symbol.unit, .system, .code] {
            let part = view.child(score, name)
            guard part.exists else { continue }
            wrong(
                .measureReportScore, part, "MEASURE_MR_SCORE_UNIT_PROHIBITED",
                "A proportion is a number without a unit.", isDisputed: true)
        }
        if let number = Double(view.value(value).text), !(0...1).contains(number) {
            wrong(
                .measureReportScore, value, "MEASURE_MR_SCORE_VALUE_INVALID_01",
                "A proportion lies between 0 and 1.", isDisputed: true)
        }
    }

    // MARK: Codes

    private func children(_ view: ElementView, _ node: ElementID, _ name: Symbol) -> [ElementID] {
        view.children(node).filter { view.name($0) == name }
    }

    /// The codings of a concept, or an identifier, as `system|code`.
    private func codings(_ view: ElementView, _ concept: ElementID) -> [String] {
        let whole = children(view, concept, .coding)
        let parts = whole.isEmpty ? [concept] : whole
        return parts.compactMap { part in
            guard let code = view.text(part, .code) ?? view.text(part, .value) else { return nil }
            return (view.text(part, .system) ?? "") + "|" + code
        }
    }

    private func matches(_ own: ElementID, _ other: ElementID) -> Bool {
        guard own.exists, other.exists else { return false }
        let mine = codings(view, own)
        let theirs = codings(measure, other)
        if mine.contains(where: { theirs.contains($0) }) { return true }
        guard mine.isEmpty, theirs.isEmpty, let text = view.text(own, .text) else { return false }
        return text == measure.text(other, .text)
    }

    private func words(_ concept: ElementID) -> String {
        guard concept.exists else { return "without a code" }
        return "'\(codings(measure, concept).first ?? measure.text(concept, .text) ?? "")'"
    }
}
