public import Record

/// How strictly to judge, where the specification leaves a choice.
public struct ValidationOptions: Sendable, Hashable {
    /// Whose reading of disputed points counts (`docs/disputed-points.md`).
    public enum Compatibility: String, Sendable, Hashable {
        /// The specification's text; *undecided* where it is silent.
        case specification
        /// HL7's reference validator.
        case hl7
    }
    /// How far references out of the resource or Bundle are followed.
    public enum ReferenceChecking: String, Sendable, Hashable {
        case ignore, checkType, checkExists, checkExistsAndType, checkValid
    }

    /// Whether published snapshots are believed, instead of being made anew from the differentials.
    public var usesPublishedSnapshots = false
    public var compatibility = Compatibility.specification
    /// How much a display weighs that the code system does not know.
    public var wrongDisplays = Severity.error
    /// How much an extension weighs whose definition is not to be had; `nil`: error, but for example domains.
    public var unknownExtensions: Severity? = .error
    public var validateReferences = ReferenceChecking.ignore
    /// Whether relative references of the form Type/id, outside Bundles, are taken to be good.
    public var assumeValidRestReferences = false
    /// How much a failed best-practice rule weighs; `nil`: not reported.
    public var bestPractice: Severity?
    /// Whether text that looks like script is an error rather than a warning.
    public var securityChecks = false
    public var allowComments = false
    /// Whether example URLs are allowed (`true`), errors (`false`), or nothing is said of them (`nil`).
    public var examples: Bool?
    public var noTerminology = false
    public var language = "en-US"
    public var checkContained = true
    public var enforceAggregation = false
    /// Extensions whose URL holds one of these may be unknown.
    public var allowedExtensionDomains: [String] = []
    /// Whether content marked experimental is an error.
    public var noExperimentalContent = false
    /// Whether to add findings that say why a profile or a slice was or was not applied.
    public var explains = false
    /// The instant that bounds relative to now count from, in seconds since 1970; `nil`: the clock.
    public var now: Double?
    /// The most findings that one resource may have; one more says that there were others.
    public var limit = 1000

    public init() {}
}
