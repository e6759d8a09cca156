internal import ElementModel
internal import JSON
public import Record

/// What a package's `package.json` says.
public struct PackageManifest: Sendable, Hashable {
    public var id: PackageID
    public var fhirVersions: [String]
    public var dependencies: [Dependency]
    public var canonical: String?
    public var url: String?
    public var title: String?
    public var license: String?
    public var type: String?

    /// Another package that this one needs.
    public struct Dependency: Sendable, Hashable {
        public var name: String
        /// A version, or a range of them: `4.0.1`, `1.2.x`, `current`.
        public var version: String
        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    public init(id: PackageID, fhirVersions: [String] = [], dependencies: [Dependency] = []) {
        self.id = id
        self.fhirVersions = fhirVersions
        self.dependencies = dependencies
    }

    /// Reads a `package.json`.
    ///
    /// - Throws: ``PackageError`` where it is no JSON, or name or version are missing.
    public init(parsing bytes: [UInt8]) throws(PackageError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw PackageError("package.json cannot be read: \(error)")
        }
        guard let name = value["name"]?.string, !name.isEmpty, let version = value["version"]?.string, !version.isEmpty
        else { throw PackageError("package.json has no name or no version") }
        guard PackageManifest.isSafe(name), PackageManifest.isSafe(version) else {
            throw PackageError("package.json has a name or version that cannot be a file name")
        }
        id = PackageID(name: name, version: version)
        fhirVersions = (value["fhirVersions"] ?? value["fhir-version-list"])?.array?.compactMap(\.string) ?? []
        dependencies = (value["dependencies"]?.object?.members ?? []).compactMap { member in
            member.value.string.map { Dependency(name: member.name, version: $0) }
        }
        canonical = value["canonical"]?.string
        url = value["url"]?.string
        title = value["title"]?.string
        license = value["license"]?.string
        type = value["type"]?.string
    }

    /// What an implementation guide says of itself, in place of a `package.json`.
    init?(guide document: Document) {
        let view = document.view
        func text(_ parent: ElementID, _ name: Symbol) -> String? {
            let found = view.child(parent, name)
            return found == .none || !view.hasValue(found) ? nil : Canonical.trimmed(view.value(found).text)
        }
        guard let name = text(.root, .packageId) ?? text(.root, .id), PackageManifest.isSafe(name) else { return nil }
        let version = text(.root, .version) ?? "dev"
        guard PackageManifest.isSafe(version) else { return nil }
        self.init(id: PackageID(name: name, version: version))
        for child in view.children(.root) {
            switch view.name(child) {
            case .fhirVersion: fhirVersions.append(view.value(child).text)
            case .dependsOn:
                guard let package = text(child, .packageId) else { continue }
                dependencies.append(Dependency(name: package, version: text(child, .version) ?? "latest"))
            default: break
            }
        }
        if fhirVersions.isEmpty { fhirVersions = [document.release.version] }
        canonical = text(.root, .url)
    }

    /// Whether a name or version from outside can be part of a file name.
    public static func isSafe(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200 && !text.hasPrefix(".")
            && text.utf8.allSatisfy {
                ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x2E || $0 == 0x2D
                    || $0 == 0x5F || $0 == 0x2B
            }
    }

    /// The release that the package is for, told by its FHIR versions or by the core package that it needs.
    public var release: FHIRRelease? {
        for version in fhirVersions {
            if let release = FHIRRelease(version: version) { return release }
        }
        for dependency in dependencies {
            if let release = FHIRRelease.allCases.first(where: { $0.corePackage.name == dependency.name }) {
                return release
            }
        }
        return FHIRRelease.allCases.first { $0.corePackage.name == id.name }
    }
}

extension FHIRRelease {
    /// The package of the release's own definitions.
    public var corePackage: PackageID {
        PackageID(name: self == .r4 ? "hl7.fhir.r4.core" : "hl7.fhir.r3.core", version: version)
    }

    /// Packages that every package of the release is taken to depend on: R4's terminology and extensions.
    public var impliedPackages: [String] {
        self == .r4 ? ["hl7.terminology.r4", "hl7.fhir.uv.extensions.r4"] : []
    }
}
