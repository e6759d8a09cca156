internal import ElementModel
internal import Record

extension Answers {
    /// Whether an item and all above it are enabled; `nil` where that cannot be decided.
    ///
    /// - Parameter holder: the response, item or answer that the item stands in, or would.
    func isEnabled(_ number: Int, in holder: ElementID) -> Bool? {
        var current = number
        var place = holder
        while true {
            guard let enabled = isEnabledItself(items.all[current], in: place) else { return nil }
            if !enabled { return false }
            guard let above = items.all[current].parent else { return true }
            guard let element = instance(of: above, around: place) else { return true }
            current = above
            place = view.parent(element)
        }
    }

    private func isEnabledItself(_ item: QuestionnaireItem, in holder: ElementID) -> Bool? {
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
        let outcomes = conditions.map { holds($0, of: item, in: holder) }
        if isAll { return outcomes.allSatisfy { $0 } }
        return outcomes.contains(true)
    }

    /// The element that answers an item of the Questionnaire, on the way up from a place in the response.
    private func instance(of number: Int, around place: ElementID) -> ElementID? {
        let link = items.all[number].linkID
        var current = place
        while current.exists, current != response {
            if view.name(current) == .item, view.text(current, .linkId) == link { return current }
            current = view.parent(current)
        }
        return nil
    }

    /// The answers to a question that are nearest: those in the same repetition of the group that both are in
    /// (R4 and STU3, *Questionnaire.item.enableWhen*).
    private func answers(to question: String, for item: QuestionnaireItem, in holder: ElementID) -> [ElementID] {
        guard let target = items.byLinkID[question], let all = answered[question] else { return [] }
        var scope = response
        var common = item.parent
        while let group = common {
            if items.isInside(target, group) || target == group {
                scope = instance(of: group, around: holder) ?? response
                break
            }
            common = items.all[group].parent
        }
        // The items stand in the order of the document, so those in the scope are a range.
        let first = all.partitionPoint { $0.rawValue >= scope.rawValue }
        let end = view.end(scope).rawValue
        var found: [ElementID] = []
        for element in all[first...] {
            guard element.rawValue < end else { break }
            for answer in view.children(element) where view.name(answer) == .answer {
                let value = view.extensionValue(answer)
                if value.exists { found.append(value) }
            }
        }
        return found
    }

    private func holds(_ condition: ElementID, of item: QuestionnaireItem, in holder: ElementID) -> Bool {
        let source = item.view
        let values = answers(to: source.text(condition, .question) ?? "", for: item, in: holder)
        let wanted = source.choice(condition, .answer)
        if source.release == .stu3 {
            if let hasAnswer = source.text(condition, Symbol("hasAnswer")) {
                return (hasAnswer == "true") == !values.isEmpty
            }
            return wanted.exists && values.contains { isSame($0, wanted, source) }
        }
        let sign = source.text(condition, Symbol("operator")) ?? "="
        guard wanted.exists else { return false }
        if sign == "exists" { return (source.value(wanted) == "true") == !values.isEmpty }
        return values.contains { value in
            switch sign {
            case "=": return isSame(value, wanted, source)
            case "!=": return !isSame(value, wanted, source)
            default: break
            }
            switch host.compare(value, wanted) {
            case .below: return sign == "<" || sign == "<="
            case .equal: return sign == ">=" || sign == "<="
            case .above: return sign == ">" || sign == ">="
            case .incomparable, .notApplicable: return false
            }
        }
    }

    /// Whether an answer is the wanted one: codes by system and code, references by their text, numbers by value.
    private func isSame(_ value: ElementID, _ wanted: ElementID, _ source: ElementView) -> Bool {
        switch host.compare(value, wanted) {
        case .equal: return true
        case .below, .above: return false
        case .incomparable, .notApplicable: break
        }
        if source.hasValue(wanted) || view.hasValue(value) { return view.value(value) == source.value(wanted) }
        if view.text(value, .reference) != nil || source.text(wanted, .reference) != nil {
            return view.text(value, .reference) == source.text(wanted, .reference)
        }
        let system = source.text(wanted, .system)
        return view.text(value, .code) == source.text(wanted, .code)
            && (system == nil || system == view.text(value, .system))
    }
}

extension [ElementID] {
    /// The first place from which on a condition holds, which holds from some place on.
    fileprivate func partitionPoint(_ holds: (ElementID) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
