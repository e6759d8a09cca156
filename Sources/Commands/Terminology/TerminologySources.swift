internal import Definitions
internal import Terminology
internal import TerminologyClient

/// What the options of a command name beside the definitions: a local index, a terminology server.
struct TerminologySources: Sendable {
    /// Answers may lead to further questions; more than a few rounds they never take.
    private static let maximumRounds = 4

    var index: TerminologyIndex?
    var server: TerminologyClient?

    init(_ invocation: Invocation) throws(Stop) {
        server = try TerminologyServer.client(invocation)
        do throws(TerminologyIndexError) {
            index = try invocation["terminology-index"].map { path throws(TerminologyIndexError) in
                try TerminologyIndex(path: path)
            }
        } catch {
            throw Stop(message: "--terminology-index: \(error)")
        }
    }

    /// What is asked of codes, beside what these definitions tell.
    func service(_ definitions: DefinitionContext) -> TerminologyService {
        TerminologyService(definitions: definitions, oracle: index, remote: server)
    }

    /// Asks the server what waits; `false` where nothing does, so that judging again would change nothing.
    func settle() async -> Bool {
        guard let server, server.hasPending else { return false }
        await server.resolve()
        return true
    }

    /// Judges, and judges again while the server had something to tell.
    func settled<Judged>(_ judge: () async -> Judged) async -> Judged {
        var judged = await judge()
        for _ in 1..<TerminologySources.maximumRounds {
            guard await settle() else { break }
            judged = await judge()
        }
        return judged
    }
}
