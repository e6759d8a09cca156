internal import ElementModel

/// Some consecutive records of one of a profile's tables.
struct Span: Sendable {
    var first: UInt32 = 0
    var count: UInt32 = 0
    @inline(__always) var isEmpty: Bool { count == 0 }
    @inline(__always) var range: Range<Int> { Int(first)..<Int(first + count) }
}

/// One element definition as the walk needs it: fixed size, no references, links by number into the tables of its
/// ``CompiledProfile``.
struct ElementRule: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt16
        /// Children are stated in the profile itself.
        static let hasChildren = Flags(rawValue: 1)
        static let isChoice = Flags(rawValue: 2)
        static let isModifier = Flags(rawValue: 4)
        static let mustSupport = Flags(rawValue: 8)
        /// Something is to be checked on the element itself: value, binding, bounds, length or type.
        static let hasChecks = Flags(rawValue: 16)
        /// Holds any resource: `contained`, `Bundle.entry.resource`.
        static let isResource = Flags(rawValue: 32)
        /// The entry of a slicing, not a slice.
        static let isSliced = Flags(rawValue: 64)
        static let isSlice = Flags(rawValue: 128)
        /// A choice whose forms are limited, so that each must be looked up.
        static let limitsTypes = Flags(rawValue: 256)
        /// A minimum that the profile itself states, not one inherited (for the reports).
        static let isExtension = Flags(rawValue: 512)
    }
    static let unbounded = UInt32.max

    /// The name in definitions: `value` for `value[x]`; of a root, the type's.
    var name: Symbol = .none
    var min: UInt32 = 0
    var max: UInt32 = unbounded
    var flags: Flags = []
    /// Rows of ``ChildRow``, sorted by concrete name.
    var children = Span()
    /// Rows of ``CounterRow``: what is counted below one occurrence of the element.
    var counters = Span()
    var types = Span()
    var invariants = Span()
    /// The slicing of the element's repetitions or forms, -1 where there is none.
    var slicing: Int32 = -1
    var fixed: Int32 = -1
    var pattern: Int32 = -1
    var binding: Int32 = -1
    var minValue: Int32 = -1
    var maxValue: Int32 = -1
    var maxLength: Int32 = -1
    /// The rule whose children are the element's: a content reference.
    var content: Int32 = -1
    /// Anything rare: see ``CompiledProfile/extras``.
    var extra: Int32 = -1
}

/// A concrete name below an element, and the rule for it.
struct ChildRow: Sendable {
    static let notAllowed: Int32 = -2
    static let anyType: Int32 = -1

    var name: Symbol
    var element: UInt32
    /// Which counter of the parent counts it.
    var counter: UInt16
    /// The ``TypeRow`` of this form; ``anyType`` where nothing is said, ``notAllowed`` where the profile forbids it.
    var type: Int32
}

/// What is counted: an element, or a slice of one.
struct CounterRow: Sendable {
    var element: UInt32
    /// Whether the count is of a slice.
    var isSlice: Bool
}

/// A type that an element may have.
struct TypeRow: Sendable {
    var type: TypeID
    /// Numbers of profile references; any one of them must hold.
    var profiles = Span()
    /// Numbers of profile references for the targets; any one of them must hold.
    var targets = Span()
    /// Bits of ``AggregationMode``; 0 where all are allowed.
    var aggregation: UInt8 = 0
    var regex: Int32 = -1
}

/// How a target may be there.
struct AggregationMode: OptionSet, Sendable {
    let rawValue: UInt8
    static let contained = AggregationMode(rawValue: 1)
    static let referenced = AggregationMode(rawValue: 2)
    static let bundled = AggregationMode(rawValue: 4)
}

/// An invariant of an element.
struct InvariantRow: Sendable {
    /// The number of the invariant among all that were compiled: equal key and expression, equal number.
    var number: UInt32
    /// Which of the hand-coded ones it is; `.program` for the rest.
    var kind: InvariantKind
    /// 0: information, 1: warning, 2: error.
    var severity: UInt8
    var isBestPractice: Bool
}

/// The invariants that stand on so many elements that they are written by hand.
enum InvariantKind: UInt8, Sendable {
    case program, elementHasContent, extensionHasValueOrParts
    /// dom-2, dom-4 and dom-5 of resources without contained ones, and the like: nothing to do.
    case containedOnly
    case narrativeMarkup
    case narrativeExists
    case referenceIsLocal
}

/// A binding of an element.
struct BindingRow: Sendable {
    /// 0: example, 1: preferred, 2: extensible, 3: required.
    var strength: UInt8
    /// Numbers in the profile's list of value sets; -1 where there is none.
    var valueSet: Int32
    var maximum: Int32
    /// Further bindings: consecutive rows.
    var additional = Span()
}

/// How the repetitions, or the forms, of an element fall into slices.
struct SlicingRow: Sendable {
    enum Kind: UInt8, Sendable {
        /// Forms of a choice, or resources, by their type.
        case type
        /// All slices test one path for equality with a constant: one look-up.
        case constant
        case general
        /// Nothing tells the slices apart but their whole content.
        case content
        case position
    }
    enum Rules: UInt8, Sendable { case open, closed, openAtEnd }
    var kind: Kind
    var rules: Rules
    var isOrdered: Bool
    var slices = Span()
    /// The steps to the constant.
    var path = Span()
    /// The slice that takes what no other takes, -1 where there is none.
    var otherwise: Int32 = -1
}

/// A slice.
struct SliceRow: Sendable {
    var element: UInt32
    /// Which counter of the parent counts it.
    var counter: UInt16
    /// Numbers of types in the profile's references.
    var types = Span()
    var criteria = Span()
    /// The constant that tells the slice, for ``SlicingRow/Kind/constant``: number of a constant.
    var constant: Int32 = -1
}

/// A step of a discriminator's path.
struct PathStep: Sendable {
    enum Kind: UInt8, Sendable { case child, extensionURL, resolve, ofType }
    var kind: Kind
    var name: Symbol
    /// The URL of `extension('…')`: number of a text.
    var text: Int32 = -1
    var type: TypeID = .none
}

/// Something that must hold at a discriminator's path for an item to be in a slice.
struct CriterionRow: Sendable {
    enum Kind: UInt8, Sendable { case fixed, pattern, binding, type, exists, absent, profile, none }
    var kind: Kind
    var path: Span
    /// Number of a value, value set, or the first of consecutive numbers of types or profile references.
    var argument: Int32
    var count: UInt16 = 0
}
