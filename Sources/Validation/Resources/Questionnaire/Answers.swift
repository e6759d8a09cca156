internal import ElementModel
internal import Record

/// Judges a QuestionnaireResponse by its Questionnaire (R4 and STU3, *QuestionnaireResponse*, *Questionnaire.item*).
///
/// Every item answers one of the Questionnaire's, in its order and at its place; required items that are enabled are
/// answered; answers have the type, the options and the bounds that the item asks for.
struct Answers {
    let view: ElementView
    let items: QuestionnaireItems
    let host: AnswerHost
    /// `in-progress` and `stopped` responses may leave required items open.
    let isComplete: Bool
    var problems: [AnswerProblem] = []
    /// Answered items by linkId, for enableWhen.
    private var answered: [String: [ElementID]] = [:]

    init(view: ElementView, response: ElementID, items: QuestionnaireItems, host: AnswerHost) {
        self.view = view
        self.items = items
        self.host = host
        let status = view.text(response, .status)
        isComplete = status != "in-progress" && status != "stopped" && status != "entered-in-error"
    }

    /// Judges all items of the response.
    mutating func judge(_ response: ElementID) {
        collect(response)
        judge(children: response, of: nil)
    }

    mutating func report(_ rule: Rule, _ hl7: String, _ element: ElementID, _ message: String) {
        problems.append(AnswerProblem(rule: rule, hl7: hl7, element: element, message: message))
    }

