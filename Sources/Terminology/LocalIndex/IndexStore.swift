internal import Database

/// The rows of a ``TerminologyIndex``, with what was read once kept in memory.
final class IndexStore: ConceptGraph {
    /// What is known of a concept; unknown where the file could not be read.
    enum State { case absent, active, inactive, unknown }

    struct Product {
        var kind: String
        var name: String
        var isActive: Bool
    }

    let facts: [String: String]
    let hasSNOMED: Bool
    let hasDMD: Bool
    private let database: Database
    private let activeQuery: Statement
    private let parentQuery: Statement
    private let memberQuery: Statement
    private let attributeQuery: Statement
    private let useQuery: Statement
    private let descriptionQuery: Statement
    private let productQuery: Statement
    private var states: [Int64: State] = [:]
    private var expressions: [String: ECLExpression?] = [:]
    private var lines: [Int64: [Int64]] = [:]
    private var sets: [Int64: [Int64]] = [:]
    /// So many answers are kept before all are forgotten.
    private static let maximumKept = 100_000
    /// No concept has so many ancestors; more is a broken release.
    private static let maximumAncestors = 100_000

    init(path: String) throws {
        let database = try Database(path: path, mode: .readOnly)
        self.database = database
        var facts: [String: String] = [:]
        let query = try database.prepare("SELECT key, value FROM fact")
        while try query.step() { facts[query.text(0) ?? ""] = query.text(1) }
        self.facts = facts
        hasSNOMED = facts["snomed"] != nil
        hasDMD = facts["dmd"] != nil
        activeQuery = try database.prepare("SELECT active FROM concept WHERE id = ?1")
        parentQuery = try database.prepare(
            "SELECT target FROM relationship WHERE source = ?1 AND type = 116680003")
        memberQuery = try database.prepare("SELECT DISTINCT refset FROM member WHERE concept = ?1")
        attributeQuery = try database.prepare(
            "SELECT type, target, grouping FROM relationship WHERE source = ?1 AND type <> 116680003")
        useQuery = try database.prepare(
            "SELECT source, type, grouping FROM relationship WHERE target = ?1 AND type <> 116680003")
        descriptionQuery = try database.prepare(
            "SELECT term FROM description WHERE concept = ?1 ORDER BY preferred DESC, type DESC, id")
        productQuery = try database.prepare("SELECT kind, name, active FROM product WHERE id = ?1")
    }

    func state(of concept: Int64) -> State {
        if let known = states[concept] { return known }
        guard let found = rows(activeQuery, concept, { $0.int(0) != 0 }) else { return .unknown }
        if states.count > IndexStore.maximumKept { states = [:] }
        let state: State = found.first.map { $0 ? .active : .inactive } ?? .absent
        states[concept] = state
        return state
    }

    func isActive(_ concept: Int64) -> Bool? {
        switch state(of: concept) {
        case .active: true
        case .inactive, .absent: false
        case .unknown: nil
        }
    }

    /// A constraint, read once.
    func expression(_ text: String) -> ECLExpression? {
        if let known = expressions[text] { return known }
        if expressions.count > 1000 { expressions = [:] }
        let made = try? ECLExpression(text)
        expressions[text] = .some(made)
        return made
    }

    func parents(of concept: Int64) -> [Int64]? { rows(parentQuery, concept) { $0.int(0) } }

    func ancestors(of concept: Int64) -> [Int64]? {
        if let known = lines[concept] { return known }
        var seen: Set<Int64> = [concept]
        var found: [Int64] = []
        var queue = [concept]
        while let next = queue.popLast() {
            guard let parents = parents(of: next) else { return nil }
            for parent in parents where seen.insert(parent).inserted {
                found.append(parent)
                queue.append(parent)
            }
            guard found.count <= IndexStore.maximumAncestors else { return nil }
        }
        if lines.count > IndexStore.maximumKept { lines = [:] }
        lines[concept] = found
        return found
    }

    func referenceSets(of concept: Int64) -> [Int64]? {
        if let known = sets[concept] { return known }
        if sets.count > IndexStore.maximumKept { sets = [:] }
        guard let found = rows(memberQuery, concept, { $0.int(0) }) else { return nil }
        sets[concept] = found
        return found
    }

    func attributes(of concept: Int64) -> [ConceptAttribute]? {
        rows(attributeQuery, concept) {
            ConceptAttribute(source: concept, type: $0.int(0), target: $0.int(1), group: $0.int(2))
        }
    }

    func uses(of concept: Int64) -> [ConceptAttribute]? {
        rows(useQuery, concept) {
            ConceptAttribute(source: $0.int(0), type: $0.int(1), target: concept, group: $0.int(2))
        }
    }

    func descriptions(_ concept: Int64) -> [String]? { rows(descriptionQuery, concept) { $0.text(0) ?? "" } }

    /// The product of an identifier, `nil` inside where there is none and outside where the file could not be read.
    func product(_ id: Int64) -> Product?? {
        rows(productQuery, id) {
            Product(kind: $0.text(0) ?? "", name: $0.text(1) ?? "", isActive: $0.int(2) != 0)
        }.map(\.first)
    }

    /// - Returns: `nil` where the file could not be read: nothing may be concluded from that.
    private func rows<Row>(_ statement: Statement, _ id: Int64, _ read: (Statement) -> Row) -> [Row]? {
        defer { statement.reset() }
        var found: [Row] = []
        do {
            try statement.bind(1, id)
            while try statement.step() { found.append(read(statement)) }
        } catch {
            return nil
        }
        return found
    }
}
