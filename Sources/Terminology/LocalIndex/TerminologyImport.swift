internal import Database
internal import Files

/// Makes a ``TerminologyIndex`` from release files that the user has a licence for: SNOMED CT in RF2 (snapshot or
/// full) and dm+d in XML, unpacked.
///
/// Several releases may be imported together (the International Edition and the UK extensions): of each component the
/// latest row counts. The index is built beside its place and moved there when it is whole.
public struct TerminologyImport {
    /// What was read.
    public struct Outcome: Sendable, Hashable {
        public var files = 0
        public var concepts = 0
        public var descriptions = 0
        public var relationships = 0
        public var members = 0
        public var products = 0
        public init() {}
    }

    /// Reads all release files below the folders given.
    ///
    /// - Parameters:
    ///   - folders: folders with unpacked release files, or single files.
    ///   - path: where the index is put; what stood there is replaced.
    ///   - progress: is told each file before it is read.
    /// - Throws: ``TerminologyIndexError`` where a file is broken or nothing fits.
    public static func run(
        _ folders: [String], to path: String, progress: (String) -> Void = { _ in }
    ) throws(TerminologyIndexError) -> Outcome {
        let partial = path + ".partial"
        do {
            if Files.exists(partial) { try Files.remove(partial) }
            let outcome = try build(folders, at: partial, progress)
            guard outcome.concepts + outcome.products > 0 else {
                try Files.remove(partial)
                throw TerminologyIndexError(
                    path: folders.first ?? path,
                    reason: "holds no release files: give the folder of an unpacked SNOMED CT (RF2) or dm+d release")
            }
            try replace(path, with: partial)
            return outcome
        } catch let error as TerminologyIndexError {
            throw error
        } catch let error as DatabaseError {
            throw TerminologyIndexError(path: partial, reason: error.message)
        } catch let error as FileError {
            throw TerminologyIndexError(path: error.path, reason: error.reason)
        } catch {
            throw TerminologyIndexError(path: path, reason: "\(error)")
        }
    }

    private static func build(_ folders: [String], at path: String, _ progress: (String) -> Void) throws -> Outcome {
        let database = try Database(path: path)
        try database.execute(schema)
        var outcome = Outcome()
        var found: [String] = []
        for folder in folders { try list(folder, depth: 0, into: &found) }
        try database.transaction {
            let snomed = try ReleaseFormat2(database)
            for file in found {
                if let kind = ReleaseFormat2.Kind(fileName: Files.name(of: file)) {
                    progress(file)
                    try snomed.read(file, kind, &outcome)
                    outcome.files += 1
                } else if let kind = MedicinesRelease.Kind(fileName: Files.name(of: file)) {
                    progress(file)
                    try MedicinesRelease.read(file, kind, into: database, &outcome)
                    outcome.files += 1
                }
            }
            if outcome.concepts > 0 { try snomed.finish() }
            let fact = try database.prepare("INSERT OR REPLACE INTO fact VALUES (?1, ?2)")
            var facts = [("format", TerminologyIndex.format)]
            if outcome.concepts > 0 { facts.append(("snomed", snomed.version)) }
            if outcome.products > 0 { facts.append(("dmd", MedicinesRelease.version(of: found))) }
            for (key, value) in facts {
                try fact.bind(1, key)
                try fact.bind(2, value)
                try fact.run()
            }
        }
        try database.execute("ANALYZE")
        return outcome
    }

    /// The files below a path; packed ones below it are passed over, since their content lies beside them or not at all.
    private static func list(_ path: String, depth: Int, into found: inout [String]) throws {
        guard depth < 16, found.count < 10_000 else { return }
        guard Files.isFolder(path) else {
            guard Files.exists(path) else { throw TerminologyIndexError(path: path, reason: "is not there") }
            if path.hasSuffix(".zip") {
                guard depth == 0 else { return }
                throw TerminologyIndexError(path: path, reason: "is packed: unpack it and give the folder")
            }
            found.append(path)
            return
        }
        for name in try Files.list(path).sorted() where !name.hasPrefix(".") {
            try list(Files.join(path, name), depth: depth + 1, into: &found)
        }
    }

    /// The rows are found by the query that each index serves; nothing else is kept.
    private static let schema = """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA cache_size = -200000;
        CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE concept (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, active INTEGER NOT NULL);
        CREATE TABLE description (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, active INTEGER NOT NULL,
            concept INTEGER NOT NULL, type INTEGER NOT NULL, language TEXT NOT NULL, term TEXT NOT NULL,
            preferred INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE relationship (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, active INTEGER NOT NULL,
            source INTEGER NOT NULL, type INTEGER NOT NULL, target INTEGER NOT NULL, grouping INTEGER NOT NULL);
        CREATE TABLE member (id BLOB PRIMARY KEY, time INTEGER NOT NULL, active INTEGER NOT NULL,
            refset INTEGER NOT NULL, concept INTEGER NOT NULL, preferred INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE TABLE product (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, active INTEGER NOT NULL);
        """
}
