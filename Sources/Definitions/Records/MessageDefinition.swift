public import ElementModel
public import Record

/// A message: its event and what it carries.
public struct MessageDefinition: Sendable {
    public var release: FHIRRelease
    public var url: String
    public var version: String?
    public var name: String
    public var status: String?
    public var base: String?
    public var parents: [String] = []
    public var eventSystem: String?
    public var eventCode: String?
    /// R4's other form of the event.
    public var eventURI: String?
    /// `consequence`, `currency`, `notification` (STU3 capitalises them).
    public var category: String?
    public var focus: [Focus] = []
    /// `always`, `on-error`, `never`, `on-success`; STU3's boolean is `always` or `never`.
    public var responseRequired: String?
    /// Canonicals of the messages that may answer.
    public var allowedResponses: [String] = []
    public var document: Document?
    public var origin: DefinitionOrigin?

    public init(release: FHIRRelease, url: String, version: String? = nil, name: String = "") {
        self.release = release
        self.url = url
        self.version = version
        self.name = name
    }

    public var canonical: String { version.map { "\(url)|\($0)" } ?? url }

    /// A resource that the message is about.
    public struct Focus: Sendable, Hashable {
        public var code: String
        public var profile: String?
        public var min: Int?
        public var max: Int?
        public init(code: String, profile: String? = nil, min: Int? = nil, max: Int? = nil) {
            self.code = code
            self.profile = profile
            self.min = min
            self.max = max
        }
    }
}
