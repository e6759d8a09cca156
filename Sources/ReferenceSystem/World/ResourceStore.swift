internal import JSON

/// The resources of one base, with all their versions, in the order in which they came to be.
struct ResourceStore: Sendable {
    struct Entry: Sendable {
        let type: String
        let id: String
        /// The newest version; `nil` once deleted.
        var resource: JSONValue?
        var version: Int
        var updated: Int
        var history: [(version: Int, updated: Int, method: String, resource: JSONValue?)]

        var reference: String { "\(type)/\(id)" }
    }

    /// More versions than this are not kept: a caller that never ends must not fill the memory.
    static let limit = 100_000
    private(set) var writes = 0
    var isFull: Bool { writes >= Self.limit }

    private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]
    private var counters: [String: Int] = [:]

    subscript(_ type: String, _ id: String) -> Entry? { places["\(type)/\(id)"].map { entries[$0] } }

    /// What a relative reference names, unless it is deleted.
    subscript(reference reference: String) -> Entry? {
        guard let entry = places[reference].map({ entries[$0] }), entry.resource != nil else { return nil }
        return entry
    }

    func all(_ type: String) -> [Entry] { entries.filter { $0.type == type && $0.resource != nil } }

    /// An id that the store has not given out: the same in every run.
    mutating func freshID(_ type: String) -> String {
        var number = counters[type] ?? 1000
        repeat { number += 1 } while places["\(type)/\(number)"] != nil
        counters[type] = number
        return String(number)
    }

    /// Stores a resource as its next version, with id, versionId and lastUpdated set.
    @discardableResult
    mutating func put(_ resource: JSONValue, type: String, id: String, at now: Int, method: String = "PUT") -> Entry {
        writes += 1
        let place = places["\(type)/\(id)"]
        let version = (place.map { entries[$0].version } ?? 0) + 1
        let stamped = Self.stamped(resource, id: id, version: version, updated: now)
        if let place {
            entries[place].resource = stamped
            entries[place].version = version
            entries[place].updated = now
            entries[place].history.append((version, now, method, stamped))
            return entries[place]
        }
        let entry = Entry(
            type: type, id: id, resource: stamped, version: version, updated: now,
            history: [(version, now, method, stamped)])
        places[entry.reference] = entries.count
        entries.append(entry)
        return entry
    }

    /// Deletes a resource; its versions stay.
    mutating func delete(_ type: String, _ id: String, at now: Int) {
        guard let place = places["\(type)/\(id)"], entries[place].resource != nil else { return }
        entries[place].resource = nil
        entries[place].version += 1
        entries[place].updated = now
        entries[place].history.append((entries[place].version, now, "DELETE", nil))
    }

    private static func stamped(_ resource: JSONValue, id: String, version: Int, updated: Int) -> JSONValue {
        guard case .object(var object) = resource else { return resource }
        var meta = object["meta"]?.object ?? JSONObject()
        meta["versionId"] = .string(String(version))
        meta["lastUpdated"] = .string(LocalTime.text(updated))
        // id and meta stand first, as FHIR orders them.
        let order = ["versionId", "lastUpdated"]
        meta.members =
            order.compactMap { name in meta.members.first { $0.name == name } }
            + meta.members.filter { !order.contains($0.name) }
        object.members.removeAll { ["resourceType", "id", "meta"].contains($0.name) }
        let head: [JSONObject.Member] = [
            .init(name: "resourceType", value: resource["resourceType"] ?? .null),
            .init(name: "id", value: .string(id)),
            .init(name: "meta", value: .object(meta)),
        ]
        object.members = head + object.members
        return .object(object)
    }
}
