public import YAML

/// A test case: what it needs, what it does, what it expects, what it proves.
public struct Scenario: Sendable, Hashable {
    /// Its own id; unique in the whole of testcases/.
    public var id: String
    public var pack: String
    public var title: String
    /// What is at stake, for a reader who is no engineer.
    public var purpose: String
    public var role: String
    public var tags: [String]
    public var requirements: [String]
    /// Names of test data without which it cannot be judged.
    public var neededData: [String]
    /// Capabilities that the target must not have declared missing.
    public var neededCapabilities: [String]
    /// What it changes: scenarios that share a lease never run at the same time.
    public var leases: [String]
    /// The rows of its data table; empty where it has none.
    public var variants: [Variant]
    public var setup: [Step]
    public var steps: [Step]
    public var teardown: [Step]
    public var file: String
    public var position: YAMLPosition

    /// Where it stands: `testcases/uk-core/scenarios/patient.yaml:12`.
    public var place: String { "\(file):\(position.line)" }

    /// Every step with its phase, in order.
    public var allSteps: [(phase: StepResult.Phase, step: Step)] {
        setup.map { (.setup, $0) } + steps.map { (.main, $0) } + teardown.map { (.teardown, $0) }
    }
}

/// One row of a scenario's data table: values, and what it changes of steps.
public struct Variant: Sendable, Hashable {
    public var id: String
    public var title: String
    public var values: [String: String]
    public var changes: [String: StepChange]
}

/// What a step, or a variant of it, changes of an interaction.
public struct StepChange: Sendable, Hashable {
    public var method: String?
    public var rawPath: String?
    public var path: [NamedTemplate] = []
    public var query: [NamedTemplate] = []
    public var headers: [NamedTemplate] = []
    public var token: TokenChange?
    public var body: BodyTemplate?
    /// Changes of the body that stands already.
    public var bodyChanges: [PointerChange] = []
    public init() {}
}

/// One step of a scenario.
public struct Step: Sendable, Hashable {
    public enum Action: Sendable, Hashable {
        /// Sends an interaction: its name, with the pack before a slash where it is another's.
        case send(String)
        /// Waits for a call of the target; reserved.
        case await(String)
    }
    public var id: String
    public var title: String
    public var action: Action
    public var change: StepChange
    public var saves: [Save]
    public var expectations: [Expectation]
    public var position: YAMLPosition
}

/// A value that later steps use by name.
public struct Save: Sendable, Hashable {
    public enum Origin: Sendable, Hashable {
        case fhirPath(String)
        case header(String)
        /// The id in the last path segment, or before `_history`, of a header's URL.
        case headerID(String)
    }
    public var name: String
    public var origin: Origin
}
