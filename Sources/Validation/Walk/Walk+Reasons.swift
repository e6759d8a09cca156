internal import ElementModel
internal import Record

extension Walk {
    /// Why an element does not conform to a profile: the first error that it has by that profile, in words.
    ///
    /// Found by judging it once more, with words; asked for only where something is reported. A reason can have a reason
    /// of its own, to a depth that a reader still follows.
    func reason(_ node: ElementID, fails profile: ProfilePointer) -> String {
        if !issues.makesTexts || issues.telling >= 3 { return "" }
        let key = MemoKey(element: node, profile: profile.pointee.number, part: 0)
        if let known = reasons[key] { return known }
        let mark = issues.mark
        let outcome = memo[key]
        memo[key] = .running
        issues.telling += 1
        issues.speculation += 1
        judge(node, by: profile, element: 0)
        issues.speculation -= 1
        issues.telling -= 1
        memo[key] = outcome
        var words = ""
        if let issue = issues.issues[mark.issues...].first(where: { $0.severity >= .error }) {
            let finding = IssueMessages(view: view, store: store).finding(
                issue, texts: issues.texts, document: document)
            words = "\(finding.expression): \(finding.message)"
        }
        issues.goBack(to: mark)
        if issues.telling == 0 { reasons[key] = words }
        return words
    }
}
