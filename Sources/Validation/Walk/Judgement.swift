internal import Definitions
internal import ElementModel
internal import Record

/// How a value stands to a bound.
enum Comparison {
    case below, equal, above, incomparable, notApplicable
}

/// What the walk asks of FHIRPath, of terminology and of units.
final class Judgement {
    let context: DefinitionContext
    let options: ValidationOptions

    init(context: DefinitionContext, options: ValidationOptions) {
        self.context = context
        self.options = options
    }

    /// Whether a coded element is in a value set.
    func isMember(_ node: ElementID, in view: ElementView, of valueSet: String, from origin: DefinitionOrigin?)
        -> Answer
    {
        .unknown
    }

    /// Whether a FHIRPath on the resource selects the element, or is true.
    func selects(_ expression: String, _ node: ElementID, in document: Document, resource: ElementID) -> Answer {
        .unknown
    }

    /// Whether a FHIRPath is true at the element.
    func holds(_ expression: String, at node: ElementID, in document: Document) -> Answer { .unknown }

    /// Whether a text has the form of a regular expression.
    func matches(_ text: ByteSlice, _ pattern: String) -> Answer { .unknown }

    /// How an element stands to a bound.
    func compare(_ node: ElementID, _ view: ElementView, _ bound: ElementID, _ boundView: ElementView) -> Comparison {
        .notApplicable
    }
}
