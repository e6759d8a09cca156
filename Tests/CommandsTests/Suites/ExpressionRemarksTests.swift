import Commands
import Record
import Testing

@Suite struct ExpressionRemarksTests {
    @Test("Lint tells what is wrong with a scenario's expression, and leaves alone what a variant fills in")
    func check() {
        #expect(ExpressionRemarks.check("code.text.exists()", .r4, "Condition").isEmpty)
        #expect(ExpressionRemarks.check("code.txt.exists()", .r4, "Condition").count == 1)
        #expect(ExpressionRemarks.check("code.text + 1", .stu3, "Condition").count == 1)
        #expect(ExpressionRemarks.check("code.text = '${word}'", .r4, "Condition").isEmpty)
        #expect(ExpressionRemarks.check("${expression}", .r4, nil).isEmpty)
        #expect(ExpressionRemarks.check("code.(", .r4, nil).count == 1)
    }
}
