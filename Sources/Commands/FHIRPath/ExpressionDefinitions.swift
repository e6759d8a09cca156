internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Record
internal import Validation

/// The definitions that expressions ask for: loaded when the first of them does.
struct ExpressionDefinitions {
    private let validators: ReleaseValidators?

    /// - Parameter home: what `--home` says.
    init(home option: String?) { validators = Home.find(option: option).map { ReleaseValidators(home: $0) } }

    init(_ validators: ReleaseValidators?) { self.validators = validators }

    /// What a profile leaves of its type.
    static func shape(of profile: String, _ release: FHIRRelease, home: String?) throws(Stop) -> ExpressionShape {
        guard let home = Home.find(option: home) else {
            throw Stop(message: "fhirpath: there are no profiles here; name their folder with --home")
        }
        let validator = try ReleaseValidators(home: home).validator(release).get()
        guard let shape = validator.shape(of: profile) else {
            throw Stop(
                message: "fhirpath: the profile \(profile) is not among the definitions of FHIR \(release.version)")
        }
        return shape
    }

    /// Puts what the definitions can tell into a host; where there are none, it stays as it is.
    ///
    /// - Returns: what the host's answers come from; to be kept while it is in use.
    func answer(_ expression: CompiledExpression, on document: Document?, in host: inout EvaluationHost)
        -> ExpressionAnswers?
    {
        guard expression.needsDefinitions, let document, let validators,
            case .success(let validator) = validators.validator(document.release)
        else { return nil }
        let answers = validator.answers(for: document)
        host.resolve = answers.host.resolve
        host.memberOf = answers.host.memberOf
        host.subsumes = answers.host.subsumes
        host.conformsTo = answers.host.conformsTo
        host.isInSlice = answers.host.isInSlice
        host.elementDefinition = answers.host.elementDefinition
        return answers
    }
}
