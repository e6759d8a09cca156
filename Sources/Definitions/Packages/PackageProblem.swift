public import Record

/// Something wrong with a package itself: said about the package, never about an instance that is judged by it.
public struct PackageProblem: Sendable, Hashable {
    public var severity: Severity
    /// A stable word for the kind of problem: `unreadable`, `stray-space`, `unknown-code`, `missing-url`, `clash`, …
    public var kind: String
    public var package: PackageID
    /// The file inside the package; empty where the whole package is meant.
    public var file: String
    /// From 1; 0 where no line is known.
    public var line: Int
    public var message: String

    public init(
        severity: Severity, kind: String, package: PackageID, file: String = "", line: Int = 0, message: String
    ) {
        self.severity = severity
        self.kind = kind
        self.package = package
        self.file = file
        self.line = line
        self.message = message
    }
}

extension PackageProblem: CustomStringConvertible {
    public var description: String {
        let place = file.isEmpty ? "" : line > 0 ? " \(file):\(line)" : " \(file)"
        return "\(package)\(place): \(message)"
    }
}
