internal import ElementModel

/// A rule that holds for the node at hand, and where its counts stand.
struct ActiveRule: BitwiseCopyable {
    var profile: ProfilePointer
    var element: UInt32
    /// The rule whose children are looked up: the rule itself, or the one that its content reference names.
    var content: UInt32
    /// Where the counts of its children begin.
    var counts: UInt32 = 0
    /// Whether it is a rule for another type, of which nothing is to be said.
    var isIdle = false

    @inline(__always) init(profile: ProfilePointer, element: UInt32) {
        self.profile = profile
        self.element = element
        let content = profile.pointee.elements[Int(element)].content
        self.content = content >= 0 ? UInt32(content) : element
    }
    @inline(__always) var rule: UnsafePointer<ElementRule> { profile.pointee.elements + Int(element) }
    @inline(__always) var contentRule: UnsafePointer<ElementRule> { profile.pointee.elements + Int(content) }
}

/// A stack of plain values that keeps its memory from one document to the next.
struct PlainStack<Value: BitwiseCopyable>: ~Copyable {
    private(set) var start: UnsafeMutablePointer<Value>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 256) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }
    deinit { start.deallocate() }

    @inline(__always) subscript(place: Int) -> Value { start[place] }
    @inline(__always) mutating func push(_ value: Value) {
        if count == capacity { grow(to: count + 1) }
        (start + count).initialize(to: value)
        count += 1
    }
    @inline(__always) mutating func push(repeating value: Value, count more: Int) {
        if count + more > capacity { grow(to: count + more) }
        (start + count).initialize(repeating: value, count: more)
        count += more
    }
    @inline(__always) mutating func shrink(to place: Int) { count = place }

    private mutating func grow(to wanted: Int) {
        let larger = max(capacity * 2, wanted)
        let moved = UnsafeMutablePointer<Value>.allocate(capacity: larger)
        moved.moveInitialize(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }
}

/// What is counted below a node, for one rule and one child or slice of it.
struct Counter: BitwiseCopyable {
    var count: UInt32 = 0
    /// The place of the slice met last, plus one; for the entry of a slicing.
    var last: UInt16 = 0
    var flags: UInt16 = 0
    /// It could not be told of some item whether it is in the slice.
    static let undecided: UInt16 = 1
    /// An item that is in no slice was met.
    static let hasUnsliced: UInt16 = 2
}

/// The types that the walk treats in ways of their own.
struct KnownTypes {
    let Reference, Extension, Identifier, Attachment, Quantity, Coding, CodeableConcept, Narrative, Meta: TypeID
    let Observation: TypeID
    let Resource, DomainResource, Bundle, Element, code, string, uri, canonical, xhtml, Period: TypeID

    init(_ types: TypeTable) {
        func find(_ name: String) -> TypeID { types.type(named: name) }
        Reference = find("Reference")
        Extension = find("Extension")
        Identifier = find("Identifier")
        Attachment = find("Attachment")
        Quantity = find("Quantity")
        Coding = find("Coding")
        CodeableConcept = find("CodeableConcept")
        Narrative = find("Narrative")
        Meta = find("Meta")
        Observation = find("Observation")
        Resource = find("Resource")
        DomainResource = find("DomainResource")
        Bundle = find("Bundle")
        Element = find("Element")
        code = find("code")
        string = find("string")
        uri = find("uri")
        canonical = find("canonical")
        xhtml = find("xhtml")
        Period = find("Period")
    }
}
