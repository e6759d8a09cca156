public import ElementModel

/// A value inside a definition (`fixed[x]`, `pattern[x]`, an extension, …), left where it was read.
///
/// It stays in the form of a document, so that instance and definition are compared element against element.
public struct DefinitionValue: Sendable {
    public let document: Document
    public let element: ElementID

    public init(document: Document, element: ElementID) {
        self.document = document
        self.element = element
    }

    /// The elements; keep the value (or its document) alive while they are used.
    public var view: ElementView { document.view }
    /// The name of the value's type: `CodeableConcept`, `uri`; empty where it is unknown.
    public var typeName: String { document.view.types.text(document.view.type(element)) }
    /// The primitive value as text; `nil` where there is none.
    public var text: String? {
        let view = document.view
        return view.hasValue(element) ? view.value(element).text : nil
    }
    /// The first child of that name.
    public func child(_ name: Symbol) -> DefinitionValue? {
        let found = document.view.child(element, name)
        return found == .none ? nil : DefinitionValue(document: document, element: found)
    }
    /// All children of that name, in order.
    public func children(_ name: Symbol) -> [DefinitionValue] {
        let view = document.view
        return view.children(element).filter { view.name($0) == name }
            .map { DefinitionValue(document: document, element: $0) }
    }
}

extension DefinitionValue: Hashable {
    /// Whether both have the same type, the same bytes as value, and the same children.
    public static func == (left: DefinitionValue, right: DefinitionValue) -> Bool {
        if left.document === right.document, left.element == right.element { return true }
        return same(left.document.view, left.element, right.document.view, right.element)
    }

    public func hash(into hasher: inout Hasher) {
        let view = document.view
        hasher.combine(view.type(element))
        if view.hasValue(element) { hasher.combine(view.value(element)) }
    }

    /// Compares subtrees; documents are bounded in depth, and so is the recursion.
    private static func same(
        _ left: ElementView, _ leftElement: ElementID, _ right: ElementView, _ rightElement: ElementID
    ) -> Bool {
        guard left.types.text(left.type(leftElement)) == right.types.text(right.type(rightElement)),
            left.hasValue(leftElement) == right.hasValue(rightElement),
            !left.hasValue(leftElement) || left.value(leftElement) == right.value(rightElement)
        else { return false }
        // The members of an object may stand in any order; the items of a list may not.
        var count = 0
        for one in left.children(leftElement) {
            count += 1
            let name = left.name(one)
            let index = left[one].index
            guard
                let other = right.children(rightElement).first(where: {
                    right.name($0) == name && right[$0].index == index
                }), same(left, one, right, other)
            else { return false }
        }
        return right.children(rightElement).reduce(0) { total, _ in total + 1 } == count
    }
}

/// An extension on a definition, or on a part of one.
public struct DefinitionExtension: Sendable, Hashable {
    /// The extension's URL, without white space around it.
    public var url: String
    /// The extension element itself: its nested extensions are its children.
    public var element: DefinitionValue

    public init(url: String, element: DefinitionValue) {
        self.url = url
        self.element = element
    }

    /// The value of a simple extension.
    public var value: DefinitionValue? {
        let view = element.view
        let found = view.child(element.element, defined: Symbol.value)
        return found == .none ? nil : DefinitionValue(document: element.document, element: found)
    }
    /// The nested extensions of that URL.
    public func nested(_ url: String) -> [DefinitionExtension] {
        element.children(Symbol.`extension`).compactMap { inner in
            guard let found = inner.child(Symbol.url)?.text.map({ Canonical.trimmed($0) }), found == url else {
                return nil
            }
            return DefinitionExtension(url: found, element: inner)
        }
    }
}

extension [DefinitionExtension] {
    /// The first extension of that URL.
    public subscript(url url: String) -> DefinitionExtension? { first { $0.url == url } }
    /// All extensions of that URL.
    public func all(url: String) -> [DefinitionExtension] { filter { $0.url == url } }
}
