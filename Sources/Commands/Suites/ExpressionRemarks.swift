internal import FHIRPath
package import Record
internal import Scenarios

/// What is wrong with the FHIRPath of scenarios, before anything is sent: it is checked against the type of resource
/// that the step's answer is expected to be.
package enum ExpressionRemarks {
    static func all(_ catalogue: Catalogue) -> [String] {
        var remarks: [String] = []
        for pack in catalogue.packs {
            for scenario in pack.scenarios {
                for step in scenario.steps {
                    let place = "\(scenario.place): \(scenario.id): \(step.id)"
                    let type = type(of: step)
                    for expectation in step.expectations {
                        for (expression, contextType) in expressions(of: expectation, type) {
                            remarks += check(expression, pack.release, contextType).map {
                                "\(place)/\(expectation.id): \($0)"
                            }
                        }
                    }
                    for save in step.saves {
                        guard case .fhirPath(let expression) = save.origin else { continue }
                        remarks += check(expression, pack.release, type).map { "\(place)/\(save.name): \($0)" }
                    }
                }
            }
        }
        return remarks
    }

    /// The type of the answer, where an expectation names it, or where a resource is read by its type and id.
    private static func type(of step: Step) -> String? {
        for expectation in step.expectations {
            switch expectation.kind {
            case .resource(let type): return type.contains("$") ? nil : type
            case .outcome: return "OperationOutcome"
            case .entries, .member: return "Bundle"
            case .status(let codes) where !codes.allSatisfy({ $0.hasPrefix("2") }): return nil
            default: break
            }
        }
        func part(_ name: String) -> String? { step.change.path.first { $0.name == name }?.values?.first }
        guard part("id") != nil, let type = part("type"), !type.contains("$") else { return nil }
        return type
    }

    /// The expressions of an expectation, each with the type of its context.
    private static func expressions(of expectation: Expectation, _ type: String?) -> [(String, String?)] {
        func over(_ path: String?) -> [(String, String?)] { path.map { [($0, type)] } ?? [] }
        switch expectation.kind {
        case .fhirPath(let expression, let path): return over(path) + [(expression, path == nil ? type : nil)]
        case .profile(_, let path), .valid(let path): return over(path)
        case .value(let path, _), .ending(let path, _), .resolves(let path, _), .nhsNumber(let path):
            return [(path, type)]
        case .status, .header, .resource, .outcome, .entries, .member, .noBody: return []
        }
    }

    /// Messages with the place in the expression.
    package static func check(_ expression: String, _ release: FHIRRelease, _ contextType: String?) -> [String] {
        let options = ExpressionOptions(release: release, contextType: contextType)
        return CompiledExpression.problems(in: expression, options: options).compactMap { problem in
            // What a variant fills in is only known when the scenario runs, and so are its variables.
            if expression.contains("${"), problem.kind != .semantic { return nil }
            return "\(expression): \(problem)"
        }
    }
}
