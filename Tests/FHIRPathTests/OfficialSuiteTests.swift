import ElementModel
import FHIRPath
import Files
import JSON
import Record
import TestSupport
import Testing

/// A case of the official R4 suite.
struct SuiteCase: Sendable, CustomTestStringConvertible {
    var id: String
    var expression: String
    var input: String?
    var invalid: String?
    var isPredicate: Bool
    var isStrict: Bool
    var output: [(type: String?, value: String?)]
    var testDescription: String { id }

    static let all: [SuiteCase] = {
        guard let folder = Shared.folder,
            let text = try? Files.read("\(folder)/oracle/fhirpath/cases.json"),
            let json = try? JSONValue(parsing: text)
        else { return [] }
        return (json.array ?? []).map { row in
            SuiteCase(
                id: row["id"]?.string ?? "", expression: row["expression"]?.string ?? "", input: row["input"]?.string,
                invalid: row["invalid"]?.string, isPredicate: row["predicate"]?.bool ?? false,
                isStrict: row["mode"]?.string == "strict",
                output: (row["output"]?.array ?? []).map { ($0["type"]?.string, $0["value"]?.string) })
        }
    }()

    static let documents: [String: Document] = {
        var documents: [String: Document] = [:]
        for name in Set(all.compactMap(\.input)) {
            guard let folder = Shared.folder, let bytes = try? Files.read("\(folder)/oracle/fhirpath/inputs/\(name)")
            else { continue }
            documents[name] = DocumentReader().read(bytes, release: .r4)
        }
        return documents
    }()
}

@Suite(.enabled(if: Shared.folder != nil, "needs the shared material")) struct OfficialSuiteTests {
    @Test("The official suite", arguments: SuiteCase.all) func run(_ row: SuiteCase) throws {
        let document = row.input.flatMap { SuiteCase.documents[$0] }
        if row.input != nil { try #require(document != nil) }
        do throws(ExpressionError) {
            let options = ExpressionOptions(
                release: .r4, contextType: document.map { $0.view.types.text($0.view.type(.root)) },
                checksOrder: row.isStrict)
            let expression = try CompiledExpression(row.expression, options: options)
            let evaluator = Evaluator()
            if row.isPredicate, let document {
                #expect(evaluator.evaluateBoolean(expression, in: document.view) == .isTrue)
                return
            }
            let items: ResultItems
            if let document {
                items = try evaluator.evaluate(expression, in: document.view)
            } else {
                items = try evaluator.evaluate(expression)
            }
            if let invalid = row.invalid {
                Issue.record("a \(invalid) error was expected and \(items.count) items were found")
                return
            }
            let found = items.items.map { "\($0.typeName) \($0.suiteText ?? "-")" }
            let expected = zip(row.output, items.items).map { output, item in
                "\(output.type ?? item.typeName) \(output.value ?? item.suiteText ?? "-")"
            }
            #expect(items.count == row.output.count)
            #expect(found == expected)
        } catch {
            #expect(error.kind.rawValue == row.invalid, "\(error)")
        }
    }
}
