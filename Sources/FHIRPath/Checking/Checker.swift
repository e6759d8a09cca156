internal import ElementModel
internal import Record

/// Types an expression against the release's definitions, without running it.
///
/// Reports what can mean nothing: paths that no type has, functions on input that they cannot take, criteria that are
/// no booleans. Where a type is not known (`resolve()`, `children()`, a resource in a Bundle) everything may be.
struct Checker {
    let tree: SyntaxTree
    let options: ExpressionOptions
    let types: TypeTable
    private(set) var diagnostics: [ExpressionError] = []
    /// The type of the whole expression.
    private(set) var result = StaticType.unknown

    /// What a sub-expression stands in.
    struct Context {
        var this: StaticType
        var index: StaticType = .nothing
        var variables: [String: StaticType] = [:]
    }

    init(tree: SyntaxTree, options: ExpressionOptions) {
        self.tree = tree
        self.options = options
        types = TypeTable(options.release)
    }

    /// Checks the whole expression. Where the type of its context is not known, paths that begin with a type's name,
    /// literals and what comes of them are checked all the same.
    mutating func run() {
        var context = Context(this: .unknown)
        if let name = options.contextType {
            let type = types.type(named: name)
            if type != .none { context.this = .fhir(type, isSingle: true) }
            if let shape = options.shape, type != .none { context.this.place = shape.focus }
        }
        result = check(tree.root, &context)
    }

    /// Notes a fault: *semantic* where the expression cannot mean anything; *execution* where it only fails if its
    /// parts are there when it runs.
    mutating func report(
        _ offset: Int, _ message: String, expected: String, found: String, kind: ExpressionError.Kind = .semantic
    ) {
        guard diagnostics.count < 100 else { return }
        let fault = ExpressionError(kind, at: offset, message, expected: expected, found: found)
        // A lambda's body may be checked twice.
        if !diagnostics.contains(fault) { diagnostics.append(fault) }
    }

    mutating func check(_ node: NodeID, _ context: inout Context) -> StaticType {
        let offset = tree[node].offset
        switch tree[node].kind {
        case .literal(let literal): return literal.type
        case .empty: return .nothing
        case .this: return context.this
        case .index: return .system(.integer)
        case .total: return .unknown
        case .variable(let name):
            if let type = context.variables[name] { return type }
            return Compiler.systemVariable(name) != nil ? .system(.string) : .unknown
        case .member(let base, let name):
            guard let base else { return checkRoot(name, offset, context) }
            return member(name, of: check(base, &context), offset)
        case .function(let base, let function, let arguments):
            return checkFunction(base, function, arguments, offset, &context)
        case .indexer(let base, let index):
            let type = check(base, &context)
            checkOrder(type, "[…]", offset)
            want(checkAside(index, context), tree[index].range.lowerBound, "An index is an integer", [.integer])
            return type.item
        case .negate(let inner), .plus(let inner):
            let type = check(inner, &context)
            want(type, offset, "A sign stands before a number", [.decimal, .integer, .quantity])
            return type
        case .binary(let operation, let left, let right):
            let one = checkAside(left, context)
            let other = checkAside(right, context)
            return checkOperator(operation, one, other, offset)
        case .typeTest(let test, let base, let name):
            let input = base.map { check($0, &context) } ?? context.this
            guard test != .isType else { return .system(.boolean) }
            guard let type = TypeReference(name, types: types) else { return .unknown }
            var parts: [StaticType.Part] = []
            if type.fhir != .none { parts.append(.fhir(type.fhir)) }
            if type.system != .none { parts.append(.system(type.system)) }
            return StaticType(parts: parts, isSingle: input.isSingle, isOrdered: input.isOrdered)
        }
    }

    /// Checks a node whose definitions of variables stay its own.
    mutating func checkAside(_ node: NodeID, _ context: Context) -> StaticType {
        var inner = context
        return check(node, &inner)
    }

    func checkedThis(_ type: StaticType, _ context: Context) -> Context {
        var inner = context
        inner.this = type.item
        return inner
    }

    mutating func checkOrder(_ type: StaticType, _ name: String, _ offset: Int) {
        guard options.checksOrder, !type.isOrdered else { return }
        report(
            offset, "'\(name)' takes items by their place, and these have no defined order.",
            expected: "items in a defined order", found: "items in any order")
    }

    // MARK: Paths

