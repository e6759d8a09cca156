internal import ElementModel
internal import Patterns
internal import Units

/// The working memory of an evaluator: one stack of items on which every collection is a range, and what else an
/// evaluation needs. Grown on demand and kept, so that the usual expression allocates nothing.
struct Machine: ~Copyable {
    var host: EvaluationHost
    let limits: EvaluationLimits

    // The stack: collections stand one behind another, `starts` says where each begins, the last one ends at `top`.
    var items: UnsafeMutablePointer<Item>
    var capacity: Int
    var top = 0
    var starts: UnsafeMutablePointer<Int>
    let startCapacity: Int
    var frames = 0

    // Where the expression stands: `$this` and `$total` are ranges of the stack.
    var thisStart = 0
    var thisCount = 0
    var index = -1
    var totalStart = 0
    var totalCount = -1

    // The program that runs.
    var code: UnsafeMutablePointer<Instruction>
    var constants: UnsafeMutablePointer<Item>
    var types: UnsafeMutablePointer<TypeReference>
    var program: Unmanaged<Program>?
    var isLenient = false
    var isSTU3 = false
    var steps = 0

    // Documents that items come from; the first one is the focus's.
    var views: UnsafeMutablePointer<ElementView>
    var viewCapacity = 8
    var viewCount = 0
    var contextItem = Item.none
    var resourceItem = Item.none
    var rootResourceItem = Item.none
    var variables: [String: [ResultItem]] = [:]

    // Collections that outlive the expression that made them: hoisted ones and variables.
    var saved: UnsafeMutablePointer<Item>
    var savedCapacity: Int
    var savedTop = 0
    var slots: UnsafeMutablePointer<SavedSlot>
    var slotCapacity: Int

    var text = TextArena()
    var units = UnitStore()
    var hashes: [UInt32] = []
    var matcher: PatternMatcher?
    var dynamicPatterns: [DynamicPattern: Pattern?] = [:]
    var undecided: [String] = []
    /// References that `resolve()` could not follow in this evaluation.
    var unresolvedCount = 0
    /// What `now()` says, once it was asked.
    var moment: Temporal?

    struct SavedSlot {
        var start = 0
        var count = 0
        var room = 0
        var isFilled = false
        /// A set of the strings in it, once somebody asked for membership.
        var set: [UInt32] = []
    }

    struct DynamicPattern: Hashable {
        var text: String
        var isWhole: Bool
    }

    init(host: EvaluationHost, limits: EvaluationLimits) {
        self.host = host
        self.limits = limits
        capacity = 512
        items = .allocate(capacity: capacity)
        startCapacity = 4096
        starts = .allocate(capacity: startCapacity)
        views = .allocate(capacity: viewCapacity)
        savedCapacity = 128
        saved = .allocate(capacity: savedCapacity)
        slotCapacity = 16
        slots = .allocate(capacity: slotCapacity)
        slots.initialize(repeating: SavedSlot(), count: slotCapacity)
        code = .allocate(capacity: 1)
        code.deallocate()
        constants = UnsafeMutablePointer<Item>(items)
        types = .allocate(capacity: 1)
        types.deallocate()
    }

    deinit {
        items.deallocate()
        starts.deallocate()
        views.deallocate()
        saved.deallocate()
        slots.deinitialize(count: slotCapacity)
        slots.deallocate()
    }

    // MARK: The stack

    /// Makes room for more items.
    @inline(never)
    mutating func grow(_ count: Int) throws(ExpressionError) {
        guard top + count <= limits.items else { throw limit("more than \(limits.items) items at the same time") }
        var larger = capacity
        while larger < top + count { larger *= 2 }
        let copy = UnsafeMutablePointer<Item>.allocate(capacity: larger)
        copy.update(from: items, count: top)
        items.deallocate()
        items = copy
        capacity = larger
    }

    @inline(__always)
    mutating func push(_ item: Item) throws(ExpressionError) {
        if top == capacity { try grow(1) }
        items[top] = item
        top += 1
    }

    /// Begins a new collection at the top.
    @inline(__always)
    mutating func begin() {
        starts[frames] = top
        frames += 1
    }

    /// Where the collection at the top begins.
    @inline(__always) var start: Int { starts[frames - 1] }

    /// Replaces everything from `start` on by one item.
    @inline(__always)
    mutating func replace(from start: Int, with item: Item) throws(ExpressionError) {
        top = start
        try push(item)
    }

    /// Most moves are of one item, which is cheaper than a call.
    @inline(__always)
    static func move(_ source: UnsafeMutablePointer<Item>, to place: UnsafeMutablePointer<Item>, _ count: Int) {
        if count == 1 { place.pointee = source.pointee } else { place.update(from: source, count: count) }
    }

    /// Moves what stands from `source` to the top down to `start`.
    @inline(__always)
    mutating func collapse(from source: Int, to start: Int) {
        let count = top - source
        if count > 0, source != start { Machine.move(items + source, to: items + start, count) }
        top = start + count
    }

    @inline(__always)
    mutating func count(_ steps: Int) throws(ExpressionError) {
        self.steps -= steps
        if self.steps < 0 { throw limit("more than \(limits.steps) steps") }
    }

    @inline(never)
    func limit(_ what: String) -> ExpressionError {
        ExpressionError(
            .execution, at: ExpressionError.unplaced, "The evaluation was stopped: \(what).",
            expected: "an evaluation within its bounds",
            found: what, isUndecidable: true)
    }

    @inline(never)
    func failure(
        _ instruction: Instruction, _ message: String, expected: String? = nil, found: String? = nil
    ) -> ExpressionError {
        ExpressionError(.execution, at: Int(instruction.offset), message, expected: expected, found: found)
    }

    @inline(never)
    mutating func growSaved(_ count: Int) throws(ExpressionError) {
        guard savedTop + count <= limits.items else { throw limit("more than \(limits.items) items kept") }
        var larger = savedCapacity
        while larger < savedTop + count { larger *= 2 }
        let copy = UnsafeMutablePointer<Item>.allocate(capacity: larger)
        copy.update(from: saved, count: savedTop)
        saved.deallocate()
        saved = copy
        savedCapacity = larger
    }

    /// Keeps a range of the stack as a saved collection.
    mutating func save(_ start: Int, _ end: Int, as slot: Int) throws(ExpressionError) {
        let count = end - start
        if slots[slot].room < count {
            if savedTop + count > savedCapacity { try growSaved(count) }
            slots[slot].start = savedTop
            slots[slot].room = count
            savedTop += count
        }
        (saved + slots[slot].start).update(from: items + start, count: count)
        slots[slot].count = count
        slots[slot].isFilled = true
    }

    @inline(__always)
    mutating func pushSaved(_ slot: Int) throws(ExpressionError) {
        let count = slots[slot].count
        if top + count > capacity { try grow(count) }
        Machine.move(saved + slots[slot].start, to: items + top, count)
        top += count
    }

    /// The number of a view, which is added where it is new.
    mutating func viewNumber(_ view: ElementView) -> UInt32 {
        for number in 0..<viewCount where views[number].records == view.records { return UInt32(number) }
        if viewCount == viewCapacity {
            let copy = UnsafeMutablePointer<ElementView>.allocate(capacity: viewCapacity * 2)
            copy.initialize(from: views, count: viewCount)
            views.deallocate()
            views = copy
            viewCapacity *= 2
        }
        (views + viewCount).initialize(to: view)
        viewCount += 1
        return UInt32(viewCount - 1)
    }

    /// Notes why something is not decided.
    mutating func note(undecided reason: String) {
        if undecided.count < 16, !undecided.contains(reason) { undecided.append(reason) }
    }
}
