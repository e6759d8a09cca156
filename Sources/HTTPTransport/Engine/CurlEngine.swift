internal import CCurl
internal import Glibc
internal import Record
internal import Synchronization

/// A thread with one multi handle: all transfers run on it, and nothing else touches libcurl.
final class CurlEngine: Sendable {
    private enum Command {
        case start(Transfer)
        case cancel(UInt64)
    }
    private struct Inbox {
        var commands: [Command] = []
        var stopping = false
        var isRunning = false
    }
    private struct Multi: @unchecked Sendable { let pointer: UnsafeMutableRawPointer? }

    private let inbox = Mutex(Inbox())
    private let multi: Multi

    private static let globally: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(maximumConnections: Int) {
        multi = Multi(pointer: Self.globally ? curl_multi_init() : nil)
        assay_curl_multi_long(multi.pointer, CURLMOPT_MAX_TOTAL_CONNECTIONS, maximumConnections)
        assay_curl_multi_long(multi.pointer, CURLMOPT_MAXCONNECTS, maximumConnections)
    }

    deinit {
        // The thread frees the handle when it ends; where none ever ran, nobody else does.
        if !inbox.withLock({ $0.isRunning }) { curl_multi_cleanup(multi.pointer) }
    }

    // MARK: From any thread

    func start(_ transfer: Transfer) {
        let refused = post(.start(transfer))
        if refused {
            transfer.continuation.resume(returning: Self.failed(transfer, .cancelled, "the transport is closed"))
        }
    }

    func cancel(_ id: UInt64) { _ = post(.cancel(id)) }

    /// Ends every transfer as cancelled; the thread ends soon after.
    func stop() {
        let wake = inbox.withLock { inbox in
            let wake = inbox.isRunning && !inbox.stopping
            inbox.stopping = true
            return wake
        }
        if wake { curl_multi_wakeup(multi.pointer) }
    }

    private func post(_ command: Command) -> Bool {
        enum Outcome { case posted, refused, first }
        let outcome: Outcome = inbox.withLock { inbox in
            if inbox.stopping || multi.pointer == nil { return .refused }
            inbox.commands.append(command)
            guard !inbox.isRunning else { return .posted }
            inbox.isRunning = true
            return .first
        }
        switch outcome {
        case .refused: return true
        case .posted: curl_multi_wakeup(multi.pointer)
        case .first: launch()
        }
        return false
    }

    private func launch() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<CurlEngine>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context)
        if code == 0 {
            pthread_detach(thread)
        } else {
            Unmanaged<CurlEngine>.fromOpaque(context).release()
            let orphans = inbox.withLock { inbox in
                inbox.stopping = true
                defer { inbox.commands = [] }
                return inbox.commands
            }
            for case .start(let transfer) in orphans {
                transfer.continuation.resume(
                    returning: Self.failed(transfer, .other, "no thread could be started for the network"))
            }
        }
    }

    static func failed(_ transfer: Transfer, _ kind: FailureKind, _ message: String) -> Exchange {
        var exchange = transfer.exchange(CURLE_ABORTED_BY_CALLBACK)
        exchange.failure = Exchange.Failure(kind: kind.rawValue, message: message)
        return exchange
    }

    // MARK: On the thread

    private func run() {
        var active: [UInt64: Transfer] = [:]
        var idle: [UnsafeMutableRawPointer] = []

        func end(_ transfer: Transfer, _ exchange: Exchange) {
            active[transfer.id] = nil
            if let handle = transfer.handle {
                curl_multi_remove_handle(multi.pointer, handle)
                curl_easy_reset(handle)
                if idle.count < 64 { idle.append(handle) } else { curl_easy_cleanup(handle) }
                transfer.handle = nil
            }
            transfer.continuation.resume(returning: exchange)
        }

        while true {
            let (commands, stopping) = inbox.withLock { inbox in
                defer { inbox.commands = [] }
                return (inbox.commands, inbox.stopping)
            }
            for command in commands {
                switch command {
                case .start(let transfer):
                    guard let handle = idle.popLast() ?? curl_easy_init() else {
                        end(transfer, Self.failed(transfer, .other, "libcurl gave no handle"))
                        continue
                    }
                    transfer.handle = handle
                    active[transfer.id] = transfer
                    transfer.prepare(handle)
                    if curl_multi_add_handle(multi.pointer, handle) != CURLM_OK {
                        end(transfer, Self.failed(transfer, .other, "libcurl refused the transfer"))
                    }
                case .cancel(let id):
                    if let transfer = active[id] { end(transfer, Self.failed(transfer, .cancelled, "cancelled")) }
                }
            }
            if stopping {
                for transfer in active.values { end(transfer, Self.failed(transfer, .cancelled, "cancelled")) }
                break
            }
            var running: Int32 = 0
            curl_multi_perform(multi.pointer, &running)
            var code = CURLE_OK
            while let handle = assay_curl_done(multi.pointer, &code) {
                guard let context = assay_curl_private(handle) else { continue }
                let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                end(transfer, transfer.exchange(code))
            }
            curl_multi_poll(multi.pointer, nil, 0, active.isEmpty ? 60_000 : 1000, nil)
        }
        for handle in idle { curl_easy_cleanup(handle) }
        curl_multi_cleanup(multi.pointer)
    }
}
