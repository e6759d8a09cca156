internal import ElementModel

/// What references in a document can lead to: the entries of its Bundles and the contained resources, indexed once.
final class ReferenceIndex {
    /// An entry of a Bundle.
    struct Entry {
        var entry: ElementID
        var fullURL: ElementID
        var resource: ElementID
        var bundle: ElementID
    }
    private(set) var entries: [Entry] = []
    private var byFullURL: [Key: [Int]] = [:]
    private var byTypeAndID: [Key: [Int]] = [:]
    private var entryOfResource: [ElementID: Int] = [:]
    private var numbersOfBundle: [ElementID: Range<Int>] = [:]

    /// A text inside one Bundle.
    private struct Key: Hashable {
        var bundle: ElementID
        var text: ByteSlice
        var second: ByteSlice
    }

    init(_ view: ElementView, types: TypeTable, bundleType: TypeID) {
        var element = 0
        while element < view.count {
            let id = ElementID(element)
            let record = view[id]
            if record.flags.contains(.resource), record.type == bundleType { add(bundle: id, view, types) }
            element += 1
        }
    }

    private func add(bundle: ElementID, _ view: ElementView, _ types: TypeTable) {
        let first = entries.count
        defer { numbersOfBundle[bundle] = first..<entries.count }
        for entry in view.children(bundle) where view.name(entry) == .entry {
            let fullURL = view.child(entry, .fullUrl)
            let resource = view.child(entry, .resource)
            let number = entries.count
            entries.append(Entry(entry: entry, fullURL: fullURL, resource: resource, bundle: bundle))
            if resource.exists { entryOfResource[resource] = number }
            let none = ByteSlice(start: view.source, count: 0)
            if fullURL.exists, view.hasValue(fullURL) {
                byFullURL[Key(bundle: bundle, text: view.value(fullURL), second: none), default: []].append(number)
            }
            if resource.exists {
                let id = view.child(resource, .id)
                if id.exists, view.hasValue(id) {
                    let type = types.name(view.type(resource)).bytes
                    byTypeAndID[Key(bundle: bundle, text: type, second: view.value(id)), default: []].append(number)
                }
            }
        }
    }

    /// The entries of one Bundle, without those of the Bundles inside it.
    func entries(of bundle: ElementID) -> ArraySlice<Entry> { entries[numbersOfBundle[bundle] ?? 0..<0] }

    /// The entry that holds a resource, or the one that an element stands in.
    func entry(of resource: ElementID) -> Int? { entryOfResource[resource] }

    func entries(withFullURL url: ByteSlice, in bundle: ElementID) -> [Int] {
        byFullURL[Key(bundle: bundle, text: url, second: url[0..<0])] ?? []
    }
    func entries(type: ByteSlice, id: ByteSlice, in bundle: ElementID) -> [Int] {
        byTypeAndID[Key(bundle: bundle, text: type, second: id)] ?? []
    }

    /// Whether a resource contains one of that id.
    func hasContained(_ id: ByteSlice, in resource: ElementID, _ view: ElementView) -> Bool {
        contained(id, in: resource, view).exists
    }
    /// The resource of that id that a resource contains; for one that is contained itself, its container's.
    func contained(_ id: ByteSlice, in resource: ElementID, _ view: ElementView) -> ElementID {
        var holder = resource
        if view.flags(holder).contains(.contained) { holder = view.resource(of: view.parent(holder)) }
        if id.isEmpty { return holder }
        for child in view.children(holder) where view.flags(child).contains(.contained) {
            let found = view.child(child, .id)
            if found.exists, view.value(found) == id { return child }
        }
        return .none
    }
}
