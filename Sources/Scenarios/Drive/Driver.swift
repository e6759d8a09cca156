public import Record

/// Drives scenarios: makes requests, sends them and records what comes back. It judges nothing but whether to go on.
public struct Driver: Sendable {
    let judge: Judge
    let destination: Destination
    /// The instant that counts as now for the whole run; `nil`: the clock's.
    let asOf: Int?
    let clock: @Sendable () -> Int
    let send: @Sendable (Exchange.Request) async -> Exchange

    /// - Parameters:
    ///   - judge: evaluates what steps save, and set-up.
    ///   - destination: where to.
    ///   - asOf: seconds since 1970 that count as now; `nil` asks the clock at each step.
    ///   - clock: seconds since 1970.
    ///   - send: puts a request on the wire.
    public init(
        judge: Judge, destination: Destination, asOf: Int?, clock: @escaping @Sendable () -> Int,
        send: @escaping @Sendable (Exchange.Request) async -> Exchange
    ) {
        self.judge = judge
        self.destination = destination
        self.asOf = asOf
        self.clock = clock
        self.send = send
    }

    /// Drives one scenario, or one variant of it, from set-up to teardown.
    public func drive(_ scenario: Scenario, _ variant: Variant?) async -> Recording {
        let id = Judge.id(scenario, variant)
        var recording = Recording(scenario: id)
        guard let pack = judge.catalogue[pack: scenario.pack] else { return recording }
        var values = judge.values(scenario, variant, pack: pack)
        if let reason = inapplicable(scenario, pack: pack, values: values) {
            for (_, step) in scenario.allSteps {
                recording.steps.append(.init(key: "\(id)/\(step.id)", exchange: nil, reason: reason))
            }
            return recording
        }
        let builder = RequestBuilder(
            catalogue: judge.catalogue, pack: pack, scenario: scenario, variant: variant, destination: destination)
        var bodies: [String: [UInt8]] = [:]
        var stopped: Judgement?
        for (phase, step) in scenario.allSteps {
            let key = "\(id)/\(step.id)"
            if let stopped, phase != .teardown {
                recording.steps.append(.init(key: key, exchange: nil, reason: stopped))
                continue
            }
            values.step = step.id
            values.now = asOf ?? clock()
            var recorded = Recording.Step(key: key, exchange: nil, instant: values.now)
            do throws(RequestBuilder.Impossible) {
                let request = try builder.request(step, values: values, bodies: bodies)
                let exchange = await send(request)
                recorded.exchange = exchange
                if let response = exchange.response { bodies[step.id] = response.body }
            } catch {
                recorded.reason = error.judgement
            }
            recording.steps.append(recorded)
            let outcome = judge.judge(
                step, phase: phase, recorded, pack: pack, scenario: scenario, values: &values, onlySaves: phase == .main
            )
            if phase == .teardown { continue }
            if recorded.exchange == nil || recorded.exchange?.failure != nil {
                stopped = recorded.reason ?? .error(.network, "not sent: \(step.id) got no answer")
            } else if phase == .setup, outcome.judgement.verdict != .pass {
                stopped = .undecided(.data, "not sent: the set-up step \(step.id) did not come to its end")
            }
        }
        return recording
    }

    /// Why a scenario does not apply to the target, or cannot be judged on it.
    private func inapplicable(_ scenario: Scenario, pack: Pack, values: Values) -> Judgement? {
        if scenario.role != destination.role {
            return .skipped("it is for a \(scenario.role); the target is a \(destination.role)")
        }
        var needed = scenario.neededCapabilities
        for (_, step) in scenario.allSteps {
            guard case .send(let name) = step.action,
                let interaction = judge.catalogue.interaction(name, from: pack)
            else { continue }
            if let capability = interaction.capability { needed.append(capability) }
        }
        if let missing = needed.first(where: destination.missingCapabilities.contains) {
            return .skipped("target.yaml declares that the system does not have '\(missing)'")
        }
        if let missing = scenario.neededData.first(where: { values[$0]?.isEmpty ?? true }) {
            return .undecided(.data, "target.yaml names no test data '\(missing)'")
        }
        return nil
    }
}
