internal import ElementModel
internal import Record

extension Answers {
    // MARK: Bounds

    /// A number, date or time is between the bounds of its item (`minValue`, `maxValue`).
    mutating func checkBounds(_ value: ElementID, as item: QuestionnaireItem) {
        for isMinimum in [true, false] {
            let bound = item.extensionValue(
                "http://hl7.org/fhir/StructureDefinition/" + (isMinimum ? "minValue" : "maxValue"))
            guard bound.exists else { continue }
            let order = host.compare(value, bound)
            if order == (isMinimum ? .below : .above) {
                report(
                    .answerBounds, "QUESTIONNAIRE_QR_ITEM_DATE_\(isMinimum ? "MIN" : "MAX")", value,
                    "The answer is \(isMinimum ? "below the least" : "above the greatest") value \(item.view.value(bound).text) of the item with linkId '\(item.linkID)'."
                )
            }
        }
    }

    /// A quantity is between the bounds of its item, which can be compared with it (SDC, *minQuantity*, *maxQuantity*).
    mutating func checkQuantityBounds(_ value: ElementID, as item: QuestionnaireItem) {
        let sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
        let core = "http://hl7.org/fhir/StructureDefinition/"
        for isMinimum in [true, false] {
            var bound = item.extensionValue(sdc + (isMinimum ? "minQuantity" : "maxQuantity"))
            if !bound.exists, !host.isCompatible {
                bound = item.extensionValue(core + (isMinimum ? "minValue" : "maxValue"))
            }
            guard bound.exists else { continue }
            let shown = [item.view.text(bound, .value), item.view.text(bound, .code) ?? item.view.text(bound, .unit)]
                .compactMap { $0 }.joined(separator: " ")
            let word = isMinimum ? "MIN" : "MAX"
            switch hasUnit(value, view) && hasUnit(bound, item.view) ? host.compare(value, bound) : nil {
            case nil:
                // Without coded units nobody can tell, unless both have none and say the same word.
                let isSameWord =
                    !host.isCompatible && !hasUnit(value, view) && !hasUnit(bound, item.view)
                    && view.text(value, .unit) == item.view.text(bound, .unit)
                if isSameWord {
                    reportBound(value, item, host.compare(value, bound), isMinimum, shown)
                } else {
                    reportIncomparable(value, item, "CANNOT_COMPARE_\(word)_UNITS", shown)
                }
            case .incomparable?, .notApplicable?: reportIncomparable(value, item, "CANNOT_COMPARE_\(word)", shown)
            case let order?: reportBound(value, item, order, isMinimum, shown)
            }
        }
    }

    private func hasUnit(_ quantity: ElementID, _ source: ElementView) -> Bool {
        source.text(quantity, .system) != nil && source.text(quantity, .code) != nil
    }

    private mutating func reportBound(
        _ value: ElementID, _ item: QuestionnaireItem, _ order: Comparison, _ isMinimum: Bool, _ shown: String
    ) {
        guard order == (isMinimum ? .below : .above) else { return }
        report(
            .answerBounds, "QUESTIONNAIRE_QR_ITEM_QUANTITY_\(isMinimum ? "MIN" : "MAX")", value,
            "The answer is \(isMinimum ? "below the least" : "above the greatest") value \(shown) of the item with linkId '\(item.linkID)'."
        )
    }

    private mutating func reportIncomparable(
        _ value: ElementID, _ item: QuestionnaireItem, _ word: String, _ shown: String
    ) {
        report(
            .answerBounds, "QUESTIONNAIRE_QR_ITEM_DECIMAL_" + word, value,
            "The answer cannot be compared with the bound \(shown) of the item with linkId '\(item.linkID)': give both a UCUM code of the same dimension."
        )
    }

    // MARK: Texts

    mutating func checkLength(_ value: ElementID, as item: QuestionnaireItem) {
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

    /// A string has the form that its item asks for (the extension `regex`).
    mutating func checkPattern(_ value: ElementID, as item: QuestionnaireItem) {
        let core = "http://hl7.org/fhir/StructureDefinition/"
        let pattern = item.extensionValue(core + "regex")
        guard pattern.exists, item.view.hasValue(pattern) else { return }
        let text = item.view.value(pattern).text
        guard host.matches(view.value(value), text) == false else { return }
        let format = item.extensionValue(core + "entryFormat")
        let shown = format.exists ? item.view.value(format).text : text
        report(
            .answerPattern, "QUESTIONNAIRE_QR_ITEM_STRING_REGEX" + (format.exists ? "_EF" : ""), value,
            "The answer does not have the form that the item with linkId '\(item.linkID)' asks for: \(shown).")
    }

    mutating func checkDecimals(_ number: ByteSlice, at value: ElementID, as item: QuestionnaireItem) {
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

    // MARK: References and attachments

    mutating func checkReference(_ value: ElementID, as item: QuestionnaireItem) {
        guard let reference = view.text(value, .reference), !reference.hasPrefix("#"), !reference.hasPrefix("urn:")
        else { return }
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

    mutating func checkAttachment(_ value: ElementID, of answer: ElementID, as item: QuestionnaireItem) {
        let types = item.extensionValues("http://hl7.org/fhir/StructureDefinition/mimeType").map {
            item.view.value($0).text
        }
        if !types.isEmpty {
            let given = view.text(value, .contentType)
            if given.map({ type in types.contains { type.hasPrefix($0) } }) != true {
                let word = given == nil ? "NOT_ATTACHMENT_MIMETYPE" : "BAD_ATTACHMENT_MIMETYPE"
                report(
                    .answerAttachment, "QUESTIONNAIRE_QR_ITEM_" + word, answer,
                    "The attachment \(given.map { "is \($0)" } ?? "has no contentType"); the item with linkId '\(item.linkID)' takes \(types.joined(separator: ", "))."
                )
            }
        }
        let limit = item.extensionValue("http://hl7.org/fhir/StructureDefinition/maxSize")
        let data = view.child(value, .data)
        if limit.exists, data.exists, let megabytes = Double(item.view.value(limit).text),
            let size = Base64Length.decoded(view.value(data)), Double(size) > megabytes * 1_000_000
        {
            report(
                .answerAttachment, "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH", answer,
                "The attachment has \(size) bytes; the item with linkId '\(item.linkID)' takes \(megabytes) MB.")
        }
    }
}
