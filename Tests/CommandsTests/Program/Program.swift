import Commands
import Files
import TestSupport

/// The program, run in this process: what it printed and its exit code.
struct Program {
    let exitCode: Int32
    let output: String
    let error: String

    init(_ arguments: String...) async { await self.init(arguments) }

    init(_ arguments: [String]) async {
        let capture = Console.Capture()
        exitCode = await AssayCommand.run(
            ["--home", Checkout.folder] + arguments, console: Console(capturing: capture))
        output = capture.output
        error = capture.error
    }
}

/// A folder of a test's own, removed at the end with all that is in it.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = "/tmp/assay-program-\(UInt64.random(in: .min ... .max))"
    try Files.makeFolder(folder)
    defer { remove(folder) }
    return try await body(folder)
}

private func remove(_ path: String) {
    if Files.isFolder(path) { for name in (try? Files.list(path)) ?? [] { remove(path + "/" + name) } }
    try? Files.remove(path)
}
