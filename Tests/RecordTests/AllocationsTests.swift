import TestSupport
import Testing

@Suite("The allocation counter")
struct AllocationsTests {
    @Test("sees a deliberate allocation")
    func sees() {
        #expect(Allocations.count { Allocations.deliberate() } == 1)
    }

    @Test("sees none where none is made")
    func seesNone() {
        var sum = 0
        #expect(Allocations.count { for number in 0..<1000 { sum &+= number } } == 0)
        #expect(sum == 499_500)
    }
}
