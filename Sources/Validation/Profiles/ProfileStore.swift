internal import Definitions
internal import ElementModel
internal import Record
internal import Synchronization

/// An invariant as it was stated, once for all elements and profiles that repeat it.
struct InvariantDefinition: Sendable {
    var key: String
    var expression: String
    var human: String?
    var source: String?
}

/// The compiled profiles of one set of definitions: made when first needed, shared by all workers, never dropped.
final class ProfileStore: Sendable {
    let context: DefinitionContext
    let types: TypeTable
    let usesPublishedSnapshots: Bool

    /// What a reference to a profile led to.
    enum Resolution: @unchecked Sendable {
        case found(ProfilePointer)
        case missing
        /// There is a definition, but nothing can be judged by it; the text says why.
        case broken(String)
    }

    private struct Reference {
        var canonical: String
        var origin: DefinitionOrigin?
        var resolution: Resolution?
    }
    private struct ReferenceKey: Hashable {
        var canonical: String
        var package: Package?
    }
    private struct State {
        var references: [Reference] = []
        var referenceNumbers: [ReferenceKey: UInt32] = [:]
        var invariants: [InvariantDefinition] = []
        var invariantNumbers: [String: UInt32] = [:]
        var profiles: [SharedProfile] = []
        var profileNumbers: [ProfileKey: Int] = [:]
        var places: [ProfileKey: SnapshotPlace] = [:]
    }
    /// Compiled profiles never change, so that sharing the pointer is safe.
    private struct SharedProfile: @unchecked Sendable { let pointer: ProfilePointer }
    private struct ProfileKey: Hashable {
        var canonical: String
        var origin: DefinitionOrigin?
    }
    private let state = Mutex(State())
    /// Held while a profile is compiled, so that none is compiled twice.
    private let compiling = Mutex(())
    let snapshots: SnapshotSource
    private let globals = Mutex<[String: [UInt32]]?>(nil)

    init(context: DefinitionContext, usesPublishedSnapshots: Bool) {
        self.context = context
        self.types = TypeTable(context.release)
        self.usesPublishedSnapshots = usesPublishedSnapshots
        self.snapshots = SnapshotSource(context, policy: usesPublishedSnapshots ? .published : .regenerated)
    }

    deinit {
        state.withLock { state in
            for profile in state.profiles { CompiledProfile.release(profile.pointer) }
        }
    }

    // MARK: Numbers

    /// The number of a reference to a profile, as `origin` would resolve it.
    func reference(_ canonical: String, from origin: DefinitionOrigin?) -> UInt32 {
        state.withLock { state in
            let key = ReferenceKey(canonical: canonical, package: origin?.package)
            if let number = state.referenceNumbers[key] { return number }
            let number = UInt32(state.references.count)
            state.references.append(Reference(canonical: canonical, origin: origin))
            state.referenceNumbers[key] = number
            return number
        }
    }

    /// The canonical of a reference's number.
    func canonical(ofReference number: UInt32) -> String { state.withLock { $0.references[Int(number)].canonical } }

    /// The number of an invariant: equal key and expression have equal numbers.
    func invariant(
        key: String, expression: String, human: String?, source: String?, release: FHIRRelease
    ) -> UInt32 {
        state.withLock { state in
            let text = key + "\u{0}" + expression
            if let number = state.invariantNumbers[text] { return number }
            let number = UInt32(state.invariants.count)
            state.invariants.append(
                InvariantDefinition(key: key, expression: expression, human: human, source: source))
            state.invariantNumbers[text] = number
            return number
        }
    }
    func invariant(_ number: UInt32) -> InvariantDefinition { state.withLock { $0.invariants[Int(number)] } }

    // MARK: Global profiles

    /// The profiles that implementation guides among the definitions lay on every resource of a type.
    func globalProfiles(of type: String) -> [UInt32] {
        if let known = globals.withLock({ $0 }) { return known[type] ?? [] }
        var found: [String: [String]] = [:]
        for package in context.roots {
            for member in package.members(of: .other)
            where package.header(ofMember: member).resourceType == "ImplementationGuide" {
                let document = package.document(member)
                guard document.isReadable else { continue }
                let view = document.view
                for global in view.children(.root) where view.name(global) == .global {
                    let type = view.child(global, .type)
                    var profile = view.child(global, .profile)
                    if profile.exists, !view.hasValue(profile) { profile = view.child(profile, .reference) }
                    guard type.exists, view.hasValue(type), profile.exists, view.hasValue(profile) else { continue }
                    found[view.value(type).text, default: []].append(view.value(profile).text)
                }
            }
        }
        let numbers = found.mapValues { $0.map { reference($0, from: nil) } }
        globals.withLock { $0 = numbers }
        return numbers[type] ?? []
    }

    // MARK: Profiles

