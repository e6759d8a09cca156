internal import Definitions
internal import ElementModel
internal import Record
internal import Terminology
internal import Units

extension Walk {
    /// Judges a Questionnaire by the rules that no invariant states.
    func checkQuestionnaire(_ node: ElementID) {
        for problem in QuestionnaireRules.judge(view, node) { note(problem) }
        if isR4 { checkDerivations(node) }
    }

    /// Judges a Questionnaire by those that it says it is derived from, and how.
    private func checkDerivations(_ node: ElementID) {
        for element in view.children(node) where view.name(element) == .derivedFrom && view.hasValue(element) {
            let url = view.value(element).text
            func remark(_ word: String, _ message: String, _ severity: Severity = .warning) {
                note(
                    AnswerProblem(
                        rule: .questionnaireDerivation, hl7: "QUESTIONNAIRE_Q_" + word, element: element,
                        message: message, severity: severity, isDecided: word != "UNKNOWN_DERIVATION"))
            }
            guard case .other(let document, _)? = judgement.context.definition(url), document.isReadable,
                document.view.types.text(document.view.type(.root)) == "Questionnaire"
            else {
                remark("UNKNOWN_DERIVATION", "The Questionnaire '\(url)' is not among the definitions.")
                continue
            }
            guard let code = derivationType(element) else {
                remark(
                    "NO_DERIVATION_TYPE",
                    "Nothing says how it is derived (the extension questionnaire-derivationType), so nothing was judged by it."
                )
                continue
            }
            guard code == "extends" || code == "compliesWith" else {
                if code != "inspiredBy" { remark("DERIVATION_TYPE_UNKNOWN", "'\(code)' is no way to be derived.") }
                continue
            }
            var derivation = QuestionnaireDerivation(
                view: view, base: QuestionnaireItems(view: document.view, questionnaire: .root), baseName: url,
                extends: code == "extends")
            for item in QuestionnaireItems(view: view, questionnaire: node).all { derivation.judge(item) }
            for problem in derivation.problems { note(problem) }
        }
    }

    private func derivationType(_ element: ElementID) -> String? {
        for child in view.children(element) where view.name(child) == .extension {
            guard view.text(child, .url) == "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType"
            else { continue }
            let value = view.extensionValue(child)
            if value.exists { return view.text(value, .code) }
        }
        return nil
    }

    /// Judges a QuestionnaireResponse by the Questionnaire that it answers.
    func checkResponse(_ node: ElementID) {
        let stated = view.child(node, .questionnaire)
        var canonical: ByteSlice?
        if stated.exists {
            if view.hasValue(stated) {
                canonical = view.value(stated)
            } else {
                // STU3 refers to it.
                let reference = view.child(stated, .reference)
                if reference.exists, view.hasValue(reference) { canonical = view.value(reference) }
            }
        }
        guard let canonical, !canonical.isEmpty else {
            note(
                .answerQuestionnaireUnknown, stated.exists ? stated : node, severity: isCompatible ? .information : nil,
                decided: isCompatible,
                text: "Questionnaire_QR_Q_None\u{0}The response names no Questionnaire, so nothing was judged by one.")
            return
        }
        let text = canonical.text
        if canonical[0] == UInt8(ascii: "#") {
            let found = index(of: node).contained(canonical[1..<canonical.count], in: node, view)
            guard found.exists else {
                note(
                    .answerQuestionnaireUnknown, stated, decided: false,
                    text: "Questionnaire_QR_Q_NotFound\u{0}There is no contained Questionnaire '\(text)'.")
                return
            }
            judge(node, by: view, found, at: stated, text, origin: nil)
            return
        }
        guard let definition = judgement.context.definition(text) else {
            note(
                .answerQuestionnaireUnknown, stated, severity: .warning, decided: false,
                text:
                    "Questionnaire_QR_Q_NotFound\u{0}The Questionnaire '\(text)' is not among the definitions, so nothing was judged by it."
            )
            return
        }
        guard case .other(let document, let origin) = definition, document.isReadable else {
            note(
                .answerQuestionnaireType, stated,
                text: "TYPE_SPECIFIC_CHECKS_DT_CANONICAL_TYPE\u{0}'\(text)' is no Questionnaire.")
            return
        }
        judge(node, by: document.view, .root, at: stated, text, origin: origin)
    }

