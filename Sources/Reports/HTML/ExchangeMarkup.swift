internal import JSON
internal import Record

/// Draws a request and its answer, folded, as they went over the wire.
enum ExchangeMarkup {
    /// Bodies beyond this many bytes are cut in the page, so that it stays light; the evidence has them whole.
    static let bodyLimit = 8 * 1024

    static func draw(_ exchange: Exchange) -> Markup {
        tag("details", ["class": "exchange"]) {
            tag("summary") {
                tag("span", ["class": "id"]) { "\(exchange.request.method) \(exchange.request.url)" }
                if let response = exchange.response {
                    " → \(response.status)"
                } else if let failure = exchange.failure {
                    " → no answer: \(failure.kind)"
                }
            }
            tag("div", ["class": "in"]) {
                tag("h5") { "Request" }
                tag("pre", ["tabindex": "0"]) {
                    "\(exchange.request.method) \(exchange.request.url)\n" + fields(exchange.request.headers)
                        + body(exchange.request.body, exchange.request.headers)
                }
                if let response = exchange.response {
                    tag("h5") { "Answer" }
                    tag("pre", ["tabindex": "0"]) {
                        "HTTP/\(response.httpVersion) \(response.status)\n" + fields(response.headers)
                            + body(response.body, response.headers)
                    }
                }
                if let failure = exchange.failure { tag("p") { "No answer (\(failure.kind)): \(failure.message)" } }
            }
        }
    }

    private static func fields(_ headers: [HeaderField]) -> String {
        headers.map { "\($0.name): \($0.value)\n" }.joined()
    }

    /// The body as text: JSON on several lines, anything that is not text by its size alone.
    private static func body(_ bytes: [UInt8], _ headers: [HeaderField]) -> String {
        guard !bytes.isEmpty else { return "" }
        guard let whole = String(validating: bytes, as: UTF8.self) else {
            return "\n(\(bytes.count) bytes that are not text)"
        }
        var text = whole
        if headers[field: "Content-Type"]?.contains("json") == true, let value = try? JSONValue(parsing: bytes) {
            text = value.text(indent: 2)
        }
        guard text.utf8.count > bodyLimit else { return "\n" + text }
        let shown = String(decoding: text.utf8.prefix(bodyLimit), as: UTF8.self)
        return "\n\(shown)\n… (cut here: \(bytes.count) bytes in all; the evidence beside this page has them whole)"
    }
}
