internal import Record

/// What to add to a finding about a name that is not known: what was probably meant.
package enum NameHint {
    /// A hint about an unknown child of a type; empty where there is none to give.
    static func child(_ name: Symbol, of type: TypeID, in types: TypeTable) -> String {
        if name == .fhir_comments { return " Comments in JSON ended with DSTU2: leave them out." }
        let text = name.text
        guard text.utf8.count <= 64, type != .none else { return "" }
        let other = TypeTable(types.release == .r4 ? .stu3 : .r4)
        if other.child(of: other.type(named: types.name(type)), named: name) != .none {
            return " \(release(other)) has it: is this the right release?"
        }
        for row in types.children(of: type, defined: name) {
            return " Its name ends with its type: \(types.name(ChildID(rawValue: row)).text), …."
        }
        return nearest(to: text, in: types.children(of: type).lazy.map { types.name(ChildID(rawValue: $0)) })
    }

    /// What to say of an unknown resource.
    static func unknownResource(_ name: Symbol, in types: TypeTable) -> String {
        "FHIR \(release(types)) has no resource \(name.text.prefix(80)).\(resource(name, in: types))"
    }

    private static func resource(_ name: Symbol, in types: TypeTable) -> String {
        let text = name.text
        guard text.utf8.count <= 64 else { return "" }
        let other = TypeTable(types.release == .r4 ? .stu3 : .r4)
        if other.kind(other.type(named: name)) == .resource {
            return " \(release(other)) has it: is this the right release?"
        }
        let resources = (1..<types.typeCount).lazy.map { TypeID(rawValue: UInt16($0)) }
            .filter { types.kind($0) == .resource && !types.isAbstract($0) }.map { types.name($0) }
        return nearest(to: text, in: resources)
    }

    /// The same of any words.
    package static func nearest(to text: String, among words: [String]) -> String {
        let wanted = Array(text.utf8)
        var best: (word: String, distance: Int)?
        for word in words {
            let limit = min(best.map { $0.distance - 1 } ?? 2, wanted.count / 2)
            if limit < 0 { break }
            let found = Array(word.utf8).withUnsafeBufferPointer { distance(wanted, $0, limit: limit) }
            if found <= limit { best = (word, found) }
        }
        return best.map { " Did you mean \($0.word)?" } ?? ""
    }

    /// What was probably meant by an unknown child of a type, by its letters.
    package static func nearestChild(to text: String, of type: TypeID, in types: TypeTable) -> String {
        nearest(to: text, in: types.children(of: type).lazy.map { types.definitionName(ChildID(rawValue: $0)) })
    }

    private static func release(_ types: TypeTable) -> String { types.release == .r4 ? "R4" : "STU3" }

    private static func nearest(to text: String, in names: some Sequence<Symbol>) -> String {
        let wanted = Array(text.utf8)
        var best: (name: Symbol, distance: Int)?
        for name in names {
            let limit = min(best.map { $0.distance - 1 } ?? 2, wanted.count / 2)
            if limit < 0 { break }
            let distance = distance(wanted, name.bytes.buffer, limit: limit)
            if distance <= limit { best = (name, distance) }
        }
        return best.map { " Did you mean \($0.name.text)?" } ?? ""
    }

    /// How many letters must be changed, added or dropped, capital letters aside; more than `limit` where it does not
    /// matter.
    private static func distance(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
        if abs(left.count - right.count) > limit { return limit + 1 }
        var row = Array(0...right.count)
        for (at, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = at + 1
            for (place, b) in right.enumerated() {
                let change = diagonal + (a | 0x20 == b | 0x20 ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(change, diagonal + 1, row[place] + 1)
            }
        }
        return row[right.count]
    }
}
