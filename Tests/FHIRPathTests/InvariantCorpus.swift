import ElementModel
import FHIRPath
import Files
import Record
import TestSupport

/// Runs the invariants of a core package on every element of examples that they speak of.
final class InvariantCorpus {
    struct Tally {
        var isTrue = 0
        var isFalse = 0
        var isEmpty = 0
        var isUndecidable = 0
        /// Where it was first false, and first empty.
        var falseAt = ""
        var emptyAt = ""
        var reason = ""
    }
    struct Rule {
        var invariant: PublishedInvariant
        var expression: CompiledExpression
        var tally = Tally()
        /// Whether it was seen both true and false.
        var isShown: Bool { tally.isTrue > 0 && tally.isFalse > 0 }
    }

    /// The folders of all published examples.
    static var folders: [String] {
        guard let shared = Shared.folder, let names = try? Files.list("\(shared)/examples") else { return [] }
        return names.filter { Files.isFolder("\(shared)/examples/\($0)") }.sorted()
    }

    let release: FHIRRelease
    var rules: [Rule] = []
    /// The rules of a type, and those that it inherits.
    private var byType: [TypeID: [Int]] = [:]
    /// The rules of an element's place: its parent's type and its name.
    private var byPlace: [Place: [Int]] = [:]
    private let evaluator = Evaluator()
    private let reader = DocumentReader()

    struct Place: Hashable {
        var parent: TypeID
        var name: Symbol
    }

    init(_ invariants: [PublishedInvariant], release: FHIRRelease) {
        self.release = release
        let types = TypeTable(release)
        var direct: [TypeID: [Int]] = [:]
        for invariant in invariants {
            guard let expression = try? CompiledExpression(invariant.expression, options: invariant.options) else {
                continue
            }
            rules.append(Rule(invariant: invariant, expression: expression))
            let number = rules.count - 1
            let steps = invariant.path.split(separator: ".")
            if steps.count <= 1 {
                var type = types.type(named: invariant.root)
                // What the core publishes first on some resource belongs to all of them.
                if invariant.key.hasPrefix("dom-") { type = types.type(named: "DomainResource") }
                if invariant.key == "ele-1" { type = types.type(named: "Element") }
                if invariant.key.hasPrefix("qty-") { type = types.type(named: "Quantity") }
                direct[type, default: []].append(number)
            } else {
                let name = steps[steps.count - 1]
                var parent = invariant
                parent.path = steps.dropLast().joined(separator: ".")
                guard let symbol = Symbol.find(name.hasSuffix("[x]") ? name.dropLast(3) : name) else { continue }
                for type in parent.contextTypes {
                    byPlace[Place(parent: type, name: symbol), default: []].append(number)
                }
            }
        }
        for number in 0..<types.typeCount {
            let type = TypeID(rawValue: UInt16(number))
            var current = type
            var found: [Int] = []
            while current != .none {
                found += direct[current] ?? []
                current = types.base(current)
            }
            byType[type] = found
        }
    }

    /// Reads a file and judges all its elements; `nil` where it is no resource of the release.
    @discardableResult
    func run(_ path: String) -> Bool {
        guard let bytes = try? Files.read(path) else { return false }
        return run(bytes, named: path)
    }

    @discardableResult
    func run(_ bytes: [UInt8], named path: String) -> Bool {
        let document = reader.read(bytes, release: release)
        guard document.isReadable else { return false }
        let view = document.view
        for number in 0..<view.count {
            let element = ElementID(number)
            for rule in byType[view.type(element)] ?? [] { judge(rule, element, document, path) }
            let parent = view.parent(element)
            if parent.exists, let some = byPlace[Place(parent: view.type(parent), name: view.definitionName(element))] {
                for rule in some { judge(rule, element, document, path) }
            }
        }
        return true
    }

    private func judge(_ rule: Int, _ element: ElementID, _ document: Document, _ path: String) {
        switch evaluator.evaluateBoolean(rules[rule].expression, in: document.view, focus: element) {
        case .isTrue: rules[rule].tally.isTrue += 1
        case .isFalse:
            if rules[rule].tally.isFalse == 0 {
                rules[rule].tally.falseAt = "\(Files.name(of: path)) \(document.path(of: element))"
            }
            rules[rule].tally.isFalse += 1
        case .isEmpty:
            if rules[rule].tally.isEmpty == 0 {
                rules[rule].tally.emptyAt = "\(Files.name(of: path)) \(document.path(of: element))"
            }
            rules[rule].tally.isEmpty += 1
        case .undecidable(let error):
            rules[rule].tally.isUndecidable += 1
            rules[rule].tally.reason = "\(error)"
        }
    }

    /// The example files of some folders of the shared material.
    static func files(_ folders: [String]) -> [String] {
        guard let shared = Shared.folder else { return [] }
        var found: [String] = []
        var queue = folders.map { "\(shared)/examples/\($0)" }
        while let next = queue.popLast() {
            for name in (try? Files.list(next)) ?? [] {
                let path = "\(next)/\(name)"
                if Files.isFolder(path) { queue.append(path) } else { found.append(path) }
            }
        }
        return found.sorted()
    }
}
