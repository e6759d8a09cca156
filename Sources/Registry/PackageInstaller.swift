public import Definitions

/// Fetches packages with everything that they need, and puts them into the shared folder.
public struct PackageInstaller: Sendable {
    public let client: RegistryClient
    public let cache: PackageCache
    public let store: PackageStore

    public init(client: RegistryClient, cache: PackageCache, store: PackageStore) {
        self.client = client
        self.cache = cache
        self.store = store
    }

    /// What was done for one package.
    public struct Step: Sendable, Hashable {
        public enum Outcome: Sendable, Hashable {
            /// It was fetched and put into the folder; the hash that it was checked by.
            case added(checkedBy: String?)
            /// It was there.
            case present
            /// It could not be had, and only another package needs it.
            case missing(String)
        }
        public var id: PackageID
        public var outcome: Outcome
    }

    /// More packages than anybody asks for.
    static let maximumPackages = 500

    /// Fetches a package and what it needs, as far as it is not there.
    ///
    /// - Parameters:
    ///   - name: the package.
    ///   - range: a version or a range.
    ///   - report: told of each package as it is done.
    /// - Throws: ``PackageError`` where the package itself cannot be had.
    public func add(
        _ name: String, range: String, report: (Step) -> Void
    ) async throws(PackageError) {
        var queue = [PackageManifest.Dependency(name: name, version: range)]
        var next = 0
        var seen: Set<PackageManifest.Dependency> = []
        while next < queue.count, next < PackageInstaller.maximumPackages {
            let wanted = queue[next]
            next += 1
            guard seen.insert(wanted).inserted else { continue }
            // An exact version that is there needs no network at all, nor does a range that another package names.
            if let present = try? store.find(wanted), next > 1 || present.id.version == wanted.version {
                report(Step(id: present.id, outcome: .present))
                queue += present.manifest.dependencies
                continue
            }
            do throws(PackageError) {
                let found = try await client.download(wanted.name, range: wanted.version)
                let isNew = try cache.install(found.archive)
                report(Step(id: found.id, outcome: isNew ? .added(checkedBy: found.checkedBy) : .present))
                queue += found.manifest.dependencies
            } catch {
                if next == 1 { throw error }
                report(
                    Step(
                        id: PackageID(name: wanted.name, version: wanted.version), outcome: .missing(error.description))
                )
            }
        }
    }
}
