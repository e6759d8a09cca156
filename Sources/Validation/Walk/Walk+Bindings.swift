internal import Definitions
internal import ElementModel
internal import Record
internal import Terminology

extension Walk {
    /// Whether the codes of an element are in the value sets that its rule binds it to.
    func checkBinding(_ node: ElementID, _ record: ElementRecord, _ active: ActiveRule, _ number: Int) {
        let kind = bindable(record)
        guard kind != .none else { return }
        let profile = active.profile
        let row = profile.pointee.bindings[number]
        if row.strength > 0, row.valueSet >= 0 { checkSet(node, kind, active, Int(row.valueSet), row.strength) }
        if row.maximum >= 0 { checkSet(node, kind, active, Int(row.maximum), 4) }
        for more in row.additional.range {
            let extra = profile.pointee.bindings[more]
            checkSet(node, kind, active, Int(extra.valueSet), extra.strength)
        }
    }

    /// How an element holds codes.
    private enum Bindable { case none, code, coding, concept }

    private func bindable(_ record: ElementRecord) -> Bindable {
        if record.type == known.CodeableConcept { return .concept }
        if record.type == known.Coding || types.isKind(record.type, of: known.Quantity) { return .coding }
        if types.kind(record.type) == .primitive {
            switch types.primitive(record.type) {
            case .code, .string, .uri, .url, .canonical, .id, .oid, .markdown: return .code
            default: return .none
            }
        }
        return .none
    }

    private func valueSet(_ active: ActiveRule, _ number: Int) -> CompiledValueSet? {
        let key = UInt64(UInt32(bitPattern: active.profile.pointee.number)) << 32 | UInt64(number)
        if let known = boundSets[key] { return known }
        let cold = active.profile.pointee.cold
        let url = cold.valueSets[number]
        // STU3 binds media types to the text of an RFC, which HL7's validator does not know as a value set.
        let isForeign = isCompatible && !isR4 && url.hasPrefix("http://www.rfc-editor.org/")
        let found = isForeign ? nil : judgement.valueSet(url, from: cold.definition.origin)
        boundSets[key] = .some(found)
        return found
    }

    private func checkSet(_ node: ElementID, _ kind: Bindable, _ active: ActiveRule, _ number: Int, _ strength: UInt8) {
        if options.noTerminology { return }
        var name: String { active.profile.pointee.cold.valueSets[number] }
        guard let set = valueSet(active, number) else {
            if strength >= 2 {
                let isSystem = context(has: name, .codeSystem)
                note(
                    .valueSetUnknown, node, active, variant: isSystem ? 1 : 0, decided: false,
                    text: name + "\u{0}"
                        + (isSystem
                            ? "there is a code system of that name, which the profile has mistaken for a value set"
                            : ""))
            }
            return
        }
        var best = Membership.notMember
        var any = false
        if kind == .code {
            guard view.hasValue(node) else {
                if isCompatible, strength == 3 {
                    note(.bindingRequiredMissing, node, active, variant: 1, text: "\u{0}" + name)
                }
                return
            }
            any = true
            best = set.membership(code: view.value(node), system: nil)
        } else if kind == .coding {
            best = membership(node, set, &any)
        } else {
            for coding in view.children(node) where view.name(coding) == .coding {
                let answer = membership(coding, set, &any)
                if answer.isMember == true {
                    best = answer
                    break
                }
                if case .undecided = answer { best = answer }
            }
        }
        if !any {
            // Text alone, or nothing: only a required binding minds.
            if strength == 3, kind == .concept || view.child(node, .system).exists {
                if kind == .concept {
                    note(
                        .bindingRequiredMissing, node, active, text: "\u{0}\(name)\u{0}\(allowedCodes(set, kind))")
                }
            }
            return
        }
        switch best {
        case .member, .memberWithRemark:
            if strength == 3 { boundTightly = node }
            return
        case .undecided(let why):
            if strength >= 3 {
                note(
                    .bindingUndecided, node, active, variant: kind == .concept ? 0 : 1, decided: false,
                    text: "\(shownCode(node, kind)) is in the value set '\(name)'\u{0}\(why.words)")
            }
        case .notMember:
            let text = "\(shownCode(node, kind))\u{0}\(name)"
            let variant = kind == .concept ? 0 : kind == .code ? 1 : 2
            switch strength {
            case 4: note(.bindingMaximum, node, active, text: text)
            case 3:
                if kind == .coding, isCompatible, !view.child(node, .system).exists { return }
                // HL7's validator takes any text for a media type.
                if kind == .code, isCompatible, name.hasSuffix("bcp13.txt") || name.contains("/mimetypes") { return }
                if kind == .code, isCompatible { note(.codeUnknown, node, active, variant: 1, text: text) }
                note(.bindingRequired, node, active, variant: variant, text: text + "\u{0}" + allowedCodes(set, kind))
            case 2: note(.bindingExtensible, node, active, variant: variant, text: text)
            default: note(.bindingPreferred, node, active, text: text)
            }
        }
    }

