/// What must be known of SNOMED CT to evaluate expression constraints. `nil` means: not known here.
public protocol ConceptGraph {
    /// Whether a concept exists and is active.
    func isActive(_ concept: Int64) -> Bool?
    /// All that stands above a concept, without itself.
    func ancestors(of concept: Int64) -> [Int64]?
    /// What stands right above a concept.
    func parents(of concept: Int64) -> [Int64]?
    /// The reference sets that a concept is a member of.
    func referenceSets(of concept: Int64) -> [Int64]?
    /// The attributes that define a concept.
    func attributes(of concept: Int64) -> [ConceptAttribute]?
    /// The attributes of other concepts whose value is this one.
    func uses(of concept: Int64) -> [ConceptAttribute]?
}

/// One attribute that defines a concept: `source : type = target`, in a group.
public struct ConceptAttribute: Sendable, Hashable {
    public var source: Int64
    public var type: Int64
    public var target: Int64
    /// Attributes of one group belong together; 0 is none.
    public var group: Int64
    public init(source: Int64, type: Int64, target: Int64, group: Int64) {
        self.source = source
        self.type = type
        self.target = target
        self.group = group
    }
}

/// The graph of nobody: what a constraint says without any release at hand.
struct UnknownGraph: ConceptGraph {
    func isActive(_ concept: Int64) -> Bool? { nil }
    func ancestors(of concept: Int64) -> [Int64]? { nil }
    func parents(of concept: Int64) -> [Int64]? { nil }
    func referenceSets(of concept: Int64) -> [Int64]? { nil }
    func attributes(of concept: Int64) -> [ConceptAttribute]? { nil }
    func uses(of concept: Int64) -> [ConceptAttribute]? { nil }
}
