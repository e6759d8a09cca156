internal import ElementModel
internal import JSON

/// Writes what a lean package keeps of a resource, as minified JSON, in the order in which it was read.
struct LeanWriter {
    private let view: ElementView
    private let filter: LeanFilter
    private(set) var bytes: [UInt8] = []

    private init(view: ElementView, filter: LeanFilter) {
        self.view = view
        self.filter = filter
    }

    /// The resource without its snapshot.
    static func resource(_ document: Document, filter: LeanFilter) -> [UInt8] {
        var writer = LeanWriter(view: document.view, filter: filter)
        writer.object(.root, system: writer.ownSystem)
        return withExtendedLifetime(document) { writer.bytes }
    }

    /// The published snapshot, in a resource that has nothing else; empty where there is none.
    static func snapshot(_ document: Document, filter: LeanFilter) -> [UInt8] {
        let view = document.view
        let snapshot = view.child(.root, .snapshot)
        guard snapshot != .none, view.child(snapshot, .element) != .none else { return [] }
        var writer = LeanWriter(view: view, filter: filter)
        writer.literal("{\"resourceType\":\"StructureDefinition\",\"snapshot\":")
        writer.object(snapshot, system: nil)
        writer.literal("}")
        return withExtendedLifetime(document) { writer.bytes }
    }

    /// The URL of a code system, whose displays are its own.
    private var ownSystem: String? {
        guard view.name(.root) == .CodeSystem else { return nil }
        let url = view.child(.root, .url)
        return url == .none ? nil : Canonical.trimmed(view.value(url).text)
    }

    private mutating func literal(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func name(_ symbol: Symbol, twin: Bool = false) {
        literal(twin ? "\"_" : "\"")
        bytes.append(contentsOf: symbol.bytes.buffer)
        literal("\":")
    }

    /// The element's children as an object; the reader bounds the depth.
    private mutating func object(_ element: ElementID, system: String?) {
        literal("{")
        var isFirst = true
        if view.isResource(element) {
            literal("\"resourceType\":")
            JSONValue.write(string: view.types.text(view.type(element)), to: &bytes)
            isFirst = false
        }
        var system = system
        let stated = view.child(element, .system)
        if stated != .none { system = Canonical.trimmed(view.value(stated).text) }
        // A rule on a whole coding needs its display.
        let name = view.definitionName(element)
        if name == .fixed || name == .pattern || name == .defaultValue { system = nil }
        let kept = view.children(element).filter { filter.keeps($0, in: view, system: system) }
        var done: Set<Symbol> = []
        for child in kept {
            let symbol = view.name(child)
            guard done.insert(symbol).inserted else { continue }
            let group = kept.filter { view.name($0) == symbol }
            if !isFirst { literal(",") }
            isFirst = false
            members(symbol, group, system: system)
        }
        literal("}")
    }

    /// All children of one name.
    private mutating func members(_ symbol: Symbol, _ group: [ElementID], system: String?) {
        let first = group[0]
        let isList = view[first].index >= 0
        guard view.types.kind(view.type(first)) == .primitive else {
            name(symbol)
            if isList { literal("[") }
            for (number, element) in group.enumerated() {
                if number > 0 { literal(",") }
                object(element, system: system)
                if !isList { break }
            }
            if isList { literal("]") }
            return
        }
        let hasValues = group.contains { view.hasValue($0) }
        let hasTwins = group.contains { !keptChildren($0).isEmpty }
        if hasValues || !hasTwins {
            name(symbol)
            if isList { literal("[") }
            for (number, element) in group.enumerated() {
                if number > 0 { literal(",") }
                value(element)
                if !isList { break }
            }
            if isList { literal("]") }
        }
        guard hasTwins else { return }
        if hasValues { literal(",") }
        name(symbol, twin: true)
        if isList { literal("[") }
        for (number, element) in group.enumerated() {
            if number > 0 { literal(",") }
            if keptChildren(element).isEmpty { literal("null") } else { object(element, system: system) }
            if !isList { break }
        }
        if isList { literal("]") }
    }

    private func keptChildren(_ element: ElementID) -> [ElementID] {
        view.children(element).filter { filter.keeps($0, in: view, system: nil) }
    }

    private mutating func value(_ element: ElementID) {
        guard view.hasValue(element) else {
            literal("null")
            return
        }
        let value = view.value(element)
        switch view.types.primitive(view.type(element)) {
        case .boolean where value == "true" || value == "false":
            bytes.append(contentsOf: value.buffer)
        case .integer, .unsignedInt, .positiveInt, .decimal:
            // A number that is none would make the whole resource unreadable.
            if value.text.contains(where: { !"0123456789+-.eE".contains($0) }) || value.isEmpty {
                JSONValue.write(string: value.text, to: &bytes)
            } else {
                bytes.append(contentsOf: value.buffer)
            }
        default: JSONValue.write(string: value.text, to: &bytes)
        }
    }
}
