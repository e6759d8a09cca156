internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Record
internal import Terminology

/// One worker's way through documents: one pass over each node's children with all the rules that hold for it.
///
/// Not safe to share; its memory serves one document after another. Nothing is allocated per node.
final class Walk {
    let store: ProfileStore
    let options: ValidationOptions
    let types: TypeTable
    let known: KnownTypes
    let isCompatible: Bool
    let isR4: Bool

    // The document at hand.
    var view: ElementView
    var document: Document
    var issues = IssueList()
    /// What is in force for the nodes on the way down, outermost first.
    var actives = PlainStack<ActiveRule>(capacity: 512)
    var counters = PlainStack<Counter>(capacity: 2048)
    var depth = 0
    /// The element that met a required binding last.
    var boundTightly = ElementID.none
    static let depthLimit = 400

    // What was looked up, kept from document to document.
    private var resolved: [Resolved] = []
    private var typeProfiles: [ProfilePointer?]
    private var typeProfileKnown: [Bool]
    private var canonicalNumbers = TextTable()
    var targetTypes: [UInt32: TargetType] = [:]
    var programs: [InvariantProgram] = []
    var invariantsSeen = PlainStack<UInt32>(capacity: 256)
    var globals: [TypeID: [UInt32]] = [:]
    var vitalSignReferences: [UInt32?] = Array(repeating: nil, count: VitalSigns.names.count)
    lazy var vitalSigns = VitalSigns(isCompatible: isCompatible)
    var boundSets: [UInt64: CompiledValueSet?] = [:]
    var codingSystems: [CodingSystem] = []
    var codingSystemNumbers = TextTable()
    var codingKey: [UInt8] = []
    var codingOutcomes: [CodingOutcome] = []
    var codingOutcomeNumbers = TextTable()

    // What is known of the document, made when first asked for.
    var referenceIndex: ReferenceIndex?
    /// The ids of all elements, and of all parts of narratives.
    var narrativeIDs: Set<ByteSlice>?
    var memo: [MemoKey: MemoState] = [:]
    /// Why elements fail profiles, as far as it was asked.
    var reasons: [MemoKey: String] = [:]
    let judgement: Judgement
    /// Resources outside the document that references may lead to, by type and id.
    let resources: [String: Document]
    /// The references that led here, so that a circle ends.
    var trail: Set<String> = []
    /// For definitions that are judged as instances, by what their differentials make of their bases.
    lazy var definitionChecks = StructureDefinitionChecks(SnapshotSource(store.context))
    /// The expressions of the invariants that the release's own types have, by key.
    lazy var typeInvariants = invariantsOfTypes()

    enum Resolved {
        case unknown, missing
        case broken(String)
        case found(ProfilePointer)
    }
    /// A node and a profile that it is, or was, judged by.
    struct MemoKey: Hashable {
        var element: ElementID
        var profile: Int32
        var part: UInt32
    }
    enum MemoState { case running, conforms, fails }

    init(
        store: ProfileStore, options: ValidationOptions, judgement: Judgement, resources: [String: Document] = [:],
        document: Document
    ) {
        self.resources = resources
        self.store = store
        self.options = options
        self.types = store.types
        self.known = KnownTypes(store.types)
        self.isCompatible = options.compatibility == .hl7
        self.isR4 = store.types.release == .r4
        self.document = document
        self.view = document.view
        self.judgement = judgement
        typeProfiles = Array(repeating: nil, count: types.typeCount)
        typeProfileKnown = Array(repeating: false, count: types.typeCount)
        connect()
    }

    /// Takes up another document of the same release.
    func take(_ document: Document) {
        self.document = document
        view = document.view
        issues.reset()
        actives.shrink(to: 0)
        counters.shrink(to: 0)
        depth = 0
        boundTightly = .none
        invariantsSeen.shrink(to: 0)
        referenceIndex = nil
        narrativeIDs = nil
        memo.removeAll(keepingCapacity: true)
        if !reasons.isEmpty { reasons.removeAll() }
    }

    // MARK: Looking up

    /// The profile of a reference's number, as a pointer; `nil` where it is not to be had.
    func profile(_ reference: UInt32) -> ProfilePointer? {
        if case .found(let profile) = resolution(reference) { return profile }
        return nil
    }

    func resolution(_ reference: UInt32) -> Resolved {
        let number = Int(reference)
        if number < resolved.count {
            switch resolved[number] {
            case .unknown: break
            case let known: return known
            }
        } else {
            resolved.append(contentsOf: repeatElement(.unknown, count: number - resolved.count + 1))
        }
        let found: Resolved =
            switch store.resolve(reference) {
            case .found(let profile): .found(profile)
            case .missing: .missing
            case .broken(let why): .broken(why)
            }
        resolved[number] = found
        return found
    }

    /// The number of a canonical that stands in the instance.
    func reference(_ canonical: ByteSlice) -> UInt32 {
        if let known = canonicalNumbers[canonical] { return known }
        let number = store.reference(canonical.text, from: nil)
        canonicalNumbers[canonical] = number
        return number
    }

    /// The release's definition of a type.
    @inline(__always)
    func typeProfile(_ type: TypeID) -> ProfilePointer? {
        let number = Int(type.rawValue)
        if typeProfileKnown[number] { return typeProfiles[number] }
        return loadTypeProfile(type)
    }
    private func loadTypeProfile(_ type: TypeID) -> ProfilePointer? {
        let found = store.profile(ofType: type)
        typeProfiles[Int(type.rawValue)] = found
        typeProfileKnown[Int(type.rawValue)] = true
        return found
    }

    // MARK: Noting

    func note(
        _ rule: Rule, _ element: ElementID, _ active: ActiveRule? = nil, severity: Severity? = nil,
        variant: Int = 0, first: Int = 0, second: Int = 0, step: Symbol = .none, placing: Issue.Placing = .plain,
        decided: Bool = true,
        text: @autoclosure () -> String? = nil
    ) {
        var issue = Issue(
            rule: rule, severity: severity ?? rule.info.severity, variant: UInt8(variant), isDecided: decided,
            element: element, profile: active?.profile, definition: active?.element ?? 0, first: first, second: second)
        issue.step = step
        issue.placing = placing
        if !decided, severity == nil { issue.severity = .warning }
        if issues.makesTexts, let text = text() {
            issues.add(issue, text: text)
        } else {
            issues.add(issue)
        }
    }

    /// Runs something whose issues are thrown away; answers how many errors it found.
    func speculate(_ body: () -> Void) -> Int {
        let mark = issues.mark
        issues.speculation += 1
        body()
        issues.speculation -= 1
        let errors = issues.errors - mark.errors
        issues.goBack(to: mark)
        return errors
    }
}
