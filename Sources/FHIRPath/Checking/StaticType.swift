internal import ElementModel

/// What is known of a sub-expression's value before anything runs.
struct StaticType {
    enum Part: Hashable {
        case fhir(TypeID)
        case system(Item.Kind)
    }
    /// The types that its items may have; `nil`: any.
    var parts: [Part]?
    /// Whether there is never more than one item.
    var isSingle: Bool
    /// Whether the order of the items is defined.
    var isOrdered = true
    /// Its path in the profile that is checked against, where it is known.
    var place: String?

    static let unknown = StaticType(parts: nil, isSingle: false)
    static let nothing = StaticType(parts: [], isSingle: true)
    static func system(_ kind: Item.Kind, isSingle: Bool = true) -> StaticType {
        StaticType(parts: [.system(kind)], isSingle: isSingle)
    }
    static func fhir(_ type: TypeID, isSingle: Bool) -> StaticType {
        StaticType(parts: type == .none ? nil : [.fhir(type)], isSingle: isSingle)
    }

    /// One item of it.
    var item: StaticType { StaticType(parts: parts, isSingle: true, place: place) }

    /// What either may be.
    func joined(_ other: StaticType) -> StaticType {
        var result = StaticType(
            parts: nil, isSingle: false, isOrdered: isOrdered && other.isOrdered)
        if let parts, let others = other.parts {
            result.parts = parts + others.filter { !parts.contains($0) }
            if parts.isEmpty { result.isSingle = other.isSingle }
            if others.isEmpty { result.isSingle = isSingle }
        }
        return result
    }

    func text(_ types: TypeTable) -> String {
        guard let parts else { return "anything" }
        if parts.isEmpty { return "nothing" }
        return parts.prefix(4).map { part in
            switch part {
            case .fhir(let type): types.text(type)
            case .system(let kind): "System.\("\(kind)".prefix(1).uppercased() + "\(kind)".dropFirst())"
            }
        }.joined(separator: ", ") + (parts.count > 4 ? ", …" : "")
    }
}
