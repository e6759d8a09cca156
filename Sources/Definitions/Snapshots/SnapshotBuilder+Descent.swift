/// Walking into the type, the type profile or the content reference of an element that has no children of its own.
extension SnapshotBuilder {
    /// The source and the index whose children are those of the element at that position.
    func descend(from position: Int, node: Int, at place: Place) -> (Source, Int)? {
        let element = elements[position]
        if let reference = element.contentReference { return descend(into: reference, from: position, node: node) }
        var canonicals: [String] = []
        if element.types.count == 1 {
            let type = element.types[0]
            if type.profiles.count == 1 { canonicals.append(type.profiles[0]) }
            if !type.code.hasPrefix("http://hl7.org/fhirpath/") {
                canonicals.append(SnapshotBuilder.canonical(type.code))
            }
        } else if element.types.isEmpty {
            return nil
        } else {
            // What all types have in common.
            canonicals.append(SnapshotBuilder.canonical("Element"))
        }
        for canonical in canonicals {
            switch run.snapshot(canonical, from: definition) {
            case .found(let snapshot, let found):
                if canonicals.count == 2, canonical == canonicals[0], !speaks(found, of: element.types[0].code) {
                    report(
                        .profileOfOtherType, element: label(node, at: place),
                        "'\(canonical)' is a profile on \(found.type), but the type here is \(element.types[0].code)")
                    continue
                }
                return (Source(snapshot), 0)
            case .cycle: continue
            case .unknown:
                if canonical == canonicals.last {
                    report(
                        .typeUnknown, element: label(node, at: place),
                        "the definition of '\(canonical)' is needed here and in none of the packages that can be seen")
                } else {
                    report(
                        .profileUnknown, element: label(node, at: place),
                        "the profile '\(canonical)' is in none of the packages that can be seen")
                }
            }
        }
        return nil
    }

    /// Whether a profile is one on that type; an abstract type has those of its descendants.
    private func speaks(_ profile: StructureDefinition, of type: String) -> Bool {
        switch type {
        case profile.type, "Resource", "DomainResource", "Element", "BackboneElement", "*", "Any": true
        default: type.utf8.contains(UInt8(ascii: ":")) && SnapshotBuilder.canonical(profile.type) == type
        }
    }

    /// What lies below an element, wherever its children are defined.
    func children(of element: ElementDefinition, isPlain: Bool) -> [ElementDefinition] {
        elements = [element]
        if isPlain { for index in elements[0].types.indices { elements[0].types[index].profiles = [] } }
        let place = Place(path: element.path, id: element.id)
        guard let (source, index) = descend(from: 0, node: 0, at: place) else { return [] }
        copyChildren(source, index, at: place)
        return Array(elements.dropFirst())
    }

    /// The element that a content reference leads to, in the definition of the type itself: what a profile says of
    /// the target holds there and is not inherited here.
    private func descend(into reference: String, from position: Int, node: Int) -> (Source, Int)? {
        let target = Canonical(reference)
        let path = target.fragment ?? (reference.first == "#" ? String(reference.dropFirst()) : reference)
        let type = path.split(separator: ".").first.map(String.init) ?? path
        // Where the definition itself is the type's, its target stands before the reference.
        if isSpecialization, type == tree.nodes[0].name {
            guard let found = elements.firstIndex(where: { $0.id == path || $0.path == path }) else { return nil }
            return (Source(Snapshot(elements: elements)), found)
        }
        let canonical = reference.first == "#" ? SnapshotBuilder.canonical(type) : target.url
        guard case .found(let snapshot, _) = run.snapshot(canonical, from: definition),
            let found = snapshot.elements.firstIndex(where: { $0.id == path || $0.path == path })
        else {
            report(
                .typeUnknown, element: elements[position].id,
                "the content reference '\(reference)' leads to no element that can be seen")
            return nil
        }
        elements[position].contentReference = nil
        if elements[position].types.isEmpty { elements[position].types = snapshot.elements[found].types }
        return (Source(snapshot), found)
    }

    /// The canonical of a type's code, which may be one already.
    static func canonical(_ code: String) -> String {
        code.utf8.contains(UInt8(ascii: ":")) ? code : Canonical.ofType(code).url
    }
}
