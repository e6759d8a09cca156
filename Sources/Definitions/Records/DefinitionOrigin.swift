/// Where a definition was read: what it refers to is looked for from there.
public struct DefinitionOrigin: Hashable, Sendable {
    /// The package, or the layer of extra definitions.
    public let package: Package
    /// The number of the member in its package.
    public let member: Int

    public init(package: Package, member: Int) {
        self.package = package
        self.member = member
    }

    /// The file in its package, for messages.
    public var file: String { package.fileName(ofMember: member) }
}
