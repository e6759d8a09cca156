public import Definitions
internal import JSON

/// What a registry says of one package: its versions and where they are.
public struct RegistryIndex: Sendable, Hashable {
    public var name: String
    /// The version that a registry marks as the latest.
    public var latest: String?
    public var versions: [Version]

    /// One version.
    public struct Version: Sendable, Hashable {
        public var version: String
        /// Where the archive is.
        public var archive: String
        /// `sha512-…` in base64, as npm registries write it.
        public var integrity: String?
        /// SHA-1 in hexadecimal, the older form.
        public var shasum: String?
    }

    /// Reads the answer of a registry (the form that npm registries have).
    ///
    /// - Throws: ``PackageError`` where it is no such answer.
    public init(parsing bytes: [UInt8], name: String) throws(PackageError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw PackageError("the registry's answer for '\(name)' is no JSON (\(error))")
        }
        guard let members = value["versions"]?.object?.members else {
            throw PackageError("the registry's answer for '\(name)' has no versions")
        }
        self.name = name
        latest = value["dist-tags"]?["latest"]?.string
        versions = []
        for member in members {
            let archive = member.value["dist"]?["tarball"]?.string ?? member.value["url"]?.string
            // What cannot be a folder's name is no version.
            guard let archive, PackageManifest.isSafe(member.name) else { continue }
            versions.append(
                Version(
                    version: member.name, archive: archive, integrity: member.value["dist"]?["integrity"]?.string,
                    shasum: member.value["dist"]?["shasum"]?.string))
        }
    }

    /// The version that a range asks for: exact where it is there, else the newest that fits.
    public func version(for range: String) -> Version? {
        if let exact = versions.first(where: { $0.version == range }) { return exact }
        if range == "latest" || range.isEmpty, let latest, let found = versions.first(where: { $0.version == latest }) {
            return found
        }
        return versions.filter { VersionOrder.matches($0.version, range: range) }
            .max { VersionOrder.isOlder($0.version, $1.version) }
    }
}
