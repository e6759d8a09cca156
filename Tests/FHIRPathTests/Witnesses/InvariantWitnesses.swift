/// Small resources written by hand, each of which shows some published invariants true or false that neither the
/// published examples nor their spoilt copies show.
enum InvariantWitnesses {
    /// Structures of which there are no instances.
    static let patterns: Set<String> = ["Event", "Request", "MetadataResource", "Definition", "FiveWs"]
    /// Why an invariant (key, root) is not shown both ways, where neither a fault nor a pattern is the reason.
    static let reasons: [String: String] = [
        "eld-11 ElementDefinition":
            "Cannot be false: select() gives a truth value for every type, and exists() counts false as well.",
        "csd-1 CodeSystem": "Cannot be false: `|` drops repetitions before they are looked for.",
        "vs-2 Observation": "Gives nothing where it should be false: neither side of its `or` is ever false.",
        "qty-3 Contract": "Gives nothing where it should be false: `or` with a system that is not there.",
    ]

    static func resources(_ text: String) -> [[UInt8]] { text.split(separator: "\n").map { Array($0.utf8) } }
}
