internal import HTTPServer
internal import Record

/// The checks of the Spine Secure Proxy's header fields (GPC-SSP).
enum SpineHeaders {
    static func check(
        _ request: HTTPRequest, among fitting: [GPConnectInteraction], faults: FaultSet
    ) throws(Refusal) -> GPConnectInteraction {
        func value(_ name: String) -> String? { request.header(name).flatMap { $0.isEmpty ? nil : $0 } }
        if value("Ssp-TraceID") == nil, !faults.has(.traceIDNotChecked) {
            throw .badRequest("the header field Ssp-TraceID is missing")
        }
        if value("Ssp-From") == nil, !faults.has(.sspFromNotChecked) {
            throw .badRequest("the header field Ssp-From is missing")
        }
        let to = value("Ssp-To")
        if to == nil, !faults.has(.sspToMissingNotChecked) {
            throw .badRequest("the header field Ssp-To is missing")
        }
        if let to, to != PracticeFacts.asid, !faults.has(.sspToMismatchNotChecked) {
            throw .badRequest("the header field Ssp-To does not hold the ASID of this system")
        }
        let first = fitting[0]
        guard let id = value("Ssp-InteractionID") else {
            if faults.has(.interactionMissingNotChecked) { return first }
            throw .badRequest("the header field Ssp-InteractionID is missing")
        }
        if let found = fitting.first(where: { $0.spineID == id }) { return found }
        let isKnown = GPConnectInteraction.allCases.contains { $0.spineID == id }
        if faults.has(isKnown ? .interactionMismatchNotChecked : .interactionUnknownNotChecked) { return first }
        throw .badRequest("the interaction in Ssp-InteractionID is not the one of \(request.method) on this path")
    }
}
