/// A release of FHIR that Assay judges natively: definitions and instances of either are never converted into the other.
public enum FHIRRelease: UInt8, Sendable, Hashable, CaseIterable, Codable {
    /// STU3, 3.0.x.
    case stu3 = 3
    /// R4, 4.0.x.
    case r4 = 4

    /// The exact version of the core definitions that stand for the release: `3.0.1` or `4.0.1`.
    public var version: String { self == .r4 ? "4.0.1" : "3.0.1" }

    /// The release that a version string such as `4.0`, `4.0.1` or `3.0.2` belongs to.
    public init?(version: some StringProtocol) {
        if version == "4.0" || version.hasPrefix("4.0.") {
            self = .r4
        } else if version == "3.0" || version.hasPrefix("3.0.") {
            self = .stu3
        } else {
            return nil
        }
    }
}
