/// One SHALL or SHOULD of a published standard.
public struct Requirement: Sendable, Hashable {
    public enum Strength: String, Sendable, Hashable, CaseIterable {
        case shall = "SHALL"
        case shallNot = "SHALL NOT"
        case should = "SHOULD"
        case shouldNot = "SHOULD NOT"
        case may = "MAY"
    }
    public enum Side: String, Sendable, Hashable, CaseIterable { case provider, consumer, both }
    /// Where the requirement was read: the specification's text, an NHS test suite, a definition, or inference.
    public enum Basis: String, Sendable, Hashable, CaseIterable {
        case specification = "S"
        case testSuite = "T"
        case definition = "D"
        case inferred = "I"
    }

    /// The key, for example `GPC-AM-001`; never reused.
    public var key: String
    public var strength: Strength
    public var side: Side
    public var basis: Basis
    /// The requirement in the project's own words.
    public var text: String
    /// Where it can be read.
    public var source: String?
    /// Ids that others gave it (SCAL, requirement catalogues).
    public var externalIDs: [String]

    public init(
        key: String, strength: Strength, side: Side, basis: Basis, text: String, source: String? = nil,
        externalIDs: [String] = []
    ) {
        self.key = key
        self.strength = strength
        self.side = side
        self.basis = basis
        self.text = text
        self.source = source
        self.externalIDs = externalIDs
    }
}
