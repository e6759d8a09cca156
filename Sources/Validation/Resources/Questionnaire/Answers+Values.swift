internal import ElementModel

extension Answers {
    /// Judges the value of an answer: its type, its options, its bounds.
    mutating func judge(_ value: ElementID, of answer: ElementID, as item: QuestionnaireItem, count: Int) {
        guard let type = item.type else { return }
        guard allowed(view.name(value), for: type) else {
            report(
                .answerType, "Questionnaire_QR_Item_WrongType", value,
                "The item with linkId '\(item.linkID)' is of type \(type.rawValue): \(expected(type)), not \(view.name(value).text)."
            )
            return
        }
        checkOptions(value, of: answer, as: item, type: type, count: count)
        switch type {
        case .string:
            checkLength(value, as: item)
            checkPattern(value, as: item)
            checkString(value, of: answer, as: item)
        case .text, .url: if !host.isCompatible { checkLength(value, as: item) }
        case .decimal:
            checkBounds(value, as: item)
            checkDecimals(view.value(value), at: value, as: item)
        case .integer, .date, .dateTime, .time: checkBounds(value, as: item)
        case .quantity:
            checkQuantityBounds(value, as: item)
            let number = view.child(value, .value)
            if number.exists { checkDecimals(view.value(number), at: value, as: item) }
            checkUnit(value, as: item)
        case .reference: if host.judgesReferences { checkReference(value, as: item) }
        case .attachment: checkAttachment(value, of: answer, as: item)
        default: break
        }
    }

    private func allowed(_ name: Symbol, for type: QuestionnaireItemType) -> Bool {
        switch type {
        case .boolean: name == .valueBoolean
        case .decimal: name == .valueDecimal
        case .integer: name == .valueInteger
        case .date: name == .valueDate
        case .dateTime: name == .valueDateTime
        case .time: name == .valueTime
        case .string, .text: name == .valueString
        case .url: name == .valueUri
        case .attachment: name == .valueAttachment
        case .reference: name == .valueReference
        case .quantity: name == .valueQuantity
        case .choice, .openChoice:
            name == .valueCoding || name == .valueString || name == .valueDate || name == .valueTime
                || name == .valueInteger || (name == .valueReference && !host.isCompatible)
        case .group, .display, .question: false
        }
    }

    private func expected(_ type: QuestionnaireItemType) -> String {
        switch type {
        case .boolean: "the answer is a valueBoolean"
        case .decimal: "the answer is a valueDecimal"
        case .integer: "the answer is a valueInteger"
        case .date: "the answer is a valueDate"
        case .dateTime: "the answer is a valueDateTime"
        case .time: "the answer is a valueTime"
        case .string, .text: "the answer is a valueString"
        case .url: "the answer is a valueUri"
        case .attachment: "the answer is a valueAttachment"
        case .reference: "the answer is a valueReference"
        case .quantity: "the answer is a valueQuantity"
        case .choice, .openChoice: "the answer is one of the options"
        case .group, .display, .question: "it has no answer"
        }
    }
}
