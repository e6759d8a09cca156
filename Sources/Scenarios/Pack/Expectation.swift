public import Record
public import YAML

/// What a step's answer must be: one thing, with an id of the author's.
public struct Expectation: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// One of these statuses; templates, so that a variant can give them.
        case status([String])
        case header(name: String, test: HeaderTest)
        /// The type of the resource in the body.
        case resource(String)
        /// Conforms to a profile, each of the elements that `over` finds, or the resource.
        case profile(String, over: String?)
        /// Conforms to the release and to what it claims in meta.profile.
        case valid(over: String?)
        /// True for the resource, or for each of the elements that `over` finds.
        case fhirPath(String, over: String?)
        /// The one value of a path is this text.
        case value(path: String, equals: String)
        /// Each text that the path finds, as it was written, ends with one of these.
        case ending(path: String, oneOf: [String])
        /// An OperationOutcome with one of these codes in a known system.
        case outcome(codes: [String], system: Bool, type: [String])
        /// How many matches of a type a searchset holds.
        case entries(type: String, minimum: Int, maximum: Int?)
        /// Whether a searchset holds the resource `Type/id`.
        case member(String, isThere: Bool)
        /// Each reference that the path finds resolves in the Bundle, to this type.
        case resolves(path: String, type: String?)
        /// Each value that the path finds is an NHS number with a good check digit.
        case nhsNumber(path: String)
        /// No body at all.
        case noBody
    }
    public enum HeaderTest: Sendable, Hashable {
        case present, absent
        case equals(String)
        case contains(String)
        case prefix(String)
    }

    public var id: String
    /// In words; drawn from the kind where the author gave none.
    public var title: String
    public var kind: Kind
    public var strength: Requirement.Strength?
    /// Requirements that this expectation alone speaks to; empty: those of the scenario.
    public var requirements: [String]
    /// The faults that show that it can fail; templates over the variant's values.
    public var proofs: [String]
    /// Whether a failure says that the test data is not there, rather than that the target is at fault.
    public var isPrecondition: Bool
    public var position: YAMLPosition
}

extension Expectation {
    /// What is expected, in words.
    public var words: String {
        if !title.isEmpty { return title }
        switch kind {
        case .status(let codes): return "status " + codes.joined(separator: " or ")
        case .header(let name, let test):
            switch test {
            case .present: return "a \(name) header"
            case .absent: return "no \(name) header"
            case .equals(let text): return "\(name) is \(text)"
            case .contains(let text): return "\(name) contains \(text)"
            case .prefix(let text): return "\(name) begins with \(text)"
            }
        case .resource(let type): return "the body is one \(type)"
        case .profile(let url, let over):
            let name = url.split(separator: "/").last.map(String.init) ?? url
            return over == nil ? "conforms to \(name)" : "each of \(over ?? "") conforms to \(name)"
        case .valid(let over):
            return over == nil ? "valid, and as it claims" : "each of \(over ?? "") is valid, and as it claims"
        case .fhirPath(let expression, let over):
            return over == nil ? expression : "each of \(over ?? ""): \(expression)"
        case .value(let path, let text): return "\(path) is \(text)"
        case .ending(let path, let endings): return "each of \(path) ends with \(endings.joined(separator: " or "))"
        case .outcome(let codes, _, _): return "an OperationOutcome with \(codes.joined(separator: " or "))"
        case .entries(let type, let minimum, let maximum):
            if maximum == minimum { return minimum == 0 ? "no \(type) is found" : "exactly \(minimum) \(type) found" }
            return "at least \(minimum) \(type) found" + (maximum.map { ", at most \($0)" } ?? "")
        case .member(let reference, let isThere): return isThere ? "\(reference) is found" : "\(reference) is not found"
        case .resolves(let path, let type):
            return "each of \(path) resolves in the Bundle" + (type.map { " to a \($0)" } ?? "")
        case .nhsNumber(let path): return "each of \(path) is an NHS number with a good check digit"
        case .noBody: return "no body"
        }
    }
}
