internal import Synchronization

/// Pieces of work shared out to a bounded number of workers; answers come back in the order of the pieces.
final class Workers<Piece: Sendable, Answer: Sendable>: Sendable {
    private let pieces: [Piece]
    private let next = Mutex(0)
    private let answers: Mutex<[Answer?]>

    private init(_ pieces: [Piece]) {
        self.pieces = pieces
        answers = Mutex(Array(repeating: nil, count: pieces.count))
    }

    /// - Parameters:
    ///   - count: how many workers there are at most.
    ///   - makeWorker: called once by each, so that a worker can keep memory of its own between pieces.
    static func run(
        _ pieces: [Piece], count: Int, makeWorker: @escaping @Sendable () -> ((Piece) -> Answer)
    ) async -> [Answer] {
        let workers = Workers(pieces)
        if count <= 1 || pieces.count <= 1 {
            workers.work(makeWorker())
        } else {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<min(count, pieces.count) { group.addTask { workers.work(makeWorker()) } }
            }
        }
        return workers.answers.withLock { $0 }.compactMap { $0 }
    }

    private func work(_ worker: (Piece) -> Answer) {
        while true {
            let number = next.withLock { place in
                defer { place += 1 }
                return place
            }
            guard number < pieces.count else { return }
            let answer = worker(pieces[number])
            answers.withLock { $0[number] = answer }
        }
    }
}
