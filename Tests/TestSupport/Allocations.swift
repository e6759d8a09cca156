import CAllocationCounter

/// Heap allocations of the calling thread, counted by a stand-in for `malloc`.
public enum Allocations {
    /// How many allocations `work` makes on this thread.
    @inline(never)
    public static func count(_ work: () throws -> Void) rethrows -> Int {
        let before = assay_allocation_count()
        try work()
        return Int(assay_allocation_count() - before)
    }

    /// One deliberate allocation: a test that counts to zero shows first that it can see this one.
    @inline(never)
    public static func deliberate() {
        UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 1).deallocate()
    }
}

/// How the tests were built.
public enum Build {
    /// Whether the optimiser ran: figures on time and memory hold only then.
    public static let isOptimised: Bool = {
        var isOptimised = true
        // `assert` is evaluated in debug builds alone.
        assert(
            {
                isOptimised = false; return true
            }())
        return isOptimised
    }()
}
