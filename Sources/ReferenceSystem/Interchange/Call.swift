internal import HTTPServer
internal import JSON

/// Which syntax FHIR is written in.
enum Syntax: Sendable {
    case json, xml

    var mediaType: String { self == .json ? "application/fhir+json" : "application/fhir+xml" }

    /// The syntax that a media type names; `nil` for any other.
    init?(mediaType: String) {
        switch mediaType.prefix(while: { $0 != ";" }).lowercased().filter({ $0 != " " }) {
        case "application/fhir+json", "application/json", "application/json+fhir", "text/json", "json": self = .json
        case "application/fhir+xml", "application/xml", "application/xml+fhir", "text/xml", "xml": self = .xml
        default: return nil
        }
    }
}

/// A request on its way through a base: taken apart, its time fixed.
struct Call: Sendable {
    var request: HTTPRequest
    /// The path below the base.
    var segments: [String]
    var parameters: [QueryParameter]
    /// How the answer is to be written.
    var syntax: Syntax
    /// Seconds since 1970.
    var now: Int
    /// The address of the base: `http://127.0.0.1:1234/stu3`.
    var base: String
    /// Nothing more can be stored.
    var storeIsFull = false

    func values(_ name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }
    func value(_ name: String) -> String? { parameters.first { $0.name == name }?.value }
}

/// What is answered: a resource, or nothing.
struct Answer: Sendable {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var resource: JSONValue?
    /// The interaction that was served: `stu3.slot.search`; faults are aimed by it.
    var interaction: String

    init(_ interaction: String, status: Int = 200, resource: JSONValue? = nil) {
        self.interaction = interaction
        self.status = status
        self.resource = resource
    }

    mutating func set(_ name: String, _ value: String?) {
        headers.removeAll { $0.name.lowercased() == name.lowercased() }
        if let value { headers.append((name, value)) }
    }
}

/// A request that is refused, with the words of the standard for it.
struct Refusal: Error, Sendable {
    var status: Int
    /// FHIR's `issue.code`.
    var type: String
    /// The code of the standard's own error list; `nil` for plain FHIR.
    var code: String?
    var diagnostics: String
    var headers: [(name: String, value: String)] = []

    init(_ status: Int, _ type: String, _ code: String? = nil, _ diagnostics: String) {
        self.status = status
        self.type = type
        self.code = code
        self.diagnostics = diagnostics
    }
}
