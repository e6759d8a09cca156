internal import ElementModel
internal import Record

/// Judges a QuestionnaireResponse by its Questionnaire (R4 and STU3, *QuestionnaireResponse*, *Questionnaire.item*).
///
/// Every item answers one of the Questionnaire's, in its order and at its place; required items that are enabled are
/// answered; answers have the type, the options and the bounds that the item asks for.
struct Answers {
    let view: ElementView
    let response: ElementID
    let items: QuestionnaireItems
    let host: AnswerHost
    /// Only `completed` and `amended` responses answer all that is required.
    let isComplete: Bool
    var problems: [AnswerProblem] = []
    /// The items of the response by linkId, in their order.
    private(set) var answered: [String: [ElementID]] = [:]

    init(view: ElementView, response: ElementID, items: QuestionnaireItems, host: AnswerHost) {
        self.view = view
        self.response = response
        self.items = items
        self.host = host
        let status = view.text(response, .status)
        isComplete = status == "completed" || status == "amended"
    }

    /// Judges all items of the response.
    mutating func judge() {
        collect()
        judge(children: response, of: nil)
    }

    mutating func report(
        _ rule: Rule, _ hl7: String, _ element: ElementID, _ message: String, severity: Severity = .error
    ) {
        problems.append(AnswerProblem(rule: rule, hl7: hl7, element: element, message: message, severity: severity))
    }

    /// Every item of the response under its linkId.
    private mutating func collect() {
        var element = response.rawValue + 1
        let end = view.end(response).rawValue
        while element < end {
            let id = ElementID(rawValue: element)
            if view.name(id) == .item, let link = view.text(id, .linkId) { answered[link, default: []].append(id) }
            element += 1
        }
    }

    // MARK: Structure

    /// Judges the items of a response, of an item or of an answer against the items that the Questionnaire has there.
    private mutating func judge(children parent: ElementID, of group: Int?) {
        let expected = group.map { items.children[$0] } ?? items.roots
        var given: [Int: [ElementID]] = [:]
        var last = -1
        for element in view.children(parent) where view.name(element) == .item {
            guard let link = view.text(element, .linkId), !link.isEmpty else {
                // The element's cardinality says it too.
                if host.isCompatible {
                    report(.answerItemUnknown, "Questionnaire_QR_Item_NoLinkId", parent, "An item has no linkId.")
                }
                continue
            }
            guard let number = items.byLinkID[link] else {
                report(
                    .answerItemUnknown, "Questionnaire_QR_Item_NotFound", parent,
                    "The item with linkId '\(link)' does not exist in the questionnaire: remove it, or name the questionnaire that has it."
                )
                continue
            }
            guard items.all[number].parent == group else {
                report(
                    .answerItemUnknown, "", host.isCompatible ? parent : element,
                    "The item with linkId '\(link)' stands in another place than in the questionnaire\(place(of: number))."
                )
                judge(element, as: number)
                continue
            }
            if items.all[number].order < last {
                report(
                    .answerItemOrder, "Questionnaire_QR_Item_Order", host.isCompatible ? parent : element,
                    "The item with linkId '\(link)' stands after one that follows it in the questionnaire.")
            }
            last = host.isCompatible ? items.all[number].order : max(last, items.all[number].order)
            given[number, default: []].append(element)
        }
        for number in expected { judge(given[number] ?? [], as: number, in: parent) }
    }

    /// Judges what the response has in one place for an item of the Questionnaire.
    private mutating func judge(_ elements: [ElementID], as number: Int, in parent: ElementID) {
        let item = items.all[number]
        let enabled = isEnabled(number, in: parent)
        if enabled == false {
            for element in elements where hasContent(element) {
                report(
                    .answerItemNotEnabled, "Questionnaire_QR_Item_NotEnabled2", element,
                    "The item with linkId '\(item.linkID)' is answered though the questionnaire does not enable it here."
                )
            }
        } else if elements.isEmpty, item.isRequired, enabled == true {
            reportMissing(item, at: parent)
        }
        guard let first = elements.first else { return }
        for element in elements { judge(element, as: number, isEnabled: enabled) }
        if item.type == .group { checkOccurrence(item, count: elements.count, at: first) }
        if elements.count > 1, item.type != .group && !host.isCompatible || !item.repeats {
            report(
                .answerCount, "Questionnaire_QR_Item_OnlyOneI", host.isCompatible ? parent : elements[1],
                item.type == .group
                    ? "The group with linkId '\(item.linkID)' does not repeat, and stands \(elements.count) times."
                    : "The item with linkId '\(item.linkID)' stands \(elements.count) times: several answers go into one item."
            )
        }
    }

