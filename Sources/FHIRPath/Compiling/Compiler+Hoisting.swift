extension Compiler {
    /// What a sub-expression takes from the lambda around it.
    struct Free: OptionSet {
        let rawValue: UInt8
        static let this = Free(rawValue: 1)
        static let index = Free(rawValue: 2)
        static let total = Free(rawValue: 4)
        /// A variable of `defineVariable`, or the definition of one.
        static let definition = Free(rawValue: 8)
    }

    /// Whether working the node out costs enough to keep its value.
    func isWorthKeeping(_ node: NodeID) -> Bool {
        switch tree[node].kind {
        case .literal, .empty, .this, .index, .total, .variable: false
        case .negate(let inner), .plus(let inner): isWorthKeeping(inner)
        case .member, .function, .indexer, .binary, .typeTest: true
        }
    }

    /// What the node takes from the lambda around it; nothing: its value is the same for every item.
    func free(_ node: NodeID) -> Free {
        func of(_ base: NodeID?) -> Free { base.map { free($0) } ?? .this }
        switch tree[node].kind {
        case .literal, .empty: return []
        case .this: return .this
        case .index: return .index
        case .total: return .total
        case .variable(let name):
            return ["context", "resource", "rootResource"].contains(name) || Compiler.systemVariable(name) != nil
                || options.variables.contains(name) ? [] : .definition
        case .member(let base, _): return of(base)
        case .indexer(let base, let index): return free(base).union(free(index))
        case .negate(let inner), .plus(let inner): return free(inner)
        case .binary(_, let left, let right): return free(left).union(free(right))
        case .typeTest(_, let base, _): return of(base)
        case .function(let base, let function, let arguments):
            var result: Free
            switch function {
            case .now, .today, .timeOfDay: result = base.map { free($0) } ?? []
            case .iif, .coalesce: result = base.map { free($0) } ?? []
            case .defineVariable: result = .definition
            default: result = of(base)
            }
            for (number, argument) in arguments.enumerated() {
                var inner = free(argument)
                switch function {
                case .where, .select, .all, .exists, .repeat, .repeatAll, .sort: inner.subtract([.this, .index])
                case .aggregate where number == 0: inner.subtract([.this, .index, .total])
                case .iif where base != nil: inner.subtract(.this)
                case .trace where number == 1: inner.subtract(.this)
                default: break
                }
                result.formUnion(inner)
            }
            return result
        }
    }
}
