internal import ElementModel
internal import Patterns
internal import Record
internal import Units

/// Translates a tree into instructions.
struct Compiler {
    let tree: SyntaxTree
    let options: ExpressionOptions
    let table: TypeTable
    var instructions: [Instruction] = []
    var constants: [Item] = []
    var types: [TypeReference] = []
    var patterns: [Pattern?] = []
    var names: [String] = []
    var savedCount = 0
    /// How many lambdas stand around what is being translated.
    var depth = 0
    private var bytes: [UnsafeMutableBufferPointer<UInt8>] = []

    /// The variables that `defineVariable` has defined so far on the way to a node.
    typealias Scope = [String: Int]

    init(tree: SyntaxTree, options: ExpressionOptions) {
        self.tree = tree
        self.options = options
        table = TypeTable(options.release)
    }

    mutating func compile() throws(ExpressionError) {
        var scope: Scope = [:]
        do {
            try emit(tree.root, &scope)
        } catch {
            for buffer in bytes { buffer.deallocate() }
            throw error
        }
    }

    /// Hands over the bytes of the literals.
    mutating func takeBytes() -> [UnsafeMutableBufferPointer<UInt8>] {
        defer { bytes = [] }
        return bytes
    }

    var next: UInt32 { UInt32(instructions.count) }

    @discardableResult
    mutating func add(_ instruction: Instruction) -> Int {
        instructions.append(instruction)
        return instructions.count - 1
    }

