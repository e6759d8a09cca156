internal import Definitions
internal import ElementModel

/// A discriminator's path taken apart: names, `extension('…')`, `resolve()`, `ofType(…)`; `$this` is no step.
struct DiscriminatorPath {
    struct Step {
        enum Kind { case child, extensionURL, resolve, ofType }
        var kind: Kind
        var name: String = ""
    }
    var steps: [Step] = []

    /// `nil` where the path is not of the restricted form.
    init?(_ text: String) {
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix(".") { rest = rest.dropFirst() }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" || $0 == "@" }
            rest = rest[name.endIndex...]
            if rest.hasPrefix("[x]") { rest = rest.dropFirst(3) }
            guard rest.hasPrefix("(") else {
                if name == "$this" || name == "@type" { continue }
                if name.isEmpty { return nil }
                steps.append(Step(kind: .child, name: String(name)))
                continue
            }
            guard let close = rest.firstIndex(of: ")") else { return nil }
            let argument = rest[rest.index(after: rest.startIndex)..<close].filter {
                $0 != "'" && $0 != "\"" && $0 != " "
            }
            rest = rest[rest.index(after: close)...]
            switch name {
            case "resolve": steps.append(Step(kind: .resolve))
            case "extension": steps.append(Step(kind: .extensionURL, name: String(argument)))
            case "ofType", "as": steps.append(Step(kind: .ofType, name: String(argument)))
            default: return nil
            }
        }
    }
}

/// A snapshot with its tree, as places are looked for in it.
struct SnapshotPlace {
    var elements: [ElementDefinition]
    var below: [[Int]]
    var origin: DefinitionOrigin?

    init(elements: [ElementDefinition], origin: DefinitionOrigin?) {
        self.elements = elements
        self.origin = origin
        below = Array(repeating: [], count: elements.count)
        var last: [Substring: Int] = [:]
        for (number, element) in elements.enumerated() {
            let path = element.path[...]
            if number > 0, let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")), let parent = last[path[..<dot]] {
                below[parent].append(number)
            }
            last[path] = number
        }
    }
    init(elements: [ElementDefinition], below: [[Int]], origin: DefinitionOrigin?) {
        self.elements = elements
        self.below = below
        self.origin = origin
    }
}

/// Where a discriminator's path leads in the definitions, and what is said there.
struct Place {
    enum Source {
        case element(snapshot: SnapshotPlace, number: Int)
        /// Inside a fixed value or a pattern.
        case value(DefinitionValue)
    }
    var source: Source?
    var isPattern = false
    /// The profile that a reference leads to, where the path ends with the reference's target.
    var target: String?

    var element: ElementDefinition? {
        if case .element(let snapshot, let number)? = source { snapshot.elements[number] } else { nil }
    }
    /// The value that must be equal or contained, where one is stated.
    var value: DefinitionValue? {
        switch source {
        case .element(let snapshot, let number)?: snapshot.elements[number].fixed ?? snapshot.elements[number].pattern
        case .value(let value)?: value
        case nil: nil
        }
    }
    /// The types that the place may have; of a profile's root, the type that it is about.
    var types: [ElementDefinition.TypeReference] {
        guard case .element(let snapshot, let number)? = source else { return [] }
        let element = snapshot.elements[number]
        if number == 0, element.types.isEmpty { return [.init(code: element.path)] }
        return element.types
    }
    var profiles: [String]? {
        if let target { return [target] }
        return element.map { $0.types.flatMap { $0.profiles.isEmpty ? $0.targetProfiles : $0.profiles } }
    }
}

extension ProfileCompiler {
    var snapshotPlace: SnapshotPlace { SnapshotPlace(elements: snapshot, below: below, origin: origin) }

