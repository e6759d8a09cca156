internal import Conformance
internal import Definitions
internal import HTTPTransport
internal import JSON
internal import Record
internal import ReferenceSystem
internal import Scenarios

extension AssayCommand {
    static let prove = Command(
        "prove", summary: "show that each scenario can fail: scenario × fault",
        discussion: [
            "Runs scenarios against the embedded reference system without and with each fault that they name, and "
                + "checks that the named expectation fails and only what follows from it. A fault that breaks "
                + "everything counts for nothing.",
            "Then changes recorded answers (a header dropped, an element removed, a status or code changed) and judges "
                + "them again: mutants that no scenario sees are listed.",
        ],
        operands: .init(placeholder: "SUITE…", minimum: 0),
        options: [
            Option("only", value: "ID", repeatable: true, "only scenarios with this id, tag or requirement"),
            Option("skip", value: "ID", repeatable: true, "no scenario with this id, tag or requirement"),
            Option("fault", value: "NAME", repeatable: true, "only these faults"),
            Option("list", "list the faults of the reference system and what they do"),
            Option("no-mutants", "leave the mutants of recorded answers out"),
            Option("jobs", value: "N", integer: true, "how many scenarios run at once (default 4)"),
            Option("now", value: "INSTANT", "the instant that counts as now"),
            Option("format", choices: ["text", "json"], "what standard output shows (default text)"),
            Option("verbose", short: "v", "list every proof and every surviving mutant"),
        ],
        examples: [
            .init("assay prove gp-connect-appointments", "prove one pack"),
            .init("assay prove --list", "list the faults"),
        ],
        run: { invocation in
            if invocation.has("list") {
                for fault in ReferenceSystem.faults { invocation.console.print("\(fault.name)  \(fault.summary)") }
                return 0
            }
            do {
                return try await ProveSession(invocation).perform()
            } catch let stop as Stop {
                invocation.console.fail(stop.message)
                return stop.exitCode
            } catch {
                invocation.console.fail("\(error)")
                return 70
            }
        })
}

/// One `assay prove`.
private struct ProveSession {
    let invocation: Invocation
    let catalogue: Catalogue
    let context: JudgingContext
    let scenarios: [Scenario]
    let jobs: [Schedule.Job]
    let asOf: Int?
    private let seed: UInt64 = 1

    init(_ invocation: Invocation) throws(Stop) {
        self.invocation = invocation
        let (home, catalogue) = try RunSession.load(invocation)
        self.catalogue = catalogue
        let selection = Selection(
            suites: invocation.operands, only: invocation.all("only"), skip: invocation.all("skip"))
        do throws(Selection.Unknown) { scenarios = try selection.scenarios(of: catalogue, endpoints: nil) } catch {
            throw Stop(message: "\(error)")
        }
        context = try Judging.context(home: home, catalogue: catalogue, scenarios: scenarios)
        jobs = Schedule.jobs(scenarios)
        asOf = invocation["now"].flatMap { Calendar.instant($0) }
    }

    func perform() async throws(Stop) -> Int32 {
        let console = invocation.console
        var proofs = Proof.all(jobs)
        let wanted = invocation.all("fault")
        if !wanted.isEmpty { proofs = proofs.filter { wanted.contains($0.fault) } }
        let known = Set(ReferenceSystem.faults.map(\.name))
        let unknown = Set(proofs.map(\.fault)).subtracting(known).sorted()
        if !unknown.isEmpty {
            throw Stop(message: "the reference system has no fault \(unknown.joined(separator: ", "))")
        }
        let clean = try await run(jobs, faults: [])
        let results = Dictionary(uniqueKeysWithValues: clean.results.map { ($0.id, $0) })

        var report = ProofReport()
        let canaries = self.canaries(results)
        for fault in Set(proofs.map(\.fault)).sorted() {
            let own = proofs.filter { $0.fault == fault }
            let ids = Set(own.map(\.scenario))
            let broken = try await run(
                jobs.filter { ids.contains($0.id) } + canaries.filter { !ids.contains($0.id) }, faults: [fault])
            let faulty = Dictionary(uniqueKeysWithValues: broken.results.map { ($0.id, $0) })
            if canaries.count > 2, canaries.allSatisfy({ faulty[$0.id]?.judgement.verdict != .pass }) {
                report.breakEverything.append(fault)
            }
            for proof in own {
                guard let before = results[proof.scenario], let after = faulty[proof.scenario] else { continue }
                let named = Set(own.filter { $0.scenario == proof.scenario }.map(\.place))
                let outcome = proof.outcome(clean: before, faulty: after, named: named)
                report.proofs.append((proof, outcome))
                say(proof, outcome)
            }
        }
        if !invocation.has("no-mutants"), wanted.isEmpty { mutate(clean, &report) }
        report.count(scenarios)
        if invocation["format"] == "json" {
            console.print(report.json.text())
        } else {
            summarise(report)
        }
        return report.exitCode
    }

