import Glibc
import Synchronization

/// A server that takes connections and says exactly what it is told: what no proper server would.
final class RawServer: Sendable {
    let port: Int
    private let socket: Int32

    /// - Parameter answer: written once something has come from the client; `nil` says nothing for ever.
    init?(answer: [UInt8]?, closes: Bool = true) {
        let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { return nil }
        socket = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        let work = Work(listener: listener, answer: answer, closes: closes)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(work).toOpaque())
        pthread_detach(thread)
    }

    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    private final class Work: Sendable {
        let listener: Int32
        let answer: [UInt8]?
        let closes: Bool
        init(listener: Int32, answer: [UInt8]?, closes: Bool) {
            self.listener = listener
            self.answer = answer
            self.closes = closes
        }

        func run() {
            var open: [Int32] = []
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { break }
                open.append(client)
                guard let answer else { continue }
                var buffer = [UInt8](repeating: 0, count: 65536)
                guard recv(client, &buffer, buffer.count, 0) > 0 else { continue }
                var sent = 0
                while sent < answer.count {
                    let count = answer.withUnsafeBytes {
                        send(client, $0.baseAddress.unsafelyUnwrapped + sent, answer.count - sent, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { break }
                    sent += count
                }
                if closes {
                    shutdown(client, Int32(SHUT_RDWR))
                }
            }
            for client in open { close(client) }
            close(listener)
        }
    }
}
