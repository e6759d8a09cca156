internal import ElementModel

/// The types of a Questionnaire's items, in STU3 and R4.
enum QuestionnaireItemType: String {
    case group, display, question
    case boolean, decimal, integer, date, dateTime, time, string, text, url, choice, attachment, reference, quantity
    case openChoice = "open-choice"
}

/// An item of a Questionnaire as the rules on answers see it: numbers into the Questionnaire's elements.
struct QuestionnaireItem {
    let view: ElementView
    let element: ElementID
    let linkID: String
    let type: QuestionnaireItemType?
    let isRequired: Bool
    let repeats: Bool
    let parent: Int?
    /// Among all items, in the order of the Questionnaire.
    let order: Int

    init(view: ElementView, element: ElementID, parent: Int?, order: Int) {
        self.view = view
        self.element = element
        self.parent = parent
        self.order = order
        linkID = view.text(element, .linkId) ?? ""
        type = view.text(element, .type).flatMap(QuestionnaireItemType.init)
        isRequired = view.text(element, .required) == "true"
        repeats = view.text(element, .repeats) == "true"
    }

    /// The value of an extension of the item, by its URL or the last segments of it.
    func extensionValue(_ url: String) -> ElementID {
        for child in view.children(element) where view.name(child) == .extension {
            let found = view.child(child, .url)
            if found.exists, view.value(found).equals(url) { return view.extensionValue(child) }
        }
        return .none
    }

    func extensionValues(_ url: String) -> [ElementID] {
        view.children(element).filter { child in
            guard view.name(child) == .extension else { return false }
            let found = view.child(child, .url)
            return found.exists && view.value(found).equals(url)
        }.map { view.extensionValue($0) }.filter(\.exists)
    }
}

/// The items of a Questionnaire by linkId, in their order.
struct QuestionnaireItems {
    let view: ElementView
    private(set) var all: [QuestionnaireItem] = []
    private(set) var byLinkID: [String: Int] = [:]
    private(set) var roots: [Int] = []
    private(set) var children: [[Int]] = []

    init(view: ElementView, questionnaire: ElementID) {
        self.view = view
        // A stack of our own: items nest as deep as the author likes.
        var stack = view.children(questionnaire).filter { view.name($0) == .item }.reversed().map {
            (element: $0, parent: Int?.none)
        }
        while let (element, parent) = stack.popLast() {
            let number = all.count
            let item = QuestionnaireItem(view: view, element: element, parent: parent, order: number)
            all.append(item)
            children.append([])
            if let parent { children[parent].append(number) } else { roots.append(number) }
            if byLinkID[item.linkID] == nil { byLinkID[item.linkID] = number }
            for child in view.children(element).reversed() where view.name(child) == .item {
                stack.append((child, number))
            }
        }
    }

    /// Whether `item` stands inside `ancestor`.
    func isInside(_ item: Int, _ ancestor: Int) -> Bool {
        var current = all[item].parent
        while let place = current {
            if place == ancestor { return true }
            current = all[place].parent
        }
        return false
    }
}

extension ElementView {
    /// The text of a primitive child; `nil` where there is none.
    func text(_ element: ElementID, _ name: Symbol) -> String? {
        let found = child(element, name)
        return found.exists && hasValue(found) ? value(found).text : nil
    }

    /// The `value[x]` of an extension, option or answer.
    func extensionValue(_ element: ElementID) -> ElementID { choice(element, .value) }

    /// The child that a choice has, whatever its type.
    func choice(_ element: ElementID, _ name: Symbol) -> ElementID {
        for child in children(element) where definitionName(child) == name { return child }
        return .none
    }
}
