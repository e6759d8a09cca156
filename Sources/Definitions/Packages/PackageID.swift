/// The name and version of a package: `fhir.r4.ukcore.stu2#2.0.2`.
public struct PackageID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var name: String
    public var version: String

    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    /// Reads `name#version` (or, as other tools write it, `name@version`); `nil` where either part is missing.
    public init?(_ text: some StringProtocol) {
        guard let mark = text.firstIndex(where: { $0 == "#" || $0 == "@" }) else { return nil }
        name = String(text[..<mark])
        version = String(text[text.index(after: mark)...])
        if name.isEmpty || version.isEmpty { return nil }
    }

    public var description: String { "\(name)#\(version)" }

    public static func < (left: PackageID, right: PackageID) -> Bool {
        left.name == right.name ? left.version < right.version : left.name < right.name
    }
}
