internal import Definitions

/// What elements of a type can have: a binding, a length, bounds, targets (R4 and STU3, *ElementDefinition*).
struct ElementCharacteristics: OptionSet {
    let rawValue: UInt8

    static let binding = Self(rawValue: 1)
    static let length = Self(rawValue: 2)
    static let bounds = Self(rawValue: 4)
    static let target = Self(rawValue: 8)
    static let decimals = Self(rawValue: 16)
    static let size = Self(rawValue: 32)

    /// Those of a type that the specification defines; empty for any other.
    init(ofType name: String) {
        switch name {
        case "integer", "date", "positiveInt", "unsignedInt": self = [.bounds, .length]
        case "decimal", "instant", "dateTime", "time": self = [.bounds, .length, .decimals]
        case "string", "uri", "code", "oid", "url", "uuid": self = [.length, .binding]
        case "id", "markdown": self = [.length]
        case "canonical": self = [.length, .target]
        case "base64Binary": self = [.size, .length]
        case "Attachment": self = [.size]
        case "CodeableConcept", "Coding", "Extension": self = [.binding]
        case "Age", "Distance", "Duration", "Quantity", "MoneyQuantity", "SimpleQuantity":
            self = [.bounds, .decimals, .binding]
        case "Count": self = [.bounds, .binding]
        case "Money": self = [.bounds, .decimals, .binding]
        case "Range", "Ratio": self = [.binding]
        case "Reference": self = [.target]
        default: self = []
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
}
