internal import Glibc
internal import Synchronization

/// A thread that hangs up on connections past their deadline: one of its own, since tasks may be kept waiting.
final class DeadlineWatch: Sendable {
    private final class Work: Sendable {
        let core: ServerCore
        let pause: Double
        let isStopped = Atomic<Bool>(false)
        init(_ core: ServerCore, pause: Double) {
            self.core = core
            self.pause = pause
        }
    }
    private let work: Work

    init(_ core: ServerCore) {
        let limits = core.limits
        work = Work(core, pause: max(0.05, min(1, limits.requestSeconds / 4, limits.responseSeconds / 4)))
        var thread = pthread_t()
        let context = Unmanaged.passRetained(work)
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
                while !work.isStopped.load(ordering: .relaxed) {
                    usleep(UInt32(work.pause * 1_000_000))
                    work.core.sweep()
                }
                return nil
            }, context.toOpaque())
        if code == 0 { pthread_detach(thread) } else { context.release() }
    }

    /// Ends the thread, at the latest after its pause.
    func stop() { work.isStopped.store(true, ordering: .relaxed) }
}
