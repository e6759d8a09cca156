import FHIRPath
import Record
import Testing

/// What the static checker says beyond paths: operands, arguments, profiles.
@Suite struct CheckerTests {
    private func problems(_ text: String, shape: ExpressionShape? = nil, type: String? = "Patient") -> [ExpressionError]
    {
        CompiledExpression.problems(
            in: text, options: ExpressionOptions(release: .r4, contextType: type, shape: shape))
    }

    @Test(
        "Operands and arguments that never fit are found, with their place",
        arguments: [
            ("'a' + 1", 4), ("1 < 'a'", 2), ("birthDate + 'x'", 10), ("true > false", 5), ("2 * true", 2),
            ("'a' - 'b'", 4), ("birthDate + 1", 10), ("@T10:00 < @2015", 8), ("1 & 'a'", 2), ("-'a'", 0),
            ("1.upper()", 2), ("'a'.abs()", 4), ("'a'.yearOf()", 4), ("name.given.first().sqrt()", 19),
            ("'abc'.substring('a')", 16), ("name.skip('1')", 10), ("'a'.startsWith(1)", 15), ("2.power('a')", 8),
            ("name['a']", 5), ("(1 | 2).allTrue()", 8), ("extension(1)", 10), ("5 div 2 'kg'", 2),
            ("contact.name + 1", 13), ("iif(active, 1, 2) + 'a'", 18),
        ])
    func operands(_ text: String, _ offset: Int) {
        let found = problems(text)
        #expect(found.map(\.kind) == [.execution], "\(text): \(found)")
        #expect(found.first?.offset == offset, "\(text): \(found)")
    }

    @Test(
        "What may fit is let pass",
        arguments: [
            "gender + 'a'", "birthDate & 'x'", "'2015' < birthDate", "1 and true", "1 'kg' > 2", "extension.value + 1",
            "birthDate + 1 year", "deceased > @2015", "{} + 1", "%resource + 1", "multipleBirth + 1",
            "name.given.first().length() + 1", "(1 | 'a') + 1", "telecom.rank.select($this + 1)",
            "iif(active, 1, 'a') + 1",
            "birthDate.matches('1980')", "active.not()", "contained.name + 1", "extension.value.abs()",
            "name.aggregate($total + 1, 0)",
        ])
    func allowed(_ text: String) { #expect(problems(text).isEmpty, "\(text): \(problems(text))") }

    @Test("Paths from a type's name are checked where nothing else is known")
    func rooted() {
        #expect(problems("Patient.nam", type: nil).map(\.offset) == [8])
        #expect(problems("entry.resource.anything", type: nil).isEmpty)
        // A run without a document gives nothing, and is no error.
        #expect(throws: Never.self) {
            try CompiledExpression("Patient.nam", options: ExpressionOptions(release: .r4))
        }
    }

    @Test("A profile's absent elements and types are known")
    func shape() {
        let shape = ExpressionShape(
            name: "P", focus: "Observation",
            elements: [
                "Observation.value": .init(isProhibited: false, types: ["Quantity"]),
                "Observation.component.value": .init(isProhibited: true, types: []),
            ])
        func offsets(_ text: String) -> [Int] { problems(text, shape: shape, type: "Observation").map(\.offset) }
        #expect(offsets("value.unit") == [])
        #expect(offsets("value.start") == [6])
        #expect(offsets("component.value.exists()") == [10])
        #expect(offsets("component.where(value.exists())") == [16])
        #expect(offsets("component.code") == [])
    }

    @Test("A misspelt name is told what it may have meant")
    func hints() {
        #expect(problems("name.famly").first?.message.contains("family") == true)
        #expect(problems("name.frist()").first?.message.contains("first") == true)
        #expect(problems("deceasedBoolean").first?.message.contains("deceased.ofType(boolean)") == true)
    }

    @Test("A limit is placed where the expression runs into it")
    func limits() throws {
        var limits = EvaluationLimits()
        limits.steps = 10_000
        let expression = try CompiledExpression(
            "1 + (1).repeatAll($this + 1).count()", options: ExpressionOptions(release: .r4))
        let error = #expect(throws: ExpressionError.self) { try Evaluator(limits: limits).evaluate(expression) }
        #expect(error?.isUndecidable == true)
        #expect((error?.offset ?? 0) >= 8)
    }
}
