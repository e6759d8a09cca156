public import Definitions
public import ElementModel

/// A code system ready to be asked: codes, their place in the hierarchy, what is said of them.
public final class CompiledCodeSystem: Sendable {
    public let definition: CodeSystem
    let index: CodeIndex
    /// The parents of each concept: by nesting and by `parent` properties.
    let parents: [[Int]]
    let children: [[Int]]
    private let flags: [UInt8]

    init(_ definition: CodeSystem) {
        self.definition = definition
        let concepts = definition.concepts
        let index = CodeIndex(concepts.map(\.code), foldsCase: definition.isCaseSensitive == false)
        var parents = concepts.map { $0.parent >= 0 ? [$0.parent] : [Int]() }
        // `child` properties say the same from the other end.
        let parentNames = CompiledCodeSystem.names(of: "parent", in: definition)
        let childNames = CompiledCodeSystem.names(of: "child", in: definition)
        for (number, concept) in concepts.enumerated() {
            for property in concept.properties {
                if parentNames.contains(property.code), let parent = index.number(of: property.value) {
                    if !parents[number].contains(parent) { parents[number].append(parent) }
                } else if childNames.contains(property.code), let child = index.number(of: property.value) {
                    if !parents[child].contains(number) { parents[child].append(number) }
                }
            }
        }
        var children = [[Int]](repeating: [], count: concepts.count)
        for (number, above) in parents.enumerated() { for parent in above { children[parent].append(number) } }
        self.index = index
        self.parents = parents
        self.children = children
        let inactive = CompiledCodeSystem.names(of: "inactive", in: definition)
        let notSelectable = CompiledCodeSystem.names(of: "notSelectable", in: definition) + ["abstract"]
        let status = CompiledCodeSystem.names(of: "status", in: definition)
        let deprecated =
            CompiledCodeSystem.names(of: "deprecated", in: definition)
            + CompiledCodeSystem.names(of: "deprecationDate", in: definition)
        self.flags = concepts.map { concept in
            var flags: UInt8 = 0
            for property in concept.properties {
                let name = property.code
                if inactive.contains(name), property.value == "true" { flags |= 1 }
                if notSelectable.contains(name), property.value == "true" { flags |= 2 }
                if deprecated.contains(name), property.value != "false", !property.value.isEmpty { flags |= 4 }
                guard status.contains(name) else { continue }
                if property.value == "retired" || property.value == "inactive" { flags |= 1 }
                if property.value == "deprecated" { flags |= 4 }
            }
            return flags
        }
    }

    /// The names under which a property of the specification may stand: its own, and those with its URI.
    private static func names(of property: String, in system: CodeSystem) -> [String] {
        [property]
            + system.properties.filter { $0.uri == "http://hl7.org/fhir/concept-properties#\(property)" }.map(\.code)
    }

    /// The number of a code; `nil` where the code system does not list it.
    public func number(of code: ByteSlice) -> Int? { index.number(of: code) }
    public func number(of code: String) -> Int? { index.number(of: code) }
    public func concept(_ number: Int) -> CodeSystem.Concept { definition.concepts[number] }
    public func isInactive(_ number: Int) -> Bool { flags[number] & 1 != 0 }
    public func isAbstract(_ number: Int) -> Bool { flags[number] & 2 != 0 }
    public func isDeprecated(_ number: Int) -> Bool { flags[number] & 4 != 0 }
    /// Whether a code that is not listed is surely no code.
    public var isComplete: Bool { definition.content == .complete }

    /// Whether a concept is another or lies below it.
    ///
    /// - Returns: `true` for the concept itself.
    public func isKind(_ number: Int, of ancestor: Int) -> Bool {
        if number == ancestor { return true }
        var seen: Set<Int> = [number]
        var queue = parents[number]
        while let next = queue.popLast() {
            if next == ancestor { return true }
            if seen.insert(next).inserted { queue += parents[next] }
        }
        return false
    }
}
