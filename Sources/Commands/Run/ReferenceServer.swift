internal import Record
internal import ReferenceSystem
internal import Scenarios

/// The embedded reference system, started on loopback for as long as a command needs it.
struct ReferenceServer: Sendable {
    private let system: ReferenceSystem

    static func start(faults: [String], asOf: Int?) throws(Stop) -> ReferenceServer {
        do throws(ReferenceSystemError) {
            let system = try ReferenceSystem.start(faults: Set(faults), now: asOf.map(Double.init))
            return ReferenceServer(system: system)
        } catch {
            var message = error.description
            if let name = faults.first(where: { name in !ReferenceSystem.faults.contains { $0.name == name } }) {
                let near = ReferenceSystem.faults.map(\.name).filter { $0.contains(name) || name.contains($0) }
                message += near.first.map { ": did you mean '\($0)'?" } ?? "; 'assay help prove' tells how to list them"
            }
            throw Stop(message: message)
        }
    }

    func stop() { system.stop() }

    /// Its base for each pack: STU3 and R4 are apart.
    func endpoints(_ catalogue: Catalogue) -> [String: Destination.Endpoint] {
        var endpoints: [String: Destination.Endpoint] = [:]
        for pack in catalogue.packs where pack.kind == .standard {
            endpoints[pack.id] = .init(base: pack.release == .stu3 ? system.stu3 : system.r4)
        }
        return endpoints
    }
}
