internal import Definitions
internal import ElementModel
internal import Files
internal import Record
internal import Reports
internal import Synchronization
internal import Validation

/// The validators of a call, one a release, made when the first resource of that release comes.
final class Judges: Sendable {
    private let store: PackageStore
    private let packages: [String]?
    private let folder: String?
    private let definitions: [String]
    private let profiles: [String]
    private let given: FHIRRelease?
    private let options: ValidationOptions
    /// A local index and a terminology server, where they are named.
    let terminology: TerminologySources
    private let validators = Mutex<[FHIRRelease: Validator]>([:])

    init(_ invocation: Invocation) throws {
        do {
            store = try PackageStore(profiles: Home.find(option: invocation["home"])?.profiles)
            let named = invocation.all("package")
            packages = named.isEmpty ? nil : named
            folder = invocation["packages"]
            var release: FHIRRelease?
            if let version = invocation["fhir-version"] {
                guard let told = FHIRRelease(version: version) else {
                    throw Stop(message: "validate: '\(version)' is no release that Assay judges: 4.0 and 3.0 are")
                }
                release = told
            }
            for name in named {
                let package = try store.package(name, beside: folder)
                if release == nil { release = package.release }
            }
            given = release
        } catch let error as PackageError {
            throw Stop(message: "validate: \(error)")
        }
        options = ValidationOptions(invocation)
        terminology = try TerminologySources(invocation)
        var definitions = invocation.all("definitions")
        var profiles: [String] = []
        for profile in invocation.all("profile") {
            if Files.exists(profile), !profile.contains("://") {
                definitions.append(profile)
                guard let url = try Judges.url(ofDefinition: profile) else {
                    throw Stop(message: "validate: '\(profile)' is no definition: it has no url")
                }
                profiles.append(url)
            } else {
                profiles.append(profile)
            }
        }
        for path in definitions where !Files.exists(path) {
            throw Stop(message: "validate: \(path): there is no such file or folder")
        }
        self.definitions = definitions
        self.profiles = profiles
        if let given { _ = try validator(given) }
    }

    /// The canonical of a definition in a file.
    static func url(ofDefinition path: String) throws -> String? {
        let bytes = try Files.read(path, limit: ResourceInputs.limit)
        let document = Document.read(bytes, release: .r4)
        guard document.isReadable else { return nil }
        let view = document.view
        let url = view.child(.root, .url)
        return url.exists && view.hasValue(url) ? view.value(url).text : nil
    }

    /// The validator of a release.
    private func validator(_ release: FHIRRelease) throws -> Validator {
        if let known = validators.withLock({ $0[release] }) { return known }
        do {
            let context = try store.context(
                release: release, packages: packages, definitions: definitions, beside: folder)
            let made = Validator(
                definitions: context, terminology: terminology.service(context), options: options)
            return validators.withLock { validators in
                if let known = validators[release] { return known }
                validators[release] = made
                return made
            }
        } catch {
            throw Stop(message: "validate: \(error)")
        }
    }

    // MARK: Judging

    /// Reads and judges one resource; what cannot be read is a fatal finding, never an error.
    func judge(_ input: ResourceInput, reader: DocumentReader) -> JudgedResource {
        do {
            if let problem = input.problem { throw problem }
            let bytes: [UInt8]
            if let given = input.bytes {
                bytes = given
            } else {
                bytes = try Files.read(input.file, limit: ResourceInputs.limit)
            }
            let (document, isAssumed) = try read(bytes, reader: reader)
            var findings: [Finding]
            if document.isReadable {
                findings = try validator(document.release).validate(document, profiles: profiles)
                if isAssumed { findings.insert(Judges.assumption(document), at: 0) }
            } else {
                findings = document.findings
            }
            return JudgedResource(
                file: input.file, resource: document.resourceName, inputLine: input.line, findings: findings)
        } catch {
            let reason = (error as? FileError)?.reason ?? (error as? Stop)?.message ?? "\(error)"
            return JudgedResource(
                file: input.file, resource: nil, inputLine: input.line,
                findings: [
                    Finding(
                        severity: .fatal, rule: "file-unreadable", expression: "",
                        message: "The file could not be read: \(reason).")
                ])
        }
    }

    private static func assumption(_ document: Document) -> Finding {
        Finding(
            severity: .information, rule: Rule.releaseAssumed.rawValue, expression: document.path(of: .root), line: 1,
            column: 1,
            message: "Nothing tells the release of FHIR; R4 (4.0.1) was assumed. Say which with --fhir-version.")
    }

    /// Reads a resource by the release that it is of.
    private func read(_ bytes: [UInt8], reader: DocumentReader) throws -> (Document, isAssumed: Bool) {
        if let given { return (reader.read(bytes, release: given), false) }
        let r4 = reader.read(bytes, release: .r4)
        guard r4.isReadable else { return (r4, false) }
        let stu3 = reader.read(bytes, release: .stu3)
        guard stu3.isReadable else { return (r4, false) }
        // The profiles that it claims, or must meet, tell most surely.
        let claims = r4.claimedProfiles + profiles
        if !claims.isEmpty {
            let byR4 = try claims.count { try has($0, .r4) }
            let bySTU3 = try claims.count { try has($0, .stu3) }
            if byR4 != bySTU3 { return (byR4 > bySTU3 ? r4 : stu3, false) }
        }
        let slipsR4 = r4.findings.count { $0.severity >= .error }
        let slipsSTU3 = stu3.findings.count { $0.severity >= .error }
        if slipsR4 == slipsSTU3 { return (r4, true) }
        return slipsR4 < slipsSTU3 ? (r4, false) : (stu3, false)
    }

    private func has(_ canonical: String, _ release: FHIRRelease) throws -> Bool {
        guard let validator = try? validator(release) else { return false }
        return validator.definitions.structureDefinition(canonical) != nil
    }
}

extension Document {
    /// `Patient/1`, or `Patient` where there is no id.
    var resourceName: String? {
        guard isReadable else { return nil }
        let view = view
        let type = view.types.text(view.type(.root))
        let id = view.child(.root, .id)
        let name = type.isEmpty ? view.name(.root).text : type
        return id.exists && view.hasValue(id) ? "\(name)/\(view.value(id).text)" : name
    }

    /// The profiles of `meta.profile`.
    var claimedProfiles: [String] {
        let view = view
        let meta = view.child(.root, .meta)
        guard meta.exists else { return [] }
        return view.children(meta).filter { view.name($0) == .profile && view.hasValue($0) }.map { view.value($0).text }
    }
}

extension ValidationOptions {
    /// The options that the command line gives.
    init(_ invocation: Invocation) {
        self.init()
        if invocation["compat"] == "hl7" { compatibility = .hl7 }
        usesPublishedSnapshots = invocation["snapshots"] == "published"
        if let practice = invocation["best-practice"] { bestPractice = ValidationOptions.severity(practice) }
        explains = invocation.has("explain")
    }

    static func severity(_ word: String) -> Severity? {
        switch word {
        case "error": .error
        case "warning": .warning
        case "hint", "information": .information
        default: nil
        }
    }
}
