public import Definitions
public import ElementModel
internal import Synchronization

/// Answers questions about codes from the definitions at hand: is it a code, is it in a value set, what is it called.
///
/// Never guesses: what cannot be decided here is said, with the reason. Compiles value sets and code systems when they
/// are first asked for; safe to share between threads.
public final class TerminologyService: Sendable {
    public let definitions: DefinitionContext
    private let oracle: (any ConceptOracle)?
    private let remote: (any RemoteTerminology)?
    private struct Cache {
        var valueSets: [Key: CompiledValueSet] = [:]
        var codeSystems: [Key: CompiledCodeSystem] = [:]
        /// As an instance sees them: every display asks.
        var supplements: [String: [CodeSystem]] = [:]
        var designations: [Key: [CodeSystem]] = [:]
    }
    private struct Key: Hashable {
        var package: ObjectIdentifier
        var member: Int
    }
    private let cache = Mutex(Cache())

    /// - Parameters:
    ///   - definitions: where value sets and code systems stand.
    ///   - oracle: a local index of large code systems, where there is one.
    ///   - remote: a terminology server, where the user named one.
    public init(
        definitions: DefinitionContext, oracle: (any ConceptOracle)? = nil, remote: (any RemoteTerminology)? = nil
    ) {
        self.definitions = definitions
        self.oracle = oracle
        self.remote = remote
    }

    // MARK: Value sets

    /// A value set ready to be asked; `nil` where its canonical leads nowhere.
    ///
    /// - Parameters:
    ///   - canonical: as the binding names it.
    ///   - origin: the definition that names it; `nil` for an instance.
    public func valueSet(_ canonical: String, from origin: DefinitionOrigin? = nil) -> CompiledValueSet? {
        if let found = compile(canonical, from: origin, path: []) { return found }
        guard let remote else { return nil }
        // The server may have what is not here.
        let reference = Canonical(canonical)
        return CompiledValueSet(
            ValueSet(release: definitions.release, url: reference.url, version: reference.version), includes: [],
            excludes: [], expansion: nil, problem: .valueSetUnknown(canonical), remote: remote)
    }

    private func compile(_ canonical: String, from origin: DefinitionOrigin?, path: [Key]) -> CompiledValueSet? {
        let reference = Canonical(canonical)
        guard let place = find(canonical, kind: .valueSet, from: origin)?.origin else {
            return ImplicitValueSet.definition(of: reference, definitions: definitions, origin: origin).map {
                compile($0, path: path, origin: origin)
            }
        }
        let key = Key(package: ObjectIdentifier(place.package), member: place.member)
        if let known = cache.withLock({ $0.valueSets[key] }) { return known }
        guard case .valueSet(let definition) = place.package.definition(place.member) else { return nil }
        if path.contains(key) || path.count > 32 {
            return CompiledValueSet(
                definition, includes: [], excludes: [], expansion: nil, problem: .valueSetCycle(definition.url))
        }
        let compiled = compile(definition, path: path + [key], origin: place)
        // Sets inside a cycle are not kept: their answer depends on where the walk began.
        if path.isEmpty { cache.withLock { $0.valueSets[key] = compiled } }
        return compiled
    }

    /// Compiles a value set that is at hand.
    public func compile(_ definition: ValueSet) -> CompiledValueSet {
        compile(definition, path: [], origin: definition.origin)
    }

    private func compile(_ definition: ValueSet, path: [Key], origin: DefinitionOrigin?) -> CompiledValueSet {
        func compiled(_ includes: [ValueSet.Include]) -> [CompiledInclude] {
            includes.map { include in
                let found = include.system.flatMap { compiledSystem($0, version: include.version, from: origin) }
                let imports = include.valueSets.map { url in
                    CompiledInclude.Import(url: url, set: compile(url, from: origin, path: path))
                }
                return CompiledInclude(
                    include, codeSystem: found?.system, isOtherVersion: found?.isOther ?? false, imports: imports,
                    oracle: oracle)
            }
        }
        return CompiledValueSet(
            definition, includes: compiled(definition.compose?.include ?? []),
            excludes: compiled(definition.compose?.exclude ?? []),
            expansion: definition.expansion.flatMap { CompiledExpansion($0) }, remote: path.count <= 1 ? remote : nil)
    }

    /// Where a canonical stands; a version that is not here gives way to one that is.
    private func find(
        _ canonical: String, kind: DefinitionKind, from origin: DefinitionOrigin?
    ) -> (origin: DefinitionOrigin, isOther: Bool)? {
        switch definitions.resolve(canonical, kind: kind, from: origin) {
        case .found(let place): return (place, false)
        case .otherVersions:
            if case .found(let place) = definitions.resolve(Canonical(canonical).url, kind: kind, from: origin) {
                return (place, true)
            }
            return nil
        case .unknown: return nil
        }
    }

    // MARK: Code systems

    private func compiledSystem(
        _ url: String, version: String?, from origin: DefinitionOrigin?
    ) -> (system: CompiledCodeSystem, isOther: Bool)? {
        let canonical = version.map { "\(url)|\($0)" } ?? url
        guard let found = find(canonical, kind: .codeSystem, from: origin) else { return nil }
        let key = Key(package: ObjectIdentifier(found.origin.package), member: found.origin.member)
        if let known = cache.withLock({ $0.codeSystems[key] }) { return (known, found.isOther) }
        guard case .codeSystem(let definition) = found.origin.package.definition(found.origin.member),
            definition.content != .supplement
        else { return nil }
        let compiled = CompiledCodeSystem(definition)
        cache.withLock { $0.codeSystems[key] = compiled }
        return (compiled, found.isOther)
    }

