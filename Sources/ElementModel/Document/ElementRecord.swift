/// One element of the typed overlay: 40 bytes, no references.
///
/// ```
/// offset  field        what
///  0      name         concrete name as in JSON: `valueQuantity`, `name`; of the root: the resource type
///  4      type         index in the release's type table (0: unknown)
///  6      flags
///  8      parent       element number, .max for the root
/// 12      end          element number after the subtree: children run from self+1, hopping by `end`
/// 16      index        place among the repetitions of its name, -1 where the element cannot repeat
/// 20      child        row of the type table that defines it inside its parent (0: unknown or root)
/// 24      valueStart   where the primitive value's bytes begin, in the source or, with flag .decoded, in the text pool
/// 28      valueCount   how many bytes they are
/// 32      source       offset in the source: of the value (JSON) or of the start tag (XML)
/// 36      twin         JSON: offset of the `_name` part of a primitive, 0 where there is none
/// ```
public struct ElementRecord: Sendable, BitwiseCopyable {
    public struct Flags: OptionSet, Sendable, BitwiseCopyable {
        public let rawValue: UInt16
        @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
        /// A primitive that has a value.
        @inlinable public static var hasValue: Flags { Flags(rawValue: 1) }
        /// Its value stands in the text pool (escapes were undone), not in the source.
        @inlinable public static var decoded: Flags { Flags(rawValue: 2) }
        /// A resource: the root, one in `contained`, in a Bundle entry or in a Parameters part.
        @inlinable public static var resource: Flags { Flags(rawValue: 4) }
        /// A resource inside `contained`.
        @inlinable public static var contained: Flags { Flags(rawValue: 8) }
        /// The type table does not know the element in this place.
        @inlinable public static var unknown: Flags { Flags(rawValue: 16) }
        /// JSON wrote the value as a number (else string, or boolean with ``jsonBoolean``); XML leaves both unset.
        @inlinable public static var jsonNumber: Flags { Flags(rawValue: 32) }
        @inlinable public static var jsonBoolean: Flags { Flags(rawValue: 64) }
        /// JSON wrote the value as a string.
        @inlinable public static var jsonString: Flags { Flags(rawValue: 128) }
        /// A reader has reported something about this element's own form, so that rules on its value keep silent.
        @inlinable public static var malformed: Flags { Flags(rawValue: 256) }
    }

    public var name: Symbol
    public var type: TypeID
    public var flags: Flags
    public var parent: ElementID
    public var end: ElementID
    public var index: Int32
    public var child: ChildID
    public var valueStart: UInt32
    public var valueCount: UInt32
    public var source: UInt32
    public var twin: UInt32

    @inlinable public init(
        name: Symbol, type: TypeID, flags: Flags, parent: ElementID, end: ElementID, index: Int32, child: ChildID,
        valueStart: UInt32, valueCount: UInt32, source: UInt32, twin: UInt32
    ) {
        self.name = name
        self.type = type
        self.flags = flags
        self.parent = parent
        self.end = end
        self.index = index
        self.child = child
        self.valueStart = valueStart
        self.valueCount = valueCount
        self.source = source
        self.twin = twin
    }
}
