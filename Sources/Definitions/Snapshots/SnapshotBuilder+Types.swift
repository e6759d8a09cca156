/// Types, their profiles and the targets of references: a row may name fewer, never others.
extension SnapshotBuilder {
    typealias TypeReference = ElementDefinition.TypeReference

    func mergeTypes(_ row: ElementDefinition, into element: inout ElementDefinition) {
        guard !row.types.isEmpty else { return }
        guard !element.types.isEmpty else {
            element.types = row.types
            return
        }
        var made: [TypeReference] = []
        for type in row.types {
            guard let base = base(of: type, in: element.types) else {
                report(
                    .typeNotInBase, element: row.id,
                    "the base allows \(element.types.map(\.code).joined(separator: ", ")), but not '\(type.code)'")
                continue
            }
            made.append(merged(type, into: base, row: row))
        }
        if !made.isEmpty { element.types = made }
    }

    /// The type of the base that a type of a row narrows: the same one, or an ancestor of it.
    private func base(of type: TypeReference, in types: [TypeReference]) -> TypeReference? {
        if let same = types.first(where: { $0.code == type.code }) { return same }
        // R4 writes System types as URLs, older definitions by name.
        if let named = types.first(where: { $0.fhirType == type.code }) { return named }
        if type.code.isEmpty { return types.count == 1 ? types[0] : nil }
        var canonical = SnapshotBuilder.canonical(type.code)
        for _ in 0..<8 {
            guard let found = run.generator.resolve(canonical, definition), let base = found.baseDefinition else {
                return nil
            }
            if let ancestor = types.first(where: { SnapshotBuilder.canonical($0.code) == base }) { return ancestor }
            canonical = base
        }
        return nil
    }

    private func merged(_ type: TypeReference, into base: TypeReference, row: ElementDefinition) -> TypeReference {
        var made = type
        if type.profiles.isEmpty {
            if type.code == base.code { made.profiles = base.profiles }
        } else if !base.profiles.isEmpty, run.generator.isThorough {
            for profile in type.profiles where !derives(profile, from: base.profiles) {
                report(
                    .profileNotDerived, element: row.id,
                    "'\(profile)' does not derive from a profile that the base allows")
            }
        }
        if type.targetProfiles.isEmpty {
            if type.code == base.code { made.targetProfiles = base.targetProfiles }
        } else if !base.targetProfiles.isEmpty, run.generator.isThorough {
            for target in type.targetProfiles where !derives(target, from: base.targetProfiles) {
                report(
                    .targetNotDerived, element: row.id,
                    "'\(target)' does not derive from a target that the base allows")
            }
        }
        if type.aggregation.isEmpty {
            made.aggregation = base.aggregation
        } else if !base.aggregation.isEmpty, !type.aggregation.allSatisfy({ base.aggregation.contains($0) }) {
            report(
                .aggregationWidened, element: row.id,
                "the base allows \(base.aggregation.map(\.rawValue).joined(separator: ", ")) alone")
            made.aggregation = base.aggregation
        }
        made.versioning = type.versioning ?? base.versioning
        made.fhirType = type.fhirType ?? base.fhirType
        made.regex = type.regex ?? base.regex
        return made
    }

    /// Whether a profile is one of those, or derives from one; what cannot be found is given the benefit of the doubt.
    private func derives(_ profile: String, from allowed: [String]) -> Bool {
        let allowed = allowed.map { Canonical($0).url }
        var next = profile
        for _ in 0..<16 {
            if allowed.contains(Canonical(next).url) { return true }
            guard let found = run.generator.resolve(next, definition) else { return true }
            guard let base = found.baseDefinition else { return false }
            next = base
        }
        return false
    }

    /// An extension's own definition says how often it may stand and whether it is a modifier.
    func takeRootFacts(_ row: ElementDefinition, into element: inout ElementDefinition) {
        guard element.isExtension, row.types.count == 1, row.types[0].code == "Extension",
            row.types[0].profiles.count == 1
        else { return }
        var canonical = row.types[0].profiles[0]
        var min: Int?
        var max: Int?
        var isModifier: Bool?
        for _ in 0..<16 {
            guard let found = run.generator.resolve(canonical, definition) else { break }
            if let root = found.differential.first, !root.path.utf8.contains(UInt8(ascii: ".")) {
                min = min ?? root.min
                max = max ?? root.max
                isModifier = isModifier ?? root.isModifier
            }
            guard let base = found.baseDefinition, found.isProfile else { break }
            canonical = base
        }
        if let min, min > element.min ?? 0, row.min == nil { element.min = min }
        if row.max == nil, let max, max < element.max ?? ElementDefinition.unbounded { element.max = max }
        if let isModifier { element.isModifier = isModifier }
    }
}
