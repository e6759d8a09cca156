internal import Patterns

extension Compiler {
    mutating func emitFunction(
        _ node: NodeID, _ base: NodeID?, _ function: Function, _ arguments: [NodeID], _ scope: inout Scope
    ) throws(ExpressionError) {
        let offset = UInt32(tree[node].offset)
        switch function {
        case .where:
            // `descendants().where($this is T)` walks without collecting everything first.
            if let base, let walk = descendantsBase(base),
                case .typeTest(.isType, let tested, let name) = tree[arguments[0]].kind, isThis(tested)
            {
                let type = try typeNumber(name)
                try emitBase(walk, offset, &scope)
                add(Instruction(operation: .descendantsOfType, flag: 0, a: type, offset: offset))
                return
            }
            try emitLoop(.filter, base, arguments[0], offset, &scope)
        case .select: try emitLoop(.project, base, arguments[0], offset, &scope)
        case .all: try emitLoop(.all, base, arguments[0], offset, &scope)
        case .exists where !arguments.isEmpty: try emitLoop(.existsWhere, base, arguments[0], offset, &scope)
        case .repeat: try emitLoop(.repeat, base, arguments[0], offset, &scope)
        case .repeatAll: try emitLoop(.repeatAll, base, arguments[0], offset, &scope)
        case .aggregate:
            try emitBase(base, offset, &scope)
            if arguments.count > 1 {
                var inner = scope
                try emit(arguments[1], &inner)
            }
            let place = add(Instruction(operation: .aggregate, count: UInt16(arguments.count - 1), offset: offset))
            try emitBody(arguments[0], scope)
            instructions[place].a = next
        case .iif: try emitIif(base, arguments, offset, &scope)
        case .sort:
            try emitBase(base, offset, &scope)
            add(Instruction(operation: .sort, count: UInt16(arguments.count), offset: offset))
            for argument in arguments {
                var key = argument
                var isDescending = false
                while case .negate(let inner) = tree[key].kind {
                    key = inner
                    isDescending.toggle()
                }
                let place = add(Instruction(operation: .data, flag: isDescending ? 1 : 0, offset: offset))
                try emitBody(key, scope)
                instructions[place].a = next
            }
        case .coalesce:
            try emitBase(base, offset, &scope)
            let first = add(Instruction(operation: .coalesce, count: UInt16(arguments.count), offset: offset))
            for argument in arguments {
                let place = add(Instruction(operation: .data, offset: offset))
                var inner = scope
                try emit(argument, &inner)
                instructions[place].a = next
            }
            instructions[first].a = next
        case .trace:
            try emitBase(base, offset, &scope)
            var inner = scope
            try emit(arguments[0], &inner)
            let place = add(Instruction(operation: .trace, count: UInt16(arguments.count - 1), offset: offset))
            if arguments.count > 1 { try emitBody(arguments[1], scope) }
            instructions[place].a = next
        case .defineVariable: try emitDefinition(base, arguments, offset, &scope)
        default:
            try emitBase(base, offset, &scope)
            for argument in arguments {
                var inner = scope
                try emit(argument, &inner)
            }
            var pattern: UInt32 = 0
            if [.matches, .matchesFull, .replaceMatches].contains(function),
                case .literal(.string(let text)) = tree[arguments[0]].kind,
                arguments.count == 1 || function == .replaceMatches
            {
                patterns.append(
                    try? Pattern(text, options: function == .matchesFull ? [.whole, .dotMatchesAll] : .dotMatchesAll))
                pattern = UInt32(patterns.count)
            }
            if function == .children {
                add(Instruction(operation: .children, offset: offset))
            } else if function == .descendants {
                add(Instruction(operation: .descendants, offset: offset))
            } else {
                add(
                    Instruction(
                        operation: .call, flag: function.rawValue, count: UInt16(arguments.count), a: pattern,
                        offset: offset))
            }
        }
    }

    private func isThis(_ node: NodeID?) -> Bool {
        guard let node else { return true }
        if case .this = tree[node].kind { return true }
        return false
    }

    /// The body of a lambda, one level deeper.
    private mutating func emitBody(_ node: NodeID, _ scope: Scope) throws(ExpressionError) {
        depth += 1
        defer { depth -= 1 }
        var inner = scope
        try emit(node, &inner)
    }

    private mutating func emitLoop(
        _ operation: Instruction.Operation, _ base: NodeID?, _ body: NodeID, _ offset: UInt32, _ scope: inout Scope
    ) throws(ExpressionError) {
        try emitBase(base, offset, &scope)
        let place = add(Instruction(operation: operation, offset: offset))
        try emitBody(body, scope)
        instructions[place].a = next
    }

    private mutating func emitIif(
        _ base: NodeID?, _ arguments: [NodeID], _ offset: UInt32, _ scope: inout Scope
    ) throws(ExpressionError) {
        try emitBase(base, offset, &scope)
        // Without a base, `$this` and what may be hoisted stay what they were.
        let place = add(Instruction(operation: .iif, flag: base == nil ? 0 : 1, offset: offset))
        let end = add(Instruction(operation: .data, offset: offset))
        var inner = scope
        try emit(arguments[0], &inner)
        instructions[place].a = next
        inner = scope
        try emit(arguments[1], &inner)
        instructions[place].b = next
        if arguments.count > 2 {
            inner = scope
            try emit(arguments[2], &inner)
        }
        instructions[end].a = next
    }

    private mutating func emitDefinition(
        _ base: NodeID?, _ arguments: [NodeID], _ offset: UInt32, _ scope: inout Scope
    ) throws(ExpressionError) {
        guard case .literal(.string(let name)) = tree[arguments[0]].kind else {
            throw ExpressionError(
                .execution, at: tree[arguments[0]].offset, "The name of a variable is a string literal.",
                expected: "a string literal")
        }
        let isTaken =
            ["context", "resource", "rootResource"].contains(name) || Compiler.systemVariable(name) != nil
            || options.variables.contains(name) || scope[name] != nil
        guard !isTaken else {
            throw ExpressionError(
                .execution, at: tree[arguments[0]].offset, "The variable %\(name) is already defined.",
                expected: "a new name", found: name)
        }
        try emitBase(base, offset, &scope)
        guard scope[name] == nil else {
            throw ExpressionError(
                .execution, at: tree[arguments[0]].offset, "The variable %\(name) is already defined.",
                expected: "a new name", found: name)
        }
        let slot = newSaved()
        let place = add(Instruction(operation: .define, count: UInt16(arguments.count - 1), a: slot, offset: offset))
        if arguments.count > 1 {
            var inner = scope
            try emit(arguments[1], &inner)
        }
        instructions[place].b = next
        scope[name] = Int(slot)
    }
}
