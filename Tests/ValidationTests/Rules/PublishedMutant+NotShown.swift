import Validation

extension PublishedMutant {
    /// Why no file of a publisher can show a rule.
    static func reason(_ rule: Rule, _ publisher: String) -> String? {
        if let why = notShown[rule] { return why }
        if let why = publisher == "ITK3" ? notShownByITK[rule] : notShownByGPConnect[rule] { return why }
        return kinds.first { rule.rawValue.hasPrefix($0.prefix) }?.why
    }

    /// Rules on resources of which neither publishes an instance that is exchanged.
    private static let kinds: [(prefix: String, why: String)] = [
        ("answer-", "neither exchanges a QuestionnaireResponse"),
        ("questionnaire-", "neither exchanges a Questionnaire"),
        ("measure-", "neither exchanges a Measure or a MeasureReport"),
        ("code-system-", "a rule on code systems as resources, which neither exchanges"),
        ("value-set-", "a rule on value sets as resources, which neither exchanges"),
        ("concept-map-", "a rule on maps of concepts, which neither exchanges"),
        ("search-parameter-", "a rule on search parameters, which neither exchanges"),
        ("structure-", "a rule on definitions of structures, which neither exchanges"),
        ("operation-", "a rule on definitions of operations, which neither exchanges"),
        ("capability-", "a rule on CapabilityStatements, which neither exchanges"),
        ("signature-", "neither signs what it sends"),
        ("expression-", "a rule on expressions in definitions, which neither exchanges"),
    ]

    private static let notShown: [Rule: String] = [
        .profileBroken: "no published profile of either is broken",
        .typeProfileUnknown: "no profile of either puts a profile on a data type",
        .typeProfileNone: "no profile of either puts a profile on a data type",
        .sliceNone: "an information of --explain",
        .sliceApplied: "an information of --explain",
        .profileApplied: "an information of --explain",
        .sliceSeveral: "a coding has one system, by which both tell their slices apart",
        .sliceOrder: "the one ordered slicing, of CareConnect-GPC-Location-1, has one slice only",
        .sliceUndecided: "no slices are told apart by what a reference leads to or by a profile",
        .fixedMissing: "they fix simple values only, never whole concepts",
        .fixedExtra: "they fix simple values only, never whole concepts",
        .patternValue: "STU3 profiles of both fix values and give no patterns",
        .patternMissing: "STU3 profiles of both fix values and give no patterns",
        .valueBelowMinimum: "no profile of either has a minValue",
        .valueAboveMaximum: "no profile of either has a maxValue",
        .canonicalUnresolved: "STU3 has no type canonical, and the rule is R4's",
        .canonicalType: "STU3 has no type canonical, and the rule is R4's",
        .guideDependency: "no file of either is an ImplementationGuide",
        .valueNotComparable: "no profile of either has a bound on a value",
        .valueLengthMinimum: "no profile of either has a least length",
        .valueDecimals: "no profile of either bounds decimal places",
        .contentSize: "no profile of either bounds the size of content",
        .quantityWithoutCode: "no profile of either bounds a quantity",
        .typeProfileMismatch: "no profile of either names one for another type",
        .codeUndecided: "said of fragments of code systems, of which their packages have none",
        .codeForbidden: "their code systems have no codes that only group others",
        .valueAlternatives: "an extension of later releases",
        .primitiveRegex: "no profile of either states a pattern of characters",
        .stringControl: "XML cannot carry control characters, and their examples are XML",
        .markdownMarkup: "none of their resources has an element of type markdown",
        .canonicalAbsolute: "STU3 has no canonicals",
        .canonicalFragment: "STU3 has no canonicals",
        .urlExample: "only where example URLs are forbidden by a setting",
        .attachmentWithoutContent: "an information: nothing is invalid by it",
        .extensionValueType: "only with --compat hl7, beside type-not-allowed",
        .extensionWithoutValue: "only with --compat hl7, beside the value's cardinality",
        .extensionContextInvariant: "no extension of either has a contextInvariant",
        .extensionContextUndecided: "contexts of STU3 are elements and extensions, never expressions",
        .extensionIsModifier: "neither defines an extension that modifies",
        .referenceTypeMismatch: "Reference.type came with R4",
        .referenceAggregation: "no profile of either says how a target is carried",
        .bundleEntryFirst: "a Bundle without entries is the profile's cardinality first",
        .bundleEntryFullURL: "R4 asks for it, STU3 does not",
        .bundleEntryType: "their Bundles name the types of entries by slices, which the profile's rules judge",
        .bundleStylesheet: "their Bundles may have no links",
        .bundleSearchResource: "an entry without a resource is the profile's cardinality first",
        .bundleSearchType: "the published search results have no self link to tell what was searched for",
        .bundleSearchMode: "the published search results lack search.mode as they are",
        .bundleSelfLink: "the published search results lack a self link as they are",
        .bindingPreferred: "an information: nothing is invalid by it",
        .codeSystemUnknown: "an information in STU3, where a binding decides",
        .codingWithoutCode: "an information of --compat hl7",
        .codeInactive: "no STU3 code system of either marks codes as inactive",
        .narrativeTextLink: "an extension of later releases",
        .narrativeLanguageMissing: "an extension of later releases",
    ]

    private static let notShownByGPConnect: [Rule: String] = [
        .sliceClosed: "the one closed slicing, of CareConnect-GPC-Location-1, is in no published example",
        .sliceOpenAtEnd: "no slicing of GP Connect is open at its end",
    ]

    private static let notShownByITK: [Rule: String] = [
        .valueLength: "the one bounded length, of SenderReference, is not used in the published response",
        .bundleDocumentDate: "the published documents lack their date as they are",
        .bundleSearchID: "ITK3 sends messages and documents, and answers no searches",
        .referenceTargetUndecided: "the published documents have such a reference as they are",
    ]
}
