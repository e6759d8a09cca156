public import ElementModel
internal import Record

/// The invariants that stand on every node or nearly, written by hand beside their FHIRPath twins.
///
/// Each answers as its expression does (of ref-1: as the repaired one in ``PublishedFault``); a test shows that both
/// agree on the examples.
public enum HotInvariant: String, Sendable, CaseIterable {
    case ele1 = "ele-1"
    case ext1 = "ext-1"
    case dom2 = "dom-2"
    case dom3 = "dom-3"
    case dom4 = "dom-4"
    case dom5 = "dom-5"
    case ref1 = "ref-1"

    /// Whether the invariant holds for an element of the type that it belongs to.
    ///
    /// - Parameter element: for ele-1 any element, for ext-1 an Extension, for dom-* a resource, for ref-1 a Reference.
    public func holds(_ view: ElementView, _ element: ElementID) -> Bool {
        switch self {
        case .ele1:
            return view.hasValue(element) || HotInvariant.hasContent(view, element)
        case .ext1:
            var hasParts = false
            var hasValue = false
            for child in view.children(element) {
                if view.name(child) == .extension {
                    hasParts = true
                } else if view.definitionName(child) == .value {
                    hasValue = true
                }
            }
            return hasParts != hasValue
        case .dom2:
            for contained in view.children(element) where view.name(contained) == .contained {
                if view.child(contained, .contained).exists { return false }
            }
            return true
        case .dom3: return HotInvariant.isContainedUsed(view, element)
        case .dom4:
            return !HotInvariant.hasMeta(view, element) { $0 == .versionId || $0 == .lastUpdated }
        case .dom5: return !HotInvariant.hasMeta(view, element) { $0 == .security }
        case .ref1: return HotInvariant.isLocalReferenceGood(view, element)
        }
    }

    /// Whether an element has children other than an id.
    public static func hasContent(_ view: ElementView, _ element: ElementID) -> Bool {
        for child in view.children(element) where view.name(child) != .id { return true }
        return false
    }

    @inline(__always)
    private static func hasMeta(_ view: ElementView, _ element: ElementID, _ isMeant: (Symbol) -> Bool) -> Bool {
        for contained in view.children(element) where view.name(contained) == .contained {
            let meta = view.child(contained, .meta)
            guard meta.exists else { continue }
            for child in view.children(meta) where isMeant(view.name(child)) { return true }
        }
        return false
    }

    private static func isLocalReferenceGood(_ view: ElementView, _ element: ElementID) -> Bool {
        let reference = view.child(element, .reference)
        guard reference.exists, view.hasValue(reference) else { return true }
        let value = view.value(reference)
        guard value.count > 1, value[0] == UInt8(ascii: "#") else { return true }
        let container = Evaluator.rootResource(of: element, in: view)
        for contained in view.children(container) where view.name(contained) == .contained {
            let id = view.child(contained, .id)
            if id.exists, view.value(id) == value[1..<value.count] { return true }
        }
        return false
    }

    /// Whether each contained resource is referred to, or refers to its container: one walk for each that is not.
    private static func isContainedUsed(_ view: ElementView, _ element: ElementID) -> Bool {
        let isSTU3 = view.release == .stu3
        for contained in view.children(element) where view.name(contained) == .contained {
            let id = view.child(contained, .id)
            // Nothing can be said of one without an id: the expression then gives nothing, and finds nothing.
            guard id.exists, view.hasValue(id) else { continue }
            var isUsed = false
            let wanted = view.value(id)
            var number = element.rawValue + 1
            let end = view.end(element).rawValue
            while number < end, !isUsed {
                let candidate = ElementID(rawValue: number)
                if isLink(view, candidate, below: element, isSTU3) {
                    let value = view.value(candidate)
                    isUsed =
                        value.count == wanted.count + 1 && value[0] == UInt8(ascii: "#")
                        && value[1..<value.count] == wanted
                }
                number += 1
            }
            if !isUsed, !isSTU3 {
                // A contained resource may instead refer to what contains it, by '#' alone.
                var number = contained.rawValue + 1
                let end = view.end(contained).rawValue
                while number < end, !isUsed {
                    let candidate = ElementID(rawValue: number)
                    let isReference =
                        view.name(candidate) == .reference && view.hasValue(candidate)
                        && view.parent(candidate) != contained
                    let isCanonical = view.types.primitive(view.type(candidate)) == .canonical
                    if isReference || isCanonical { isUsed = view.value(candidate) == "#" }
                    number += 1
                }
            }
            if !isUsed { return false }
        }
        return true
    }

    /// Whether an element's value may name a contained resource: `reference`, and in R4 canonical, uri and url.
    @inline(__always)
    private static func isLink(
        _ view: ElementView, _ candidate: ElementID, below element: ElementID, _ isSTU3: Bool
    ) -> Bool {
        guard view.hasValue(candidate) else { return false }
        if view.definitionName(candidate) == .reference, view.parent(candidate) != element { return true }
        guard !isSTU3 else { return false }
        switch view.types.primitive(view.type(candidate)) {
        case .canonical, .uri, .url: return true
        default: return false
        }
    }

    /// Whether a narrative's `div` has only what FHIR allows (txt-1).
    static func isNarrativeAllowed(_ view: ElementView, _ element: ElementID) -> Bool {
        !view.hasValue(element) || NarrativeRules.satisfiesMarkupRule(view.value(element))
    }
}
