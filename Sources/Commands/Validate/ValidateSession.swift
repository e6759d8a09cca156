internal import Definitions
internal import ElementModel
internal import Files
internal import Glibc
internal import Record
internal import Reports
internal import Validation

/// One call of `assay validate`: what to judge by, the inputs, and the report.
struct ValidateSession {
    let invocation: Invocation
    let judges: Judges
    let workers: Int

    init(_ invocation: Invocation) throws {
        self.invocation = invocation
        guard !invocation.operands.isEmpty else {
            throw Stop(message: "validate: nothing to judge: name a file, a folder or '-'")
        }
        workers = max(1, invocation.integer("jobs") ?? ValidateSession.cores)
        judges = try Judges(invocation)
        for path in invocation.operands where path != "-" && !Files.exists(path) {
            throw Stop(message: "\(path): there is no such file or folder", exitCode: 1)
        }
    }

    static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    func perform() async throws -> Int32 {
        let format = invocation["format"].flatMap { FindingsReport.Format(rawValue: $0) } ?? .text
        var report = FindingsReport(
            format: format,
            look: .init(
                hasColour: invocation.console.hasColour,
                isVerbose: invocation.has("verbose") || invocation.has("explain"),
                isQuiet: invocation.has("quiet")))
        var inputs = ResourceInputs(invocation.operands)
        var failed = false
        var isEmpty = true
        let failOn = invocation["fail-on"] ?? "error"
        while true {
            let batch = try inputs.nextBatch()
            if batch.isEmpty { break }
            isEmpty = false
            for judged in await judge(batch) {
                if !judged.isValid { failed = true }
                if failOn == "warning", judged.findings.contains(where: { $0.severity >= .warning && $0.decided }) {
                    failed = true
                }
                if failOn == "undecided", judged.undecided > 0 { failed = true }
                invocation.console.write(report.add(judged).utf8)
            }
        }
        // Nothing found to judge must not look like everything is well.
        if isEmpty {
            throw Stop(
                message: "validate: nothing to judge: no .json, .xml or .ndjson file in "
                    + invocation.operands.joined(separator: ", "))
        }
        invocation.console.write(report.end().utf8)
        return failed ? 1 : 0
    }

    /// Judges a batch with the workers; the answers are in the order of the inputs. What a terminology server has to
    /// decide is asked for the whole batch together, and then the batch is judged again.
    private func judge(_ batch: [ResourceInput]) async -> [JudgedResource] {
        let judges = self.judges
        return await judges.terminology.settled {
            await Workers.run(batch, count: workers) {
                let reader = DocumentReader()
                return { judges.judge($0, reader: reader) }
            }
        }
    }
}
