internal import ElementModel
internal import Record

extension Answers {
    /// Judges an answer by the options that its item offers, or by its value set.
    mutating func checkOptions(
        _ value: ElementID, of answer: ElementID, as item: QuestionnaireItem, type: QuestionnaireItemType, count: Int
    ) {
        let source = item.view
        let elements = source.children(item.element).filter {
            source.name($0) == .answerOption || source.name($0) == .option
        }
        let options = elements.map { source.extensionValue($0) }.filter(\.exists)
        let isChoice = type == .choice || type == .openChoice
        guard !options.isEmpty else {
            if isChoice, view.name(value) == .valueCoding, let valueSet = valueSet(of: item) {
                checkMember(value, at: answer, valueSet: valueSet, as: item, hl7: "Questionnaire_QR_Item_BadOption")
            }
            return
        }
        if view.name(value) == .valueString, type == .openChoice { return }
        let sameType = options.filter { source.name($0) == view.name(value) }
        let chosen = sameType.first { isOption($0, value, source) }
        guard let chosen else {
            let word = word(view.name(value), isKind: !sameType.isEmpty)
            report(
                .answerOption, word, isChoice || sameType.isEmpty ? answer : value,
                sameType.isEmpty
                    ? "The item with linkId '\(item.linkID)' has no options of the kind \(view.name(value).text)."
                    : "\(shown(value)) is none of the options of the item with linkId '\(item.linkID)'.")
            return
        }
        if count > 1, isExclusive(source.parent(chosen), source) {
            report(
                .answerOption, "QUESTIONNAIRE_QR_ITEM_EXCLUSIVE", answer,
                "\(shown(value)) may be the only answer to the item with linkId '\(item.linkID)', which has \(count).")
        }
    }

    private func isOption(_ option: ElementID, _ value: ElementID, _ source: ElementView) -> Bool {
        switch view.name(value) {
        case .valueCoding:
            source.text(option, .code) == view.text(value, .code)
                && source.text(option, .system) == view.text(value, .system)
        case .valueReference: source.text(option, .reference) == view.text(value, .reference)
        default: source.value(option) == view.value(value)
        }
    }

    /// Whether an option excludes all others (the extension `questionnaire-optionExclusive`).
    private func isExclusive(_ option: ElementID, _ source: ElementView) -> Bool {
        source.children(option).contains { child in
            guard source.name(child) == .extension else { return false }
            let url = source.child(child, .url)
            let value = source.extensionValue(child)
            return url.exists && value.exists && source.value(value) == "true"
                && source.value(url).equals("http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive")
        }
    }

    private func shown(_ value: ElementID) -> String {
        view.name(value) == .valueCoding
            ? "The code '\(view.text(value, .code) ?? "")' (\(view.text(value, .system) ?? "no system"))"
            : "'\(view.hasValue(value) ? view.value(value).text : view.text(value, .reference) ?? "")'"
    }

    private func word(_ name: Symbol, isKind: Bool) -> String {
        switch name {
        case .valueCoding: isKind ? "Questionnaire_QR_Item_NoCoding" : "Questionnaire_QR_Item_NoOptionsCoding"
        case .valueString: isKind ? "Questionnaire_QR_Item_NoString" : "Questionnaire_QR_Item_NoOptionsString"
        case .valueInteger: isKind ? "Questionnaire_QR_Item_NoInteger" : "Questionnaire_QR_Item_NoOptionsInteger"
        case .valueDate: isKind ? "Questionnaire_QR_Item_NoDate" : "Questionnaire_QR_Item_NoOptionsDate"
        case .valueTime: isKind ? "Questionnaire_QR_Item_NoTime" : "Questionnaire_QR_Item_NoOptionsTime"
        default: "Questionnaire_QR_Item_NoOptions"
        }
    }

    // MARK: Value sets

    /// The value set of an item: R4 names it, STU3 refers to it.
    private func valueSet(of item: QuestionnaireItem) -> String? {
        if let canonical = item.view.text(item.element, .answerValueSet) { return canonical }
        let options = item.view.child(item.element, Symbol("options"))
        return options.exists ? item.view.text(options, .reference) : nil
    }

    /// A string is one of the item's value set, where a string item has one.
    mutating func checkString(_ value: ElementID, of answer: ElementID, as item: QuestionnaireItem) {
        if let valueSet = valueSet(of: item) {
            checkMember(value, at: value, valueSet: valueSet, as: item, hl7: "QUESTIONNAIRE_QR_ITEM_VS_FAIL")
        }
        if view.value(value).buffer.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
            report(
                .answerPattern, "QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS", value,
                "The item with linkId '\(item.linkID)' is a string, one line; texts of several lines are of type text.",
                severity: .warning)
        }
    }

    /// - Parameters:
    ///   - subject: the value in words, as the message begins; `nil`: the value itself.
    ///   - noun: what is asked about.
    ///   - undecided: HL7's id where it cannot be told.
    private mutating func checkMember(
        _ value: ElementID, at place: ElementID, valueSet: String, as item: QuestionnaireItem,
        rule: Rule = .answerOption, hl7: String, subject: String? = nil, noun: String = "answer",
        undecided: String = "Terminology_TX_ValueSet_NotFound"
    ) {
        let answered = host.isMember(value, valueSet)
        switch answered.isMember {
        case true?: break
        case false?:
            report(
                rule, hl7, place,
                "\(subject ?? shown(value)) is not in the value set \(valueSet) of the item with linkId '\(item.linkID)'."
            )
        case nil:
            problems.append(
                AnswerProblem(
                    rule: rule, hl7: undecided, element: place,
                    message:
                        "Whether the \(noun) is in the value set \(valueSet) cannot be decided here: \(answered.reason).",
                    severity: .warning, isDecided: false))
        }
    }

    // MARK: Units

    /// The unit of a quantity is one that its item offers (`questionnaire-unitOption`, `questionnaire-unitValueSet`).
    mutating func checkUnit(_ value: ElementID, as item: QuestionnaireItem) {
        let base = "http://hl7.org/fhir/StructureDefinition/questionnaire-"
        let unit = view.text(value, .code) ?? view.text(value, .unit) ?? ""
        let units = item.extensionValues(base + "unitOption")
        let isThere = units.contains { option in
            func agrees(_ name: Symbol, _ mine: Symbol) -> Bool {
                let wanted = item.view.text(option, name)
                return wanted == nil || wanted == view.text(value, mine)
            }
            return agrees(.system, .system) && agrees(.code, .code)
                && (!host.isCompatible && item.view.text(option, .code) != nil || agrees(.display, .unit))
        }
        if !units.isEmpty, !isThere {
            let offered = units.compactMap { item.view.text($0, .code) ?? item.view.text($0, .display) }
            report(
                .answerUnit, "QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS", value,
                "The unit '\(unit)' is none of those that the item with linkId '\(item.linkID)' offers: \(offered.joined(separator: ", "))."
            )
        }
        let bound = item.extensionValue(base + "unitValueSet")
        guard bound.exists else { return }
        let valueSet = item.view.hasValue(bound) ? item.view.value(bound).text : item.view.text(bound, .reference) ?? ""
        checkMember(
            value, at: value, valueSet: valueSet, as: item, rule: .answerUnit,
            hl7: "QUESTIONNAIRE_QR_ITEM_DECIMAL_UNIT_FAIL_VS", subject: "The unit '\(unit)'", noun: "unit",
            undecided: "QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNIT_VS")
    }
}
