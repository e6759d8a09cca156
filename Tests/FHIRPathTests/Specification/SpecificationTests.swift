import ElementModel
import FHIRPath
import Record
import Testing

/// What the specification says an expression gives: a row a behaviour, by section.
///
/// A line is `expression → items`: texts in single quotes, other values as they are written, structures by their type,
/// `{}` for nothing, `! kind` for an error.
enum SpecificationTable {
    struct Row: Sendable, CustomTestStringConvertible {
        var section: String
        var expression: String
        var expected: String
        var testDescription: String { "\(section): \(expression)" }
    }

    static let rows: [Row] = [paths, values, conversions, texts, operators, mixed].flatMap { table -> [Row] in
        var section = ""
        var rows: [Row] = []
        for line in table.split(separator: "\n") {
            if line.hasPrefix("# ") {
                section = String(line.dropFirst(2))
                continue
            }
            let parts = line.split(separator: " → ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            rows.append(Row(section: section, expression: parts[0], expected: parts[1]))
        }
        return rows
    }

    static let patient = DocumentReader().read(
        Array(
            #"""
            {"resourceType":"Patient","id":"p1","meta":{"profile":["http://example.org/a","http://example.org/b"]},
             "contained":[{"resourceType":"Organization","id":"o1","name":"Höhe"}],
             "extension":[{"url":"http://example.org/weight","valueQuantity":
               {"value":72.50,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}},
              {"url":"http://example.org/nested",
               "extension":[{"url":"a","valueString":"A"},{"url":"b","valueCode":"B"}]}],
             "active":true,
             "name":[{"use":"official","family":"Stone","given":["Ann","Bea"],"period":{"start":"2001"}},
              {"use":"usual","given":["Annie"],
               "_family":{"extension":[{"url":"http://example.org/unknown","valueBoolean":true}]}}],
             "telecom":[{"system":"phone","value":"1","rank":2},{"system":"email","value":"a@b","rank":1}],
             "gender":"female","birthDate":"1980-02-29","_birthDate":{"extension":[
              {"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime",
               "valueDateTime":"1980-02-29T10:30:00Z"}]},
             "deceasedBoolean":false,"multipleBirthInteger":2,
             "contact":[{"name":{"family":"Friend"},"relationship":[{"coding":[{"system":"s","code":"N"}]}]}],
             "managingOrganization":{"reference":"#o1"}}
            """#.utf8), release: .r4)

    /// An item as the table writes it.
    static func text(_ item: ResultItem) -> String {
        guard let value = item.suiteText else { return item.typeName }
        switch item.typeName {
        case "boolean", "integer", "positiveInt", "unsignedInt", "decimal", "date", "dateTime", "instant", "time",
            "Quantity":
            return value
        default: return "'\(value)'"
        }
    }
}

@Suite struct SpecificationTests {
    @Test("Expressions give what the specification says", arguments: SpecificationTable.rows)
    func gives(_ row: SpecificationTable.Row) {
        let options = ExpressionOptions(release: .r4, contextType: "Patient")
        do throws(ExpressionError) {
            let items = try Evaluator().evaluate(
                CompiledExpression(row.expression, options: options), in: SpecificationTable.patient.view)
            let found = items.map(SpecificationTable.text).joined(separator: "; ")
            #expect((found.isEmpty ? "{}" : found) == row.expected)
        } catch {
            #expect("! \(error.kind.rawValue)" == row.expected, "\(error)")
        }
    }

    @Test("The table is whole") func whole() { #expect(SpecificationTable.rows.count > 750) }
}