    private mutating func reportMissing(_ item: QuestionnaireItem, at element: ElementID) {
        report(
            .answerItemMissing, "Questionnaire_QR_Item_Missing", element,
            "No answer to the required item with linkId '\(item.linkID)'\(isComplete ? "" : "; a response that is not completed may leave it open").",
            severity: isComplete ? .error : .warning)
    }

    private func place(of number: Int) -> String {
        items.all[number].parent.map { ", where it is inside '\(items.all[$0].linkID)'" } ?? ", where it is at the top"
    }

    private func hasContent(_ element: ElementID) -> Bool {
        view.children(element).contains { view.name($0) == .answer || view.name($0) == .item }
    }

    private mutating func judge(_ element: ElementID, as number: Int, isEnabled: Bool? = nil) {
        let item = items.all[number]
        checkText(element, item)
        let answers = view.children(element).filter { view.name($0) == .answer }
        let inner = view.children(element).filter { view.name($0) == .item }
        switch item.type {
        case nil:
            report(
                .answerType, "Questionnaire_QR_Item_NoType", element,
                "The item with linkId '\(item.linkID)' has no type in the questionnaire, so its answers cannot be judged: repair the questionnaire.",
                severity: host.isCompatible ? .error : .warning)
        case .group, .question:
            if !answers.isEmpty {
                report(
                    .answerGroup, "Questionnaire_QR_Item_Group", element,
                    "The item with linkId '\(item.linkID)' is a group: it has items, not answers.")
            }
            if item.isRequired, inner.isEmpty, isEnabled != false {
                report(
                    .answerItemMissing, "QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED", element,
                    "The group with linkId '\(item.linkID)' is required, and is empty.",
                    severity: isComplete || host.isCompatible ? .error : .warning)
            }
            judge(children: element, of: number)
        case .display:
            if !answers.isEmpty {
                report(
                    .answerDisplay, "QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE", element,
                    "The item with linkId '\(item.linkID)' is a text to show: it has no answer.")
            }
            if !inner.isEmpty {
                report(
                    .answerDisplay, "Questionnaire_QR_Item_Display", element,
                    "The item with linkId '\(item.linkID)' is a text to show: it has no items.")
            }
        default:
            if answers.count > 1, !item.repeats {
                report(
                    .answerCount, "Questionnaire_QR_Item_OnlyOneA", element,
                    "The item with linkId '\(item.linkID)' takes one answer, not \(answers.count).")
            }
            if answers.isEmpty, item.isRequired, isEnabled == true { reportMissing(item, at: element) }
            checkOccurrence(item, count: answers.count, at: element)
            for answer in answers {
                let value = view.extensionValue(answer)
                if value.exists { judge(value, of: answer, as: item, count: answers.count) }
                judge(children: answer, of: number)
            }
            if !inner.isEmpty {
                report(
                    .answerItemUnknown, "Questionnaire_QR_Item_GroupAnswer", element,
                    "Items below the question with linkId '\(item.linkID)' stand inside its answer.")
            }
        }
    }

    /// The text of an item is that of the question, where it is given.
    private mutating func checkText(_ element: ElementID, _ item: QuestionnaireItem) {
        guard let text = view.text(element, .text), !text.isEmpty, text != item.view.text(item.element, .text) else {
            return
        }
        report(
            .answerText, "Questionnaire_QR_Item_Text", element,
            "The text of the item with linkId '\(item.linkID)' is not the one of the questionnaire.",
            severity: host.isCompatible ? .error : .information)
    }

    private mutating func checkOccurrence(_ item: QuestionnaireItem, count: Int, at element: ElementID) {
        let base = "http://hl7.org/fhir/StructureDefinition/questionnaire-"
        let minimum = item.extensionValue(base + "minOccurs")
        if minimum.exists, isComplete || host.isCompatible, let least = Int(item.view.value(minimum).text),
            count < least
        {
            report(
                .answerOccurrence, "QUESTIONNAIRE_QR_ITEM_MIN_OCCURS", element,
                "The item with linkId '\(item.linkID)' takes at least \(least) answers, and has \(count).")
        }
        let maximum = item.extensionValue(base + "maxOccurs")
        if maximum.exists, let most = Int(item.view.value(maximum).text), count > most {
            report(
                .answerOccurrence, "QUESTIONNAIRE_QR_ITEM_MAX_OCCURS", element,
                "The item with linkId '\(item.linkID)' takes at most \(most) answers, and has \(count).")
        }
    }
}
