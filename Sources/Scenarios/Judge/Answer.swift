internal import ElementModel
internal import Record

/// A response as the expectations look at it: read once.
struct Answer {
    let response: Exchange.Response
    /// `nil` where there is no body or it is no resource.
    let document: Document?
    /// Why there is no document.
    let unreadable: String

    init(_ response: Exchange.Response, release: FHIRRelease) {
        self.response = response
        let body = response.body
        let first = body.first { $0 > 0x20 }
        if body.isEmpty {
            document = nil
            unreadable = "there is no body"
        } else if first != UInt8(ascii: "{") && first != UInt8(ascii: "<") {
            document = nil
            unreadable = "the body is neither JSON nor XML"
        } else if Self.isHTML(body) {
            document = nil
            unreadable = "the body is a web page (HTML), not a FHIR resource"
        } else {
            let document = Document.read(body, format: first == UInt8(ascii: "<") ? .xml : .json, release: release)
            let isResource = document.isReadable && document.view.isResource(.root)
            self.document = isResource ? document : nil
            let fault = document.findings.first { $0.severity == .fatal } ?? document.findings.first
            unreadable = isResource ? "" : "the body is no FHIR resource" + (fault.map { ": \($0.message)" } ?? "")
        }
    }

    static func isHTML(_ body: [UInt8]) -> Bool {
        let start = String(decoding: body.prefix(512), as: UTF8.self).lowercased()
        return start.contains("<!doctype html") || start.contains("<html")
    }

    /// The type of the resource.
    var type: String? {
        guard let document else { return nil }
        return document.view.types.text(document.view.type(.root))
    }
}
