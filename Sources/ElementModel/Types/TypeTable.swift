public import CElementTables
public import Record

/// The number of a type in its release's ``TypeTable``. 0 is the unknown type.
///
/// Types are resources (`Patient`), data types (`HumanName`, `string`) and the unnamed types of backbone elements,
/// which are named by their path (`Patient.contact`).
public struct TypeID: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    @inlinable public static var none: TypeID { TypeID(rawValue: 0) }
}

/// A row of the ``TypeTable``: one concrete child name of one type. 0 is "no row".
public struct ChildID: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public static var none: ChildID { ChildID(rawValue: 0) }
}

/// How a primitive is written.
public enum PrimitiveKind: UInt8, Sendable {
    case none = 0
    case boolean, integer, unsignedInt, positiveInt, decimal
    case string, code, id, markdown, uri, url, canonical, oid, uuid, base64Binary
    case date, dateTime, instant, time, xhtml
}

/// What sort of type a row is.
public enum TypeKind: UInt8, Sendable {
    case unknown = 0
    case primitive, complex, backbone, resource
}

/// What a release says of types and their children: enough to read, write and convert without any definitions.
///
/// Static, generated from the core packages (`scripts/generate-type-tables`), and free at start.
public struct TypeTable: @unchecked Sendable {
    public let release: FHIRRelease
    @usableFromInline let types: UnsafePointer<assay_type>
    @usableFromInline let children: UnsafePointer<assay_child>
    @usableFromInline let sorted: UnsafePointer<UInt32>
    @usableFromInline let ofName: UnsafePointer<UInt16>
    /// How many types there are, the unknown one included: their numbers run from 0.
    public let typeCount: Int
    /// How many rows there are, "no row" included.
    public let childCount: Int

    /// The table of a release.
    public init(_ release: FHIRRelease) {
        let table = release == .r4 ? assay_table_r4 : assay_table_stu3
        self.release = release
        self.types = table.types
        self.children = table.children
        self.sorted = table.sorted
        self.ofName = table.type_of_name
        self.typeCount = Int(table.type_count)
        self.childCount = Int(table.child_count)
    }

    // MARK: Types

    @inlinable public func name(_ type: TypeID) -> Symbol { Symbol(rawValue: types[Int(type.rawValue)].name) }
    @inlinable public func kind(_ type: TypeID) -> TypeKind {
        TypeKind(rawValue: types[Int(type.rawValue)].kind & 0x7F) ?? .unknown
    }
    /// Whether only its specialisations have instances: `Resource`, `DomainResource`, `Element`, `BackboneElement`.
    @inlinable public func isAbstract(_ type: TypeID) -> Bool { types[Int(type.rawValue)].kind & 0x80 != 0 }
    /// The type of a name (`Patient`, `HumanName`, `string`, `Patient.contact`), or ``TypeID/none``.
    @inlinable public func type(named name: Symbol) -> TypeID {
        name.isKnown ? TypeID(rawValue: ofName[Int(name.rawValue)]) : .none
    }
    /// The type of a name, or ``TypeID/none``.
    public func type(named name: some StringProtocol) -> TypeID { Symbol.find(name).map { type(named: $0) } ?? .none }
    /// The name of a type; empty for ``TypeID/none``.
    public func text(_ type: TypeID) -> String { name(type).text }
    /// How a primitive is written; ``PrimitiveKind/none`` for other types.
    @inlinable public func primitive(_ type: TypeID) -> PrimitiveKind {
        PrimitiveKind(rawValue: types[Int(type.rawValue)].primitive) ?? .none
    }
    @inlinable public func base(_ type: TypeID) -> TypeID { TypeID(rawValue: types[Int(type.rawValue)].base) }
    /// Whether `type` is `ancestor` or specialises it, however far.
    @inlinable public func isKind(_ type: TypeID, of ancestor: TypeID) -> Bool {
        var current = type
        while current != .none {
            if current == ancestor { return true }
            current = base(current)
        }
        return false
    }

    // MARK: Children

    /// The rows of a type's children, in the order of its definition.
    @inlinable public func children(of type: TypeID) -> Range<UInt32> {
        let record = types[Int(type.rawValue)]
        return record.first_child..<record.first_child + record.child_count
    }
    /// The row of a child by its concrete name, or ``ChildID/none``.
    @inlinable public func child(of type: TypeID, named name: Symbol) -> ChildID {
        let record = types[Int(type.rawValue)]
        var low = Int(record.first_child)
        var high = low + Int(record.child_count)
        while low < high {
            let middle = (low + high) >> 1
            let row = sorted[middle]
            let found = children[Int(row)].name
            if found == name.rawValue { return ChildID(rawValue: row) }
            if found < name.rawValue { low = middle + 1 } else { high = middle }
        }
        return .none
    }
    /// The rows of a definition's name, one or (for a choice) one per type: `value` of `Extension`.
    @inlinable public func children(of type: TypeID, defined name: Symbol) -> Range<UInt32> {
        let all = children(of: type)
        var row = all.lowerBound
        while row < all.upperBound, children[Int(row)].definition != name.rawValue { row += 1 }
        var end = row
        while end < all.upperBound, children[Int(end)].definition == name.rawValue { end += 1 }
        return row..<end
    }
    @inlinable public func name(_ child: ChildID) -> Symbol { Symbol(rawValue: children[Int(child.rawValue)].name) }
    /// The name in the definition: `value` for `valueQuantity`.
    @inlinable public func definitionName(_ child: ChildID) -> Symbol {
        Symbol(rawValue: children[Int(child.rawValue)].definition)
    }
    @inlinable public func type(_ child: ChildID) -> TypeID { TypeID(rawValue: children[Int(child.rawValue)].type) }
    /// The place of the child's definition among its type's children: XML order. The forms of a choice share one.
    @inlinable public func order(_ child: ChildID) -> UInt16 { children[Int(child.rawValue)].order }
    @inlinable public func repeats(_ child: ChildID) -> Bool { children[Int(child.rawValue)].flags & 1 != 0 }
    @inlinable public func isChoice(_ child: ChildID) -> Bool { children[Int(child.rawValue)].flags & 2 != 0 }
    @inlinable public func isAttribute(_ child: ChildID) -> Bool { children[Int(child.rawValue)].flags & 4 != 0 }
    /// Whether any resource may stand there (`contained`, `Bundle.entry.resource`).
    @inlinable public func isAnyResource(_ child: ChildID) -> Bool { children[Int(child.rawValue)].flags & 8 != 0 }
}
