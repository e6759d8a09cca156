internal import ElementModel
internal import Record

/// What the walk notes when a rule does not hold: plain numbers; words are made of it when it is reported.
struct Issue {
    var rule: Rule
    var severity: Severity
    /// 0 where the rule's first correspondence holds; else which one.
    var variant: UInt8 = 0
    var isDecided = true
    var element: ElementID
    /// Whose rule it is; `nil` for rules of the specification's text.
    var profile: ProfilePointer?
    var definition: UInt32 = 0
    /// Numbers whose meaning is the rule's: counts, elements, symbols.
    var first: Int = 0
    var second: Int = 0
    /// The number of a text in the ``IssueList``, -1 for none.
    var text: Int32 = -1
    /// A step that is added to the element's path: the name of a child that is not there.
    var step: Symbol = .none
    var placing = Placing.plain

    /// How the place is written.
    enum Placing: UInt8 {
        case plain
        /// As HL7's validator numbers what it finds from the first entry of a document on: from one.
        case numberedFromOne
        /// As HL7's validator writes the place of some extensions: with the url behind it.
        case withURL
    }
}

/// The issues of one run, and the texts that some of them carry.
struct IssueList {
    var issues: [Issue] = []
    var texts: [String] = []
    /// How many errors stand in ``issues``: speculation compares it.
    var errors = 0
    /// How deep the walk is in speculation: texts are then not made.
    var speculation = 0
    /// How deep the walk is in speculation for the sake of its words.
    var telling = 0
    var makesTexts: Bool { speculation == telling }

    /// A place to go back to.
    struct Mark {
        var issues: Int
        var texts: Int
        var errors: Int
    }
    var mark: Mark { Mark(issues: issues.count, texts: texts.count, errors: errors) }

    mutating func add(_ issue: Issue) {
        issues.append(issue)
        if issue.severity >= .error { errors += 1 }
    }
    mutating func add(_ issue: Issue, text: @autoclosure () -> String) {
        var issue = issue
        if makesTexts {
            issue.text = Int32(texts.count)
            texts.append(text())
        }
        add(issue)
    }
    /// A code that a tighter rule asks for is not to be blamed for lying outside a looser value set.
    mutating func withdrawExtensible(_ element: ElementID, from first: Int) {
        guard issues[first...].contains(where: { $0.rule == .bindingExtensible && $0.element == element }) else {
            return
        }
        let kept = issues[first...].filter { $0.rule != .bindingExtensible || $0.element != element }
        issues.removeSubrange(first...)
        issues += kept
    }
    mutating func goBack(to mark: Mark) {
        issues.removeSubrange(mark.issues...)
        texts.removeSubrange(mark.texts...)
        errors = mark.errors
    }
    mutating func reset() {
        issues.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        errors = 0
        speculation = 0
        telling = 0
    }
}
