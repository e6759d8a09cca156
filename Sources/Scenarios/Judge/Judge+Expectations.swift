internal import ElementModel
internal import Record

extension Judge {
    /// What came of a check, before it is weighed.
    struct Checked {
        var judgement: Judgement
        var findings: [Finding] = []
        init(_ judgement: Judgement, _ findings: [Finding] = []) {
            self.judgement = judgement
            self.findings = findings
        }
    }

    /// Checks one expectation against an answer.
    func check(_ expectation: Expectation, _ answer: Answer, pack: Pack, values: Values) -> Checked {
        do throws(PathFault) {
            switch expectation.kind {
            case .status(let codes):
                let status = answer.response.status
                for code in codes where try fill(code, values) == String(status) { return Checked(.pass()) }
                var reason = "status \(status)"
                if let code = outcomeCodes(answer).first { reason += " (\(code.code))" }
                return Checked(.fail(reason))
            case .noBody:
                let isEmpty = answer.response.body.isEmpty
                return Checked(isEmpty ? .pass() : .fail("there is a body"))
            case .header(let name, let test): return try header(name, test, answer, values)
            default: break
            }
            guard let document = answer.document else { return Checked(.fail(answer.unreadable)) }
            // A status of failure beside a body that looks right is no success.
            if answer.response.status >= 400, answer.type != "OperationOutcome" {
                return Checked(.fail("status \(answer.response.status)"))
            }
            switch expectation.kind {
            case .resource(let type):
                let actual = answer.type ?? "nothing"
                return Checked(actual == type ? .pass() : .fail("the body is a \(actual)\(outcomeWords(answer))"))
            case .profile(let url, let over):
                return try profile([try fill(url, values)], over: over, answer, document, pack: pack, values)
            case .valid(let over): return try profile([], over: over, answer, document, pack: pack, values)
            case .fhirPath(let path, let over): return try truth(path, over: over, answer, document, values)
            case .value(let path, let wanted): return try value(path, wanted, document, values)
            case .ending(let path, let endings): return try ending(path, endings, answer, document, values)
            case .outcome(let codes, let system, let types):
                return try outcome(codes, system: system, types: types, answer, pack: pack, values)
            case .entries(let type, let minimum, let maximum):
                return entries(type, minimum, maximum, answer, document)
            case .member(let reference, let isThere):
                return member(try fill(reference, values), isThere: isThere, answer, document)
            case .resolves(let path, let type): return try resolves(path, type, document, values)
            case .nhsNumber(let path): return try nhsNumbers(path, document, values)
            case .status, .noBody, .header: return Checked(.error(.harness, "not reached"))
            }
        } catch {
            return Checked(
                error.isUndecided ? .undecided(.terminology, error.message) : .error(.scenario, error.message))
        }
    }

    private func header(
        _ name: String, _ test: Expectation.HeaderTest, _ answer: Answer, _ values: Values
    ) throws(PathFault) -> Checked {
        let fields = answer.response.headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        if case .absent = test { return Checked(fields.isEmpty ? .pass() : .fail("a \(name) header came")) }
        guard !fields.isEmpty else { return Checked(.fail("no \(name) header came")) }
        let holds: Bool
        switch test {
        case .present, .absent: holds = fields.contains { !$0.isEmpty }
        case .equals(let template):
            let wanted = try fill(template, values)
            holds = fields == [wanted]
        case .contains(let template):
            let wanted = try fill(template, values).lowercased()
            holds = fields.contains { $0.lowercased().contains(wanted) }
        case .prefix(let template):
            let wanted = try fill(template, values).lowercased()
            holds = fields.allSatisfy { $0.lowercased().hasPrefix(wanted) }
        }
        return Checked(holds ? .pass() : .fail("\(name) is '\(fields.joined(separator: "', '"))'"))
    }

    /// The elements that `over` finds; without it, the resource.
    private func elements(
        _ over: String?, _ document: Document, _ values: Values
    ) throws(PathFault) -> [ElementID] {
        guard let over else { return [.root] }
        return try context.evaluate(try fill(over, values), document, .root).compactMap(\.element)
    }

