internal import Record

/// Packages and what they depend on, from which the order of looking is made.
struct PackageGraph {
    let release: FHIRRelease
    let roots: [Package]
    private(set) var core: Package?
    private(set) var problems: [PackageProblem] = []
    private var nodes: [Package] = []
    private(set) var edges: [ObjectIdentifier: [Package]] = [:]
    private var implied: [Package] = []

    /// More packages than any set has.
    private static let maximumPackages = 2000

    init(release: FHIRRelease, roots: [Package]) {
        self.release = release
        self.roots = roots
    }

    /// Finds every package in reach. Cycles are harmless: a package is visited once.
    mutating func walk(_ find: (PackageManifest.Dependency, Package) -> Package?) {
        let coreID = release.corePackage
        var queue = roots
        for root in roots where root.id.name == coreID.name { core = core ?? root }
        let anchor = roots.first
        if core == nil, let anchor {
            core = find(.init(name: coreID.name, version: coreID.version), anchor)
            if let core { queue.append(core) }
        }
        for name in release.impliedPackages {
            let given = roots.first { $0.id.name == name }
            if let found = given ?? anchor.flatMap({ find(.init(name: name, version: "latest"), $0) }) {
                implied.append(found)
                queue.append(found)
            }
        }
        var next = 0
        var seen: Set<ObjectIdentifier> = []
        while next < queue.count, nodes.count < PackageGraph.maximumPackages {
            let package = queue[next]
            next += 1
            guard seen.insert(ObjectIdentifier(package)).inserted else { continue }
            nodes.append(package)
            var needs: [Package] = []
            for dependency in package.manifest.dependencies where dependency.name != coreID.name {
                // Another release's core, or one of its forms: nothing of it is judged by.
                if dependency.name.hasPrefix("hl7.fhir.r"), dependency.name.contains(".core") { continue }
                guard let found = find(dependency, package) else {
                    problems.append(
                        PackageProblem(
                            severity: .warning, kind: "missing-dependency", package: package.id,
                            message: "it depends on \(dependency.name)#\(dependency.version), which is not there"))
                    continue
                }
                needs.append(found)
                queue.append(found)
            }
            edges[ObjectIdentifier(package)] = needs
        }
    }

    /// For each package the packages that it sees: itself, its dependencies nearest first, the core last.
    func scopes() -> [ObjectIdentifier: [Package]] {
        var result: [ObjectIdentifier: [Package]] = [:]
        for package in nodes { result[ObjectIdentifier(package)] = order(from: [package]) }
        return result
    }

    /// The order for instances: the roots, what they depend on nearest first, the core last, even where it is the root:
    /// an instance is not part of it, and what every R4 package depends on is newer.
    func rootScope() -> [Package] { order(from: roots, isCoreLast: true) }

    private func order(from starts: [Package], isCoreLast: Bool = false) -> [Package] {
        var queue = starts
        var next = 0
        var seen: Set<ObjectIdentifier> = []
        var found: [Package] = []
        while next < queue.count {
            let package = queue[next]
            next += 1
            guard seen.insert(ObjectIdentifier(package)).inserted else { continue }
            if package !== core || !isCoreLast && starts.count == 1 && starts[0] === core { found.append(package) }
            queue += edges[ObjectIdentifier(package)] ?? []
            // Declared dependencies come first; the implied ones stand right behind the starts' own.
            if next == starts.count { queue += implied.filter { !starts.contains($0) } }
        }
        if let core, !found.contains(core) { found.append(core) }
        return found
    }
}
