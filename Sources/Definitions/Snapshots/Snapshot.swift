/// All elements that a definition has, its own and its ancestors', in order
/// ([StructureDefinition.snapshot](https://hl7.org/fhir/R4/profiling.html#snapshot)).
public struct Snapshot: Sendable {
    /// The elements in preorder; the first is the root.
    public let elements: [ElementDefinition]
    /// For each element, the index behind its last descendant. Slices stand behind the element that they slice.
    public let ends: [Int]
    /// What is wrong with the definition, by element.
    public let diagnostics: [SnapshotDiagnostic]
    /// Where the elements come from.
    public let basis: Basis

    /// Where the elements of a snapshot come from.
    public enum Basis: String, Sendable, Hashable {
        /// Made from the differential.
        case regenerated
        /// Taken from the package because it was asked for.
        case published
        /// Taken from the package because the differential cannot be applied; the diagnostics say why.
        case publishedInstead = "published-instead"
        /// Made from the differential as far as that goes, and nothing published to fall back on.
        case incomplete
    }

    public init(elements: [ElementDefinition], diagnostics: [SnapshotDiagnostic] = [], basis: Basis = .regenerated) {
        self.elements = elements
        self.ends = Snapshot.ends(of: elements)
        self.diagnostics = diagnostics
        self.basis = basis
    }

    /// The indices of the children of an element, slices among them, in order.
    public func children(of index: Int) -> Children { Children(ends: ends, place: index + 1, end: ends[index]) }

    /// Walks over the children of one element.
    public struct Children: Sequence, IteratorProtocol {
        let ends: [Int]
        var place: Int
        let end: Int
        public mutating func next() -> Int? {
            guard place < end else { return nil }
            defer { place = ends[place] }
            return place
        }
    }

    /// Depth is what tells descendants: an element ends where one of its own depth, or a lesser one, begins.
    private static func ends(of elements: [ElementDefinition]) -> [Int] {
        var ends = [Int](repeating: elements.count, count: elements.count)
        var open: [(depth: Int, index: Int)] = []
        for (index, element) in elements.enumerated() {
            var depth = 0
            for byte in element.path.utf8 where byte == UInt8(ascii: ".") { depth += 1 }
            while let last = open.last, last.depth >= depth {
                ends[last.index] = index
                open.removeLast()
            }
            open.append((depth, index))
        }
        return ends
    }
}

/// Something wrong with a definition, found while its snapshot was made.
///
/// It speaks of the package, never of an instance.
public struct SnapshotDiagnostic: Sendable, Hashable {
    public var rule: SnapshotRule
    /// The canonical of the definition that is at fault.
    public var definition: String
    /// The id of the element definition, as the differential has it.
    public var element: String
    public var message: String
    public var severity: SnapshotRule.Severity { rule.severity }

    public init(rule: SnapshotRule, definition: String, element: String, message: String) {
        self.rule = rule
        self.definition = definition
        self.element = element
        self.message = message
    }
}
