internal import ElementModel
internal import Record

/// Looks for what is wrong with packages themselves: so that it is not held against those who are judged by them.
public struct PackageCheck: Sendable {
    public let context: DefinitionContext
    /// Whether published snapshots are compared with those made from the differentials.
    public var comparesSnapshots: Bool

    public init(_ context: DefinitionContext, comparesSnapshots: Bool = true) {
        self.context = context
        self.comparesSnapshots = comparesSnapshots
    }

    /// Everything that is wrong with the given packages, by package and file.
    public func problems(of packages: [Package]) -> [PackageProblem] {
        var found: [PackageProblem] = []
        for package in packages {
            package.readAll()
            found += package.problems
            found += unresolved(in: package)
            if comparesSnapshots { found += snapshots(of: package) }
        }
        found += context.problems.filter { problem in packages.contains { $0.id == problem.package } }
        found += clashes(among: packages)
        return found.sorted {
            ($0.package, $0.file, $0.line, $0.kind, $0.message) < ($1.package, $1.file, $1.line, $1.kind, $1.message)
        }
    }

    // MARK: References that lead nowhere

    private func unresolved(in package: Package) -> [PackageProblem] {
        var found: [PackageProblem] = []
        for member in 0..<package.count {
            let origin = DefinitionOrigin(package: package, member: member)
            var seen: Set<String> = []
            for reference in DefinitionReference.all(of: package.definition(member)) {
                guard seen.insert(reference.canonical).inserted else { continue }
                guard let problem = problem(with: reference, from: origin) else { continue }
                found.append(problem)
            }
        }
        return found
    }

    private func problem(with reference: DefinitionReference, from origin: DefinitionOrigin) -> PackageProblem? {
        let resolution = context.resolve(reference.canonical, kind: reference.kind, from: origin)
        if case .found = resolution { return nil }
        let url = Canonical(reference.canonical).url
        let place = reference.place
        func make(_ severity: Severity, _ kind: String, _ message: String) -> PackageProblem {
            PackageProblem(
                severity: severity, kind: kind, package: origin.package.id, file: origin.file, message: message)
        }
        if case .otherVersions(let versions) = resolution {
            return make(
                .warning, "unresolved",
                "\(place) refers to \(reference.canonical); only version \(versions.joined(separator: ", ")) is there")
        }
        if case .found(let other) = context.resolve(reference.canonical, kind: nil, from: origin),
            let kind = reference.kind
        {
            let is_ = other.package.header(ofMember: other.member).resourceType
            return make(.error, "wrong-kind", "\(place) refers to \(url) as a \(kind), but it is a \(is_)")
        }
        // Large terminologies are in no package, and value sets may name them as they are.
        if reference.kind == .codeSystem { return make(.information, "code-system-absent", "\(place) uses \(url)") }
        if reference.kind == .valueSet, LeanFilter.isLicensed(url), !url.contains("?"), !url.contains("/vs") {
            return make(.error, "wrong-kind", "\(place) names the code system \(url) where a value set belongs")
        }
        return make(.warning, "unresolved", "\(place) refers to \(reference.canonical), which is in no package")
    }

    // MARK: The same canonical in several packages

    /// Canonicals that stand in several packages in reach, with other content under the same version.
    public func clashes(among packages: [Package]) -> [PackageProblem] {
        var places: [String: [DefinitionOrigin]] = [:]
        for package in context.packages where package !== context.core {
            for member in 0..<package.count {
                guard let url = package.header(ofMember: member).url else { continue }
                places["\(package.kind(ofMember: member)) \(url)", default: []]
                    .append(DefinitionOrigin(package: package, member: member))
            }
        }
        var found: [PackageProblem] = []
        for origins in places.values where Set(origins.map(\.package)).count > 1 {
            // What is checked is reported; what it is compared with may be any package in reach.
            guard let here = origins.first(where: { packages.contains($0.package) }) else { continue }
            let url = here.package.header(ofMember: here.member).url ?? ""
            let version = here.package.version(ofMember: here.member)
            for other in origins where other.package !== here.package {
                let otherVersion = other.package.version(ofMember: other.member)
                if version != otherVersion {
                    found.append(
                        PackageProblem(
                            severity: .information, kind: "versions", package: here.package.id, file: here.file,
                            message: "\(url) stands here as \(version ?? "no version") and in \(other.package.id) as "
                                + "\(otherVersion ?? "no version"); each sees its own"))
                } else if lean(here) != lean(other) {
                    found.append(
                        PackageProblem(
                            severity: .warning, kind: "clash", package: here.package.id, file: here.file,
                            message: "\(url) says otherwise here than in \(other.package.id), under the same version "
                                + "(\(version ?? "none")); each sees its own"))
                }
            }
        }
        return found
    }

    private func lean(_ origin: DefinitionOrigin) -> [UInt8] {
        LeanWriter.resource(origin.package.document(origin.member), filter: LeanFilter(keepsDisplays: false))
    }

    // MARK: Snapshots

    private func snapshots(of package: Package) -> [PackageProblem] {
        let source = SnapshotSource(context, isThorough: true)
        var found: [PackageProblem] = []
        for member in package.members(of: .structureDefinition) {
            guard case .structureDefinition(let definition) = package.definition(member),
                definition.baseDefinition != nil
            else { continue }
            let file = package.fileName(ofMember: member)
            let snapshot = source.snapshot(of: definition)
            for diagnostic in snapshot.diagnostics where diagnostic.definition == definition.canonical {
                let severity: Severity =
                    diagnostic.severity == .error ? .error : diagnostic.severity == .warning ? .warning : .information
                found.append(
                    PackageProblem(
                        severity: severity, kind: diagnostic.rule.rawValue, package: package.id, file: file,
                        message: "\(diagnostic.element): \(diagnostic.message)"))
            }
            guard snapshot.basis == .regenerated, let comparison = source.comparison(of: definition) else { continue }
            // Below a type's profile it is the profile that counts, whatever the snapshot spells out.
            let differences = comparison.differences.filter { $0.cause != .typeProfile }
            guard let first = differences.first else { continue }
            found.append(
                PackageProblem(
                    severity: .warning, kind: "snapshot", package: package.id, file: file,
                    message: "the published snapshot differs from its differential in \(differences.count) "
                        + "place\(differences.count == 1 ? "" : "s"), first in \(first.element) (\(first.kind), "
                        + "\(first.cause.rawValue): '\(first.published)' instead of '\(first.regenerated)')"))
        }
        return found
    }
}