    private func judge(
        _ node: ElementID, by source: ElementView, _ questionnaire: ElementID, at stated: ElementID, _ text: String,
        origin: DefinitionOrigin?
    ) {
        let name = source.types.text(source.type(questionnaire))
        guard name == "Questionnaire" else {
            note(
                .answerQuestionnaireType, stated,
                text: "TYPE_SPECIFIC_CHECKS_DT_CANONICAL_TYPE\u{0}'\(text)' is a \(name), not a Questionnaire.")
            return
        }
        checkAuthored(node, by: source, questionnaire)
        let document = self.document
        let host = AnswerHost(
            isMember: { self.isMember($0, of: $1, source, questionnaire, from: origin) },
            compare: { self.judgement.compare($0, self.view, $1, source) },
            isTrue: { expression in
                switch self.judgement.holds(expression, at: node, in: document) {
                case .yes: true
                case .no: false
                case .unknown: nil
                }
            },
            matches: { text, pattern in
                switch self.judgement.matches(text, pattern) {
                case .yes: true
                case .no: false
                case .unknown: nil
                }
            },
            isCompatible: isCompatible,
            judgesReferences: !isCompatible || options.assumeValidRestReferences)
        var answers = Answers(
            view: view, response: node, items: QuestionnaireItems(view: source, questionnaire: questionnaire),
            host: host)
        answers.judge()
        for problem in answers.problems { note(problem) }
    }

    /// A response is written while its Questionnaire is in use.
    private func checkAuthored(_ node: ElementID, by source: ElementView, _ questionnaire: ElementID) {
        let authored = view.child(node, .authored)
        let period = source.child(questionnaire, .effectivePeriod)
        guard authored.exists, view.hasValue(authored), period.exists else { return }
        for (name, order, word) in [(Symbol.end, Comparison.above, "END"), (.start, .below, "START")] {
            let bound = source.child(period, name)
            guard bound.exists, source.hasValue(bound), judgement.compare(authored, view, bound, source) == order
            else { continue }
            note(
                .answerAuthored, authored,
                text:
                    "QUESTIONNAIRE_QR_AUTHOR_\(word)\u{0}The response was written \(order == .above ? "after the end" : "before the start"), \(source.value(bound).text), of the time in which its Questionnaire is in use."
            )
        }
    }

    private func isMember(
        _ value: ElementID, of valueSet: String, _ source: ElementView, _ questionnaire: ElementID,
        from origin: DefinitionOrigin?
    ) -> (isMember: Bool?, reason: String) {
        let found =
            valueSet.hasPrefix("#")
            ? containedSet(valueSet.dropFirst(), of: source, questionnaire)
            : judgement.valueSet(valueSet, from: origin)
        guard let set = found else { return (nil, "the value set \(valueSet) is not here") }
        if isCompatible, hasWrongDisplay(value) { return (false, "") }
        var answer: (Bool?, String) = (false, "")
        for one in judgement.codings(value, view) {
            switch set.membership(code: one.code, system: one.system) {
            case .member, .memberWithRemark: return (true, "")
            case .undecided(let why): answer = (nil, why.words)
            case .notMember: break
            }
        }
        return answer
    }

    /// HL7's validator asks for code and display together.
    private func hasWrongDisplay(_ coding: ElementID) -> Bool {
        let system = view.child(coding, .system)
        let code = view.child(coding, .code)
        let display = view.child(coding, .display)
        guard system.exists, code.exists, display.exists, view.hasValue(code), view.hasValue(display) else {
            return false
        }
        if case .wrong = judgement.terminology.display(
            view.value(display).text, code: view.value(code), system: view.value(system).text)
        {
            return true
        }
        return false
    }

    /// A value set that stands beside the items: in the Questionnaire, or in what contains it.
    private func containedSet(_ id: Substring, of source: ElementView, _ questionnaire: ElementID) -> CompiledValueSet?
    {
        var holder = questionnaire
        if source.flags(holder).contains(.contained) { holder = source.resource(of: source.parent(holder)) }
        for child in source.children(holder) where source.flags(child).contains(.contained) {
            guard source.text(child, .id) == String(id) else { continue }
            let document = Document.read(source.json(of: child), release: source.release)
            return ValueSet.read(document).map { judgement.terminology.compile($0) }
        }
        return nil
    }

    private func note(_ problem: AnswerProblem) {
        note(
            problem.rule, problem.element, severity: problem.severity, decided: problem.isDecided,
            text: problem.hl7 + "\u{0}" + problem.message)
    }
}
