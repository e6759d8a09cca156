internal import Files
internal import Record
public import Scenarios
internal import YAML

/// Known failures: scenarios, or expectations of them, that are expected to fail.
///
/// ```yaml
/// format: 1
/// known:
///   - {id: am-book-free-slot, reason: "ticket 4711"}
///   - {id: fnd-find-patient/search/etag}
/// ```
public struct Baseline: Sendable, Hashable {
    /// Ids `scenario`, `scenario@variant`, or with `/step/expectation`, and why.
    public var known: [String: String]

    public init(known: [String: String] = [:]) { self.known = known }

    public init(path: String) throws(CatalogueError) {
        let start = YAMLPosition(line: 1, column: 1)
        do {
            let bytes = try Files.read(path, limit: 4 << 20)
            do throws(YAMLError) {
                let node = try YAMLNode(parsing: bytes, file: path)
                guard node["format"]?.int == 1, let items = node["known"]?.items else {
                    throw YAMLError(
                        file: path, position: node.position,
                        message: "a baseline has 'format: 1' and a list 'known' of {id, reason}")
                }
                known = [:]
                for item in items {
                    guard let id = item["id"]?.text ?? item.text else {
                        throw YAMLError(file: path, position: item.position, message: "'id' is missing")
                    }
                    known[id] = item["reason"]?.text ?? ""
                }
            } catch { throw CatalogueError(errors: [error]) }
        } catch let error as FileError {
            throw CatalogueError(errors: [YAMLError(file: path, position: start, message: error.reason)])
        } catch let error as CatalogueError {
            throw error
        } catch {
            throw CatalogueError(errors: [])
        }
    }

    /// Whether a failure of a scenario is known: it is, or each of its expectations that fail are.
    func covers(_ scenario: ScenarioResult) -> Bool {
        if known[scenario.id] != nil || known[String(scenario.id.prefix { $0 != "@" })] != nil { return true }
        let failing = Self.expectations(scenario) { $0 == .fail || $0 == .warn }
        return !failing.isEmpty && failing.allSatisfy { known[$0] != nil }
    }

    /// Entries that pass: the baseline is out of date.
    func passing(_ scenarios: [ScenarioResult]) -> [String] {
        var passed: [String] = []
        for scenario in scenarios {
            if scenario.judgement.verdict == .pass, known[scenario.id] != nil { passed.append(scenario.id) }
            passed += Self.expectations(scenario) { $0 == .pass }.filter { known[$0] != nil }
        }
        return passed
    }

    private static func expectations(_ scenario: ScenarioResult, _ wanted: (Verdict) -> Bool) -> [String] {
        scenario.steps.flatMap { step in
            step.expectations.filter { wanted($0.judgement.verdict) }.map { "\(scenario.id)/\(step.id)/\($0.id)" }
        }
    }
}
