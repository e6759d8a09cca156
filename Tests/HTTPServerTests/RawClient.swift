import Glibc

/// A client that writes exactly what it is given and reads until the server closes or says nothing more.
struct RawClient: Sendable {
    let socket: Int32

    init?(port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            Glibc.close(socket)
            return nil
        }
    }

    func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress.unsafelyUnwrapped + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }
    func write(_ text: String) { write(Array(text.utf8)) }

    /// What comes until the server closes, or until `seconds` have gone without a byte.
    ///
    /// It waits on a thread of its own: the handlers may need those of the tasks.
    func read(quietSeconds seconds: Double = 60) async -> String {
        await withCheckedContinuation { continuation in
            var thread = pthread_t()
            let work = Work(client: self, seconds: seconds, continuation: continuation)
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
                    work.continuation.resume(returning: work.client.readHere(quietSeconds: work.seconds))
                    return nil
                }, Unmanaged.passRetained(work).toOpaque())
            pthread_detach(thread)
        }
    }

    /// Whether the server has closed the connection; what it still sends is thrown away.
    var isClosed: Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { continue }
            return count == 0 || (errno != EAGAIN && errno != EINTR)
        }
    }

    private final class Work: Sendable {
        let client: RawClient
        let seconds: Double
        let continuation: CheckedContinuation<String, Never>
        init(client: RawClient, seconds: Double, continuation: CheckedContinuation<String, Never>) {
            self.client = client
            self.seconds = seconds
            self.continuation = continuation
        }
    }

    private func readHere(quietSeconds seconds: Double) -> String {
        var timeout = timeval(tv_sec: Int(seconds), tv_usec: Int((seconds - seconds.rounded(.down)) * 1e6))
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var out: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            out += buffer[..<count]
        }
        return String(decoding: out, as: UTF8.self)
    }

    func close() { Glibc.close(socket) }

    /// One request on a connection of its own.
    static func ask(_ port: Int, _ text: String) async -> String {
        guard let client = RawClient(port: port) else { return "" }
        defer { client.close() }
        client.write(text)
        return await client.read()
    }
}
