internal import ElementModel

/// A type that an expression names, resolved.
struct TypeReference: BitwiseCopyable {
    /// The FHIR type, or ``TypeID/none``.
    var fhir: TypeID
    /// The System type, or `.none`.
    var system: Item.Kind
    /// Whether the FHIR type is a primitive: `as` and `ofType` then take exactly that type.
    var isPrimitive: Bool
    /// Whether `Long` is meant, which shares its kind with `Integer`.
    var isLong: Bool

    /// - Returns: `nil` where there is no such type.
    init?(_ name: TypeName, types: TypeTable, ignoringCase: Bool = false) {
        var fhir = TypeID.none
        var system = Item.Kind.none
        if name.namespace != "System" { fhir = types.type(named: name.name) }
        if name.namespace != "FHIR" {
            switch name.name {
            case "Boolean": system = .boolean
            case "Integer", "Long": system = .integer
            case "Decimal": system = .decimal
            case "String": system = .string
            case "Date": system = .date
            case "DateTime": system = .dateTime
            case "Time": system = .time
            case "Quantity": system = .quantity
            default: break
            }
        }
        if ignoringCase, fhir == .none, name.namespace != "System" {
            fhir = types.type(named: name.name.prefix(1).lowercased() + name.name.dropFirst())
        }
        guard fhir != .none || system != .none else { return nil }
        self.fhir = fhir
        self.system = system
        isLong = name.name == "Long"
        isPrimitive = types.kind(fhir) == .primitive
    }
}
