internal import JSON
public import Record
public import Scenarios

/// Asks first whether there is a FHIR server at all: a dead port, a web page or silence is nobody's failed requirement.
public enum Preflight {
    /// - Parameters:
    ///   - endpoints: the base URLs, by pack.
    ///   - request: makes the call that asks an endpoint for its capabilities.
    ///   - send: puts it on the wire.
    /// - Returns: for each endpoint that is no FHIR server, why.
    public static func check(
        _ endpoints: [String: Destination.Endpoint],
        send: @escaping @Sendable (Exchange.Request) async -> Exchange
    ) async -> [String: Judgement] {
        // Several packs may share a base: it is asked once.
        let bases = Set(endpoints.values)
        let answers = await withTaskGroup(of: (Destination.Endpoint, Judgement?).self) { group in
            for endpoint in bases {
                group.addTask {
                    let headers = [HeaderField("Accept", "application/fhir+json")] + endpoint.headers
                    let exchange = await send(
                        Exchange.Request(method: "GET", url: endpoint.base + "/metadata", headers: headers))
                    return (endpoint, judge(exchange))
                }
            }
            var answers: [Destination.Endpoint: Judgement] = [:]
            for await (endpoint, judgement) in group { answers[endpoint] = judgement }
            return answers
        }
        return endpoints.compactMapValues { answers[$0] }
    }

    /// `nil` where a FHIR server answered, with whatever status.
    static func judge(_ exchange: Exchange) -> Judgement? {
        guard let response = exchange.response else {
            let words =
                switch exchange.failure?.kind {
                case "refused": "nobody listens there"
                case "timeout": "no answer came in time"
                case "dns": "the host is not known"
                case "tls": "no secure connection could be agreed"
                default: exchange.failure?.message ?? "no answer came"
                }
            return .error(
                .network, "the system was not reached (\(words)): check the address in target.yaml and that it runs")
        }
        let body = response.body
        let start = body.first { $0 > 0x20 }
        let isFHIR: Bool
        if start == UInt8(ascii: "{") {
            isFHIR = (try? JSONValue(parsing: body))?["resourceType"]?.string != nil
        } else if start == UInt8(ascii: "<") {
            isFHIR = String(decoding: body.prefix(2048), as: UTF8.self).contains("http://hl7.org/fhir")
        } else {
            isFHIR = false
        }
        if isFHIR { return nil }
        let what = response.headers[field: "Content-Type"] ?? "no content type"
        return .error(
            .network,
            "what answers there is no FHIR server (status \(response.status), \(what)): check the base URL in target.yaml"
        )
    }
}
