internal import Definitions
internal import ElementModel
internal import Synchronization

/// One include or exclude of a value set.
final class CompiledInclude: Sendable {
    struct Import: Sendable {
        var url: String
        var set: CompiledValueSet?
    }

    let system: String?
    let concepts: [ValueSet.Concept]
    private let index: CodeIndex?
    private let filters: [CompiledFilter]
    private let plainFilters: [ValueSet.Filter]
    /// Which concepts pass the filters, once somebody has asked.
    private let selection = Mutex<FilterSelection?>(nil)
    let codeSystem: CompiledCodeSystem?
    let special: SpecialCodeSystem?
    private let isOtherVersion: Bool
    private let oracle: (any ConceptOracle)?
    let imports: [Import]

    init(
        _ include: ValueSet.Include, codeSystem: CompiledCodeSystem?, isOtherVersion: Bool, imports: [Import],
        oracle: (any ConceptOracle)?
    ) {
        self.system = include.system
        self.concepts = include.concepts
        self.plainFilters = include.filters
        self.filters = include.filters.map(CompiledFilter.init)
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
        if let special { return special.membership(of: code) }
        if let known = oracle?.contains(system: system, code: code) { return known ? .member : .notMember }
        if LargeCodeSystem.isSurelyNoCode(code, of: system) { return .notMember }
        guard let codeSystem else { return .undecided(.codeSystemUnknown(system)) }
        if let number = codeSystem.number(of: code) { return remark(number) }
        if codeSystem.isComplete { return .notMember }
        return .undecided(.codeSystemIncomplete(system))
    }

    private func filtered(_ code: ByteSlice, _ system: String) -> Membership {
        if let special { return filtered(code, special) }
        if let known = oracle?.passes(system: system, code: code, filters: plainFilters) {
            return known ? .member : .notMember
        }
        if LargeCodeSystem.isSurelyNoCode(code, of: system) { return .notMember }
        if system == TerminologyIndex.snomed, let answer = filteredByName(code) { return answer }
        guard let codeSystem else { return .undecided(.codeSystemUnknown(system)) }
        guard let number = codeSystem.number(of: code) else {
            return codeSystem.isComplete ? .notMember : .undecided(.codeSystemIncomplete(system))
        }
        let state = selection.withLock { selection -> UInt8 in
            if let selection { return selection.states[number] }
            let made = FilterSelection(codeSystem, filters)
            selection = made
            return made.states[number]
        }
        switch state {
        case FilterSelection.isOut: return .notMember
        case FilterSelection.isIn: return remark(number)
        default: return .undecided(.filter(filters[min(Int(state) - 2, filters.count - 1)].words))
        }
    }

    /// What filters on SNOMED CT say by the concepts that they name, without any release: `<< 73211009` has 73211009.
    ///
    /// - Returns: `nil` where the code is no single concept.
    private func filteredByName(_ code: ByteSlice) -> Membership? {
        guard SNOMEDIdentifier.kind(of: code) == .concept else { return nil }
        let concept = code.buffer.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        var undecided: CompiledFilter?
        for filter in filters {
            let answer = SNOMEDFilter.passes(concept, filter.filter, { _ in filter.expression }, in: UnknownGraph())
            if answer == false { return .notMember }
            if answer == nil { undecided = undecided ?? filter }
        }
        return undecided.map { .undecided(.filter($0.words)) } ?? .member
    }

    private func filtered(_ code: ByteSlice, _ special: SpecialCodeSystem) -> Membership {
        let answer = special.membership(of: code)
        guard answer.isMember != false else { return answer }
        for filter in filters {
            switch special.passes(code, filter) {
            case true?: break
            case false?: return .notMember
            case nil: return .undecided(.filter(filter.words))
            }
        }
        return answer
    }
}
