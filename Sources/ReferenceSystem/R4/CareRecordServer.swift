internal import HTTPServer
internal import JSON
internal import Record

/// The R4 side: a UK Core server.
struct CareRecordServer: Sendable {
    let faults: FaultSet

    func serve(_ call: inout Call, _ world: inout World) -> Answer {
        Answer("r4.unknown", status: 501)
    }
}