    /// Follows a discriminator's path through the definitions, across type profiles and into fixed values.
    func places(
        from source: Place.Source, _ path: ArraySlice<DiscriminatorPath.Step>, isPattern: Bool = false, depth: Int = 0
    ) -> [Place] {
        guard depth < 16 else { return [] }
        guard let step = path.first else {
            var place = Place(source: source, isPattern: isPattern)
            if case .element(let snapshot, let number) = source {
                place.isPattern = snapshot.elements[number].fixed == nil
            }
            return [place]
        }
        switch source {
        case .value(let value):
            guard step.kind == .child else { return [] }
            let view = value.view
            let name = Symbol(step.name)
            return view.children(value.element)
                .filter { view.definitionName($0) == name }
                .flatMap {
                    places(
                        from: .value(DefinitionValue(document: value.document, element: $0)), path.dropFirst(),
                        isPattern: isPattern, depth: depth + 1)
                }
        case .element(let snapshot, let number):
            return places(in: snapshot, number, step, path, depth: depth)
        }
    }

    private func places(
        in part: SnapshotPlace, _ number: Int, _ step: DiscriminatorPath.Step,
        _ path: ArraySlice<DiscriminatorPath.Step>, depth: Int
    ) -> [Place] {
        let element = part.elements[number]
        var found: [Place] = []
        if let value = element.fixed ?? element.pattern {
            found += places(from: .value(value), path, isPattern: element.fixed == nil, depth: depth + 1)
            if !found.isEmpty { return found }
        }
        switch step.kind {
        case .ofType:
            return places(from: .element(snapshot: part, number: number), path.dropFirst(), depth: depth + 1)
        case .resolve:
            for target in element.types.flatMap(\.targetProfiles) {
                if path.count == 1 {
                    // Even where the profile is missing: the slice is then undecided, not empty.
                    let place = store.snapshotPlace(of: target, from: part.origin)
                    found.append(
                        Place(source: place.map { .element(snapshot: $0, number: 0) }, isPattern: true, target: target))
                    continue
                }
                guard let place = store.snapshotPlace(of: target, from: part.origin) else { continue }
                found += places(from: .element(snapshot: place, number: 0), path.dropFirst(), depth: depth + 1)
            }
            return found
        case .child, .extensionURL:
            let matching = part.below[number].filter { child in
                let definition = part.elements[child]
                if step.kind == .extensionURL {
                    guard definition.name == "extension" || definition.name == "modifierExtension" else { return false }
                    if definition.types.contains(where: { $0.profiles.contains { Canonical($0).url == step.name } }) {
                        return true
                    }
                    return part.below[child].contains {
                        part.elements[$0].name == "url" && part.elements[$0].fixed?.text == step.name
                    }
                }
                let plain = ElementDefinition.plainName(definition.name)
                if plain == step.name[...] { return true }
                // STU3's renamed choices: `valueQuantity` is a form of `value`.
                return definition.name.hasPrefix(step.name)
                    && types.type(named: ElementDefinition.upperFirst(definition.name.dropFirst(step.name.count)))
                        != .none
            }
            for child in matching {
                found += places(from: .element(snapshot: part, number: child), path.dropFirst(), depth: depth + 1)
            }
            if !matching.isEmpty { return found }
            // Not stated here: what the type's profile, or the type itself, says.
            let profiles = element.types.flatMap(\.profiles)
            if profiles.count == 1, let place = store.snapshotPlace(of: profiles[0], from: part.origin) {
                return places(from: .element(snapshot: place, number: 0), path, depth: depth + 1)
            }
            if element.types.count == 1, part.elements.count > 1 || number > 0, let code = element.types.first?.code,
                types.kind(types.type(named: code)) != .primitive,
                let place = store.snapshotPlace(of: Canonical.ofType(code).url, from: part.origin)
            {
                return places(from: .element(snapshot: place, number: 0), path, depth: depth + 1)
            }
            return []
        }
    }
}

extension ElementDefinition {
    static func upperFirst(_ name: Substring) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}

extension ByteSlice {
    /// A copy that lives as long as the process: for the few texts of compiled profiles.
    init(copying text: String) {
        let bytes = Array(text.utf8)
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        copy.initialize(from: bytes, count: bytes.count)
        self.init(start: UnsafePointer(copy), count: bytes.count)
    }
}
