internal import Definitions
internal import ElementModel

typealias ProfilePointer = UnsafePointer<CompiledProfile>

/// A StructureDefinition as the walk needs it: tables of records, made once and never changed.
///
/// It lives as long as its ``ProfileStore``; the walk sees it through a pointer and copies nothing of it.
struct CompiledProfile: @unchecked Sendable {
    let number: Int32
    let elements: UnsafePointer<ElementRule>
    let children: UnsafePointer<ChildRow>
    let counters: UnsafePointer<CounterRow>
    let types: UnsafePointer<TypeRow>
    let invariants: UnsafePointer<InvariantRow>
    let bindings: UnsafePointer<BindingRow>
    let slicings: UnsafePointer<SlicingRow>
    let slices: UnsafePointer<SliceRow>
    let criteria: UnsafePointer<CriterionRow>
    let steps: UnsafePointer<PathStep>
    /// Numbers of profile references in the ``ProfileStore``, and types of slices and criteria.
    let references: UnsafePointer<UInt32>
    /// The texts that tell slices, for ``SlicingRow/Kind/constant``.
    let constants: UnsafePointer<ByteSlice>
    let values: UnsafePointer<CompiledValue>
    /// The type that the profile is about.
    let type: TypeID
    let isExtension: Bool
    let isModifierExtension: Bool
    /// Whether what the base type says is among the rules, so that the type's own definition need not run as well.
    let includesType: Bool
    let elementCount: Int

    // What only messages and rare rules look at.
    let cold: ColdProfile
}

/// A value of a definition that instances are compared with.
struct CompiledValue: @unchecked Sendable {
    let view: ElementView
    let element: ElementID
}

/// What is rarely looked at: texts for messages, and the definition itself.
final class ColdProfile: Sendable {
    let definition: StructureDefinition
    let canonical: String
    /// The ids and paths of the elements.
    let ids: [String]
    let paths: [String]
    let sliceNames: [String?]
    let texts: [String]
    /// The value sets of bindings, as the definition names them.
    let valueSets: [String]
    let extras: [ElementExtra]
    /// Keeps the documents of ``CompiledProfile/values`` alive.
    let keptValues: [DefinitionValue]
    /// The URLs of the definitions that it builds on, nearest first.
    let lineage: [String]
    /// How the slices of an element are told apart, by its id.
    let slicingWords: [String: String]
    /// What the compiler could not make use of: said once about the profile.
    let remarks: [String]

    init(
        definition: StructureDefinition, ids: [String], paths: [String], sliceNames: [String?], texts: [String],
        valueSets: [String], extras: [ElementExtra], keptValues: [DefinitionValue], lineage: [String],
        slicingWords: [String: String], remarks: [String]
    ) {
        self.definition = definition
        self.canonical = definition.canonical
        self.ids = ids
        self.paths = paths
        self.sliceNames = sliceNames
        self.texts = texts
        self.valueSets = valueSets
        self.extras = extras
        self.keptValues = keptValues
        self.lineage = lineage
        self.slicingWords = slicingWords
        self.remarks = remarks
    }
}

/// Rare things that an element definition may say.
struct ElementExtra: Sendable {
    var minLength: Int?
    /// The form that the element itself asks for, beside that of its types.
    var regex: String?
    /// The most bytes of content, and the most digits behind the point.
    var maxSize: Int?
    var maxDecimalPlaces: Int?
    /// Extensions that may stand instead of a primitive's value (`cqf-…`/`structuredefinition` alternatives).
    var valueAlternatives: [String] = []
    var additional: [ElementDefinition.AdditionalBinding] = []
    /// `elementdefinition` markers that narratives obey.
    var narrativeLanguage: [String] = []
}

extension CompiledProfile {
    /// The row of a child by its concrete name; `nil` where the rule has no such child.
    @inline(__always)
    func child(of rule: borrowing ElementRule, named name: Symbol) -> UnsafePointer<ChildRow>? {
        var low = Int(rule.children.first)
        var high = low + Int(rule.children.count)
        while low < high {
            let middle = (low + high) >> 1
            let found = children[middle].name
            if found == name { return children + middle }
            if found < name { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}
