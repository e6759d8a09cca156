public import ElementModel
public import Record

/// A namespace of codes or identifiers, and the ways in which it is named.
public struct NamingSystem: Sendable {
    public var release: FHIRRelease
    public var name: String
    public var status: String?
    /// `codesystem`, `identifier` or `root`.
    public var kind: String
    public var uniqueIDs: [UniqueID] = []
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(release: FHIRRelease, name: String, kind: String) {
        self.release = release
        self.name = name
        self.kind = kind
    }

    /// One way of naming it.
    public struct UniqueID: Sendable, Hashable {
        /// `oid`, `uuid`, `uri` or `other`.
        public var type: String
        public var value: String
        public var isPreferred: Bool
        public init(type: String, value: String, isPreferred: Bool = false) {
            self.type = type
            self.value = value
            self.isPreferred = isPreferred
        }
    }
}
