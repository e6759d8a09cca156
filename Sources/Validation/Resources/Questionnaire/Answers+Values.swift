internal import ElementModel

extension Answers {
    /// Judges the value of an answer: its type, its options, its bounds.
    mutating func judge(_ value: ElementID, of answer: ElementID, as item: QuestionnaireItem) {
        guard let type = item.type else { return }
        guard allowed(view.name(value), for: type) else {
            report(
                .answerType, "Questionnaire_QR_Item_WrongType", value,
                "The item with linkId '\(item.linkID)' is of type \(type.rawValue): \(expected(type)), not \(view.name(value).text)."
            )
            return
        }
        checkOptions(value, of: answer, as: item, type: type)
        checkBounds(value, as: item)
        switch type {
        case .string, .text, .url: checkLength(value, as: item)
        case .decimal: checkDecimals(view.value(value), at: value, as: item)
        case .quantity:
            let number = view.child(value, .value)
            if number.exists { checkDecimals(view.value(number), at: value, as: item) }
            checkUnit(value, as: item)
        case .reference: checkReference(value, as: item)
        case .attachment: checkAttachment(value, as: item)
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
        case .choice:
            name == .valueCoding || name == .valueString || name == .valueDate || name == .valueTime
                || name == .valueInteger || name == .valueReference
        case .openChoice:
            name == .valueCoding || name == .valueString || name == .valueDate || name == .valueTime
                || name == .valueInteger || name == .valueReference
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

    // MARK: Options

    private mutating func checkOptions(
        _ value: ElementID, of answer: ElementID, as item: QuestionnaireItem, type: QuestionnaireItemType
    ) {
        let source = item.view
        let options = source.children(item.element).filter {
            source.name($0) == .answerOption || source.name($0) == .option
        }.map { source.extensionValue($0) }.filter(\.exists)
        let valueSet = source.text(item.element, .answerValueSet) ?? stu3ValueSet(item)
        let isChoice = type == .choice || type == .openChoice
        guard !options.isEmpty || (isChoice && valueSet != nil) else { return }
        if view.name(value) == .valueCoding {
            if !options.isEmpty {
                let isThere = options.contains { option in
                    source.name(option) == .valueCoding && source.text(option, .code) == view.text(value, .code)
                        && source.text(option, .system) == view.text(value, .system)
                }
                if !isThere {
                    report(
                        .answerOption, "Questionnaire_QR_Item_NoCoding", answer,
                        "The code '\(view.text(value, .code) ?? "")' (\(view.text(value, .system) ?? "no system")) is none of the options of the item with linkId '\(item.linkID)'."
                    )
                }
            } else if let valueSet {
                checkMember(value, of: answer, valueSet: valueSet, as: item)
            }
            return
        }
        if view.name(value) == .valueString, type == .openChoice { return }
        let sameType = options.filter { source.name($0) == view.name(value) }
        let found = view.value(value)
        let isThere = sameType.contains { option in
            if view.name(value) == .valueReference {
                return source.text(option, .reference) == view.text(value, .reference)
            }
            return source.value(option) == found
        }
        guard !isThere else { return }
        let word: String
        switch view.name(value) {
        case .valueString:
            word = sameType.isEmpty ? "Questionnaire_QR_Item_NoOptionsString" : "Questionnaire_QR_Item_NoString"
        case .valueInteger:
            word = sameType.isEmpty ? "Questionnaire_QR_Item_NoOptionsInteger" : "Questionnaire_QR_Item_NoInteger"
        case .valueDate:
            word = sameType.isEmpty ? "Questionnaire_QR_Item_NoOptionsDate" : "Questionnaire_QR_Item_NoDate"
        case .valueTime:
            word = sameType.isEmpty ? "Questionnaire_QR_Item_NoOptionsTime" : "Questionnaire_QR_Item_Time_No"
        default: word = "Questionnaire_QR_Item_NoOptions"
        }
        report(
            .answerOption, word, sameType.isEmpty ? answer : value,
            sameType.isEmpty
                ? "The item with linkId '\(item.linkID)' has no options of the kind \(view.name(value).text)."
                : "'\(found.text)' is none of the options of the item with linkId '\(item.linkID)'.")
    }

    /// STU3 points to the value set by a Reference.
    private func stu3ValueSet(_ item: QuestionnaireItem) -> String? {
        let options = item.view.child(item.element, Symbol("options"))
        return options.exists ? item.view.text(options, .reference) : nil
    }

    private mutating func checkMember(
        _ value: ElementID, of answer: ElementID, valueSet: String, as item: QuestionnaireItem
    ) {
        let answered = host.isMember(value, valueSet)
        switch answered.isMember {
        case true?: break
        case false?:
            report(
                .answerOption, "Questionnaire_QR_Item_BadOption", answer,
                "The code '\(view.text(value, .code) ?? "")' (\(view.text(value, .system) ?? "no system")) is not in the value set \(valueSet) of the item with linkId '\(item.linkID)'."
            )
        case nil:
            problems.append(
                AnswerProblem(
                    rule: .answerOption, hl7: "Terminology_TX_ValueSet_NotFound", element: answer,
                    message:
                        "Whether the answer is in the value set \(valueSet) cannot be decided here: \(answered.reason).",
                    isDecided: false, isWarning: true))
        }
    }

    // MARK: Bounds

    private mutating func checkBounds(_ value: ElementID, as item: QuestionnaireItem) {
        let isQuantity = view.name(value) == .valueQuantity
        let sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
        for isMinimum in [true, false] {
            var bound = item.extensionValue(
                "http://hl7.org/fhir/StructureDefinition/" + (isMinimum ? "minValue" : "maxValue"))
            if isQuantity, !bound.exists {
                bound = item.extensionValue(sdc + (isMinimum ? "minQuantity" : "maxQuantity"))
            }
            guard bound.exists else { continue }
            let order = isQuantity ? compareQuantities(value, bound, item.view) : compare(value, bound, item.view)
            let shown = isQuantity ? item.view.text(bound, .value) ?? "" : item.view.value(bound).text
            guard let order else {
                report(
                    .answerBounds,
                    isMinimum
                        ? "QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN_UNITS"
                        : "QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX_UNITS", value,
                    "The answer cannot be compared with the \(isMinimum ? "least" : "greatest") value \(shown) of the item with linkId '\(item.linkID)': give both a UCUM code of the same dimension."
                )
                continue
            }
            if isMinimum ? order < 0 : order > 0 {
                let word = isQuantity ? "QUANTITY" : "DATE"
                report(
                    .answerBounds, "QUESTIONNAIRE_QR_ITEM_\(word)_\(isMinimum ? "MIN" : "MAX")", value,
                    "The answer is \(isMinimum ? "below the least" : "above the greatest") value \(shown) of the item with linkId '\(item.linkID)'."
                )
            }
        }
    }

    private func compare(_ value: ElementID, _ bound: ElementID, _ source: ElementView) -> Int? {
        let left = view.value(value)
        let right = source.value(bound)
        switch view.types.primitive(view.type(value)) {
        case .decimal, .integer: return host.compare(left, nil, right, nil)
        case .date, .dateTime, .time:
            // As far as both are known: the longer one lies inside the shorter.
            let count = min(left.count, right.count)
            let (a, b) = (left[0..<count].text, right[0..<count].text)
            return a == b ? 0 : a < b ? -1 : 1
        default: return 0
        }
    }

    private mutating func checkLength(_ value: ElementID, as item: QuestionnaireItem) {
        let count = view.value(value).text.unicodeScalars.count
        let minimum = item.extensionValue("http://hl7.org/fhir/StructureDefinition/minLength")
        if minimum.exists, let least = Int(item.view.value(minimum).text), count < least {
            report(
                .answerLength, "QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH", value,
                "The answer has \(count) characters; the item with linkId '\(item.linkID)' takes at least \(least).")
        }
        if let most = item.view.text(item.element, .maxLength).flatMap({ Int($0) }), count > most {
            report(
                .answerLength, "QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH", value,
                "The answer has \(count) characters; the item with linkId '\(item.linkID)' takes at most \(most).")
        }
    }

    private mutating func checkDecimals(_ number: ByteSlice, at value: ElementID, as item: QuestionnaireItem) {
        let limit = item.extensionValue("http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces")
        guard limit.exists, let most = Int(item.view.value(limit).text) else { return }
        let digits = number.text.split(separator: ".", omittingEmptySubsequences: false)
        let places = digits.count > 1 ? digits[1].prefix { $0.isNumber }.count : 0
        if places > most {
            report(
                .answerDecimals, "QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS", value,
                "The answer has \(places) decimal places; the item with linkId '\(item.linkID)' takes at most \(most).")
        }
    }

    private mutating func checkUnit(_ value: ElementID, as item: QuestionnaireItem) {
        let units = item.extensionValues("http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption")
        guard !units.isEmpty else { return }
        let isThere = units.contains { unit in
            item.view.text(unit, .code) == view.text(value, .code)
                && item.view.text(unit, .system) == view.text(value, .system)
        }
        if !isThere {
            report(
                .answerUnit, "QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS", value,
                "The unit '\(view.text(value, .code) ?? view.text(value, .unit) ?? "")' is none of those that the item with linkId '\(item.linkID)' offers: \(units.compactMap { item.view.text($0, .code) }.joined(separator: ", "))."
            )
        }
    }

    // MARK: References and attachments

    private mutating func checkReference(_ value: ElementID, as item: QuestionnaireItem) {
        guard let reference = view.text(value, .reference), !reference.hasPrefix("#"), !reference.hasPrefix("urn:")
        else {
            return
        }
        let path = reference.split(separator: "?")[0].split(separator: "/").map(String.init)
        var place = path.count - 2
        if place >= 2, path[place] == "_history" { place -= 2 }
        let type = place >= 0 ? TypeTable(view.release).type(named: path[place]) : .none
        guard type != .none, view.types.kind(type) == .resource else {
            report(
                .answerReference, "QUESTIONNAIRE_QR_ITEM_REF_INVALID_GENERAL", value,
                "'\(reference)' does not refer to a resource: a reference ends in Type/id.")
            return
        }
        let names = item.extensionValues("http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource").map
        {
            item.view.value($0).text
        }
        if !names.isEmpty, !names.contains(path[place]) {
            report(
                .answerReference, "QUESTIONNAIRE_QR_ITEM_REF_INVALID", value,
                "The answer refers to a \(path[place]); the item with linkId '\(item.linkID)' takes \(names.joined(separator: " or "))."
            )
        }
    }

    private mutating func checkAttachment(_ value: ElementID, as item: QuestionnaireItem) {
        let types = item.extensionValues("http://hl7.org/fhir/StructureDefinition/mimeType").map {
            item.view.value($0).text
        }
        if !types.isEmpty {
            guard let given = view.text(value, .contentType) else {
                report(
                    .answerType, "QUESTIONNAIRE_QR_ITEM_ATT_NO_CTYPE", value,
                    "The attachment has no contentType; the item with linkId '\(item.linkID)' takes \(types.joined(separator: ", "))."
                )
                return
            }
            if !types.contains(given) {
                report(
                    .answerType, "QUESTIONNAIRE_QR_ITEM_ATT_INV_CTYPE", value,
                    "The attachment is \(given); the item with linkId '\(item.linkID)' takes \(types.joined(separator: ", "))."
                )
            }
        }
        let limit = item.extensionValue("http://hl7.org/fhir/StructureDefinition/maxSize")
        let data = view.child(value, .data)
        if limit.exists, data.exists, let megabytes = Double(item.view.value(limit).text) {
            let size = Double(view.value(data).count) * 3 / 4
            if size > megabytes * 1_000_000 {
                report(
                    .answerLength, "QUESTIONNAIRE_QR_ITEM_ATT_SIZE", value,
                    "The attachment is larger than the \(megabytes) MB that the item with linkId '\(item.linkID)' takes."
                )
            }
        }
    }
}
