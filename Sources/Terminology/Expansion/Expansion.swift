internal import Definitions
internal import ElementModel

/// The codes of a value set, listed.
public struct Expansion: Sendable, Hashable {
    /// One code.
    public struct Entry: Sendable, Hashable {
        public var system: String
        public var code: String
        public var display: String?
        public var isAbstract: Bool
        public var isInactive: Bool
        public init(
            system: String, code: String, display: String? = nil, isAbstract: Bool = false, isInactive: Bool = false
        ) {
            self.system = system
            self.code = code
            self.display = display
            self.isAbstract = isAbstract
            self.isInactive = isInactive
        }
    }

    /// What came of listing.
    public enum Outcome: Sendable, Hashable {
        case listed(Expansion)
        /// There are more codes than was allowed: this is not an empty set.
        case tooCostly(limit: Int)
        /// Not all codes are here, or cannot be listed; why.
        case undecided(Membership.Undecided)
    }

    public var entries: [Entry]
    public init(entries: [Entry]) { self.entries = entries }
}

extension CompiledValueSet {
    /// Lists the codes: of each include those at hand that are in, in its order, each once.
    ///
    /// - Parameter limit: more codes than this are too costly.
    public func expand(limit: Int = 10_000) -> Expansion.Outcome {
        var found: [Expansion.Entry] = []
        var seen: Set<[String]> = []
        var looked = 0
        for include in includes {
            switch candidates(include, limit: limit) {
            case .tooCostly, .undecided: return published(limit) ?? candidates(include, limit: limit)
            case .listed(let list):
                for entry in list.entries {
                    looked += 1
                    // Filters may leave little of a large system: looking is bounded too.
                    guard looked <= limit &* 10 else { return .tooCostly(limit: limit) }
                    switch membership(entry) {
                    case .notMember: continue
                    case .undecided(let reason): return published(limit) ?? .undecided(reason)
                    case .member: break
                    case .memberWithRemark: break
                    }
                    guard seen.insert([entry.system, entry.code]).inserted else { continue }
                    guard found.count < limit else { return .tooCostly(limit: limit) }
                    found.append(entry)
                }
            }
        }
        if includes.isEmpty { return published(limit) ?? .undecided(.valueSetUnknown(definition.url)) }
        return .listed(Expansion(entries: found))
    }

    private func membership(_ entry: Expansion.Entry) -> Membership {
        var code = entry.code
        var system = entry.system
        return code.withUTF8 { code in
            system.withUTF8 { system in
                guard let start = code.baseAddress, let other = system.baseAddress else { return .notMember }
                return membership(
                    code: .init(start: start, count: code.count), system: .init(start: other, count: system.count))
            }
        }
    }

    /// The expansion that was published, where it is whole.
    private func published(_ limit: Int) -> Expansion.Outcome? {
        guard expansion != nil, let contains = definition.expansion?.contains else { return nil }
        let entries = contains.compactMap { entry -> Expansion.Entry? in
            guard let code = entry.code, let system = entry.system else { return nil }
            return Expansion.Entry(
                system: system, code: code, display: entry.display, isAbstract: entry.isAbstract,
                isInactive: entry.isInactive)
        }
        return entries.count > limit ? .tooCostly(limit: limit) : .listed(Expansion(entries: entries))
    }

    /// All codes that an include could have.
    private func candidates(_ include: CompiledInclude, limit: Int) -> Expansion.Outcome {
        guard let system = include.system else {
            guard let first = include.imports.first else { return .listed(Expansion(entries: [])) }
            return first.set?.expand(limit: limit) ?? .undecided(.valueSetUnknown(first.url))
        }
        if !include.concepts.isEmpty {
            return .listed(
                Expansion(
                    entries: include.concepts.map { include.entry($0.code, display: $0.display, system: system) }))
        }
        return include.allCodes(system, limit: limit)
    }
}

extension CompiledInclude {
    fileprivate func entry(_ code: String, display: String?, system: String) -> Expansion.Entry {
        var made = Expansion.Entry(system: system, code: code, display: display)
        if let codeSystem, let number = codeSystem.number(of: code) {
            made.display = display ?? codeSystem.concept(number).display
            made.isAbstract = codeSystem.isAbstract(number)
            made.isInactive = codeSystem.isInactive(number)
        }
        return made
    }

    fileprivate func allCodes(_ system: String, limit: Int) -> Expansion.Outcome {
        if let special {
            guard let codes = special.codes else { return .undecided(.tooCostly(system)) }
            return .listed(Expansion(entries: codes.map { Expansion.Entry(system: system, code: $0) }))
        }
        guard let codeSystem else { return .undecided(.codeSystemUnknown(system)) }
        guard codeSystem.isComplete else { return .undecided(.codeSystemIncomplete(system)) }
        return .listed(
            Expansion(
                entries: codeSystem.definition.concepts.map { entry($0.code, display: $0.display, system: system) }))
    }
}

extension SpecialCodeSystem {
    /// All codes; `nil` where there is no end of them.
    var codes: [String]? {
        let tables: [CodeTable]
        switch self {
        case .countries: tables = [.countriesOfTwo, .countriesOfThree, .countriesByNumber]
        case .subdivisions: tables = [.subdivisions]
        case .currencies: tables = [.currencies]
        case .ucum, .mimeTypes, .languages, .uris: return nil
        }
        var found: [String] = []
        for table in tables { table.forEach { found.append($0.text) } }
        return found
    }
}
