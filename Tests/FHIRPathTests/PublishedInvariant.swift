import Definitions
import ElementModel
import FHIRPath
import Files
import Record
import TestSupport

/// An invariant as a package publishes it, and the place that it speaks of.
struct PublishedInvariant: Sendable {
    var package: String
    var release: FHIRRelease
    /// The type of the structure's root.
    var root: String
    /// The element's path.
    var path: String
    var key: String
    var severity: String
    var expression: String

    /// The packages of the shared material, by their file's name without version.
    static func packages() -> [String] {
        guard let folder = Shared.folder, let names = try? Files.list("\(folder)/packages") else { return [] }
        return names.filter { $0.hasSuffix(".tgz") }.sorted()
    }

    /// The invariants that a package's structures define themselves, in the order of its files.
    static func all(in file: String) throws -> [PublishedInvariant] {
        guard let folder = Shared.folder else { return [] }
        let package = try Package.open("\(folder)/packages/\(file)")
        var found: [PublishedInvariant] = []
        var seen: Set<String> = []
        for member in package.members(of: .structureDefinition) {
            let document = package.document(member)
            let view = document.view
            guard view.count > 0 else { continue }
            func text(_ element: ElementID, _ name: String) -> String {
                guard let symbol = Symbol.find(name) else { return "" }
                let child = view.child(element, symbol)
                return child.exists ? view.value(child).text : ""
            }
            let root = text(.root, "type")
            for name in ["differential", "snapshot"] {
                guard let symbol = Symbol.find(name) else { continue }
                let part = view.child(.root, symbol)
                guard part.exists else { continue }
                for element in view.children(part) {
                    for constraint in view.children(element) where view.name(constraint) == .constraint {
                        let expression = text(constraint, "expression")
                        let key = text(constraint, "key")
                        guard !expression.isEmpty, seen.insert(key + "\n" + expression).inserted else { continue }
                        found.append(
                            PublishedInvariant(
                                package: file, release: package.release, root: root, path: text(element, "path"),
                                key: key,
                                severity: text(constraint, "severity"), expression: expression))
                    }
                }
            }
        }
        return found
    }

    /// The types that the elements of the path may have.
    var contextTypes: [TypeID] { DefinitionPath.types(path, root: root, in: release) }

    var options: ExpressionOptions {
        let contexts = contextTypes
        return ExpressionOptions(
            release: release, contextType: contexts.count == 1 ? TypeTable(release).text(contexts[0]) : nil,
            leniency: .publishedInvariant)
    }
}
