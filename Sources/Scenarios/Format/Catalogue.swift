internal import Files
internal import JSON
public import Record
public import YAML

/// Every pack and journey of a testcases folder.
public struct Catalogue: Sendable {
    /// In the order of their ids, standards before journeys.
    public private(set) var packs: [Pack] = []
    /// The folder they were read from.
    public let folder: String

    /// Reads a testcases folder.
    ///
    /// - Parameter folder: holds `scenario.schema.json`, one folder a pack, and `journeys/`.
    /// - Throws: ``CatalogueError`` with every fault that was found, each with its place.
    public init(folder: String) throws(CatalogueError) {
        self.folder = folder
        var errors: [YAMLError] = []
        let start = YAMLPosition(line: 1, column: 1)
        func note(_ error: FileError) {
            errors.append(YAMLError(file: error.path, position: start, message: error.reason))
        }
        guard Files.isFolder(folder) else {
            throw CatalogueError(errors: [YAMLError(file: folder, position: start, message: "there is no such folder")])
        }
        do throws(FileError) {
            let path = Files.join(folder, "scenario.schema.json")
            let bytes = try Files.read(path)
            let schema: JSONValue
            do throws(JSONError) { schema = try JSONValue(parsing: bytes) } catch {
                throw FileError(path: path, reason: error.description)
            }
            let checker = SchemaChecker(schema: schema)
            for name in try Files.list(folder).sorted() where name != "journeys" {
                let inner = Files.join(folder, name)
                guard Files.exists(Files.join(inner, "standard.yaml")) else { continue }
                var reader = PackReader(folder: inner, checker: checker)
                if let pack = reader.pack() { packs.append(pack) }
                errors += reader.errors
            }
            let journeys = Files.join(folder, "journeys")
            if Files.isFolder(journeys) {
                for name in try Files.list(journeys).sorted() where name.hasSuffix(".yaml") {
                    var reader = PackReader(folder: journeys, checker: checker)
                    if let pack = reader.journey(name) { packs.append(pack) }
                    errors += reader.errors
                }
            }
        } catch {
            note(error)
        }
        inherit()
        if errors.isEmpty { errors = Lint(catalogue: self).errors() }
        if !errors.isEmpty { throw CatalogueError(errors: errors) }
    }

    public subscript(pack id: String) -> Pack? { packs.first { $0.id == id } }

    /// The pack and those that it uses, nearest first.
    public func reach(_ pack: Pack) -> [Pack] {
        var found = [pack]
        var index = 0
        while index < found.count {
            for id in found[index].uses where !found.contains(where: { $0.id == id }) {
                if let other = self[pack: id] { found.append(other) }
            }
            index += 1
        }
        return found
    }

    /// The interaction that a step names, `name` or `pack/name`.
    public func interaction(_ name: String, from pack: Pack) -> Interaction? {
        let parts = name.split(separator: "/", maxSplits: 1)
        if parts.count == 2 {
            return self[pack: String(parts[0])]?.interactions.first { $0.name == parts[1] }
        }
        for pack in reach(pack) {
            if let found = pack.interactions.first(where: { $0.name == name }) { return found }
        }
        return nil
    }

    /// A fixture of the pack or of one that it uses.
    public func fixture(_ name: String, from pack: Pack) -> Fixture? {
        for pack in reach(pack) {
            if let found = pack.fixtures[name] { return found }
        }
        return nil
    }

    /// The test data of the pack and of those that it uses, the nearest first.
    public func data(_ pack: Pack) -> [String: String] {
        var data: [String: String] = [:]
        for pack in reach(pack) { data.merge(pack.data) { near, _ in near } }
        return data
    }

    /// Every requirement by its key, with the pack that declares it.
    public var requirements: [String: (requirement: Requirement, pack: String)] {
        var found: [String: (Requirement, String)] = [:]
        for pack in packs {
            for requirement in pack.requirements { found[requirement.key] = (requirement, pack.id) }
        }
        return found
    }

    /// Journeys and packs that name no release of their own take that of what they use.
    private mutating func inherit() {
        for index in packs.indices where packs[index].kind == .journey {
            let used = reach(packs[index]).dropFirst()
            if let first = used.first {
                packs[index].release = first.release
                packs[index].version = used.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
                packs[index].errorSystems = used.flatMap(\.errorSystems)
            }
        }
    }
}

/// What is wrong with the files of the packs: all of it, each with its place.
public struct CatalogueError: Error, Sendable, CustomStringConvertible {
    public var errors: [YAMLError]
    public init(errors: [YAMLError]) { self.errors = errors }
    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
