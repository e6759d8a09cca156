internal import CSQLite

/// Why the database did not do what was asked: SQLite's words, and what to do.
public struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// SQLite's result code.
    public var code: Int32
    public var message: String
    /// The file.
    public var path: String
    public var description: String { "\(path): \(message)" }

    public init(code: Int32, message: String, path: String) {
        self.code = code
        self.message = message
        self.path = path
    }
}

/// A connection to an SQLite file. One thread at a time may use it.
public final class Database {
    /// How a file is opened.
    public enum Mode: Sendable {
        /// The file must exist and is only read.
        case readOnly
        /// The file is made where it does not exist.
        case readWrite
    }

    let handle: OpaquePointer
    public let path: String

    /// Opens a file; `:memory:` is a database without one.
    ///
    /// - Throws: ``DatabaseError`` where the file cannot be opened or is no database.
    public init(path: String, mode: Mode = .readWrite) throws(DatabaseError) {
        var found: OpaquePointer?
        let flags =
            SQLITE_OPEN_NOMUTEX
            | (mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        let code = sqlite3_open_v2(path, &found, flags, nil)
        guard let handle = found, code == SQLITE_OK else {
            let message = found.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            if let found { sqlite3_close_v2(found) }
            throw DatabaseError(code: code, message: message, path: path)
        }
        self.handle = handle
        self.path = path
        sqlite3_busy_timeout(handle, 5000)
        // Fails here already where the file is no database.
        try execute("PRAGMA trusted_schema = OFF; PRAGMA schema_version")
    }

    deinit { sqlite3_close_v2(handle) }

    /// The version of SQLite that runs.
    public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// Runs statements that take no values and give no rows.
    public func execute(_ sql: String) throws(DatabaseError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Prepares a statement; values stand as `?1`, `?2`, ….
    public func prepare(_ sql: String) throws(DatabaseError) -> Statement {
        var found: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, sql, -1, &found, nil)
        guard let statement = found, code == SQLITE_OK else { throw error(code) }
        return Statement(statement, of: self)
    }

    /// Runs `body` as one transaction, which is taken back where it throws.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    func check(_ code: Int32) throws(DatabaseError) { if code != SQLITE_OK { throw error(code) } }

    func error(_ code: Int32) -> DatabaseError {
        DatabaseError(code: code, message: String(cString: sqlite3_errmsg(handle)), path: path)
    }
}
