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
    private let remote: (any RemoteTerminology)?

    init(
        _ definition: ValueSet, includes: [CompiledInclude], excludes: [CompiledInclude],
        expansion: CompiledExpansion?, problem: Membership.Undecided? = nil, remote: (any RemoteTerminology)? = nil
    ) {
        self.remote = remote
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
        let byRules = problem.map { .undecided($0) } ?? membershipByRules(code: code, system: system)
        guard case .undecided = byRules else { return byRules }
        if let expansion, let answer = expansion.membership(code: code, system: system) { return answer }
        guard let remote else { return byRules }
        let question = TerminologyQuestion(
            valueSet: definition.canonical, system: system?.text, code: code.text)
        return remote.membership(question, definition: definition) ?? byRules
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
