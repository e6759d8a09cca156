internal import Definitions
internal import ElementModel
internal import Record

/// What servers and guides say of themselves.
extension Walk {
    /// A search parameter of a CapabilityStatement is of the type that its definition gives it.
    func checkCapabilities(_ node: ElementID) {
        for rest in all(node, .rest) {
            for owner in [rest] + all(rest, .resource) {
                for parameter in all(owner, .searchParam) {
                    guard let canonical = string(parameter, .definition), let type = string(parameter, .type),
                        let definition = judgement.context.searchParameter(canonical), definition.type != type
                    else { continue }
                    raise(
                        .capabilitySearch, parameter, "CAPABALITYSTATEMENT_CS_SP_WRONGTYPE",
                        "The search parameter '\(canonical)' has the type \(definition.type), not \(type).")
                }
            }
        }
    }

    /// An ImplementationGuide names the packages that it depends on as packages are named.
    func checkGuide(_ node: ElementID) {
        for dependency in all(node, .dependsOn) {
            guard let package = string(dependency, .packageId) else { continue }
            guard Self.isPackageName(package) else {
                raise(
                    .guideDependency, dependency, "IG_DEPENDENCY_INVALID_PACKAGEID",
                    "'\(package)' is no name of a package: those are like 'hl7.fhir.r4.core'.")
                continue
            }
            if let version = string(dependency, .version), !Self.isPackageVersion(version) {
                raise(
                    .guideDependency, dependency, "IG_DEPENDENCY_INVALID_PACKAGE_VERSION",
                    "'\(version)' is no version of a package: those are like '1.0.0', 'current' or 'dev'.")
            }
        }
    }

    private static func isWord(_ part: Substring, _ more: String) -> Bool {
        !part.isEmpty && part.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || more.contains($0) }
    }
    private static func isPackageName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 && name.first?.isLetter == true && parts.allSatisfy { isWord($0, "-_") }
    }
    private static func isPackageVersion(_ version: String) -> Bool {
        version.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isWord($0, "-_$") }
    }
}
