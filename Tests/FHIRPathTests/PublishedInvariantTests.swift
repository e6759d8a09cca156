import Definitions
import ElementModel
import FHIRPath
import Files
import Record
import TestSupport
import Testing

@Suite(.enabled(if: Shared.folder != nil, "needs the shared material")) struct PublishedInvariantTests {
    /// The expressions that are really at fault: what the checker says of others is its own fault.
    static let faulty: Set<String> = [
        // They speak of elements that their context does not have.
        "substanceExposureRisk.exists() and code.empty()",
        "Communication.payload.contentReference",
        // They start at a type that their parameter is not for.
        "DocumentReference.extension('http://example.org/fhir/StructureDefinition/participation-agreement')",
        // XPath; functions and types that there are not.
        "@value|f:*|h:div", "ConceptMap.source.as(Uri)", "ConceptMap.target.as(Uri)",
        "Bundle('https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Bundle-1')",
        "QuestionnaireResponse.item.where(hasExtension('http://hl7.org/fhir/StructureDefinition/questionnaireresponse-isSubject')).answer.value.ofType(Reference)",
    ]

    static func isFaulty(_ expression: String) -> Bool {
        faulty.contains(expression) || expression.contains("nhsNumberUnavailableReason")
            || expression.contains("extension(priorityReason)")
    }

    @Test(
        "The invariants of every package compile, and the checker finds nothing in them that is not there",
        arguments: PublishedInvariant.packages())
    func compile(_ file: String) throws {
        for invariant in try PublishedInvariant.all(in: file) {
            let problems = CompiledExpression.problems(in: invariant.expression, options: invariant.options)
            let isFaulty =
                invariant.key == "cid-0" || PublishedInvariantTests.isFaulty(invariant.expression)
            #expect(
                problems.isEmpty != isFaulty,
                "\(file) \(invariant.path) \(invariant.key): \(problems) | \(invariant.expression)")
        }
    }

    @Test(
        "The search parameters of every package compile, and the checker finds nothing in them that is not there",
        arguments: PublishedInvariant.packages())
    func searchParameters(_ file: String) throws {
        guard let folder = Shared.folder else { return }
        let package = try Package.open("\(folder)/packages/\(file)")
        for member in package.members(of: .searchParameter) {
            let document = package.document(member)
            let view = document.view
            guard view.count > 0, let expressionName = Symbol.find("expression"), let baseName = Symbol.find("base")
            else { continue }
            let expression = view.child(.root, expressionName)
            guard expression.exists, view.hasValue(expression) else { continue }
            let bases = view.children(.root).filter { view.name($0) == baseName }.map { view.value($0).text }
            let options = ExpressionOptions(
                release: package.release, contextType: bases.count == 1 ? bases[0] : nil,
                leniency: .publishedInvariant)
            let problems = CompiledExpression.problems(in: view.value(expression).text, options: options)
            let text = view.value(expression).text
            #expect(problems.isEmpty != PublishedInvariantTests.isFaulty(text), "\(file): \(problems) | \(text)")
        }
    }
}
