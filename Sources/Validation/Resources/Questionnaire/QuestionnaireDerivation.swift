internal import ElementModel
internal import Record

/// What a Questionnaire may change of the one that it is derived from (the extension `questionnaire-derivationType`).
struct QuestionnaireDerivation {
    let view: ElementView
    let base: QuestionnaireItems
    let baseName: String
    /// Whether items may be added.
    let extends: Bool
    var problems: [AnswerProblem] = []

    private mutating func report(
        _ word: String, _ element: ElementID, _ message: String, severity: Severity = .error
    ) {
        problems.append(
            AnswerProblem(
                rule: .questionnaireDerivation, hl7: "QUESTIONNAIRE_Q_ITEM_" + word, element: element,
                message: message, severity: severity))
    }

    /// Judges one item of the derived Questionnaire.
    mutating func judge(_ item: QuestionnaireItem) {
        guard let number = base.byLinkID[item.linkID] else {
            if !extends {
                report(
                    "NOT_DERIVED", item.element,
                    "The item with linkId '\(item.linkID)' is not in \(baseName), with which this Questionnaire complies."
                )
            }
            return
        }
        let origin = base.all[number]
        let place = "the item with linkId '\(item.linkID)' in \(baseName)"
        let type = view.child(item.element, .type)
        if type.exists, let wanted = base.view.text(origin.element, .type), view.value(type).text != wanted {
            report("DERIVED_NC_TYPE", type, "The type must be that of \(place): \(wanted).")
        }
        if item.repeats, !origin.repeats {
            report("DERIVED_NC_REPEATS", view.child(item.element, .repeats), "It must not repeat: \(place) does not.")
        }
        let required = view.child(item.element, .required)
        if required.exists, !item.isRequired, origin.isRequired {
            report("DERIVED_NC_REQUIRED", required, "It must be required, as \(place) is.")
        }
        judgeLength(item, origin, place)
        judgeOptions(item, origin, place)
    }

    private mutating func judgeLength(_ item: QuestionnaireItem, _ origin: QuestionnaireItem, _ place: String) {
        guard let most = base.view.text(origin.element, .maxLength).flatMap({ Int($0) }) else { return }
        let length = view.child(item.element, .maxLength)
        guard length.exists else {
            report("DERIVED_MAXLENGTH", item.element, "It must have a maxLength of at most \(most), as \(place) has.")
            return
        }
        if let own = Int(view.value(length).text), own > most {
            report("DERIVED_NC_MAXLENGTH", length, "Its maxLength must not be more than that of \(place): \(most).")
        }
    }

    private mutating func judgeOptions(_ item: QuestionnaireItem, _ origin: QuestionnaireItem, _ place: String) {
        let options = view.children(item.element).filter { view.name($0) == .answerOption }
        let hasValueSet = view.child(item.element, .answerValueSet).exists
        let known = base.view.children(origin.element).filter { base.view.name($0) == .answerOption }
        if !known.isEmpty {
            if hasValueSet {
                report(
                    "DERIVED_NC_ANSWER_TYPE", item.element,
                    "It must have answerOption, as \(place), not answerValueSet."
                )
            } else if options.isEmpty {
                report(
                    "DERIVED_ANSWER_OPTIONS", item.element, "It must have options, as \(place) has \(known.count).")
            }
            for option in options where !hasValueSet && !known.contains(where: { isSame(option, $0) }) {
                report("DERIVED_ANSWER_OPTIONS_NEW", option, "The option is none of those of \(place).")
            }
        }
        if base.view.child(origin.element, .answerValueSet).exists, !options.isEmpty {
            report(
                "DERIVED_NC_ANSWER_TYPE", item.element, "It must have answerValueSet, as \(place), not answerOption.")
        }
    }

    private func isSame(_ option: ElementID, _ other: ElementID) -> Bool {
        let value = view.extensionValue(option)
        let wanted = base.view.extensionValue(other)
        guard value.exists, wanted.exists, view.name(value) == base.view.name(wanted) else { return false }
        if view.hasValue(value) { return view.value(value) == base.view.value(wanted) }
        return [Symbol.system, .code, .reference].allSatisfy { view.text(value, $0) == base.view.text(wanted, $0) }
    }
}