    /// Every item of the response under its linkId.
    private mutating func collect(_ response: ElementID) {
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
            guard let link = view.text(element, .linkId) else { continue }
            guard let number = items.byLinkID[link] else {
                report(
                    .answerItemUnknown, "Questionnaire_QR_Item_NotFound", parent,
                    "The item with linkId '\(link)' does not exist in the questionnaire: remove it, or name the questionnaire that has it."
                )
                continue
            }
            guard expected.contains(number) else {
                report(
                    .answerItemUnknown, "Questionnaire_QR_Item_Misplaced", element,
                    "The item with linkId '\(link)' stands in another place than in the questionnaire\(place(of: number))."
                )
                continue
            }
            if items.all[number].order < last {
                report(
                    .answerItemOrder, "Questionnaire_QR_Item_Order", element,
                    "The item with linkId '\(link)' stands after one that follows it in the questionnaire.")
            }
            last = max(last, items.all[number].order)
            given[number, default: []].append(element)
        }
        for number in expected {
            let item = items.all[number]
            let elements = given[number] ?? []
            guard isEnabled(number) != false else {
                for element in elements where hasContent(element) {
                    report(
                        .answerItemNotEnabled, "Questionnaire_QR_Item_NotEnabled2", element,
                        "The item with linkId '\(item.linkID)' is answered though the questionnaire does not enable it here."
                    )
                }
                continue
            }
            if elements.isEmpty {
                if item.isRequired, isComplete, isEnabled(number) == true {
                    report(
                        .answerItemMissing, "Questionnaire_QR_Item_Missing", parent,
                        "No answer to the required item with linkId '\(item.linkID)'.")
                }
                continue
            }
            for element in elements { judge(element, as: number) }
            if item.type == .group {
                if elements.count > 1, !item.repeats {
                    report(
                        .answerCount, "Questionnaire_QR_Item_OnlyOneI", elements[1],
                        "The group with linkId '\(item.linkID)' does not repeat, and stands \(elements.count) times.")
                }
                checkOccurrence(item, count: elements.count, at: elements[0])
            } else if elements.count > 1 {
                report(
                    .answerCount, "Questionnaire_QR_Item_OnlyOneI", elements[1],
                    "The item with linkId '\(item.linkID)' stands \(elements.count) times: several answers go into one item."
                )
            }
        }
    }

    private func place(of number: Int) -> String {
        items.all[number].parent.map { ", where it is inside '\(items.all[$0].linkID)'" } ?? ", where it is at the top"
    }

    private func hasContent(_ element: ElementID) -> Bool {
        view.children(element).contains { view.name($0) == .answer || view.name($0) == .item }
    }

    private mutating func judge(_ element: ElementID, as number: Int) {
        let item = items.all[number]
        let answers = view.children(element).filter { view.name($0) == .answer }
        switch item.type {
        case .group, .question:
            if !answers.isEmpty {
                report(
                    .answerGroup, "Questionnaire_QR_Item_Group", element,
                    "The item with linkId '\(item.linkID)' is a group: it has items, not answers.")
            }
            judge(children: element, of: number)
        case .display:
            if !answers.isEmpty {
                report(
                    .answerDisplay, "QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE", element,
                    "The item with linkId '\(item.linkID)' is a text to show: it has no answer.")
            }
        default:
            if answers.count > 1, !item.repeats {
                report(
                    .answerCount, "Questionnaire_QR_Item_OnlyOneA", element,
                    "The item with linkId '\(item.linkID)' takes one answer, not \(answers.count).")
            }
            if answers.isEmpty, item.isRequired, isComplete {
                report(
                    .answerItemMissing, "Questionnaire_QR_Item_Missing", element,
                    "No answer to the required item with linkId '\(item.linkID)'.")
            }
            checkOccurrence(item, count: answers.count, at: element)
            for answer in answers {
                let value = view.extensionValue(answer)
                if value.exists { judge(value, of: answer, as: item) }
                judge(children: answer, of: number)
            }
            for child in view.children(element) where view.name(child) == .item {
                report(
                    .answerItemUnknown, "Questionnaire_QR_Item_Misplaced", child,
                    "Items below the question with linkId '\(item.linkID)' stand inside its answer.")
            }
        }
    }

    private mutating func checkOccurrence(_ item: QuestionnaireItem, count: Int, at element: ElementID) {
        let base = "http://hl7.org/fhir/StructureDefinition/questionnaire-"
        let minimum = item.extensionValue(base + "minOccurs")
        if minimum.exists, isComplete, let least = Int(item.view.value(minimum).text), count < least {
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

    // MARK: Enablement

    /// Whether an item and all above it are enabled; `nil` where that cannot be decided.
    private func isEnabled(_ number: Int) -> Bool? {
        var current: Int? = number
        while let place = current {
            guard let enabled = isEnabledItself(items.all[place]) else { return nil }
            if !enabled { return false }
            current = items.all[place].parent
        }
        return true
    }

    private func isEnabledItself(_ item: QuestionnaireItem) -> Bool? {
        for child in item.view.children(item.element) where item.view.name(child) == .extension {
            guard let url = item.view.text(child, .url)?.lowercased() else { continue }
            guard url.hasSuffix("enablewhenexpression") || url.hasSuffix("-enablewhen") else { continue }
            let value = item.view.extensionValue(child)
            guard value.exists else { continue }
            // A string, or an Expression that says its language.
            let text =
                item.view.hasValue(value) ? item.view.value(value).text : item.view.text(value, Symbol("expression"))
            if let language = item.view.text(value, .language), language != "text/fhirpath" { return nil }
            guard let text else { return nil }
            return host.isTrue(text)
        }
        let conditions = item.view.children(item.element).filter { item.view.name($0) == .enableWhen }
        guard !conditions.isEmpty else { return true }
        // STU3 knows no enableBehavior: any condition enables. R4: as stated; one condition needs no statement.
        let isAll = item.view.release == .r4 && item.view.text(item.element, .enableBehavior) == "all"
        let outcomes = conditions.map { holds($0, in: item) }
        if isAll { return outcomes.allSatisfy { $0 } }
        return outcomes.contains(true)
    }

    private func holds(_ condition: ElementID, in item: QuestionnaireItem) -> Bool {
        let source = item.view
        let values = (answered[source.text(condition, .question) ?? ""] ?? []).flatMap { element in
            view.children(element).filter { view.name($0) == .answer }.map { view.extensionValue($0) }.filter(\.exists)
        }
        let wanted = source.choice(condition, .answer)
        if source.release == .stu3 {
            if let hasAnswer = source.text(condition, Symbol("hasAnswer")) {
                return (hasAnswer == "true") == !values.isEmpty
            }
            return wanted.exists && values.contains { matches($0, wanted, source) == 0 }
        }
        let sign = source.text(condition, Symbol("operator")) ?? "="
        guard wanted.exists else { return false }
        if sign == "exists" { return (source.value(wanted) == "true") == !values.isEmpty }
        return values.contains { value in
            guard let order = matches(value, wanted, source) else { return false }
            switch sign {
            case "=": return order == 0
            case "!=": return order != 0
            case ">": return order > 0
            case "<": return order < 0
            case ">=": return order >= 0
            case "<=": return order <= 0
            default: return false
            }
        }
    }

    /// Compares an answer with a wanted one: 0 where they are the same; `nil` where they cannot be compared.
    private func matches(_ value: ElementID, _ wanted: ElementID, _ source: ElementView) -> Int? {
        if view.name(value) == .valueCoding || source.value(wanted).isEmpty && !source.hasValue(wanted) {
            if source.child(wanted, .value).exists { return compareQuantities(value, wanted, source) }
            let code = view.text(value, .code)
            let sameCode = code == source.text(wanted, .code)
            let system = source.text(wanted, .system)
            let sameSystem = system == nil || system == view.text(value, .system)
            if view.text(value, .reference) != nil || source.text(wanted, .reference) != nil {
                return view.text(value, .reference) == source.text(wanted, .reference) ? 0 : 1
            }
            return sameCode && sameSystem ? 0 : 1
        }
        let left = view.value(value)
        let right = source.value(wanted)
        switch view.types.primitive(view.type(value)) {
        case .decimal, .integer, .positiveInt, .unsignedInt: return host.compare(left, nil, right, nil)
        default:
            // Dates and times are written so that the order of their bytes is theirs.
            return left == right ? 0 : (left.text < right.text ? -1 : 1)
        }
    }

    func compareQuantities(_ value: ElementID, _ bound: ElementID, _ source: ElementView) -> Int? {
        let number = view.child(value, .value)
        let limit = source.child(bound, .value)
        guard number.exists, limit.exists else { return nil }
        let unit = view.child(value, .code)
        let limitUnit = source.child(bound, .code)
        return host.compare(
            view.value(number), unit.exists ? view.value(unit) : nil, source.value(limit),
            limitUnit.exists ? source.value(limitUnit) : nil)
    }
}
