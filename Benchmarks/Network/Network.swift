import Dispatch
import HTTPServer
import HTTPTransport
import Record
import ReferenceSystem

/// The client and the embedded servers, on the same cores: one request after another, and 200 at a time.
func networkSuite() -> [Benchmark] {
    let body = [UInt8](repeating: 65, count: 1024)
    guard let server = try? HTTPServer.start(replying: { _ in .now(HTTPResponse(body: body)) }),
        let system = try? ReferenceSystem.start(now: 1_780_299_000)
    else { return [] }
    let transport = HTTPTransport()

    /// Sends so many requests, so many at a time, and counts the answers with status 200.
    @Sendable func send(_ url: String, _ count: Int, atOnce: Int) -> Int {
        let done = DispatchSemaphore(value: 0)
        let right = Counter()
        Task.detached {
            await withTaskGroup(of: Bool.self) { group in
                var begun = 0
                while begun < min(atOnce, count) {
                    begun += 1
                    group.addTask { await transport.send(TransportRequest(url: url)).response?.status == 200 }
                }
                while let isRight = await group.next() {
                    if isRight { right.value += 1 }
                    guard begun < count else { continue }
                    begun += 1
                    group.addTask { await transport.send(TransportRequest(url: url)).response?.status == 200 }
                }
            }
            done.signal()
        }
        done.wait()
        return right.value
    }

    return [
        Benchmark("network/one request after another", expected: 1) { send(server.url, $0, atOnce: 1) },
        Benchmark("network/200 requests at a time (200)", expected: 200) { send(server.url, $0 * 200, atOnce: 200) },
        Benchmark("network/reference system, read a patient", expected: 1) {
            send("\(system.r4)/Patient/1", $0, atOnce: 16)
        },
        Benchmark("network/reference system, start", expected: 1) { count in
            for _ in 0..<count { (try? ReferenceSystem.start(now: 1_780_299_000))?.stop() }
            return count
        },
    ]
}

/// Touched by one task, read once it has ended.
private final class Counter: @unchecked Sendable {
    var value = 0
}