    /// A code system with its codes; `nil` where nothing here defines it.
    public func codeSystem(_ url: String, version: String? = nil, from origin: DefinitionOrigin? = nil)
        -> CompiledCodeSystem?
    {
        compiledSystem(url, version: version, from: origin)?.system
    }

    /// Whether a code is one of its system.
    public func membership(
        code: ByteSlice, ofSystem system: String, version: String? = nil, from origin: DefinitionOrigin? = nil
    ) -> Membership {
        let answer = localMembership(code: code, ofSystem: system, version: version, from: origin)
        guard case .undecided = answer, let remote else { return answer }
        let question = TerminologyQuestion(system: system, version: version, code: code.text)
        return remote.membership(question, definition: nil) ?? answer
    }

    private func localMembership(
        code: ByteSlice, ofSystem system: String, version: String?, from origin: DefinitionOrigin?
    ) -> Membership {
        if let special = SpecialCodeSystem(url: system) { return special.membership(of: code) }
        if let known = oracle?.contains(system: system, code: code) {
            guard known else { return .notMember }
            return oracle?.isActive(system: system, code: code) == false ? .memberWithRemark(.inactive) : .member
        }
        if LargeCodeSystem.isSurelyNoCode(code, of: system) { return .notMember }
        guard let found = compiledSystem(system, version: version, from: origin) else {
            return .undecided(.codeSystemUnknown(system))
        }
        guard let number = found.system.number(of: code) else {
            if found.system.isComplete, !found.isOther { return .notMember }
            return .undecided(.codeSystemIncomplete(system))
        }
        if found.system.isInactive(number) { return .memberWithRemark(.inactive) }
        if found.system.isAbstract(number) { return .memberWithRemark(.abstract) }
        if found.system.isDeprecated(number) { return .memberWithRemark(.deprecated) }
        return found.isOther ? .memberWithRemark(.otherVersion) : .member
    }

    /// Whether one code of a system is another or lies below it; `nil` where that cannot be decided.
    public func subsumes(system: String, ancestor: String, code: String, from origin: DefinitionOrigin? = nil) -> Bool?
    {
        if let known = oracle?.isKind(system: system, code: code, of: ancestor) { return known }
        guard let found = compiledSystem(system, version: nil, from: origin)?.system else { return nil }
        guard let one = found.number(of: code), let other = found.number(of: ancestor) else {
            return found.isComplete ? false : nil
        }
        return found.isKind(one, of: other)
    }

    // MARK: Displays

    /// What came of comparing a display with those that the code system has.
    public enum DisplayAnswer: Sendable, Hashable {
        /// It is one of them.
        case right
        /// It is none of them; these are, the preferred one first.
        case wrong(expected: [String])
        /// Right but for letter case or white space.
        case nearlyRight(expected: String)
        /// The code system has no displays for the code here.
        case unknown
    }

    /// Compares a display with those of a code, in the languages asked for and in that of the code system.
    ///
    /// - Parameters:
    ///   - display: as the coding has it.
    ///   - code: the code.
    ///   - system: its code system.
    ///   - language: the language of the resource; designations in others count as well, since a display may be in any.
    public func display(
        _ display: String, code: ByteSlice, system: String, version: String? = nil, language: String? = nil,
        from origin: DefinitionOrigin? = nil
    ) -> DisplayAnswer {
        let expected = displays(code: code, system: system, version: version, from: origin)
        guard !expected.isEmpty else { return .unknown }
        if expected.contains(where: { Array($0.utf8) == Array(display.utf8) }) { return .right }
        let wanted = TerminologyService.normalised(display)
        if let near = expected.first(where: { TerminologyService.normalised($0) == wanted }) {
            return .nearlyRight(expected: near)
        }
        return .wrong(expected: expected)
    }

    /// The wordings of a code: its display first, then designations, then those of supplements.
    public func displays(
        code: ByteSlice, system: String, version: String? = nil, from origin: DefinitionOrigin? = nil
    ) -> [String] {
        var found: [String] = []
        func add(_ concept: CodeSystem.Concept) {
            if let display = concept.display, !display.isEmpty { found.append(display) }
            found += concept.designations.map(\.value).filter { !$0.isEmpty }
        }
        if let known = oracle?.displays(system: system, code: code) { found += known }
        guard let compiled = compiledSystem(system, version: version, from: origin)?.system,
            let number = compiled.number(of: code)
        else { return found.isEmpty ? remote?.displays(system: system, code: code.text) ?? [] : found }
        add(compiled.concept(number))
        // A supplement adds wordings; without the code's own display they do not make others wrong.
        guard !found.isEmpty else { return found }
        let text = code.text
        for supplement in supplements(of: system, from: origin) {
            if let concept = supplement.concepts.first(where: { $0.code == text }) { add(concept) }
        }
        return found
    }

    private func supplements(of system: String, from origin: DefinitionOrigin?) -> [CodeSystem] {
        if origin != nil { return definitions.supplements(of: system, from: origin) }
        if let known = cache.withLock({ $0.supplements[system] }) { return known }
        let found = definitions.supplements(of: system, from: nil)
        cache.withLock { $0.supplements[system] = found }
        return found
    }

    private static func normalised(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
