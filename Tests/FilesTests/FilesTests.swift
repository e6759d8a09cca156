import Files
import TestSupport
import Testing

@Suite("Files")
struct FilesTests {
    /// A folder of the test's own, removed at the end.
    func withFolder(_ body: (String) throws -> Void) throws {
        let folder = "/tmp/assay-files-\(UInt64.random(in: .min ... .max))"
        try Files.makeFolder(folder + "/a/b")
        defer {
            for name in (try? Files.list(folder + "/a/b")) ?? [] { try? Files.remove(folder + "/a/b/" + name) }
            for path in ["/a/b", "/a", ""] { try? Files.remove(folder + path) }
        }
        try body(folder + "/a/b")
    }

    @Test("What is written is read back, whatever its size", arguments: [0, 1, 65535, 65536, 65537, 1_000_000])
    func roundTrip(size: Int) throws {
        try withFolder { folder in
            let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try Files.write(content, to: folder + "/x")
            #expect(try Files.read(folder + "/x") == content)
            #expect(try Files.list(folder) == ["x"])
        }
    }

    @Test("What cannot be read is named with its reason")
    func failures() throws {
        try withFolder { folder in
            #expect(throws: FileError(path: folder + "/none", reason: "No such file or directory")) {
                _ = try Files.read(folder + "/none")
            }
            #expect(throws: FileError(path: folder, reason: "is a folder")) { _ = try Files.read(folder) }
            try Files.write([1, 2, 3], to: folder + "/x")
            #expect(throws: FileError(path: folder + "/x", reason: "is larger than 2 bytes")) {
                _ = try Files.read(folder + "/x", limit: 2)
            }
            try Files.write([0xFF, 0xFE], to: folder + "/y")
            #expect(throws: FileError(path: folder + "/y", reason: "is not UTF-8 text")) {
                _ = try Files.readText(folder + "/y")
            }
        }
    }

    @Test("A device that tells no size is read to its end")
    func device() throws {
        #expect(try Files.read("/dev/null") == [])
        #expect(throws: FileError.self) { _ = try Files.read("/dev/zero", limit: 100_000) }
    }

    @Test(
        "Paths",
        arguments: [
            ("/a/b", "/a", "b"), ("a", ".", "a"), ("/a", "/", "a"), ("a/b/c", "a/b", "c"),
        ])
    func paths(path: String, folder: String, name: String) {
        #expect(Files.folder(of: path) == folder)
        #expect(Files.name(of: path) == name)
    }

    @Test(
        "Joining",
        arguments: [("a", "b", "a/b"), ("a/", "b", "a/b"), ("a", "/b", "/b"), ("", "b", "b"), (".", "b", "b")])
    func joining(folder: String, path: String, joined: String) {
        #expect(Files.join(folder, path) == joined)
    }
}
