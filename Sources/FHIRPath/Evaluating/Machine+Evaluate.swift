internal import ElementModel

extension Machine {
    /// Runs a program from a clean state; its value then stands from 0 to ``top``.
    mutating func evaluate(
        _ program: Program, _ view: ElementView?, _ focus: ElementID, _ resource: ElementID,
        _ rootResource: ElementID, _ variables: [String: [ResultItem]]?
    ) throws(ExpressionError) {
        guard let code = program.instructions.baseAddress, let constants = program.constants.baseAddress,
            let types = program.types.baseAddress
        else { return }
        self.code = code
        self.constants = constants
        self.types = types
        self.program = Unmanaged.passUnretained(program)
        isLenient = program.isLenient
        isSTU3 = program.isSTU3
        steps = limits.steps
        frames = 0
        top = 0
        index = -1
        totalCount = -1
        if text.total > 0 { text.empty() }
        units.emptyIfLarge()
        if !undecided.isEmpty { undecided = [] }
        unresolvedCount = 0
        moment = nil
        if let variables { self.variables = variables } else if !self.variables.isEmpty { self.variables = [:] }
        savedTop = 0
        if program.savedCount > 0 { prepareSlots(program.savedCount) }
        viewCount = 0
        contextItem = .none
        resourceItem = .none
        rootResourceItem = .none
        if let view, view.count > 0, focus.exists, focus.index < view.count {
            (views + 0).initialize(to: view)
            viewCount = 1
            contextItem = Item(element: focus, view: 0)
            if resource.exists { resourceItem = Item(element: resource, view: 0) }
            if rootResource.exists { rootResourceItem = Item(element: rootResource, view: 0) }
        }
        // The focus stands at the bottom; what the program gives comes above and is moved down over it.
        thisStart = 0
        thisCount = 0
        if contextItem.kind != .none {
            try push(contextItem)
            thisCount = 1
        }
        let bottom = top
        try run(0, program.instructions.count)
        frames = 0
        collapse(from: bottom, to: 0)
    }

    private mutating func prepareSlots(_ count: Int) {
        if count > slotCapacity {
            slots.deinitialize(count: slotCapacity)
            slots.deallocate()
            slotCapacity = count
            slots = .allocate(capacity: count)
            slots.initialize(repeating: SavedSlot(), count: count)
        }
        for slot in 0..<count {
            slots[slot].isFilled = false
            slots[slot].room = 0
            slots[slot].count = 0
            if !slots[slot].set.isEmpty { slots[slot].set = [] }
        }
    }
}
