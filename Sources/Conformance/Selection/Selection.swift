internal import Record
public import Scenarios

/// Which scenarios a run is asked for: suites, and what `--only` and `--skip` leave of them.
public struct Selection: Sendable, Hashable {
    /// Ids of packs, journeys and scenarios; empty: every pack that the target has an endpoint for.
    public var suites: [String]
    /// Ids, tags or requirement keys; only scenarios that have one of them.
    public var only: [String]
    public var skip: [String]

    public init(suites: [String] = [], only: [String] = [], skip: [String] = []) {
        self.suites = suites
        self.only = only
        self.skip = skip
    }

    /// A word that names nothing.
    public struct Unknown: Error, Sendable, Hashable, CustomStringConvertible {
        public var word: String
        public var nearest: String?
        public var description: String {
            "there is no pack, journey, scenario, tag or requirement '\(word)'"
                + (nearest.map { ": did you mean '\($0)'?" } ?? "; 'assay suites list' shows them")
        }
    }

    /// The scenarios, in the order of the packs and files.
    ///
    /// - Parameters:
    ///   - catalogue: all there are.
    ///   - endpoints: the packs that the target names; `nil` for a target that has all.
    public func scenarios(of catalogue: Catalogue, endpoints: Set<String>?) throws(Unknown) -> [Scenario] {
        for word in suites where !Self.suiteNames(catalogue).contains(word) {
            throw unknown(word, Self.suiteNames(catalogue))
        }
        let words = Self.words(catalogue)
        for word in only + skip where !words.contains(Self.plain(word)) { throw unknown(word, words) }
        var chosen: [Scenario] = []
        for pack in catalogue.packs {
            let isAsked: Bool
            if suites.isEmpty {
                isAsked = Self.isServed(pack, catalogue, endpoints)
            } else {
                isAsked = suites.contains(pack.id)
            }
            chosen += pack.scenarios.filter { isAsked || suites.contains($0.id) }
        }
        return chosen.filter { scenario in
            (only.isEmpty || only.contains { Self.matches(Self.plain($0), scenario) })
                && !skip.contains { Self.matches(Self.plain($0), scenario) }
        }
    }

    /// A variant's id stands for its scenario here; the run keeps the variant apart.
    private static func plain(_ word: String) -> String { String(word.prefix { $0 != "@" }) }

    private static func isServed(_ pack: Pack, _ catalogue: Catalogue, _ endpoints: Set<String>?) -> Bool {
        guard let endpoints else { return true }
        if pack.kind == .standard { return endpoints.contains(pack.id) }
        // A journey runs where something answers for each standard that it speaks.
        return pack.uses.allSatisfy { used in
            endpoints.contains(used)
                || endpoints.contains { id in
                    catalogue[pack: id].map { catalogue.reach($0).contains { $0.id == used } } ?? false
                }
        }
    }

    private static func matches(_ word: String, _ scenario: Scenario) -> Bool {
        if scenario.id == word || scenario.pack == word || scenario.tags.contains(word) { return true }
        if scenario.requirements.contains(word) { return true }
        return scenario.steps.contains { $0.expectations.contains { $0.requirements.contains(word) } }
    }

    private static func suiteNames(_ catalogue: Catalogue) -> Set<String> {
        Set(catalogue.packs.flatMap { [$0.id] + $0.scenarios.map(\.id) })
    }

    private static func words(_ catalogue: Catalogue) -> Set<String> {
        suiteNames(catalogue).union(catalogue.packs.flatMap { $0.scenarios.flatMap(\.tags) })
            .union(catalogue.packs.flatMap { $0.requirements.map(\.key) })
    }

    private func unknown(_ word: String, _ names: Set<String>) -> Unknown {
        let near = names.sorted().first { name in
            name.contains(word) || word.contains(name)
                || zip(name, word).prefix { $0 == $1 }.count >= max(4, word.count - 3)
        }
        return Unknown(word: word, nearest: near)
    }
}
