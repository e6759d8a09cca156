// swift-tools-version: 6.2
import PackageDescription

// Layers, lowest first; a module imports only what stands above it in this list.
// `ASSAY_ONLY=Module swift test` builds one module with what it needs and its tests: a fast inner loop.

struct Module {
    let name: String
    let needs: [String]
    var tests: [String]?
}

let wrappers: [(name: String, package: String, apt: String)] = [
    ("CLibXML2", "libxml-2.0", "libxml2-dev"),
    ("CCurl", "libcurl", "libcurl4-openssl-dev"),
    ("CMicrohttpd", "libmicrohttpd", "libmicrohttpd-dev"),
    ("CLibYAML", "yaml-0.1", "libyaml-dev"),
    ("CZlib", "zlib", "zlib1g-dev"),
    ("CPCRE2", "libpcre2-8", "libpcre2-dev"),
    ("CCrypto", "libcrypto", "libssl-dev"),
    ("CSQLite", "sqlite3", "libsqlite3-dev"),
]

let modules: [Module] = [
    // Plain values and thin wrappers, one C library each.
    Module(name: "Record", needs: []),
    Module(name: "Files", needs: []),
    Module(name: "JSON", needs: []),
    Module(name: "Patterns", needs: ["CPCRE2"]),
    Module(name: "Compression", needs: ["CZlib"]),
    Module(name: "YAML", needs: ["CLibYAML"]),
    Module(name: "Cryptography", needs: ["CCrypto"]),
    Module(name: "Database", needs: ["CSQLite"]),
    Module(name: "Units", needs: ["CUnitTables"]),
    // The judging core.
    Module(name: "ElementModel", needs: ["Record", "JSON", "CLibXML2", "CElementTables"], tests: ["Files"]),
    Module(
        name: "Definitions",
        needs: ["Record", "Files", "JSON", "Compression", "Cryptography", "ElementModel"]),
    Module(
        name: "FHIRPath", needs: ["Record", "Patterns", "Units", "ElementModel"],
        tests: ["Files", "JSON", "Definitions"]),
    Module(
        name: "Terminology",
        needs: [
            "Record", "Files", "JSON", "Patterns", "Database", "Units", "ElementModel", "Definitions", "CCodeTables",
        ]),
    Module(
        name: "Validation",
        needs: [
            "Record", "Files", "JSON", "Patterns", "Units", "ElementModel", "Definitions", "FHIRPath", "Terminology",
        ]),
    // The network.
    Module(name: "HTTPTransport", needs: ["CCurl", "Record", "Compression"], tests: ["HTTPServer"]),
    Module(name: "HTTPServer", needs: ["CMicrohttpd", "Record"]),
    Module(name: "Authentication", needs: ["Record", "JSON", "Cryptography", "HTTPTransport"], tests: ["HTTPServer"]),
    Module(
        name: "Registry", needs: ["Record", "Files", "JSON", "Cryptography", "Definitions", "HTTPTransport"],
        tests: ["HTTPServer", "Compression"]),
    Module(
        name: "TerminologyClient",
        needs: [
            "Record", "Files", "JSON", "Database", "Definitions", "Terminology", "HTTPTransport", "Authentication",
        ], tests: ["HTTPServer"]),
    // Scenarios and what is drawn from them.
    Module(
        name: "Scenarios",
        needs: [
            "Record", "Files", "JSON", "YAML", "Cryptography", "ElementModel", "Definitions", "FHIRPath", "Terminology",
            "Validation", "HTTPTransport", "Authentication",
        ], tests: ["HTTPServer"]),
    Module(
        name: "Conformance",
        needs: [
            "Record", "Files", "JSON", "YAML", "ElementModel", "Definitions", "FHIRPath", "Validation", "HTTPTransport",
            "Scenarios",
        ]),
    Module(name: "Evidence", needs: ["Record", "Files", "JSON", "Cryptography", "Scenarios", "Conformance"]),
    Module(name: "Reports", needs: ["Record", "Files", "JSON", "Validation", "Scenarios", "Conformance", "Evidence"]),
    Module(
        name: "ReferenceSystem",
        needs: ["Record", "Files", "JSON", "Compression", "Cryptography", "ElementModel", "HTTPServer"],
        tests: ["HTTPTransport", "Authentication"]),
    Module(
        name: "Commands",
        needs: [
            "Record", "Files", "JSON", "YAML", "Cryptography", "ElementModel", "Definitions", "FHIRPath", "Terminology",
            "Validation", "HTTPTransport", "HTTPServer", "Authentication", "Registry", "TerminologyClient", "Scenarios",
            "Conformance", "Evidence", "Reports", "ReferenceSystem",
        ]),
]

/// The modules that `ASSAY_ONLY` names, with all that they need; without it, all of them.
let wanted: Set<String>? = Context.environment["ASSAY_ONLY"].map { value in
    var found: Set<String> = []
    var queue = value.split(separator: ",").map(String.init)
    let testsOf = Set(queue)
    while let next = queue.popLast() {
        guard found.insert(next).inserted else { continue }
        guard let module = modules.first(where: { $0.name == next }) else { continue }
        queue += module.needs
        if testsOf.contains(next) { queue += (module.tests ?? []) + ["TestSupport"] }
    }
    return found
}
func isWanted(_ name: String) -> Bool { wanted?.contains(name) ?? true }
func hasTests(_ name: String) -> Bool {
    guard let only = Context.environment["ASSAY_ONLY"] else { return true }
    return only.split(separator: ",").contains { $0 == name }
}

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
]

var targets: [Target] = []
for wrapper in wrappers where isWanted(wrapper.name) {
    targets.append(
        .systemLibrary(
            name: wrapper.name, path: "Sources/Wrappers/\(wrapper.name)", pkgConfig: wrapper.package,
            providers: [.apt([wrapper.apt])]))
}
// Generated tables (scripts/generate-*): data only, laid out so that nothing runs at start.
for tables in ["CElementTables", "CUnitTables", "CCodeTables"] where isWanted(tables) {
    targets.append(.target(name: tables))
}
for module in modules where isWanted(module.name) {
    targets.append(
        .target(
            name: module.name, dependencies: module.needs.map { .init(stringLiteral: $0) }, swiftSettings: settings))
    if hasTests(module.name) {
        targets.append(
            .testTarget(
                name: "\(module.name)Tests",
                dependencies: ([module.name, "TestSupport"]
                    + module.needs.filter {
                        !$0.hasPrefix("C") || $0 == "Compression" || $0 == "Cryptography" || $0 == "Conformance"
                    } + (module.tests ?? []))
                    .map { .init(stringLiteral: $0) },
                swiftSettings: settings))
    }
}
targets.append(.target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"))
targets.append(
    .target(
        name: "TestSupport", dependencies: ["CAllocationCounter"], path: "Tests/TestSupport", swiftSettings: settings))
if wanted == nil {
    targets.append(.executableTarget(name: "assay", dependencies: ["Commands"], swiftSettings: settings))
    targets.append(
        .executableTarget(
            name: "assay-bench",
            dependencies: [
                "Record", "Files", "JSON", "ElementModel", "Definitions", "FHIRPath", "Terminology", "Validation",
                "HTTPTransport", "HTTPServer", "ReferenceSystem", "Units",
            ], path: "Benchmarks", swiftSettings: settings))
}

let package = Package(
    name: "assay",
    products: wanted == nil ? [.executable(name: "assay", targets: ["assay"])] : [],
    targets: targets
)
