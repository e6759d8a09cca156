internal import Record

/// The rules as a page: `docs/rules.md` is printed from it.
public enum RuleCatalogue {
    public static var markdown: String {
        var lines = [
            "# Rules", "",
            "Every rule of the validator that is not about the bare form of JSON or XML, in the order of their groups. The id is stable: waivers, baselines and reports point at it. *HL7* is the message of HL7's reference validator that corresponds.",
            "", "| Rule | Weighs | Asks for | HL7 |", "|---|---|---|---|",
        ]
        for rule in Rule.allCases {
            let info = rule.info
            lines.append(
                "| `\(rule.rawValue)` | \(info.severity.code) | \(info.summary) | \(info.hl7.joined(separator: ", ")) |"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
