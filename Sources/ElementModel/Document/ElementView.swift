public import Record

/// A document as the hot path sees it: pointers only, no reference counting.
///
/// Valid while the ``Document`` it came from lives. Everything that walks elements (validation, FHIRPath, writers)
/// takes one by value.
public struct ElementView: @unchecked Sendable {
    public let records: UnsafePointer<ElementRecord>
    public let count: Int
    public let source: UnsafePointer<UInt8>
    public let pool: UnsafePointer<UInt8>
    public let types: TypeTable

    @inlinable public init(
        records: UnsafePointer<ElementRecord>, count: Int, source: UnsafePointer<UInt8>, pool: UnsafePointer<UInt8>,
        types: TypeTable
    ) {
        self.records = records
        self.count = count
        self.source = source
        self.pool = pool
        self.types = types
    }

    @inlinable public var release: FHIRRelease { types.release }
    @inlinable public subscript(element: ElementID) -> ElementRecord {
        @inline(__always) get { records[element.index] }
    }
    /// The concrete name: `valueQuantity`, not `value[x]`.
    @inlinable public func name(_ element: ElementID) -> Symbol { records[element.index].name }
    /// The name in definitions and FHIRPath: `value` for `valueQuantity`.
    @inlinable public func definitionName(_ element: ElementID) -> Symbol {
        let record = records[element.index]
        return record.child == .none ? record.name : types.definitionName(record.child)
    }
    @inlinable public func type(_ element: ElementID) -> TypeID { records[element.index].type }
    @inlinable public func parent(_ element: ElementID) -> ElementID { records[element.index].parent }
    /// The element number after the subtree.
    @inlinable public func end(_ element: ElementID) -> ElementID { records[element.index].end }
    @inlinable public func flags(_ element: ElementID) -> ElementRecord.Flags { records[element.index].flags }
    @inlinable public func isResource(_ element: ElementID) -> Bool { flags(element).contains(.resource) }
    @inlinable public func hasValue(_ element: ElementID) -> Bool { flags(element).contains(.hasValue) }
    @inlinable public func hasChildren(_ element: ElementID) -> Bool { end(element).rawValue > element.rawValue + 1 }
    /// The bytes of a primitive's value; empty where it has none.
    @inlinable public func value(_ element: ElementID) -> ByteSlice {
        let record = records[element.index]
        let base = record.flags.contains(.decoded) ? pool : source
        return ByteSlice(start: base + Int(record.valueStart), count: Int(record.valueCount))
    }
    /// The first child, or ``ElementID/none``.
    @inlinable public func firstChild(_ element: ElementID) -> ElementID {
        hasChildren(element) ? ElementID(rawValue: element.rawValue + 1) : .none
    }
    /// The next sibling, or ``ElementID/none``.
    @inlinable public func nextSibling(_ element: ElementID) -> ElementID {
        let record = records[element.index]
        guard record.parent.exists, record.end < records[record.parent.index].end else { return .none }
        return record.end
    }
    /// The children, in document order.
    @inlinable public func children(_ element: ElementID) -> ElementChildren {
        ElementChildren(view: self, next: element.rawValue + 1, end: end(element).rawValue)
    }
    /// The first child of a concrete name, or ``ElementID/none``.
    @inlinable public func child(_ element: ElementID, _ name: Symbol) -> ElementID {
        var next = element.rawValue + 1
        let end = self.end(element).rawValue
        while next < end {
            let record = records[Int(next)]
            if record.name == name { return ElementID(rawValue: next) }
            next = record.end.rawValue
        }
        return .none
    }
    /// The first child of a definition's name (`value` finds `valueQuantity`), or ``ElementID/none``.
    @inlinable public func child(_ element: ElementID, defined name: Symbol) -> ElementID {
        var next = element.rawValue + 1
        let end = self.end(element).rawValue
        while next < end {
            if definitionName(ElementID(rawValue: next)) == name { return ElementID(rawValue: next) }
            next = records[Int(next)].end.rawValue
        }
        return .none
    }
    /// The innermost resource that holds the element (the element itself where it is one).
    @inlinable public func resource(of element: ElementID) -> ElementID {
        var current = element
        while current.exists, !isResource(current) { current = parent(current) }
        return current
    }
}

/// The children of an element, in document order.
public struct ElementChildren: Sequence, IteratorProtocol {
    @usableFromInline let view: ElementView
    @usableFromInline var next_: UInt32
    @usableFromInline let end: UInt32
    @inlinable init(view: ElementView, next: UInt32, end: UInt32) {
        self.view = view
        self.next_ = next
        self.end = end
    }
    @inlinable public mutating func next() -> ElementID? {
        guard next_ < end else { return nil }
        let element = ElementID(rawValue: next_)
        next_ = view.records[Int(next_)].end.rawValue
        return element
    }
}