    mutating func literalBytes(_ text: String) -> UnsafeBufferPointer<UInt8> {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(text.utf8.count, 1))
        _ = buffer.initialize(from: text.utf8)
        bytes.append(buffer)
        return UnsafeBufferPointer(start: buffer.baseAddress, count: text.utf8.count)
    }

    func type(_ name: TypeName, ignoringCase: Bool = false) throws(ExpressionError) -> TypeReference {
        guard let type = TypeReference(name, types: table, ignoringCase: ignoringCase) else {
            throw ExpressionError(
                .execution, at: name.offset, "'\(name.text)' is no type of \(options.release == .r4 ? "R4" : "STU3").",
                expected: "the name of a type", found: name.text)
        }
        return type
    }

    mutating func typeNumber(_ name: TypeName, ignoringCase: Bool = false) throws(ExpressionError) -> UInt32 {
        types.append(try type(name, ignoringCase: ignoringCase))
        return UInt32(types.count - 1)
    }

    // MARK: Nodes

    mutating func emit(_ node: NodeID, _ scope: inout Scope) throws(ExpressionError) {
        let isHoisted = depth > 0 && !options.isTraced && isWorthKeeping(node) && free(node).isEmpty
        guard isHoisted else {
            try emitPlain(node, &scope)
            if options.isTraced, isReported(node) {
                let range = tree[node].range
                add(
                    Instruction(
                        operation: .report, count: UInt16(min(depth, 1000)), a: UInt32(range.lowerBound),
                        b: UInt32(range.upperBound), offset: UInt32(tree[node].offset)))
            }
            return
        }
        let place = add(Instruction(operation: .cached, a: newSaved(), offset: UInt32(tree[node].offset)))
        let outer = depth
        // Inside, nothing more needs hoisting: it runs once.
        depth = 0
        try emitPlain(node, &scope)
        depth = outer
        instructions[place].b = next
    }

    mutating func newSaved() -> UInt32 {
        savedCount += 1
        return UInt32(savedCount - 1)
    }

    private func isReported(_ node: NodeID) -> Bool {
        switch tree[node].kind {
        case .literal, .empty: false
        default: true
        }
    }

    private mutating func emitPlain(_ node: NodeID, _ scope: inout Scope) throws(ExpressionError) {
        let offset = UInt32(tree[node].offset)
        switch tree[node].kind {
        case .literal(let literal):
            constants.append(item(literal))
            add(Instruction(operation: .constant, a: UInt32(constants.count - 1), offset: offset))
        case .empty: add(Instruction(operation: .empty, offset: offset))
        case .this: add(Instruction(operation: .this, offset: offset))
        case .index: add(Instruction(operation: .index, offset: offset))
        case .total: add(Instruction(operation: .total, offset: offset))
        case .variable(let name): try emitVariable(name, offset, scope)
        case .member(let base, let name): try emitMember(base, name, offset, &scope)
        case .function(let base, let function, let arguments):
            try emitFunction(node, base, function, arguments, &scope)
        case .indexer(let base, let index):
            try emit(base, &scope)
            var inner = scope
            try emit(index, &inner)
            add(Instruction(operation: .indexer, offset: offset))
        case .negate(let operand):
            try emit(operand, &scope)
            add(Instruction(operation: .negate, offset: offset))
        case .plus(let operand):
            try emit(operand, &scope)
            add(Instruction(operation: .plus, offset: offset))
        case .binary(let operation, let left, let right): try emitBinary(operation, left, right, offset, scope)
        case .typeTest(let test, let base, let name):
            let flag: UInt8 = test == .isType ? 0 : test == .asType ? 1 : 2
            let type = try typeNumber(name, ignoringCase: flag == 1 && options.ignoresTypeCase)
            if let base {
                if test != .isType, let walk = descendantsBase(base) {
                    if flag == 1, options.leniency == .author {
                        // `as` on several items is an error, which only the plain way finds.
                    } else {
                        try emitBase(walk, offset, &scope)
                        add(Instruction(operation: .descendantsOfType, flag: flag, a: type, offset: offset))
                        return
                    }
                }
                try emit(base, &scope)
            } else {
                add(Instruction(operation: .this, offset: offset))
            }
            add(Instruction(operation: .typeTest, flag: flag, a: type, offset: offset))
        }
    }

    private mutating func item(_ literal: Literal) -> Item {
        switch literal {
        case .boolean(let value): return Item(boolean: value)
        case .integer(let value): return Item(integer: value)
        case .long(let value): return Item(long: value)
        case .decimal(let value): return Item(decimal: value)
        case .string(let value): return Item(string: literalBytes(value))
        case .date(let value): return Item(.date, temporal: value)
        case .dateTime(let value): return Item(.dateTime, temporal: value)
        case .time(let value): return Item(.time, temporal: value)
        case .quantity(let value, let unit, let calendar):
            names.append(calendar?.word ?? unit)
            return Item(quantity: value, unit: UInt32(names.count - 1), isCalendarUnit: calendar != nil)
        }
    }

    private mutating func emitVariable(_ name: String, _ offset: UInt32, _ scope: Scope) throws(ExpressionError) {
        if let slot = scope[name] {
            add(Instruction(operation: .variable, a: UInt32(slot), offset: offset))
            return
        }
        switch name {
        case "context": add(Instruction(operation: .context, offset: offset))
        case "resource": add(Instruction(operation: .resource, offset: offset))
        case "rootResource": add(Instruction(operation: .rootResource, offset: offset))
        default:
            if let text = Compiler.systemVariable(name) {
                constants.append(Item(string: literalBytes(text)))
                add(Instruction(operation: .constant, a: UInt32(constants.count - 1), offset: offset))
            } else if options.variables.contains(name) {
                names.append(name)
                add(Instruction(operation: .callerVariable, a: UInt32(names.count - 1), offset: offset))
            } else {
                throw ExpressionError(
                    .execution, at: Int(offset), "The variable %\(name) is not defined here.",
                    expected: "a variable that is defined", found: "%\(name)")
            }
        }
    }

    /// The variables of FHIR that are texts.
    static func systemVariable(_ name: String) -> String? {
        switch name {
        case "ucum": return "http://unitsofmeasure.org"
        case "sct": return "http://snomed.info/sct"
        case "loinc": return "http://loinc.org"
        default:
            if name.hasPrefix("vs-") { return "http://hl7.org/fhir/ValueSet/" + name.dropFirst(3) }
            if name.hasPrefix("ext-") { return "http://hl7.org/fhir/StructureDefinition/" + name.dropFirst(4) }
            return nil
        }
    }

    // MARK: Members

    /// The base of `base.descendants()`, where the node is that.
    func descendantsBase(_ node: NodeID) -> NodeID?? {
        guard !options.isTraced, case .function(let base, .descendants, _) = tree[node].kind else { return nil }
        if depth > 0, isWorthKeeping(node), free(node).isEmpty, base == nil { return nil }
        return .some(base)
    }

    mutating func emitBase(_ base: NodeID?, _ offset: UInt32, _ scope: inout Scope) throws(ExpressionError) {
        if let base { try emit(base, &scope) } else { add(Instruction(operation: .this, offset: offset)) }
    }

    private mutating func emitMember(
        _ base: NodeID?, _ name: String, _ offset: UInt32, _ scope: inout Scope
    ) throws(ExpressionError) {
        let symbol = Symbol(name)
        let flag: UInt8 = ChoiceNames.of(options.release).contains(symbol) ? 1 : 0
        if let base {
            if let walk = descendantsBase(base) {
                try emitBase(walk, offset, &scope)
                add(Instruction(operation: .descendantsMember, flag: flag, a: symbol.rawValue, offset: offset))
                return
            }
            try emit(base, &scope)
            add(Instruction(operation: .member, flag: flag, a: symbol.rawValue, offset: offset))
            return
        }
        if let first = name.utf8.first, first >= 0x41, first <= 0x5A,
            let type = TypeReference(TypeName(namespace: "FHIR", name: name, offset: 0), types: table)
        {
            types.append(type)
            add(
                Instruction(
                    operation: .typeRoot, flag: flag, a: UInt32(types.count - 1), b: symbol.rawValue, offset: offset))
            return
        }
        add(Instruction(operation: .thisMember, flag: flag, a: symbol.rawValue, offset: offset))
    }

    private mutating func emitBinary(
        _ operation: Operator, _ left: NodeID, _ right: NodeID, _ offset: UInt32, _ scope: Scope
    ) throws(ExpressionError) {
        // What one side defines, the other does not see.
        var first = scope
        var second = scope
        switch operation {
        case .and, .or, .implies:
            try emit(left, &first)
            let place = add(Instruction(operation: .decide, flag: operation.rawValue, offset: offset))
            try emit(right, &second)
            add(Instruction(operation: .logic, flag: operation.rawValue, offset: offset))
            instructions[place].a = next
        case .xor:
            try emit(left, &first)
            try emit(right, &second)
            add(Instruction(operation: .logic, flag: operation.rawValue, offset: offset))
        case .isIn, .contains:
            let item = operation == .isIn ? left : right
            let set = operation == .isIn ? right : left
            if depth > 0, !options.isTraced, isWorthKeeping(set), free(set).isEmpty {
                try emit(item, &first)
                let place = add(Instruction(operation: .isInCached, a: newSaved(), offset: offset))
                let outer = depth
                depth = 0
                try emitPlain(set, &second)
                depth = outer
                instructions[place].b = next
                return
            }
            fallthrough
        default:
            try emit(left, &first)
            try emit(right, &second)
            add(Instruction(operation: .binary, flag: operation.rawValue, offset: offset))
        }
    }
}