    /// A name at the beginning: the type of the context, or one of its children.
    private mutating func checkRoot(_ name: String, _ offset: Int, _ context: Context) -> StaticType {
        if let first = name.utf8.first, first >= 0x41, first <= 0x5A {
            let type = types.type(named: name)
            if type != .none {
                guard let parts = context.this.parts else { return .fhir(type, isSingle: true) }
                let fits = parts.contains { part in
                    if case .fhir(let found) = part {
                        return types.isKind(found, of: type) || types.isKind(type, of: found)
                    }
                    return false
                }
                if fits { return context.this }
                report(
                    offset, "The expression starts at \(name), but its context is \(context.this.text(types)).",
                    expected: context.this.text(types), found: name)
                return .fhir(type, isSingle: true)
            }
        }
        return member(name, of: context.this, offset)
    }

    /// The children of a name.
    private mutating func member(_ name: String, of type: StaticType, _ offset: Int) -> StaticType {
        guard let parts = type.parts else { return StaticType(parts: nil, isSingle: false, isOrdered: type.isOrdered) }
        if parts.isEmpty { return .nothing }
        var result = StaticType(parts: [], isSingle: type.isSingle, isOrdered: type.isOrdered)
        if let place = type.place { result.place = place + "." + name }
        var isFound = false
        for part in parts {
            switch part {
            case .fhir(let parent):
                // Only specialisations of these have instances: nothing can be said of their children.
                if types.isAbstract(parent) {
                    return StaticType(parts: nil, isSingle: false, isOrdered: type.isOrdered)
                }
                guard let symbol = Symbol.find(name) else { continue }
                for row in types.children(of: parent, defined: symbol) {
                    let child = ChildID(rawValue: row)
                    isFound = true
                    if types.repeats(child) { result.isSingle = false }
                    if types.isAnyResource(child) || types.type(child) == .none || types.isAbstract(types.type(child)) {
                        result.parts = nil
                    } else if let known = result.parts, !known.contains(.fhir(types.type(child))) {
                        result.parts = known + [.fhir(types.type(child))]
                    }
                }
            case .system(let kind):
                switch (kind, name) {
                case (.quantity, "value"):
                    isFound = true
                    result.parts?.append(.system(.decimal))
                case (.quantity, "unit"), (.quantity, "code"), (.typeInfo, "name"), (.typeInfo, "namespace"):
                    isFound = true
                    result.parts?.append(.system(.string))
                default: break
                }
            }
        }
        if !isFound {
            report(
                offset, "\(type.text(types)) has no '\(name)'.\(hint(for: name, parts))",
                expected: "an element of \(type.text(types))", found: name)
            return .unknown
        }
        return shaped(result, name, offset)
    }

    /// What a profile leaves of an element.
    private mutating func shaped(_ type: StaticType, _ name: String, _ offset: Int) -> StaticType {
        guard let place = type.place, let shape = options.shape, let element = shape.elements[place] else {
            return type
        }
        var result = type
        if element.isProhibited {
            report(
                offset, "\(shape.name) does not allow \(place), so that this path gives nothing.",
                expected: "an element that the profile allows", found: name)
        }
        if !element.types.isEmpty, let parts = result.parts {
            let kept = parts.filter { part in
                guard case .fhir(let type) = part else { return true }
                return element.types.contains { types.isKind(type, of: types.type(named: $0)) }
            }
            if !kept.isEmpty { result.parts = kept }
        }
        return result
    }

    /// What to write instead of a name: of a choice's form such as `valueQuantity`, of one that is misspelt.
    private func hint(for name: String, _ parts: [StaticType.Part]) -> String {
        for case .fhir(let parent) in parts {
            guard let symbol = Symbol.find(name) else { continue }
            let child = types.child(of: parent, named: symbol)
            if child != .none, types.isChoice(child) {
                return " (Write \(types.definitionName(child).text).ofType(\(types.text(types.type(child)))).)"
            }
        }
        for case .fhir(let parent) in parts {
            let hint = NameHint.nearestChild(to: name, of: parent, in: types)
            if !hint.isEmpty { return hint }
        }
        return ""
    }
}

extension Literal {
    /// The literal's type.
    var type: StaticType {
        switch self {
        case .boolean: .system(.boolean)
        case .integer, .long: .system(.integer)
        case .decimal: .system(.decimal)
        case .string: .system(.string)
        case .date: .system(.date)
        case .dateTime: .system(.dateTime)
        case .time: .system(.time)
        case .quantity: .system(.quantity)
        }
    }
}
