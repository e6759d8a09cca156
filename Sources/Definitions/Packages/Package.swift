public import ElementModel
public import Record
internal import Synchronization

/// A package that was opened: who it is, what it depends on, and an index of its definitions.
///
/// Opening reads the index alone; a definition is read when it is first asked for. Safe to share.
public final class Package: Sendable {
    public let manifest: PackageManifest
    public let release: FHIRRelease
    /// The file or folder that it was opened from; empty for one made in memory.
    public let path: String
    let content: PackageContent

    private struct State {
        var decoded: [Int: Definition] = [:]
        var problems: [PackageProblem] = []
    }
    private let state: Mutex<State>

    init(
        manifest: PackageManifest, release: FHIRRelease, path: String, content: PackageContent,
        problems: [PackageProblem] = []
    ) {
        self.manifest = manifest
        self.release = release
        self.path = path
        self.content = content
        self.state = Mutex(State(problems: problems))
    }

    public var id: PackageID { manifest.id }

    /// What was found wrong with the package so far; more may be found as more of it is read.
    public var problems: [PackageProblem] {
        let found = state.withLock { $0.problems }
        guard case .lean(let storage) = content, let failure = storage.failure else { return found }
        return [
            PackageProblem(severity: .error, kind: "unreadable", package: id, message: failure.description)
        ] + found
    }

    // MARK: The index

    /// How many definitions there are: they are numbered from 0.
    public var count: Int { content.count }
    /// What the index says of a definition.
    public func header(ofMember member: Int) -> MemberHeader { content.header(member) }
    /// The name of a member's file inside the package.
    public func fileName(ofMember member: Int) -> String { content.fileName(member) }
    /// The members that define a URL, whatever their version, in the order of the package.
    public func members(url: String) -> [Int] { content.members(url: url) }
    /// The members of a kind.
    public func members(of kind: DefinitionKind) -> [Int] {
        (0..<count).filter { content.kind($0) == kind }
    }

    /// The members that add to a code system.
    public func supplements(of codeSystem: String) -> [Int] {
        members(of: .codeSystem).filter {
            content.supplements($0).map { Canonical($0).url == codeSystem } ?? false
        }
    }
    /// The kind of a definition.
    public func kind(ofMember member: Int) -> DefinitionKind { content.kind(member) }
    /// The version of a definition.
    public func version(ofMember member: Int) -> String? { content.version(member) }

    // MARK: Reading

    /// Reads a definition; read once, it is kept.
    public func definition(_ member: Int) -> Definition {
        if let found = state.withLock({ $0.decoded[member] }) { return found }
        if case .records(let records) = content { return records.definition(member, of: self) }
        let (document, broken) = read(member)
        var decoder = DefinitionDecoder(document, origin: DefinitionOrigin(package: self, member: member))
        var made = decoder.decode()
        if case .structureDefinition(var record) = made, content.hasSnapshot(member) {
            record.hasPublishedSnapshot = true
            made = .structureDefinition(record)
        }
        let file = fileName(ofMember: member)
        let problems =
            broken
            + decoder.slips.map {
                PackageProblem(
                    severity: $0.severity, kind: $0.kind, package: id, file: file, line: $0.line, message: $0.message)
            }
        return state.withLock { state in
            if let found = state.decoded[member] { return found }
            state.decoded[member] = made
            state.problems += problems
            return made
        }
    }

    /// The resource of a member as it stands in the package (a lean package has less of it than the published one).
    public func document(_ member: Int) -> Document { read(member).0 }

    private func read(_ member: Int) -> (Document, [PackageProblem]) {
        let file = fileName(ofMember: member)
        do throws(PackageError) {
            let document = Document.read(try content.bytes(member), release: release)
            let serious = document.findings.filter { $0.severity >= .error && !content.isLean }
            return (
                document,
                serious.prefix(20).map {
                    PackageProblem(
                        severity: .error, kind: document.isReadable ? "malformed" : "unreadable", package: id,
                        file: file, line: $0.line, message: $0.message)
                }
            )
        } catch {
            let problem = PackageProblem(
                severity: .error, kind: "unreadable", package: id, file: file, message: error.description)
            return (Document.read(json: [], release: release), [problem])
        }
    }

    /// The snapshot that was published with a structure definition; `nil` where there is none.
    public func publishedSnapshot(ofMember member: Int) -> [ElementDefinition]? {
        var document: Document?
        if case .lean(let storage) = content {
            guard let bytes = try? storage.bytes(member, snapshot: true), !bytes.isEmpty else { return nil }
            document = Document.read(json: bytes, release: release)
        } else if case .structureDefinition(let record) = definition(member) {
            document = record.document
        }
        guard let document, document.isReadable else { return nil }
        var decoder = DefinitionDecoder(document, origin: DefinitionOrigin(package: self, member: member))
        let found = decoder.elements(of: .snapshot)
        return found.isEmpty ? nil : found
    }

    /// Reads every definition, so that ``problems`` is complete.
    public func readAll() { for member in 0..<count { _ = definition(member) } }
}

extension Package: Hashable {
    public static func == (left: Package, right: Package) -> Bool { left === right }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Where the members of a package are and how they are found.
enum PackageContent: Sendable {
    /// Members held in memory or in files, with an index made when the package was opened.
    case files(FileIndex)
    /// Members in the compressed blocks of a lean package.
    case lean(LeanStorage)
    /// Records made by a program.
    case records(RecordList)

    var count: Int {
        switch self {
        case .files(let index): index.headers.count
        case .lean(let storage): storage.index.count
        case .records(let list): list.headers.count
        }
    }
    func header(_ member: Int) -> MemberHeader {
        switch self {
        case .files(let index): index.headers[member]
        case .lean(let storage): storage.index.header(member)
        case .records(let list): list.headers[member]
        }
    }
    func kind(_ member: Int) -> DefinitionKind {
        if case .lean(let storage) = self { return storage.index.kind(member) }
        return header(member).definitionKind
    }
    func version(_ member: Int) -> String? {
        if case .lean(let storage) = self { return storage.index.version(member) }
        return header(member).version
    }
    func supplements(_ member: Int) -> String? {
        if case .lean(let storage) = self { return storage.index.supplements(member) }
        return header(member).supplements
    }
    func fileName(_ member: Int) -> String {
        switch self {
        case .files(let index): index.files.indices.contains(member) ? index.files[member] : ""
        case .lean(let storage): storage.index.fileName(member)
        case .records: ""
        }
    }
    func members(url: String) -> [Int] {
        switch self {
        case .files(let index): index.byURL[url] ?? []
        case .lean(let storage): storage.index.members(url: url)
        case .records(let list): list.headers.indices.filter { list.headers[$0].url == url }
        }
    }
    func bytes(_ member: Int) throws(PackageError) -> [UInt8] {
        switch self {
        case .files(let index): try index.bytes(member)
        case .lean(let storage): try storage.bytes(member)
        case .records: throw PackageError("a definition made by a program has no bytes")
        }
    }
    /// Whether a lean package has a snapshot for the member.
    func hasSnapshot(_ member: Int) -> Bool {
        if case .lean(let storage) = self { return storage.index.place(member, snapshot: true) != nil }
        return false
    }
    var isLean: Bool { if case .lean = self { true } else { false } }
}
