public import Definitions

/// A question that is put to somebody else: is this a code of the system, or in the value set?
public struct TerminologyQuestion: Sendable, Hashable {
    /// The canonical of the value set; `nil` where the code system alone is asked about.
    public var valueSet: String?
    /// The system of the code; `nil` where the place has none.
    public var system: String?
    public var version: String?
    public var code: String
    public init(valueSet: String? = nil, system: String? = nil, version: String? = nil, code: String) {
        self.valueSet = valueSet
        self.system = system
        self.version = version
        self.code = code
    }
}

/// What else may be asked when the definitions at hand cannot decide: a terminology server.
///
/// Judging never waits for it. A question that has no answer yet is noted and stays undecided; when the answers have
/// been fetched, the resource is judged again.
public protocol RemoteTerminology: Sendable {
    /// The answer, where it is known; `nil` notes the question.
    ///
    /// - Parameter definition: the value set, for a server that does not have it.
    func membership(_ question: TerminologyQuestion, definition: ValueSet?) -> Membership?
    /// The displays of a code that were learnt from answers.
    func displays(system: String, code: String) -> [String]
}
