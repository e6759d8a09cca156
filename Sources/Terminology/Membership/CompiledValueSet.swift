public import Definitions
public import ElementModel

/// A value set ready to be asked.
///
/// Membership is decided without expanding: per include, system, codes, filters and imported sets must all hold; any
/// include may hold; then no exclude may (R4 and STU3, *ValueSet.compose*). Sets that list their codes take one probe.
public final class CompiledValueSet: Sendable {
    public let definition: ValueSet
    let includes: [CompiledInclude]
    let excludes: [CompiledInclude]
    /// The published expansion, where it is whole: it answers what the rules cannot.
    let expansion: CompiledExpansion?
    /// Why nothing can be said at all: a cycle.
    let problem: Membership.Undecided?
    let allowsInactive: Bool

    init(
        _ definition: ValueSet, includes: [CompiledInclude], excludes: [CompiledInclude],
        expansion: CompiledExpansion?, problem: Membership.Undecided? = nil
    ) {
        self.definition = definition
        self.includes = includes
        self.excludes = excludes
        self.expansion = expansion
        self.problem = problem
        self.allowsInactive = definition.compose?.inactive ?? true
    }

    /// The systems that the value set draws codes from, as far as they are named.
    public var systems: [String] {
        var found: [String] = []
        func add(_ system: String) { if !found.contains(system) { found.append(system) } }
        for include in includes {
            if let system = include.system { add(system) }
            for set in include.imports { for system in set.set?.systems ?? [] { add(system) } }
        }
        if includes.isEmpty { for system in expansion?.systems ?? [] { add(system) } }
        return found
    }

    /// Whether a code is in.
    ///
    /// - Parameters:
    ///   - code: the code.
    ///   - system: its code system; `nil` where the place has none (`code`, `string`, `uri`): any of the set's will do.
    public func membership(code: ByteSlice, system: ByteSlice?) -> Membership {
        if let problem { return .undecided(problem) }
        let byRules = membershipByRules(code: code, system: system)
        if case .undecided = byRules, let expansion, let answer = expansion.membership(code: code, system: system) {
            return answer
        }
        return byRules
    }

    private func membershipByRules(code: ByteSlice, system: ByteSlice?) -> Membership {
        if includes.isEmpty {
            if let answer = expansion?.membership(code: code, system: system) { return answer }
            return definition.compose == nil
                ? .undecided(.codeSystemIncomplete(definition.url)) : .notMember
        }
        var best = Membership.notMember
        for include in includes {
            let answer = include.membership(code: code, system: system)
            switch answer {
            case .member:
                best = .member
            case .memberWithRemark: if best.isMember != true { best = answer }
            case .undecided: if best == .notMember { best = answer }
            case .notMember: break
            }
            if best == .member { break }
        }
        if best == .memberWithRemark(.inactive), !allowsInactive { return .notMember }
        guard best != .notMember else { return .notMember }
        for exclude in excludes {
            switch exclude.membership(code: code, system: system) {
            case .member, .memberWithRemark: return .notMember
            case .undecided(let reason): if best.isMember == true { best = .undecided(reason) }
            case .notMember: break
            }
        }
        return best
    }

    /// The systems in which a code without one could be: those whose include has it.
    public func systems(having code: ByteSlice) -> [String] {
        var found: [String] = []
        for include in includes where include.membership(code: code, system: nil).isMember == true {
            if let system = include.system {
                if !found.contains(system) { found.append(system) }
            } else {
                for set in include.imports {
                    for system in set.set?.systems(having: code) ?? [] where !found.contains(system) {
                        found.append(system)
                    }
                }
            }
        }
        if found.isEmpty, let expansion { found = expansion.systems(having: code) }
        return found
    }
}

/// One include or exclude of a value set.
final class CompiledInclude: Sendable {
    struct Import: Sendable {
        var url: String
        var set: CompiledValueSet?
    }

    let system: String?
    let concepts: [ValueSet.Concept]
    private let index: CodeIndex?
    private let filters: [ValueSet.Filter]
    private let codeSystem: CompiledCodeSystem?
    private let special: SpecialCodeSystem?
    private let isOtherVersion: Bool
    private let oracle: (any ConceptOracle)?
    let imports: [Import]

    init(
        _ include: ValueSet.Include, codeSystem: CompiledCodeSystem?, isOtherVersion: Bool, imports: [Import],
        oracle: (any ConceptOracle)?
    ) {
        self.system = include.system
        self.concepts = include.concepts
        self.filters = include.filters
        self.codeSystem = codeSystem
        self.isOtherVersion = isOtherVersion
        self.imports = imports
        self.special = include.system.flatMap { SpecialCodeSystem(url: $0) }
        self.oracle = oracle
        self.index =
            include.concepts.isEmpty
            ? nil
            : CodeIndex(include.concepts.map(\.code), foldsCase: codeSystem?.definition.isCaseSensitive == false)
    }

