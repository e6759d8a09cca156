internal import Record
internal import ReferenceSystem
internal import Scenarios

/// The embedded reference system, started on loopback for as long as a command needs it.
struct ReferenceServer: Sendable {
    let base: String
    private let stopper: @Sendable () async -> Void

    static func start(faults: [String], asOf: Int?) async throws(Stop) -> ReferenceServer {
        throw Stop(message: "the reference system is not built yet", exitCode: 70)
    }

    func stop() async { await stopper() }

    /// Its base for each pack: STU3 and R4 are apart.
    func endpoints(_ catalogue: Catalogue) -> [String: Destination.Endpoint] {
        var endpoints: [String: Destination.Endpoint] = [:]
        for pack in catalogue.packs where pack.kind == .standard {
            endpoints[pack.id] = .init(base: base + (pack.release == .stu3 ? "/stu3" : "/r4"))
        }
        return endpoints
    }
}
