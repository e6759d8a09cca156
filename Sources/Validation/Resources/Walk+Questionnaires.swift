internal import Definitions
internal import ElementModel
internal import Record
internal import Terminology
internal import Units

extension Walk {
    /// Judges a Questionnaire by the rules that no invariant states.
    func checkQuestionnaire(_ node: ElementID) {
        for problem in QuestionnaireRules.judge(view, node) { note(problem) }
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
        let document = self.document
        let host = AnswerHost(
            isMember: { coding, valueSet in
                var set = self.judgement.valueSet(valueSet, from: origin)
                if set == nil, valueSet.hasPrefix("#") {
                    set = self.containedSet(valueSet, of: source, questionnaire)
                }
                guard let set else { return (nil, "the value set \(valueSet) is not here") }
                var answer: (Bool?, String) = (false, "")
                if self.isCompatible, self.hasWrongDisplay(coding) { return (false, "") }
                for one in self.judgement.codings(coding, self.view) {
                    switch set.membership(code: one.code, system: one.system) {
                    case .member, .memberWithRemark: return (true, "")
                    case .undecided(let why): answer = (nil, why.words)
                    case .notMember: break
                    }
                }
                return answer
            },
            compare: { value, unit, bound, boundUnit in
                guard let one = Decimal(bytes: value.buffer), let two = Decimal(bytes: bound.buffer) else { return nil }
                guard let unit, let boundUnit else { return unit == boundUnit ? Decimal.compare(one, two) : nil }
                if unit == boundUnit { return Decimal.compare(one, two) }
                return UCUM.compare(one, unit.text, two, boundUnit.text)
            },
            isTrue: { expression in
                switch self.judgement.holds(expression, at: node, in: document) {
                case .yes: true
                case .no: false
                case .unknown: nil
                }
            })
        var answers = Answers(
            view: view, response: node, items: QuestionnaireItems(view: source, questionnaire: questionnaire),
            host: host)
        answers.judge(node)
        for problem in answers.problems { note(problem) }
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

    /// A value set that a Questionnaire contains.
    private func containedSet(_ reference: String, of source: ElementView, _ questionnaire: ElementID)
        -> CompiledValueSet?
    {
        _ = source
        _ = questionnaire
        _ = reference
        return nil
    }

    private func note(_ problem: AnswerProblem) {
        note(
            problem.rule, problem.element,
            severity: problem.isDecided && !problem.isWarning ? .error : .warning, decided: problem.isDecided,
            text: problem.hl7 + "\u{0}" + problem.message)
    }
}