    func membership(code: ByteSlice, system given: ByteSlice?) -> Membership {
        if let given, let system, !given.equals(system) { return .notMember }
        var answer = Membership.member
        for set in imports {
            guard let compiled = set.set else {
                answer = .undecided(.valueSetUnknown(set.url))
                continue
            }
            switch compiled.membership(code: code, system: given) {
            case .member: break
            case .memberWithRemark(let remark): if answer == .member { answer = .memberWithRemark(remark) }
            case .notMember: return .notMember
            case .undecided(let reason): answer = .undecided(reason)
            }
        }
        guard let system else { return imports.isEmpty ? .notMember : answer }
        if let index {
            guard index.number(of: code) != nil else { return .notMember }
            if let number = codeSystem?.number(of: code), answer == .member { answer = remark(number) }
            return answer
        }
        if !filters.isEmpty { return combined(answer, filtered(code, system)) }
        return combined(answer, whole(code, system))
    }

    private func combined(_ one: Membership, _ other: Membership) -> Membership {
        if one == .notMember || other == .notMember { return .notMember }
        if case .undecided = one { return one }
        return other == .member ? one : other
    }

    private func remark(_ number: Int) -> Membership {
        guard let codeSystem else { return .member }
        if codeSystem.isInactive(number) { return .memberWithRemark(.inactive) }
        if codeSystem.isAbstract(number) { return .memberWithRemark(.abstract) }
        if codeSystem.isDeprecated(number) { return .memberWithRemark(.deprecated) }
        return isOtherVersion ? .memberWithRemark(.otherVersion) : .member
    }

    /// All codes of a system.
    private func whole(_ code: ByteSlice, _ system: String) -> Membership {
        if let special, let isCode = special.contains(code) { return isCode ? .member : .notMember }
        if let known = oracle?.contains(system: system, code: code) { return known ? .member : .notMember }
        guard let codeSystem else { return .undecided(.codeSystemUnknown(system)) }
        if let number = codeSystem.number(of: code) { return remark(number) }
        if codeSystem.isComplete { return .notMember }
        return .undecided(.codeSystemIncomplete(system))
    }

    private func filtered(_ code: ByteSlice, _ system: String) -> Membership {
        if let known = oracle?.passes(system: system, code: code, filters: filters) {
            return known ? .member : .notMember
        }
        guard let codeSystem else { return .undecided(.codeSystemUnknown(system)) }
        guard let number = codeSystem.number(of: code) else {
            return codeSystem.isComplete ? .notMember : .undecided(.codeSystemIncomplete(system))
        }
        for filter in filters {
            switch codeSystem.passes(number, filter) {
            case true?: break
            case false?: return .notMember
            case nil: return .undecided(.filter("\(filter.property) \(filter.op) \(filter.value)"))
            }
        }
        return remark(number)
    }
}

/// What a local index of a large code system (SNOMED CT, dm+d) knows.
public protocol ConceptOracle: Sendable {
    /// Whether the system has a code; `nil` where the index does not hold the system.
    func contains(system: String, code: ByteSlice) -> Bool?
    /// Whether a code passes all filters; `nil` where the index cannot tell.
    func passes(system: String, code: ByteSlice, filters: [ValueSet.Filter]) -> Bool?
    /// The displays of a code, the preferred one first; `nil` where the index does not hold the system.
    func displays(system: String, code: ByteSlice) -> [String]?
    /// Whether a code is active; `nil` where the index does not hold it.
    func isActive(system: String, code: ByteSlice) -> Bool?
    /// Whether one code is another or below it; `nil` where the index cannot tell.
    func isKind(system: String, code: String, of ancestor: String) -> Bool?
}

/// A published expansion that lists all its codes.
final class CompiledExpansion: Sendable {
    let systems: [String]
    private let indexes: [CodeIndex]
    private let flags: [[Bool]]

    /// - Returns: `nil` where the expansion is cut short and so proves nothing about what is not listed.
    init?(_ expansion: ValueSet.Expansion) {
        let entries = expansion.contains.filter { $0.code != nil }
        if expansion.isIncomplete || (expansion.offset ?? 0) > 0 { return nil }
        if let total = expansion.total, total > entries.count { return nil }
        if entries.isEmpty { return nil }
        var systems: [String] = []
        for entry in entries { if let system = entry.system, !systems.contains(system) { systems.append(system) } }
        self.systems = systems
        var indexes: [CodeIndex] = []
        var flags: [[Bool]] = []
        for system in systems {
            let own = entries.filter { $0.system == system && !$0.isAbstract }
            indexes.append(CodeIndex(own.compactMap(\.code)))
            flags.append(own.map(\.isInactive))
        }
        self.indexes = indexes
        self.flags = flags
    }

    func membership(code: ByteSlice, system: ByteSlice?) -> Membership? {
        for (place, own) in systems.enumerated() {
            if let system, !system.equals(own) { continue }
            if let number = indexes[place].number(of: code) {
                return flags[place][number] ? .memberWithRemark(.inactive) : .member
            }
        }
        return .notMember
    }

    func systems(having code: ByteSlice) -> [String] {
        systems.enumerated().filter { indexes[$0.offset].number(of: code) != nil }.map(\.element)
    }
}