    /// The profile that a reference leads to.
    func resolve(_ number: UInt32) -> Resolution {
        let reference = state.withLock { $0.references[Int(number)] }
        if let known = reference.resolution { return known }
        let found: Resolution
        if let definition = context.structureDefinition(reference.canonical, from: reference.origin)
            ?? partialMatch(reference.canonical, from: reference.origin)
        {
            found = compiled(definition)
        } else {
            found = .missing
        }
        state.withLock { $0.references[Int(number)].resolution = found }
        return found
    }

    /// `|0.2` means any `0.2.x`: the newest of them.
    private func partialMatch(_ canonical: String, from origin: DefinitionOrigin?) -> StructureDefinition? {
        let wanted = Canonical(canonical)
        guard let version = wanted.version,
            case .otherVersions(let versions) = context.resolve(canonical, kind: .structureDefinition, from: origin)
        else { return nil }
        let fitting = versions.filter { $0.hasPrefix(version + ".") }
        guard let best = fitting.max(by: { VersionOrder.isOlder($0, $1) }) else { return nil }
        return context.structureDefinition("\(wanted.url)|\(best)", from: origin)
    }

    /// The release's own definition of a type.
    func profile(ofType type: TypeID) -> ProfilePointer? {
        guard type != .none, let definition = context.structureDefinition(ofType: types.text(type)),
            case .found(let profile) = compiled(definition)
        else { return nil }
        return profile
    }

    /// A definition compiled, or why it cannot be.
    func compiled(_ definition: StructureDefinition) -> Resolution {
        let key = ProfileKey(canonical: definition.canonical, origin: definition.origin)
        if let known = state.withLock({ state in state.profileNumbers[key].map { state.profiles[$0] } }) {
            return .found(known.pointer)
        }
        return compiling.withLock { _ in
            if let known = state.withLock({ state in state.profileNumbers[key].map { state.profiles[$0] } }) {
                return .found(known.pointer)
            }
            let made = snapshots.snapshot(of: definition)
            let snapshot = made.elements
            if snapshot.isEmpty || (made.basis == .incomplete && definition.isProfile && snapshot.count < 2) {
                return .broken("its differential cannot be applied, and its package has no snapshot of it")
            }
            var compiler = ProfileCompiler(definition: definition, snapshot: snapshot, types: types, store: self)
            let (lineage, reachesType) = lineage(of: definition)
            let number = state.withLock { $0.profiles.count }
            let compiled = compiler.compile(
                number: Int32(number), lineage: lineage, includesType: reachesType)
            let place = UnsafeMutablePointer<CompiledProfile>.allocate(capacity: 1)
            place.initialize(to: compiled)
            let shared = SharedProfile(pointer: ProfilePointer(place))
            state.withLock { state in
                state.profiles.append(shared)
                state.profileNumbers[key] = number
            }
            return .found(shared.pointer)
        }
    }

    /// The definitions that one builds on, nearest first, and whether they lead to the type's own.
    private func lineage(of definition: StructureDefinition) -> (urls: [String], reachesType: Bool) {
        var urls: [String] = []
        var current = definition
        while current.derivation == .constraint, urls.count < 64, let base = current.baseDefinition {
            let url = Canonical(base).url
            if urls.contains(url) || url == definition.url { break }
            urls.append(url)
            guard let next = context.structureDefinition(base, from: current.origin) else { break }
            current = next
        }
        return (urls, current.derivation != .constraint && current.type == definition.type)
    }

    /// The snapshot of a profile with its tree, for the paths of discriminators.
    func snapshotPlace(of canonical: String, from origin: DefinitionOrigin?) -> SnapshotPlace? {
        guard let definition = context.structureDefinition(canonical, from: origin) else { return nil }
        let key = ProfileKey(canonical: definition.canonical, origin: definition.origin)
        if let known = state.withLock({ $0.places[key] }) { return known }
        let elements = snapshots.snapshot(of: definition).elements
        if elements.isEmpty { return nil }
        let place = SnapshotPlace(elements: elements, origin: definition.origin)
        state.withLock { $0.places[key] = place }
        return place
    }
}

extension CompiledProfile {
    /// Gives back the memory of a profile that nobody uses any more.
    static func release(_ profile: ProfilePointer) {
        let value = profile.pointee
        value.elements.deallocate()
        value.children.deallocate()
        value.counters.deallocate()
        value.types.deallocate()
        value.invariants.deallocate()
        value.bindings.deallocate()
        value.slicings.deallocate()
        value.slices.deallocate()
        value.criteria.deallocate()
        value.steps.deallocate()
        value.references.deallocate()
        value.constants.deallocate()
        value.values.deallocate()
        let place = UnsafeMutablePointer(mutating: profile)
        place.deinitialize(count: 1)
        place.deallocate()
    }
}
