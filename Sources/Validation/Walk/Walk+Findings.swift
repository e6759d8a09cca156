internal import ElementModel
internal import Record

extension Walk {
    /// Puts a profile that the caller asks for in force.
    func require(_ canonical: String, of node: ElementID, since start: Int) {
        switch resolution(store.reference(canonical, from: nil)) {
        case .found(let profile):
            guard types.isKind(view.type(node), of: profile.pointee.type) else {
                note(.profileWrongType, node, text: "\(canonical) \(types.text(profile.pointee.type))")
                return
            }
            activate(profile, 0, since: start)
        case .missing, .unknown:
            note(.profileUnknown, node, severity: .error, text: canonical)
        case .broken(let why): note(.profileBroken, node, severity: .error, text: canonical + ": " + why)
        }
    }

    /// Judges the element that the caller names: a resource as a rule, or any other element by its type.
    func visitTop(_ node: ElementID, since start: Int) {
        // HL7's validator refuses such a file as XML.
        if isCompatible, node == .root, document.format == .xml, let first = document.source.first,
            first == 0x20 || (0x09...0x0D).contains(first)
        {
            note(.documentStart, node)
        }
        if view.isResource(node) {
            visitResource(node, since: start)
            if node == .root, types.name(view.type(node)) == .StructureDefinition { checkDifferential() }
        } else {
            applyTypeProfile(view[node], hasChildren: true, since: start)
            visit(node, since: start)
        }
        actives.shrink(to: start)
    }

    /// What was noted, and what the reader found, in the order of places; each thing once.
    func findings() -> [Finding] {
        // HL7's validator reads arrays without looking for their commas.
        let slips =
            isCompatible
            ? document.findings.filter { $0.rule != ReadingRule.jsonItemCommaMissing.rawValue } : document.findings
        if issues.issues.isEmpty { return slips }
        let messages = IssueMessages(view: view, store: store)
        var order = Array(issues.issues.indices)
        let noted = issues.issues
        func place(_ number: Int) -> (UInt32, UInt32) {
            (view[noted[number].element].source, noted[number].element.rawValue)
        }
        order.sort { left, right in
            let one = place(left)
            let two = place(right)
            if one != two { return one < two }
            return (noted[left].rule.rawValue, left) < (noted[right].rule.rawValue, right)
        }
        // Where not all can be shown, the gravest are.
        let isCut = order.count > options.limit
        if isCut {
            order = order.enumerated().sorted {
                let one = noted[$0.element].severity
                let two = noted[$1.element].severity
                return one == two ? $0.offset < $1.offset : one > two
            }.map(\.element)
        }
        var result = slips
        var seen: Set<SameIssue> = []
        for number in order {
            let issue = noted[number]
            let finding = messages.finding(issue, texts: issues.texts, document: document)
            let key = SameIssue(
                rule: issue.rule, element: issue.element, step: issue.step, message: finding.message,
                severity: issue.severity)
            guard seen.insert(key).inserted else { continue }
            result.append(finding)
            if result.count >= options.limit {
                let rest = noted.count - seen.count
                let worst = noted.map(\.severity).max() ?? .information
                result.append(
                    Finding(
                        severity: worst, rule: Rule.findingLimit.rawValue, expression: document.path(of: .root),
                        line: 1,
                        column: 1,
                        message:
                            "Only the gravest \(options.limit) findings are shown; up to \(rest) more were made."
                    ))
                break
            }
        }
        if !slips.isEmpty || isCut {
            let sorted = result.enumerated().sorted {
                ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
            }
            result = sorted.map(\.element)
        }
        return result
    }

    private struct SameIssue: Hashable {
        var rule: Rule
        var element: ElementID
        var step: Symbol
        var message: String
        var severity: Severity
    }
}
