import Conformance
import Record
import Scenarios
import Testing

@Suite("Asking whether there is a FHIR server")
struct PreflightTests {
    private static func check(_ response: Exchange.Response?, failure: String = "refused") async -> Judgement? {
        let found = await Preflight.check(["p": .init(base: "http://x")]) { request in
            var exchange = Exchange(request: request)
            exchange.response = response
            if response == nil { exchange.failure = .init(kind: failure, message: failure) }
            return exchange
        }
        return found["p"]
    }

    @Test("Nobody there and silence are errors of the network", arguments: ["refused", "timeout", "dns", "tls"])
    func notReached(kind: String) async {
        let judgement = await Self.check(nil, failure: kind)
        #expect(judgement?.verdict == .error)
        #expect(judgement?.blame == .network)
    }

    @Test(
        "What is no FHIR is an error of the network",
        arguments: ["<html><body>Hello</body></html>", "{\"status\":\"up\"}", "", "hello", "{"])
    func notFHIR(body: String) async {
        let judgement = await Self.check(Exchange.Response(status: 200, body: Array(body.utf8)))
        #expect(judgement?.verdict == .error)
        #expect(judgement?.blame == .network)
    }

    @Test(
        "A FHIR resource will do, whatever its status and syntax",
        arguments: [
            #"{"resourceType":"CapabilityStatement"}"#, #"{"resourceType":"OperationOutcome"}"#,
            #"<?xml version="1.0"?><CapabilityStatement xmlns="http://hl7.org/fhir"/>"#,
        ])
    func reached(body: String) async {
        #expect(await Self.check(Exchange.Response(status: 401, body: Array(body.utf8))) == nil)
    }
}
