internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Patterns
internal import Record
internal import Terminology

/// What the walk asks of FHIRPath, of terminology, of units and of patterns; one for each worker.
final class Judgement {
    let context: DefinitionContext
    let options: ValidationOptions
    let terminology: TerminologyService
    /// Expressions may lead to profiles whose invariants are expressions again: one evaluator for each level.
    let evaluator = Evaluator()
    var innerHost = EvaluationHost()
    private var inner: [Evaluator] = []
    private var level = 0
    private var expressions: [String: CompiledExpression?] = [:]
    private let matcher = PatternMatcher()
    private var patterns: [String: Pattern?] = [:]
    private var valueSets: [ValueSetKey: CompiledValueSet?] = [:]

    /// Definitions of types as documents, for `elementDefinition()`; they live as long as this.
    var structures: [String: Document] = [:]

    private struct ValueSetKey: Hashable {
        var canonical: String
        var package: Package?
    }

    init(context: DefinitionContext, options: ValidationOptions, terminology: TerminologyService) {
        self.context = context
        self.options = options
        self.terminology = terminology
    }

    // MARK: Terminology

    func valueSet(_ canonical: String, from origin: DefinitionOrigin?) -> CompiledValueSet? {
        let key = ValueSetKey(canonical: canonical, package: origin?.package)
        if let known = valueSets[key] { return known }
        let found = terminology.valueSet(canonical, from: origin)
        valueSets[key] = .some(found)
        return found
    }

    /// Whether a coded element is in a value set.
    func isMember(
        _ node: ElementID, in view: ElementView, of canonical: String, from origin: DefinitionOrigin?
    ) -> Answer {
        guard let set = valueSet(canonical, from: origin) else { return .unknown }
        var answer = Answer.no
        for coding in codings(node, view) {
            switch set.membership(code: coding.code, system: coding.system).isMember {
            case true?: return .yes
            case nil: answer = .unknown
            case false?: break
            }
        }
        return answer
    }

    /// The code and system of a code, a Coding or a Quantity, and of each coding of a CodeableConcept.
    func codings(_ node: ElementID, _ view: ElementView) -> [(code: ByteSlice, system: ByteSlice?)] {
        if view.types.kind(view.type(node)) == .primitive {
            return view.hasValue(node) ? [(view.value(node), nil)] : []
        }
        func one(_ node: ElementID) -> [(code: ByteSlice, system: ByteSlice?)] {
            let code = view.child(node, .code)
            guard code.exists, view.hasValue(code) else { return [] }
            let system = view.child(node, .system)
            return [(view.value(code), system.exists && view.hasValue(system) ? view.value(system) : nil)]
        }
        var found: [(code: ByteSlice, system: ByteSlice?)] = []
        var hasCodings = false
        for child in view.children(node) where view.name(child) == .coding {
            hasCodings = true
            found += one(child)
        }
        return hasCodings ? found : one(node)
    }

    // MARK: Expressions

    /// An invariant's expression, read and translated once.
    func program(_ invariant: InvariantDefinition, release: FHIRRelease) -> InvariantProgram {
        var options = ExpressionOptions(release: release, leniency: .publishedInvariant)
        options.ignoresTypeCase = self.options.compatibility == .hl7
        guard
            let text = KnownFaults.repaired(
                invariant, release: release, isCompatible: self.options.compatibility == .hl7)
        else { return .skipped }
        do {
            return .ready(try CompiledExpression(text, options: options))
        } catch {
            return .broken(error.message)
        }
    }

    func evaluate(
        _ program: CompiledExpression, _ view: ElementView, _ node: ElementID, resource: ElementID? = nil
    ) -> BooleanOutcome {
        withEvaluator { $0.evaluateBoolean(program, in: view, focus: node, resource: resource, rootResource: resource) }
    }

    private func withEvaluator<Result>(_ body: (Evaluator) -> Result) -> Result {
        let place = level
        level += 1
        defer { level -= 1 }
        if place == 0 { return body(evaluator) }
        while inner.count < place {
            let made = Evaluator()
            made.host = innerHost
            inner.append(made)
        }
        return body(inner[place - 1])
    }

    private func compiled(_ expression: String) -> CompiledExpression? {
        if let known = expressions[expression] { return known }
        let made = try? CompiledExpression(
            expression, options: ExpressionOptions(release: context.release, leniency: .publishedInvariant))
        expressions[expression] = .some(made)
        return made
    }

    /// Whether a FHIRPath on the resource selects the element, or is true.
    func selects(_ expression: String, _ node: ElementID, in document: Document, resource: ElementID) -> Answer {
        guard let program = compiled(expression) else { return .unknown }
        let view = document.view
        return withEvaluator { evaluator in
            guard let items = try? evaluator.evaluate(program, in: view, focus: resource), items.undecided.isEmpty
            else {
                return .unknown
            }
            for item in items {
                if case .element(_, let element) = item, element == node { return .yes }
                if case .boolean(let value) = item, value { return .yes }
            }
            return .no
        }
    }

    /// Whether a FHIRPath is true at the element.
    func holds(_ expression: String, at node: ElementID, in document: Document) -> Answer {
        guard let program = compiled(expression) else { return .unknown }
        switch evaluate(program, document.view, node) {
        case .isTrue: return .yes
        case .isFalse, .isEmpty: return .no
        case .undecidable: return .unknown
        }
    }

    /// `memberOf()` of an expression.
    func isMember(_ item: ResultItem, of canonical: String) -> EvaluationHost.Answer {
        guard let set = valueSet(canonical, from: nil) else {
            return .unknown("the value set \(canonical) is not here")
        }
        if case .element(let view, let node) = item {
            var answer = EvaluationHost.Answer.no
            for coding in codings(node, view) {
                switch set.membership(code: coding.code, system: coding.system) {
                case .member, .memberWithRemark: return .yes
                case .undecided(let why): answer = .unknown(why.words)
                case .notMember: break
                }
            }
            return answer
        }
        guard var text = item.text else { return .no }
        let membership = text.withUTF8 { bytes -> Membership in
            guard let start = bytes.baseAddress else { return .notMember }
            return set.membership(code: ByteSlice(start: start, count: bytes.count), system: nil)
        }
        switch membership {
        case .member, .memberWithRemark: return .yes
        case .notMember: return .no
        case .undecided(let why): return .unknown(why.words)
        }
    }

    // MARK: Patterns

    /// Whether a text has, from beginning to end, the form of a regular expression.
    func matches(_ text: ByteSlice, _ pattern: String) -> Answer {
        let compiled: Pattern?
        if let known = patterns[pattern] {
            compiled = known
        } else {
            compiled = try? Pattern(pattern, options: .whole)
            patterns[pattern] = .some(compiled)
        }
        guard let compiled else { return .unknown }
        switch matcher.matches(compiled, text.buffer) {
        case .match: return .yes
        case .noMatch: return .no
        default: return .unknown
        }
    }
}
