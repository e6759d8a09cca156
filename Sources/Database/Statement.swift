internal import CSQLite

/// A prepared statement: bind values, then step through the rows. Reset it to run it again.
public final class Statement {
    private let handle: OpaquePointer
    private let database: Database
    /// SQLite's mark that it must copy what is bound.
    private static var copies: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    init(_ handle: OpaquePointer, of database: Database) {
        self.handle = handle
        self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    // MARK: Values

    public func bind(_ place: Int32, _ value: Int64) throws(DatabaseError) {
        try database.check(sqlite3_bind_int64(handle, place, value))
    }
    public func bind(_ place: Int32, _ value: Int) throws(DatabaseError) { try bind(place, Int64(value)) }
    public func bind(_ place: Int32, _ value: Double) throws(DatabaseError) {
        try database.check(sqlite3_bind_double(handle, place, value))
    }
    public func bind(_ place: Int32, _ value: String?) throws(DatabaseError) {
        guard var value else { return try bindNull(place) }
        let code = value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(
                    handle, place, $0.baseAddress, UInt64($0.count), Statement.copies, UInt8(SQLITE_UTF8))
            }
        }
        // An empty text has no address, which SQLite takes for null.
        try database.check(value.isEmpty ? sqlite3_bind_text(handle, place, "", 0, Statement.copies) : code)
    }
    public func bind(_ place: Int32, _ value: UnsafeBufferPointer<UInt8>) throws(DatabaseError) {
        let code = value.withMemoryRebound(to: CChar.self) {
            sqlite3_bind_text64(handle, place, $0.baseAddress, UInt64($0.count), Statement.copies, UInt8(SQLITE_UTF8))
        }
        try database.check(value.isEmpty ? sqlite3_bind_text(handle, place, "", 0, Statement.copies) : code)
    }
    public func bind(_ place: Int32, bytes value: [UInt8]) throws(DatabaseError) {
        let code = value.withUnsafeBytes {
            sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64($0.count), Statement.copies)
        }
        try database.check(value.isEmpty ? sqlite3_bind_zeroblob(handle, place, 0) : code)
    }
    public func bindNull(_ place: Int32) throws(DatabaseError) { try database.check(sqlite3_bind_null(handle, place)) }

    // MARK: Rows

    /// Goes to the next row.
    ///
    /// - Returns: `false` where there is none.
    public func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw database.error(code)
        }
    }

    /// Runs the statement to its end and makes it ready to run again.
    public func run() throws(DatabaseError) {
        defer { reset() }
        while try step() {}
    }

    /// Makes the statement ready to run again; bound values stay.
    public func reset() { sqlite3_reset(handle) }

    public func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    public func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }
    public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    public func text(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))),
            as: UTF8.self)
    }
    public func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
