internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Patterns
internal import Record
internal import Terminology
internal import Units

/// How a value stands to a bound.
enum Comparison {
    case below, equal, above, incomparable, notApplicable
}

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
        let options = ExpressionOptions(release: release, leniency: .publishedInvariant)
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

    // MARK: Bounds

    /// How an element stands to a bound.
    func compare(_ node: ElementID, _ view: ElementView, _ bound: ElementID, _ boundView: ElementView) -> Comparison {
        if view.types.kind(view.type(node)) == .primitive {
            guard view.hasValue(node), boundView.hasValue(bound) else { return .notApplicable }
            return compare(view.value(node), boundView.value(bound), as: view.types.primitive(view.type(node)))
        }
        let value = view.child(node, .value)
        let limit = boundView.child(bound, .value)
        guard value.exists, view.hasValue(value), limit.exists, boundView.hasValue(limit),
            let one = Decimal(bytes: view.value(value).buffer), let two = Decimal(bytes: boundView.value(limit).buffer)
        else { return .notApplicable }
        func unit(_ view: ElementView, _ node: ElementID) -> (system: ByteSlice?, code: ByteSlice?) {
            let system = view.child(node, .system)
            let code = view.child(node, .code)
            return (
                system.exists && view.hasValue(system) ? view.value(system) : nil,
                code.exists && view.hasValue(code) ? view.value(code) : nil
            )
        }
        let mine = unit(view, node)
        let theirs = unit(boundView, bound)
        if mine.code == theirs.code, mine.system == theirs.system { return Comparison(Decimal.compare(one, two)) }
        guard let code = mine.code, let other = theirs.code, let system = mine.system,
            system == "http://unitsofmeasure.org", system == theirs.system,
            let order = UCUM.compare(one, code.text, two, other.text)
        else { return .incomparable }
        return Comparison(order)
    }

    private func compare(_ value: ByteSlice, _ bound: ByteSlice, as kind: PrimitiveKind) -> Comparison {
        switch kind {
        case .integer, .positiveInt, .unsignedInt, .decimal:
            guard let one = Decimal(bytes: value.buffer), let two = Decimal(bytes: bound.buffer) else {
                return .notApplicable
            }
            return Comparison(Decimal.compare(one, two))
        case .date, .dateTime, .instant, .time:
            return dates(value, bound)
        default: return .notApplicable
        }
    }

    /// Dates compare field by field, to the precision that both have; times with zones in UTC.
    private func dates(_ value: ByteSlice, _ bound: ByteSlice) -> Comparison {
        let one = InstantText(value)
        let two = InstantText(bound)
        if let one = one.seconds, let two = two.seconds { return Comparison(one < two ? -1 : one > two ? 1 : 0) }
        let length = min(value.count, bound.count, 10)
        for place in 0..<length where value[place] != bound[place] {
            return value[place] < bound[place] ? .below : .above
        }
        return value.count == bound.count || length < 10 ? .equal : .incomparable
    }
}

extension Comparison {
    init(_ order: Int) { self = order < 0 ? .below : order > 0 ? .above : .equal }
}

/// A date and time with a zone, as seconds; `nil` for anything less precise.
private struct InstantText {
    var seconds: Double?

    init(_ text: ByteSlice) {
        guard text.count >= 20, text[10] == UInt8(ascii: "T") else { return }
        func number(_ range: Range<Int>) -> Int? { Int(text[range].text) }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19)
        else { return }
        var at = 19
        var fraction = 0.0
        if text[at] == UInt8(ascii: ".") {
            var scale = 0.1
            at += 1
            while at < text.count, text[at] >= 0x30, text[at] <= 0x39 {
                fraction += Double(text[at] - 0x30) * scale
                scale /= 10
                at += 1
            }
        }
        guard at < text.count else { return }
        var offset = 0
        if text[at] != UInt8(ascii: "Z") {
            guard at + 6 <= text.count, let hours = Int(text[at + 1..<at + 3].text),
                let minutes = Int(text[at + 4..<at + 6].text)
            else { return }
            offset = (hours * 60 + minutes) * (text[at] == UInt8(ascii: "-") ? -60 : 60)
        }
        // Days since 1970 of the Gregorian calendar.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        seconds = Double(days * 86400 + hour * 3600 + minute * 60 + second - offset) + fraction
    }
}
