public import Record

/// What was sent and what came back, step by step: what the judge judges, and what evidence keeps.
public struct Recording: Sendable, Hashable {
    /// One step that was taken, or why it was not.
    public struct Step: Sendable, Hashable {
        /// `scenario/step`, the same from run to run.
        public var key: String
        /// `nil` where the step was not taken; ``reason`` then says why.
        public var exchange: Exchange?
        public var reason: Judgement?
        /// The second since 1970 that `${now}` stood for in this step.
        public var instant: Int
        public init(key: String, exchange: Exchange?, reason: Judgement? = nil, instant: Int = 0) {
            self.instant = instant
            self.key = key
            self.exchange = exchange
            self.reason = reason
        }
    }
    /// The scenario's id, with `@variant`.
    public var scenario: String
    public var steps: [Step]
    public init(scenario: String, steps: [Step] = []) {
        self.scenario = scenario
        self.steps = steps
    }
    /// The step of an id.
    public subscript(step id: String) -> Step? { steps.first { $0.key == "\(scenario)/\(id)" } }
}
