internal import Conformance
internal import Definitions
internal import Evidence
internal import Files
internal import Glibc
internal import HTTPTransport
internal import JSON
internal import Record
internal import Reports
internal import Scenarios

extension AssayCommand {
    static let run = Command(
        "run", summary: "drive a system and judge it",
        discussion: [
            "SUITE is the id of a pack, a journey or a scenario; 'assay suites list' shows them. Without SUITE, every "
                + "pack that the target names runs; without --target, all packs run against the embedded reference "
                + "system, on loopback.",
            "Writes result.json, junit.xml, report.html, exchanges.ndjson (bodies beside it) and manifest.json.",
        ],
        operands: .init(placeholder: "SUITE…", minimum: 0),
        options: [
            Option("target", value: "FILE", "the system under test (testcases/target.example.yaml shows how)"),
            Option("role", choices: ["provider", "consumer"], "the side that the target plays"),
            Option("only", value: "ID", repeatable: true, "only scenarios with this id, tag or requirement"),
            Option("skip", value: "ID", repeatable: true, "no scenario with this id, tag or requirement"),
            Option("jobs", value: "N", integer: true, "how many scenarios run at once (default 4)"),
            Option("report", value: "DIR", "where the report goes (default reports/<time>-<target>)"),
            Option("format", choices: ["text", "json", "junit"], "what standard output shows (default text)"),
            Option("fail-on", choices: ["fail", "warn", "undecided"], "the mildest verdict that fails (default fail)"),
            Option("baseline", value: "FILE", "known failures; one that passes is an error"),
            Option("seed", value: "N", integer: true, "the seed of all chance in the run (default random)"),
            Option("now", value: "INSTANT", "the instant that counts as now"),
            Option("timeout", value: "SECONDS", integer: true, "how long one answer may take (default 20)"),
            Option("fault", value: "NAME", repeatable: true, "a fault to switch on in the reference system"),
            Option("quiet", short: "q", "print the end alone"),
            Option("verbose", short: "v", "print every step"),
        ] + TerminologyServer.options,
        examples: [
            .init("assay run", "judge the embedded reference system: see what a report looks like"),
            .init("assay run --target target.yaml gp-connect-appointments", "judge a system of your own by one pack"),
            .init("assay run --only GPC-AM-043", "run what speaks to one requirement"),
        ],
        run: { invocation in
            do {
                return try await RunSession(invocation).perform()
            } catch let stop as Stop {
                invocation.console.fail(stop.message)
                return stop.exitCode
            } catch {
                invocation.console.fail("\(error)")
                return 70
            }
        })
}

/// Why a command ends before it began: one clear message and an exit code.
package struct Stop: Error {
    package var message: String
    package var exitCode: Int32 = 2
}

/// One `assay run`: options read, target found, scenarios run, reports written.
struct RunSession {
    let invocation: Invocation
    let home: Home
    let catalogue: Catalogue

    init(_ invocation: Invocation) throws(Stop) {
        self.invocation = invocation
        (home, catalogue) = try Self.load(invocation)
    }

    /// The packs of the home folder; every fault in them is told at once.
    static func load(_ invocation: Invocation) throws(Stop) -> (Home, Catalogue) {
        guard let home = Home.find(option: invocation["home"]) else {
            throw Stop(message: "profiles/ and testcases/ are not found: give --home DIR or set ASSAY_HOME")
        }
        do throws(CatalogueError) {
            return (home, try Catalogue(folder: Files.join(home.path, "testcases")))
        } catch {
            throw Stop(message: "the test cases have faults:\n\(error)")
        }
    }

    /// The system under test, as the options name it.
    private struct Subject {
        var summary: TargetSummary
        var destination: Destination
        var reference: ReferenceServer?
        var jobs: Int
    }

    func perform() async throws(Stop) -> Int32 {
        let console = invocation.console
        let asOf = try instant()
        let seed = invocation.integer("seed").map { UInt64($0) } ?? UInt64.random(in: 1..<(1 << 53))
        var baseline = Baseline()
        if let path = invocation["baseline"] {
            do throws(CatalogueError) { baseline = try Baseline(path: path) } catch { throw Stop(message: "\(error)") }
        }
        let subject = try subject(asOf: asOf)
        let scenarios = try scenarios(subject)
        let context = try Judging.context(
            home: home, catalogue: catalogue, terminology: try TerminologySources(invocation))
        var run = Run(
            catalogue: catalogue, scenarios: scenarios, target: subject.summary, destination: subject.destination,
            context: context, policy: Policy(failOn: .init(rawValue: invocation["fail-on"] ?? "fail") ?? .fail),
            baseline: baseline, seed: seed, asOf: asOf, jobs: subject.jobs, tool: "assay \(AssayCommand.version)")
        run.variants = Set((invocation.operands + invocation.all("only")).filter { $0.contains("@") })

        let format = invocation["format"] ?? "text"
        let transport = HTTPTransport()
        let isQuiet = invocation.has("quiet") || format != "text"
        let isVerbose = invocation.has("verbose")
        let style = self.style
        let outcome = await run.perform(
            send: Self.sender(transport, subject.destination, timeout: timeout), clock: Self.clock,
            skipsPreflight: subject.reference != nil
        ) { result in
            if isQuiet { return }
            console.print(RunReport.line(result, style: style))
            if isVerbose { console.print(RunReport.steps(result, style: style)) }
        }
        var result = outcome.result
        result.run.libraries = ["libcurl": HTTPTransport.libraryVersion]
        transport.close()
        subject.reference?.stop()

        let report = RunReport(result, recordings: outcome.recordings)
        let folder = invocation["report"] ?? defaultFolder(result)
        let junit = report.junit
        do throws(FileError) {
            try EvidenceFolder(path: folder).write(
                result, recordings: outcome.recordings,
                reports: [("junit.xml", Array(junit.utf8)), ("report.html", Array(report.page.html.utf8))])
        } catch {
            throw Stop(message: "the report cannot be written: \(error)")
        }
        switch format {
        case "json": console.write(result.json.serialized(indent: 2) + [0x0A])
        case "junit": console.print(junit)
        default:
            if !isQuiet { console.print("") }
            console.print(report.text(style: style))
            console.print("Report: \(Files.join(folder, "report.html"))")
        }
        return result.conclusion.exitCode
    }

