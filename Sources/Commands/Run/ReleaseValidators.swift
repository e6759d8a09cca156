internal import Definitions
internal import ElementModel
internal import Record
internal import Synchronization
internal import Validation

/// The validators of a run, one a release, made when the first answer of that release is judged.
final class ReleaseValidators: Sendable {
    private let home: Home
    private let terminology: TerminologySources?
    private let validators = Mutex<[FHIRRelease: Result<Validator, Stop>]>([:])

    init(home: Home, terminology: TerminologySources? = nil) {
        self.home = home
        self.terminology = terminology
    }

    func validator(_ release: FHIRRelease) -> Result<Validator, Stop> {
        validators.withLock { validators in
            if let known = validators[release] { return known }
            let made: Result<Validator, Stop>
            do {
                let store = try PackageStore(profiles: home.profiles)
                let context = try store.context(release: release, packages: nil)
                made = .success(Validator(definitions: context, terminology: terminology?.service(context)))
            } catch {
                made = .failure(Stop(message: "\(error)"))
            }
            validators[release] = made
            return made
        }
    }

    /// What the validator says; where there are no definitions, that nothing could be judged.
    func validate(_ document: Document, element: ElementID, profiles: [String]) -> [Finding] {
        switch validator(document.release) {
        case .success(let validator): return validator.validate(document, element: element, profiles: profiles)
        case .failure(let problem):
            return document.findings + [
                Finding(
                    severity: .warning, rule: Rule.profileBroken.rawValue, expression: "",
                    message: "Nothing could be judged: \(problem.message).", decided: false)
            ]
        }
    }
}