    private func membership(_ coding: ElementID, _ set: CompiledValueSet, _ any: inout Bool) -> Membership {
        let code = view.child(coding, .code)
        guard code.exists, view.hasValue(code) else { return .notMember }
        any = true
        let system = view.child(coding, .system)
        guard system.exists, view.hasValue(system) else { return .notMember }
        return set.membership(code: view.value(code), system: view.value(system))
    }

    /// The codes of a set that has few, for the message on another one; empty where it has many or cannot be listed.
    private func allowedCodes(_ set: CompiledValueSet, _ kind: Bindable) -> String {
        guard issues.speculation == 0, case .listed(let expansion) = set.expand(limit: 12) else { return "" }
        let entries = expansion.entries.filter { !$0.isAbstract && !$0.isInactive }
        guard let first = entries.first else { return "" }
        let codes = entries.map { entry in
            kind == .code || entry.system == first.system ? entry.code : "\(entry.system)|\(entry.code)"
        }
        let isOneSystem = entries.allSatisfy { $0.system == first.system }
        return codes.joined(separator: ", ") + (kind == .code || !isOneSystem ? "" : " of \(first.system)")
    }

    /// A code as messages show it: `system|code`, or a concept's first coding.
    private func shownCode(_ node: ElementID, _ kind: Bindable) -> String {
        func one(_ node: ElementID) -> String {
            let code = view.child(node, .code)
            let system = view.child(node, .system)
            let codeText = code.exists && view.hasValue(code) ? view.value(code).text : ""
            return system.exists && view.hasValue(system) ? "\(view.value(system).text)|\(codeText)" : codeText
        }
        switch kind {
        case .code, .none: return "'\(view.value(node).text)'"
        case .coding: return "'\(one(node))'"
        case .concept:
            let all = view.children(node).filter { view.name($0) == .coding }.map(one)
            return all.count == 1 ? "'\(all[0])'" : "None of '\(all.joined(separator: "', '"))'"
        }
    }

    private func context(has canonical: String, _ kind: DefinitionKind) -> Bool {
        if case .found = judgement.context.resolve(canonical, kind: kind) { return true }
        return false
    }

    // MARK: Codings

