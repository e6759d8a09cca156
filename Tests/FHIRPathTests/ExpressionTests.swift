import ElementModel
import FHIRPath
import Record
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A small Patient of the tests' own.
private let patient = DocumentReader().read(
    Array(
        #"""
        {"resourceType":"Patient","id":"p1","contained":[{"resourceType":"Organization","id":"o1","name":"Höhe"}],
         "name":[{"use":"official","family":"Stone","given":["Ann","Bea"]},{"use":"usual","given":["Annie"]}],
         "birthDate":"1980-02-29","deceasedBoolean":false,
         "multipleBirthInteger":2,"managingOrganization":{"reference":"#o1"},
         "extension":[{"url":"http://example.org/weight","valueQuantity":{"value":72.50,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}]}
        """#.utf8), release: .r4)

private func evaluate(
    _ text: String, leniency: ExpressionOptions.Leniency = .author, checked: Bool = false,
    limits: EvaluationLimits = EvaluationLimits()
) throws(ExpressionError) -> [String] {
    let options = ExpressionOptions(release: .r4, contextType: checked ? "Patient" : nil, leniency: leniency)
    let found = try Evaluator(limits: limits).evaluate(CompiledExpression(text, options: options), in: patient.view)
    return found.items.map { $0.suiteText ?? $0.typeName }
}

@Suite struct ExpressionTests {
    @Test(
        "Text that is no FHIRPath is a syntax error, with its place",
        arguments: [
            ("name.", 5), ("name..given", 5), ("(1 + 2", 6), ("1 +", 3), ("'open", 0), ("name[0", 6), ("{ 1 }", 2),
            ("a b", 2), ("@2015-13", 0), ("1 ? 2", 2), ("%", 0), ("$that", 0), ("/* open", 0), ("'\\u12'", 1),
            ("name.where(use = )", 17), ("99999999999999999999", 0), ("", 0), ("and true", 0), ("x is", 4),
        ])
    func syntax(_ text: String, _ offset: Int) {
        let error = #expect(throws: ExpressionError.self) { try evaluate(text) }
        #expect(error?.kind == .syntax, "\(text)")
        #expect(error?.offset == offset, "\(text): \(error?.description ?? "")")
    }

    @Test(
        "The static checker finds what means nothing, with its place",
        arguments: [
            ("name.fmily", 5), ("Observation.status", 0), ("deceasedBoolean", 0), ("name.given.first().use", 19),
            ("(deceased as boolean).unit", 22), ("name.upper()", 5), ("contact.name.where(famly = 'x')", 19),
            ("iif(1, 2, 3)", 4), ("nonsense()", 0), ("name.where()", 5), ("extension.value.abd", 16),
        ])
    func checker(_ text: String, _ offset: Int) {
        let error = #expect(throws: ExpressionError.self) { try evaluate(text, checked: true) }
        #expect(error?.kind == .semantic, "\(text): \(error?.description ?? "nothing")")
        #expect(error?.offset == offset, "\(text): \(error?.description ?? "")")
    }

    @Test(
        "What the checker cannot know, it lets pass",
        arguments: [
            "contained.name", "managingOrganization.resolve().anything", "descendants().whatever",
            "extension.value.unit",
            "(deceased as boolean).not()", "Resource.id", "DomainResource.text", "contact.name.given",
            "link.other.reference",
        ])
    func checkerAllows(_ text: String) throws { _ = try evaluate(text, checked: true) }

    @Test(
        "Expressions give what the specification says",
        arguments: [
            ("name.given.join('-')", ["Ann-Bea-Annie"]),
            ("name.select(given.first() & $index.toString())", ["Ann0", "Annie1"]),
            ("birthDate + 1 year", ["@1981-02-28"]), ("birthDate + 24 hours", ["@1980-03-01"]),
            ("@2024-01-31 + 1 month", ["@2024-02-29"]), ("@T23:30 + 45 minutes", ["@T00:15"]),
            ("@2015T.precision()", ["4"]), ("extension.value = 72.5 'kg'", ["true"]),
            ("extension.value > 72000 'g'", ["true"]), ("extension.value.value.toString()", ["72.50"]),
            ("1 year = 12 months", ["true"]), ("1 year = 1 'a'", []), ("1 year ~ 1 'a'", ["true"]),
            ("contained.name.length()", ["4"]), ("contained.name.upper()", ["HÖHE"]), ("'Höhe'.indexOf('e')", ["3"]),
            ("managingOrganization.resolve().name", ["Höhe"]), ("'abc'.matches('^b')", ["false"]),
            ("'abc'.matchesFull('a.c')", ["true"]), ("0.1 + 0.2 = 0.3", ["true"]),
            ("1.0000000000000000000000000001 > 1", ["true"]), ("10 div 3", ["3"]), ("-5 mod 3", ["-2"]),
            ("{} or true", ["true"]), ("{} and true", []), ("true implies {}", []),
            ("(1|2|3).aggregate($this + $total, 10)", ["16"]),
            ("name.defineVariable('n').given.where(%n.use = 'official').count()", []),
            ("name.given.where($this.startsWith('A')).select(%resource.id & $this)", ["p1Ann", "p1Annie"]),
            ("%context.id = %rootResource.id", ["true"]), ("(1 | 2 | 2.0 | 3).count()", ["3"]),
            ("'a,b'.split(',')", ["a", "b"]), ("deceased.type().name", ["boolean"]), ("multipleBirth + 1", ["3"]),
            ("name.repeat(given)", ["Ann", "Bea", "Annie"]), ("(3|1|2).sort()", ["1", "2", "3"]),
            ("name.sort(use desc).use", ["usual", "official"]), ("'%41'.length()", ["3"]),
            ("@2020-01-01T00:00:00Z = @2020-01-01T00:00:00", []),
            ("@2020-01-01T00:00:00Z < @2020-01-03T00:00:00", ["true"]),
            ("(@2000-01-01).repeat(iif($this < @2001-01-01, $this + 1 day)).count()", ["366"]),
            ("(@2000-01-01T10:00Z | @2000-01-01T11:00+01:00).count()", ["1"]),
            ("1.type().name", ["Integer"]), ("coalesce({}, name.family)", ["Stone"]), ("'x'.toQuantity()", []),
            ("(1|2).sum()", ["3"]), ("iif(name.exists(), 'yes')", ["yes"]), ("name.exists(use = 'usual')", ["true"]),
        ])
    func values(_ text: String, _ expected: [String]) throws {
        if text.contains("%n.use") {
            // A variable of several items is not a single criterion.
            #expect(throws: ExpressionError.self) { try evaluate("name.defineVariable('n').where(%n.use)") }
            return
        }
        #expect(try evaluate(text) == expected, "\(text)")
    }

    @Test("Variables are seen where they are defined and nowhere else") func variables() throws {
        #expect(try evaluate("defineVariable('a', 1).select(%a + 1)") == ["2"])
        #expect(throws: ExpressionError.self) { try evaluate("defineVariable('a', 1).id | %a") }
        #expect(throws: ExpressionError.self) { try evaluate("defineVariable('a').defineVariable('a')") }
        #expect(throws: ExpressionError.self) { try evaluate("defineVariable('context')") }
        #expect(throws: ExpressionError.self) { try evaluate("%unknown") }
    }

    @Test("as() on several items is an author's error and a published rule's filter") func leniency() throws {
        #expect(throws: ExpressionError.self) { try evaluate("descendants().as(uri)") }
        #expect(try evaluate("descendants().as(uri)", leniency: .publishedInvariant).count == 2)
        #expect(try evaluate("name.ofType(HumanName).count()") == ["2"])
    }

    @Test(
        "What needs more than its bounds is undecidable",
        arguments: [
            "repeatAll($this)", "'a'.repeatAll($this & 'a')", "(1|2|3).repeatAll($this + 1)",
            "(1 'mg').repeat(iif($this < 100000 'mg', $this + 1 'mg'))",
            "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a+)+$')",
        ], [true])
    func bounds(_ text: String, _ isUndecidable: Bool) {
        var limits = EvaluationLimits()
        limits.steps = 200_000
        limits.items = 100_000
        limits.textBytes = 1 << 20
        let error = #expect(throws: ExpressionError.self) { try evaluate(text, limits: limits) }
        #expect(error?.isUndecidable == isUndecidable)
    }

    @Test("Deep nesting is refused, not followed") func depth() {
        let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
        #expect(throws: ExpressionError.self) { try evaluate(deep) }
        #expect(throws: ExpressionError.self) { try evaluate("1" + String(repeating: "+1", count: 5000)) }
        #expect(throws: ExpressionError.self) { try evaluate(String(repeating: "-", count: 5000) + "1") }
    }

    @Test("What nobody can tell is undecidable, never false") func undecidable() throws {
        let options = ExpressionOptions(release: .r4, leniency: .publishedInvariant)
        let rule = try CompiledExpression(
            "gender.exists().not() or name.first().use.memberOf('http://x')", options: options)
        let evaluator = Evaluator()
        #expect(evaluator.evaluateBoolean(rule, in: patient.view) == .isTrue)
        let other = try CompiledExpression("name.first().use.memberOf('http://x').exists()", options: options)
        guard case .undecidable = evaluator.evaluateBoolean(other, in: patient.view) else {
            Issue.record("memberOf() without terminology was decided")
            return
        }
        evaluator.host.memberOf = { _, _ in .yes }
        #expect(evaluator.evaluateBoolean(other, in: patient.view) == .isTrue)
    }

    @Test(
        "An answer does not depend on the machine's time zone",
        arguments: ["UTC", "America/New_York", "Pacific/Auckland"])
    func zones(_ zone: String) throws {
        setenv("TZ", zone, 1)
        tzset()
        #expect(try evaluate("@2020-01-01T12:00:00 = @2020-01-01T12:00:00Z") == [])
        #expect(try evaluate("now().toString().substring(23)") == ["Z"])
        let options = ExpressionOptions(release: .r4)
        var host = EvaluationHost()
        host.now = 1_700_000_000.5
        let found = try Evaluator(host: host).evaluate(CompiledExpression("now()", options: options))
        #expect(found.first?.text == "2023-11-14T22:13:20.500Z")
    }

    @Test("A trace tells every sub-expression and what it gave") func trace() throws {
        let options = ExpressionOptions(release: .r4, contextType: "Patient", isTraced: true)
        let steps = Steps()
        var host = EvaluationHost()
        host.step = { steps.lines.append("\($0.depth) \($0.expression) \($0.items.count)") }
        _ = try Evaluator(host: host).evaluate(
            CompiledExpression("name.where(use = 'usual').given", options: options), in: patient.view)
        #expect(
            steps.lines == [
                "0 name 2", "1 use 1", "1 use = 'usual' 1", "1 use 1", "1 use = 'usual' 1",
                "0 name.where(use = 'usual') 1",
                "0 name.where(use = 'usual').given 1",
            ])
    }

    @Test("A published fault is known by its expression, not by its key alone") func faults() {
        let published = "fullUrl.contains('/_history/').not()"
        #expect(PublishedFault.repaired(.r4, key: "bdl-8", expression: published) != published)
        #expect(PublishedFault.repaired(.r4, key: "bdl-8", expression: "true") == "true")
        #expect(PublishedFault.repaired(.r4, key: "xyz-1", expression: published) == published)
        #expect(
            Set(PublishedFault.table.map { "\($0.release) \($0.key) \($0.hash)" }).count == PublishedFault.table.count)
        for fault in PublishedFault.table {
            guard case .replace(let text) = fault.remedy else { continue }
            #expect(throws: Never.self) {
                try CompiledExpression(
                    text, options: ExpressionOptions(release: fault.release, leniency: .publishedInvariant))
            }
        }
    }

    @Test("The usual rule allocates nothing", .enabled(if: Build.isOptimised, "needs an optimised build"))
    func allocations() throws {
        let options = ExpressionOptions(release: .r4, contextType: "Patient", leniency: .publishedInvariant)
        let rules = try [
            "name.all(family.exists() or given.exists())", "contained.contained.empty()",
            "descendants().where($this is Extension).all(extension.exists() != value.exists())",
            "hasValue() or (children().count() > id.count())", "name.where(use='official').given.first() = 'Ann'",
        ].map { try CompiledExpression($0, options: options) }
        let evaluator = Evaluator()
        for rule in rules { #expect(evaluator.evaluateBoolean(rule, in: patient.view) == .isTrue) }
        var outcomes = 0
        let count = Allocations.count {
            for rule in rules where evaluator.evaluateBoolean(rule, in: patient.view) == .isTrue { outcomes += 1 }
        }
        #expect(outcomes == rules.count)
        #expect(count == 0)
    }
}

private final class Steps: @unchecked Sendable { var lines: [String] = [] }
