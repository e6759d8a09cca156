internal import Definitions
public import FHIRPath

extension ExpressionShape {
    /// What a profile's snapshot leaves of the elements that expressions name.
    init(_ snapshot: [ElementDefinition], name: String, focus: String) {
        var elements: [String: Element] = [:]
        for element in snapshot where !element.id.contains(":") {
            // What a System type stands for (`id`, `value`) is no restriction.
            let types = element.types.map(\.code)
            let isLimited = element.path.hasSuffix("[x]") && !types.contains { $0.contains("/") }
            elements[element.path.replacing("[x]", with: "")] = Element(
                isProhibited: element.max == 0, types: isLimited ? types : [])
        }
        self.init(name: name, focus: focus.replacing("[x]", with: ""), elements: elements)
    }
}

extension Validator {
    /// What a profile leaves of its type's elements, for checking expressions; `nil` where it is not here.
    public func shape(of canonical: String) -> ExpressionShape? {
        guard let definition = definitions.structureDefinition(canonical) else { return nil }
        return ExpressionShape(
            store.snapshots.snapshot(of: definition).elements, name: definition.name, focus: definition.type)
    }
}