    /// A coding names a system, the system has the code, and the display is one of the code.
    func checkCoding(_ node: ElementID) {
        let systemElement = view.child(node, .system)
        let codeElement = view.child(node, .code)
        let hasCode = codeElement.exists && view.hasValue(codeElement)
        guard systemElement.exists, view.hasValue(systemElement), !view.value(systemElement).isEmpty else {
            if hasCode { note(.codingWithoutSystem, node) }
            return
        }
        let system = view.value(systemElement)
        if !system.isAbsoluteURI {
            note(.systemRelative, systemElement, text: system.text)
            return
        }
        guard hasCode else {
            if isCompatible { note(.codingWithoutCode, node, severity: .information) }
            return
        }
        if options.noTerminology { return }
        let code = view.value(codeElement)
        if system == "http://snomed.info/sct" {
            if !SNOMEDIdentifier.isExpression(code), SNOMEDIdentifier.problem(in: code) != nil {
                note(.snomedCheckDigit, codeElement, severity: isCompatible ? .warning : nil, text: code.text)
                return
            }
        }
        let entry = codes(of: system)
        if entry.isValueSet {
            // HL7's validator places it at a Coding that stands alone, and at the system of one in a concept.
            let isAlone = view.type(view.parent(node)) != known.CodeableConcept
            note(.systemIsValueSet, isAlone ? node : systemElement, text: system.text)
            return
        }
        if entry.isSupplement {
            note(
                .codeSystemSupplement, systemElement,
                text:
                    "CODESYSTEM_CS_NO_SUPPLEMENT\u{0}'\(entry.url)' is a supplement; a coding names the code system that it supplements."
            )
            return
        }
        let display = view.child(node, .display)
        let shown = display.exists && view.hasValue(display) ? view.value(display) : nil
        switch outcome(of: code, entry, shown) {
        case .fine: break
        case .notACode:
            // HL7's validator, without a terminology server, says nothing of SNOMED CT.
            let isSilent = isCompatible && entry.url == "http://snomed.info/sct"
            note(
                .codeUnknown, codeElement, severity: isSilent ? .warning : nil, text: code.text + "\u{0}" + entry.url)
        case .systemUnknown: note(.codeSystemUnknown, node, severity: .information, decided: true, text: entry.url)
        case .inactive: note(.codeInactive, codeElement, text: code.text + "\u{0}" + entry.url)
        case .abstract:
            note(
                .codeForbidden, codeElement,
                text: code.text + "\u{0}it groups others in '\(entry.url)'; choose one of those")
        case .undecided(let why):
            note(.codeUndecided, codeElement, text: "'\(code.text)'\u{0}\(why)")
        case .displayWrong(let expected):
            note(
                .displayWrong, display, severity: options.wrongDisplays,
                text: (shown?.text ?? "") + "\u{0}" + expected)
        }
    }

    /// What there is to say of a code and its display.
    enum CodingOutcome {
        case fine, notACode, systemUnknown, inactive, abstract
        case undecided(String)
        case displayWrong(expected: String)
    }

    /// Asks terminology once for each distinct system, code and display.
    private func outcome(of code: ByteSlice, _ system: CodingSystem, _ display: ByteSlice?) -> CodingOutcome {
        codingKey.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: UInt32(system.number)) { codingKey.append(contentsOf: $0) }
        codingKey.append(contentsOf: code.buffer)
        codingKey.append(0)
        if let display { codingKey.append(contentsOf: display.buffer) }
        return codingKey.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return .fine }
            let key = ByteSlice(start: start, count: bytes.count)
            if let known = codingOutcomeNumbers[key] { return codingOutcomes[Int(known)] }
            let made = ask(code, system.url, display)
            codingOutcomeNumbers[key] = UInt32(codingOutcomes.count)
            codingOutcomes.append(made)
            return made
        }
    }

    private func ask(_ code: ByteSlice, _ system: String, _ display: ByteSlice?) -> CodingOutcome {
        var isInactive = false
        var isAbstract = false
        switch judgement.terminology.membership(code: code, ofSystem: system) {
        case .notMember: return .notACode
        case .undecided(.codeSystemUnknown): return .systemUnknown
        case .undecided(let why):
            // Of a fragment it is always said; of the large systems, which are never here, only where asked for.
            let isFragment = judgement.context.codeSystem(system)?.content == .fragment
            return isFragment || options.explains ? .undecided(why.words) : .fine
        case .memberWithRemark(.inactive), .memberWithRemark(.deprecated): isInactive = true
        case .memberWithRemark(.abstract): isAbstract = true
        default: break
        }
        if let display,
            case .wrong(let expected) = judgement.terminology.display(display.text, code: code, system: system)
        {
            return .displayWrong(expected: expected.prefix(3).map { "'\($0)'" }.joined(separator: ", "))
        }
        return isInactive ? .inactive : isAbstract ? .abstract : .fine
    }

    /// What is known of a system that codings name.
    struct CodingSystem {
        var url: String
        var isValueSet: Bool
        var isSupplement: Bool
        var number: Int
    }

    private func codes(of system: ByteSlice) -> CodingSystem {
        if let number = codingSystemNumbers[system] { return codingSystems[Int(number)] }
        let url = system.text
        let made = CodingSystem(
            url: url,
            isValueSet: !context(has: url, .codeSystem) && (context(has: url, .valueSet) || url.contains("/ValueSet/")),
            isSupplement: judgement.context.codeSystem(url)?.supplements != nil, number: codingSystems.count)
        codingSystemNumbers[system] = UInt32(codingSystems.count)
        codingSystems.append(made)
        return made
    }
}
