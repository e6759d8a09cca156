internal import Definitions
internal import ElementModel
internal import Record

extension Walk {
    /// What a rule says of an element itself: value, bounds, length, binding, target.
    func check(_ node: ElementID, _ record: ElementRecord, _ active: ActiveRule) {
        let profile = active.profile
        let rule = active.rule
        if rule.pointee.fixed >= 0 {
            let value = profile.pointee.values[Int(rule.pointee.fixed)]
            checkFixed(node, value.view, value.element, active)
        }
        if rule.pointee.pattern >= 0 {
            let value = profile.pointee.values[Int(rule.pointee.pattern)]
            checkPattern(node, value.view, value.element, active)
        }
        if rule.pointee.maxLength >= 0, view.hasValue(node) {
            let length = characters(view.value(node))
            if length > Int(rule.pointee.maxLength) {
                note(.valueLength, node, active, first: length, second: Int(rule.pointee.maxLength))
            }
        }
        if rule.pointee.minValue >= 0 {
            let bound = profile.pointee.values[Int(rule.pointee.minValue)]
            checkBound(node, record, bound, active, isMinimum: true)
        }
        if rule.pointee.maxValue >= 0 {
            let bound = profile.pointee.values[Int(rule.pointee.maxValue)]
            checkBound(node, record, bound, active, isMinimum: false)
        }
        if rule.pointee.binding >= 0 { checkBinding(node, record, active, Int(rule.pointee.binding)) }
        if rule.pointee.extra >= 0 { checkExtra(node, active, profile.pointee.cold.extras[Int(rule.pointee.extra)]) }
        for number in rule.pointee.types.range {
            let row = profile.pointee.types[number]
            guard row.type == record.type else { continue }
            if record.type == known.Reference, !row.targets.isEmpty || row.aggregation != 0 {
                checkTarget(node, row, active)
            } else if !row.targets.isEmpty, types.primitive(record.type) == .canonical {
                checkCanonicalTarget(node, row, active)
            }
            if row.regex >= 0, view.hasValue(node) {
                checkRegex(node, profile.pointee.cold.texts[Int(row.regex)], active)
            }
        }
    }

    private func checkRegex(_ node: ElementID, _ pattern: String, _ active: ActiveRule) {
        switch judgement.matches(view.value(node), pattern) {
        case .yes: break
        case .no: note(.primitiveRegex, node, active, text: pattern)
        case .unknown: note(.primitiveRegex, node, active, severity: .warning, decided: false, text: pattern)
        }
    }

    /// The number of characters: what is no continuation byte of UTF-8.
    private func characters(_ value: ByteSlice) -> Int {
        var count = 0
        for byte in value.buffer where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    private func checkExtra(_ node: ElementID, _ active: ActiveRule, _ extra: ElementExtra) {
        if let least = extra.minLength, view.hasValue(node), characters(view.value(node)) < least {
            note(.valueLengthMinimum, node, active, first: characters(view.value(node)), second: least)
        }
        if let regex = extra.regex, view.hasValue(node) { checkRegex(node, regex, active) }
        if let most = extra.maxSize { checkSize(node, active, most) }
        if let most = extra.maxDecimalPlaces, view.hasValue(node) {
            let value = view.value(node)
            let places = value.firstPlace(of: UInt8(ascii: ".")).map { value.count - $0 - 1 } ?? 0
            if places > most { note(.valueDecimals, node, active, first: places, second: most) }
        }
        if !extra.valueAlternatives.isEmpty, !view.hasValue(node) {
            let hasOne = view.children(node).contains { child in
                guard view.name(child) == .extension else { return false }
                let url = view.child(child, .url)
                return url.exists && extra.valueAlternatives.contains { view.value(url).equals(Canonical($0).url) }
            }
            if !hasOne { note(.valueAlternatives, node, active, text: extra.valueAlternatives.joined(separator: ", ")) }
        }
        if !extra.narrativeLanguage.isEmpty { checkNarrativeLanguage(node, active, extra.narrativeLanguage) }
    }

    /// The content of an attachment, or of base64, is no larger than the profile allows.
    private func checkSize(_ node: ElementID, _ active: ActiveRule, _ most: Int) {
        var size: Int?
        if view.hasValue(node) {
            size = Base64Length.decoded(view.value(node))
        } else {
            let data = view.child(node, .data)
            let stated = view.child(node, .size)
            if data.exists, view.hasValue(data) {
                size = Base64Length.decoded(view.value(data))
            } else if stated.exists, view.hasValue(stated) {
                size = Int(view.value(stated).text)
            }
        }
        if let size, size > most {
            note(.contentSize, node, active, variant: view.hasValue(node) ? 1 : 0, first: size, second: most)
        }
    }

    // MARK: Bounds

    private func checkBound(
        _ node: ElementID, _ record: ElementRecord, _ bound: CompiledValue, _ active: ActiveRule, isMinimum: Bool
    ) {
        switch judgement.compare(node, view, bound.element, bound.view, isMinimum: isMinimum) {
        case .incomparable where types.kind(record.type) != .primitive && !view.child(node, .code).exists:
            note(.quantityWithoutCode, node, active, text: bound.view.shown(bound.element))
        case .incomparable:
            note(.valueNotComparable, node, active, decided: false, text: bound.view.shown(bound.element))
        case .notApplicable: break
        case .below:
            if isMinimum {
                note(
                    .valueBelowMinimum, node, active, variant: variant(record, bound),
                    text: bound.view.shown(bound.element))
            }
        case .above:
            if !isMinimum {
                note(
                    .valueAboveMaximum, node, active, variant: variant(record, bound),
                    text: bound.view.shown(bound.element))
            }
        case .equal: break
        }
    }

    /// Which of HL7's messages says it.
    private func variant(_ record: ElementRecord, _ bound: CompiledValue) -> Int {
        if types.kind(record.type) != .primitive { return 1 }
        switch types.primitive(record.type) {
        case .integer, .positiveInt, .unsignedInt: return 2
        case .decimal: return 3
        default: return bound.view.hasValue(bound.element) ? 0 : 4
        }
    }
}
