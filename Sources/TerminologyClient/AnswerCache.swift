internal import Database
internal import Synchronization
internal import Terminology

/// Answers kept on disk: by server, its version, and the question. Only decisions are kept, never failures.
final class AnswerCache: Sendable {
    /// The connection, which one thread at a time uses.
    private struct Store: @unchecked Sendable {
        let find: Statement
        let insert: Statement
    }
    private let store: Mutex<Store>

    init(path: String) throws(TerminologyClientError) {
        do {
            let database = try Database(path: path)
            try database.execute(
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                CREATE TABLE IF NOT EXISTS answer (server TEXT NOT NULL, version TEXT NOT NULL, valueset TEXT NOT NULL,
                    system TEXT NOT NULL, systemversion TEXT NOT NULL, code TEXT NOT NULL, result INTEGER NOT NULL,
                    display TEXT, time REAL NOT NULL,
                    PRIMARY KEY (server, version, valueset, system, systemversion, code)) WITHOUT ROWID;
                """)
            let find = try database.prepare(
                """
                SELECT result, display FROM answer WHERE server = ?1 AND version = ?2 AND valueset = ?3 AND system = ?4
                AND systemversion = ?5 AND code = ?6 AND time >= ?7
                """)
            let insert = try database.prepare(
                "INSERT OR REPLACE INTO answer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            store = Mutex(Store(find: find, insert: insert))
        } catch {
            throw TerminologyClientError(description: "the file for answers cannot be used: \(error)")
        }
    }

    private static func bind(
        _ statement: Statement, _ question: TerminologyQuestion, _ server: String, _ version: String
    ) throws(DatabaseError) {
        try statement.bind(1, server)
        try statement.bind(2, version)
        try statement.bind(3, question.valueSet ?? "")
        try statement.bind(4, question.system ?? "")
        try statement.bind(5, question.version ?? "")
        try statement.bind(6, question.code)
    }

    /// An answer that is not older than `since`; whatever goes wrong, the question is simply asked again.
    func answer(
        to question: TerminologyQuestion, server: String, version: String, since: Double
    ) -> RemoteAnswer? {
        store.withLock { store in
            defer { store.find.reset() }
            do {
                try AnswerCache.bind(store.find, question, server, version)
                try store.find.bind(7, since)
                guard try store.find.step() else { return nil }
            } catch {
                return nil
            }
            let membership: Membership =
                switch store.find.int(0) {
                case 0: .notMember
                case 2: .memberWithRemark(.inactive)
                default: .member
                }
            return RemoteAnswer(membership: membership, display: store.find.text(1))
        }
    }

    func keep(
        _ answer: RemoteAnswer, to question: TerminologyQuestion, server: String, version: String, now: Double
    ) {
        let result: Int
        switch answer.membership {
        case .notMember: result = 0
        case .member: result = 1
        case .memberWithRemark: result = 2
        case .undecided: return
        }
        store.withLock { store in
            do {
                try AnswerCache.bind(store.insert, question, server, version)
                try store.insert.bind(7, result)
                try store.insert.bind(8, answer.display)
                try store.insert.bind(9, now)
                try store.insert.run()
            } catch {
                store.insert.reset()
            }
        }
    }
}
