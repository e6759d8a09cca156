internal import ElementModel
internal import JSON
internal import Record

/// FHIR bytes to and from the trees that the stores hold.
enum Interchange {
    struct Unreadable: Error { var reason: String }

    static func read(_ bytes: [UInt8], _ syntax: Syntax, _ release: FHIRRelease) throws(Unreadable) -> JSONValue {
        switch syntax {
        case .json:
            do {
                return try JSONValue(parsing: bytes, maximumDepth: 64)
            } catch {
                throw Unreadable(reason: "the body is not JSON: \(error)")
            }
        case .xml: return try readXML(bytes, release)
        }
    }

    static func write(_ resource: JSONValue, _ syntax: Syntax, _ release: FHIRRelease) -> [UInt8] {
        switch syntax {
        case .json: resource.serialized()
        case .xml: writeXML(resource, release)
        }
    }

    private static func readXML(_ bytes: [UInt8], _ release: FHIRRelease) throws(Unreadable) -> JSONValue {
        let document = Document.read(bytes, format: .xml, release: release, limits: limits)
        if let fatal = document.findings.first(where: { $0.severity == .fatal }) {
            throw Unreadable(reason: "the body is not XML: \(fatal.message)")
        }
        guard document.isReadable, let value = try? JSONValue(parsing: document.json(), maximumDepth: 64) else {
            throw Unreadable(reason: "the body is not a FHIR resource in XML")
        }
        return value
    }

    private static func writeXML(_ resource: JSONValue, _ release: FHIRRelease) -> [UInt8] {
        Document.read(resource.serialized(), format: .json, release: release).xml()
    }

    static let limits = ReadingLimits(bytes: 8 << 20, depth: 64, findings: 20)

    /// What is wrong with bytes as FHIR, before any profile: syntax, unknown elements, malformed values.
    static func faults(_ bytes: [UInt8], _ syntax: Syntax, _ release: FHIRRelease) -> [Finding] {
        Document.read(bytes, format: syntax == .json ? .json : .xml, release: release, limits: limits)
            .findings.filter { $0.severity >= .error }
    }
}
