import Validation

extension RuleMutant {
    /// The rules without a mutant in the table, and why.
    static let notShown: [Rule: String] = [
        .resourceUnknown: "the reader says it before the validator comes: a type that the release lacks is not read",
        .elementUnknown: "the reader says it, as property-unknown",
        .primitiveWithoutValue: "the reader says it, as object-empty or element-empty",
        .releaseAssumed: "a matter of the command line, which knows what it was told",
        .stringLength: "takes more than a million characters; shown by a test of its own",
        .depthLimit: "the reader stops first, at the depth that it allows",
        .elementNotAllowed: "profiles that lack elements of their type are broken ones: no snapshot made here is",
        .containedNested: "nothing raises it: dom-2 says it as an invariant",
        .typeProfileSeveral: "shown by the tests of profiles: it needs profiles that allow the same",
        .attachmentHash: "shown by the tests of disputed points",
        .documentStart: "shown by the tests of disputed points",
        .contentExperimental: "shown by the tests of disputed points",
        .findingLimit: "no rule on a resource: says that there are more findings than are shown",
        .operationProfile: "shown by the tests of definitions judged as instances",
    ]
}

extension RuleBases {
    /// Resources whose form in STU3 is another one.
    static let onlyR4: Set<String> = ["report", "measured", "guide"]
}
