internal import ElementModel
internal import Record

/// What a Questionnaire must hold beyond its invariants (R4 and STU3, *Questionnaire*, enableWhen).
enum QuestionnaireRules {
    /// Judges a Questionnaire.
    ///
    /// - Parameters:
    ///   - view: the document.
    ///   - questionnaire: the resource.
    static func judge(_ view: ElementView, _ questionnaire: ElementID) -> [AnswerProblem] {
        let items = QuestionnaireItems(view: view, questionnaire: questionnaire)
        var problems: [AnswerProblem] = []
        for item in items.all {
            for condition in view.children(item.element) where view.name(condition) == .enableWhen {
                guard let question = view.text(condition, .question) else { continue }
                guard let target = items.byLinkID[question] else {
                    problems.append(
                        AnswerProblem(
                            rule: .questionnaireEnableWhen, hl7: "Questionnaire_Q_EnableWhen_NoTarget",
                            element: item.element,
                            message: "enableWhen names the question '\(question)', which no item has as its linkId."))
                    continue
                }
                if target == item.order || items.isInside(target, item.order) {
                    problems.append(
                        AnswerProblem(
                            rule: .questionnaireEnableWhen,
                            hl7: target == item.order
                                ? "Questionnaire_Q_EnableWhen_Self" : "Questionnaire_Q_EnableWhen_IsInner",
                            element: item.element,
                            message:
                                "enableWhen of the item '\(item.linkID)' depends on '\(question)', which is the item itself or inside it: it could never be answered first."
                        ))
                } else if target > item.order {
                    problems.append(
                        AnswerProblem(
                            rule: .questionnaireEnableWhen, hl7: "Questionnaire_Q_EnableWhen_After",
                            element: item.element,
                            message:
                                "enableWhen of the item '\(item.linkID)' depends on '\(question)', which stands after it.",
                            severity: .warning))
                }
            }
        }
        return problems
    }
}