    private struct Judged {
        var results: [ScenarioResult]
        var recordings: [Recording]
        var judge: Judge
    }

    /// Runs jobs against a reference system of their own.
    private func run(_ jobs: [Schedule.Job], faults: [String]) async throws(Stop) -> Judged {
        let server = try ReferenceServer.start(faults: faults, asOf: asOf)
        let destination = Destination(endpoints: server.endpoints(catalogue), timeout: 5)
        let judge = Judge(catalogue: catalogue, context: context, data: [:], seed: seed)
        let transport = HTTPTransport()
        let driver = Driver(
            judge: judge, destination: destination, asOf: asOf, clock: { Int(RunSession.clock()) },
            send: RunSession.sender(transport, destination, timeout: 5))
        let pairs = await Schedule(jobs: jobs, width: invocation.integer("jobs") ?? 4).run { job in
            let recording = await driver.drive(job.scenario, job.variant)
            return (recording, judge.judge(job.scenario, job.variant, recording))
        }
        transport.close()
        server.stop()
        return Judged(results: pairs.map(\.1), recordings: pairs.map(\.0), judge: judge)
    }

    /// A few good scenarios of every pack: where all of them break, a fault breaks everything.
    private func canaries(_ results: [String: ScenarioResult]) -> [Schedule.Job] {
        var count: [String: Int] = [:]
        return jobs.filter { job in
            guard job.scenario.tags.contains("core"), results[job.id]?.judgement.verdict == .pass,
                count[job.scenario.pack, default: 0] < 2
            else { return false }
            count[job.scenario.pack, default: 0] += 1
            return true
        }
    }

    private func mutate(_ clean: Judged, _ report: inout ProofReport) {
        var classes: [String: Bool] = [:]
        for (index, job) in jobs.enumerated() where clean.results[index].judgement.verdict == .pass {
            guard let pack = catalogue[pack: job.scenario.pack] else { continue }
            for step in job.scenario.steps {
                guard case .send(let name) = step.action, let interaction = catalogue.interaction(name, from: pack),
                    let place = clean.recordings[index].steps.firstIndex(where: { $0.key == "\(job.id)/\(step.id)" }),
                    let response = clean.recordings[index].steps[place].exchange?.response
                else { continue }
                for mutant in Mutant.of(step.id, interaction: interaction.name, response)
                where classes[mutant.name] != true {
                    var recording = clean.recordings[index]
                    recording.steps[place].exchange?.response = mutant.response
                    let result = clean.judge.judge(job.scenario, job.variant, recording)
                    classes[mutant.name] = result.judgement.verdict != .pass
                }
            }
        }
        report.mutants = classes.count
        report.mutantsKilled = classes.values.count { $0 }
        report.mutantsSurvived = classes.filter { !$0.value }.map(\.key).sorted()
    }

    private func say(_ proof: Proof, _ outcome: Proof.Outcome) {
        let console = invocation.console
        if invocation["format"] == "json" {
            var line: JSONObject = [
                "scenario": .string(proof.scenario), "fault": .string(proof.fault), "killed": .bool(outcome.isKilled),
                "by": .string(proof.place),
            ]
            switch outcome {
            case .killed(let collateral): line["collateral"] = .array(collateral.map { .string($0) })
            case .survived(let reason): line["reason"] = .string(reason)
            }
            console.print(JSONValue.object(line).text())
            return
        }
        switch outcome {
        case .killed(let collateral):
            guard invocation.has("verbose") else { return }
            let rest = collateral.isEmpty ? "" : "  (and \(collateral.joined(separator: ", ")))"
            console.print("killed    \(proof.scenario)/\(proof.place) × \(proof.fault)\(rest)")
        case .survived(let reason):
            console.print("\(console.styled("survived", .red))  \(proof.scenario)/\(proof.place) × \(proof.fault)")
            console.print("          \(reason)")
        }
    }

    private func summarise(_ report: ProofReport) {
        let console = invocation.console
        for place in report.unproven { console.print("\(console.styled("unproven", .yellow))  \(place)") }
        for fault in report.breakEverything { console.print("breaks everything, counts for nothing: \(fault)") }
        if invocation.has("verbose") {
            let named = Set(report.proofs.map(\.proof.fault))
            let others = ReferenceSystem.faults.map(\.name).filter { !named.contains($0) }
            if !others.isEmpty { console.print("named by none of these scenarios: \(others.joined(separator: ", "))") }
            for mutant in report.mutantsSurvived { console.print("mutant lives  \(mutant)") }
        }
        console.print(
            "\(report.withProof) of \(report.scenarios) scenarios are proven whole, "
                + "\(report.expectationsProven) of \(report.expectations) expectations; "
                + "\(report.killed) of \(report.faults) faults are seen by all that name them")
        if report.mutants > 0 {
            console.print(
                "\(report.mutantsKilled) of \(report.mutants) kinds of mutant are seen; "
                    + "docs/surviving-mutants.md explains the others")
        }
    }
}
