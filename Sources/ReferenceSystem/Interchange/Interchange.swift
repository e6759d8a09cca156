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
        throw Unreadable(reason: "XML is not read yet")
    }

    private static func writeXML(_ resource: JSONValue, _ release: FHIRRelease) -> [UInt8] {
        resource.serialized()
    }
}