    private func nothing(_ path: String, _ answer: Answer) -> Checked {
        // An error in place of what was asked for is no missing datum.
        if answer.type == "OperationOutcome", !path.contains("OperationOutcome") {
            return Checked(.fail("status \(answer.response.status)\(outcomeWords(answer))"))
        }
        return Checked(.undecided(.data, "\(path) finds nothing, so there was nothing to check\(outcomeWords(answer))"))
    }

    private func profile(
        _ profiles: [String], over: String?, _ answer: Answer, _ document: Document, pack: Pack, _ values: Values
    ) throws(PathFault) -> Checked {
        if let reason = context.standIns[pack.id] { return Checked(.undecided(.definitions, reason)) }
        let elements = try elements(over, document, values)
        if elements.isEmpty { return nothing(over ?? "", answer) }
        var findings: [Finding] = []
        for element in elements {
            let place = document.view.path(of: element)
            let root = String(place.prefix { $0 != "." }) + "."
            // What the reader found elsewhere in the document says nothing of this element.
            findings += context.validate(document, element, profiles).filter { finding in
                element == .root || finding.severity == .fatal || !finding.expression.hasPrefix(root)
                    || finding.expression.hasPrefix(place)
            }
        }
        let errors = findings.filter { $0.severity >= .error && $0.decided }
        let undecided = findings.filter { !$0.decided }
        let told = findings.filter { $0.severity >= .warning || !$0.decided }
        if let first = errors.first {
            let others = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
            return Checked(.fail("\(first.expression): \(first.message)\(others)"), told)
        }
        if let first = undecided.first {
            let blame: Blame =
                first.rule.contains("terminology") || first.rule.contains("binding") || first.rule.contains("code")
                ? .terminology : .definitions
            return Checked(.undecided(blame, "\(first.expression): \(first.message)"), told)
        }
        return Checked(.pass(), told)
    }

    private func truth(
        _ template: String, over: String?, _ answer: Answer, _ document: Document, _ values: Values
    ) throws(PathFault) -> Checked {
        let path = try fill(template, values)
        let elements = try elements(over, document, values)
        if elements.isEmpty { return nothing(over ?? "", answer) }
        var isUndecided = false
        for element in elements {
            let found = try context.evaluate(path, document, element)
            guard found.count <= 1 else { throw PathFault(message: "\(template) gives \(found.count) values, not one") }
            switch found.first?.text {
            case "true"?: continue
            case "false"?:
                let place = over == nil ? "" : " for \(document.view.path(of: element))"
                let parts = context.trace(path, document, element)
                let trace = parts.isEmpty ? "" : ": \(parts)"
                return Checked(.fail("it is false\(place)\(outcomeWords(answer))\(trace)"))
            case nil: isUndecided = true
            case let text?: throw PathFault(message: "\(template) gives '\(text)', not true or false")
            }
        }
        return isUndecided ? nothing(template, answer) : Checked(.pass())
    }

    private func value(
        _ path: String, _ template: String, _ document: Document, _ values: Values
    ) throws(PathFault) -> Checked {
        let wanted = try fill(template, values)
        let found = try context.evaluate(try fill(path, values), document, .root).compactMap(\.text)
        if found == [wanted] { return Checked(.pass()) }
        if found.isEmpty { return Checked(.fail("\(path) is not there")) }
        return Checked(.fail("\(path) is '\(found.prefix(5).joined(separator: "', '"))'"))
    }

    private func ending(
        _ path: String, _ endings: [String], _ answer: Answer, _ document: Document, _ values: Values
    ) throws(PathFault) -> Checked {
        let found = try context.evaluate(try fill(path, values), document, .root).compactMap(\.text)
        if found.isEmpty { return nothing(path, answer) }
        guard let other = found.first(where: { text in !endings.contains { text.hasSuffix($0) } }) else {
            return Checked(.pass())
        }
        return Checked(.fail("a value is '\(other)'"))
    }
}
