internal import Definitions
internal import ElementModel
internal import Files
internal import JSON
internal import Record
internal import Reports
internal import Validation

/// `assay validate --cases FILE`: one job a line, each with its own definitions and options; answers in order.
struct CasesSession {
    let invocation: Invocation
    let folder: String
    let jobs: [Job]
    let store: PackageStore
    let packageFolder: String?
    let terminology: TerminologySources

    /// One job: a file, and what to judge it by.
    struct Job: Sendable {
        var id: String
        var file: String
        var release: FHIRRelease?
        var profiles: [String]
        var definitions: [String]
        var packages: [String]
        var options: JSONValue
        var problem: String?
    }

    init(_ invocation: Invocation, path: String) throws {
        self.invocation = invocation
        folder = Files.folder(of: path)
        packageFolder = invocation["packages"]
        terminology = try TerminologySources(invocation)
        do {
            store = try PackageStore(profiles: Home.find(option: invocation["home"])?.profiles)
        } catch {
            throw Stop(message: "validate: \(error)")
        }
        var jobs: [Job] = []
        let folder = self.folder
        for (number, line) in try Files.readText(path).split(separator: "\n").enumerated() {
            guard let value = try? JSONValue(parsing: Array(line.utf8)) else {
                throw Stop(message: "validate: \(path): line \(number + 1) is not JSON")
            }
            func list(_ name: String) -> [String] { value[name]?.array?.compactMap(\.string) ?? [] }
            var job = Job(
                id: value["id"]?.string ?? "\(number + 1)", file: Files.join(folder, value["file"]?.string ?? ""),
                release: value["fhirVersion"]?.string.flatMap { FHIRRelease(version: $0) },
                profiles: list("profiles"), definitions: list("definitions").map { Files.join(folder, $0) },
                packages: list("packages").map { $0.contains("#") ? $0 : Files.join(folder, $0) },
                options: value["options"] ?? .null)
            if let version = value["fhirVersion"]?.string, job.release == nil {
                job.problem = "FHIR \(version) is no release that Assay judges: 4.0 and 3.0 are"
            }
            jobs.append(job)
        }
        self.jobs = jobs
    }

    func perform() async throws -> Int32 {
        let workers = max(1, invocation.integer("jobs") ?? ValidateSession.cores)
        let session = self
        var start = 0
        while start < jobs.count {
            let batch = Array(jobs[start..<min(start + 32, jobs.count)])
            start += batch.count
            let answers = await terminology.settled {
                await Workers.run(batch, count: workers) {
                    let reader = DocumentReader()
                    return { session.answer($0, reader: reader) }
                }
            }
            for answer in answers { invocation.console.write(answer.utf8) }
        }
        return 0
    }

    /// The line that answers a job.
    private func answer(_ job: Job, reader: DocumentReader) -> String {
        var line: JSONObject = ["id": .string(job.id)]
        do {
            FindingsReport.append(try judge(job, reader: reader), to: &line)
        } catch {
            line["error"] = .string((error as? Stop)?.message ?? "\(error)")
        }
        return JSONValue.object(line).text() + "\n"
    }

    private func judge(_ job: Job, reader: DocumentReader) throws -> [Finding] {
        if let problem = job.problem { throw Stop(message: problem) }
        let bytes = try Files.read(job.file, limit: ResourceInputs.limit)
        let release = job.release ?? .r4
        var definitions = job.definitions
        var profiles: [String] = []
        for profile in job.profiles {
            let path = Files.join(folder, profile)
            if !profile.contains("://"), Files.exists(path) {
                if !definitions.contains(path) { definitions.append(path) }
                guard let url = try Judges.url(ofDefinition: path) else {
                    throw Stop(message: "'\(profile)' is no definition: it has no url")
                }
                profiles.append(url)
            } else {
                profiles.append(profile)
            }
        }
        let context = try store.context(
            release: release, packages: job.packages, definitions: definitions, beside: packageFolder ?? folder)
        var options = ValidationOptions(invocation)
        options.apply(job.options)
        let document =
            options.allowComments
            ? DocumentReader(allowsComments: true).read(bytes, release: release)
            : reader.read(bytes, release: release)
        var resources: [Document] = []
        if options.validateReferences == .checkValid {
            for path in definitions where !Files.isFolder(path) {
                if let bytes = try? Files.read(path, limit: ResourceInputs.limit) {
                    resources.append(reader.read(bytes, release: release))
                }
            }
        }
        return Validator(
            definitions: context, terminology: terminology.service(context), options: options, resources: resources
        ).validate(document, profiles: profiles)
    }
}

extension ValidationOptions {
    /// The options of a job, as test suites spell them.
    mutating func apply(_ given: JSONValue) {
        func word(_ name: String) -> String? {
            guard let value = given[name] else { return nil }
            return value.string ?? value.bool.map { $0 ? "true" : "false" }
        }
        if let value = word("wrongDisplays") { wrongDisplays = ValidationOptions.severity(value) ?? .error }
        if let value = word("unknownExtensions") { unknownExtensions = ValidationOptions.severity(value) ?? .error }
        if let value = word("validateReferences") {
            validateReferences =
                switch value {
                case "CHECK_EXISTS", "CHECK_EXISTS_IF_LOCAL": .checkExists
                case "CHECK_EXISTS_AND_TYPE", "true": .checkExistsAndType
                case "CHECK_TYPE_IF_EXISTS", "CHECK_TYPE": .checkType
                case "CHECK_VALID": .checkValid
                default: .ignore
                }
        }
        if let value = word("assumeValidRestReferences") { assumeValidRestReferences = value == "true" }
        if let value = word("bestPractice") { bestPractice = ValidationOptions.severity(value) }
        if let value = word("securityChecks") { securityChecks = value == "true" }
        if let value = word("allowComments") { allowComments = value == "true" }
        if let value = word("examples") { examples = value == "true" }
        if let value = word("noTerminology") { noTerminology = value == "true" }
        if let value = word("language") { language = value }
        if let value = word("checkContained") { checkContained = value == "true" }
        if let value = word("enforceAggregation") { enforceAggregation = value == "true" }
        if let value = word("noExperimentalContent") { noExperimentalContent = value == "true" }
        if let domains = given["allowedExtensionDomains"] {
            allowedExtensionDomains += domains.array?.compactMap(\.string) ?? [domains.string].compactMap { $0 }
        }
    }
}
