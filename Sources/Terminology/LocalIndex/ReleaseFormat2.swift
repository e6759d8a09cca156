internal import Database
internal import Files

/// Reads the files of SNOMED CT's Release Format 2 into an index.
final class ReleaseFormat2 {
    /// The files that are read, by their names (RF2, *file naming convention*).
    enum Kind {
        case concepts, descriptions, relationships, members, languageMembers

        init?(fileName name: String) {
            guard name.hasSuffix(".txt"), !name.contains("Delta") else { return nil }
            // Names begin with an x where a release is a preview.
            let name = name.hasPrefix("x") ? String(name.dropFirst()) : name
            if name.hasPrefix("sct2_Concept_") {
                self = .concepts
            } else if name.hasPrefix("sct2_Description_") {
                self = .descriptions
            } else if name.hasPrefix("sct2_Relationship_") {
                self = .relationships
            } else if name.hasPrefix("der2_"), name.contains("Refset_Language") {
                self = .languageMembers
            } else if name.hasPrefix("der2_Refset_") {
                // Simple reference sets: no columns of their own.
                self = .members
            } else {
                return nil
            }
        }

        /// How the first line begins, column by column.
        var columns: [String] {
            switch self {
            case .concepts: ["id", "effectiveTime", "active", "moduleId", "definitionStatusId"]
            case .descriptions:
                [
                    "id", "effectiveTime", "active", "moduleId", "conceptId", "languageCode", "typeId", "term",
                    "caseSignificanceId",
                ]
            case .relationships:
                [
                    "id", "effectiveTime", "active", "moduleId", "sourceId", "destinationId", "relationshipGroup",
                    "typeId", "characteristicTypeId", "modifierId",
                ]
            case .members: ["id", "effectiveTime", "active", "moduleId", "refsetId", "referencedComponentId"]
            case .languageMembers:
                ["id", "effectiveTime", "active", "moduleId", "refsetId", "referencedComponentId", "acceptabilityId"]
            }
        }
    }

    private let database: Database
    private let concept: Statement
    private let description: Statement
    private let relationship: Statement
    private let member: Statement
    private var latest: Int64 = 0
    /// The latest effective time of all concepts: the version.
    var version: String { String(latest) }

    init(_ database: Database) throws {
        self.database = database
        // Of a component's rows the latest counts, in whatever order they come.
        concept = try database.prepare(
            """
            INSERT INTO concept VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE
            SET time = excluded.time, active = excluded.active WHERE excluded.time >= time
            """)
        description = try database.prepare(
            """
            INSERT INTO description (id, time, active, concept, type, language, term)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE
            SET time = excluded.time, active = excluded.active, term = excluded.term WHERE excluded.time >= time
            """)
        relationship = try database.prepare(
            """
            INSERT INTO relationship VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE
            SET time = excluded.time, active = excluded.active, target = excluded.target,
            grouping = excluded.grouping WHERE excluded.time >= time
            """)
        member = try database.prepare(
            """
            INSERT INTO member VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE
            SET time = excluded.time, active = excluded.active, preferred = excluded.preferred
            WHERE excluded.time >= time
            """)
    }

    func read(_ path: String, _ kind: Kind, _ outcome: inout TerminologyImport.Outcome) throws {
        var reader = try LineReader(path)
        var fields: [String] = []
        guard try reader.next(&fields) else { return }
        // A mark of the encoding is met at the beginning of some files.
        if let first = fields.first, first.hasPrefix("\u{FEFF}") { fields[0] = String(first.dropFirst()) }
        guard fields.starts(with: kind.columns) else {
            throw TerminologyIndexError(
                path: path, reason: "line 1 does not name the columns \(kind.columns.joined(separator: ", "))")
        }
        while try reader.next(&fields) {
            if fields.count == 1, fields[0].isEmpty { continue }
            guard fields.count >= kind.columns.count, let time = Int64(fields[1]), fields[2] == "0" || fields[2] == "1"
            else {
                throw TerminologyIndexError(
                    path: path, reason: "line \(reader.line) has too few columns, or broken ones")
            }
            let active = fields[2] == "1" ? 1 : 0
            func number(_ column: Int) throws -> Int64 {
                guard let value = Int64(fields[column]) else {
                    throw TerminologyIndexError(
                        path: path, reason: "line \(reader.line): \(kind.columns[column]) is no number")
                }
                return value
            }
            switch kind {
            case .concepts:
                try bind(concept, [try number(0), time, Int64(active)])
                try concept.run()
                latest = max(latest, time)
                outcome.concepts += 1
            case .descriptions:
                try bind(description, [try number(0), time, Int64(active), try number(4), try number(6)])
                try description.bind(6, fields[5])
                try description.bind(7, fields[7])
                try description.run()
                outcome.descriptions += 1
            case .relationships:
                // Stated relationships are another file; additional ones define nothing.
                if fields[8] == "900000000000227009" { continue }
                try bind(
                    relationship,
                    [try number(0), time, Int64(active), try number(4), try number(7), try number(5), try number(6)])
                try relationship.run()
                outcome.relationships += 1
            case .members, .languageMembers:
                try member.bind(1, bytes: ReleaseFormat2.bytes(ofUUID: fields[0]))
                try member.bind(2, time)
                try member.bind(3, active)
                try member.bind(4, try number(4))
                try member.bind(5, try number(5))
                let isPreferred = kind == .languageMembers && fields[6] == "900000000000548007"
                try member.bind(6, isPreferred ? 1 : 0)
                try member.run()
                outcome.members += 1
            }
        }
    }

    private func bind(_ statement: Statement, _ values: [Int64]) throws {
        for (place, value) in values.enumerated() { try statement.bind(Int32(place + 1), value) }
    }

    /// Drops what is inactive, marks preferred terms, and makes the indexes that questions use.
    func finish() throws {
        try database.execute(
            """
            DELETE FROM description WHERE active = 0;
            DELETE FROM relationship WHERE active = 0;
            DELETE FROM member WHERE active = 0;
            UPDATE description SET preferred = 1 WHERE id IN (SELECT concept FROM member WHERE preferred = 1)
                AND type = 900000000000013009;
            DELETE FROM member WHERE concept NOT IN (SELECT id FROM concept);
            CREATE INDEX description_concept ON description (concept);
            CREATE INDEX relationship_source ON relationship (source, type);
            CREATE INDEX relationship_target ON relationship (target, type);
            CREATE INDEX member_concept ON member (concept, refset);
            """)
    }

    /// The sixteen bytes of a UUID; the text itself where it is none.
    private static func bytes(ofUUID text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in text.utf8 where byte != UInt8(ascii: "-") {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return Array(text.utf8) }
            if let first = high {
                bytes.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        return bytes.count == 16 ? bytes : Array(text.utf8)
    }
}
