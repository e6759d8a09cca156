public import Record

/// A package that was opened: who it is, what it depends on, and an index of its definitions.
///
/// Opening reads the index alone; a definition is read when it is first asked for. Safe to share.
public final class Package: Sendable {
    public let id: PackageID
    public let release: FHIRRelease
    let files: [String]

    init(id: PackageID, release: FHIRRelease, files: [String]) {
        self.id = id
        self.release = release
        self.files = files
    }

    /// The name of a member's file inside the package.
    public func fileName(ofMember member: Int) -> String { files.indices.contains(member) ? files[member] : "" }
}

extension Package: Hashable {
    public static func == (left: Package, right: Package) -> Bool { left === right }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
