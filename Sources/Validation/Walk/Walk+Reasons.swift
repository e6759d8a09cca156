internal import Definitions
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

    /// Says which profiles a resource is judged by, and what put each in force.
    func explainProfiles(_ node: ElementID, since start: Int) {
        let meta = view.child(node, .meta)
        let claims =
            meta.exists
            ? view.children(meta).filter { view.name($0) == .profile && view.hasValue($0) }.map { view.value($0).text }
            : []
        for place in start..<actives.count {
            let active = actives[place]
            guard active.element == 0 else {
                let id = active.profile.pointee.cold.ids[Int(active.element)]
                note(
                    .profileApplied, node,
                    text: active.profile.pointee.cold.canonical + "\u{0}it stands where '\(id)' is described")
                continue
            }
            let definition = active.profile.pointee.cold.definition
            let why: String
            if claims.contains(where: { Canonical($0).url == definition.url }) {
                why = "it says so in meta.profile"
            } else if !definition.isProfile {
                why = "it is the definition of the type"
            } else {
                why = "the caller, a reference, a Bundle's entry or another profile asks for it"
            }
            note(.profileApplied, node, text: active.profile.pointee.cold.canonical + "\u{0}" + why)
        }
    }
}
