internal import Record

/// What a reader noted in passing; it becomes a `Finding` with path, line and column when the document is complete.
struct Slip {
    var rule: ReadingRule
    /// Where in the source.
    var offset: Int
    /// The element whose form is wrong, or the nearest one above.
    var element: ElementID
    var message: String
    var severity: Severity?
    /// A last step of the path that has no element of its own.
    var step: String?
}

/// The slips of one document, no more than its limit.
struct SlipList {
    private(set) var slips: [Slip] = []
    private(set) var omitted = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func add(
        _ rule: ReadingRule, at offset: Int, element: ElementID, _ message: @autoclosure () -> String,
        severity: Severity? = nil, step: String? = nil
    ) {
        guard slips.count < limit else {
            omitted += 1
            return
        }
        slips.append(
            Slip(
                rule: rule, offset: offset, element: element, message: message(), severity: severity, step: step))
    }

    /// The findings, in the order of their places.
    func findings(view: ElementView, positions: SourcePositions) -> [Finding] {
        var findings: [Finding] = slips.enumerated()
            .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
            .map { _, slip in
                let place = positions.position(slip.offset)
                var path = slip.element.exists && slip.element.index < view.count ? view.path(of: slip.element) : ""
                if let step = slip.step { path += path.isEmpty ? step : ".\(step)" }
                return Finding(
                    severity: slip.severity ?? slip.rule.severity, rule: slip.rule.id, hl7: slip.rule.hl7,
                    expression: path, line: place.line, column: place.column, message: slip.message,
                    decided: slip.rule != .limit)
            }
        if omitted > 0 {
            findings.append(
                Finding(
                    severity: .error, rule: ReadingRule.limit.id, expression: "",
                    message: "\(omitted) more slips of form are not listed: correct the first \(limit) and read again.")
            )
        }
        return findings
    }
}
