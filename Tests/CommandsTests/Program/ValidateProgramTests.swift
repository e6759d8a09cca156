import Files
import Glibc
import JSON
import TestSupport
import Testing

@Suite("assay validate, as a user meets it")
struct ValidateProgramTests {
    @Test(
        "Bad input gets one clear message, and the exit code says so",
        arguments: [
            ("cut.json", #"{"resourceType":"Patient","id":"1""#, "cut off"),
            ("empty.json", "", "empty"),
            (
                "bomb.xml",
                #"<!DOCTYPE x [<!ENTITY a "b">]><Patient xmlns="http://hl7.org/fhir"><id value="&a;"/></Patient>"#,
                "document type"
            ),
            ("page.json", "<html><body>no</body></html>", "fatal"),
            ("words.json", "hello", "fatal"),
            ("type.json", #"{"resourceType":"Patience"}"#, "Patience"),
        ])
    func badInput(name: String, text: String, says: String) async throws {
        try await withFolder { folder in
            try Files.write(text, to: "\(folder)/\(name)")
            let run = await Program("validate", "\(folder)/\(name)")
            #expect(run.exitCode == 1)
            #expect(run.output.contains(says), "\(run.output)")
            #expect(run.output.split(separator: "\n").count { $0.contains("fatal") } == 1, "\(run.output)")
        }
    }

    @Test(
        "What cannot be done is refused with its remedy",
        arguments: [
            (["validate"], "nothing to judge"),
            (["validate", "--package", "no.such#1.0", "-"], "no.such#1.0"),
            (["validate", "--fhir-version", "9.0", "-"], "9.0"),
            (["validate", "--format", "pdf", "-"], "one of"),
            (["validat", "x"], "did you mean 'validate'"),
            (["validate", "--profle", "x", "y"], "did you mean '--profile'"),
        ])
    func usage(arguments: [String], says: String) async {
        let run = await Program(arguments)
        #expect(run.exitCode == 2)
        #expect(run.error.contains(says), "\(run.error)")
        #expect(run.output.isEmpty)
    }

    @Test("A file that is not there is unreadable, not a pass")
    func missing() async {
        let run = await Program("validate", "/no/such/file.json")
        #expect(run.exitCode == 1)
        #expect(run.error.contains("no such file"))
    }

    @Test("Brackets without end are refused at once")
    func brackets() async throws {
        try await withFolder { folder in
            try Files.write([UInt8](repeating: UInt8(ascii: "["), count: 20_000_000), to: "\(folder)/deep.json")
            let run = await Program("validate", "\(folder)/deep.json")
            #expect(run.exitCode == 1)
            #expect(run.output.utf8.count < 2000)
        }
    }

    @Test("A folder that nobody may read is named", .enabled(if: geteuid() != 0, "root may read everything"))
    func unreadable() async throws {
        try await withFolder { folder in
            chmod(folder, 0)
            let run = await Program("validate", folder)
            chmod(folder, 0o700)
            #expect(run.exitCode == 2)
            #expect(run.error.contains("Permission denied"))
        }
    }

    @Test("A folder without any resource is not a pass")
    func nothing() async throws {
        try await withFolder { folder in
            let run = await Program("validate", folder)
            #expect(run.exitCode == 2)
            #expect(run.error.contains("nothing to judge"))
        }
    }

    @Test("Each resource is a line of JSON, in the order of the input")
    func lines() async throws {
        try await withFolder { folder in
            try Files.write(#"{"resourceType":"Patient","id":"1","gender":"female"}"#, to: "\(folder)/a.json")
            try Files.write(#"{"resourceType":"Patient","id":"2","gender":"F"}"#, to: "\(folder)/b.json")
            let rows = [
                #"{"resourceType":"Patient","id":"3"}"#, #"{"resourceType":"Patient","id":"4","birthDate":"1.2.1990"}"#,
            ]
            try Files.write(rows.joined(separator: "\n"), to: "\(folder)/c.ndjson")
            let run = await Program("validate", "--fhir-version", "4.0", "--format", "json", folder)
            #expect(run.exitCode == 1)
            let lines = try run.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
            try #require(lines.count == 4)
            #expect(lines.map { $0["resource"]?.string } == ["Patient/1", "Patient/2", "Patient/3", "Patient/4"])
            #expect(lines.map { $0["valid"]?.bool } == [true, false, true, false])
            #expect(lines.map { $0["inputLine"]?.int } == [nil, nil, 1, 2])
            let issue = lines[1]["issues"]?.array?.first { $0["severity"] == "error" }
            #expect(issue?["expression"] == "Patient.gender")
            #expect(issue?["line"] == 1)
        }
    }

    @Test("Jobs answer in order and never share definitions")
    func cases() async throws {
        try await withFolder { folder in
            try Files.write(
                #"{"resourceType":"Patient","id":"1","meta":{"profile":["http://x.test/p"]}}"#, to: "\(folder)/p.json")
            try Files.write(
                """
                {"resourceType":"StructureDefinition","id":"p","url":"http://x.test/p","name":"P","status":"draft",
                 "fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
                 "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
                 "differential":{"element":[{"id":"Patient.birthDate","path":"Patient.birthDate","min":1}]}}
                """, to: "\(folder)/sd.json")
            try Files.write(
                """
                {"id":"with","file":"p.json","fhirVersion":"4.0.1","definitions":["sd.json"]}
                {"id":"without","file":"p.json","fhirVersion":"4.0.1"}
                {"id":"missing","file":"none.json","fhirVersion":"4.0.1"}
                """, to: "\(folder)/cases.ndjson")
            let run = await Program("validate", "--cases", "\(folder)/cases.ndjson")
            #expect(run.exitCode == 0)
            let lines = try run.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
            try #require(lines.count == 3)
            #expect(lines.map { $0["id"]?.string } == ["with", "without", "missing"])
            #expect(lines[0]["valid"] == false)
            #expect(lines[1]["valid"] == true)
            #expect(lines[2]["error"] != nil || lines[2]["valid"] == false)
        }
    }

    @Test("A local terminology index answers for single files, for cases and for runs alike")
    func terminologyIndex() async throws {
        try await withFolder { folder in
            try Files.makeFolder("\(folder)/rf2")
            try Files.write(
                "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId\r\n"
                    + "27113001\t20200101\t1\t900000000000207008\t900000000000074008\r\n",
                to: "\(folder)/rf2/sct2_Concept_Snapshot_INT_20200101.txt")
            let index = "\(folder)/index.sqlite"
            let made = await Program("terminology", "import", "\(folder)/rf2", "-o", index)
            try #require(made.exitCode == 0, "\(made.error)")
            // Its form is right, and the release does not have it.
            let patient =
                #"{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://snomed.info/sct","code":"73211009"}]}}"#
            try Files.write(patient, to: "\(folder)/p.json")
            try Files.write(
                #"{"id":"1","file":"p.json","fhirVersion":"4.0.1"}"# + "\n", to: "\(folder)/cases.ndjson")
            for arguments in [["\(folder)/p.json"], ["--cases", "\(folder)/cases.ndjson"]] {
                let without = await Program(["validate", "--format", "json"] + arguments)
                let with = await Program(["validate", "--format", "json", "--terminology-index", index] + arguments)
                #expect(!without.output.contains("code-unknown"), "\(without.output)")
                #expect(with.output.contains("code-unknown"), "\(with.output)")
            }
            let run = await Program("run", "--terminology-index", "\(folder)/absent.sqlite")
            #expect(run.exitCode == 2 && run.error.contains("--terminology-index"), "\(run.error)")
        }
    }
}