    private var timeout: Double { Double(invocation.integer("timeout") ?? 20) }

    /// The wire, with secrets taken out of what comes back at once.
    static func sender(
        _ transport: HTTPTransport, _ destination: Destination, timeout: Double
    ) -> @Sendable (Exchange.Request) async -> Exchange {
        { request in
            Redaction.redacted(
                await transport.send(
                    TransportRequest(
                        method: request.method, url: request.url, headers: request.headers, body: request.body,
                        timeout: timeout, connectTimeout: min(10, timeout), proxy: destination.proxy,
                        tls: destination.tls)))
        }
    }

    static let clock: @Sendable () -> Double = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private var style: @Sendable (String, Verdict) -> String {
        let console = invocation.console
        return { text, verdict in
            switch verdict {
            case .pass: console.styled(text, .green)
            case .fail: console.styled(text, .red)
            case .warn: console.styled(text, .yellow)
            case .error: console.styled(text, .magenta)
            case .undecided: console.styled(text, .cyan)
            case .skipped: console.styled(text, .faint)
            }
        }
    }

    private func instant() throws(Stop) -> Int? {
        guard let text = invocation["now"] else { return nil }
        guard let instant = Calendar.instant(text) else {
            throw Stop(message: "--now takes an instant such as 2026-07-01T09:00:00+01:00, not '\(text)'")
        }
        return instant
    }

    private func subject(asOf: Int?) throws(Stop) -> Subject {
        let jobs = invocation.integer("jobs")
        if let jobs, jobs < 1 { throw Stop(message: "--jobs takes a number from 1") }
        guard let path = invocation["target"] else {
            let faults = invocation.all("fault")
            let server = try ReferenceServer.start(faults: faults, asOf: asOf)
            var destination = Destination(endpoints: server.endpoints(catalogue), timeout: timeout)
            destination.role = invocation["role"] ?? "provider"
            return Subject(
                summary: TargetSummary(
                    name: "Assay reference system", role: destination.role, isReferenceSystem: true, faults: faults),
                destination: destination, reference: server, jobs: jobs ?? 4)
        }
        if invocation.has("fault") { throw Stop(message: "--fault is for the reference system: leave --target away") }
        let configuration = try Self.target(path, home: home)
        var destination = configuration.destination(timeout: timeout)
        if let role = invocation["role"] { destination.role = role }
        return Subject(
            summary: TargetSummary(name: configuration.name, role: destination.role), destination: destination,
            reference: nil, jobs: min(jobs ?? 4, configuration.concurrency ?? .max))
    }

    static func target(_ path: String, home: Home) throws(Stop) -> TargetConfiguration {
        let schemaPath = Files.join(home.path, "testcases/target.schema.json")
        guard let bytes = try? Files.read(schemaPath), let schema = try? JSONValue(parsing: bytes) else {
            throw Stop(message: "\(schemaPath) cannot be read")
        }
        do throws(CatalogueError) { return try TargetConfiguration(path: path, schema: schema) } catch {
            throw Stop(message: "\(error)")
        }
    }

    private func scenarios(_ subject: Subject) throws(Stop) -> [Scenario] {
        let plain = invocation.operands.map { String($0.prefix { $0 != "@" }) }
        let selection = Selection(suites: plain, only: invocation.all("only"), skip: invocation.all("skip"))
        let endpoints = subject.reference == nil ? Set(subject.destination.endpoints.keys) : nil
        let scenarios: [Scenario]
        do throws(Selection.Unknown) { scenarios = try selection.scenarios(of: catalogue, endpoints: endpoints) } catch
        {
            throw Stop(message: "\(error)")
        }
        if scenarios.isEmpty {
            throw Stop(
                message: "no scenario is left: the target's endpoints, SUITE, --only and --skip leave none together")
        }
        return scenarios
    }

    private func defaultFolder(_ result: RunResult) -> String {
        let time = result.run.started.filter { $0 != ":" && $0 != "-" }
        let name = result.target.name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return "reports/\(time)-\(String(name).split(separator: "-").joined(separator: "-"))"
    }
}
