internal import Glibc
internal import HTTPServer

/// Why the reference system could not be started.
public struct ReferenceSystemError: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
}

/// An embedded system that behaves as the standards ask, on synthetic people, with named faults to switch on.
///
/// It knows nothing of scenarios and is reached by HTTP like any supplier's system. Everything in it is made anew at
/// every start; ids are the same in every run.
///
/// ```swift
/// let system = try ReferenceSystem.start(faults: ["no-etag"])
/// defer { system.stop() }
/// print(system.stu3, system.r4)
/// ```
public final class ReferenceSystem: Sendable {
    private let server: HTTPServer
    /// When its clock began, in seconds since 1970.
    let began: Int

    /// The address of the server, without a path.
    public var url: String { server.url }
    /// The base of the UK Core R4 side.
    public var r4: String { "\(server.url)/r4" }
    /// The base of the GP Connect STU3 side.
    public var stu3: String { "\(server.url)/stu3" }

    /// Every fault that can be switched on.
    public static var faults: [Fault] { FaultCatalogue.entries.map(\.fault) }

    private init(server: HTTPServer, began: Int) {
        self.server = server
        self.began = began
    }

    /// Starts the system.
    ///
    /// - Parameters:
    ///   - faults: names of ``faults`` to switch on.
    ///   - now: the instant, in seconds since 1970, at which its clock begins; `nil` is the real time.
    ///   - seed: taken into every generated id that is not a counter.
    ///   - address: an address of this machine.
    ///   - port: 0 takes a free one.
    /// - Throws: ``ReferenceSystemError`` for an unknown fault, or where the port cannot be had.
    public static func start(
        faults: Set<String> = [], now: Double? = nil, seed: UInt64 = 1, address: String = "127.0.0.1", port: Int = 0
    ) throws(ReferenceSystemError) -> ReferenceSystem {
        for name in faults.sorted() where !FaultCatalogue.names.contains(name) {
            throw ReferenceSystemError(description: "there is no fault \"\(name)\"")
        }
        let begun = Self.time(CLOCK_MONOTONIC)
        let origin = now ?? Self.time(CLOCK_REALTIME)
        let service = Service(faults: FaultSet(faults), now: Int(origin)) {
            Int(origin + Self.time(CLOCK_MONOTONIC) - begun)
        }
        do {
            let limits = ServerLimits(maximumBody: 8 << 20, requestSeconds: 30)
            let server = try HTTPServer.start(
                address: address, port: port, limits: limits, replying: { service.reply(to: $0) })
            return ReferenceSystem(server: server, began: Int(origin))
        } catch {
            throw ReferenceSystemError(description: error.description)
        }
    }

    /// Stops the system; a second call does nothing.
    public func stop() { server.stop() }

    private static func time(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
