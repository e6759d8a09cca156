import Database
import Testing

@Suite("SQLite, wrapped")
struct DatabaseTests {
    @Test("Values come back as they went in")
    func roundTrip() throws {
        let database = try Database(path: ":memory:")
        try database.execute("CREATE TABLE t (a INTEGER, b TEXT, c BLOB, d REAL)")
        let insert = try database.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)")
        for (number, text, bytes) in [(1, "é", [0, 1] as [UInt8]), (-5, "", [])] {
            try insert.bind(1, number)
            try insert.bind(2, text)
            try insert.bind(3, bytes: bytes)
            try insert.bind(4, 1.5)
            try insert.run()
        }
        let rows = try database.prepare("SELECT a, b, c, d FROM t ORDER BY a DESC")
        #expect(try rows.step())
        #expect(rows.int(0) == 1 && rows.text(1) == "é" && rows.bytes(2) == [0, 1] && rows.double(3) == 1.5)
        #expect(try rows.step())
        #expect(rows.int(0) == -5 && rows.text(1) == "" && rows.bytes(2).isEmpty && !rows.isNull(1))
        #expect(try !rows.step())
    }

    @Test("A transaction that fails leaves nothing")
    func transactions() throws {
        let database = try Database(path: ":memory:")
        try database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)")
        #expect(throws: DatabaseError.self) {
            try database.transaction {
                try database.execute("INSERT INTO t VALUES (1)")
                try database.execute("INSERT INTO t VALUES (1)")
            }
        }
        let count = try database.prepare("SELECT count(*) FROM t")
        #expect(try count.step())
        #expect(count.int(0) == 0)
    }

    @Test("What cannot be opened, and what is no SQL, is said")
    func failures() throws {
        #expect(throws: DatabaseError.self) { try Database(path: "/nonexistent/folder/file", mode: .readOnly) }
        let database = try Database(path: ":memory:")
        #expect(throws: DatabaseError.self) { try database.prepare("SELEKT") }
        #expect(Database.libraryVersion.hasPrefix("3."))
    }
}
