internal import JSON
internal import Record

/// Draws a request and its answer, folded, as they went over the wire.
enum ExchangeMarkup {
    /// Bodies beyond this many bytes are cut in the page; the evidence has them whole.
    static let bodyLimit = 64 * 1024

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
        guard
            String(validating: bytes.prefix(bodyLimit + 3).dropLast(bytes.count > bodyLimit ? 3 : 0), as: UTF8.self)
                != nil
                || bytes.count > bodyLimit
        else { return "\n(\(bytes.count) bytes that are not text)" }
        var text: String
        if headers[field: "Content-Type"]?.contains("json") == true, bytes.count <= bodyLimit,
            let value = try? JSONValue(parsing: bytes)
        {
            text = value.text(indent: 2)
        } else {
            text = String(decoding: bytes.prefix(bodyLimit), as: UTF8.self)
        }
        if bytes.count > bodyLimit { text += "\n… (\(bytes.count) bytes in all; the evidence has them whole)" }
        return "\n" + text
    }
}
